"""Agreements: mentions united under all their names, and put into the record's form."""

from __future__ import annotations

from dataclasses import dataclass, field

from communique.extract.agreements.mentions import AgreementMention, find_agreements
from communique.extract.meeting_layer import MEETINGS
from communique.extract.mention_index import MENTION_INDEX
from communique.extract.statement_index import STATEMENT_INDEX, StatementIndex
from communique.extract.step import Step
from communique.extract.time_index import TIME_INDEX, DateRange
from communique.knowledge.word_lists import word_list
from communique.language.document import ACTORS, STATEMENTS, TIMES, Document
from communique.language.layers import Layer
from communique.model import Actor, Agreement, Statement
from communique.model.identity import fact_identity

REACH = 8  # sentences that "the accord" looks back over
FAMILY = {"agreement": "agreement", "text": "agreement", "ceasefire": "ceasefire", "resolution": "resolution"}
RANK = ("rejected", "broken", "suspended", "signed", "in_force", "proposed")
"""Of several that a report tells, the one that counts: the last in an agreement's life first."""
TITLE = 160
# Confidence, by hand: a noun of agreement, a name or number, a date, a second mention.
NOUN, NAMED, DATED, AGAIN, MOST = 0.5, 0.25, 0.1, 0.05, 0.9


@dataclass(slots=True)
class AgreementCluster:
    """One agreement while its mentions come together."""

    mentions: list[AgreementMention] = field(default_factory=list)
    dates: DateRange | None = None
    last: int = 0
    names: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    nouns: set[str] = field(default_factory=set)
    parties: set[str] = field(default_factory=set)
    """Ids of all actors told as parties."""

    def add(self, seen: AgreementMention, sentence: int) -> None:
        """Take in a mention; the most precise date stays."""
        self.mentions.append(seen)
        self.names |= seen.names
        self.words |= seen.words
        self.nouns.add(seen.noun)
        self.parties |= {a.id for a in seen.parties}
        if seen.dates is not None and (self.dates is None or len(seen.dates.start) > len(self.dates.start)):
            self.dates = seen.dates
        self.last = sentence


AGREEMENTS: Layer[tuple[Agreement, ...]] = Layer("agreements", "agreements")


class Agreements(Step):
    """What the report says was agreed: cited, signed, rejected."""

    name = "agreements"
    needs = (ACTORS, TIMES, STATEMENTS, MEETINGS)
    gives = (AGREEMENTS,)

    def __call__(self, document: Document) -> None:
        """The agreements of a document in the order of their first mention."""
        who, told, calendar = document.index(MENTION_INDEX), document.index(STATEMENT_INDEX), document.index(TIME_INDEX)
        mentions = sorted(find_agreements(document, who, calendar), key=lambda s: s.span)
        for seen in mentions:
            seen.dates = seen.dates or _of_meeting(document, seen)
        found = [_agreement(document, told, u) for u in unite(document, mentions)]
        document.layers.give(AGREEMENTS, tuple(sorted(found, key=lambda a: a.evidence[0])))


def unite(document: Document, mentions: list[AgreementMention]) -> list[AgreementCluster]:
    """Mentions of one and the same agreement together; "the accord" goes to the one last spoken of."""
    found: list[AgreementCluster] = []
    for seen in [m for m in mentions if not m.bare]:
        here = document.sentence_number(seen.span.start)
        fitting = [(points, u.last, n) for n, u in enumerate(found) if (points := _points(u, seen)) > 0]
        if fitting:
            found[max(fitting)[2]].add(seen, here)
        else:
            one = AgreementCluster()
            one.add(seen, here)
            found.append(one)
    for seen in [m for m in mentions if m.bare]:
        here = document.sentence_number(seen.span.start)
        before = [u for u in found if _may_be_called(u, seen) and 0 <= here - _nearest(document, u, here) <= REACH]
        if before:
            max(before, key=lambda u: _nearest(document, u, here)).add(seen, here)
    return found


def _nearest(document: Document, u: AgreementCluster, here: int) -> int:
    """The last sentence up to this one that speaks of the agreement; far away where none does."""
    places = [document.sentence_number(m.span.start) for m in u.mentions]
    return max((p for p in places if p <= here), default=-10 * REACH)


def _may_be_called(u: AgreementCluster, seen: AgreementMention) -> bool:
    if seen.noun in u.nouns:
        return True
    family = {FAMILY.get(m.kind, m.kind) for m in u.mentions}
    return (
        FAMILY.get(seen.kind, seen.kind) in family
        and seen.noun in word_list("agreements_by_any_name")
        and "resolution" not in family
    )


def _points(u: AgreementCluster, seen: AgreementMention) -> float:
    first = u.mentions[0]
    if first.known is not None and seen.known is not None:
        return 5 if first.known.key == seen.known.key else 0
    if FAMILY.get(first.kind, first.kind) != FAMILY.get(seen.kind, seen.kind):
        return 0
    if first.numbers or seen.numbers:
        return 5 if first.numbers == seen.numbers else 0
    if u.dates and seen.dates and not u.dates.agrees(seen.dates):
        return 0
    names = frozenset(u.names)
    if first.known is not None:
        names |= frozenset(first.known.name.casefold().split())
    theirs = seen.names | (frozenset(seen.known.name.casefold().split()) if seen.known else frozenset())
    if names and theirs:
        shared = (names & theirs) - word_list("agreement_name_empty")
        return 3 + len(shared) if shared else 0
    said = frozenset(u.words)
    if first.known is not None:
        said |= frozenset(w for a in (first.known.name, *first.known.aliases) for w in a.casefold().split())
    if said and seen.words and not said & seen.words and not seen.words <= word_list("agreement_name_modifiers"):
        return 0
    parties = u.parties
    theirs_too = {a.id for a in seen.parties}
    shared_parties = len(parties & theirs_too)
    if u.dates and seen.dates and (len(u.dates.start) == 4 or len(seen.dates.start) == 4 or u.dates == seen.dates):
        # The year alone ties what is called by a general word: "a 2012 accord" and "the communiqué of June 30, 2012".
        general = (
            seen.noun in word_list("agreements_by_any_name")
            or bool(u.nouns & word_list("agreements_by_any_name"))
            or seen.noun == first.noun
        )
        return 2 + shared_parties if general else 0
    if said & seen.words & word_list("agreement_types"):
        return 2 + shared_parties
    if first.kind == seen.kind and first.kind in ("ceasefire", "resolution") and not (names or theirs):
        return 1 + shared_parties
    if shared_parties > 1 and seen.noun in u.nouns | word_list("agreements_by_any_name"):
        return 1 + shared_parties
    return 0


def _of_meeting(document: Document, seen: AgreementMention) -> DateRange | None:
    """The day of the meeting at whose end a declaration was issued, when the sentence names that meeting."""
    if seen.kind != "text":
        return None
    sentence = document.sentence_at(seen.span.start)
    for meeting in document.layers[MEETINGS]:
        if meeting.status == "held" and meeting.start and any(sentence.covers(e) for e in meeting.evidence):
            return DateRange(meeting.start, meeting.end or meeting.start)
    return None


def _agreement(document: Document, told: StatementIndex, u: AgreementCluster) -> Agreement:
    evidence = tuple(sorted({m.span for m in u.mentions}))
    standings = {"proposed" if m.standing == "sought" else m.standing for m in u.mentions}
    status = next((s for s in RANK if s in standings), None)
    known = next((m.known for m in u.mentions if m.known), None)
    best = max(u.mentions, key=lambda m: (bool(m.names), not m.bare, min(len(m.span), TITLE)))
    name = known.name if known is not None else _named(document, best)
    parties: dict[str, Actor] = {a.id: a for m in u.mentions for a in m.parties}
    tellers: list[Statement | None] = [told.at(m.span) for m in u.mentions]
    statement = None if None in tellers else tellers[0]
    strong = known is not None or any(m.names or m.numbers for m in u.mentions)
    confidence = NOUN + NAMED * strong + DATED * (u.dates is not None) + AGAIN * (len(u.mentions) > 1)
    return Agreement(
        id=fact_identity("agreement", document.report.text_id, evidence[:1]),
        name=name,
        evidence=evidence,
        date=u.dates.start if u.dates is not None and u.dates.start == u.dates.end else None,
        parties=tuple(parties),
        status=status,
        statement=statement.id if statement else None,
        confidence=round(min(confidence, MOST), 2),
        extractor="agreements",
    )


def _named(document: Document, seen: AgreementMention) -> str:
    words = document.view[seen.span.start : seen.span.end].split()
    while len(words) > 1 and words[0].casefold() in word_list("agreement_determiners"):
        words = words[1:]
    return " ".join(words)[:TITLE]

"""Positions: who is for and against what, each holder's once for an issue.

Two readers propose: rules, which know words of support and opposition (:mod:`communique.extract.positions.stances`),
and statements, each sentence of which may take a stance (:mod:`communique.extract.positions.voiced`). How likely either
is right a logistic regression tells by the words (:mod:`communique.extract.positions.evidence`): of those that compete
for the same words the likeliest is told, if it is likely enough.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec

from communique.extract.confidence import Kind, calibrated, likelihood
from communique.extract.mention_index import MENTION_INDEX, MentionIndex
from communique.extract.positions.dates import held_on
from communique.extract.positions.evidence import of_clause, of_rule
from communique.extract.positions.headed import HEADED, headed
from communique.extract.positions.holders import holder_of
from communique.extract.positions.issues import Stance, uncut
from communique.extract.positions.labels import Namer
from communique.extract.positions.stances import StanceMention, find_stances
from communique.extract.positions.voiced import VoicedClause, voiced
from communique.extract.statement_index import STATEMENT_INDEX, StatementIndex
from communique.extract.step import Step
from communique.extract.time_index import TIME_INDEX, TimeIndex
from communique.language.document import ACTORS, PUBLISHED, STATEMENTS, TIMES, Document
from communique.language.layers import Layer
from communique.language.phrases import head_of
from communique.language.span_index import SHELF
from communique.language.tags import VERBS
from communique.language.votes import VOTES
from communique.model import Issue, Position, Span
from communique.model.identity import fact_identity

ALONE = {"rule": 0.4, "voiced": 0.6}
"""The chance from which a position is told where no stance head votes; each reader's own, by folds of reports."""
LEAST = {"rule": 0.35, "voiced": 0.52, HEADED: 0.5}
"""The same where one does, by parts of the annotated reports; the least that lose none of the example gold."""
AHEAD = 0.1
"""So much likelier a statement's stance has to be than a rule's on the same words, whose issue is named better."""
VOICED = "voiced"

POSITIONS: Layer[tuple[Position, ...]] = Layer("positions", "positions")


class Positions(Step):
    """Who is for and against what."""

    name = "positions"
    needs = (PUBLISHED, TIMES, ACTORS, STATEMENTS, VOTES)
    gives = (POSITIONS,)

    def __call__(self, document: Document) -> None:
        """The positions of a document in text order."""
        who, told, times = document.index(MENTION_INDEX), document.index(STATEMENT_INDEX), document.index(TIME_INDEX)
        least = LEAST if _voted(document) else ALONE
        groups: list[list[StanceMention]] = []
        by_place: dict[tuple[str, int], list[int]] = {}
        likely = sorted(_likely(document, who, told), key=_rank)
        for found in likely:
            places = [(found.actor.id, at) for at in range(found.issue.start // SHELF, found.issue.end // SHELF + 1)]
            near = (n for place in places for n in by_place.get(place, ()) if _one(groups[n][0], found))
            same = min(near, default=None)
            if same is not None:
                groups[same].append(found)
            elif found.strength >= least[_reader(found)]:
                for place in places:
                    by_place.setdefault(place, []).append(len(groups))
                groups.append([found])
        made = [_position(document, told, times, g) for g in groups]
        own = {a.id: a.name.casefold() for a in document.actors}
        named = [
            p for p in made
            if p.issue.label and p.issue.label.casefold() not in (own.get(p.actor), own.get(p.speaks_for or ""))
            and not _only_a_verb(document, p.issue)
        ]  # fmt: skip
        kept = _once(p for p in named if not _told_of_each(document, p, named))
        document.layers.give(POSITIONS, tuple(sorted(kept, key=lambda p: (p.evidence[0], p.id))))


def _once(positions: Iterable[Position]) -> list[Position]:
    """Each holder's stance on an issue once, the first in the text, with the evidence of all that are named alike."""
    found: dict[tuple[str, str, str], Position] = {}
    for p in sorted(positions, key=lambda p: (p.evidence[0], p.id)):
        key = p.actor, p.stance, p.issue.label.casefold()
        first = found.setdefault(key, p)
        if first is not p:
            found[key] = msgspec.structs.replace(
                first,
                evidence=tuple(sorted({*first.evidence, *p.evidence})),
                date=first.date or p.date,
                confidence=max(first.confidence, p.confidence),
            )
    return list(found.values())


def _only_a_verb(document: Document, issue: Issue) -> bool:
    """Whether an issue is a verb that lacks its object, so that nobody could be for or against it: "getting"."""
    words = [t for t in document.tokens_in(issue.span) if not t.is_punct] if issue.span is not None else []
    return " " not in issue.label and len(words) > 1 and head_of(words).tag_ in VERBS


def _told_of_each(document: Document, position: Position, others: list[Position]) -> bool:
    """Whether the position of a group is told of each of its members already."""
    holder = document.actor(position.actor)
    span = position.issue.span
    if holder is None or not holder.members or span is None:
        return False
    same = {
        p.actor for p in others if p.stance == position.stance and p.issue.span is not None
        if p.issue.span.overlaps(span)
    }  # fmt: skip
    return same.issuperset(holder.members)


def proposed(
    document: Document, who: MentionIndex, told: StatementIndex
) -> Iterator[tuple[StanceMention | VoicedClause, set[str]]]:
    """All that rules and statements propose, with its features; a clause has no stance yet."""
    whose: dict[int, set[str]] = {}
    taken: list[Span] = []
    for found in find_stances(document, who, told):
        if found.word is not None:
            whose.setdefault(found.word.i, set()).add(found.actor.id)
        cut = _clipped(told, found)
        taken.append(cut.evidence)
        yield cut, of_rule(document, told, cut)
    for clause in voiced(document, told):
        if whose.get(clause.head.i, {clause.speaker.id}) == {clause.speaker.id}:
            taken += [clause.part, *((clause.statement.cue,) if clause.statement.cue is not None else ())]
            yield clause, of_clause(document, clause)  # "said that Peru rejected the plan": that is Peru's position
    for found in headed(document, who, taken):
        cut = _clipped(told, found)
        yield cut, of_rule(document, told, cut)


def _likely(document: Document, who: MentionIndex, told: StatementIndex) -> Iterator[StanceMention]:
    """What is proposed, with its chance as its strength.

    The stance of a statement whose cue is a word of the tables is the table's: "does not want a war" is against it.
    """
    by_word: dict[tuple[str, int], Stance] = {}
    ruled, voiced_, against, least = _VOTED if _voted(document) else _ALONE
    for found, features in proposed(document, who, told):
        if isinstance(found, StanceMention) and found.way == HEADED:
            yield msgspec.structs.replace(found, strength=likelihood("headed", features))
        elif isinstance(found, StanceMention):
            if found.word is not None:
                by_word[found.actor.id, found.word.i] = found.stance
            yield msgspec.structs.replace(found, strength=likelihood(ruled, features))
        elif (holds := likelihood(voiced_, features)) >= least:
            cue = document.tokens_in(found.statement.cue) if found.statement.cue is not None else ()
            said = next((by_word[key] for t in cue if (key := (found.speaker.id, t.i)) in by_word), None)
            stance: Stance = said or found.stance or ("against" if likelihood(against, features) > 0.5 else "for")
            yield StanceMention(found.speaker, stance, found.issue, found.part, holds, way=VOICED)


_ALONE: tuple[Kind, Kind, Kind, float] = "positions", "voiced", "against", ALONE["voiced"]
_VOTED: tuple[Kind, Kind, Kind, float] = "voted positions", "voted voiced", "voted against", LEAST["voiced"]


def _voted(document: Document) -> bool:
    """Whether the stance head was asked."""
    return len(document.layers[VOTES].stances) > 0


def _reader(found: StanceMention) -> str:
    return found.way if found.way in (VOICED, HEADED) else "rule"


def _rank(found: StanceMention) -> tuple[float, Span, str, str]:
    ahead = AHEAD if _reader(found) == "rule" else 0.0
    return -(found.strength + ahead), found.evidence, found.actor.id, found.stance


def _clipped(told: StatementIndex, found: StanceMention) -> StanceMention:
    """Without what follows the statement's end in the sentence (" ... casualties", the spokesman said)."""
    content = told.content_at(Span(found.issue.start, found.issue.start + 1))
    if content is None or content.end >= found.issue.end:
        return found
    end = content.end
    evidence = Span(found.evidence.start, min(found.evidence.end, max(end, found.evidence.start + 1)))
    return msgspec.structs.replace(found, issue=Span(found.issue.start, end), evidence=evidence)


def _one(a: StanceMention, b: StanceMention) -> bool:
    return a.actor.id == b.actor.id and a.issue.overlaps(b.issue)


def _position(document: Document, told: StatementIndex, times: TimeIndex, same: list[StanceMention]) -> Position:
    best, voted = same[0], _voted(document)
    least = (LEAST if voted else ALONE)["rule"]
    told_by_rules = [f for f in same if f is best or (_reader(f) == "rule" and f.strength >= least)]
    stance: Literal["for", "against", "ambivalent"] = best.stance
    if any(f.stance != stance for f in told_by_rules) and all(f.issue == best.issue for f in told_by_rules):
        stance = "ambivalent"
    evidence: tuple[Span, ...] = tuple(sorted({f.evidence for f in told_by_rules if f.stance == best.stance}))
    statement = told.at(evidence[0])
    holder = holder_of(document, told, best.actor, evidence[0])
    issue = uncut(document, best.issue)
    return Position(
        id=fact_identity("position", document.report.text_id, [issue], holder.actor, stance),
        actor=holder.actor,
        issue=Issue(Namer(document, document.index(MENTION_INDEX)).name(issue, best.actor), issue),
        stance=stance,
        evidence=evidence,
        date=next((day for f in same if f.stance == best.stance if (day := held_on(document, times, told, f))), None),
        speaks_for=holder.speaks_for,
        statement=statement.id if statement else None,
        confidence=calibrated(best.strength, "voted told" if voted else "told"),
        extractor="positions",
    )

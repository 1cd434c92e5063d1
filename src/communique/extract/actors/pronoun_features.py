"""What speaks for an actor as whom a third-person pronoun means: named features, which weights add up.

:func:`features` are of every pronoun and rank persons for "he" and "she"; "it", "they" and their possessives have
:func:`further_features` beside them, among which what these say is one.
"""

from __future__ import annotations

import math
from functools import cached_property

from communique.extract.actors.discourse import Discourse, MentionTrace, grammatical_role
from communique.extract.actors.drafts import ActorDraft
from communique.extract.actors.pronouns import PRONOUNS, Pronoun
from communique.language.clauses import governing_verb, subject
from communique.language.phrases import head_of
from communique.language.tags import NOUNS
from communique.language.tree import Token

LOOSE = ("appos", "conj", "compound", "nmod")  # relations of what hangs on another noun
JUST = 20  # mentions looked back for the subject of a pronoun's clause


class Asking:
    """A pronoun, and what does not depend on whom it may mean."""

    def __init__(self, d: Discourse, token: Token, p: Pronoun) -> None:
        self.d = d
        self.token = token
        self.p = p
        self.here = d.document.sentence_number(token.idx)
        self.role = grammatical_role(token)
        self.quotation = d.document.quotation_number(token.idx)
        self.governor = token.head.text.casefold()

    @property
    def quoted(self) -> bool:
        """Whether it stands inside quotation marks."""
        return self.quotation is not None

    @cached_property
    def words(self) -> int | None:
        """The number of the attribution in whose words it stands."""
        inside = self.d.attribution_at(self.token.idx)
        return inside[0] if inside is not None else None

    @property
    def told_in(self) -> bool:
        """Whether it stands in words that somebody is told to have said."""
        return self.words is not None

    @property
    def speaker(self) -> ActorDraft | None:
        """Who says the words in which it stands, if that is known."""
        return self.d.speakers.get(self.words) if self.words is not None else None

    @cached_property
    def is_source(self) -> bool:
        """Whether it is the source of words."""
        return bool(self.d.sources.around(self.token.idx, self.token.idx + 1))

    @cached_property
    def verb(self) -> Token | None:
        """The verb of its clause."""
        return governing_verb(self.token)

    @cached_property
    def own_subject(self) -> ActorDraft | None:
        """The subject of its clause, where it is another."""
        own = subject(self.verb) if self.verb is not None else None
        if own is None or own is self.token:
            return None
        return next((s.draft for s in reversed(self.d.seen[-JUST:]) if s.i <= own.i < s.j), None)

    @cached_property
    def subjects(self) -> tuple[list[ActorDraft], list[ActorDraft]]:
        """The subjects of this sentence before it, and of the sentence before; the latest first."""
        found = [s for s in self.d.recent(self.here, 1) if s.role == "subject" and s.i < self.token.i]
        of_this = [s.draft for s in found if s.sentence == self.here]
        return of_this, [s.draft for s in found if s.sentence != self.here]

    @cached_property
    def title(self) -> str:
        """The report's title in small letters."""
        return (self.d.document.report.title or "").casefold()

    @cached_property
    def most(self) -> int:
        """How often who was spoken of most was."""
        return max(self.d.counts.values(), default=1)


def features(a: Asking, draft: ActorDraft, latest: MentionTrace) -> dict[str, float]:
    """What speaks for ``draft``, whose latest mention is ``latest``, as what a pronoun means."""
    d, token, p, role = a.d, a.token, a.p, a.role
    gap = a.here - latest.sentence
    back = -math.log2(1 + abs(token.i - latest.i)) / 4
    is_subject = latest.role == "subject"
    found = {
        "distance": -math.log2(1 + gap),
        "tokens": back,
        "same sentence": float(gap == 0),
        "subject": float(is_subject),
        "parallel": float(latest.role == role),
        "possessed": float(latest.role == "possessive"),
        "object": float(latest.role == "object"),
        "often": math.log2(1 + d.counts[id(draft)]) / 3,
        "gender known": float(draft.gender is not None and draft.gender == p.gender),
        "latest a pronoun": float(latest.form == "pronoun"),
        "latest a name": float(latest.form == "name"),
        "full name": float(" " in draft.name),
        "spoken of first": float(bool(d.seen) and d.seen[0].draft is draft),
        "plural": float(p.plural and draft.plural),
        "state": float(draft.kind == "state"),
        "after": float(latest.i > token.i),
        "quoted apart": float((latest.quotation is None) == a.quoted),
        f"{role}: tokens": back,
        f"{role}: subject": float(is_subject),
        f"{role}: same sentence": float(gap == 0),
        f"{role}: subject, same sentence": float(gap == 0 and is_subject),
        f"{role}: subject, sentence before": float(gap == 1 and is_subject),
    }
    if d.spoke_last(token) is draft:
        found["spoke last"] = 1.0
    if gap == 0 and _governs(d, latest, token):
        found["subject of the clause above" if is_subject else "part of the clause above"] = 1.0
    first = d.document.syntax[latest.i]
    if gap and first.sent.start >= first.i - 1:
        found["began its sentence"] = 1.0
    if gap == 1 and is_subject and token.sent.start >= token.i - 1:
        found["subject to subject"] = 1.0
    if _loosely(d, latest):
        found["in an apposition or a list"] = 1.0
    return found


def further_features(
    a: Asking, draft: ActorDraft, latest: MentionTrace, *, place: int, in_a_group: bool
) -> dict[str, float]:
    """What speaks for an actor as what "it", "they" and their possessives mean, beside :func:`features`.

    Args:
        a: the pronoun.
        draft: the actor.
        latest: his latest mention.
        place: how many others have been spoken of since.
        in_a_group: whether he was named side by side with others, who together may be meant.
    """
    d, role, kind = a.d, a.role, kind_of(draft)
    found = {
        f"kind {kind}": 1.0,
        f"{role}: {kind}": 1.0,
        "nearest": float(place == 0),
        "second": float(place == 1),
        "beyond": math.log2(1 + place) / 3,
        "part of a group": float(in_a_group),
        f"of {a.governor}: {draft.kind}{'s' if draft.plural else ''}": 1.0,
        "in the title": float(bool(a.title) and draft.name.casefold() in a.title),
        "most spoken of": float(d.counts[id(draft)] == a.most),
        "once": float(d.counts[id(draft)] == 1),
        "the same quotation": float(a.quoted and latest.quotation == a.quotation),
    }
    if a.told_in:
        found |= _of_the_speaker(a, draft, latest, kind)
    else:
        found[f"outside: {kind}"] = 1.0
    if a.is_source:
        found[f"source: {kind}"] = 1.0
    if a.token.dep_ == "nsubjpass":
        found[f"of a passive: {kind}"] = 1.0
    if a.own_subject is draft:
        found[f"{role}: subject of its clause"] = 1.0
    for told, where in zip(a.subjects, ("of this sentence", "of the sentence before"), strict=True):
        if any(x is draft for x in told):
            found[f"a subject {where}"] = found[f"{role}: a subject {where}"] = 1.0
            found[f"the first subject {where}"] = float(told[-1] is draft)
            found[f"{kind}: a subject {where}"] = 1.0
    return found | _called(a, draft, latest) | _in_its_clause(a, draft, latest)


def kind_of(draft: ActorDraft) -> str:
    """What sort of one, or of several, an actor is."""
    if draft.members:
        return "pair"
    if draft.plural:
        return "people" if draft.code else "group"
    return "outlet" if draft.sector == "JRN" else draft.kind


def _of_the_speaker(a: Asking, draft: ActorDraft, latest: MentionTrace, kind: str) -> dict[str, float]:
    """Who says it, what state he is of, and whether he names it: nobody calls himself "they"."""
    how = "quoted" if a.quoted else "told"
    found = {f"{how}: {kind}": 1.0}
    inside = a.d.attribution_at(a.d.document.syntax[latest.i].idx)
    named = inside is not None and inside[0] == a.words
    found[f"named in these words {how}"] = float(named)
    speaker = a.speaker
    if speaker is draft:
        found[f"speaker {how}"] = found[f"speaker {how}: {a.role}"] = 1.0
    elif speaker is not None and speaker.country and speaker.country == draft.country:
        found[f"of the speaker {how}"] = 1.0
        found[f"state of the speaker {how}"] = float(draft.kind == "state")
        found[f"of the speaker {how}, named in these words"] = float(named)
    if speaker is not None and any(m is draft for m in speaker.members):
        found["one of the speakers"] = 1.0
    return found


def _called(a: Asking, draft: ActorDraft, latest: MentionTrace) -> dict[str, float]:
    """By which pronouns an actor was spoken of before."""
    found: dict[str, float] = {}
    if latest.form == "pronoun":
        before = PRONOUNS.get(a.d.document.folded[latest.i])
        same = before is not None and (before.person, before.plural, before.gender) == (3, a.p.plural, a.p.gender)
        found["latest the same pronoun" if same else "latest another pronoun"] = 1.0
        found["called otherwise in this sentence"] = float(not same and latest.sentence == a.here)
        if before is not None and before.person == 3 and before.gender not in ("m", "f"):
            found[f"latest {before.family}"] = 1.0
    for plural in a.d.called.get(id(draft), ()):
        found["called so before" if plural == a.p.plural else "called otherwise before"] = 1.0
    return found


def _in_its_clause(a: Asking, draft: ActorDraft, latest: MentionTrace) -> dict[str, float]:
    """How the latest mention stands in its own clause."""
    syntax = a.d.document.syntax
    head = head_of(syntax[latest.i : latest.j])
    above = head.head
    found: dict[str, float] = {}
    if head.dep_ == "compound" or (head.dep_ == "poss" and above is not a.token.head):
        found["modifies"] = 1.0
    elif head.dep_ == "pobj":
        found["behind a preposition"] = 1.0
        if above.text.casefold() == "of" and above.head.tag_ in NOUNS:
            found["behind of"] = 1.0
    verb = governing_verb(head)
    own = a.verb
    if verb is not None and own is not None and own.dep_ == "conj" and own.head is verb and latest.role == "subject":
        found["subject of the clause beside"] = found[f"{a.role}: subject of the clause beside"] = 1.0
    if verb is not None and verb is a.verb:
        found["the same clause"] = 1.0
    elif verb is not None and a.verb is not None and verb.text.casefold() == a.verb.text.casefold():
        found["the same verb"] = 1.0
    if draft.plural and not draft.members and not draft.code and syntax[latest.i].text.casefold() != "the":
        found["indefinite"] = 1.0
    return found


def _governs(d: Discourse, latest: MentionTrace, token: Token) -> bool:
    """Whether the mention depends on a word on which the pronoun does, further down."""
    verb = d.document.syntax[latest.j - 1].head
    up = token.head
    while up != up.head:
        up = up.head
        if up == verb:
            return True
    return False


def _loosely(d: Discourse, latest: MentionTrace) -> bool:
    """Whether the mention hangs on another noun: "his wife, Anna Berg", "with Berg and Lund"."""
    return any(t.dep_ in LOOSE and not latest.i <= t.head.i < latest.j for t in d.document.syntax[latest.i : latest.j])

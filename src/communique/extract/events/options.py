"""Who could take part in an act: those whom its sentence names, whoever tells it, whom the sentence before is about.

A list stays whole: whoever is coordinated acts, or is acted upon, together. What a rule found is one option beside the
others; :mod:`communique.extract.events.casting` weighs them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator, Sequence
from typing import NamedTuple

from communique.extract.events.act import Act
from communique.extract.events.frames import Frame
from communique.extract.events.participants import Participant, ParticipantFinder
from communique.language import clauses
from communique.language.document import Document
from communique.language.tree import Token
from communique.model import Actor, Mention

FARTHEST = 40
"""Tokens from an act within which somebody is looked for: longer sentences are lists, or no sentences."""
MOST = 24
"""Mentions of a sentence looked at: a hostile text may have thousands."""
LONGEST = 16
"""Steps from a word to another in the tree, from which on they have no more to do with each other."""
OFTEN = 3
"""Mentions of an actor whom a report is about."""
MAIN = 2
"""Actors of whom a report speaks most that are looked at."""
TELLING = frozenset(("JRN", "MED"))
"""Sectors of those who tell of others' acts."""
PLACES = ("subj", "obj", "dat", "by", "of", "poss", "mod", "clause")
"""Places around an act by whose names its options are told apart; the others are named by their prepositions."""


class Option(NamedTuple):
    """Those who together may have a role in an act; nobody, if ``people`` is empty."""

    people: tuple[Participant, ...]
    ids: frozenset[str]
    """Of the actors."""
    head: Token | None
    """The word by which the sentence names the first of them."""
    form: str
    """That of its mention; "modifier"; "" where there is none."""
    marks: tuple[str, ...]
    """Who brings it: "actor" and "recipient" (what the rule chose), "speaker" (of the statement that the act is told
    in), "before" (the subject of the sentence before), "did" and "suffered" (the act told before), "main" (whom the
    report is mostly about)."""


class Stage:
    """The mentions of a document sentence by sentence, and whom its report is mostly about."""

    def __init__(self, document: Document, company: ParticipantFinder, acts: Iterable[Act]) -> None:
        self.document = document
        self.company = company
        self.acts = sorted(acts, key=lambda a: a.match.token.i)
        self._at = [a.match.token.i for a in self.acts]
        often = sorted((-len(a.mentions), a.mentions[0], a.id, a) for a in document.actors if len(a.mentions) >= OFTEN)
        self.main = [a for _, _, _, a in often[:MAIN]]
        self.rank = {a.id: n for n, a in enumerate(self.main)}
        self._by_sentence: dict[int, list[tuple[Token, Mention, Actor]]] = {}
        for actor in document.actors:
            for mention in actor.mentions:
                if (head := self._head(mention)) is not None:
                    listed = self._by_sentence.setdefault(head.sent.start, [])
                    if len(listed) < MOST:
                        listed.append((head, mention, actor))

    def _head(self, mention: Mention) -> Token | None:
        tokens = self.document.tokens_in(mention.span)
        if not tokens:
            return None
        first, last = tokens[0].i, tokens[-1].i
        return next((t for t in tokens if not first <= t.head.i <= last or t.head is t), tokens[-1])

    def named_in(self, start: int) -> list[tuple[Token, Mention, Actor]]:
        """The mentions of the sentence that begins with a token, by their heads."""
        return self._by_sentence.get(start, [])

    def act_before(self, token: Token) -> Act | None:
        """The act told before a token, not far from it."""
        n = bisect_left(self._at, token.i) - 1
        return self.acts[n] if n >= 0 and token.i - self._at[n] <= FARTHEST else None

    def subject_before(self, token: Token) -> Token | None:
        """The mention that is the subject of the sentence before a token's."""
        start = token.sent.start
        if not start:
            return None
        before = self.document.syntax.sentence(start - 1)
        heads = [h for h, _, _ in self.named_in(before.start) if h.dep_ in ("nsubj", "nsubjpass")]
        return min(heads, key=lambda h: sum(1 for _ in h.ancestors), default=None)


def options(stage: Stage, act: Act) -> list[Option]:
    """What the roles of an act may be filled with; nobody is the last."""
    company, token = stage.company, act.match.token
    held: dict[frozenset[str], Option] = {}

    def add(people: Iterable[Participant], head: Token | None, form: str, mark: str) -> None:
        found = tuple(people)
        if not found:
            return
        key = frozenset([p.actor.id for p in found])
        marks = (mark,) if mark else ()
        known = held.get(key)
        if known is None:
            held[key] = Option(found, key, head, form, marks)
        else:
            held[key] = Option(known.people, key, known.head or head, known.form or form, known.marks + marks)

    here = stage.named_in(token.sent.start)
    forms = {h.i: m.form for h, m, _ in here}
    for mark, people in (("actor", act.actors), ("recipient", act.recipients)):
        if people:
            add(people, _word(people[0], token), forms.get(people[0].head, ""), mark)
    for head, mention, _ in here:
        if abs(head.i - token.i) <= FARTHEST and head.i != token.i and not _second(head, forms):
            add(company.named(head), head, mention.form, "")
    for noun in _nouns(act):
        if people := company.in_modifiers(noun):
            add(people, token.doc[people[0].head], "modifier", "")
    add((p for p in company.speaker(token) if p.actor.sector not in TELLING), None, "", "speaker")
    if (before := stage.subject_before(token)) is not None:
        add(company.named(before), None, "", "before")
    if (earlier := stage.act_before(token)) is not None:
        add(earlier.actors, None, "", "did")
        add(earlier.recipients, None, "", "suffered")
    for actor in stage.main:
        add([Participant(actor, actor.mentions[0].span, token.i)], None, "", "main")
    return [*held.values(), Option((), frozenset(), None, "", tuple(_unfilled(act)))]


def _unfilled(act: Act) -> Iterator[str]:
    """The roles in which the rule found nobody."""
    if not act.actors:
        yield "actor"
    if not act.recipients:
        yield "recipient"


def _word(who: Participant, act: Token) -> Token | None:
    head = act.doc[who.head]
    return head if head.i != act.i else None


def _second(head: Token, heads: Container[int]) -> bool:
    """Whether a word is told by another's list already."""
    above = head
    for _ in range(LONGEST):
        if above.dep_ != "conj" or above.head is above:
            return False
        above = above.head
        if above.i in heads:
            return True
    return False


def _nouns(act: Act) -> Iterator[Token]:
    """The nouns of an act whose modifiers may tell who acts: "U.S. [sanctions] were imposed"."""
    token = act.match.token
    if act.match.rule.pos == "noun":
        yield token
    for c in token.children:
        if c.dep_ in ("dobj", "nsubjpass", "nsubj"):
            yield c
    if token.dep_ in ("acl", "relcl") and token.head is not token:
        yield token.head


def places(company: ParticipantFinder, act: Act) -> dict[int, str]:
    """The place around an act in which each word stands, by the word's number."""
    match = act.match
    frame = match.frame or Frame(company, match.token, match.rule.pos)
    found: dict[int, str] = {}
    for place in PLACES:
        for head in frame.heads(place):
            found.setdefault(head.i, place)
            if (meant := clauses.antecedent(head)) is not None:
                found.setdefault(meant.i, place)
    for preposition, head in frame.prepositions():
        found.setdefault(head.i, preposition)
    return found


def path(start: Token, end: Token) -> tuple[Sequence[str], Sequence[str]]:
    """The relations climbed from a word to where the way to another turns, and those gone down to it.

    A preposition stands for itself, and what is coordinated is taken for what it is coordinated with. Both are
    empty where there is no way.
    """
    above: dict[int, int] = {start.i: 0}
    up: list[str] = []
    here = start
    while here.head is not here and len(up) < LONGEST:
        if here.dep_ != "conj":
            up.append(here.dep_)
        here = here.head
        above.setdefault(here.i, len(up))
    down: list[str] = []
    here = end
    while here.i not in above:
        if here.head is here or len(down) > LONGEST:
            return (), ()
        if here.dep_ != "conj":
            down.append(here.text.casefold() if here.dep_ in ("prep", "agent", "dative") else here.dep_)
        here = here.head
    return up[: above[here.i]], down[::-1]

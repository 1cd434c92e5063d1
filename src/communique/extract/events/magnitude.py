"""How many an act met: the dead, injured and arrested, the size of a force or a crowd, in the numbers of the text.

PLOVER keeps them beside the event (codebook, "magnitude"). Only a number counts: "dozens were hurt" gives none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from communique.extract.events.matching import Match
from communique.knowledge.word_lists import word_list
from communique.language import clauses
from communique.language.numerals import number
from communique.language.tags import NOUNS, VERBS
from communique.language.tree import Token
from communique.model import Count, Magnitude, Span

HARM = (("dead", "of_dying"), ("injured", "of_hurting"))
"""Fields, and the lists of the verbs and adjectives whose number they are."""
SIZED = frozenset(("MOBILIZE", "PROTEST", "AID"))
NEAR = 40  # tokens of the sentence looked at on either side of the act


def magnitude_of(match: Match) -> Magnitude | None:
    """The numbers told with an act; None if there are none."""
    kind = match.rule.type
    found: dict[str, Count] = {}
    if kind == "ASSAULT":
        harms = [(field, word_list(words)) for field, words in HARM]
        for token in _around(match.token):
            low = token.text.casefold()
            for field, words in harms:
                if field in found or low not in words:
                    continue
                if (count := _first(_harmed(token))) is not None:
                    found[field] = count
    elif kind == "COERCE" and match.rule.mode in ("arrest", "deport"):
        if (count := _first(clauses.logical_objects(match.token))) is not None:
            found["arrested" if match.rule.mode == "arrest" else "size"] = count
    elif kind in SIZED and match.rule.pos == "verb":
        verb = match.token
        subject = clauses.logical_subject(verb)
        heads = [*clauses.logical_objects(verb), *([subject] if subject is not None and kind == "PROTEST" else [])]
        if (count := _first(heads)) is not None and count.value > 1:
            found["size"] = count
    return Magnitude(**found) if found else None


def _around(act: Token) -> Iterator[Token]:
    """The act's own word first, then the others of its sentence, the nearest first."""
    near = [t for t in act.sent if abs(t.i - act.i) <= NEAR]
    yield from sorted(near, key=lambda t: (abs(t.i - act.i), t.i))


def _harmed(word: Token) -> list[Token]:
    """The heads of who died or was hurt: "killed [nine people]", "[two] died", "left [six] dead"."""
    if word.tag_ in VERBS:
        heads = list(clauses.logical_objects(word))
        subject = clauses.subject(word)
        if not heads and subject is not None and (clauses.passive(word) or word.text.casefold() in word_list("dying")):
            heads = [subject]
        return heads or clauses.children(word, "nummod", "oprd", "attr")
    if word.tag_ in NOUNS:  # "the deaths of five men"
        return [*(o for p, o in clauses.prepositional([word]) if p == "of"), word]
    return [*clauses.children(word, "nsubj", "npadvmod"), word.head]  # "six dead", "left 34 injured"


def _first(heads: Sequence[Token]) -> Count | None:
    return next((c for c in map(_count, heads) if c is not None), None)


def _count(head: Token) -> Count | None:
    """The number of a noun phrase: of its numeral, or of itself where it is one ("killing eight")."""
    numeral = next(iter(clauses.children(head, "nummod")), head if head.tag_ == "CD" else None)
    if numeral is None:
        return None
    parts = [t for t in numeral.subtree if t.dep_ in ("compound", "nummod", "quantmod", "punct") or t.i == numeral.i]
    parts = [t for t in parts if t.tag_ == "CD" or t.text.casefold() in ("half", "a", "-", "–")]
    words = "".join(t.text + " " for t in sorted(parts, key=lambda t: t.i)).strip()
    value = number(words.replace(" - ", "-"))
    if value is None:
        return None
    first = min(numeral.left_edge.i, head.i)
    start, end = head.doc[first], max(head, numeral, key=lambda t: t.i)
    return Count(value, Span(start.idx, end.idx + len(end.text)))

"""Titles in a text, but for those that are somebody's name: "Foreign Minister Amir Rostam"."""

from __future__ import annotations

from collections.abc import Iterator

from communique.knowledge import states, titles
from communique.knowledge.given_names import is_given_name
from communique.knowledge.surface_forms import normalise
from communique.knowledge.titles import TitleMatch
from communique.knowledge.word_lists import word_list
from communique.language.tags import FINITE_VERBS, INSIDE_TITLES, PROPER_NOUNS
from communique.language.tree import Tokens

APPOSED = 4  # words behind the comma before an office in apposition, at most: "Roe, the new head of"


def titled(tokens: Tokens, at: int, *, honorific: bool = False) -> bool:
    """Whether a title that stands before names ends just before token ``at``; only "Mr" and its like if so asked."""
    for start in range(at - 1, max(at - 1 - titles.REACH, -1), -1):
        if not titles.may_begin(tokens[start].text):
            continue
        found = titles.match([t.text for t in tokens[start:at]], 0)
        if found is not None and found.end == at - start and found.title.before_name and not found.plural:
            return not honorific or (found.title.rank == "honorific" and tokens[at - 1].text != "Miss")
    return False


def title_spans(tokens: Tokens) -> Iterator[tuple[int, int, TitleMatch]]:
    """(first token, behind last token, title) of every title, left to right, none overlapping."""
    words = [t.text for t in tokens]
    behind = 0
    for i in titles.beginnings(words):
        if i < behind:
            continue
        if _hyphened(tokens, i):
            continue  # "the Congressional-Executive Commission"
        found = titles.match(words, i)
        if found is None or any(t.is_sent_start for t in tokens[i + 1 : found.end]):
            continue
        if i and i == behind and found.end == i + 1 and is_given_name(words[i]) and _named_so(tokens, i):
            continue  # "Foreign Minister Amir Rostam"
        if found.end == i + 1 and _surname_so(tokens, i, before_name=found.title.before_name):
            continue  # "deputy press secretary Raj Shah", "Prime Minister Hun Sen"
        if found.end == i + 1 and tokens[i].text.islower() and _only_a_word(tokens, i, found):
            continue
        behind = found.end
        yield i, found.end, found


def _only_a_word(tokens: Tokens, i: int, found: TitleMatch) -> bool:
    """Whether a word for an office is a verb there, a noun beside another, or the head and the chair of anything.

    "Let us not judge Roe", "the refugee agency", "at the head of the table"; Roe, "head of the agency", is its head.
    """
    token = tokens[i]
    if token.tag_ in FINITE_VERBS | {"VB"}:
        return True
    if not found.title.before_name and token.dep_ == "compound" and token.head.i > i:
        return True
    if token.text not in word_list("offices_by_place"):
        return False
    before, after = tokens[i - 1] if i else None, tokens[i + 1] if i + 1 < len(tokens) else None
    if before is None or after is None:
        return True
    named = after.tag_ in PROPER_NOUNS and after.text.istitle() and before.tag_ in PROPER_NOUNS | {"POS"}
    start = i - 1
    while start > 0 and i - start < APPOSED and tokens[start].tag_ in INSIDE_TITLES and tokens[start].text != ",":
        start -= 1
    return not named and not (after.text == "of" and tokens[start].text == ",")


def _hyphened(tokens: Tokens, i: int) -> bool:
    """Whether a hyphen joins a capital to a word before it that is of no title."""
    if i < 2 or tokens[i - 1].text not in ("-", "–", "‑") or not tokens[i].text[:1].isupper():
        return False
    hyphen, before = tokens[i - 1], tokens[i - 2]
    close = before.idx + len(before.text) == hyphen.idx and hyphen.idx + 1 == tokens[i].idx
    return close and before.text[:1].isupper() and not titles.may_begin(before.text)


def _surname_so(tokens: Tokens, i: int, *, before_name: bool) -> bool:
    """Whether a word for an office is a surname: a given name stands before it, and it has a capital.

    A word that stands before names (``before_name``) is one only where no name follows: "Stephen King said"; what
    abbreviates a title is one without its dot: "Prime Minister Hun Sen".
    """
    before = tokens[i - 1] if i else None
    if before is None or not (tokens[i].text.istitle() and before.text.istitle() and before.tag_ in PROPER_NOUNS):
        return False
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    named = after is not None and after.tag_ in PROPER_NOUNS and after.text[:1].isupper()
    if before_name and (named or normalise(before.text) in states.vocabulary()):
        return False
    if tokens[i].text.casefold() in word_list("short_titles"):
        return not titles.may_begin(before.text)
    return is_given_name(before.text)


def _named_so(tokens: Tokens, i: int) -> bool:
    """Whether a word for an office is a given name here: a surname that is no title follows it."""
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    return (
        tokens[i].text[:1].isupper()
        and after is not None
        and after.tag_ in PROPER_NOUNS
        and after.text[:1].isupper()
        and not titles.may_begin(after.text)
    )

"""Surnames that stand alone: with their particles, and where the words are a month's or an ordinary word's too."""

from __future__ import annotations

from communique.extract.title_index import titled
from communique.knowledge.given_names import is_given_name
from communique.knowledge.word_lists import word_list
from communique.language.tags import (
    BEFORE_MONTHS,
    BEHIND_NAMES,
    FINITE,
    PERSONAL_PRONOUNS,
    PROPER_NOUNS,
    SINGULAR_NOUNS,
)
from communique.language.tree import Token, Tokens
from communique.language.truecase import usually_lower

HYPHENS = frozenset("-–‑")
KOREAN = 4  # tokens of a family name and a given name of two syllables


def with_particles(tokens: Tokens, runs: list[tuple[int, int]], taken: list[int]) -> list[tuple[int, int]]:
    """Surnames with the particles before them: "de Sousa" of Ana de Sousa, "President van den Berg"."""
    firsts = {i: _first_particle(tokens, i, taken) for i, _ in runs}
    whole = [(firsts[i] if titled(tokens, firsts[i]) else i, j) for i, j in runs]
    full = {_words(tokens, k, j) for i, j in whole for k in range(i, j - 1) if _is_particle(tokens[k])}
    return [(next((k for k in range(firsts.get(i, i), i) if _words(tokens, k, j) in full), i), j) for i, j in whole]


def _first_particle(tokens: Tokens, i: int, taken: list[int]) -> int:
    while i > 0 and _is_particle(tokens[i - 1]) and not taken[i - 1]:
        i -= 1
    return i


def _words(tokens: Tokens, i: int, j: int) -> str:
    return tokens.part(i, j).text.casefold()


def _is_particle(token: Token) -> bool:
    return token.text.casefold() in word_list("name_particles")


def months_as_surnames(tokens: Tokens, runs: list[tuple[int, int]], taken: list[int]) -> list[tuple[int, int]]:
    """Where a surname that is also a month stands alone, in a report that has it in full: "Theresa May"."""
    surnames = {tokens[j - 1].text for i, j in runs if j - i > 1 and is_calendar(tokens[j - 1])}
    return [
        (t.i, t.i + 1)
        for t in tokens
        if surnames
        and t.text in surnames
        and not taken[t.i]
        and t.i + 1 < len(tokens)
        and (tokens[t.i + 1].tag_ in BEHIND_NAMES or (t.tag_ in PROPER_NOUNS and t.dep_ in ("nsubj", "dobj")))
        and not (t.i and tokens[t.i - 1].tag_ in BEFORE_MONTHS)
        and not any(i <= t.i < j for i, j in runs)
    ]


def words_as_surnames(tokens: Tokens, runs: list[tuple[int, int]], taken: list[int]) -> list[tuple[int, int]]:
    """Where a surname that is also a word speaks behind a quotation, in a report that has it in full: "," Ban said."""
    inside = {k for i, j in runs for k in range(i, j)}
    surnames = {tokens[j - 1].text for i, j in runs if j - i > 1 and usually_lower(tokens[j - 1].text)}
    people = {tokens[j - 1].text for i, j in runs if j - i > 1 and is_given_name(tokens[i].text)}
    people |= {tokens[i].text for i, j in runs if j - i == KOREAN and tokens[j - 2].text in HYPHENS}  # "Ban Ki-moon"
    people |= {tokens[j - 1].text for i, j in runs if titled(tokens, i)}
    return [
        (t.i, t.i + 1)
        for t in tokens
        if (t.text in surnames or t.text in people)
        and t.tag_ not in PERSONAL_PRONOUNS
        and not taken[t.i]
        and t.i not in inside
        and not is_calendar(t)
        and t.i + 1 < len(tokens)
        and (
            tokens[t.i + 1].text.casefold() in word_list("says_who")
            or tokens[t.i + 1].tag_ == "POS"
            or (t.text in people and (_subject_of_next(t) or _bare_subject(t)))
        )
    ]


def _subject_of_next(token: Token) -> bool:
    return token.dep_ == "nsubj" and token.i + 1 < len(token.doc) and token.nbor(1).tag_ in FINITE


def _bare_subject(token: Token) -> bool:
    """Whether a word is a subject without article or adjective, as names are: "Power on Monday told the council"."""
    modified = any(c.dep_ in ("det", "amod", "poss", "compound", "nummod") or c.text == "of" for c in token.children)
    return token.dep_ in ("nsubj", "nsubjpass") and token.tag_ in SINGULAR_NOUNS and not modified


def is_calendar(token: Token) -> bool:
    return token.text.casefold().rstrip(".") in word_list("calendar") and not _syllable_of_a_name(token)


def _syllable_of_a_name(token: Token) -> bool:
    """Whether an abbreviated day or month is part of a name: "Choe Sun Hui", "Sun Zhe", "Jan Egeland"."""
    if token.text.casefold() not in word_list("short_days_and_months") or token.i + 1 == len(token.doc):
        return False
    after = token.nbor(1)
    return (
        after.tag_ in PROPER_NOUNS
        and after.text.istitle()
        and after.text.isalpha()
        and len(after.text) > 1
        and after.text.casefold() not in word_list("calendar")
        and after.idx == token.idx + len(token.text) + 1
    )

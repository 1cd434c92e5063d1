"""People who are called like places: "Helena Dubrovnik", "Mrs Dubrovnik", "Kenya Whitfield".

A place behind a given name, or behind a title and one more word, is a surname; then the word alone means the same
person where it acts. A state before a capital is a given name where a comma and somebody's trade follow.
"""

from __future__ import annotations

from collections.abc import Iterable

from communique.extract.actors.lone_surnames import HYPHENS
from communique.extract.known_name import KnownName
from communique.extract.title_index import titled
from communique.knowledge import offices
from communique.knowledge.gazetteer import city_country
from communique.knowledge.given_names import is_given_name
from communique.knowledge.nominals import nominals
from communique.knowledge.titles import may_begin, title
from communique.knowledge.word_lists import word_list
from communique.language.tags import PROPER_NOUNS
from communique.language.tree import Token, Tokens
from communique.language.truecase import usually_lower

Found = tuple[int, int, KnownName]

PLACES = frozenset(("state", "capital", "place", "region"))
TRADE = 5  # tokens behind a comma in which the trade of somebody stands: ", a retired nurse"
ACTING = frozenset(("nsubj", "nsubjpass", "poss", "dative"))


def without_people(tokens: Tokens, told: Iterable[Found]) -> list[Found]:
    """The known names but for those of places that people of this report bear.

    Args:
        tokens: of the report.
        told: the known names: first token, behind the last, what the tables say.
    """
    listed = list(told)
    inside = {k for i, j, _ in listed for k in range(i, j)}
    borne = {i for i, j, k in listed if j - i == 1 and k.kind in PLACES and _borne(tokens, i, inside)}
    surnames = {tokens[i].text for i in borne if not _is_given(tokens, i)}
    return [
        (i, j, known)
        for i, j, known in listed
        if i not in borne
        and not (j - i == 1 and known.kind in PLACES and tokens[i].text in surnames and _acts(tokens[i], min(borne)))
    ]


def _borne(tokens: Tokens, i: int, inside: set[int]) -> bool:
    return _is_surname(tokens, i, inside) or titled(tokens, i, honorific=True) or _is_given(tokens, i)


def _is_surname(tokens: Tokens, i: int, inside: set[int]) -> bool:
    """Whether somebody's given name stands before a place that qualifies nothing behind it."""
    first = tokens[i - 1] if i else None
    if first is None or i - 1 in inside or not _name_before(first, tokens[i]) or _qualifies(tokens[i]):
        return False
    before = tokens[i - 2].text.casefold() if i > 1 else ""
    if titled(tokens, i - 1):
        return not offices.holders(first.text)  # no "President Obama Iran"
    known = city_country(first.text) is not None or bool(offices.holders(first.text))
    return is_given_name(first.text) and not known and before not in word_list("place_prepositions")


def _name_before(first: Token, second: Token) -> bool:
    word = first.text
    beside = second.idx - first.idx - len(word) == 1 and not second.is_sent_start
    return beside and first.tag_ in PROPER_NOUNS and word.istitle() and word.isalpha() and not may_begin(word)


def _qualifies(token: Token) -> bool:
    """Whether a noun stands behind that the place only qualifies: "Jon Kabul visit"."""
    return token.head.i > token.i and token.head.i - token.i < TRADE and token.dep_ in ("compound", "nmod", "amod")


def _is_given(tokens: Tokens, i: int) -> bool:
    """Whether a surname stands behind, a comma, and somebody's trade: "Kenya Whitfield, a nurse,"."""
    if i + 1 >= len(tokens) or tokens[i].dep_ != "compound" or not _name_before(tokens[i], tokens[i + 1]):
        return False
    surname, end = tokens[i + 1].text, i + 2
    joined = end < len(tokens) and tokens[end].text in HYPHENS
    if not surname.istitle() or (usually_lower(surname) and not joined):
        return False
    while end + 1 < len(tokens) and tokens[end].text in HYPHENS and tokens[end + 1].text.istitle():
        end += 2  # "Israel Ben-Ami"
    behind = [t.text.casefold() for t in tokens[end : end + TRADE]]
    if surname.casefold() in nominals() or behind[:2] not in ([",", "a"], [",", "an"]):
        return False
    return any(_is_trade(word) for word in behind[2:])


def _is_trade(word: str) -> bool:
    """Whether a word tells what one person is: "farmer", "nurse"."""
    noun = nominals().get(word)
    return title(word) is not None or (noun is not None and noun.kind == "person" and not noun.plural)


def _acts(token: Token, since: int) -> bool:
    before = token.nbor(-1).text.casefold() if token.i else ""
    return token.i > since and token.dep_ in ACTING and before not in word_list("place_prepositions")

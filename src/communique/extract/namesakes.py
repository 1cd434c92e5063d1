"""Months that are people: "Senator April March", "Mr. May", "June Carter", and each of them later in the report."""

from __future__ import annotations

from communique.knowledge import cues, places, states
from communique.knowledge.given_names import is_given_name
from communique.knowledge.nominals import nominals
from communique.knowledge.times import time_list
from communique.knowledge.titles import REACH, match
from communique.knowledge.word_lists import word_list
from communique.language.document import Document
from communique.language.tags import BEFORE_TIMES, PROPER_NOUNS
from communique.language.tree import Token

SUBJECTS = frozenset(("nsubj", "nsubjpass", "poss"))
ACTORS = SUBJECTS | {"dobj", "dative"}


def people(document: Document) -> frozenset[int]:
    """The numbers of the tokens that are months' names and name a person.

    A title or a given name before it tells so, or a surname behind a given name ("June Carter"); where one does, the
    same word names the same person in the rest of the report (one sense per discourse: Gale, Church, Yarowsky 1992)
    wherever somebody acts, as it does where it says something ("March said").
    """
    names = time_list("month_names")
    months = [t for t in document.syntax.capitals if t.text.casefold() in names]
    found: set[int] = set()
    for token in months:
        if _titled(document.words, token.i) or _behind_given_name(token, found) or _before_surname(token):
            found.add(token.i)
    told = {document.words[i].casefold() for i in found}
    found.update(t.i for t in months if _says(t) or (t.text.casefold() in told and _acts(t)))
    return frozenset(found)


def _titled(words: list[str], at: int) -> bool:
    """ "Mr. March", "Prime Minister May"."""
    for start in range(max(0, at - REACH), at):
        title = match(words, start)
        if title is not None and title.end == at and title.title.before_name and not title.plural:
            return words[at - 1][:1].isupper()
    return False


def _behind_given_name(token: Token, people: set[int]) -> bool:
    """ "Frederic March", not "Jordan April": states and capitals have what happens in a month."""
    if not token.i:
        return False
    before = token.nbor(-1)
    if not _beside(before, token) or before.tag_ not in PROPER_NOUNS:
        return False
    if before.text.casefold() in time_list("month_names"):
        return before.i in people
    return is_given_name(before.text) and not _is_place(before.text)


def _before_surname(token: Token) -> bool:
    """ "June Carter met the envoy", not "in June Obama met the envoy" nor "June OPEC figures"."""
    if not is_given_name(token.text) or token.dep_ != "compound" or token.head.i != token.i + 1:
        return False
    surname = token.head
    if surname.tag_ not in PROPER_NOUNS or not _beside(token, surname) or surname.text.isupper():
        return False
    if (
        token.i
        and token.nbor(-1).tag_ in BEFORE_TIMES
        and token.nbor(-1).text.casefold() not in word_list("beside_people")
    ):
        return False
    word = surname.text.casefold()
    known = word in nominals() or word in time_list("month_names") or _is_place(surname.text)
    return not known and surname.dep_ in ACTORS | {"appos", "conj", "pobj"}


def _says(token: Token) -> bool:
    cue = cues.verb(token.head.text) if token.dep_ == "nsubj" else None
    return cue is not None and cue.frame("quote") is not None and cue.act == "say"


def _acts(token: Token) -> bool:
    return token.dep_ in ACTORS or (token.dep_ == "pobj" and token.head.text.casefold() in word_list("beside_people"))


def _beside(first: Token, second: Token) -> bool:
    return second.idx - first.idx - len(first.text) == 1


def _is_place(text: str) -> bool:
    return any(f(text) is not None for f in (states.by_name, states.by_demonym, states.by_capital, places.by_name))

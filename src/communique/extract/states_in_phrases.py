"""The states of which the words of a phrase tell, and what a state's adjective is."""

from __future__ import annotations

import re

from communique.knowledge import states
from communique.knowledge.surface_forms import in_force, normalise
from communique.memory import remembered

HELPED = re.compile(r"[\w.]+ ?[-‑–] ?(?:allied|armed|backed|funded|led|linked|sponsored|supported|trained)\b")
# ``Chad-backed rebels`` are not Chad's


WORD_BREAK = re.compile(r"(?:['’]s?)?[\s–-]+")  # ``US-led``, ``UK's minister``


@remembered
def states_in(text: str) -> frozenset[str]:
    """Codes of the states whose names, abbreviations or demonyms stand in a phrase."""
    return _codes_in(text, frozenset(("name", "abbreviation", "demonym")))


def adjectives_in(text: str) -> frozenset[str]:
    """Codes of the states whose adjectives stand in a phrase: "Polish"."""
    return _codes_in(text, frozenset(("demonym",)))


@remembered
def own_states_in(text: str) -> frozenset[str]:
    """The same without those who only arm or lead others: "Chad-backed rebels" are not Chad's."""
    return states_in(HELPED.sub(" ", text))


@remembered
def helpers_in(text: str) -> frozenset[str]:
    """The states that arm or lead those of whom a phrase speaks."""
    return states_in(" ".join(HELPED.findall(text)))


@remembered
def seats_in(text: str) -> frozenset[str]:
    """Codes of the states whose capitals and seats of government stand in a phrase."""
    return _codes_in(text, frozenset(("capital", "seat")))


def _codes_in(text: str, forms: frozenset[str]) -> frozenset[str]:
    words = normalise(text).split()
    written = [w.rstrip(",;") for w in WORD_BREAK.split(text)]
    vocabulary, beginnings = states.vocabulary(), states.beginnings()
    found: set[str] = set()
    at = 0
    while at < len(words):
        if words[at] not in beginnings:
            at += 1
            continue
        for length in range(min(5, len(words) - at), 0, -1):
            entries = vocabulary.get(" ".join(words[at : at + length]))
            if entries is None:
                continue
            current = [
                e
                for e in in_force(entries)
                if e.form in forms
                and (
                    not e.case_sensitive or any(e.fits(" ".join(written[k : k + length])) for k in range(len(written)))
                )
            ]
            if current:
                found.add(current[0].code)
                at += length
                break
        else:
            at += 1
    return frozenset(found)


def adjective(code: str) -> str:
    """A state's adjective ("Syrian"), or its name where the table has none."""
    state = states.by_code(code)
    if state is None:
        return code
    return state.adjectives[0].text if state.adjectives else state.name

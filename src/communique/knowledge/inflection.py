"""English inflection, forwards: from a lemma to the forms that may stand in a text.

Regular forms by rule (Huddleston & Pullum, The Cambridge Grammar of the English Language, 2002, ch. 18), irregular ones
from the tables. A form too many ("goed") does no harm, since the forms are only looked up; a form missing loses a fact.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_SIBILANT = re.compile(r"(?:s|x|z|ch|sh)$")  # "press" -> "presses"
_CONSONANT_Y = re.compile(r"[^aeiou]y$")  # "deny" -> "denies"
_DOUBLING = re.compile(r"^[^aeiou]*[aeiou][bdgklmnprt]$|qu[aeiou][pt]$")  # one closed syllable: "slam", "quit"
_SILENT_E = re.compile(r"[^eoy]e$")  # "urge" -> "urging", but "agree" -> "agreeing"
_IZE = re.compile(r"(?<=..)iz(e|es|ed|ing|er|ers|ation|ations)$")  # "criticize" -> "criticise"
_KEEPS_Z = re.compile(r"^(?:seiz|priz|siz|capsiz|maiz|resiz)")


def spellings(word: str) -> tuple[str, ...]:
    """The word itself and, where it has one, its British spelling: ``criticize`` -> ``criticize, criticise``."""
    if _IZE.search(word) and not _KEEPS_Z.match(word):
        return word, _IZE.sub(r"is\1", word)
    return (word,)


def verb_forms(lemma: str, irregular: Iterable[str] = ()) -> frozenset[str]:
    """All forms of a verb, itself among them. ``irregular`` forms replace the regular ones that they stand for."""
    given = tuple(irregular)
    third = _plural(lemma)
    gerunds = [form for form in given if form.endswith("ing")] or [_with_suffix(lemma, "ing")]
    pasts = [form for form in given if not form.endswith("ing")] or [_with_suffix(lemma, "ed")]
    forms = {"be": ("is", "are", "am", "was", "were", "been", "being")}.get(lemma, (third, *gerunds, *pasts))
    if lemma == "have":
        forms = ("has", "had", "having")
    return frozenset(spelling for form in (lemma, *forms) for spelling in spellings(form))


def noun_forms(lemma: str, irregular: Iterable[str] = ()) -> frozenset[str]:
    """Singular and plural of a noun."""
    plurals = tuple(irregular) or (_plural(lemma),)
    return frozenset(spelling for form in (lemma, *plurals) for spelling in spellings(form))


def _plural(word: str) -> str:
    if _CONSONANT_Y.search(word):
        return word[:-1] + "ies"
    if word in {"go", "do", "veto", "echo", "undergo"} or _SIBILANT.search(word):
        return word + "es"
    return word + "s"


def _with_suffix(word: str, suffix: str) -> str:
    if suffix == "ed" and word.endswith("e"):
        return word + "d"
    if suffix == "ed" and _CONSONANT_Y.search(word):
        return word[:-1] + "ied"
    if suffix == "ing" and word.endswith("ie"):
        return word[:-2] + "ying"
    if suffix == "ing" and _SILENT_E.search(word):
        return word[:-1] + "ing"
    if _DOUBLING.search(word):
        return word + word[-1] + suffix
    return word + suffix

"""English inflection, forwards: from a lemma to the forms that may stand in a text.

Regular forms by rule (Huddleston & Pullum, The Cambridge Grammar of the English Language, 2002, ch. 18), irregular ones
from the tables. A form too many ("goed") does no harm, since the forms are only looked up; a form missing loses a fact.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from communique.knowledge.tables import overlay_folder, read_table

_SIBILANT = re.compile(r"(?:s|x|z|ch|sh)$")  # "press" -> "presses"
_CONSONANT_Y = re.compile(r"[^aeiou]y$")  # "deny" -> "denies"
_DOUBLING = re.compile(r"^[^aeiou]*[aeiou][bdgklmnprt]$|qu[aeiou][pt]$")  # one closed syllable: "slam", "quit"
_SILENT_E = re.compile(r"[^eoy]e$")  # "urge" -> "urging", but "agree" -> "agreeing"
_IZE = re.compile(r"(?<=..)iz(e|es|ed|ing|er|ers|ation|ations)$")  # "criticize" -> "criticise"
_VOWEL = re.compile(r"[aeiouy]")  # "using", but not "bring"
_KEEPS_Z = re.compile(r"^(?:seiz|priz|siz|capsiz|maiz|resiz)")
NO_MEN = frozenset(("german", "human", "roman", "ottoman", "norman", "talisman"))
PLURALS: Mapping[str, tuple[str, ...]] = {"child": ("children",), "person": ("persons", "people"), "foot": ("feet",)}
"""Plurals that no rule makes, of nouns in the tables; those in "-man" make "-men"."""


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


def noun_phrase_forms(lemma: str) -> frozenset[str]:
    """Singular and plural of the last word of a noun phrase, with the words before it, in lower case."""
    *before, last = lemma.casefold().split()
    irregular = (last[:-3] + "men",) if last.endswith("man") and last not in NO_MEN else PLURALS.get(last, ())
    return frozenset(" ".join([*before, form]) for form in noun_forms(last, irregular))


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


def gerund(form: str, overlay: Path | str | None = None) -> str:
    """The -ing form of any form of a verb, in lower case: ``withdrew``, ``withdraws``, ``withdraw`` -> ``withdrawing``.

    What ends in -ed or -s is taken for a past form or a third person, so a base that does ("need") has to stand in
    ``data/verb_bases.tsv`` or be given as :func:`gerund_of_base`.
    """
    form = form.casefold()
    base = _bases(overlay_folder(overlay)).get(form)
    if base is not None:
        return gerund_of_base(base, overlay)
    if form.endswith("ing") and _VOWEL.search(form, 0, len(form) - len("ing")):
        return form
    if form.endswith("ied"):
        return form[:-3] + "ying"
    if form.endswith("eed"):
        return form[:-1] + "ing"
    if form.endswith("ed"):
        return form[:-2] + "ing"
    if form.endswith("ies"):
        return form[:-3] + "ying"
    if form.endswith(("sses", "shes", "ches", "xes", "zzes", "oes")):
        return gerund_of_base(form[:-2], overlay)
    return gerund_of_base(form[:-1] if form.endswith("s") and not form.endswith("ss") else form, overlay)


def gerund_of_base(base: str, overlay: Path | str | None = None) -> str:
    """The -ing form of a plain verb: ``need`` -> ``needing``, ``begin`` -> ``beginning``."""
    base = base.casefold()
    return _gerunds(overlay_folder(overlay)).get(base) or _with_suffix(base, "ing")


@cache
def _bases(folder: Path | None) -> Mapping[str, str]:
    rows = read_table("verb_bases", ("base", "pasts", "gerund"), ("base",), folder)
    return {form: row["base"] for row in rows for form in row["pasts"].split()}


@cache
def _gerunds(folder: Path | None) -> Mapping[str, str]:
    rows = read_table("verb_bases", ("base", "pasts", "gerund"), ("base",), folder)
    return {row["base"]: row["gerund"] for row in rows if row["gerund"]}

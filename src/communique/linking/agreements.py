"""Whether two agreements of different reports are one: features with weights, whose sum explains itself."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from communique.knowledge import agreements
from communique.knowledge.surface_forms import normalise
from communique.knowledge.word_lists import word_list
from communique.linking.scoring import SAME, UNSURE, Feature, Score, weigh

__all__ = ["SAME", "UNSURE", "AgreementProfile", "agreement_profile", "same_agreement"]

NUMBER = re.compile(r"\b\d{3,4}\b")
"""Of a resolution, or a year: "Resolution 1701", "the 1994 ceasefire"."""
YEAR = re.compile(r"\b(?:18|19|20)\d\d\b")
"""A year in a name: "the 1994 ceasefire"."""
KINDS = {"resolution": "resolution", "resolutions": "resolution", "ceasefire": "ceasefire", "cease": "ceasefire",
         "truce": "ceasefire", "armistice": "ceasefire"}  # fmt: skip


class AgreementProfile(msgspec.Struct, frozen=True):
    """What is known of one of two agreements that may be one."""

    key: str | None = None
    """Its key in the table of agreements, if the name is known."""
    kind: str = "agreement"
    words: frozenset[str] = frozenset()
    """Of all its names, without general ones."""
    numbers: frozenset[str] = frozenset()
    date: str | None = None
    parties: frozenset[str] = frozenset()
    """Entities, or names, normalised."""
    story: int | None = None
    """The story that the report prints, where a store knows it."""
    sentence: frozenset[str] = frozenset()
    """Words that tell of it there."""


def agreement_profile(
    written: Iterable[str], date: str | None, parties: Iterable[str], story: int | None = None
) -> AgreementProfile:
    """An agreement as :func:`same_agreement` compares it, by its names as written and the keys of its parties.

    ``story`` is the key of the story that the report prints.
    """
    names = [normalise(name) for name in written]
    known = next((k for n in names if (k := agreements.by_name(n)) is not None), None)
    words = {w for n in names for w in n.split()}
    years = set(YEAR.findall(" ".join(names)))
    kind = next((KINDS[w] for n in names for w in n.split() if w in KINDS), "agreement")
    numbers = {m for n in names for m in NUMBER.findall(n)} - years if kind == "resolution" else set()
    return AgreementProfile(
        key=known.key if known is not None else None,
        kind=kind,
        words=frozenset(w for w in words if w not in word_list("agreement_general") and not w.isdigit()),
        numbers=frozenset(numbers),
        date=date or (min(years) if len(years) == 1 else None),
        parties=frozenset(parties),
        story=story,
        sentence=frozenset(words),
    )


def same_agreement(a: AgreementProfile, b: AgreementProfile) -> Score:
    """How surely two agreements are one; from :data:`SAME` on they are taken for it, from :data:`UNSURE` on may be."""
    return weigh(FEATURES, a, b)


def _same_key(a: AgreementProfile, b: AgreementProfile) -> float:
    return float(a.key is not None and a.key == b.key)


def _other_key(a: AgreementProfile, b: AgreementProfile) -> float:
    return float(a.key is not None and b.key is not None and a.key != b.key)


def _same_numbers(a: AgreementProfile, b: AgreementProfile) -> float:
    return float(bool(a.numbers & b.numbers))


def _other_numbers(a: AgreementProfile, b: AgreementProfile) -> float:
    return float(bool(a.numbers) and bool(b.numbers) and not a.numbers & b.numbers)


def _same_date(a: AgreementProfile, b: AgreementProfile) -> float:
    """1 for the same day, .6 where one is less precise and holds the other."""
    if a.date is None or b.date is None:
        return 0.0
    if a.date == b.date:
        return 1.0 if len(a.date) > 4 else 0.6
    return 0.6 if a.date.startswith(b.date) or b.date.startswith(a.date) else 0.0


def _other_date(a: AgreementProfile, b: AgreementProfile) -> float:
    return float(a.date is not None and b.date is not None and not _same_date(a, b))


def _shared_words(a: AgreementProfile, b: AgreementProfile) -> float:
    if not a.words or not b.words:
        return 0.0
    return len(a.words & b.words) / min(len(a.words), len(b.words))


def _same_story(a: AgreementProfile, b: AgreementProfile) -> float:
    """Told by two printings of one story: 1 in the same words, less where the story was edited there."""
    if a.story is None or a.story != b.story or not a.sentence or not b.sentence:
        return 0.0
    return len(a.sentence & b.sentence) / max(len(a.sentence), len(b.sentence))


def _shared_parties(a: AgreementProfile, b: AgreementProfile) -> float:
    if not a.parties or not b.parties:
        return 0.0
    return len(a.parties & b.parties) / min(len(a.parties), len(b.parties))


def _other_parties(a: AgreementProfile, b: AgreementProfile) -> float:
    return float(len(a.parties) > 1 and len(b.parties) > 1 and not a.parties & b.parties)


def _other_kind(a: AgreementProfile, b: AgreementProfile) -> float:
    return float(a.kind != b.kind)


FEATURES: tuple[Feature[AgreementProfile], ...] = (
    Feature("the same known agreement", 0.9, _same_key, "key"),
    Feature("another known agreement", -1.0, _other_key, "key"),
    Feature("the same number", 0.8, _same_numbers, "numbers"),
    Feature("another number", -1.0, _other_numbers, "numbers"),
    Feature("the same date", 0.4, _same_date, "date"),
    Feature("another date", -0.8, _other_date, "date"),
    Feature("told by one story", 0.7, _same_story, "story"),
    Feature("words of the name", 0.45, _shared_words, "words"),
    Feature("the same parties", 0.3, _shared_parties, "parties"),
    Feature("other parties", -0.3, _other_parties, "parties"),
    Feature("another kind", -0.5, _other_kind, "kind"),
)
"""What counts."""

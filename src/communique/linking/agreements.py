"""Whether two agreements of different reports are one: features with weights, whose sum explains itself.

What "deal", "talks" or "world powers" have in common joins nothing: of a name only the words of its topic count, and
apart from them the states in it. Another state or another topic speaks against, and so does another time: the ceasefire
of one summer is not that of the next.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence

import msgspec

from communique.knowledge import agreements, organizations, states
from communique.knowledge.surface_forms import normalise
from communique.knowledge.word_lists import word_list
from communique.linking.scoring import SAME, UNSURE, Feature, Score, weigh
from communique.memory import remembered

__all__ = ["SAME", "UNSURE", "AgreementProfile", "agreement_profile", "same_agreement"]

NUMBER = re.compile(r"\b\d{3,4}\b")
"""Of a resolution, or a year: "Resolution 1701", "the 1994 ceasefire"."""
YEAR = re.compile(r"\b(?:18|19|20)\d\d\b")
"""A year in a name: "the 1994 ceasefire"."""
STATE = 4
"""Words that a state's name has at most here: "United Arab Emirates"."""
TALKED = 3
"""Years before an agreement was made in which reports may speak of it by the name that it is known by."""
MONTH, SEASON = 31, 92
"""Days between two reports within which they tell of one agreement, and beyond which of two of a kind."""
KINDS = {"resolution": "resolution", "resolutions": "resolution", "ceasefire": "ceasefire", "cease": "ceasefire",
         "truce": "ceasefire", "armistice": "ceasefire"}  # fmt: skip


class AgreementProfile(msgspec.Struct, frozen=True):
    """What is known of one of two agreements that may be one."""

    key: str | None = None
    """Its key in the table of agreements, if the name is known."""
    kind: str = "agreement"
    words: frozenset[str] = frozenset()
    """Of all its names, without general ones and states."""
    numbers: frozenset[str] = frozenset()
    date: str | None = None
    parties: frozenset[str] = frozenset()
    """Entities, or names, normalised."""
    story: int | None = None
    """The story that the report prints, where a store knows it."""
    sentence: frozenset[str] = frozenset()
    """Words that tell of it there."""
    states: frozenset[str] = frozenset()
    """Codes of the states in its names, and of the parties'; keys of the bodies in them."""
    proper: frozenset[str] = frozenset()
    """Words of its topic that are written with a capital: "the Louvre Accord"."""
    told: str | None = None
    """The day of the report."""


def agreement_profile(
    written: Iterable[str],
    date: str | None,
    parties: Iterable[str],
    story: int | None = None,
    *,
    countries: Iterable[str | None] = (),
    told: str | None = None,
) -> AgreementProfile:
    """An agreement as :func:`same_agreement` compares it, by its names as written and the keys of its parties.

    ``story`` is the key of the story that the report prints, ``countries`` are the parties' codes, ``told`` is the
    report's day.
    """
    listed = list(written)
    names = [normalise(name) for name in listed]
    known = next((k for n in names if (k := agreements.by_name(n)) is not None), None)
    if (
        known is not None
        and known.date is not None
        and told is not None
        and int(told[:4]) < int(known.date[:4]) - TALKED
    ):
        known = None
    found = [_parted(name.split()) for name in names]
    words = {w for rest, _ in found for w in rest}
    years = set(YEAR.findall(" ".join(names)))
    kind = next((KINDS[w] for n in names for w in n.split() if w in KINDS), "agreement")
    numbers = {m for n in names for m in NUMBER.findall(n)} - years if kind == "resolution" else set()
    topic = frozenset(w for w in words if w not in word_list("agreement_general") and not w.isdigit())
    return AgreementProfile(
        key=known.key if known is not None else None,
        kind=kind,
        words=topic,
        numbers=frozenset(numbers),
        date=date or (min(years) if len(years) == 1 else None),
        parties=frozenset(parties),
        story=story,
        sentence=frozenset(w for n in names for w in n.split()),
        states=frozenset({code for _, codes in found for code in codes} | {c for c in countries if c is not None}),
        proper=topic & {normalise(w) for name in listed for w in name.split() if w[:1].isupper()},
        told=told,
    )


def _parted(words: Sequence[str]) -> tuple[list[str], set[str]]:
    """The words of a name without its states and bodies, and the codes of these: "nuclear deal with Iran"."""
    rest: list[str] = []
    codes: set[str] = set()
    at = 0
    while at < len(words):
        for n in range(min(STATE, len(words) - at), 0, -1):
            code = _code(" ".join(words[at : at + n]))
            if code is not None:
                codes.add(code)
                at += n
                break
        else:
            rest.append(words[at])
            at += 1
    return rest, codes


@remembered
def _code(name: str) -> str | None:
    """The code of the state, or the key of the body, that has this name."""
    state = states.by_name(name) or states.by_demonym(name)
    if state is not None:
        return state.code
    body = organizations.by_name(name)
    return None if body is None else body.key


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
    """1 where the shorter name's topic is in the other; a single word in a long one says half as much."""
    if not a.words or not b.words:
        return 0.0
    least, most = sorted((len(a.words), len(b.words)))
    return len(a.words & b.words) / max(least, min(most, 2))


def _other_topic(a: AgreementProfile, b: AgreementProfile) -> float:
    return float(bool(a.words) and bool(b.words) and not a.words & b.words and (a.key is None or a.key != b.key))


def _shared_states(a: AgreementProfile, b: AgreementProfile) -> float:
    if not a.states or not b.states:
        return 0.0
    return len(a.states & b.states) / min(len(a.states), len(b.states))


def _other_states(a: AgreementProfile, b: AgreementProfile) -> float:
    known = a.key is not None and a.key == b.key
    return float(bool(a.states) and bool(b.states) and not a.states & b.states and not known)


def _days(a: AgreementProfile, b: AgreementProfile) -> int | None:
    """Days between the two reports."""
    if a.told is None or b.told is None:
        return None
    try:
        return abs((datetime.date.fromisoformat(a.told) - datetime.date.fromisoformat(b.told)).days)
    except ValueError:
        return None


def _told_together(a: AgreementProfile, b: AgreementProfile) -> float:
    """Told within a month of each other: of 1 on the same day, falling to 0."""
    days = _days(a, b)
    return 0.0 if days is None else max(0.0, 1 - days / MONTH)


def _far_apart(a: AgreementProfile, b: AgreementProfile) -> float:
    """Told more than a season apart, of unknown date and without a name of its own."""
    days = _days(a, b)
    if days is None or days <= SEASON or (a.date is not None and b.date is not None) or _same_story(a, b):
        return 0.0
    named = a.kind == "agreement" and bool(a.proper & b.proper)
    return float(not named and not _same_key(a, b) and not _same_numbers(a, b))


def _told_before(a: AgreementProfile, b: AgreementProfile) -> float:
    """Told years before the other was made: the Paris accord of a report of 1987 is none of 2015."""
    return float(any(_before(x.told, y.date) for x, y in ((a, b), (b, a))))


def _before(told: str | None, date: str | None) -> bool:
    if told is None or date is None or not (told[:4] + date[:4]).isdigit():
        return False
    return int(told[:4]) < int(date[:4]) - TALKED


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
    Feature("another topic", -0.4, _other_topic, "words"),
    Feature("the same states", 0.15, _shared_states, "states"),
    Feature("other states", -0.6, _other_states, "states"),
    Feature("the same parties", 0.3, _shared_parties, "parties"),
    Feature("told in the same days", 0.15, _told_together, "told"),
    Feature("told at other times", -0.4, _far_apart, "told"),
    Feature("other dates", -1.0, _told_before, "date"),
    Feature("other parties", -0.3, _other_parties, "parties"),
    Feature("another kind", -0.5, _other_kind, "kind"),
)
"""What counts."""

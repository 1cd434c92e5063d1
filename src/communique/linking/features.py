"""What speaks for and against two actors being the same, each with its weight.

The weights are judgements about news, rounded to .05: a full name nearly decides, a surname needs help, and no amount
of shared company outweighs another given name.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from functools import lru_cache

import msgspec

from communique.linking.names import fullest, generation, initials, listed_persons, surnames, two_persons, variant
from communique.linking.scoring import Feature, Score, weigh
from communique.memory import remembered

__all__ = [
    "FEATURES",
    "NAMES",
    "EntityProfile",
    "days_apart",
    "explained",
    "features_for",
    "may_share_name",
    "same_entity",
]

TERM = 550
"""Days between two reports of an office that may lie in one term."""


class EntityProfile(msgspec.Struct):
    """What is known of one of two that may be the same: of an actor in one text, or of an entity of the store."""

    kind: str
    names: frozenset[str]
    """Normalised, without titles and articles."""
    country: str | None = None
    sector: str | None = None
    offices: tuple[tuple[str, int, str | None, str | None, bool], ...] = ()
    """Title, key of the state or body, first and last day on which a report tells it, whether it is unique."""
    company: frozenset[int] | None = None
    """Entities told of in the same texts; None: not looked up yet."""
    people: frozenset[int] = frozenset()
    """Those of the company who are persons or organisations, which says more than a state does."""
    rivals: int = 0
    """How many other entities share the word by which it was found."""

    @property
    def full(self) -> list[str]:
        """Names of more than one word."""
        return [n for n in self.names if " " in n]

    @property
    def short(self) -> frozenset[str]:
        """Names of one word."""
        return frozenset(n for n in self.names if " " not in n)


def same_entity(a: EntityProfile, b: EntityProfile) -> Score:
    """How surely two are the same; 0 for kinds that cannot be.

    From :data:`communique.linking.scoring.SAME` on they are taken for it, from ``UNSURE`` on they may be.
    """
    return weigh(features_for(a, b), a, b)


def features_for(a: EntityProfile, b: EntityProfile) -> tuple[Feature[EntityProfile], ...]:
    """What counts between two: by their kind, or where one may have been taken for a person or a body by mistake."""
    return FEATURES.get(_kinds(a, b), ())


def may_share_name(a: EntityProfile, b: EntityProfile) -> bool:
    """Whether their names let them be one at all: the cheap part of the score, asked of all who are called alike."""
    return _names_may_be_one(_kinds(a, b), a.names, b.names)


@lru_cache(maxsize=50_000)
def _names_may_be_one(kinds: str, names: frozenset[str], others: frozenset[str]) -> bool:
    a, b = EntityProfile("", names), EntityProfile("", others)
    if kinds == "person" and a.full and b.full:
        return not two_persons(a.full, b.full)  # as same_name and name_variant say; the others are of single words
    told = (f.measure for f in FEATURES.get(kinds, ()) if f.name in NAMES)
    return any(getattr(measure, "afresh", measure)(a, b) > 0 for measure in told)


def _kinds(a: EntityProfile, b: EntityProfile) -> str:
    if a.kind == b.kind:
        return a.kind
    kinds = {a.kind: a, b.kind: b}
    mixed = set(kinds) == {"person", "organization"} and not kinds["person"].offices
    return "person or organization" if mixed else ""


def _of_names(
    measure: Callable[[EntityProfile, EntityProfile], float],
) -> Callable[[EntityProfile, EntityProfile], float]:
    """A measure of the names alone, which are compared again and again in a store: remembered for these names."""

    @remembered
    def of_names(names: frozenset[str], others: frozenset[str]) -> float:
        return measure(EntityProfile("", names), EntityProfile("", others))

    def of_profiles(a: EntityProfile, b: EntityProfile) -> float:
        return of_names(a.names, b.names)

    of_profiles.__name__, of_profiles.__doc__ = measure.__name__, measure.__doc__
    of_profiles.afresh = measure  # type: ignore[attr-defined]
    return of_profiles


# names of persons


def _best_variant(a: EntityProfile, b: EntityProfile) -> float:
    found = [variant(x, y) for x in a.full for y in b.full]
    return max(found) if found else 0.0


def _listed_as_one(a: EntityProfile, b: EntityProfile) -> bool:
    """Whether the table of office holders knows both by their names as one."""
    return any(listed_persons(x) & listed_persons(y) for x in a.full for y in b.full)


@_of_names
def same_name(a: EntityProfile, b: EntityProfile) -> float:
    """A full name in common, letter for letter but for accents."""
    return float(bool(set(a.full) & set(b.full)))


@_of_names
def name_variant(a: EntityProfile, b: EntityProfile) -> float:
    """Full names that are forms of one: another spelling, an initial, a name left out."""
    return 0.0 if same_name(a, b) or two_persons(a.full, b.full) else max(0.0, _best_variant(a, b))


@_of_names
def short_name(a: EntityProfile, b: EntityProfile) -> float:
    """One has no full name, and its one word is the other's surname or a short form that reports use."""
    if (a.full and b.full) or only_name(a, b):
        return 0.0
    if a.short & b.short:
        return 1.0
    short, full = (a.short, b.full) if not a.full else (b.short, a.full)
    if any(word in short for name in full for word in surnames(name)[:1]):
        return 1.0
    return 0.6 if any(name.split()[0] in short for name in full) else 0.0


@_of_names
def only_name(a: EntityProfile, b: EntityProfile) -> float:
    """They share a name of one word which is nobody's surname, as far as either side tells: "Airbus", "Lula"."""
    if a.full and b.full:
        return 0.0
    shared = a.short & b.short
    bearers = {surname for name in (*a.full, *b.full) for surname in surnames(name)}
    return float(bool(shared - bearers))


@_of_names
def other_given_name(a: EntityProfile, b: EntityProfile) -> float:
    """Both have full names, and they are two: "Igor Ivanov", "Sergei Ivanov"; "Kim Jong Un", "Kim Yo Jong"."""
    return float(bool(a.full and b.full) and two_persons(a.full, b.full))


@_of_names
def one_is_junior(a: EntityProfile, b: EntityProfile) -> float:
    """Only one is called "Jr." or "III", and they share no full name: father and son, or two styles of writing."""
    if not a.full or not b.full or same_name(a, b):
        return 0.0
    marked = [any(generation(name) for name in fullest(side.full)) for side in (a, b)]
    return float(marked[0] != marked[1] and not _listed_as_one(a, b))


# names of organisations


@_of_names
def same_form(a: EntityProfile, b: EntityProfile) -> float:
    """A name in common; one word counts a little less."""
    shared = a.names & b.names
    return 1.0 if any(" " in n for n in shared) else 0.95 if shared else 0.0


@_of_names
def acronym(a: EntityProfile, b: EntityProfile) -> float:
    """One is called by the other's initials."""
    if a.names & b.names:
        return 0.0
    return float(any(n in initials(full) for one, other in ((a, b), (b, a)) for n in one.short for full in other.full))


@_of_names
def other_full_name(a: EntityProfile, b: EntityProfile) -> float:
    """Only one word is common to the names of two bodies with full names, and it is not their initials.

    "Carnegie" of the "Carnegie Moscow Center" and of the "Carnegie Endowment".
    """
    if not a.full or not b.full or set(a.full) & set(b.full):
        return 0.0
    if any(set(x.split()) <= set(y.split()) or set(y.split()) <= set(x.split()) for x in a.full for y in b.full):
        return 0.0
    letters = {made for name in (*a.full, *b.full) for made in initials(name)}
    return float(not (a.short & b.short & letters))


# what both have


def same_office(a: EntityProfile, b: EntityProfile) -> float:
    """The same office of the same state or body, near in time; half for one of many (a spokesman)."""
    best = 0.0
    for title, of, first, last, unique in a.offices:
        for their_title, their_of, their_first, their_last, _ in b.offices:
            if title == their_title and of == their_of and days_apart(first, last, their_first, their_last) <= TERM:
                best = max(best, 1.0 if unique else 0.5)
    return best


def other_office(a: EntityProfile, b: EntityProfile) -> float:
    """At about the same time they hold offices of which each has one holder, and none of them is the same."""
    if same_office(a, b):
        return 0.0
    return float(
        any(
            one[4] and other[4] and days_apart(one[2], one[3], other[2], other[3]) <= TERM // 3
            for one in a.offices
            for other in b.offices
        )
    )


def same_country(a: EntityProfile, b: EntityProfile) -> float:
    """Both are of one country."""
    return float(a.country is not None and a.country == b.country)


def other_country(a: EntityProfile, b: EntityProfile) -> float:
    """They are of two countries."""
    return float(a.country is not None and b.country is not None and a.country != b.country)


def other_sector(a: EntityProfile, b: EntityProfile) -> float:
    """One is in government, say, the other in business."""
    return float(a.sector is not None and b.sector is not None and a.sector != b.sector)


def same_company(a: EntityProfile, b: EntityProfile) -> float:
    """Those told of beside them: three persons or bodies in common count fully, a state a fifth of one."""
    if not a.company or not b.company:
        return 0.0
    shared = a.company & b.company
    known = len(shared & (a.people | b.people))
    return min(1.0, (known + 0.2 * (len(shared) - known)) / 3)


def only_one(a: EntityProfile, b: EntityProfile) -> float:
    """Nobody else in the store could be meant."""
    return float(a.rivals == 0 and b.rivals == 0)


FEATURES: dict[str, tuple[Feature[EntityProfile], ...]] = {
    "person": (
        Feature("same_name", 0.85, same_name, "names"),
        Feature("name_variant", 0.75, name_variant, "names"),
        Feature("short_name", 0.4, short_name, "names"),
        Feature("only_name", 0.6, only_name, "names"),
        Feature("other_given_name", -1.0, other_given_name, "names"),
        Feature("one_is_junior", -0.7, one_is_junior, "names"),
        Feature("same_office", 0.35, same_office, "offices"),
        Feature("other_office", -0.35, other_office, "offices"),
        Feature("same_country", 0.15, same_country, "country"),
        Feature("other_country", -0.3, other_country, "country"),
        Feature("other_sector", -0.1, other_sector, "sector"),
        Feature("same_company", 0.3, same_company, "company"),
        Feature("only_one", 0.15, only_one, "rivals"),
    ),
    "person or organization": (
        Feature("same_form", 0.65, same_form, "names"),
        Feature("other_given_name", -1.0, other_given_name, "names"),
        Feature("same_country", 0.1, same_country, "country"),
        Feature("other_country", -0.4, other_country, "country"),
        Feature("same_company", 0.25, same_company, "company"),
        Feature("only_one", 0.1, only_one, "rivals"),
    ),
    "organization": (
        Feature("same_form", 0.75, same_form, "names"),
        Feature("acronym", 0.55, acronym, "names"),
        Feature("other_full_name", -0.5, other_full_name, "names"),
        Feature("same_country", 0.1, same_country, "country"),
        Feature("other_country", -0.4, other_country, "country"),
        Feature("same_company", 0.25, same_company, "company"),
    ),
}
"""Kind of actor -> what counts."""

WORDS = {
    "same_name": "the same full name", "name_variant": "another form of the name",
    "short_name": "surname or short form of the other", "only_name": "the only name that either has",
    "other_given_name": "another full name", "one_is_junior": "only one is called Jr., II or III",
    "other_full_name": "another full name", "same_form": "the same name", "acronym": "one is the other's initials",
    "same_office": "the same office at about that date", "other_office": "another office at that date",
    "same_country": "the same country", "other_country": "another country", "other_sector": "another sector",
    "same_company": "the same company in other reports", "only_one": "nobody else of that name in the store",
}  # fmt: skip
"""Features as people read them; those of meetings and agreements are called as they read."""


def explained(feature: str) -> str:
    """What a feature means, in words."""
    return WORDS.get(feature, feature)


NAMES = frozenset(("same_name", "name_variant", "short_name", "only_name", "same_form", "acronym"))
"""Features of names, without one of which nothing else counts."""


def days_apart(first: str | None, last: str | None, their_first: str | None, their_last: str | None) -> int:
    """Days between two periods, 0 when they meet; a period that nobody knows lies near everything."""
    if not (first and last and their_first and their_last):
        return 0
    if last < their_first:
        return (_day(their_first) - _day(last)).days
    if their_last < first:
        return (_day(first) - _day(their_last)).days
    return 0


def _day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)

"""Cities with their country and coordinates: GeoNames facts (https://www.geonames.org, CC BY 4.0).

``data/gazetteer.tsv.gz`` is made by ``tools/gazetteer.py``. A name that several countries have is settled by the
countries that the reader says matter, else only if one city is far larger than all others of the name.
"""

from __future__ import annotations

import gzip
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from types import MappingProxyType

import msgspec

from communique.knowledge.surface_forms import normalise

__all__ = ["City", "cities", "city_country", "find_city"]

FAR_LARGER = 8  # times: of two cities of one name the larger is meant, where nothing else tells
KNOWN = 150_000  # people from which on a city may be meant without its country being spoken of
# Cities whose names are mostly something else: given names, surnames, words.
MISLEADING = frozenset(
    [
        "victoria",
        "santiago",
        "david",
        "florence",
        "charlotte",
        "jackson",
        "lincoln",
        "washington",
        "franklin",
        "madison",
        "of",
        "god",
        "union",
        "young",
        "male",
        "man",
        "police",
        "mary",
        "march",
        "independence",
        "hope",
        "reading",
        "bath",
        "nice",
        "split",
        "most",
        "best",
        "mobile",
        "orange",
        "sale",
        "deal",
        "hull",
        "ham",
        "battle",
        "nancy",
        "george",
        "lawrence",
        "san",
        "santa",
        "los",
        "salem",
        "carolina",
        "virginia",
        "augusta",
        "douglas",
        "clinton",
        "wellington",
        "nelson",
        "hamilton",
        "kingston",
        "sun",
        "buy",
        "center",
        "central",
        "west",
        "east",
        "north",
        "south",
        "liberal",
        "normal",
        "sur",
        "al",
        "el",
        "la",
        "le",
        "de",
        "da",
        "dos",
        "bin",
        "mali",
        "wedding",
        "data",
        "general",
        "sector",
        "mission",
        "rebel",
        "protest",
        "police",
        "state",
        "university",
    ]
)


class City(msgspec.Struct, frozen=True):
    """A city of the gazetteer."""

    name: str
    country: str
    """ISO 3166-1 alpha-3."""
    latitude: float
    longitude: float
    population: int


def cities(name: str) -> tuple[City, ...]:
    """All cities of that name or spelling, the largest first."""
    return _index().get(normalise(name), ())


def find_city(name: str, countries: Sequence[str] = ()) -> City | None:
    """The city that a name means in a text that speaks of ``countries`` (the most important first), or None."""
    found = cities(name)
    if not found:
        return None
    for country in countries:
        inside = next((c for c in found if c.country == country), None)
        if inside is not None and (inside.population >= KNOWN / 5 or len(found) == 1):
            return inside
    if normalise(name) in MISLEADING or found[0].population < KNOWN:
        return None
    rivals = [c for c in found[1:] if c.country != found[0].country]
    return found[0] if not rivals or found[0].population >= FAR_LARGER * rivals[0].population else None


def city_country(name: str, countries: Sequence[str] = ()) -> str | None:
    """The country of the city that a name means, as :func:`find_city` settles it."""
    city = find_city(name, countries)
    return city.country if city else None


@cache
def _index() -> Mapping[str, tuple[City, ...]]:
    table: dict[str, list[City]] = {}
    packed = resources.files(__package__).joinpath("data", "gazetteer.tsv.gz").read_bytes()
    for line in gzip.decompress(packed).decode("utf-8").split("\n"):
        if not line or line.startswith(("#", "name\t")):
            continue
        name, forms, country, latitude, longitude, population = line.split("\t")
        city = City(name, country, float(latitude), float(longitude), int(population))
        for form in forms.split("; "):
            table.setdefault(form, []).append(city)
    return MappingProxyType({form: tuple(found) for form, found in table.items()})

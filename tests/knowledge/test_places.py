"""The table of places: which state a place tells of, what a group of states holds, and which names hide a state."""

from __future__ import annotations

import functools
from pathlib import Path

import pytest

from communique.errors import KnowledgeError
from communique.knowledge import organizations, places, states
from communique.knowledge.surface_forms import normalise


@pytest.mark.parametrize(
    ("text", "key", "country"),
    [
        ("Crimea", "crimea", "UKR"), ("Crimean", "crimea", "UKR"), ("the Gaza Strip", "gaza", "PSE"),
        ("the West Bank", "west-bank", "PSE"), ("Golan Heights", "golan-heights", "SYR"), ("Kashmir", "kashmir", None),
        ("Nagorno-Karabakh", "nagorno-karabakh", "AZE"), ("Chechen", "chechnya", "RUS"), ("Tibetans", "tibet", "CHN"),
        ("Turkish Cypriots", "northern-cyprus", "CYP"), ("Bosnian Serbs", "republika-srpska", "BIH"),
        ("Iraqi Kurdistan", "kurdistan-region", "IRQ"), ("Geneva", "geneva", "CHE"), ("Istanbul", "istanbul", "TUR"),
        ("Sharm el-Sheikh", "sharm-el-sheikh", "EGY"), ("Camp David", "camp-david", "USA"), ("Rafah", "rafah", None),
        ("Leningrad", "saint-petersburg", "RUS"), ("Kharkov", "kharkiv", "UKR"), ("São Paulo", "sao-paulo", "BRA"),
        ("the South China Sea", "south-china-sea", None), ("Strait of Hormuz", "strait-of-hormuz", None),
        ("Suez Canal", "suez-canal", "EGY"), ("New Mexico", "new-mexico", "USA"), ("Darfur", "darfur", "SDN"),
        ("Paris Agreement", "paris-agreement", None), ("Space Shuttle Columbia", "space-shuttle-columbia", None),
        ("Europeans", "europe", None), ("the West", "west", None), ("Arab", "arab-world", None),
    ],
)  # fmt: skip
def test_a_place_tells_of_a_state(text: str, key: str, country: str | None) -> None:
    found = places.by_name(text)
    assert found is not None
    assert (found.key, found.country) == (key, country)


def test_what_is_not_known_is_none() -> None:
    assert places.by_name("Atlantis") is None
    assert places.by_key("atlantis") is None
    assert places.members("atlantis") == ()


@pytest.mark.parametrize(
    ("key", "size", "member", "stranger"),
    [
        ("arab-world", 22, "SYR", "IRN"), ("west", 39, "GBR", "RUS"), ("gulf-states", 6, "OMN", "IRN"),
        ("koreas", 2, "PRK", "JPN"), ("baltic-states", 3, "EST", "POL"), ("central-asia", 5, "KAZ", "AFG"),
        ("africa", 54, "EGY", "YEM"), ("latin-america", 20, "HTI", "JAM"), ("kashmir", 2, "PAK", "CHN"),
    ],
)  # fmt: skip
def test_a_group_has_its_states(key: str, size: int, member: str, stranger: str) -> None:
    found = places.members(key)
    assert len(found) == size
    assert member in found
    assert stranger not in found


@pytest.mark.parametrize(
    "text",
    [
        "South China Sea", "Gulf of Oman", "Sea of Japan", "Lake Chad", "Jordan River", "New Jersey", "New Mexico",
        "Paris Agreement", "Minsk agreements", "Camp David Accords", "Vietnam War", "Iran-Iraq War",
        "Washington State", "George Washington", "Latin America", "South America", "Niger Delta", "Indian Ocean",
        "British Columbia", "Panama Canal", "Korean War", "Rome Statute", "Berlin Wall",
    ],
)  # fmt: skip
def test_a_longer_name_hides_a_state(text: str) -> None:
    form = normalise(text)
    assert form in places.vocabulary()
    inside = set(form.split()) & states.vocabulary().keys()
    pairs = {" ".join(form.split()[i : i + 2]) for i in range(len(form.split()))} & states.vocabulary().keys()
    assert inside or pairs, "it hides none, so it proves nothing"


def test_breakaways_have_their_sector() -> None:
    assert places.vocabulary()["abkhazia"][0].sector == "PRE"
    assert places.vocabulary()["crimea"][0].sector is None


@functools.cache
def _forms_by_code() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for form, entries in places.vocabulary().items():
        for entry in entries:
            found.setdefault(entry.code, set()).add(form)
    return found


@pytest.mark.parametrize("place", places.places(), ids=lambda place: place.key)
def test_a_row_is_sound(place: places.KnownPlace) -> None:
    forms = _forms_by_code()[place.key]
    assert set(place.remarks.ambiguous) <= forms, "a remark about a form the place does not have"
    assert place.remarks.cased <= forms, "a remark about a form the place does not have"
    if place.kind in ("city", "site", "subdivision", "breakaway"):
        assert place.states
    if place.kind == "compound":
        assert not place.states
    if place.kind == "city":
        assert len(place.states) == 1


def test_no_form_means_two_places() -> None:
    assert not [form for form, entries in places.vocabulary().items() if len({e.code for e in entries}) > 1]


def test_a_form_shared_with_a_state_tells_of_that_state() -> None:
    strangers = []
    for form in places.vocabulary().keys() & states.vocabulary().keys():
        place = places.by_name(form)
        assert place is not None
        if any(entry.code not in place.states for entry in states.vocabulary()[form]):
            strangers.append(form)
    assert not strangers


def test_a_form_shared_with_an_organisation_is_marked_there() -> None:
    both = places.vocabulary().keys() & organizations.vocabulary().keys()
    assert not [form for form in both if not all(e.ambiguous for e in organizations.vocabulary()[form])]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("a\tA\ttown\tFRA\t\n", "there is no kind 'town'"),
        ("a\tA\tcity\tQQQ\t\n", "there is no state 'QQQ'"),
        ("a\tA\tgroup\t\tmartian\n", "no state has the tag 'martian'"),
    ],
)
def test_a_malformed_place_is_named(tmp_path: Path, row: str, message: str) -> None:
    (tmp_path / "places.tsv").write_text("key\tname\tkind\tstates\ttag\n" + row, encoding="utf-8")
    with pytest.raises(KnowledgeError, match="line 2") as caught:
        places.places(tmp_path)
    assert message in str(caught.value)

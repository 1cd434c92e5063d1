"""Which statements count: duplicates, filters, minima, isolates."""

from __future__ import annotations

from typing import Any

import pytest

from communique.errors import UsageError
from communique.model import CodedStatement
from communique.networks.network import discourse_network
from communique.networks.settings import network_settings
from tests.networks.toy import statement, table, toy

DATES = ("2020-12-30", "2021-01-02", "2021-01-20", "2022-01-03", "2022-01-04")
"""The first two are of one ISO week in different years; that and the months of January are one to DNA 3.1."""


def _same(dates: tuple[str | None, ...], document: str | None = None) -> list[CodedStatement]:
    told = [statement(n, "Arland", "tariffs", 1, date) for n, date in enumerate(dates)]
    if document is None:
        return told
    return [CodedStatement(id=x.id, organization="Arland", concept="tariffs", agreement=1, date=x.date,
                           document=document) for x in told]  # fmt: skip


@pytest.mark.parametrize(
    ("duplicates", "right", "as_dna"),
    [("include", 5, 5), ("document", 5, 5), ("week", 3, 3), ("month", 3, 2), ("year", 3, 3), ("acrossrange", 1, 1)],
)
def test_what_is_said_again_counts_once(duplicates: str, right: int, as_dna: int) -> None:
    for dna, many in ((False, right), (True, as_dna)):
        settings = network_settings(type="twomode", duplicates=duplicates, dna_compatible=dna)
        assert discourse_network(table(*_same(DATES)), settings).statements == many


def test_weeks_of_different_years_are_one_to_dna() -> None:
    told = table(*_same(("2021-01-06", "2022-01-12")))  # week 1 and week 2
    again = table(*_same(("2021-01-13", "2022-01-12")))  # week 2 of both years
    for given, right, as_dna in ((told, 2, 2), (again, 2, 1)):
        for dna, many in ((False, right), (True, as_dna)):
            settings = network_settings(type="twomode", duplicates="week", dna_compatible=dna)
            assert discourse_network(given, settings).statements == many


def test_within_a_document_once() -> None:
    assert discourse_network(table(*_same(DATES, "d")), network_settings(duplicates="document")).statements == 1


def test_another_stance_is_no_duplicate_unless_stances_are_ignored() -> None:
    told = table(statement(1, "Arland", "tariffs", 1, "2021-01-01"), statement(2, "Arland", "tariffs", 0, "2021-01-01"))
    many = {how: discourse_network(told, network_settings(duplicates="acrossrange", aggregation=how)).statements
            for how in ("congruence", "ignore")}  # fmt: skip
    assert many == {"congruence": 2, "ignore": 1}


FILTERS: tuple[tuple[dict[str, Any], set[str], int], ...] = (
    ({"exclude": ["concept=tariffs"]}, {"Arland", "Borland", "Corland", "Dorland"}, 7),
    ({"exclude": ["organization=Arland", "organization=Borland"]}, {"Corland", "Dorland"}, 5),
    ({"where": ["concept=visas"]}, {"Corland", "Dorland"}, 3),
    ({"where": ["concept=visas", "organization=Dorland"]}, {"Dorland"}, 2),
    ({"where": ["title=Report 9"]}, {"Corland"}, 1),
    ({"where": ["concept=visas"], "isolates": True}, {"Arland", "Borland", "Corland", "Dorland", "Eland"}, 3),
    ({"where": ["concept=visas"], "isolates": True, "dna_compatible": True},
     {"Arland", "Borland", "Corland", "Dorland"}, 3),
    ({"where": ["title=Report 9"], "isolates": True, "dna_compatible": True}, {"Corland"}, 1),
    ({"since": "2021-03-09"}, {"Corland", "Dorland"}, 3),
    ({"until": "2021-03-03"}, {"Arland"}, 3),
    ({"since": "2021", "until": "2021-03"}, {"Arland", "Borland", "Corland", "Dorland"}, 11),
    ({"since": "2022"}, set(), 0),
    ({"min_actors": 3}, {"Arland", "Borland", "Corland"}, 4),
    ({"min_statements": 3}, {"Arland", "Borland", "Corland"}, 9),
    ({"min_statements": 2, "min_actors": 3}, {"Arland"}, 0),
)  # fmt: skip


@pytest.mark.parametrize(("settings", "names", "many"), FILTERS[:-1])
def test_filters(settings: dict[str, Any], names: set[str], many: int) -> None:
    made = discourse_network(toy(), network_settings(**settings))
    assert (set(made.rows), made.statements) == (names, many)


def test_a_value_that_nobody_has_is_told() -> None:
    made = discourse_network(toy(), network_settings(exclude=["concept=tarifs", "concept=visas"]))
    assert [note for note in made.notes if note.startswith("no statement has")] == ["no statement has concept=tarifs"]


def test_minima_hold_together() -> None:
    made = discourse_network(toy(), network_settings(min_statements=2, min_actors=3))
    assert made.statements == 0  # Arland alone says two things of tariffs, and one actor is too few


def test_machine_s_doubts_are_left_out_and_people_are_certain() -> None:
    told = table(
        statement(1, "Arland", "tariffs", 1, None, machine=True, certainty=0.4),
        statement(2, "Borland", "tariffs", 1, None, machine=True, certainty=0.6),
        statement(3, "Corland", "tariffs", 1, None),
    )
    made = discourse_network(told, network_settings(certainty=0.5))
    assert made.rows == ("Borland", "Corland")
    assert any("1 statement left out: less certain than 0.5" in note for note in made.notes)


WRONG: tuple[tuple[dict[str, Any], str], ...] = (
    ({"type": "threemode"}, "is no type"),
    ({"aggregation": "combine"}, "is no aggregation of a onemode network"),
    ({"type": "twomode", "aggregation": "congruence"}, "is no aggregation of a twomode network"),
    ({"normalisation": "activity"}, "is no normalisation of a onemode network"),
    ({"duplicates": "decade"}, "is no duplicates"),
    ({"variables": "concept"}, "a network is of two variables"),
    ({"variables": "concept,concept"}, "a network is of two variables"),
    ({"window": "days"}, "is no time window"),
    ({"window": "days:0"}, "is no time window"),
    ({"window": "moons:3"}, "is no time window"),
    ({"kernel": "uniform"}, "a kernel weighs the statements of a time window"),
    ({"window": "days:3", "kernel": "sharp"}, "is no kernel"),
    ({"type": "twomode", "aggregation": "combine", "window": "days:3", "kernel": "uniform"}, "no numbers"),
    ({"exclude": ["concept"]}, "takes VARIABLE=VALUE"),
    ({"certainty": 2}, "does not exist"),
    ({"min_actors": 0}, "a minimum"),
)  # fmt: skip


@pytest.mark.parametrize(("settings", "why"), WRONG)
def test_settings_that_make_no_sense(settings: dict[str, Any], why: str) -> None:
    with pytest.raises(UsageError, match=why):
        network_settings(**settings)


@pytest.mark.parametrize("settings", [{"variables": "party,concept"}, {"where": ["party=A"]}, {"qualifier": "mood"}])
def test_an_unknown_variable_is_told(settings: dict[str, Any]) -> None:
    with pytest.raises(UsageError, match="there is no variable"):
        discourse_network(toy(), network_settings(**settings))

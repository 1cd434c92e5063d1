"""The formulas, worked by hand on four actors and four concepts."""

from __future__ import annotations

import math
from typing import Any

import pytest

from communique.model import CodedStatement, CodingTable, CodingVariable
from communique.networks import counting
from communique.networks.network import Network, discourse_network
from communique.networks.settings import network_settings
from tests.networks.toy import table, toy


def network(given: CodingTable | None = None, **settings: Any) -> Network:
    return discourse_network(given or toy(), network_settings(**settings))


def weights(made: Network) -> dict[str, float]:
    """Edges by the first letters of their ends."""
    return {f"{edge.source[0]}{edge.target[0]}": edge.weight for edge in made.edges()}


ONE_MODE = (
    ("congruence", "no", {"AB": 3, "CD": 2}),
    ("conflict", "no", {"AC": 2, "BC": 2}),
    ("subtract", "no", {"AB": 3, "AC": -2, "BC": -2, "CD": 2}),
    ("ignore", "no", {"AB": 3, "AC": 2, "BC": 2, "CD": 2}),
    ("congruence", "average", {"AB": 1, "CD": 2 / 2.5}),
    ("conflict", "average", {"AC": 2 / 3, "BC": 2 / 3}),
    ("congruence", "cosine", {"AB": 3 / math.sqrt(5 * 3), "CD": 2 / math.sqrt(3 * 4)}),
    ("ignore", "cosine", {"AB": 3 / math.sqrt(15), "AC": 2 / math.sqrt(15), "BC": 2 / 3, "CD": 2 / math.sqrt(12)}),
    ("congruence", "jaccard", {"AB": 3 / 4, "CD": 2 / 4}),
    ("conflict", "jaccard", {"AC": 2 / 6, "BC": 2 / 6}),
    ("ignore", "jaccard", {"AB": 3 / 4, "AC": 2 / 5, "BC": 2 / 4, "CD": 2 / 4}),
)


@pytest.mark.parametrize(("aggregation", "normalisation", "expected"), ONE_MODE)
def test_one_mode(aggregation: str, normalisation: str, expected: dict[str, float]) -> None:
    made = network(aggregation=aggregation, normalisation=normalisation)
    assert weights(made) == pytest.approx(expected)
    assert made.matrix().tolist() == made.matrix().T.tolist()


AS_DNA = (
    ("congruence", "cosine", {"AB": 3 / 9, "CD": 2 / 6}),
    ("ignore", "jaccard", {"AB": 3 / 4, "AC": 2 / 6, "BC": 2 / 6, "CD": 2 / 4}),
)


@pytest.mark.parametrize(("aggregation", "normalisation", "expected"), AS_DNA)
def test_one_mode_as_dna(aggregation: str, normalisation: str, expected: dict[str, float]) -> None:
    made = network(aggregation=aggregation, normalisation=normalisation, dna_compatible=True)
    assert weights(made) == pytest.approx(expected)


def test_cosine_and_jaccard_stay_below_one() -> None:
    same = [CodedStatement(id=f"{who}{n}", organization=who, concept="tariffs", agreement=1)
            for who in ("Arland", "Borland") for n in range(5)]  # fmt: skip
    for normalisation in ("cosine", "jaccard"):
        assert weights(network(table(*same), normalisation=normalisation)) == {"AB": pytest.approx(1)}


T = 1 / 3
TWO_MODE = (  # columns: quotas, subsidies, tariffs, visas
    ("ignore", "no", [[1, 0, 2, 0], [1, 1, 1, 0], [0, 1, 1, 1], [0, 0, 0, 2]]),
    ("subtract", "no", [[-1, 0, 2, 0], [-1, 1, 1, 0], [0, -1, -1, 1], [0, 0, 0, 2]]),
    ("combine", "no", [[2, 0, 1, 0], [2, 1, 1, 0], [0, 2, 2, 1], [0, 0, 0, 1]]),
    ("subtract", "activity", [[-T, 0, 2 * T, 0], [-T, T, T, 0], [0, -T, -T, T], [0, 0, 0, 1]]),
    ("subtract", "prominence", [[-0.5, 0, 0.5, 0], [-0.5, 0.5, 0.25, 0], [0, -0.5, -0.25, 1 / 3], [0, 0, 0, 2 / 3]]),
)  # fmt: skip


@pytest.mark.parametrize(("aggregation", "normalisation", "expected"), TWO_MODE)
def test_two_mode(aggregation: str, normalisation: str, expected: list[list[float]]) -> None:
    made = network(type="twomode", aggregation=aggregation, normalisation=normalisation)
    assert made.columns == ("quotas", "subsidies", "tariffs", "visas")
    assert [row == pytest.approx(told) for row, told in zip(made.matrix().tolist(), expected, strict=True)] == [
        True
    ] * 4


def test_both_stances_are_a_combination_of_their_own() -> None:
    both = [CodedStatement(id=str(n), organization="Arland", concept="tariffs", agreement=n) for n in (0, 1)]
    assert network(table(*both), type="twomode", aggregation="combine").matrix().tolist() == [[3]]


def test_concepts_are_joined_by_actors() -> None:
    made = network(variables="concept,organization")
    assert made.rows == ("quotas", "subsidies", "tariffs", "visas")
    assert weights(made) == {"st": 2}


def _scaled() -> CodingTable:
    said = (("Arland", 2), ("Borland", 1), ("Corland", -2))
    told = tuple(
        CodedStatement(id=who, organization=who, concept="tariffs", values={"degree": degree}) for who, degree in said
    )
    return CodingTable(told, (CodingVariable("organization"), CodingVariable("degree", "integer")), "scaled")


def test_degrees_are_near_and_far() -> None:
    near = weights(network(_scaled(), qualifier="degree"))
    far = weights(network(_scaled(), qualifier="degree", aggregation="conflict"))
    assert near == {"AB": 0.75, "BC": 0.25}
    assert far == {"AB": 0.25, "AC": 1, "BC": 0.75}
    assert network(_scaled(), qualifier="degree", type="twomode").matrix().tolist() == [[2], [1], [-2]]


@pytest.mark.parametrize(("aggregation", "normalisation"), [x[:2] for x in ONE_MODE])
def test_many_nodes_are_counted_as_few(aggregation: str, normalisation: str, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = {"aggregation": aggregation, "normalisation": normalisation}
    few = weights(network(**settings))
    monkeypatch.setattr(counting, "DENSE", 0)
    monkeypatch.setattr(counting, "CHUNK", 2)
    assert weights(network(**settings)) == pytest.approx(few)


def test_every_edge_has_its_statements() -> None:
    made = network(aggregation="congruence")
    found = {f"{e.source[0]}{e.target[0]}": [(what, one.id) for what, one in made.evidence(e)] for e in made.edges()}
    assert found == {
        "AB": [("quotas", "s3"), ("quotas", "s5"), ("tariffs", "s1"), ("tariffs", "s2"), ("tariffs", "s4")],
        "CD": [("visas", "s9"), ("visas", "s10"), ("visas", "s11")],
    }
    conflict = network(aggregation="conflict")
    edge = next(e for e in conflict.edges() if e.source == "Borland")
    assert [one.id for _, one in conflict.evidence(edge)] == ["s6", "s8", "s4", "s7"]


EMPTY = (
    ("no statements", table(), "the network is empty"),
    ("one actor", table(CodedStatement(id="1", organization="Arland", concept="visas", agreement=1)), "alone"),
    ("no stance", table(CodedStatement(id="1", organization="Arland", concept="visas")), "without a value of agree"),
    ("no organization", table(CodedStatement(id="1", concept="visas", agreement=1)), "without organization"),
)  # fmt: skip


@pytest.mark.parametrize(("given", "why"), [case[1:] for case in EMPTY], ids=[case[0] for case in EMPTY])
def test_an_empty_network_says_why(given: CodingTable, why: str) -> None:
    made = network(given, normalisation="average")
    assert list(made.edges()) == []
    assert any(why in note for note in made.notes)

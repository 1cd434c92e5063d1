"""Groups, clusters, backbone and intervals."""

from __future__ import annotations

import pytest

from communique.errors import UsageError
from communique.networks import backbone, clusters
from communique.networks.backbone import nested_backbone
from communique.networks.clusters import dendrogram
from communique.networks.groups import communities, ei_index, known_groups, modularity, polarisation
from communique.networks.merge import merge_codings
from communique.networks.network import Network, discourse_network
from communique.networks.settings import network_settings
from communique.networks.uncertainty import network_intervals
from tests.networks.toy import SAID, statement, table, toy


def network(**settings: object) -> Network:
    return discourse_network(toy(), network_settings(**settings))  # type: ignore[arg-type]


SIDES = {"Arland": "N", "Borland": "N", "Corland": "S", "Dorland": "S"}
ACROSS = {"Arland": "x", "Borland": "y", "Corland": "x", "Dorland": "y"}


def test_modularity_and_ei_index_by_hand() -> None:
    made = network()  # Arland-Borland 3, Corland-Dorland 2
    assert modularity(made, SIDES) == pytest.approx(3 / 5 - (6 / 10) ** 2 + 2 / 5 - (4 / 10) ** 2)
    assert ei_index(made, SIDES) == -1
    assert modularity(made, ACROSS) == pytest.approx(-((5 / 10) ** 2) * 2)
    assert ei_index(made, ACROSS) == 1


def test_communities_are_those_that_agree() -> None:
    found = communities(network())
    assert found["Arland"] == found["Borland"] != found["Corland"] == found["Dorland"]
    assert communities(network(), seed=7) == communities(network(), seed=7)


def test_groups_that_are_known() -> None:
    assert set(known_groups(network(), "Bloc").values()) == {"North", "South"}
    assert known_groups(network(), "title")["Dorland"] == "Report 10"  # the first of as many
    with pytest.raises(UsageError, match="Attributes are: Bloc, Type"):
        known_groups(network(), "Party")
    assert polarisation(network(), "Bloc").ei_index == -1


def test_polarisation_of_nothing_is_none() -> None:
    made = discourse_network(table(), network_settings())
    told = polarisation(made)
    assert (told.modularity, told.ei_index, told.nodes) == (None, None, 0)
    with pytest.raises(UsageError, match="onemode"):
        polarisation(network(type="twomode"))


def test_a_dendrogram_by_hand() -> None:
    tree = dendrogram(network())  # distances: A-B 0, C-D 1/3, all others 1
    assert [(one.left, one.right, one.size) for one in tree.mergers] == [(0, 1, 2), (2, 3, 2), (4, 5, 4)]
    assert [one.height for one in tree.mergers] == pytest.approx([0, 1 / 3, 1])
    assert tree.newick() == (
        "(('Arland':0,'Borland':0):1,('Corland':0.3333333333,'Dorland':0.3333333333):0.6666666667);\n"
    )
    assert set(tree.cut(2).items()) == {("Arland", "1"), ("Borland", "1"), ("Corland", "2"), ("Dorland", "2")}
    assert tree.order() == ["Arland", "Borland", "Corland", "Dorland"]


def test_linkages_differ() -> None:
    made = network(variables="concept,organization", aggregation="ignore")
    heights = {how: [x.height for x in dendrogram(made, how).mergers] for how in clusters.LINKAGES}
    assert heights["single"][-1] <= heights["average"][-1] <= heights["complete"][-1]


def test_a_tree_of_few() -> None:
    assert dendrogram(discourse_network(table(), network_settings())).newick() == ";\n"
    one = discourse_network(table(statement(1, "O'Neill", "visas", 1, None)), network_settings())
    assert dendrogram(one).newick() == "'O''Neill';\n"


def test_a_tree_of_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clusters, "MOST_NODES", 3)
    with pytest.raises(UsageError, match="cannot be read"):
        dendrogram(network())


def test_the_concept_that_changes_nothing_goes_first() -> None:
    steps = nested_backbone(network())
    assert {step.concept for step in steps} == {"quotas", "subsidies", "tariffs", "visas"}
    assert (steps[0].concept, steps[0].backbone_loss) == ("subsidies", 0)  # nobody agrees on it
    assert [step.statements for step in steps][-1] == 0
    losses = [step.backbone_loss for step in steps]
    assert losses == sorted(losses)


def test_a_backbone_that_takes_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backbone, "MOST_WORK", 10)
    with pytest.raises(UsageError, match="takes too long"):
        nested_backbone(network())


def test_intervals_are_reproducible_and_hold_the_weight() -> None:
    made = network()
    found = network_intervals(made, 200, seed=3)
    assert found == network_intervals(made, 200, seed=3)
    assert found != network_intervals(made, 200, seed=4)
    for edge in made.edges():
        assert found.low[edge.number] <= edge.weight <= found.high[edge.number]
    assert set(found.measures) == {"edges", "density", "weight", "modularity", "ei_index"}


def test_each_draw_is_told() -> None:
    told: list[int] = []
    network_intervals(network(), 7, on_draw=lambda: told.append(1))
    assert len(told) == 7


def test_of_one_document_that_people_coded_nothing_is_unsure() -> None:
    told = table(*(statement(n, *said, "2021-03-01", document="d") for n, said in enumerate(SAID)))
    found = network_intervals(discourse_network(told, network_settings()), 50)
    assert (found.low, found.high, found.present) == ((3.0, 2.0), (3.0, 2.0), (1.0, 1.0))


def test_what_is_likely_misread_is_seldom_there() -> None:
    told = table(*(
        statement(n, *said, "2021-03-01", document="d", machine=True, certainty=0.2) for n, said in enumerate(SAID)
    ))  # fmt: skip
    found = network_intervals(discourse_network(told, network_settings()), 300)
    assert all(0 < share < 0.5 for share in found.present)


def test_duplicates_count_once_in_every_draw() -> None:
    told = table(*(statement(n, who, "visas", 1, "2021-03-01") for n in range(6) for who in ("Arland", "Borland")))
    found = network_intervals(discourse_network(told, network_settings(duplicates="acrossrange")), 100)
    assert found.high == (1.0,)


def test_hand_coded_and_machine_coded_stand_side_by_side() -> None:
    one = table(statement(1, "Arland", "visas", 1, "2021-01-01"))
    other = table(statement(1, "Borland", "visas", 1, "2021-01-01", machine=True, certainty=0.5))
    both = merge_codings((one, other))
    assert [(x.id, x.document) for x in both.statements] == [("1:s1", "1:d1"), ("2:s1", "2:d1")]
    made = discourse_network(both, network_settings())
    assert [(e.source, e.target, e.weight) for e in made.edges()] == [("Arland", "Borland", 1)]
    assert made.attributes["organization"]["Arland"] == {"Type": "state", "Bloc": "North"}

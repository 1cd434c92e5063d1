"""Pictures: what they show, that the same makes the same bytes, and that nothing of a report steers them."""

from __future__ import annotations

import builtins
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner

from communique.cli.program import cli
from communique.errors import CommuniqueError, UsageError
from communique.export.dna import STANDARD_TYPES, write_dna
from communique.export.plots.heatmap import heatmap_picture
from communique.export.plots.layout import label_places, layout
from communique.export.plots.network import network_picture
from communique.export.plots.picture import altair_module, picture, renumbered
from communique.export.plots.selection import chosen, short_names
from communique.export.plots.timeline import timeline_picture
from communique.model.coding import CodedStatement, CodingTable, CodingVariable
from communique.model.dna import DnaDocument, DnaFile, DnaStatement
from communique.networks.network import discourse_network
from communique.networks.settings import network_settings

EVIL = '</script><script>alert(1)</script>"&'
SAID = (
    ("2013-01-01", "Turkey", "toll", 1), ("2013-02-01", "Turkey", "toll", 1), ("2013-03-01", "Turkey", "toll", 0),
    ("2013-01-01", "Peru", "toll", 0), ("2013-01-01", "Peru", "ferry", 1), ("2013-05-01", "Chile", "ferry", 1),
    ("2013-06-01T10:30:00", "Chile", "toll", 1), (None, "Fiji", "ferry", 0), ("2013-06-01", EVIL, "ferry", None),
    ("2013-06-02", EVIL, "ferry", 1),
)  # fmt: skip
STATEMENTS = tuple(
    CodedStatement(id=str(n), organization=who, concept=what, agreement=side, date=day, document=str(n), words=EVIL)
    for n, (day, who, what, side) in enumerate(SAID)
)
VARIABLES = (CodingVariable("organization"), CodingVariable("concept"), CodingVariable("agreement", "boolean"))
TABLE = CodingTable(STATEMENTS, VARIABLES)


def values(spec: dict[str, Any], of: str) -> list[dict[str, Any]]:
    """The rows of a picture that have this field."""
    found: list[dict[str, Any]] = []
    for rows in [*spec.get("datasets", {}).values(), *_inline(spec)]:
        found += [row for row in rows if of in row]
    return found


def _inline(spec: Any) -> list[Any]:
    if isinstance(spec, list):
        return [rows for part in spec for rows in _inline(part)]
    if not isinstance(spec, dict):
        return []
    own = [spec["data"]["values"]] if isinstance(spec.get("data"), dict) and "values" in spec["data"] else []
    return own + [rows for part in spec.values() for rows in _inline(part)]


def network(**settings: Any) -> dict[str, Any]:
    return network_picture(discourse_network(TABLE, network_settings(**settings)))


def specs() -> dict[str, dict[str, Any]]:
    return {
        "timeline": timeline_picture(STATEMENTS, "organization"),
        "heatmap": heatmap_picture(STATEMENTS, "organization"),
        "onemode": network(aggregation="subtract"),
        "twomode": network(type="twomode"),
    }


def test_a_timeline_has_a_mark_for_each_day_actor_and_side() -> None:
    rows = {tuple(row[k] for k in ("actor", "day", "side", "many")) for row in values(specs()["timeline"], "day")}
    assert ("Turkey", "2013-03-01", "against", 1) in rows
    assert ("Chile", "2013-06-01", "for", 1) in rows
    assert ("Fiji", "", "against", 1) not in rows
    assert len(rows) == 9
    assert "9 positions, 2013-01-01 to 2013-06-02; 1 of other actors" in specs()["timeline"]["title"]["subtitle"]


def test_a_heat_map_counts_both_sides() -> None:
    cells = {(row["actor"], row["concept"]): (row["text"], row["share"]) for row in values(specs()["heatmap"], "text")}
    assert cells["Turkey", "toll"] == ("2:1", pytest.approx(1 / 3))
    assert cells["Peru", "ferry"] == ("1:0", 1)
    assert ("Turkey", "ferry") not in cells


def test_those_of_one_bloc_stand_beside_each_other() -> None:
    sides = {"A": (1, 1), "B": (0, 0), "C": (1, 1), "D": (0, 0)}
    told = [
        CodedStatement(id=f"{who}{n}", organization=who, concept=f"c{n}", agreement=side)
        for who, own in sides.items() for n, side in enumerate(own)
    ]  # fmt: skip
    spec = heatmap_picture(told, "organization", order="blocs")
    [order] = {tuple(layer["encoding"]["y"]["sort"]) for layer in spec["layer"]}
    assert order in (("A", "C", "B", "D"), ("B", "D", "A", "C"))


def test_a_network_has_its_edges_with_what_they_say() -> None:
    ties = {(row["ends"], row["tie"]) for row in values(specs()["onemode"], "ends")}
    assert ("Peru – Turkey", "agree") in ties or ("Peru – Turkey", "differ") in ties
    assert {row["tie"] for row in values(specs()["twomode"], "ends")} == {"for", "against"}
    assert {row["group"] for row in values(specs()["twomode"], "group")} == {"organization", "concept"}


def test_the_heaviest_edges_are_drawn() -> None:
    spec = network_picture(discourse_network(TABLE, network_settings(type="twomode", aggregation="ignore")), nodes=2)
    assert [row["ends"] for row in values(spec, "ends")] == ["Turkey – toll"]
    assert "nodes with lighter edges not shown" in spec["title"]["subtitle"]


@pytest.mark.parametrize("kind", ["timeline", "heatmap", "onemode", "twomode"])
def test_the_same_makes_the_same_bytes(kind: str) -> None:
    svg = picture(specs()[kind], "svg")
    assert svg == picture(specs()[kind], "svg")
    assert svg.startswith(b"<svg")
    assert b"<script" not in svg
    assert picture(specs()[kind], "png", ppi=72).startswith(b"\x89PNG")


@pytest.mark.parametrize("kind", ["timeline", "twomode"])
def test_a_page_needs_nothing_else_and_runs_nothing_of_a_report(kind: str) -> None:
    html = picture(specs()[kind], "html").decode()
    assert html == picture(specs()[kind], "html").decode()
    assert EVIL not in html
    assert html.count("</script>") == 2
    assert "default-src 'none'" in html
    assert not re.search(r"""(?:src|href)\s*=\s*["']https?:""", html)


def test_ids_of_a_drawing_begin_at_none() -> None:
    svg = '<g clip-path="url(#clip12)"><x id="clip12"/><x fill="url(#gradient_3)" id="gradient_4"/></g>'
    assert (
        renumbered(svg) == '<g clip-path="url(#clip0)"><x id="clip0"/><x fill="url(#gradient_0)" id="gradient_1"/></g>'
    )


def test_a_layout_is_that_of_its_seed_and_puts_nobody_on_another() -> None:
    weights = np.zeros((12, 12))
    weights[0, 1:6] = weights[1:6, 0] = 3
    weights[6, 7:] = weights[7:, 6] = 1
    place = layout(weights)
    assert np.array_equal(place, layout(weights))
    assert not np.array_equal(place, layout(weights, seed=2))
    apart = np.sqrt(((place[:, None] - place[None]) ** 2).sum(axis=2)) + np.eye(12)
    assert apart.min() > 0.04
    assert layout(np.zeros((1, 1))).tolist() == [[0.5, 0.5]]


def test_names_stand_where_they_cover_least() -> None:
    nodes = np.array([[60.0, 50.0], [90.0, 50.0], [190.0, 50.0]])
    found = label_places(["aaaaaaaaaa", "b", "cccccc"], nodes, [5, 5, 5], 200, 100)
    assert [place.align for place in found] == ["center", "left", "right"]


def test_long_names_stay_apart() -> None:
    assert [*short_names(["a" * 50 + "x", "a" * 50 + "y", "b"], 10).values()] == ["aaaaaaaaa…", "aaaaa… (2)", "b"]


@pytest.mark.parametrize(
    ("given", "ids"),
    [
        ({"by": ["turk"]}, ["0", "1", "2"]),
        ({"about": ["FERRY"], "by": ["Peru", "Chile"]}, ["4", "5"]),
        ({"since": "2013-05"}, ["5", "6", "8", "9"]),
        ({"until": "2013-01"}, ["0", "3", "4"]),
    ],
)
def test_what_is_shown_can_be_chosen(given: dict[str, Any], ids: list[str]) -> None:
    assert [one.id for one in chosen(STATEMENTS, "organization", **given)] == ids


def test_what_is_not_there_says_what_is() -> None:
    with pytest.raises(UsageError, match=r"nothing is called 'Mars' for --by\. There are, among others: Turkey"):
        chosen(STATEMENTS, "organization", by=["Mars"])


@pytest.mark.parametrize(
    ("draw", "told"),
    [
        (lambda: timeline_picture([], "organization"), "there are no statements"),
        (lambda: timeline_picture(STATEMENTS[7:8], "organization"), "no statement has a date"),
        (lambda: heatmap_picture([], "organization"), "there are no statements"),
        (lambda: heatmap_picture(STATEMENTS[8:9], "organization"), "no statement is for or against anything"),
        (lambda: network_picture(discourse_network(CodingTable((), VARIABLES), network_settings())), "nothing to draw"),
        (lambda: network_picture(discourse_network(CodingTable(STATEMENTS[:1], VARIABLES), network_settings())),
         "nothing to draw"),
    ],
)  # fmt: skip
def test_nothing_to_draw_says_why(draw: Any, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        draw()


def test_a_missing_extra_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def absent(name: str, *rest: Any) -> Any:
        if name == "vl_convert":
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", absent)
    with pytest.raises(UsageError, match=r"Install communique\[plots\]; in its folder: pip install '\.\[plots\]'"):
        altair_module()


@pytest.fixture
def coded(tmp_path: Path) -> Path:
    from datetime import datetime

    days = [datetime.fromisoformat(day or "1970-01-01") for day, *_ in SAID]
    made = DnaFile(
        STANDARD_TYPES, tuple(DnaDocument(n + 1, f"D{n}", "It rains.", day) for n, day in enumerate(days)),
        tuple(
            DnaStatement(n + 1, n + 1, 0, 2, {"person": who, "organization": who, "concept": what, "agreement": side})
            for n, (_, who, what, side) in enumerate(SAID) if side is not None
        ),
    )  # fmt: skip
    write_dna(made, tmp_path / "coded.dna")
    return tmp_path / "coded.dna"


@pytest.mark.parametrize(
    "words",
    [
        ["timeline", "--about", "toll"], ["heatmap", "--order", "blocs", "--level", "person"],
        ["network", "--aggregation", "conflict", "--title", "Who differs"], ["network", "--type", "twomode"],
    ],
)  # fmt: skip
def test_the_command_draws_what_somebody_coded(words: list[str], coded: Path, tmp_path: Path) -> None:
    made = tmp_path / "picture.svg"
    result = CliRunner().invoke(cli, ["plot", *words, str(coded), "-o", str(made)], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    assert made.read_bytes().startswith(b"<svg")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["heatmap", "-o", "x.pdf"], "a picture is one of svg, png, html"),
        (["heatmap", "-o", "x.svg", "--since", "soon"], "is no date"),
        (["network", "-o", "x.svg", "--where", "concept=nothing"], "nothing to draw: .*no statement meets"),
    ],
)
def test_wrong_usage_says_what_to_do(words: list[str], told: str, coded: Path) -> None:
    with pytest.raises(CommuniqueError, match=told):
        CliRunner().invoke(cli, ["plot", *words, str(coded)], catch_exceptions=False)

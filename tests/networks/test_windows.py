"""Networks over time: which statements are in which window, and what kernels make of them."""

from __future__ import annotations

import math

import numpy as np
import pytest

from communique.errors import UsageError
from communique.networks import windows as module
from communique.networks.kernels import kernel_weights
from communique.networks.moments import moment, plus_units, written
from communique.networks.network import Network
from communique.networks.settings import network_settings
from communique.networks.windows import network_series
from tests.networks.toy import statement, table, toy


def series(dates: list[str | None], window: str, **settings: object) -> list[Network]:
    """Networks of one statement a date, on one concept, each of an actor of its own."""
    told = [statement(n, f"Actor {n}", "tariffs", 1, date) for n, date in enumerate(dates)]
    return list(network_series(table(*told), network_settings(window=window, **settings)))  # type: ignore[arg-type]


def places(made: list[Network]) -> list[tuple[str, int]]:
    """The middle of each window and how many statements are in it."""
    return [(written(one.middle or 0), one.statements) for one in made]


DATES: list[str | None] = ["2021-01-30", "2021-02-01", "2021-02-03"]


@pytest.mark.parametrize(
    ("window", "expected"),
    [
        ("days:1", [("2021-01-30", 1), ("2021-01-31", 0), ("2021-02-01", 1), ("2021-02-02", 0), ("2021-02-03", 1)]),
        ("days:3", [("2021-01-30", 1), ("2021-01-31", 2), ("2021-02-01", 1), ("2021-02-02", 2), ("2021-02-03", 1)]),
        ("days:2", [("2021-01-30", 1), ("2021-01-31", 1), ("2021-02-01", 1), ("2021-02-02", 1), ("2021-02-03", 1)]),
        ("weeks:1", [("2021-01-25", 1), ("2021-02-01", 2)]),
        ("months:1", [("2021-01-01", 1), ("2021-02-01", 2)]),
        ("months:3", [("2021-01-01", 3), ("2021-02-01", 3)]),
        ("years:1", [("2021-01-01", 3)]),
        ("events:3", [("2021-01-30", 2), ("2021-02-01", 3), ("2021-02-03", 2)]),
    ],
)
def test_windows_are_whole_units_of_the_calendar(window: str, expected: list[tuple[str, int]]) -> None:
    assert places(series(DATES, window)) == expected


@pytest.mark.parametrize(
    ("window", "expected"),
    [
        ("days:3", [("2021-01-31", 2), ("2021-02-01", 1), ("2021-02-02", 2)]),
        ("days:2", [("2021-01-31", 2), ("2021-02-01", 1), ("2021-02-02", 2)]),
        ("events:2", [("2021-02-01", 3)]),
        ("months:3", []),
    ],
)
def test_dna_has_no_windows_at_the_edges(window: str, expected: list[tuple[str, int]]) -> None:
    assert places(series(DATES, window, dna_compatible=True)) == expected


def test_who_says_nothing_in_a_window_is_not_there() -> None:
    assert [one.rows for one in series(DATES, "weeks:1")] == [("Actor 0",), ("Actor 1", "Actor 2")]
    assert {one.rows for one in series(DATES, "weeks:1", isolates=True)} == {
        ("Actor 0", "Actor 1", "Actor 2", "Arland", "Borland", "Corland", "Dorland", "Eland")
    }


KERNELS = (
    ("uniform", [0, 0.5, 0.5, 0.5, 0]),
    ("epanechnikov", [0, 0, 0.75, 0, 0]),
    ("triangular", [0, 0, 1, 0, 0]),
    ("gaussian", [math.exp(-x * x / 2) / math.sqrt(2 * math.pi) for x in (-2, -1, 0, 1, 2)]),
)


@pytest.mark.parametrize(("kernel", "expected"), KERNELS)
def test_kernels(kernel: str, expected: list[float]) -> None:
    found = kernel_weights(kernel, np.array([-2.0, -1.0, 0.0, 1.0, 2.0]))  # type: ignore[arg-type]
    assert found.tolist() == pytest.approx(expected)


@pytest.mark.parametrize("kernel", [kernel for kernel, _ in KERNELS])
def test_kernels_are_symmetric_and_enclose_one(kernel: str) -> None:
    d = np.linspace(-6, 6, 24_001)
    found = kernel_weights(kernel, d)  # type: ignore[arg-type]
    assert found.tolist() == pytest.approx(found[::-1].tolist())
    assert float(found.sum() * (d[1] - d[0])) == pytest.approx(1, abs=1e-3)


def test_dna_s_triangle_leans() -> None:
    found = kernel_weights("triangular", np.array([-1.0, 0.0, 1.0]), as_dna=True)
    assert found.tolist() == [2, 1, 0]


def test_a_pair_weighs_the_root_of_both() -> None:
    made = series(["2021-02-01", "2021-02-02"], "days:4", kernel="triangular")
    # The window of 4 days around the line before each day: half a day and one and a half away, of 2.
    one, other = 1 - 0.5 / 2, 1 - 1.5 / 2
    assert [float(x.ties.weight[0]) for x in made] == pytest.approx([math.sqrt(one * other), 0.75])
    two_mode = series(["2021-02-01", "2021-02-02"], "days:4", kernel="triangular", type="twomode")
    assert two_mode[0].matrix().ravel().tolist() == pytest.approx([one, other])


def test_months_are_measured_by_their_own_days() -> None:
    (made,) = series(["2021-02-01", "2021-02-28"], "months:1", kernel="triangular", type="twomode")
    first, last = made.matrix().ravel().tolist()
    assert first == pytest.approx(last)
    assert first == pytest.approx(1 - 2 * (0.5 - 0.5 / 28))


def test_undated_statements_are_in_no_window() -> None:
    made = series(["2021-02-01", None, "2021-02-01"], "days:1")
    assert places(made) == [("2021-02-01", 2)]
    assert any("without a date" in note for note in made[0].notes)
    assert series([None, None], "days:1") == []


def test_too_many_windows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 10)
    with pytest.raises(UsageError, match="Take a larger unit"):
        series(["2021-01-01", "2021-12-31"], "days:3")


def test_dna_has_no_kernels_of_events() -> None:
    with pytest.raises(UsageError, match="no kernels for windows of events"):
        list(network_series(toy(), network_settings(window="events:3", kernel="uniform", dna_compatible=True)))


def test_dna_s_kernels_join_nodes_with_themselves() -> None:
    (made,) = series(["2021-02-01", "2021-02-03"], "days:2", kernel="uniform", dna_compatible=True)
    assert made.matrix().ravel().tolist() == pytest.approx([0.5] * 4)


@pytest.mark.parametrize(
    ("told", "seconds"),
    [
        ("1970-01-02", 86400),
        ("1970", 0),
        ("1970-02", 31 * 86400),
        ("1970-01-01T01:00", 3600),
        ("1969-12-31/1970", -86400),
    ],
)
def test_moments(told: str, seconds: int) -> None:
    assert moment(told) == seconds


@pytest.mark.parametrize("told", [None, "", "soon", "2021-13", "2021-02-30", "0000"])
def test_no_moment(told: str | None) -> None:
    assert moment(told) < -(2**60)


def test_the_day_after_the_last_of_a_month() -> None:
    from datetime import datetime

    assert plus_units(datetime(2021, 1, 31), "months", 1) == datetime(2021, 2, 28)
    assert plus_units(datetime(2020, 2, 29), "years", -1) == datetime(2019, 2, 28)
    assert plus_units(datetime(9999, 12, 31), "days", 5) == datetime.max

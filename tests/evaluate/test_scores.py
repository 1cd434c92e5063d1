from __future__ import annotations

import json

import pytest

from communique.evaluate import Figure, Scores, Share


@pytest.mark.parametrize(
    ("figure", "precision", "recall", "f1"),
    [
        (Figure(1, 2, 4), 0.25, 0.5, 1 / 3),
        (Figure(0, 0, 0), 0, 0, 0),
        (Figure(0, 3, 0), 0, 0, 0),
        (Figure(2, 2, 2), 1, 1, 1),
    ],
)
def test_figures(figure: Figure, precision: float, recall: float, f1: float) -> None:
    assert (figure.precision, figure.recall, figure.f1) == pytest.approx((precision, recall, f1))


def test_a_share_of_none_is_none() -> None:
    assert Share().share == 0


def test_table_and_json() -> None:
    scores = Scores(reports=2, unread=["b"])
    scores.kind("mentions").add(1, 2, 4)
    scores.field("actors country").add(True)
    scores.field("actors country").add(False)
    scores.field("actors role")
    assert scores.to_table() == (
        "                                P      R     F1    right   gold  found\n"
        "mentions                     25.0   50.0   33.3        1      2      4\n"
        "\n"
        "on matched pairs                          share    right     of\n"
        "actors country                             50.0        1      2\n"
        "\n"
        "2 reports, of which 1 without a record, scored as empty: b\n"
    )
    assert json.loads(scores.to_json()) == {
        "reports": 2,
        "kinds": {"mentions": {"precision": 0.25, "recall": 0.5, "f1": 0.3333, "right": 1, "gold": 2, "found": 4}},
        "fields": {
            "actors country": {"share": 0.5, "right": 1, "of": 2},
            "actors role": {"share": 0, "right": 0, "of": 0},
        },
        "unread": ["b"],
    }
    assert scores.values() == {"mentions": pytest.approx(1 / 3), "actors country": 0.5}

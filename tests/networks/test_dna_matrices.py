"""Every matrix that Discourse Network Analyzer 3.1.2 computed of its sample, where the sample is at hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from communique.networks.network import discourse_network
from communique.networks.settings import NetworkSettings, network_settings
from communique.networks.windows import network_series
from communique.sources.dna import read_codings

FOLDER = Path(__file__).parents[2].parent / "shared" / "data" / "dna"
VARIABLES = {"onemode-concepts": "concept,organization", "onemode-persons": "person,concept"}
EXCLUDED = (
    "concept=There should be legislation to regulate emissions.", "organization=Senate", "organization=Sierra Club",
)  # fmt: skip


def settings_of(key: str) -> NetworkSettings:
    """The settings that a key of the expected matrices says."""
    parts = key.split("|")
    first = parts[0]
    if not first.startswith(("onemode", "twomode")):
        unit, size, kernel, aggregation = parts[:4]
        return network_settings(window=f"{unit}:{size}", kernel=kernel, aggregation=aggregation, dna_compatible=True)
    more: dict[str, Any] = {}
    for part in parts[4:]:
        if part == "isolates":
            more["isolates"] = True
        elif part == "exclude":
            more["exclude"] = EXCLUDED
        else:
            more["where"] = [part]
    return network_settings(
        type=first.split("-")[0], variables=VARIABLES.get(first), aggregation=parts[1], normalisation=parts[2],
        duplicates=parts[3], dna_compatible=True, **more,
    )  # fmt: skip


@pytest.mark.skipif(not FOLDER.exists(), reason="the sample of DNA's makers is not at hand")
def test_every_cell_is_that_of_dna() -> None:
    expected = json.loads((FOLDER / "expected.json").read_text(encoding="utf-8"))
    table = read_codings(FOLDER / "sample.dna")
    wrong = []
    for key, matrices in expected.items():
        settings = settings_of(key)
        found = list(network_series(table, settings)) if settings.window else [discourse_network(table, settings)]
        same = len(found) == len(matrices) and all(
            list(mine.rows) == theirs["rows"] and list(mine.columns) == theirs["cols"]
            and mine.statements == theirs["statements"]
            and mine.matrix().ravel().tolist() == pytest.approx([x for row in theirs["m"] for x in row], abs=1e-9)
            for mine, theirs in zip(found, matrices, strict=True)
        )  # fmt: skip
        if not same:
            wrong.append(key)
    assert expected
    assert wrong == []

"""Which statements inside others stand, as the whole reader tells them."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest

from communique.extract.statements.nested.decision import directions, weights
from communique.language.attribution.weights import manifest
from tests.conftest import Read
from tests.reading import content, name_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The minister said that Kenya still supports the peace plan.", [("Kenya", "the peace plan")]),
        ("The envoy said that Chad was determined to leave the pact.", [("Chad", "to leave the pact")]),
        ("The premier told reporters that Kenya would push for a truce.", [("Kenya", "a truce")]),
        ("The ministry said that as Norway made clear, the fleet will stay.", [("Norway", "the fleet will stay")]),
        ("The White House said Mr. Roe “underscored the importance of a settlement” during the call.",
         [("Roe", "the importance of a settlement")]),
        ("The minister said that Kenya had been open to a deal on water.", [("Kenya", "a deal on water")]),
        ("The envoy welcomed Chad's decision to withdraw its troops.", [("Chad", "to withdraw its troops")]),
        # what may be said, is planned or supposed, and the speaker's own hedge
        ("The minister said that he could accept a compromise.", []),
        ("The spokesman said that Peru plans to invite inspectors.", []),
        ("She said that if Iran agreed to leave the site, sanctions would end.", []),
        ("“I think the war is over,” the minister said.", []),
        ("The minister said that the road to Lima was closed.", []),
    ],
)  # fmt: skip
def test_what_stands(read_dated: Read, text: str, expected: list[tuple[str, str]]) -> None:
    (record,) = read_dated([text])
    nested = [s for s in record.statements if s.parent is not None]
    assert [(name_of(record, s.speaker), content(record, s)) for s in nested] == expected


def test_the_weights_are_of_this_encoder() -> None:
    """Directions in the states of another encoder tell nothing: ``training/nested.py`` has to be run again."""
    stored = json.loads(files("communique.extract").joinpath("data/nested.json").read_text("utf-8"))
    assert stored["encoder"] == manifest().files["encoder.onnx"].sha256
    assert directions().shape == (384, 2)
    assert weights().stands["ruled"] > 0


def test_confidence_is_a_chance(read_dated: Read) -> None:
    (record,) = read_dated(["The minister said that Kenya opposes the plan and that Oman has pledged to send aid."])
    nested = [s for s in record.statements if s.parent is not None]
    assert nested
    assert all(0.5 < s.confidence < 0.95 for s in nested)

"""Rule and act head together: what is kept, dropped and added, and where the head has no say."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.extract.confidence import MOST
from communique.extract.events import ACTS, Acts
from communique.extract.events.ballot import Weights, same_act, shipped, sure, traits
from communique.knowledge.tables import ENVIRONMENT
from communique.language.votes import TYPES
from communique.model import make_report
from communique.reader import Reader, all_steps

TEXT = "The Kenyan president visited Uganda on Monday. Chad condemned Sudan over the raid."
NOTHING = Weights({"always": -9.0}, keep=0.5, add=0.9)
WATER = (
    "rule\tlemmas\tpos\ttype\tmode\tactor\trecipient\tconditions\tcameo\tcontexts\texample\n"
    "water-held\thold back\tverb\tWATER\theld\tsubj\tfrom\tobj:water\t\t\tChad held back water from Sudan.\n"
    "mine\tcondemn\tverb\tACCUSE\t\tsubj\tobj\t\t\t\tChad condemned Sudan.\n"
)


def reader_with(weights: Weights) -> Reader:
    """The whole reader, with other weights of acts."""
    return Reader([Acts(weights) if isinstance(step, Acts) else step for step in all_steps()])


def told(reader: Reader, text: str) -> list[str]:
    """The types of the events of a text."""
    return [e.type for e in reader.read(make_report(text, "test")).events]


def test_the_unlikely_are_dropped() -> None:
    assert told(reader_with(NOTHING), TEXT) == []
    keep_all = Weights({"always": -9.0}, keep=0.0, add=0.9)
    assert told(reader_with(keep_all), TEXT) == ["CONSULT", "ACCUSE"]


def test_what_may_be_is_never_dropped() -> None:
    text = "The Kenyan president may visit Uganda in May."
    assert told(reader_with(NOTHING), text) == ["CONSULT"]


def test_protests_of_rules_are_kept_as_too_few_are_annotated() -> None:
    text = "Thousands of students demonstrated against the Kenyan government in Nairobi."
    assert told(reader_with(NOTHING), text) == ["PROTEST"]


def test_rules_alone_ask_nobody() -> None:
    reader = Reader(rules_only=True)
    document = reader.document(make_report(TEXT, "test"))
    acts = document.layers[ACTS]
    assert [a.chance for a in acts.acts] == [None, None]
    assert acts.voted == []
    assert [e.type for e in reader.record(document).events] == ["CONSULT", "ACCUSE"]


def test_the_user_s_own_rules_are_kept_until_he_judges_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "plover_acts.tsv").write_text(WATER, encoding="utf-8")
    monkeypatch.setenv(ENVIRONMENT, str(tmp_path))
    text = "Chad held back water from Sudan. Kenya condemned Uganda. The Kenyan president visited Uganda."
    assert "WATER" in told(reader_with(NOTHING), text)
    judged = Weights({"always": -9.0, "rule:water-held": -1.0}, keep=0.5, add=0.9)
    assert "WATER" not in told(reader_with(judged), text)


def test_the_head_knows_common_acts(reader: Reader) -> None:
    document = reader.document(make_report(TEXT, "test"))
    for act in document.layers[ACTS].acts:
        found = traits(document, act)
        assert found["ruled: agrees"] == 1.0
        assert found["ruled: here"] > found["ruled: other"]
        assert act.chance is not None
        assert act.chance > shipped().keep


@pytest.mark.parametrize(
    ("whole", "chance", "told"),
    [
        (None, 0.4, 0.4),
        (None, 0.999, 0.95),
        ({"always": 0.0, "chance": 1.0}, 0.4, 0.4),
        ({"always": 0.0, "chance": 1.0, "two countries": 1.0}, 0.5, 0.73),
        ({"always": 0.0, "chance": 1.0, "nobody": 5.0}, 0.5, 0.5),
        ({"always": -1.0, "chance": 0.5}, 0.5, 0.27),
        ({"always": 0.0, "chance": 1.0}, 1.0, 0.95),
    ],
)
def test_how_sure_an_event_is(whole: dict[str, float] | None, chance: float, told: float) -> None:
    assert sure(whole, {"two countries"}, chance) == told


def test_events_are_told_as_sure_as_all_of_them_is(reader: Reader) -> None:
    record = reader.read(make_report(TEXT, "test"))
    assert all(0.5 < e.confidence <= MOST for e in record.events)
    assert shipped().whole is not None


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ((4, "ACCUSE"), (4, "REJECT"), True),  # one word tells one act
        ((4, "ACCUSE"), (8, "ACCUSE"), True),
        ((4, "ACCUSE"), (8, "REJECT"), False),
        ((4, "ACCUSE"), (20, "ACCUSE"), False),
    ],
)
def test_which_words_tell_one_act(a: tuple[int, str], b: tuple[int, str], same: bool) -> None:
    assert same_act(*a, *b) is same


def test_shipped_weights_know_types_of_the_head() -> None:
    weights = shipped()
    assert 0 < weights.keep < weights.add < 1
    assert {f"type:{t}" for t in TYPES} & weights.weights.keys()

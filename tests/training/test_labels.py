"""Annotated text becomes tags that lead back to the annotated characters."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from communique.language.attribution.weights import FOLDER
from communique.model.span import Span

data = pytest.importorskip("training.data", reason="training/ is importable only from the checkout")
tokenizers = pytest.importorskip("tokenizers")

TEXT = "“We wait,” the envoy said. “Nobody left.”"


@pytest.fixture(scope="module")
def tokenizer():  # type: ignore[no-untyped-def]
    """The shipped tokenizer, unpadded."""
    found = tokenizers.Tokenizer.from_file(str(FOLDER / "tokenizer.json"))
    found.no_truncation()
    found.no_padding()
    return found


def spans(*parts: str) -> tuple[Span, ...]:
    return tuple(Span(TEXT.index(p), TEXT.index(p) + len(p)) for p in parts)


def test_an_interrupted_content_keeps_its_owner(tokenizer) -> None:  # type: ignore[no-untyped-def]
    gold = data.Gold(spans("the envoy"), spans("said"), spans("“We wait,”", "“Nobody left.”"))
    x = data.label(tokenizer, data.Annotated("a", TEXT, (gold,)))
    shown = [(role, TEXT[x.pieces.start[a] : x.pieces.end[b - 1]]) for role, a, b in x.fragments]
    assert shown == [(2, "“We wait,”"), (0, "the envoy"), (1, "said"), (2, "“Nobody left.”")]
    assert set(x.fragments.values()) == {frozenset({0})}
    assert sum(int(t) % 2 for t in x.tags) == 4  # four beginnings


def test_one_source_may_have_two_owners(tokenizer) -> None:  # type: ignore[no-untyped-def]
    both = [data.Gold(spans("the envoy"), spans("said"), spans(c)) for c in ("“We wait,”", "“Nobody left.”")]
    x = data.label(tokenizer, data.Annotated("a", TEXT, tuple(both)))
    assert frozenset({0, 1}) in x.fragments.values()


def test_nested_statements_are_left_out(tmp_path: Path) -> None:
    def span(part: str) -> dict[str, int]:
        return {"start": TEXT.index(part), "end": TEXT.index(part) + len(part)}

    outer = {
        "id": "1",
        "parent": None,
        "source": span("the envoy"),
        "cue": span("said"),
        "content": [span("“We wait,”")],
    }
    inner = {"id": "2", "parent": "1", "source": None, "cue": None, "content": [span("wait")]}
    line = {"report": {"source": "wire-007.txt", "text": TEXT}, "statements": [outer, inner]}
    file = tmp_path / "corpus.jsonl"
    file.write_text(json.dumps(line) + "\n", encoding="utf-8")
    (read,) = data.corpus(file)
    assert len(read.gold) == 1
    assert (read.name, read.style) == ("wire-007", "wire")


def test_test_passages_are_neither_trained_on_nor_looked_at() -> None:
    passages = [data.Annotated(f"wire-{k:03}", "", ()) for k in range(1, 4)]
    train, dev = data.divided(passages, {"wire-001": "train", "wire-002": "test", "wire-003": "dev"})
    assert ([a.name for a in train], [a.name for a in dev]) == (["wire-001"], ["wire-003"])

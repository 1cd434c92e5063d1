from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from communique.language import syntax


def test_offsets_are_those_of_the_text() -> None:
    texts = ["One  two.\n\nThree 👩‍👩‍👧 e\u0301 four.", "", "Five.", "\n\n "]
    for text, doc in zip(texts, syntax.parse(texts), strict=True):
        assert doc.text == text
        assert all(text[t.idx : t.idx + len(t.text)] == t.text for t in doc)


def test_a_line_end_ends_a_sentence() -> None:
    (doc,) = syntax.parse(["Talks fail in Oslo\nMinisters left the city\nNobody spoke"])
    assert [s.text.strip() for s in doc.sents] == ["Talks fail in Oslo", "Ministers left the city", "Nobody spoke"]


@pytest.mark.parametrize("gap", ["\n", " ", ""])
def test_long_texts_are_parsed_in_pieces(monkeypatch: pytest.MonkeyPatch, gap: str) -> None:
    monkeypatch.setattr(syntax, "CHUNK", 100)
    text = gap.join(["ministers"] * 60)
    (doc,) = syntax.parse([text])
    assert doc.text == text
    assert [t.idx for t in doc] == sorted(t.idx for t in doc)


@pytest.mark.parametrize(
    ("one", "other"), [("Russia", "Peru"), ("Turkish", "Peruvian"), ("Ankara", "Lima"), ("Chile", "Iceland")]
)
def test_the_parser_is_blind_to_which_state_it_is(one: str, other: str) -> None:
    frame = "The {} envoy warned on Monday that {} would not wait for the others to leave, and {} called for talks."
    a, b = syntax.parse([frame.replace("{}", one), frame.replace("{}", other)])
    assert [(t.tag_, t.dep_, t.head.i) for t in a] == [(t.tag_, t.dep_, t.head.i) for t in b]


def test_texts_are_parsed_in_passes_of_bounded_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(syntax, "CHUNK", 100)
    passes: list[list[str]] = []
    docs = syntax.Parser.docs

    def watched(self: syntax.Parser, texts: list[str]) -> Iterator[Any]:
        passes.append(list(texts))
        return docs(self, texts)

    monkeypatch.setattr(syntax.Parser, "docs", watched)
    texts = ["The envoy left.", "", "He came back. " * 20, *["Nobody spoke of it at all."] * 7, "Talks fail."]
    assert [tokens.text for tokens in syntax.parse(texts)] == texts
    assert "".join(part for texts in passes for part in texts) == "".join(texts)
    assert all(sum(map(len, texts)) <= 100 for texts in passes)
    assert len(passes) < 10


def test_a_pass_has_no_more_words_and_marks_than_prose_of_its_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(syntax, "CHUNK", 400)
    monkeypatch.setattr(syntax, "DENSE", 100)
    passes: list[list[str]] = []
    docs = syntax.Parser.docs

    def watched(self: syntax.Parser, texts: list[str]) -> Iterator[Any]:
        passes.append(list(texts))
        return docs(self, texts)

    monkeypatch.setattr(syntax.Parser, "docs", watched)
    texts = ["a, " * 200, "b; " * 30, "c. " * 30, "Ministers of seven states left Geneva. " * 8]
    assert [tokens.text for tokens in syntax.parse(texts)] == texts
    assert "".join(part for texts in passes for part in texts) == "".join(texts)
    assert all(sum(len(syntax.WORD.findall(text)) for text in texts) <= 100 for texts in passes)
    assert max(sum(map(len, texts)) for texts in passes) > 300


def test_words_are_forgotten_when_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    parser = syntax.Parser()
    monkeypatch.setattr(syntax, "NEW_STRINGS", 100)
    monkeypatch.setattr(syntax, "load", lambda: parser)
    held = []
    for a in "BCDFGHJKLM":
        for b in ("na", "ri", "po", "so", "tu"):
            text = f"Minister {a}{b}ov of {a}{b}land met {a}{b}ko in {a}{b}burg."
            (tokens,) = syntax.parse([text])
            assert " ".join(t.text for t in tokens) == text.replace(".", " .")
            held.append(parser.strings())
    assert max(held) - min(held) < 150
    assert held[-1] < max(held)

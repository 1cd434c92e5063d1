from __future__ import annotations

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

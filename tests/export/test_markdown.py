"""Markdown: nothing of a report is read as mark-up."""

from __future__ import annotations

import pytest

from communique.export.markdown import escaped, items

ROW = {"speaker": "A *B*", "act": "warn", "words": "<script>x</script> [a](javascript:b)", "report": "ab" * 32,
       "start": 1,
       "end": 9, "title": "T|t", "publisher": "P", "date": None, "url": "https://example.org/a>b"}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain U.S.-led words, really!", "plain U.S.-led words, really!"),
        ("*a* _b_ `c`", r"\*a\* \_b\_ \`c\`"),
        ("[a](b)", r"\[a\](b)"),
        ("<b>", r"\<b\>"),
        ("a|b", r"a\|b"),
        ("http://evil.example", r"http:\//evil.example"),
        ("www.evil.example", r"www\.evil.example"),
        ("a\n# b", "a # b"),
        ("&lt;", r"\&lt;"),
        (None, ""),
    ],
)
def test_escaping(text: str | None, shown: str) -> None:
    assert escaped(text) == shown


def test_an_item_has_its_citation() -> None:
    [line] = items([ROW])
    assert line.startswith(r"- **A \*B\*** warn: \<script\>")
    assert r"[T\|t](<https://example.org/a%3Eb>)" in line
    assert "characters 1–9" in line
    assert line.count("\n") == 1


def test_an_address_that_is_none_is_no_link() -> None:
    [line] = items([ROW | {"url": "javascript:alert(1)"}])
    assert "javascript:alert" not in line

from __future__ import annotations

import pytest

from communique.export.safe import cells, escape, link, one_line, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain – “text”", "plain – “text”"),
        ("\x1b[31mred\x1b[0m", "␛[31mred␛[0m"),
        ("\x1b]8;;http://evil\x07click", "␛]8;;http://evil␇click"),
        ("bell\x07 and del\x7f", "bell␇ and del␡"),
        ("\x9b31m", "�31m"),  # the one-byte form of ESC [
        ("abc\u202edef", "abc�def"),
        ("\u2066isolated\u2069", "�isolated�"),
        ("soft\u00adhyphen", "softhyphen"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("می\u200cخواهم", "می\u200cخواهم"),  # Persian is spelt with a joiner
        ("half \ud83d pair", "half � pair"),
        ("carriage\rreturn", "carriage␍return"),
        ("tab\tand\nline", "tab\tand\nline"),
    ],
)
def test_visible(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_one_line_has_one_line() -> None:
    assert one_line(" a\n\tb \r\n c ") == "a b c"
    assert one_line("a\u2028b") == "a b"


@pytest.mark.parametrize(
    ("text", "width"), [("abc", 3), ("é", 1), ("e\u0301", 1), ("外交", 4), ("", 0), ("a\u200db", 2), ("“x”", 3)]
)
def test_cells(text: str, width: int) -> None:
    assert cells(text) == width


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ('" onload="x', "&quot; onload=&quot;x"),
        ("'", "&#x27;"),
        ("a & b", "a &amp; b"),
        ("\x00\x1b", "␀␛"),
        ("\ud800", "�"),
        ("\u202e", "�"),
    ],
)
def test_escape(text: str, html: str) -> None:
    assert escape(text) == html


@pytest.mark.parametrize("text", ["abc\x00\u202e\ud800\x85", "a\u200bb\u00ad", "x\r\ny"])
def test_escape_keeps_the_length_in_code_points(text: str) -> None:
    assert len(escape(text)) == len(text)


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://example.org/a?b=c", True),
        ("http://example.org", True),
        ("HTTPS://example.org", True),
        ("javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        (" https://example.org", False),
        ("data:text/html,x", False),
        ("//example.org", False),
        ("https://", False),
        ("https://[bad", False),
        ("file:///etc/passwd", False),
        ("https://example.org/\u202e", False),
        (None, False),
    ],
)
def test_link(url: str | None, kept: bool) -> None:
    assert link(url) == (url if kept else None)

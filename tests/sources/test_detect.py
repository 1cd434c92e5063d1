"""Which format an input is in, by content and name."""

from __future__ import annotations

import pytest

from communique.errors import UnsupportedError
from communique.sources.detect import detect, suffix_of

LINE = b'{"text": "The talks ended."}\n'


@pytest.mark.parametrize(
    ("name", "head", "form"),
    [
        ("a.txt", b"The talks ended.", "text"),
        ("a.txt", b"<p>The talks ended.</p>", "text"),  # mark-up in a text is marked, not read
        ("a.txt", b"\xef\xbb\xbf<!DOCTYPE html><html>", "html"),  # a page saved under a wrong name
        ("a.txt", LINE, "text"),
        ("a.TXT.gz", b"The talks ended.", "text"),
        ("a.html", b"The talks ended.", "html"),
        ("a.htm.gz", b"<p>x", "html"),
        ("a.jsonl", LINE, "jsonl"),
        ("a.jsonl.gz", b"", "jsonl"),
        ("a.ndjson", b"bad\n", "jsonl"),
        ("a.jsonl", b'[\n{"text": "x"}]', "json"),
        ("a.json", b'[{"text": "x"}]', "json"),
        ("a.json", b'{\n "text": "x"}', "json"),
        ("a.json", LINE * 2, "jsonl"),
        ("-", LINE, "jsonl"),
        ("-", b"\n\n  " + LINE, "jsonl"),
        ("-", b'{"text": "' + b"x" * 70_000, "jsonl"),
        ("-", b'[{"text": "x"}]', "json"),
        ("-", b"[ad_1]\nThe talks ended.", "text"),
        ("-", b"<!-- saved --><!DOCTYPE html>", "html"),
        ("-", b'<?xml version="1.0"?>\n<html xmlns="x">', "html"),
        ("-", b'<div class="x"><p>x', "html"),
        ("-", b"<tweet>x</tweet>", "text"),
        ("-", b'{"The talks", he said', "text"),
        ("-", b"", "text"),
        ("-", "\ufeff<!DOCTYPE html>".encode("utf-16-le"), "html"),
        ("a.docx", b"PK\x03\x04", "zip"),
        ("a.txt", b"%PDF-1.7", "pdf"),
        ("a.doc", b"\xd0\xcf\x11\xe0", "ole"),
        ("a.csv", b"text\nx", "table"),
        ("a", b"id,title,body\n1,Talks,The talks ended.\n", "table"),
        ("a.txt", b"Text;Datum\nDie Rede;1.2.2021\n", "table"),
        ("a.txt", b"The text, the title, the date.\nThe talks, he said, ended.\n", "text"),
        ("a", b"From: Joan <j@x.example>\nSubject: Talks\nMIME-Version: 1.0\n\nThe talks ended.", "mail"),
        ("a.txt", b"From: Joan\nDate: today\n\nA memo.", "text"),
        ("a.eml", b"From: Joan <j@x.example>\nDate: 2 Mar 2021\nSubject: Talks\n\nThe talks ended.", "mail"),
        ("a.txt", b"From: Joan\nDate: today\nSubject: Talks\n\nA memo.", "text"),
        ("a", b"From j@x.example Wed Mar  3 10:00:00 2021\nFrom: j@x.example\n\nx", "mail"),
        ("a", b"a.txt" + bytes(252) + b"ustar", "tar"),
        ("a.txt", b"{\\rtf1", "rtf"),
        ("a.xml", b"<?xml version='1.0'?><nitf>", "xml"),
        ("a", b"<!-- x --><nitf>", "xml"),
        ("a.xml", b'<!DOCTYPE a [<!ENTITY x "y">]><rss>', "xml"),
        ("a", b'<!DOCTYPE html [<!ENTITY x "y">]><html>', "html"),
        ("a", b"WARC/1.0\r\n", "warc"),
        ("report", b"PK\x03\x04", "zip"),
        ("a.docx", b'{"text": "The talks ended."}', "jsonl"),
        ("a.pdf", b"<?xml version='1.0'?><nitf>", "xml"),
        ("a.rtf", b"HD   Talks end", "text"),
        ("report", b"The talks ended.", "text"),
        ("report.wire", b"The talks ended.", "text"),
    ],
)
def test_format(name: str, head: bytes, form: str) -> None:
    assert detect(name, head, name) == form


@pytest.mark.parametrize(
    ("name", "head", "what"),
    [
        ("a", b"\x89PNG\r\n", "a picture"),
        ("a.PY", b"print()", r"\.py are not read"),
        ("a.xml", b"<?xml", r"\.xml are not read"),
    ],
)
def test_formats_that_are_not_read(name: str, head: bytes, what: str) -> None:
    with pytest.raises(UnsupportedError, match=rf"^{name}: .*{what}.* save the report as one of these"):
        detect(name, head, name)


def test_a_head_of_open_comments_takes_no_time() -> None:
    assert detect("-", b"<!---->" * 9_000, "-") == "text"


def test_suffix() -> None:
    assert suffix_of("a.b/c.JSONL.GZ") == ".jsonl"
    assert suffix_of("-") == ""


@pytest.mark.parametrize(
    ("name", "head", "what"),
    [
        ("a.docx", b"<!DOCTYPE html><title>404</title>", "a web page: a download that failed, or a page saved under"),
        ("a.pdf", b"\xef\xbb\xbf\r\n<html lang=en>", "a web page"),
        ("a.XLSX", b"<div class=error>Session expired</div>", "a web page"),
        ("a.rtf", b"<html>", "a web page"),
        ("a.zip", "\ufeff<!DOCTYPE html>".encode("utf-16-le"), "a web page"),
        ("a.doc", b"<html>", "a web page"),
        ("a.pdf.gz", b"<html>", "a web page"),
        ("a.pdf", b"Service unavailable", "no PDF"),
        ("a.pdf", b"", "no PDF"),
        ("a.docx", b"Service unavailable", "no Word document"),
        ("a.zip", b"Not found", "no zip archive"),
    ],
)
def test_what_is_called_a_document_and_is_none(name: str, head: bytes, what: str) -> None:
    """It is an error page or half a download, and never a report."""
    with pytest.raises(UnsupportedError, match=rf"it is called \.\w+ but is {what}.* Download it again"):
        detect(name, head, name)

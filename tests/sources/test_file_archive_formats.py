"""Tables, spreadsheets, feeds, mail, packed files and PDF, written by hand after their specifications."""

from __future__ import annotations

import bz2
import email.policy
import gzip
import io
import logging
import os
import tarfile
from email import message_from_bytes
from email.message import Message
from pathlib import Path

import pytest

from communique.errors import InputError, UsageError
from communique.model import Report
from communique.sources import open_reports
from communique.sources.columns import guess_columns, parse_columns
from communique.sources.mail import POLICY
from communique.sources.pages import joined
from tests.sources.archive_files import packed

OSLO = "Peru and Chile met.\n\nThey agreed."


def read(tmp_path: Path, data: bytes, name: str = "a", **more: dict[str, str]) -> list[Report | InputError]:
    (tmp_path / name).write_bytes(data)
    return list(open_reports([tmp_path / name], any_language=True, **more))  # type: ignore[arg-type]


def told(item: Report | InputError) -> tuple[str, str | None, str | None, str | None, str]:
    assert isinstance(item, Report), item
    return item.source.rpartition("/a")[2], item.title, item.published.value, item.publisher, item.text


# tables

NAMED = b"id,title,pub_date,newspaper,body,desk\nn1,Ministers meet,03/04/2021,Herald,Peru and Chile met.,World\n"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param(NAMED, [("#n1", "Ministers meet", None, "Herald", "Peru and Chile met.")], id="a date with two readings"),
        pytest.param(NAMED + b"n2,Talks,14/04/2021,Herald,The talks go on.,World\n",
                     [("#n1", "Ministers meet", "2021-04-03", "Herald", "Peru and Chile met."),
                      ("#n2", "Talks", "2021-04-14", "Herald", "The talks go on.")], id="the order that another row shows"),
        pytest.param("Titel;Datum;Quelle;Volltext\nGipfel;3. März 2021;Hafen;\"Zeile; eins\n\nZeile zwei\"\n".encode("cp1252"),
                     [("#1", "Gipfel", "2021-03-03", "Hafen", "Zeile; eins\n\nZeile zwei")], id="German, Windows-1252"),
        pytest.param("title\tdate\ttext\nTalks\t20210303\tThe talks go on.\n".encode("utf-16"),
                     [("#1", "Talks", "2021-03-03", None, "The talks go on.")], id="UTF-16 with tabs"),
        pytest.param(b"headline,content,link\nTalks,<p>Peru and Chile met.</p><p>They agreed.</p>,https://x.example/1\n",
                     [("#1", "Talks", None, None, OSLO)], id="HTML in it"),
    ],
)  # fmt: skip
def test_tables(tmp_path: Path, data: bytes, expected: list[tuple[str, str, str, str, str]]) -> None:
    assert [told(item) for item in read(tmp_path, data)] == expected


def test_names_below_what_was_searched_for_and_days_as_spreadsheets_count(tmp_path: Path) -> None:
    data = b"Search results: border OR talks,,\n\ntitle,date,full text\nTalks,44258,The talks go on.\n"
    [report] = read(tmp_path, data, "a.csv")
    assert told(report)[1:] == ("Talks", "2021-03-03", None, "The talks go on.")


def test_an_ambiguous_date_is_marked(tmp_path: Path) -> None:
    [report] = read(tmp_path, NAMED)
    assert isinstance(report, Report)
    assert report.published.alternatives == ("2021-03-04", "2021-04-03")


def test_columns_that_are_named(tmp_path: Path) -> None:
    data = b"a,b,c\nTalks,2021-03-03,The talks go on.\n"
    [report] = read(tmp_path, data, "a.txt", columns=parse_columns("text=c,title=a,date=b"))
    assert told(report)[1:] == ("Talks", "2021-03-03", None, "The talks go on.")
    [error] = read(tmp_path, data, "a.csv", columns=parse_columns("text=d"))
    assert "no column 'd'" in str(error)
    assert "a, b, c" in str(error)


@pytest.mark.parametrize("value", ["text", "text=", "words=a", "text=a,,"])
def test_columns_that_make_no_sense(value: str) -> None:
    with pytest.raises(UsageError, match="write text=NAME"):
        parse_columns(value)


def test_guesses_are_said_aloud(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "communique"):
        read(tmp_path, NAMED)
    assert "text=body" in caplog.text
    assert "publisher=newspaper" in caplog.text


def test_the_longest_column_is_the_text_where_no_name_tells_it() -> None:
    assert guess_columns(["a", "b"], [["x", "word " * 100]]) == {"text": "b"}
    assert guess_columns(["a", "b"], [["x", "y"]]) == {}


@pytest.mark.parametrize(
    "data",
    [
        b'[{"headline": "Ministers meet", "body": "Peru and Chile met.", "published": "2021-03-03", "source": "Herald"}]',
        b'{"headline": "Ministers meet", "body": "Peru and Chile met.", "published": "2021-03-03", "source": "Herald"}\n',
        b'{"status": "ok", "response": {"docs": [{"headline": "Ministers meet", "body": "Peru and Chile met.",'
        b' "published": 1614772800, "source": "Herald"}]}}',
    ],
    ids=("list", "line", "answer"),
)
def test_json_with_other_names(tmp_path: Path, data: bytes) -> None:
    [report] = read(tmp_path, data)
    assert told(report) == ("#1", "Ministers meet", "2021-03-03", "Herald", "Peru and Chile met.")


# spreadsheets

SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
CELLS = (
    ("title", "date", "text"),
    ("Ministers meet", 44258, "Peru and Chile met."),
    ("Talks", 44259, "The talks go on."),
)


def xlsx(sheet: str | None = None) -> bytes:
    """A workbook of one sheet with strings in its cells and days as numbers with the format of a date."""

    def cell(value: object) -> str:
        if isinstance(value, int):
            return f'<c s="1"><v>{value}</v></c>'
        return f'<c t="inlineStr"><is><t>{value}</t></is></c>'

    rows = "".join(f'<row r="{n}">{"".join(map(cell, row))}</row>' for n, row in enumerate(CELLS, 1))
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{SHEET}" xmlns:r="{relations}"><sheets>'
        '<sheet name="Articles" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{relations}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{relations}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{SHEET}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
        "xl/worksheets/sheet1.xml": sheet or f'<worksheet xmlns="{SHEET}"><sheetData>{rows}</sheetData></worksheet>',
    }  # fmt: skip
    return packed(**{name: text.encode() for name, text in parts.items()})


def test_a_spreadsheet(tmp_path: Path) -> None:
    first, second = read(tmp_path, xlsx())
    assert told(first) == ("#1", "Ministers meet", "2021-03-03", None, "Peru and Chile met.")
    assert told(second) == ("#2", "Talks", "2021-03-04", None, "The talks go on.")


@pytest.mark.parametrize(
    "data",
    [
        xlsx()[:-400],
        xlsx("<worksheet"),
        xlsx(" " * 300_000_000),
        b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"),
    ],
    ids=("cut", "damaged", "bomb", "password"),
)
def test_bad_spreadsheets(tmp_path: Path, data: bytes) -> None:
    [error] = read(tmp_path, data)
    assert isinstance(error, InputError)


def test_a_library_that_panics(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """A damaged XLS does it: what is raised is no Exception, and says so by itself on standard error."""
    calamine = pytest.importorskip("python_calamine")

    class PanicException(BaseException):
        pass

    def panics(_: object) -> None:
        os.write(2, b"thread panicked")
        raise PanicException("range start index 116 out of range")

    monkeypatch.setattr(calamine, "load_workbook", panics)
    [error] = read(tmp_path, xlsx())
    assert "the spreadsheet is damaged" in str(error)
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize(
    ("streams", "says"),
    [(("WordDocument", "Bookmarks"), "an old Word document"), (("PowerPoint Document",), "an old office document")],
)
def test_old_office_documents(tmp_path: Path, streams: tuple[str, ...], says: str) -> None:
    [error] = read(tmp_path, b"\xd0\xcf\x11\xe0" + b"".join(f"{name}\0".encode("utf-16-le") for name in streams))
    assert says in str(error)


# feeds

RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Lakeside Herald</title><item><title>Ministers &amp;amp; talks</title>
<link>https://lakeside.example/12</link><pubDate>Wed, 03 Mar 2021 10:00:00 GMT</pubDate><dc:creator>Joan Pell</dc:creator>
<description>A teaser.</description><content:encoded><![CDATA[<p>Peru and <b>Chile</b> met.</p><p>They agreed.</p>]]></content:encoded>
</item><item><title>Talks go on</title><description>The talks go on.</description></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>The Lakeside Herald</title><entry><title>Ministers meet</title>
<link rel="self" href="https://x.example/feed"/><link href="https://lakeside.example/12"/><published>2021-03-03T10:00:00Z</published>
<author><name>Joan Pell</name></author><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Peru and Chile met.</p>
<p>They agreed.</p></div></content></entry></feed>"""
RDF = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Lakeside Herald</title></channel><item><title>Ministers meet</title>
<link>https://lakeside.example/12</link><dc:date>2021-03-03</dc:date><description>Peru and Chile met.</description></item></rdf:RDF>"""
WORDPRESS = """<?xml version="1.0" encoding="UTF-8" ?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
xmlns:wp="http://wordpress.org/export/1.2/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Lakeside Blog</title>
<wp:author><wp:author_login>jp</wp:author_login><wp:author_display_name>Joan Pell</wp:author_display_name></wp:author>
<item><title>Logo</title><content:encoded>x</content:encoded><wp:post_type>attachment</wp:post_type><wp:status>inherit</wp:status></item>
<item><title>Draft</title><content:encoded>x</content:encoded><wp:post_type>post</wp:post_type><wp:status>draft</wp:status></item>
<item><title>Ministers meet</title><link>https://lakeside.example/12</link><dc:creator>jp</dc:creator>
<content:encoded><![CDATA[[caption id="1"]<img src="a.jpg"/> The ministers[/caption]Peru and <em>Chile</em> met.

They agreed.]]></content:encoded><wp:post_date>2021-03-03 10:00:00</wp:post_date><wp:post_type>post</wp:post_type>
<wp:status>publish</wp:status></item></channel></rss>"""

BLOGGER = """<feed xmlns="http://www.w3.org/2005/Atom" xmlns:app="http://purl.org/atom/app#"><title>Lakeside Blog</title>
<entry><category scheme="http://schemas.google.com/g/2005#kind" term="http://schemas.google.com/blogger/2008/kind#settings"/>
<title>The kind of feed</title><content type="text">FULL</content></entry>
<entry><category scheme="http://schemas.google.com/g/2005#kind" term="http://schemas.google.com/blogger/2008/kind#post"/>
<category scheme="http://www.blogger.com/atom/ns#" term="World"/><title>Ministers meet</title><published>2021-03-03T10:00:00Z</published>
<link rel="alternate" href="https://lakeside.example/12"/><content type="html">&lt;figure&gt;&lt;figcaption&gt;The two&lt;/figcaption&gt;
&lt;/figure&gt;&lt;p&gt;Peru and Chile met.&lt;/p&gt;&lt;p&gt;They agreed.&lt;/p&gt;</content></entry>
<entry><category scheme="http://schemas.google.com/g/2005#kind" term="http://schemas.google.com/blogger/2008/kind#post"/>
<app:control><app:draft>yes</app:draft></app:control><title>Draft</title><content type="html">Draft</content></entry></feed>"""
JSON_FEED = """{"version": "https://jsonfeed.org/version/1.1", "title": "The Lakeside Herald", "items": [
{"id": "1", "url": "https://lakeside.example/12", "title": "Ministers meet", "date_published": "2021-03-03T10:00:00Z",
"authors": [{"name": "Joan Pell"}], "content_html": "<p>Peru and <b>Chile</b> met.</p><p>They agreed.</p>"},
{"id": "2", "title": "Talks go on", "content_text": "The talks go on.", "author": {"name": "Ali Noor"}}, 7]}"""


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (RSS, [("#1", "Ministers & talks", "2021-03-03", "The Lakeside Herald", OSLO),
               ("#2", "Talks go on", None, "The Lakeside Herald", "The talks go on.")]),
        (ATOM, [("#1", "Ministers meet", "2021-03-03", "The Lakeside Herald", OSLO)]),
        (RDF, [("#1", "Ministers meet", "2021-03-03", "The Lakeside Herald", "Peru and Chile met.")]),
        (WORDPRESS, [("#1", "Ministers meet", "2021-03-03", "Lakeside Blog", OSLO)]),
        (BLOGGER, [("#1", "Ministers meet", "2021-03-03", "Lakeside Blog", OSLO)]),
        (JSON_FEED, [("#1", "Ministers meet", "2021-03-03", "The Lakeside Herald", OSLO),
                     ("#2", "Talks go on", None, "The Lakeside Herald", "The talks go on.")]),
    ],
    ids=("RSS", "Atom", "RSS 1.0", "WordPress", "Blogger", "JSON Feed"),
)  # fmt: skip
def test_feeds(tmp_path: Path, data: str, expected: list[tuple[str, str, str, str, str]]) -> None:
    found = read(tmp_path, data.encode())
    assert [told(item) for item in found] == expected
    assert isinstance(found[0], Report)
    assert found[0].url == "https://lakeside.example/12"


def test_a_feed_that_breaks_off_gives_what_is_there(tmp_path: Path) -> None:
    first, *_ = read(tmp_path, RSS[: RSS.index("</item>") + 60].encode())
    assert told(first)[1] == "Ministers & talks"


# mail

MESSAGE = b"""\
Return-Path: <j@lakeside.example>
From: =?utf-8?q?The_L=C3=A4keside_Herald?= <j@lakeside.example>
To: all@x.example
Date: Wed, 3 Mar 2021 10:00:00 +0100
Subject: =?iso-8859-1?Q?Ministers_meet?=
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="b"

--b
Content-Type: multipart/alternative; boundary="c"

--c
Content-Type: text/plain; charset="x-nowhere"
Content-Transfer-Encoding: quoted-printable

Peru and Chile=20
met.

They agreed.
--=20
Joan Pell
--c
Content-Type: text/html; charset=utf-8

<html><body><p>Peru and Chile met.</p></body></html>
--c--
--b
Content-Type: application/pdf; name="note.pdf"
Content-Transfer-Encoding: base64

JVBERi0=
--b--
"""
SENDER = "The Läkeside Herald"


def test_a_message(tmp_path: Path) -> None:
    [report] = read(tmp_path, MESSAGE)
    assert told(report) == ("", "Ministers meet", "2021-03-03", SENDER, OSLO)


def test_an_mbox(tmp_path: Path) -> None:
    second = b"From: h@x.example\nSubject: Talks go on\nMessage-ID: <2@x>\n\n>From Oslo: the talks go on.\n"
    data = b"From j@x.example Wed Mar  3 10:00:00 2021\n" + MESSAGE + b"\nFrom h@x Thu Mar  4 10:00:00 2021\n" + second
    assert [told(item) for item in read(tmp_path, data)] == [
        ("#1", "Ministers meet", "2021-03-03", SENDER, OSLO),
        ("#2", "Talks go on", None, "h@x.example", "From Oslo: the talks go on."),
    ]


def test_an_archive_of_a_list(tmp_path: Path) -> None:
    data = b"From news at the-lakeside-herald.example  Wed Mar  3 10:00:00 2021\nFrom: news at lakeside.example (Joan Pell)\n"
    data += b"Date: Wed, 03 Mar 2021 10:00:00 +0000\nSubject: Talks\nMessage-ID: <1@x>\n\nThe talks on the re-\nestablishment of a post\n"
    [report] = read(tmp_path, data)
    assert told(report) == ("#1", "Talks", "2021-03-03", "Joan Pell", "The talks on the re-establishment of a post")


@pytest.mark.parametrize(
    ("delsp", "text"),
    [("", "The two- and three-year talks go on."), ("; delsp=yes", "The two- andthree-year talks go on.")],
)
def test_a_flowed_message(tmp_path: Path, delsp: str, text: str) -> None:
    data = f"From: j@x.example\nSubject: Talks\nMessage-ID: <1@x>\nContent-Type: text/plain; format=flowed{delsp}\n\n"
    data += "The two- and \nthree-year talks go on.\nA line of its own.\n-- \nJoan\n"
    [report] = read(tmp_path, data.encode())
    assert told(report)[4] == f"{text}\n\nA line of its own."


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("From", "j@x.example"),
        ("From", "Joan Pell <j.p+a@x-y.example>"),
        ("From", '"Pell, Joan" <j@x.example>'),
        ("From", "j@x.example (Joan Pell)"),
        ("To", "a@x.example, Joan <j@x.example>"),
        ("Subject", 'Talks (12) in X: "a" <b>'),
        ("Subject", "=?iso-8859-1?Q?Ministers_meet?="),
        ("Message-ID", "<1.a$b@x.example>"),
        ("Content-Type", 'text/plain; charset="utf-8"'),
        ("Content-Type", "TEXT/html;charset=latin-1; name=a.htm"),
        ("Content-Type", "text/plain; charset=utf-8; format=flowed; delsp=yes"),
        ("Content-Type", "text"),
        ("Content-Type", "text/plain; name*=utf-8''%C3%A4.txt"),
        ("Content-Disposition", 'attachment; filename="a b.txt"'),
    ],
)
def test_plain_headers_mean_what_the_standard_library_makes_of_them(name: str, value: str) -> None:
    one, two = (
        message_from_bytes(f"{name}: {value}\n\nx".encode(), policy=policy) for policy in (email.policy.default, POLICY)
    )

    def seen(message: Message) -> tuple[object, ...]:
        kind = message.get_content_type(), message.get_content_charset(), message.get_param("format", "")
        return *kind, message.get_filename(), message.get_content_disposition()

    assert seen(one) == seen(two)
    if not name.startswith("Content"):
        assert str(one[name]) == str(two[name])


# packed files

TALKS = b"The talks go on, the ministers said in Oslo."


def tar(**files: bytes) -> bytes:
    raw = io.BytesIO()
    with tarfile.open(fileobj=raw, mode="w") as package:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            package.addfile(info, io.BytesIO(data))
    return raw.getvalue()


def locked() -> bytes:
    """A zip whose member says that it is encrypted."""
    data = bytearray(packed(**{"b.txt": TALKS}))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + place] |= 1
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "sources"),
    [
        pytest.param(packed(**{"b.txt": TALKS, "__MACOSX/b.txt": b"x", ".hidden": b"x"}), ["#b.txt"], id="zip"),
        pytest.param(packed(**{"../../b.txt": TALKS, "/etc/c.txt": TALKS}), ["#b.txt", "#etc/c.txt"], id="names that lead out"),
        pytest.param(packed(**{"in.zip": packed(**{"b.txt": TALKS}), "c.txt": TALKS}), ["#in.zip/b.txt", "#c.txt"], id="nested"),
        pytest.param(packed(**{"b.jsonl": b'{"text": "x"}\n{"text": "y"}\n'}), ["#b.jsonl/1", "#b.jsonl/2"], id="lines in a zip"),
        pytest.param(packed(**{"b.txt.gz": gzip.compress(TALKS)}), ["#b.txt.gz"], id="gzip in a zip"),
        pytest.param(tar(**{"b.txt": TALKS, "d/c.txt": TALKS}), ["#b.txt", "#d/c.txt"], id="tar"),
        pytest.param(gzip.compress(tar(**{"b.txt": TALKS})), ["#b.txt"], id="tar.gz"),
        pytest.param(bz2.compress(TALKS), [""], id="bzip2"),
    ],
)  # fmt: skip
def test_packed_files(tmp_path: Path, data: bytes, sources: list[str]) -> None:
    assert [told(item)[0] for item in read(tmp_path, data)] == sources


def test_zstd(tmp_path: Path) -> None:
    zstd = pytest.importorskip("backports.zstd")
    assert [told(item)[4] for item in read(tmp_path, zstd.compress(TALKS))] == [TALKS.decode()]
    [error] = read(tmp_path, zstd.compress(TALKS)[:-5])
    assert isinstance(error, InputError)
    [bomb] = read(tmp_path, zstd.compress(b"\n" * 400_000_000), "a.jsonl")
    assert "made to exhaust the memory" in str(bomb)


def deep(levels: int) -> bytes:
    data = packed(**{"b.txt": TALKS})
    for _ in range(levels):
        data = packed(**{"in.zip": data})
    return data


@pytest.mark.parametrize(
    ("data", "kinds", "says"),
    [
        pytest.param(deep(6), "E", "deep in each other", id="an archive in itself"),
        pytest.param(locked(), "E", "password", id="locked"),
        pytest.param(packed(**{"b.txt": TALKS})[:60], "E", "damaged", id="cut"),
        pytest.param(packed(), "E", "no files", id="empty"),
        pytest.param(packed(**{"bomb.txt": b" " * 200_000_000, "c.txt": TALKS}), "ER", "MB", id="bomb"),
        pytest.param(packed(**{"b.bin": b"\0\1", "c.txt": TALKS}), "ER", "not read", id="a file of another kind"),
        pytest.param(tar(**{"b.txt": TALKS, "c.txt": TALKS})[:1560], "REE", "archive", id="cut tar"),
        pytest.param(gzip.compress(b"\n" * 400_000_000, 1), "E", "MB", id="gzip bomb"),
    ],
)  # fmt: skip
def test_bad_packed_files(tmp_path: Path, data: bytes, kinds: str, says: str) -> None:
    found = read(tmp_path, data)
    assert "".join("R" if isinstance(item, Report) else "E" for item in found) == kinds
    assert says in " ".join(str(item) for item in found if isinstance(item, InputError))


def test_a_zip_says_what_it_lacks(tmp_path: Path) -> None:
    """As Info-ZIP, 7-Zip and a broken download leave it."""
    [once] = read(tmp_path, locked())
    assert "#" not in str(once)  # of the archive, not of each file
    data = packed(**{"äé.txt": TALKS}).replace("äé".encode(), b"\xc3\xa4\xc3\xa9")
    plain = bytearray(data)
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        plain[data.index(mark) + flags : data.index(mark) + flags + 2] = b"\0\0"
    assert [told(item)[0] for item in read(tmp_path, bytes(plain))] == ["#äé.txt"]
    other = bytearray(packed(**{"b.txt": TALKS}))
    for mark, method in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        other[other.index(mark) + method] = 9
    [deflate64] = read(tmp_path, bytes(other))
    assert "packed in a way that is not read" in str(deflate64)
    [cut] = read(tmp_path, packed(**{"b.txt": TALKS})[:60])
    assert "zip archive is damaged" in str(cut)
    assert "word processor" not in str(cut)
    [sheet] = read(tmp_path, packed(**{"xl/workbook.xml": TALKS})[:60])
    assert "save it again where it was made" in str(sheet)


# PDF


def pdf(*pages: list[tuple[int, int, int, str]], title: str = "") -> bytes:
    """A document of pages of lines: left, bottom, size of letters, text."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    kids = []
    for lines in pages:
        text = "\n".join(f"BT /F1 {size} Tf {x} {y} Td ({words}) Tj ET" for x, y, size, words in lines).encode("cp1252")
        objects.append(b"<</Length %d>>stream\n%b\nendstream" % (len(text), text))
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F1 3 0 R>>>>/Contents %d 0 R>>"
            % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<</Type/Pages/Kids[%b]/Count %d>>" % (b" ".join(kids), len(kids))
    objects.append(f"<</Title({title})/Author(Joan Pell)>>".encode())
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj%b endobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    tail = b"xref\n0 %d\n0000000000 65535 f \n%btrailer<</Size %d/Root 1 0 R/Info %d 0 R>>\nstartxref\n%d\n%%%%EOF"
    return data + tail % (len(objects) + 1, table, len(objects) + 1, len(objects), len(data))


LEFT = ["Peru and Chile met in Oslo on Tuesday, and", "they said that the talks about the mari-", "time border would go on in the spring. It",
        "was the first meeting for eleven years.", "Norway had offered its good services. The"]  # fmt: skip
RIGHT = ["maritime border had been in dispute for", "long, and a court had been asked about it.", "The ministers will meet again in May, and",
         "then in autumn, the host told reporters", "when the two had left for the airport."]  # fmt: skip


def columns(head: str, drawn: str = "in order") -> list[tuple[int, int, int, str]]:
    left = [(60, 640 - 14 * n, 10, line) for n, line in enumerate(LEFT)]
    right = [(320, 640 - 14 * n, 10, line) for n, line in enumerate(RIGHT)]
    by_row = [line for row in zip(left, right, strict=True) for line in row]
    lines = {"in order": left + right, "right column drawn first": right + left, "row by row": by_row}[drawn]
    return [(60, 760, 9, head), *lines, (300, 20, 9, head[-1])]


@pytest.mark.parametrize("drawn", ["in order", "right column drawn first", "row by row"])
def test_columns_hyphens_and_running_heads(tmp_path: Path, drawn: str) -> None:
    pytest.importorskip("pypdfium2")
    data = pdf(
        [(60, 700, 20, "Ministers meet in Oslo"), *columns("The Herald 1", drawn)], columns("The Herald 2", drawn)
    )
    [report] = read(tmp_path, data)
    assert isinstance(report, Report)
    assert report.title == "Ministers meet in Oslo"
    page = " ".join([*LEFT, *RIGHT]).replace("mari- time", "maritime")
    assert report.text.replace("\n\n", " ") == f"Ministers meet in Oslo {page} {page}"


SHORT = [
    (60, 740, 9, "The Lakeside Herald"), (60, 700, 18, "Ministers meet in Oslo for"), (60, 676, 18, "talks nobody expected"),
    (60, 650, 11, "Peru and Chile met in Oslo on Tuesday and agreed to go"), (60, 636, 11, "on with it."),
    (60, 612, 11, "The host told reporters so when they had left for the"), (60, 598, 11, "airport."),
    (60, 574, 11, "Nobody else would say a word about the matter, and no"), (60, 560, 11, "paper was signed."),
]  # fmt: skip


def test_short_paragraphs_that_space_parts(tmp_path: Path) -> None:
    pytest.importorskip("pypdfium2")
    [report] = read(tmp_path, pdf(SHORT))
    assert isinstance(report, Report)
    assert report.title == "Ministers meet in Oslo for talks nobody expected"
    assert report.text.split("\n\n")[1:] == [
        "Peru and Chile met in Oslo on Tuesday and agreed to go on with it.",
        "The host told reporters so when they had left for the airport.",
        "Nobody else would say a word about the matter, and no paper was signed.",
    ]


@pytest.mark.parametrize("foot", ["Page 1", "Page 1 of 3", "- 1 -", "1/3", "Seite 1 von 3"])
def test_heads_of_one_page_in_the_letters_of_its_text(tmp_path: Path, foot: str) -> None:
    pytest.importorskip("pypdfium2")
    [plain] = read(tmp_path, pdf(SHORT))
    [headed] = read(tmp_path, pdf([(60, 760, 11, "The Lakeside Herald - internal"), *SHORT[1:], (60, 30, 11, foot)]))
    assert isinstance(plain, Report)
    assert isinstance(headed, Report)
    assert (headed.title, headed.text) == (plain.title, plain.text)


def test_hyphens() -> None:
    from collections import Counter

    words = Counter({"maritime": 1, "re-establishment": 1})
    assert joined(["the mari-", "time border"], words) == "the maritime border"
    assert joined(["a re-", "establishment"], words) == "a re-establishment"
    assert joined(["the gov\x02", "ernment"], words) == "the government"
    assert joined(["Franco-", "German"], words) == "Franco-German"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"%PDF-1.4\nrubbish", "damaged"),
        (pdf([]), "no text layer"),
        (pdf([(60, 700, 12, "x")])[:200], "damaged"),
    ],
)
def test_bad_pdf(tmp_path: Path, data: bytes, says: str) -> None:
    pytest.importorskip("pypdfium2")
    [error] = read(tmp_path, data)
    assert isinstance(error, InputError)
    assert says in str(error)


def test_what_is_not_installed_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    for name in ("pypdfium2", "python_calamine"):
        monkeypatch.setitem(sys.modules, name, None)
    for data in (pdf([(60, 700, 12, "x")]), xlsx()):
        [error] = read(tmp_path, data)
        assert isinstance(error, InputError)
        assert "Install communique[archives]" in str(error)

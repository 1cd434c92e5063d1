"""Exports of news databases: every article a report, with what the file tells of it; what cannot be split is refused."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from communique.errors import InputError, UnreadableError, UnsupportedError
from communique.model import Report
from communique.sources import open_reports
from communique.sources.archives import archive_articles
from communique.sources.article import Article
from communique.sources.formats import reports_of
from communique.sources.lines import Line, lines_of
from communique.sources.stream import Stream
from communique.sources.text import blocks_of
from tests.sources import archive_files as made


def read(data: bytes | str, name: str = "x") -> list[Report | InputError]:
    """The reports of a file's content, whatever it is called."""
    raw = data.encode() if isinstance(data, str) else data
    return list(reports_of(Stream(io.BytesIO(raw), name), name, name))


def told(report: Report | InputError) -> tuple[str, str | None, str | None, str | None, str]:
    assert isinstance(report, Report)
    return report.source, report.title, report.published.value, report.publisher, report.text


OSLO = "Peru and Chile met in Oslo on Tuesday.\n\nThey will meet again in May."


@pytest.mark.parametrize(
    ("data", "reports"),
    [
        pytest.param(
            made.NEXIS_TEXT,
            [
                ("x#1", "Ministers meet in Oslo for talks that nobody had expected to be held before the summer",
                 "2021-03-03", "The Lakeside Herald (Lakeside)",
                 "The foreign ministers of Peru and Chile met in Oslo on Tuesday, and they said that they would meet again "
                 'in May.\n\n"We agreed," Ali Noor said.'),
                ("x#2", "Gipfel in Lima", "2021-03-04", "Harbour Times", "Peru and Chile go on."),
            ],
            id="LexisNexis text",
        ),
        pytest.param(
            made.nexis_html(),
            [
                ("x#1", "Ministers meet & talk", "1995-06-17", "The Lakeside Herald", "Peru and Chile met in Oslo.\n\nThey agreed."),
                ("x#2", "Talks go on", "1995-06-18", "Harbour Times", "The talks go on."),
            ],
            id="Nexis HTML",
        ),
        pytest.param(
            made.docx(made.NEXIS_LINES),
            [
                ("x#1", "Ministers meet in Oslo", "2021-03-03", "The Lakeside Herald", OSLO),
                ("x#2", "Talks go on", "2021-03-04", "Harbour Times", "The talks go on."),
            ],
            id="Nexis DOCX",
        ),
        pytest.param(
            made.docx([*(("", line) for line in made.NEXIS_COVER), *(("", text) for _, text in made.NEXIS_LINES)]),
            [
                ("x#1", "Ministers meet in Oslo", "2021-03-03", "The Lakeside Herald", OSLO),
                ("x#2", "Talks go on", "2021-03-04", "Harbour Times", "The talks go on."),
            ],
            id="Nexis DOCX with a cover, saved again without bookmarks",
        ),
        pytest.param(
            made.factiva_html(),
            [
                ("x#1", "Ministers meet", "2017-11-13", "The Lakeside Herald", "Peru and Chile met.\n\nThey agreed."),
                ("x#2", "Les ministres", "2017-11-14", "Le Port", "Talks in Oslo."),
            ],
            id="Factiva HTML",
        ),
        pytest.param(
            made.FACTIVA_FIELDS,
            [
                ("x#1", "Ministers meet", "2017-11-13", "The Lakeside Herald",
                 "Peru and Chile met in Oslo.\n\nIN the end they agreed, and PD was no party to it."),
                ("x#2", "Talks go on", "2017-11-14", "Harbour Times", "The talks go on."),
            ],
            id="Factiva fields",
        ),
        pytest.param(
            made.FACTIVA_DISPLAYED,
            [
                ("x#1", "Ministers meet in Oslo for a first time", "2017-11-13", "The Lakeside Herald",
                 "Peru and Chile met in Oslo.\n\nThey agreed."),
                ("x#2", "Talks go on", "2017-11-14", "Harbour Times", "The talks go on."),
            ],
            id="Factiva text",
        ),
        pytest.param(
            made.EUROPRESSE,
            [
                ("x#1", "Les ministres à Oslo", "2017-04-14", "Le Port", "Peru and Chile met.\n\nThey agreed."),
                ("x#2", "Talks go on", "2017-04-15", "Harbour Times", "The talks go on."),
            ],
            id="Europresse HTML",
        ),
    ],
)  # fmt: skip
def test_every_article_is_a_report(data: bytes | str, reports: list[tuple[str, str, str, str, str]]) -> None:
    assert [told(report) for report in read(data)] == reports


def articles(text: str) -> list[Article]:
    found = archive_articles(lines_of(blocks_of(text)), "x", wrapped=True)
    assert found is not None
    return list(found)


def test_what_else_a_header_tells() -> None:
    first, second = articles(made.NEXIS_TEXT)
    assert (first.byline, first.section, first.page) == ("Joan Pell", "WORLD", "A7")
    assert first.extra["load_date"] == "March 4, 2021"
    assert first.extra["graphic"] == "Ali Noor in Oslo PHOTO / Lakeside Pictures"
    assert (second.byline, second.section, second.page) == ("Anna Beispiel", "POLITIK", "3")
    fields, _ = articles(made.FACTIVA_FIELDS)
    assert (fields.byline, fields.section, fields.page) == ("By Joan Pell", "World", "13")
    assert fields.extra["accession"] == "LAKE000020171113edbd0000d"
    assert fields.extra["company"] == "lakesd : Lakeside plc"


def test_the_file_s_date_is_metadata_and_not_certain() -> None:
    report = read(made.NEXIS_TEXT)[0]
    assert isinstance(report, Report)
    assert (report.published.basis, report.published.confidence) == ("metadata", 0.93)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param("A\n\nLENGTH: 10 words\n\nText.\n\nB\n\nLENGTH: 12 words\n\nText.\n", "2 articles of LexisNexis", id="labels alone"),
        pytest.param("1 of 3 DOCUMENTS\n\nA\n\nLENGTH: 1 words\n\nB\n\nLENGTH: 2 words\n\nC\n\nLENGTH: 3 words\n",
                     "3 articles of LexisNexis", id="one mark"),
        pytest.param("A\n808 words\n13 November 2017\nB\n\nText.\n\nC\n9 words\n14 November 2017\nD\n\nText.\n", "2 articles of Factiva",
                     id="Factiva without ids"),
        pytest.param("A\n\nProQuest document ID: 1\n\nB\n\nProQuest document ID: 2\n", "2 articles of ProQuest", id="ProQuest"),
    ],
)  # fmt: skip
def test_many_articles_that_cannot_be_split_are_refused(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "a.txt").write_text(text)
    [error] = open_reports([tmp_path / "a.txt"])
    assert isinstance(error, InputError)
    assert says in str(error)
    assert "xport it" in error.remedy


def test_a_text_that_speaks_of_documents_is_one() -> None:
    text = "The court saw 2 of 10 documents.\n\nHD is short for high definition.\n"
    assert archive_articles(lines_of(blocks_of(text)), "x") is None


def test_a_document_without_marks_is_one_report() -> None:
    core = ('<cp:coreProperties xmlns:cp="x" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Note on Oslo</dc:title>'
            "<dc:creator>Joan Pell</dc:creator></cp:coreProperties>")  # fmt: skip
    [report] = read(made.docx([("", "Peru and Chile met."), ("", "They agreed.")], core))
    assert told(report) == ("x", "Note on Oslo", None, None, "Peru and Chile met.\n\nThey agreed.")


def test_a_document_tells_title_and_author_by_styles_and_repeats() -> None:
    core = '<x xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>Joan Pell</dc:creator></x>'
    lines = [("style Title", "Ministers meet in Oslo"), ("", "Joan Pell"), ("", "Peru and Chile met.")]
    [report] = read(made.docx(lines, core))
    assert told(report)[1:] == ("Ministers meet in Oslo", None, None, "Ministers meet in Oslo\n\nPeru and Chile met.")
    assert isinstance(report, Report)
    assert report.byline == "Joan Pell"
    [untitled] = read(made.docx([("style Heading1", "Peru and Chile met, and they agreed to go on."), *lines[2:]]))
    assert told(untitled)[1] is None


@pytest.mark.parametrize(
    ("first", "usual", "title"),
    [
        ('<w:sz w:val="40"/>', "", True),
        ("<w:b/>", "", True),
        ('<w:sz w:val="28"/>', '<w:sz w:val="20"/>', True),
        ('<w:b/><w:sz w:val="22"/>', '<w:b w:val="0"/><w:sz w:val="22"/>', True),
        ("", "", False),
        ("<w:b/>", "<w:b/>", False),
        ('<w:b w:val="false"/>', "", False),
        ('<w:sz w:val="22"/>', '<w:sz w:val="20"/>', False),
        ('<w:sz w:val="x"/>', "", False),
    ],
)
def test_a_document_tells_its_title_by_its_letters(first: str, usual: str, title: bool) -> None:
    text = (
        "Peru and Chile met in Oslo on Tuesday for the first time in years, and they agreed that the talks would go on."
    )
    lines = ["Willem al-Roest", "3 March 2021", text, "Norway was the host."]
    [report] = read(
        made.docx([(f"letters {first}", "Ministers meet in Oslo"), *((f"letters {usual}", x) for x in lines)])
    )
    assert isinstance(report, Report)
    assert (report.title, report.byline) == (("Ministers meet in Oslo", "Willem al-Roest") if title else (None, None))


W = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>'
END = b"</w:t></w:r></w:p></w:body></w:document>"
BOMB = b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">' + b"".join(
    b'<!ENTITY %c "%s">' % (c, b"&%c;" % (c - 1) * 10) for c in range(ord("b"), ord("j"))
) + b"]>"  # fmt: skip


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        pytest.param("a.docx", made.docx(made.NEXIS_LINES)[:-300], UnreadableError, id="cut"),
        pytest.param("a.docx", b"PK\x03\x04 no zip", UnreadableError, id="no zip with its mark"),
        pytest.param("a.docx", b"Service unavailable", UnsupportedError, id="no zip"),
        pytest.param("a.docx", made.packed(**{"word/document.xml": BOMB + W + b"&i;" + END}), InputError, id="entities that expand"),
        pytest.param("a.docx", made.packed(**{"word/document.xml": b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>' + W + b"&x;" + END}),
                     InputError, id="external entity"),
        pytest.param("a.docx", made.packed(**{"word/document.xml": W + b" " * 300_000_000 + END}), InputError, id="bomb"),
    ],
)  # fmt: skip
def test_bad_documents(tmp_path: Path, name: str, data: bytes, kind: type[InputError]) -> None:
    (tmp_path / name).write_bytes(data)
    [error] = open_reports([tmp_path / name])
    assert isinstance(error, kind)


@pytest.mark.parametrize("name", ["a.docx", "a.pdf", "a.xlsx", "a.zip", "a.rtf"])
def test_a_page_in_place_of_a_document_is_refused(name: str) -> None:
    with pytest.raises(UnsupportedError, match="is a web page: a download that failed"):
        read("<html><body><p>The ministers met in Oslo.</p></body></html>", name)


def test_lines_keep_the_block_they_stand_in() -> None:
    assert lines_of([["a", " "], ["b", "c"]]) == [Line("a", 0), Line("b", 1), Line("c", 1)]


def test_what_a_source_tells_is_in_the_report() -> None:
    first = read(made.NEXIS_TEXT)[0]
    assert isinstance(first, Report)
    assert (first.byline, first.section, first.page) == ("Joan Pell", "WORLD", "A7")
    assert first.extra["load_date"] == "March 4, 2021"

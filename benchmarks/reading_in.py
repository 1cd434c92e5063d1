"""What reading files in costs, without extraction, beside the bare library on the same bytes.

    python -m benchmarks.reading_in [--texts FILE ...] [--articles N]

Files of each format are made in memory from the texts (by default those of ``examples/``), so many articles in each.
Times are the best of so many rounds, in which all take turns, in seconds of processor time for a MB of the file:

- ``library``: the bare library does the same job, which is to give each article's text, title and date. Which call that
  is, the table says: lxml parses and the elements' text is taken, trafilatura finds the article, PDFium gives the text
  of its pages in the order in which they are drawn, the standard library reads messages, tables and zip archives, and
  JSON is decoded by msgspec, with which it is read here, and by the standard library;
- ``ids``: what the two SHA-256 of each article take, its text's and its printing's, without which it is no report;
- ``in``: articles with their fields and identities, and the boilerplate that they share, as ``open_articles`` gives
  them and ``communique add`` takes them in;
- ``prepared``: the same as ``open_reports`` gives them: with language, boilerplate, genre, header and dateline,
  which are the first part of reading a report and are looked for in no report that a store has already.

``in:lib`` is ``in`` beside the library alone, ``in:+ids`` beside it and the identities: where a library hardly does
more than copy bytes (JSON, CSV, text files in a zip), the identities cost as much as it.
Word documents are measured beside lxml, with which they are read here, and beside python-docx, where that is installed.
RTF, LexisNexis' text and Factiva's fields are read by this project's own code, so no library stands beside them.
"""

from __future__ import annotations

import argparse
import csv
import email
import email.policy
import email.utils
import html
import importlib.util
import io
import json
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from benchmarks.measure import hold_to_one_core, surroundings
from communique.model import Report
from communique.model.identity import report_identities

EXAMPLES = Path(__file__).parents[1] / "examples"
Articles = list[tuple[str, list[str]]]
"""Title and paragraphs of each."""
Article = tuple[str | None, date, str]
"""Title, day and text."""
PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
FIRST_DAY = date(2021, 3, 3)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", nargs="+", type=Path, default=sorted(EXAMPLES.glob("*.txt")))
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=9)
    given = parser.parse_args()
    hold_to_one_core()
    texts = [path.read_text("utf-8") for path in given.texts]
    articles = [_article(texts[n % len(texts)], n) for n in range(given.articles)]
    names = ("library", "ids", "in", "prepared", "in:lib", "in:+ids")
    print(f"{'format':<12}{'MB':>6}{''.join(f'{name:>9}' for name in names)}  library's call")
    for name, (make, bare, call) in FORMATS.items():
        if bare is _docx_opened and importlib.util.find_spec("docx") is None:
            continue
        data = make(articles)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "articles"
            path.write_bytes(data)
            library, ids, taken, prepared = _times(bare, data, path, given.rounds)
        size = len(data) / 1e6
        told = "".join(f"{seconds / size:>9.3f}" for seconds in (library, ids, taken, prepared))
        shares = "".join(f"{f'{taken / t:.2f}' if bare is not _nothing else '-':>9}" for t in (library, library + ids))
        print(f"{name:<12}{size:>6.2f}{told}{shares}  {call}")
    for name, text in surroundings("lxml", "trafilatura", "msgspec").items():
        print(f"  {name:<16}{text}")


def _article(text: str, number: int) -> tuple[str, list[str]]:
    paragraphs = [" ".join(part.split()) for part in text.split("\n\n") if part.strip()]
    return f"{paragraphs[0][:60]} ({number})", paragraphs


def _day(number: int) -> date:
    """A day of its own for each article, so that nothing gains by remembering the last one."""
    return FIRST_DAY + timedelta(days=number)


def _times(bare: Callable[[bytes], object], data: bytes, path: Path, rounds: int) -> list[float]:
    """Seconds of the library, of the identities, of taking in, and of taking in prepared: the best of each."""
    from communique.sources import open_articles

    reports = [report for report in open_articles(path, any_language=True) if isinstance(report, Report)]
    acts: list[Callable[[], object]] = [
        lambda: bare(data), lambda: _identities(reports), lambda: _taken_in(path), lambda: _prepared(path),
    ]  # fmt: skip
    found: list[list[float]] = [[] for _ in acts]
    for _ in range(rounds):
        for act, times in zip(acts, found, strict=True):
            begin = time.process_time()
            act()
            times.append(time.process_time() - begin)
    return list(map(min, found))


def _identities(reports: list[Report]) -> None:
    for report in reports:
        report_identities(report.text.encode(), report.publisher, report.published.value, report.title, report.url)


def _taken_in(path: Path) -> int:
    from communique.sources import open_articles

    return sum(1 for _ in open_articles(path, any_language=True))


def _prepared(path: Path) -> int:
    from communique.sources import open_reports

    return sum(1 for _ in open_reports(path, any_language=True))


def _nothing(data: bytes) -> None:
    """There is no library."""


# the files and what the libraries do with them


def _jsonl(articles: Articles) -> bytes:
    rows = (
        {"text": "\n\n".join(parts), "title": title, "date": f"{_day(n)}"} for n, (title, parts) in enumerate(articles)
    )
    return "\n".join(map(json.dumps, rows)).encode()


def _csv(articles: Articles) -> bytes:
    out = io.StringIO(newline="")
    table = csv.writer(out)
    table.writerow(("title", "date", "text"))
    table.writerows((title, _day(n), "\n\n".join(parts)) for n, (title, parts) in enumerate(articles))
    return out.getvalue().encode()


def _nexis(articles: Articles) -> list[str]:
    lines: list[str] = []
    for n, (title, parts) in enumerate(articles):
        lines += [title, "The Lakeside Herald", f"{_day(n):%B %d, %Y %A}", "Length: 214 words", "Body", *parts]
        lines += ["Load-Date: March 4, 2021", "End of Document"]
    return lines


def _docx(articles: Articles) -> bytes:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    style = '<w:rPr><w:rFonts w:ascii="arial" w:hAnsi="arial"/><w:sz w:val="20"/><w:color w:val="000000"/></w:rPr>'
    body = "".join(
        f'<w:p><w:pPr><w:spacing w:before="200"/></w:pPr><w:r>{style}<w:t>{html.escape(line)}</w:t></w:r></w:p>'
        for line in _nexis(articles)
    )
    office = "application/vnd.openxmlformats-"
    kind = f"{office}officedocument.wordprocessingml.document.main+xml"
    types = f'<Override PartName="/word/document.xml" ContentType="{kind}"/>'
    types += f'<Default Extension="rels" ContentType="{office}package.relationships+xml"/>'
    link = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    links = f'<Relationship Id="r1" Type="{link}" Target="word/document.xml"/>'
    return _zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{PACKAGE}content-types">{types}</Types>'.encode(),
            "_rels/.rels": f'<Relationships xmlns="{PACKAGE}relationships">{links}</Relationships>'.encode(),
            "word/document.xml": f"<w:document {space}><w:body>{body}</w:body></w:document>".encode(),
        }
    )


def _zipped(files: dict[str, bytes]) -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in files.items():
            package.writestr(name, data)
    return raw.getvalue()


def _page(articles: Articles) -> bytes:
    """One page of one article with the mark-up and navigation of a site."""
    title, parts = articles[0]
    links = "".join(f'<li class="nav-item"><a href="/section/{n}">Section {n}</a></li>' for n in range(120))
    text = "".join(f'<p class="body__text">{html.escape(part)}</p>' for part in parts)
    head = f'<title>{html.escape(title)}</title><meta property="article:published_time" content="2021-03-03T10:00:00Z">'
    page = f"<html><head>{head}</head><body><nav><ul>{links}</ul></nav><article><h1>{html.escape(title)}</h1>{text}"
    return f"{page}</article><footer><ul>{links}</ul></footer></body></html>".encode()


def _rss(articles: Articles) -> bytes:
    items = "".join(
        f"<item><title>{html.escape(title)}</title><pubDate>{_day(n):%a, %d %b %Y} 10:00:00 GMT</pubDate>"
        f"<description>{html.escape(''.join(f'<p>{part}</p>' for part in parts))}</description></item>"
        for n, (title, parts) in enumerate(articles)
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Herald</title>{items}</channel></rss>'.encode()


def _g2(articles: Articles) -> bytes:
    items = "".join(
        f'<newsItem guid="{n}"><itemMeta><versionCreated>{_day(n)}T10:00:00Z</versionCreated></itemMeta><contentMeta>'
        f"<headline>{html.escape(title)}</headline></contentMeta><contentSet><inlineXML><html><body>"
        f"{''.join(f'<p>{html.escape(part)}</p>' for part in parts)}</body></html></inlineXML></contentSet></newsItem>"
        for n, (title, parts) in enumerate(articles)
    )
    return f'<?xml version="1.0"?><newsMessage><itemSet>{items}</itemSet></newsMessage>'.encode()


def _mbox(articles: Articles) -> bytes:
    return "".join(
        f"From j@x.example Wed Mar  3 10:00:00 2021\nFrom: j@x.example\nTo: all@x.example\nSubject: {title}\n"
        f"Date: {_day(n):%a, %d %b %Y} 10:00:00 +0000\nContent-Type: text/plain; charset=utf-8\n\n"
        f"{chr(10).join(parts)}\n\n"
        for n, (title, parts) in enumerate(articles)
    ).encode()


def _pdf(articles: Articles) -> bytes:
    from tests.sources.test_file_archive_formats import pdf

    words = " ".join(" ".join(parts) for _, parts in articles[:20]).translate({ord("("): None, ord(")"): None})
    words = words.replace("\\", "")
    lines = [words[n : n + 90] for n in range(0, len(words), 90)]
    return pdf(
        *([(50, 740 - 14 * n, 10, line) for n, line in enumerate(lines[k : k + 50])] for k in range(0, len(lines), 50))
    )


def _texts(articles: Articles) -> bytes:
    return _zipped({f"{n}.txt": "\n\n".join(parts).encode() for n, (_, parts) in enumerate(articles)})


def _feed_read(data: bytes) -> list[Article]:
    from lxml import etree, html

    items = etree.fromstring(data).iter("item")
    return [
        (
            item.findtext("title"),
            _mail_day(item.findtext("pubDate")),
            _lines(html.fromstring(item.findtext("description"))),
        )
        for item in items
    ]


def _g2_read(data: bytes) -> list[Article]:
    from lxml import etree

    items = etree.fromstring(data).iter("newsItem")
    return [
        (
            item.findtext(".//headline"),
            date.fromisoformat(item.findtext(".//versionCreated")[:10]),
            _lines(item.find(".//body")),
        )
        for item in items
    ]


def _lines(element: Any) -> str:
    return "\n\n".join("".join(part.itertext()).strip() for part in element.iter("p"))


def _mail_day(value: str | None) -> date:
    return email.utils.parsedate_to_datetime(value or "").date()


def _docx_read(data: bytes) -> list[str]:
    from lxml import etree

    with zipfile.ZipFile(io.BytesIO(data)) as package, package.open("word/document.xml") as raw:
        found = []
        for _, element in etree.iterparse(raw, tag="{*}p"):
            found.append("".join(element.itertext("{*}t")))
            element.clear()
        return found


def _docx_opened(data: bytes) -> list[str]:
    import docx

    return [paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs]


def _page_read(data: bytes) -> Any:
    import trafilatura

    return trafilatura.bare_extraction(data, with_metadata=True, date_extraction_params={"extensive_search": False})


def _pdf_read(data: bytes) -> Any:
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    return document.get_metadata_dict(), [page.get_textpage().get_text_bounded() for page in document]


def _messages_read(data: bytes) -> list[Article]:
    found = []
    for part in data.split(b"\nFrom j@"):
        message: Any = email.message_from_bytes(part.partition(b"\n")[2], policy=email.policy.default)
        text = message.get_body().get_content().strip()
        found.append((str(message["subject"]), message["date"].datetime.date(), text))
        assert message["from"]
    return found


def _rows_read(data: bytes) -> list[Article]:
    rows = csv.DictReader(io.StringIO(data.decode(), newline=""))
    return [(row["title"].strip(), date.fromisoformat(row["date"]), row["text"].strip()) for row in rows]


def _objects_read(data: bytes) -> list[Article]:
    import msgspec

    rows = map(msgspec.json.decode, data.split(b"\n"))
    return [(row["title"].strip(), date.fromisoformat(row["date"]), row["text"].strip()) for row in rows]


def _objects_loaded(data: bytes) -> list[Article]:
    rows = map(json.loads, data.split(b"\n"))
    return [(row["title"].strip(), date.fromisoformat(row["date"]), row["text"].strip()) for row in rows]


def _unzipped(data: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return [package.read(name).decode().strip() for name in package.namelist()]


def _joined(lines: Iterable[str]) -> bytes:
    return "\n\n".join(lines).encode()


FORMATS: dict[str, tuple[Callable[[Articles], bytes], Callable[[bytes], Any], str]] = {
    "page": (_page, _page_read, "trafilatura.bare_extraction"),
    "pdf": (_pdf, _pdf_read, "pypdfium2 get_text_bounded, page by page"),
    "mail": (_mbox, _messages_read, "email.message_from_bytes, get_body"),
    "docx": (_docx, _docx_read, "lxml.etree.iterparse, itertext"),
    "python-docx": (_docx, _docx_opened, "docx.Document, paragraphs"),
    "feed": (_rss, _feed_read, "lxml.etree.fromstring, lxml.html of each item"),
    "newsml-g2": (_g2, _g2_read, "lxml.etree.fromstring, itertext"),
    "csv": (_csv, _rows_read, "csv.DictReader"),
    "jsonl": (_jsonl, _objects_read, "msgspec.json.decode, line by line"),
    "json": (_jsonl, _objects_loaded, "json.loads, line by line, of the same file"),
    "zip": (_texts, _unzipped, "zipfile.ZipFile.read, decode"),
    "nexis text": (lambda articles: _joined(_nexis(articles)), _nothing, "(none)"),
}

if __name__ == "__main__":
    main()

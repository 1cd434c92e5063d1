"""What reading files in costs, without extraction, beside the bare library on the same bytes.

    python -m benchmarks.reading_in [--texts FILE ...] [--articles N]

Files of each format are made in memory from the texts (by default those of ``examples/``), so many articles in each.
Three times are taken of each, the best of three rounds, in seconds of processor time for a MB of the file:

- ``library``: what is read with does its part and nothing is made of it: lxml parses, trafilatura finds the article,
  PDFium gives its text, msgspec decodes; of plain text the bytes are decoded;
- ``split``: articles with their fields and identities, as ``reports_of`` gives them;
- ``read``: the same prepared, as ``open_reports`` gives them: with language, boilerplate, genre, header and dateline.

RTF, LexisNexis' text and Factiva's fields are read by this project's own code, so no library stands beside them.
"""

from __future__ import annotations

import argparse
import csv
import email
import email.policy
import html
import io
import json
import time
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from benchmarks.measure import hold_to_one_core, surroundings

EXAMPLES = Path(__file__).parents[1] / "examples"
ROUNDS = 3
Articles = list[tuple[str, list[str]]]
"""Title and paragraphs of each."""


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", nargs="+", type=Path, default=sorted(EXAMPLES.glob("*.txt")))
    parser.add_argument("--articles", type=int, default=200)
    given = parser.parse_args()
    hold_to_one_core()
    texts = [path.read_text("utf-8") for path in given.texts]
    articles = [_article(texts[n % len(texts)], n) for n in range(given.articles)]
    print(f"{'format':<12}{'MB':>7}{'library':>10}{'split':>9}{'read':>9}{'split:lib':>11}{'read:lib':>10}")
    for name, (make, bare) in FORMATS.items():
        data = make(articles)
        times = [_best(lambda act=act, data=data: act(data)) for act in (bare, _split, _read)]
        size = len(data) / 1e6
        shares = "".join(f"{f'{t / times[0]:.2f}' if bare is not _nothing else '-':>10}" for t in times[1:])
        print(f"{name:<12}{size:>7.2f}{times[0] / size:>10.3f}{times[1] / size:>9.3f}{times[2] / size:>9.3f} {shares}")
    for name, text in surroundings("lxml", "trafilatura", "msgspec").items():
        print(f"  {name:<16}{text}")


def _article(text: str, number: int) -> tuple[str, list[str]]:
    paragraphs = [" ".join(part.split()) for part in text.split("\n\n") if part.strip()]
    return f"{paragraphs[0][:60]} ({number})", paragraphs


def _best(act: Callable[[], object]) -> float:
    found = []
    for _ in range(ROUNDS):
        begin = time.process_time()
        act()
        found.append(time.process_time() - begin)
    return min(found)


def _split(data: bytes) -> int:
    from communique.sources.formats import reports_of
    from communique.sources.stream import Stream

    return sum(1 for _ in reports_of(Stream(io.BytesIO(data), "a"), "a", "a"))


def _read(data: bytes) -> int:
    from communique.sources.formats import reports_of
    from communique.sources.prepare import prepare
    from communique.sources.stream import Stream

    reports = reports_of(Stream(io.BytesIO(data), "a"), "a", "a")
    return sum(1 for report in reports if not isinstance(report, Exception) and prepare(report, any_language=True))


def _nothing(data: bytes) -> None:
    """There is no library."""


# the files and what the libraries do with them


def _jsonl(articles: Articles) -> bytes:
    rows = ({"text": "\n\n".join(parts), "title": title, "date": "2021-03-03"} for title, parts in articles)
    return "\n".join(map(json.dumps, rows)).encode()


def _csv(articles: Articles) -> bytes:
    out = io.StringIO(newline="")
    table = csv.writer(out)
    table.writerow(("title", "date", "text"))
    table.writerows((title, "2021-03-03", "\n\n".join(parts)) for title, parts in articles)
    return out.getvalue().encode()


def _nexis(articles: Articles) -> list[str]:
    lines: list[str] = []
    for title, parts in articles:
        lines += [title, "The Lakeside Herald", "March 3, 2021 Wednesday", "Length: 214 words", "Body", *parts]
        lines += ["Load-Date: March 4, 2021", "End of Document"]
    return lines


def _docx(articles: Articles) -> bytes:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    style = '<w:rPr><w:rFonts w:ascii="arial" w:hAnsi="arial"/><w:sz w:val="20"/><w:color w:val="000000"/></w:rPr>'
    body = "".join(
        f'<w:p><w:pPr><w:spacing w:before="200"/></w:pPr><w:r>{style}<w:t>{html.escape(line)}</w:t></w:r></w:p>'
        for line in _nexis(articles)
    )
    return _zipped({"word/document.xml": f"<w:document {space}><w:body>{body}</w:body></w:document>".encode()})


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
        f"<item><title>{html.escape(title)}</title><pubDate>Wed, 03 Mar 2021 10:00:00 GMT</pubDate>"
        f"<description>{html.escape(''.join(f'<p>{part}</p>' for part in parts))}</description></item>"
        for title, parts in articles
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Herald</title>{items}</channel></rss>'.encode()


def _g2(articles: Articles) -> bytes:
    items = "".join(
        f'<newsItem guid="{n}"><itemMeta><versionCreated>2021-03-03T10:00:00Z</versionCreated></itemMeta><contentMeta>'
        f"<headline>{html.escape(title)}</headline></contentMeta><contentSet><inlineXML><html><body>"
        f"{''.join(f'<p>{html.escape(part)}</p>' for part in parts)}</body></html></inlineXML></contentSet></newsItem>"
        for n, (title, parts) in enumerate(articles)
    )
    return f'<?xml version="1.0"?><newsMessage><itemSet>{items}</itemSet></newsMessage>'.encode()


def _mbox(articles: Articles) -> bytes:
    return "".join(
        f"From j@x.example Wed Mar  3 10:00:00 2021\nFrom: j@x.example\nTo: all@x.example\nSubject: {title}\n"
        f"Date: Wed, 03 Mar 2021 10:00:00 +0000\nContent-Type: text/plain; charset=utf-8\n\n{chr(10).join(parts)}\n\n"
        for title, parts in articles
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


def _xml_parsed(data: bytes) -> Any:
    from lxml import etree

    return etree.fromstring(data)


def _docx_parsed(data: bytes) -> None:
    from lxml import etree

    with zipfile.ZipFile(io.BytesIO(data)) as package, package.open("word/document.xml") as raw:
        for _, element in etree.iterparse(raw, tag="{*}p"):
            "".join(element.itertext())
            element.clear()


def _pages_found(data: bytes) -> None:
    import trafilatura

    trafilatura.bare_extraction(data, with_metadata=True, date_extraction_params={"extensive_search": False})


def _pdf_read(data: bytes) -> None:
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    for page in document:
        page.get_textpage().get_text_bounded()


def _messages_parsed(data: bytes) -> None:
    for part in data.split(b"\nFrom j@"):
        message = email.message_from_bytes(part.partition(b"\n")[2], policy=email.policy.default)
        body = message.get_body()  # type: ignore[attr-defined]
        body.get_content()


def _rows_parsed(data: bytes) -> None:
    list(csv.reader(io.StringIO(data.decode(), newline="")))


def _lines_decoded(data: bytes) -> None:
    import msgspec

    for line in data.split(b"\n"):
        msgspec.json.decode(line)


def _unzipped(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            package.read(name).decode()


def _joined(lines: Iterable[str]) -> bytes:
    return "\n\n".join(lines).encode()


FORMATS: dict[str, tuple[Callable[[Articles], bytes], Callable[[bytes], Any]]] = {
    "page": (_page, _pages_found),
    "pdf": (_pdf, _pdf_read),
    "mail": (_mbox, _messages_parsed),
    "docx": (_docx, _docx_parsed),
    "feed": (_rss, _xml_parsed),
    "newsml-g2": (_g2, _xml_parsed),
    "csv": (_csv, _rows_parsed),
    "jsonl": (_jsonl, _lines_decoded),
    "zip": (_texts, _unzipped),
    "nexis text": (lambda articles: _joined(_nexis(articles)), _nothing),
}

if __name__ == "__main__":
    main()

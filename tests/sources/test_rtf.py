"""RTF by its specification: characters of every kind, what is no text left out, exports split, bad files refused."""

from __future__ import annotations

import io

import pytest

from communique.errors import EmptyError, InputError, UnreadableError
from communique.model import Report
from communique.sources.formats import reports_of
from communique.sources.rtf import read_rtf
from communique.sources.stream import Stream
from tests.sources import archive_files as made

HEAD = (
    r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\froman Times;}{\f1\fcharset204 Arial;}{\f2\fcharset238 Arial;}}"
    r"{\colortbl;\red0\green0\blue255;}{\*\generator Msftedit 5.41;}"
    r"{\info{\title Note on Oslo}{\author Joan Pell}{\creatim\yr2021\mo3\dy4\hr9}}"
)


def text(body: str) -> str:
    return "\n".join(read_rtf((HEAD + body + "}").encode("latin-1"), "x").lines).strip()


@pytest.mark.parametrize(
    ("body", "read"),
    [
        (r"\pard Peru and {\b Chile} met.\par They agreed.\par", "Peru and Chile met.\nThey agreed."),
        (r"caf\'e9 \u8220?no\u8221? \u-10179?\u-8704?\par", "café “no” 😀"),
        (r"\uc2\u1052??\u1080?? end", "Ми end"),
        (r"{\f1 \'cc\'e8\'f0} {\f2 \'b3\'f3d\'9f}", "Мир łódź"),
        (r"\ldblquote no\rdblquote , he said\emdash twice", "“no”, he said—twice"),
        (r"\{a\}\\b\~c\_d", "{a}\\b\xa0c-d"),
        (
            r"{\field{\*\fldinst HYPERLINK " + '"https://x.example/"' + r"}{\fldrslt the talks}} ended",
            "the talks ended",
        ),
        (r"{\pict\pngblip 89504e47}{\header Page 1}{\footnote a note}Talks ended", "Talks ended"),
        (r"{\pict\wmetafile8\bin5 }{}\\}Talks ended", "Talks ended"),
        (
            r"\trowd HD\cell Ministers meet\cell\row PD\cell 4 March 2021\cell\row",
            "HD\tMinisters meet\nPD\t4 March 2021",
        ),
        (r"\u99999999999? end", "\ufffd end"),
        ("{" * 50_000 + "deep" + "}" * 50_000, "deep"),
        ("no end {", "no end"),
    ],
)
def test_text(body: str, read: str) -> None:
    assert text(body) == read


def test_what_a_document_says_of_itself() -> None:
    info = read_rtf((HEAD + r"Talks.\par}").encode(), "x").info
    assert info == {"title": "Note on Oslo", "author": "Joan Pell", "created": "2021-03-04"}


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"Peru and Chile", UnreadableError),
        (HEAD.encode() + b"}", EmptyError),
        (b"{\\rtf1" + b"{" * 200_000, UnreadableError),
    ],
)
def test_refused(data: bytes, kind: type[InputError]) -> None:
    with pytest.raises(kind):
        read_rtf(data, "x")


def as_rtf(lines: list[str]) -> bytes:
    return (
        HEAD + "".join(rf"\pard {line.replace(chr(9), chr(92) + 'tab ')}\par" + "\n" for line in lines) + "}"
    ).encode()


@pytest.mark.parametrize(
    "lines",
    [
        made.FACTIVA_DISPLAYED.splitlines(),
        made.FACTIVA_FIELDS.splitlines(),
        [line for _, text in made.NEXIS_LINES for line in text.replace("\xa0", " ").split("\n")],
    ],
    ids=("Factiva", "Factiva fields", "Nexis"),
)
def test_exports_are_split(lines: list[str]) -> None:
    first, second = reports_of(Stream(io.BytesIO(as_rtf(lines)), "x"), "x", "x")
    assert isinstance(first, Report)
    assert isinstance(second, Report)
    assert (first.source, first.title, second.title) == ("x#1", first.title, "Talks go on")
    assert (first.title or "").startswith("Ministers meet")
    assert first.published.value in ("2017-11-13", "2021-03-03")


def test_one_report() -> None:
    [report] = reports_of(
        Stream(io.BytesIO(as_rtf(["Peru and Chile met.", "They agreed."])), "a.rtf"), "a.rtf", "a.rtf"
    )
    assert isinstance(report, Report)
    assert (report.source, report.title, report.text) == (
        "a.rtf",
        "Note on Oslo",
        "Peru and Chile met.\n\nThey agreed.",
    )


TALKS = "Peru and Chile met in Oslo on Tuesday."


@pytest.mark.parametrize(
    ("body", "title", "byline", "text"),
    [
        (rf"{{\b\fs36 Ministers meet in Oslo}}\par {TALKS}\par }}", "Ministers meet in Oslo", None, TALKS),
        (rf"{{\fs36 Ministers meet.}}\par {TALKS}\par }}", None, None, TALKS),
        (rf"Ministers meet in Oslo\par {TALKS}\par }}", None, None, TALKS),
        (r"{\b\fs36 Ministers meet in Oslo}\par Joan van Pell\par " + "Peru and Chile met. " * 6 + r"\par }",
         "Ministers meet in Oslo", "Joan van Pell", ("Peru and Chile met. " * 6).strip()),
        ("{\\b\\fs36 Ministers meet in Oslo}\\par The minister told Çağ: “no talks”.\\par }\0\0",
         "Ministers meet in Oslo", None, "The minister told Çağ: “no talks”."),
    ],
    ids=("larger", "a sentence", "as the rest", "an author below it", "raw UTF-8 and NULs at the end"),
)  # fmt: skip
def test_what_the_letters_tell(body: str, title: str | None, byline: str | None, text: str) -> None:
    data = rb"{\rtf1\ansi\ansicpg1252 " + body.encode()
    [report] = reports_of(Stream(io.BytesIO(data), "a.rtf"), "a.rtf", "a.rtf")
    assert isinstance(report, Report)
    assert (report.title, report.byline, report.text.split("\n\n")[-1]) == (title, byline, text)
    assert report.text.count("Joan") == 0

"""Header lines of databases left in a plain text: read, marked, and no actors; other texts have none."""

from __future__ import annotations

import pytest

from communique.sources import from_text
from communique.sources.header import find_header

NEXIS = """\
2 of 117 DOCUMENTS

The Harbour Times (Lakeside)

June 14, 2016 Tuesday
Final Edition

Peru blocks fence ruling

Correction Appended

BYLINE: Joan Pell

SECTION: WORLD; Pg. A7

LENGTH: 310 words

LIMA - Peru rejected the ruling on Monday.

LOAD-DATE: June 15, 2016
"""
UNI = """\
Rebuilding, part 1

The Lakeside Herald

March 3, 2021 Wednesday

Copyright 2021 Lakeside Media Ltd
All Rights Reserved

Section: NEWS; Pg. 12
Length: 214 words
Byline: Joan Pell

Body

Peru rejected the ruling on Monday.

End of Document
"""
FIELDS = """\
HD Peru blocks fence ruling
BY Joan Pell
WC 12 words
PD 14 June 2016
SN The Harbour Times
LA English
LP
Peru rejected the ruling on Monday.
TD
IN the end PD was no party to it.
NS gdip : Diplomacy
AN Document HARB000020160614ec6e0000d
"""


@pytest.mark.parametrize(
    ("text", "title", "publisher", "date", "kept"),
    [
        (NEXIS, "Peru blocks fence ruling", "The Harbour Times (Lakeside)", "2016-06-14",
         "Peru blocks fence ruling LIMA - Peru rejected the ruling on Monday."),
        (NEXIS.replace("\n", "\r\n"), "Peru blocks fence ruling", "The Harbour Times (Lakeside)", "2016-06-14",
         "Peru blocks fence ruling LIMA - Peru rejected the ruling on Monday."),
        (UNI, "Rebuilding, part 1", "The Lakeside Herald", "2021-03-03", "Rebuilding, part 1 Peru rejected the ruling on Monday."),
        (FIELDS, "Peru blocks fence ruling", "The Harbour Times", "2016-06-14",
         "Peru blocks fence ruling Peru rejected the ruling on Monday. IN the end PD was no party to it."),
    ],
    ids=("old", "CRLF", "new", "Factiva"),
)  # fmt: skip
def test_header_lines_are_read_and_marked(text: str, title: str, publisher: str, date: str, kept: str) -> None:
    report = from_text(text)
    assert (report.title, report.publisher, report.published.value) == (title, publisher, date)
    assert report.text == text
    left = list(text)
    for span in report.boilerplate:
        left[span.start : span.end] = " " * (span.end - span.start)
    assert "".join(left).split() == kept.split()


def test_what_is_given_wins() -> None:
    report = from_text(NEXIS, date="2016-06-16", title="A title", publisher="A paper")
    assert (report.title, report.publisher, report.published.value) == ("A title", "A paper", "2016-06-16")


@pytest.mark.parametrize(
    "text",
    [
        "Section: 12 of the treaty.\n\nPeru rejected the ruling.",
        "Peru rejected it.\n\nSubject: the ruling.\n\nLanguage: plain.",
        "Length: 12 metres of fence stand at the border.\n\nPeru rejected the ruling.",
        "HD is short for high definition.\nPD stands for a party.\nWC is none.",
    ],
)
def test_other_texts_have_no_header(text: str) -> None:
    assert find_header(text) is None


def test_a_day_of_the_week_behind_the_date() -> None:
    report = from_text(
        "Peru blocks fence ruling\n\nJune 14, 2016 Tuesday\n\nPeru rejected the ruling on Monday, Pell said."
    )
    assert (report.published.value, report.published.basis) == ("2016-06-14", "dateline")

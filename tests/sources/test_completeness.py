"""Exports that broke off say so, behind the articles that are whole; those that are whole say nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.errors import InputError
from communique.model import Report
from communique.sources import open_reports
from tests.sources import archive_files as made

ARTICLE = """\
                               {n} of {of} DOCUMENTS

                              The Lakeside Herald

                            March {n}, 2021 Wednesday

Talks {n} in Oslo

BYLINE: Joan Pell

LENGTH: 21 words

The ministers of Peru and Chile met for the {n}. time in Oslo on Tuesday, and they will meet again in May.

LOAD-DATE: March {n}, 2021

                    Copyright 2021 Lakeside Media Ltd
                              All Rights Reserved
"""
COVER = "Download Request: Selected Items: {}\nTime Of Request: Friday, March 20, 2021\n\n\n"


def nexis(first: int, last: int, of: int, cover: str = "") -> str:
    return (COVER.format(cover) if cover else "") + "\n\n".join(
        ARTICLE.format(n=n, of=of) for n in range(first, last + 1)
    )


def cut(text: str, words: str) -> str:
    return text[: text.lower().rindex(words.lower())]


WHOLE = nexis(1, 3, 3)
FACTIVA = made.FACTIVA_DISPLAYED
CASES = [
    ("whole", "a.txt", WHOLE, 3, None),
    ("its last article breaks off", "a.txt", cut(WHOLE, "in Oslo on Tuesday"), 3, "the last article breaks off"),
    ("cut behind an article", "a.txt", nexis(1, 2, 3, "1-3"), 2, "2 articles are found, and 3 were exported"),
    ("cut, with a cover", "a.txt", cut(nexis(1, 3, 3, "1-4"), "time in"), 3, "3 found, and 4 were exported"),
    ("the second of two breaks off", "a.txt", cut(nexis(1, 2, 2), "Oslo on"), 2, "the last article breaks off"),
    ("the second of two has no date of loading", "a.txt", cut(nexis(1, 2, 2), "LOAD-DATE"), 2, None),
    ("a part of what was found", "a.txt", nexis(2, 3, 383), 2, None),
    ("whole with its cover", "a.txt", nexis(1, 3, 383, "1,3-4"), 3, None),
    ("one article alone", "a.txt", nexis(1, 1, 1), 1, None),
    ("whole page", "a.html", made.nexis_html(), 2, None),
    ("cut page", "a.html", cut(made.nexis_html(), "</body"), 2, "the page breaks off in the last of 2 articles"),
    ("whole Factiva page", "b.html", made.factiva_html(), 2, None),
    ("whole Europresse page", "c.html", made.EUROPRESSE, 2, None),
    ("cut Europresse page", "c.html", cut(made.EUROPRESSE, "</body"), 2, "the page breaks off"),
]  # fmt: skip


@pytest.mark.parametrize(("case", "name", "text", "many", "problem"), CASES, ids=[case[0] for case in CASES])
def test_a_cut_export_says_so(tmp_path: Path, case: str, name: str, text: str, many: int, problem: str | None) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    found = list(open_reports([tmp_path / name], any_language=True))
    assert len([item for item in found if isinstance(item, Report)]) == many, case
    errors = [item for item in found if isinstance(item, InputError)]
    if problem is None:
        assert errors == []
    else:
        [error] = errors
        assert found[-1] is error
        assert problem in error.problem
        assert "Export it again" in error.remedy


def test_a_document_whose_cover_tells_more_says_so(tmp_path: Path) -> None:
    """The new layout: the cover counts the documents, and each ends with "End of Document"."""
    cover = [("", line.replace("Documents (2)", "Documents (3)")) for line in made.NEXIS_COVER]
    (tmp_path / "a.docx").write_bytes(made.docx([*cover, *made.NEXIS_LINES]))
    *reports, error = open_reports([tmp_path / "a.docx"])
    assert len(reports) == 2
    assert "2 articles are found, and 3 were exported" in str(error)


def test_the_rest_may_be_in_other_files(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "a.txt").write_text(nexis(1, 2, 383))
    assert len(list(open_reports([tmp_path / "a.txt"]))) == 2
    assert "2 articles are found, and the file counts 383" in caplog.text

"""Reports taken in and not yet prepared: what a reader makes of them is what open_reports gives."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.errors import InputError, LanguageError
from communique.model import Report
from communique.reader import Reader
from communique.sources import learned, open_articles, open_reports, prepare
from communique.sources.prepare import RawReport, ready

FRENCH = (
    "Le ministre des affaires étrangères a déclaré que les négociations ne sont pas terminées et que la France ne " * 3
)
TEXTS = [
    "GENEVA, 3 March 2014 (Lakeside Wire) - The talks of two ministers ended without a result.\n\nShare on Facebook",
    FRENCH,
    "Joint communiqué of the ministers of Lakeside and Hillside\n\nThe ministers agreed to open the bridge.",
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "a.jsonl").write_text("\n".join(json.dumps({"text": text}) for text in TEXTS))
    return tmp_path / "a.jsonl"


@pytest.mark.parametrize("any_language", [False, True])
def test_what_is_taken_in_is_prepared_later_all_the_same(path: Path, any_language: bool) -> None:
    found = list(open_articles(path, any_language=any_language))
    assert [type(item) for item in found] == [RawReport] * 3
    told = [ready(item) for item in found]
    wanted = list(open_reports(path, any_language=any_language))
    assert [type(item) for item in told] == [Report, Report if any_language else LanguageError, Report]
    assert [x if isinstance(x, Report) else str(x) for x in told] == [
        x if isinstance(x, Report) else str(x) for x in wanted
    ]


def test_nothing_is_looked_for_before(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError

    for name in ("check_language", "find_boilerplate", "find_header", "find_dateline", "find_genre"):
        monkeypatch.setattr(prepare, name, never)
    assert len(list(open_articles(path))) == 3


def test_a_reader_prepares_what_is_raw(path: Path) -> None:
    reader = Reader([])
    first, second, third = reader.read_many(open_articles(path))
    assert not isinstance(first, InputError)
    assert not isinstance(third, InputError)
    assert isinstance(second, LanguageError)
    assert type(first.report) is Report
    assert first.report.boilerplate
    assert (first.report.published.value, third.report.genre) == ("2014-03-03", "communique")
    raw = next(open_articles(path))
    assert isinstance(raw, RawReport)
    assert reader.read(raw) == first


def slowly(text: str) -> list[tuple[str, tuple[int, int]]]:
    """Lines at the edges by the plain way: all lines, of which the outer ones."""
    lines, start = [], 0
    for part in text.replace("\r", "\n").split("\n"):
        if part.strip():
            lines.append((start, start + len(part)))
        start += len(part) + 1
    numbers = sorted({*range(len(lines))[: learned.TOP], *range(len(lines))[-learned.BOTTOM :]})
    keys = {n: text[slice(*lines[n])].strip().lower() for n in numbers} if len(lines) > 1 else {}
    return [(key, lines[n]) for n, key in keys.items() if learned.SHORTEST <= len(key) <= learned.LONGEST]


@given(
    st.lists(st.sampled_from(["", " ", "A line of the paper", "Another  line of it", "short", "\r", "x" * 900])).map(
        "\n".join
    )
)
def test_outer_lines_are_those_of_all(text: str) -> None:
    first, last = learned._outer_places(text)
    edges = sorted(learned.edges(text), key=lambda edge: (edge[2] < 0, edge[2]))
    found = [(line, (first if number >= 0 else last)[number]) for line, _, number in edges]
    assert found == slowly(text)

"""Boilerplate that an archive's own repetitions tell."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from communique.model import Report
from communique.sources import open_reports

HEAD = "The Lakeside Herald, independent since 1901"
FOOT = "Our readers make this paper possible, 3,000 of them so far"


def article(n: int, head: str | None = HEAD, foot: str | None = FOOT, lead: str | None = None) -> str:
    lead = (
        lead or f"Minister {n} met Minister {n + 1} in town number {n * 7}, as a spokesman for the {n}th office said."
    )
    lines = [
        head,
        lead,
        f"They will meet again in {n + 2} days.",
        f"Nobody else heard of it but {n} people.",
        foot,
    ]
    return "\n\n".join(line for line in lines if line)


def marked(tmp_path: Path, texts: list[str], publishers: list[str | None] | None = None) -> list[list[str]]:
    rows = [{"text": text, "publisher": (publishers or ["Herald"] * len(texts))[n]} for n, text in enumerate(texts)]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)))
    found = []
    for report in open_reports([tmp_path / "a.jsonl"]):
        assert isinstance(report, Report)
        found.append([span.of(report.text) for span in report.boilerplate])
    return found


def test_lines_at_the_edges_of_many_articles(tmp_path: Path) -> None:
    assert marked(tmp_path, [article(n) for n in range(100, 108)]) == [[HEAD, FOOT] for _ in range(8)]


@pytest.mark.parametrize(
    "texts",
    [
        pytest.param([article(n) for n in range(3)], id="too few"),
        pytest.param([article(1, foot=f"Version {n}") for n in range(9)], id="versions of one story"),
        pytest.param([article(n, None, None) for n in range(9)], id="lines that only look alike"),
        pytest.param(
            [*(article(n, None, None) for n in range(40)), *(article(n) for n in range(40, 44))], id="in a tenth"
        ),
        pytest.param(["The same line of a text"] * 9, id="a line alone"),
    ],
)
def test_what_teaches_nothing(tmp_path: Path, texts: list[str]) -> None:
    assert not any(
        HEAD in line or "Nobody" in line or "meet again" in line for lines in marked(tmp_path, texts) for line in lines
    )


def test_each_publisher_has_its_own(tmp_path: Path) -> None:
    texts = [article(n) for n in range(100, 108)]
    found = marked(tmp_path, texts, ["Herald" if n % 2 else f"Paper {n}" for n in range(8)])
    assert [bool(lines) for lines in found] == [False, True] * 4


def test_files_of_a_folder_teach_each_other(tmp_path: Path) -> None:
    for n in range(100, 106):
        (tmp_path / f"{n}.txt").write_text(article(n))
    reports = [report for report in open_reports([tmp_path]) if isinstance(report, Report)]
    assert [next(span.of(r.text) for span in r.boilerplate) for r in reports] == [HEAD] * 6

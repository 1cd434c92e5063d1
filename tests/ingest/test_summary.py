"""What a run of adding tells at its end; what is not diplomacy is set aside only when asked, and never silently."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from communique.errors import InputError
from communique.ingest.summary import Summary
from communique.model import Report, make_report
from communique.sources import open_reports
from communique.sources.relevance import judge
from tests.sources import archive_files as made

OSLO = (
    "OSLO - The foreign ministers of Peru and Chile met in Oslo on Tuesday for talks on the maritime border. The embassy of Chile said "
    "that the negotiations would go on in May, and that the treaty was near. Norway had mediated between the two states."
)
MATCH = (
    "The striker scored twice and the goalkeeper saved a penalty as the home team won the cup match before 40,000 fans. The coach praised "
    "his players: the league title is theirs if they win the last fixture of the season. The midfielder left with an injury at half-time."
)
MARKET = (
    "Shares of the retailer fell after quarterly earnings missed what analysts had expected; revenue rose by two per cent. Investors sold the "
    "stock, and the chief executive said that sales and profit would recover in the next quarter."
)
VISIT = (
    "Peru's president watched the football match with Chile's prime minister during a state visit. The two leaders then signed a treaty on "
    "border troops, and their foreign ministers held talks on sanctions; the ambassador spoke of better relations."
)

RAID = (
    "Seven people were killed and twenty wounded on Monday when warplanes hit a hospital in Tarsa. Residents said that patients and nurses "
    "were among the dead, and that police had closed the road. The regime blamed militants; a monitor said that two air strikes had hit it."
)
PACT = (
    "Exporters and consumers adopted a rubber pact at a conference in Geneva, which sets prices and a stock of 550,000 tonnes. Delegates "
    "of Malaysia, Thailand and Indonesia said that the market would recover; the bank that holds the account will pay in dollars."
)
LOAN = (
    "The World Bank and the IMF urged creditor nations on Tuesday to agree to a debt rescheduling for Peru. Bankers said that the finance "
    "ministers of Japan and France would meet; the bank put the foreign debt at 14 billion dollars, three per cent more than in March."
)
PRIMARY = (
    "The president said on Monday that Republicans in the Senate would vote on his nominee for the Supreme Court. Democrats said that voters "
    "should decide in the election. The White House called the poll partisan, and the candidate campaigned in a town hall before the primary."
)
SHUTDOWN = (
    "Talks between the White House and House Democrats on the shutdown broke down as the president visited lawmakers of the GOP. The "
    "negotiations on health care and on the debt ceiling go on; the Speaker wants a bipartisan bill, and conservatives a filibuster."
)


@pytest.mark.parametrize(
    ("text", "section", "topic"),
    [
        (RAID, None, "diplomacy"),
        (PACT, None, "diplomacy"),
        (LOAN, None, "diplomacy"),
        (PRIMARY, None, "domestic affairs"),
        (SHUTDOWN, None, "domestic affairs"),
        (OSLO, None, "diplomacy"),
        (VISIT, None, "diplomacy"),
        (VISIT, "SPORT", "diplomacy"),
        (MATCH, None, "sport"),
        (MARKET, None, "business"),
        ("It was a long day.", "SPORT; Racing", "sport"),
        ("It was a long day.", None, "diplomacy"),
    ],
)
def test_topics(text: str, section: str | None, topic: str) -> None:
    import msgspec

    judged = judge(msgspec.structs.replace(make_report(text, "a"), section=section))
    assert judged.topic == topic
    assert judged.relevant is (topic == "diplomacy")
    assert "in a thousand words" in judged.reason


def run(folder: Path, *, relevant: bool) -> tuple[Summary, list[Report | InputError]]:
    summary = Summary(relevant=relevant)
    items = list(summary.watched(open_reports([folder], on_file=summary.form)))
    for item in items:
        if isinstance(item, InputError):
            summary.failed(item)
    return summary, items


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(OSLO)
    (tmp_path / "b.txt").write_text(MATCH)
    (tmp_path / "c.txt").write_text(OSLO)
    (tmp_path / "nexis.txt").write_text(made.NEXIS_TEXT)
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n")
    return tmp_path


def test_what_was_read(folder: Path) -> None:
    summary, items = run(folder, relevant=False)
    assert len(items) == 6
    files = {Path(name).name: file for name, file in summary.files.items()}
    assert (files["nexis.txt"].form, files["nexis.txt"].articles) == ("lexisnexis", 2)
    assert files["c.txt"].repeated == 1
    assert files["picture.png"].failed == 1
    assert summary.aside == []
    text = "\n".join(summary.lines())
    assert "failed 1: it is a picture" in text


def test_what_is_set_aside_is_told(folder: Path) -> None:
    summary, items = run(folder, relevant=True)
    assert len(items) == 5
    assert [Path(one.source).name for one in summary.aside] == ["b.txt"]
    assert "set aside as no diplomacy: sport 1" in "\n".join(summary.lines())
    rows = list(summary.rows())
    assert [row["what"] for row in rows] == ["file"] * 5 + ["set aside", "failed"]
    assert "sport" in str(rows[5]["reason"])


def test_the_summary_is_written_as_csv(folder: Path, tmp_path: Path) -> None:
    from communique.cli.add import write_summary

    summary, _ = run(folder, relevant=True)
    write_summary(summary, str(tmp_path / "out.csv"))
    with (tmp_path / "out.csv").open(newline="", encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    assert [row["what"] for row in rows] == ["file"] * 5 + ["set aside", "failed"]
    assert rows[-1]["remedy"]


def test_the_row_of_a_file_says_why_not_all_of_it_was_added(folder: Path) -> None:
    (folder / "page.docx").write_text("<html><p>Not found</p></html>")
    (folder / "two.jsonl").write_text('{"a": 1}\n{"a": 2}\n{"text": ""}\n')
    summary, _ = run(folder, relevant=True)
    told = {Path(str(row["source"])).name: row for row in summary.rows() if row["what"] == "file"}
    assert [name for name, row in told.items() if not row["reason"]] == ["a.txt", "c.txt", "nexis.txt"]
    assert told["b.txt"]["reason"] == "set aside: sport"
    assert told["b.txt"]["remedy"] == "Add without --relevant"
    assert str(told["page.docx"]["reason"]).startswith("it is called .docx but is a web page")
    assert str(told["two.jsonl"]["reason"]).endswith("holds the text of a report (2); the field 'text' holds no text")
    assert all(bool(row["reason"]) == bool(row["failed"] or row["set_aside"]) for row in told.values())

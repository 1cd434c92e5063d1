"""Any string of a report goes through JSON, CSV, page and store, whatever characters it holds."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.errors import InputError
from communique.export import brief, csv, highlighted, html, jsonl, markdown
from communique.ingest.add import add_reports
from communique.ingest.workers import Readers
from communique.model import Record, Report
from communique.sources import from_text, open_reports
from communique.store import Store, open_store
from tests.database.toy import ToyReader, record, report

SAID = "Foreign Minister Ahmet Davutoglu of Turkey said that military intervention would be a mistake. It rained."
ANY = st.text(st.characters(exclude_categories=()) | st.characters(categories=["Cs"]), max_size=8)


def filled(store: Store, items: list[Report]) -> list[InputError]:
    """Add the reports; gives what was refused."""
    refused: list[InputError] = []
    readers = Readers(1, ToyReader)
    add_reports(store.engine(write=True), store.path, items, readers, on_error=refused.append)
    return refused


def test_any_string_goes_everywhere(tmp_path: Path) -> None:
    kept: dict[str, Report] = {}

    @settings(deadline=None, max_examples=40)
    @given(ANY, ANY, ANY, ANY, ANY, ANY)
    def shown(source: str, title: str, publisher: str, url: str, language: str, tail: str) -> None:
        made = from_text(
            f"{SAID} {tail}", source, title=title, publisher=publisher, url=url, language=language, any_language=True
        )
        assert len(made.text) == len(SAID) + 1 + len(tail)
        told = record(made)
        assert Record.from_json(told.to_json()) == told
        for text in (html.page(told), brief.render(told, color=False, width=100), highlighted.render(told)):
            assert text.encode()
        kept.setdefault(made.id, made)

    shown()
    with open_store(tmp_path / "any.db") as store:
        assert filled(store, list(kept.values())) == []
        assert {r.report.id: r.report for r in store.records()} == kept
        answers = store.statements(by="Davutoglu", count="printings")
        assert len(answers) == len(kept)
        rows = [answer.flat() for answer in answers]
        for lines in (csv.render(rows), markdown.items(rows), jsonl.answers(answers)):
            assert "".join(lines).encode()


def test_a_file_whose_name_is_not_utf8_is_read_stored_and_found(tmp_path: Path) -> None:
    folder = os.fsencode(tmp_path / "reports")
    os.mkdir(folder)  # noqa: PTH102 (a Path has no bytes)
    for number, name in enumerate((b"01.txt", b"02b\xff.txt", b"03.txt")):
        with open(folder + b"/" + name, "w") as file:  # noqa: PTH123
            file.write(f"{SAID} {number}")
    found = list(open_reports([tmp_path / "reports"]))
    assert [Path(r.source).name for r in found] == ["01.txt", "02b\\xff.txt", "03.txt"]
    with open_store(tmp_path / "made.db") as store:
        assert filled(store, found) == []  # type: ignore[arg-type]
        given_name = os.fsdecode(folder + b"/02b\xff")
        assert [s.citation.source for s in store.statements(source=given_name)] == [found[1].source]


def test_what_cannot_be_read_is_named_with_its_bytes(tmp_path: Path) -> None:
    name = os.fsdecode(os.fsencode(tmp_path) + b"/a\xff.txt")
    [error] = open_reports([name])
    assert str(error).startswith(f"{tmp_path}/a\\xff.txt: there is no such file")


def test_a_report_that_nothing_can_write_fails_alone(tmp_path: Path) -> None:
    broken = msgspec.structs.replace(report(SAID, "b"), title="half \ud83d")
    with open_store(tmp_path / "made.db") as store:
        [error] = filled(store, [report(SAID, "a"), broken, report(SAID + " It snowed.", "c")])
        assert "its title holds half a character" in str(error)
        assert store.stats().reports == 2

"""Adding: each printing once, each text read once, facts replaced together, judgements kept."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from communique.errors import ExtractionError, InputError, LanguageError
from communique.ingest.add import _Adding, add_reports
from communique.ingest.workers import Readers
from communique.model import Record, Report
from communique.sources.prepare import raw, ready
from communique.store import Store, open_store
from tests.database.toy import ToyReader, record, report

TURKEY = "Foreign Minister Ahmet Davutoglu of Turkey said that military intervention would be a mistake. It rained."
RUSSIA = "Foreign Minister Sergei Lavrov of Russia warned that sanctions do not help anybody at all."


def without_entities(found: Record) -> Record:
    actors = tuple(msgspec.structs.replace(a, entity=None) for a in found.actors)
    return msgspec.structs.replace(found, actors=actors)


def test_what_goes_in_comes_out(place: Store, fill) -> None:
    made = [report(TURKEY, "a"), report(RUSSIA, "b", date=None, title="T", publisher="P", url="https://example.org/x")]
    fill(place, made)
    assert [without_entities(r) for r in place.records()] == [record(r) for r in made]
    assert all(a.entity for r in place.records() for a in r.actors)


def test_the_same_printing_twice_is_one_report(place: Store, fill) -> None:
    assert fill(place, [TURKEY, TURKEY.replace("rained", "snowed")]).added == 2
    again = fill(place, [TURKEY])
    assert (again.added, again.known, again.read) == (0, 1, 0)
    assert place.stats().reports == 2


def test_twice_in_one_batch_is_one_report(place: Store, fill) -> None:
    told = fill(place, [report(TURKEY), report(TURKEY), report(TURKEY)])
    assert (told.added, told.known, told.read) == (1, 2, 1)


def test_what_is_known_is_not_prepared_again(place: Store, fill, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(place, [TURKEY])
    seen: list[Report | InputError] = []

    def noted(item: Report | InputError) -> Report | InputError:
        seen.append(item)
        return ready(item)

    monkeypatch.setattr("communique.ingest.add.ready", noted)
    told = fill(place, [raw(report(text)) for text in (TURKEY, RUSSIA)])
    assert (told.added, told.known) == (1, 1)
    assert [item.text for item in seen if isinstance(item, Report)] == [RUSSIA]
    assert {type(found.report) for found in place.records()} == {Report}


@pytest.mark.parametrize(
    ("lengths", "batches"),
    [
        ([10] * 20, [16, 4]),
        ([80_000] * 5, [2, 2, 1]),
        ([10, 2_000_000, 10, 10], [1, 1, 2]),
        ([2_000_000] * 3, [1, 1, 1]),
        ([200_000, 1], [1, 1]),
    ],
)
def test_batches_hold_so_many_characters(place: Store, lengths: list[int], batches: list[int]) -> None:
    work = _Adding(place.engine(write=True), place.path, False, lambda _: None)
    reports = [report(f"{n} " + "x" * (length - len(f"{n} "))) for n, length in enumerate(lengths)]
    assert [len(batch) for batch in work.to_read(iter(reports))] == batches


def test_another_language_fails_when_it_is_to_be_read(place: Store, fill) -> None:
    french = (
        "Le ministre des affaires étrangères a déclaré que les négociations ne sont pas terminées et que la France ne "
    )
    failed: list[InputError] = []
    told = fill(place, [raw(report(french * 3)), raw(report(TURKEY))], on_error=failed.append)
    assert (told.added, told.failed) == (1, 1)
    assert isinstance(failed[0], LanguageError)


def test_two_printings_of_one_text_share_it_and_it_is_read_once(place: Store, fill) -> None:
    told = fill(place, [report(TURKEY, "a", publisher="A"), report(TURKEY, "b", publisher="B")])
    assert (told.added, told.read) == (2, 1)
    told = fill(place, [report(TURKEY, "c", publisher="C")])
    assert (told.added, told.read) == (1, 0)
    stats = place.stats()
    assert (stats.reports, stats.texts) == (3, 1)
    assert len({r.statements for r in place.records()}) == 1


def test_a_newer_version_replaces_the_facts(place: Store, fill) -> None:
    fill(place, [TURKEY])
    told = fill(place, [TURKEY, RUSSIA], lambda: ToyReader("99.0", more=0.25))
    assert (told.added, told.known, told.read) == (2 - 1, 1, 1)  # only the new text: 99.0 is not the version that asks
    told = fill(place, [TURKEY], lambda: ToyReader("99.0", more=0.25), again=True)
    assert (told.known, told.read) == (1, 1)
    [first, _] = place.records()
    assert first.statements[0].confidence == 0.75
    assert first.made_by.version == "99.0"
    assert place.stats().facts["statement"] == 2


def test_facts_of_an_older_version_are_read_anew(place: Store, fill) -> None:
    fill(place, [TURKEY], lambda: ToyReader("0.0.1"))
    assert fill(place, [TURKEY]).read == 1
    assert fill(place, [TURKEY]).read == 0


def test_facts_of_a_newer_version_are_left(place: Store, fill) -> None:
    fill(place, [TURKEY], lambda: ToyReader("99.0"))
    assert fill(place, [TURKEY]).read == 0


def test_a_printing_that_tells_the_date_has_the_text_read_anew(place: Store, fill) -> None:
    fill(place, [report(TURKEY, date=None)])
    told = fill(place, [report(TURKEY, date="2013-04-17")])
    assert (told.added, told.read) == (1, 1)
    assert fill(place, [report(TURKEY, date="2013-04-18")]).read == 0


def test_errors_are_told_and_the_rest_is_added(place: Store, fill) -> None:
    bad = InputError("x.txt", "it is torn", "Mend it")
    heard: list[InputError] = []
    told = fill(place, [report(TURKEY), bad, report(RUSSIA)], on_error=heard.append)
    assert (told.added, told.failed, told.done) == (2, 1, 3)
    assert heard == [bad]


class Breaks(ToyReader):
    """A reader whose steps fail over some reports."""

    def read_many(self, items):
        for item in items:
            rained = "rained" in item.text
            yield ExtractionError(item.source, "times", "IndexError", "Traceback: here") if rained else record(item)


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_step_that_fails_over_a_text_fails_all_its_printings(place: Store, jobs: int) -> None:
    heard: list[InputError] = []
    made = [report(RUSSIA), report(TURKEY, "a"), report(TURKEY, "b", publisher="B")]
    readers = Readers(jobs, Breaks)
    try:
        told = add_reports(place.engine(write=True), place.path, made, readers, on_error=heard.append)
    finally:
        readers.close()
    assert (told.added, told.failed) == (1, 2)
    assert [(e.source, e.step, e.fault, e.trace) for e in heard if isinstance(e, ExtractionError)] == [
        ("a", "times", "IndexError", "Traceback: here"),
        ("b", "times", "IndexError", "Traceback: here"),
    ]


def test_a_record_that_contradicts_itself_fails_alone(place: Store, fill) -> None:
    class Liar(ToyReader):
        def read_many(self, items):
            for item in items:
                told = record(item)
                yield msgspec.structs.replace(told, actors=()) if "rained" in item.text else told

    heard: list[InputError] = []
    told = fill(place, [TURKEY, RUSSIA], Liar, on_error=heard.append)
    assert (told.added, told.failed) == (1, 1)
    assert "which is not in it" in str(heard[0])
    assert place.stats().reports == 1
    assert not place.check().problems


def test_a_fact_may_name_a_statement_that_was_dropped(place: Store, fill) -> None:
    class Forgetful(ToyReader):
        def read_many(self, items):
            for item in items:
                told = record(item)
                lost = tuple(msgspec.structs.replace(s, parent="sgone", statement="sgone") for s in told.statements)
                yield msgspec.structs.replace(told, statements=lost)

    fill(place, [TURKEY], Forgetful)
    [one] = place.records()
    assert one.statements[0].parent is None
    assert not place.check().problems


def test_judgements_survive_a_new_reading(place: Store, fill) -> None:
    fill(place, [TURKEY, RUSSIA])
    place.merge("Davutoglu", "Lavrov")
    fill(place, [TURKEY, RUSSIA], lambda: ToyReader("99.0"), again=True)
    assert len({a.entity for r in place.records() for a in r.actors if a.kind == "person"}) == 1
    assert not place.check().problems


def test_two_jobs_make_the_store_that_one_makes(tmp_path: Path) -> None:
    made = [
        report(f"Foreign Minister Ahmet Davutoglu of Turkey said that he has {n} reasons.", f"{n}") for n in range(60)
    ]
    made.insert(30, report(made[3].text, "again", publisher="B"))
    found = []
    for jobs in (1, 2):
        with open_store(tmp_path / f"{jobs}.db") as store:
            readers = Readers(jobs, ToyReader)
            try:
                told = add_reports(store.engine(write=True), store.path, made, readers)
            finally:
                readers.close()
            assert (told.added, told.read) == (61, 60)
            found.append([r.to_json() for r in store.records()])
    assert sorted(found[0]) == sorted(found[1])


def test_hostile_text_is_kept_as_it_is(place: Store, fill) -> None:
    title = "'; DROP TABLE reports; --\x1b[31m\u202e<script>alert(1)</script>"
    fill(place, [report(TURKEY, "=cmd|' /C calc'!A0", title=title, publisher='"; --')])
    [one] = place.records()
    assert (one.report.title, one.report.source) == (title, "=cmd|' /C calc'!A0")
    assert place.stats().reports == 1

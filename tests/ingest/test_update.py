"""Reading again what a newer version reads otherwise: only that, with the judgements kept."""

from __future__ import annotations

import pytest

from communique.ingest import update, workers
from communique.ingest.add import add_reports
from communique.ingest.update import ChangedStep, as_given, changed_steps, touched_texts, version_parts
from communique.ingest.workers import Readers
from communique.query.fts import match_expression
from communique.store import Store
from communique.version import __version__
from tests.database.toy import ToyReader, report

OWN = version_parts(__version__)
TALKS = "Foreign Minister Sergei Lavrov of Russia warned that talks may fail."
GRAIN = "Foreign Minister Wang Yi of China said that grain is cheap."


def older() -> ToyReader:
    return ToyReader("0.0.1")


@pytest.fixture
def old(place: Store) -> Store:
    made = [report(TALKS, "a.txt"), report(TALKS, "b.txt", date="2013-04-18"), report(GRAIN, "c.txt", date=None)]
    add_reports(place.engine(write=True), place.path, made, Readers(1, older))
    return place


@pytest.mark.parametrize(
    ("steps", "texts"),
    [
        ([], 2),  # a version that tells nothing touches all
        ([ChangedStep(OWN, "events", "*")], 2),
        ([ChangedStep(OWN, "events", "grain OR harvest")], 1),
        ([ChangedStep(OWN, "events", "harvest")], 0),
        ([ChangedStep(OWN, "events", "-")], 0),
        ([ChangedStep((0, 0, 2), "acts", "talks"), ChangedStep(OWN, "events", "-")], 1),
        ([ChangedStep((0, 0, 1), "events", "*"), ChangedStep(OWN, "events", "harvest")], 0),
        ([ChangedStep((0, 0, 2), "events", "*"), ChangedStep(OWN, "events", "harvest")], 2),
    ],
)
def test_only_what_changed_steps_touch(old: Store, steps: list[ChangedStep], texts: int) -> None:
    assert len(touched_texts(old.engine(), old.path, match=match_expression, steps=steps)) == texts


@pytest.mark.parametrize(
    ("read_by", "texts"),
    [("0.3.0", 2), ("0.4.0", 2), ("0.5.0", 2), ("0.5.9", 2), (__version__, 0), ("99.0.0", 0)],
)
def test_what_earlier_versions_read(place: Store, read_by: str, texts: int) -> None:
    made = [report(TALKS, "a.txt"), report(GRAIN, "b.txt")]
    add_reports(place.engine(write=True), place.path, made, Readers(1, lambda: ToyReader(read_by)))
    assert len(touched_texts(place.engine(), place.path, match=match_expression)) == texts


def test_every_version_tells_what_it_changed() -> None:
    """Without a line of its own a version has all read again, even where it changed nothing."""
    listed = {one.version for one in changed_steps()}
    assert {(0, 4, 0), (0, 5, 0), (0, 6, 0), OWN} <= listed


def test_facts_are_replaced_and_judgements_kept(old: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    [statement] = [a for a in old.find("statements") if "talks" in a.words]
    old.review.judge(statement.id, "accept", by="Ann")
    before = [r.report for r in old.records()]
    monkeypatch.setattr(workers, "model_reader", lambda: ToyReader(more=0.25))
    told, sums, changes = old.update(old.outdated())
    assert (told.read, told.added) == (2, 0)
    assert old.stats().readings == {__version__: 2}
    assert [r.report for r in old.records()] == before
    assert {r.statements[0].confidence for r in old.records()} == {0.75}
    assert (sums.reports, changes) == (3, [])
    assert len(old.log()) == 1
    assert old.outdated() == []
    assert len(old.outdated(everything=True)) == 2
    assert not old.check().problems


def test_what_reading_concluded_is_concluded_anew() -> None:
    import msgspec

    from communique.model import Published

    given = report(TALKS)
    assert as_given(given).published == given.published
    told = Published("2013-04-17", "2013-04-17", "2013-04-17", "inferred", confidence=0.5)
    assert as_given(msgspec.structs.replace(given, published=told)).published == Published()


def test_the_table_is_sound() -> None:
    from communique.reader import STEPS

    names = {step.name for step in STEPS}
    assert all(one.step in names for one in changed_steps())
    assert update.changed_steps() is changed_steps()

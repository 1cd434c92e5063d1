"""Reports whose date was read off their text: found by it, and shown with a question mark."""

from __future__ import annotations

import msgspec
import pytest

from communique.model import Published
from communique.store import Store
from tests.database.toy import record, report

TEXT = "Foreign Minister Ahmet Davutoglu of Turkey warned that talks may fail."
WHEN = Published("2013-04-17", "2013-03-01", "2013-06-30", "inferred", confidence=0.6, reasons=("It says so.",))


class Dating:
    """The toy reader, which dates every report without a date."""

    def read_many(self, items):
        """The records in order."""
        for item in items:
            found = item if item.published.value else msgspec.structs.replace(item, published=WHEN)
            yield record(found)


@pytest.fixture
def told(place: Store, fill) -> Store:
    fill(place, [report(TEXT, "a.txt", None)], Dating)
    return place


@pytest.mark.parametrize(
    ("question", "many"),
    [({}, 1), ({"since": "2013"}, 1), ({"since": "2013-06"}, 1), ({"since": "2014"}, 0), ({"until": "2013-02"}, 0)],
)
def test_the_interval_answers(told: Store, question: dict[str, str], many: int) -> None:
    assert len(told.statements(**question)) == many


def test_what_was_inferred_shows(told: Store) -> None:
    (answer,) = told.statements()
    assert answer.citation.date == "2013-04-17?"
    (read,) = told.records()
    assert read.report.published == WHEN


def test_a_printing_with_a_date_keeps_its_own(told: Store, fill) -> None:
    fill(told, [report(TEXT, "b.txt", "2015-01-02")], Dating)
    assert sorted(r.report.published.value for r in told.records()) == ["2013-04-17", "2015-01-02"]

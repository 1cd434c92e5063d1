"""The table ``earliest``: the first date that each report tells, by the month of the report."""

from __future__ import annotations

import gzip
from pathlib import Path

import msgspec
from sqlalchemy import select

from communique.database import schema as t
from communique.database.days import published_days
from communique.database.earliest import file_earliest
from communique.model import KINDS, Record
from communique.store import Store, open_store
from tests.database.toy import ToyReader, report

OLD = Path(__file__).parents[1] / "earlier" / "v0_1_0" / "store.db.gz"


def told(record: Record) -> tuple[str, str] | None:
    days = [getattr(x, k.dates[0]) for k in KINDS if k.timeline for x in getattr(record, k.field)]
    last = published_days(record.report.published)[1]
    first = min((day for day in days if day), default=None)
    return None if last is None or first is None else (last[:7], first)


def rows(store: Store) -> list[tuple[str, str, str]]:
    with store.engine().connect() as connection:
        query = select(t.earliest.c.month, t.earliest.c.date, t.reports.c.id)
        found = connection.execute(query.join(t.reports, t.reports.c.key == t.earliest.c.report))
        return sorted((row[0], row[1], row[2]) for row in found)


def expected(store: Store) -> list[tuple[str, str, str]]:
    return sorted((*found, record.report.id) for record in store.records() if (found := told(record)) is not None)


def test_an_upgrade_files_every_report_and_filing_again_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    path.write_bytes(gzip.decompress(OLD.read_bytes()))
    with open_store(path) as store:
        assert not store.check(upgrade=True).problems
        assert len(rows(store)) > 5
        assert rows(store) == expected(store)
        with store.engine(write=True).begin() as connection:
            texts = list(connection.execute(select(t.texts.c.key)).scalars())
            file_earliest(connection, texts, known=texts)
        assert rows(store) == expected(store)
        assert not store.check().problems


class Dating(ToyReader):
    """Gives statements a date."""

    day = "2013-04-02"

    def read_many(self, items):
        for found in super().read_many(items):
            said = tuple(msgspec.structs.replace(s, date=self.day) for s in found.statements)
            yield msgspec.structs.replace(found, statements=said)


class DatingEarlier(Dating):
    """Gives them another one."""

    day = "1999"


def test_printings_are_filed_when_they_come_and_when_their_text_is_read_anew(place: Store, fill) -> None:
    text = "Foreign Minister Ahmet Davutoglu of Turkey warned that talks may fail."
    one, other = report(text, "a", date="2013-04-17"), report(text, "b", date="2013-05-02", publisher="B")
    fill(place, [one], Dating)
    assert rows(place) == [("2013-04", "2013-04-02", one.id)]
    fill(place, [other], Dating)
    assert rows(place) == [("2013-04", "2013-04-02", one.id), ("2013-05", "2013-04-02", other.id)]
    fill(place, [one], DatingEarlier, again=True)
    assert rows(place) == [("2013-04", "1999", one.id), ("2013-05", "1999", other.id)]
    fill(place, [one], again=True)
    assert rows(place) == []
    assert not place.check().problems

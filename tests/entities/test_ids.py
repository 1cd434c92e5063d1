"""Ids of entities: the same in any order of adding, and whatever was given out once stays a name of the same entity."""

from __future__ import annotations

import gzip
import random
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
import pytest

from communique.entities.ids import own_id
from communique.errors import InputError
from communique.ingest import add
from communique.ingest.add import add_reports
from communique.ingest.workers import Readers
from communique.model import Record, Report
from communique.store import Store, open_store
from tests.database.toy import ToyReader, record, report
from tests.earlier.conftest import FOLDER
from tests.entities.test_occasions import TEXTS as OCCASIONS
from tests.entities.test_occasions import Reader as OccasionReader

TEXTS = [
    "Foreign Minister Ahmet Davutoglu of Turkey said that it is late.",
    "Davutoglu of Turkey said that it is early.",
    "The foreign minister of Turkey said that it is fine.",
    "Foreign Minister Ahmet Davutoğlu of Turkey warned that it is over.",
    "Foreign Minister Sergei Lavrov of Russia said that it rains.",
    "Sergey Lavrov of Russia said that it snows.",
    "Lavrov of Russia demanded that it stops.",
    "President Igor Ivanov of Bulgaria said that it hails.",
    "Igor Ivanov said that it thaws.",
    "SERGEI LAVROV of Russia said that it freezes.",
]
REPORTS = [report(text, f"{n}.txt", f"2013-04-{10 + n}") for n, text in enumerate(TEXTS)]


class KnownRecords:
    """Gives the records of 0.1.0 for their reports."""

    def __init__(self) -> None:
        lines = gzip.decompress((FOLDER / "records.jsonl.gz").read_bytes()).splitlines()
        self.records = {r.report.id: r for r in map(Record.from_json, lines)}

    def read_many(self, items: Iterable[Report | InputError]) -> Iterator[Record | InputError]:
        """The records in order."""
        for item in items:
            assert isinstance(item, Report)
            yield self.records[item.id]


def exported(path: Path, batches: Iterable[list[Report]], reader: object) -> tuple[object, ...]:
    """All that a store tells in which names and ids of entities stand, after adding these one after the other."""
    with open_store(path) as store:
        for batch in batches:
            add_reports(store.engine(write=True), path, batch, Readers(1, reader))  # type: ignore[arg-type]
        with store.engine().connect() as connection:
            query = "SELECT entity, name, kind, country, sector, names, offices, texts FROM all_entities"
            entities = sorted(map(tuple, connection.exec_driver_sql(query)), key=repr)
        assert not store.check().problems
        return sorted(r.to_json() for r in store.records()), store.occasions(), entities


ORDERS = [
    lambda listed: listed,
    lambda listed: listed[::-1],
    lambda listed: random.Random(3).sample(listed, len(listed)),
]


@pytest.mark.parametrize("together", [True, False], ids=["together", "one by one"])
@pytest.mark.parametrize(
    ("reports", "reader"),
    [
        (REPORTS, ToyReader),
        ([report(t, f"{n}.txt", f"2013-0{6 if '06' in t else 4}-2{n}") for n, t in enumerate(OCCASIONS)],
         OccasionReader),
    ],
    ids=["actors", "meetings and agreements"],
)  # fmt: skip
def test_three_orders_give_one_export(tmp_path: Path, reports: list[Report], reader: object, together: bool) -> None:
    found = []
    for n, order in enumerate(ORDERS):
        listed = order(list(reports))
        found.append(exported(tmp_path / f"{n}.db", [listed] if together else [[one] for one in listed], reader))
    assert found[0] == found[1] == found[2]


def test_three_orders_of_real_reports_give_one_export(tmp_path: Path) -> None:
    reader = KnownRecords()
    reports = [r.report for r in reader.records.values()]
    assert len(reports) <= add.BATCH
    found = [exported(tmp_path / f"{n}.db", [order(reports)], lambda: reader) for n, order in enumerate(ORDERS)]
    assert found[0] == found[1] == found[2]


def ids(text: str) -> str:
    """The id that the person of a text gives his entity."""
    [person] = [a for a in record(report(text)).actors if a.kind == "person"]
    return own_id("person", person.id)


SAID = sorted((f"Foreign Minister Ahmet Davutoglu of Turkey said that {n} is late." for n in range(4)), key=ids)
"""Texts of one person, the one that would give him the least id first."""


def the_person(store: Store) -> str:
    [one] = {a.entity for r in store.records() for a in r.actors if a.kind == "person"}
    assert one is not None
    return one


def test_the_least_id_that_a_member_gives_is_the_entity_s(place: Store, fill) -> None:
    for text, least in ((SAID[2], 2), (SAID[3], 2), (SAID[1], 1), (SAID[0], 0)):
        fill(place, [text])
        assert the_person(place) == ids(SAID[least])


def test_an_id_that_was_given_out_finds_the_entity_for_ever(place: Store, fill) -> None:
    for text in reversed(SAID):
        fill(place, [text])
    for text in SAID:
        assert [a.entity for a in place.actors(by=ids(text))] == [ids(SAID[0])]
        assert [a.entity for a in place.actors(by=ids(text)[:9])] == [ids(SAID[0])]
    with place.engine().connect() as connection:
        rows = connection.exec_driver_sql("SELECT former, entity, name FROM all_aliases").all()
    assert sorted(rows) == sorted((ids(text), ids(SAID[0]), "Ahmet Davutoglu") for text in SAID[1:])


LAVROV = "Foreign Minister Sergei Lavrov of Russia said that it rains."


def test_judgements_on_former_ids_stay_in_force(place: Store, fill) -> None:
    fill(place, [SAID[3], LAVROV, "President Igor Ivanov of Bulgaria said that it snows."])
    old = the_one(place, "Davutoglu")
    place.merge(old, the_one(place, "Lavrov"))
    place.apart(the_one(place, "Davutoglu"), the_one(place, "Ivanov"))
    fill(place, [SAID[0]])
    assert the_one(place, "Davutoglu") == ids(SAID[0]) != old
    assert the_one(place, "Lavrov") == ids(SAID[0])
    assert [(j.kind, j.in_force) for j in place.log()] == [("merge", True), ("apart", True)]
    assert place.log()[0].called[old] == "Ahmet Davutoglu"
    place.undo(1)
    assert the_one(place, "Lavrov") == ids(LAVROV)
    place.split("Davutoglu", reports=[place.statements(by="Davutoglu")[0].citation.report])
    place.undo()
    assert not place.check().problems


def the_one(store: Store, name: str) -> str:
    """The id of the entity that is called so."""
    [one] = store.actors(by=name)
    return one.entity


class Renamed(ToyReader):
    """A newer version that takes the person of one text for another one."""

    def read_many(self, items: Iterable[Report | InputError]) -> Iterator[Record | InputError]:
        """Records in which he is called so."""
        for item in items:
            assert isinstance(item, Report)
            found = record(item, "99.0")
            actors = tuple(
                msgspec.structs.replace(a, name="Feridun Sinirlioglu", mentions=(), roles=())
                if a.kind == "person"
                else a
                for a in found.actors
            )
            yield msgspec.structs.replace(found, actors=actors)


def test_the_id_of_a_member_that_left_goes_to_nobody_else(place: Store, fill) -> None:
    fill(place, [SAID[0], SAID[1]])
    assert the_person(place) == ids(SAID[0])
    fill(place, [SAID[0]], Renamed, again=True)
    people = {a.name: a.entity for r in place.records() for a in r.actors if a.kind == "person"}
    assert people["Ahmet Davutoglu"] in (ids(SAID[0]), ids(SAID[1]))
    assert [a.name for a in place.actors(by=ids(SAID[0]))] == ["Ahmet Davutoglu"]
    assert not place.check().problems


def test_reading_all_anew_leaves_every_id(place: Store, fill) -> None:
    fill(place, REPORTS)
    before = [r.to_json() for r in place.records()]
    fill(place, REPORTS[::-1], again=True)
    assert [r.to_json() for r in place.records()] == before
    with place.engine().connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM aliases").scalar() == 0

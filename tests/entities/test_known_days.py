"""Meetings of one day are told apart by who takes part, before more is asked: what that leaves out could not be one."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from communique.entities import known_days, resolve_entities
from communique.entities.known_days import KnownDays
from communique.entities.known_occasions import KnownOccasions
from communique.entities.tellings import meetings
from communique.ingest.add import add_reports
from communique.ingest.workers import Readers
from communique.linking.meetings import UNSURE, MeetingProfile, meeting_profile, other_company, same_meeting
from communique.store import Store, open_store
from tests.database.toy import report
from tests.entities.test_known_occasions import identities
from tests.entities.test_occasions import Reader

DAY = "2013-04-17"


def pairs() -> Iterator[tuple[MeetingProfile, MeetingProfile]]:
    chance = random.Random(1)

    def one() -> MeetingProfile:
        people = [(f"#{chance.randrange(9)}", chance.choice(("TUR", "SYR", "FRA", "CUB", "FIN", None)))
                  for _ in range(chance.choice((0, 1, 2, 2, 3)))]  # fmt: skip
        return meeting_profile(
            chance.choice(("talks on water", "second summit", "visit", "water talks")),
            chance.choice(("talks", "visit", "call")), "held",
            chance.choice((DAY, None, "2013-04")), chance.choice((DAY, None, "2013-04-19")),
            chance.choice(("Oslo", "Geneva", None)), chance.choice(("NOR", None)), None, people, DAY,
            chance.choice((None, 1, 2)), "they met",
        )  # fmt: skip

    for _ in range(3000):
        a, b = one(), one()
        if a.story is None or a.story != b.story:
            yield a, b


def test_what_is_left_out_could_not_be_one() -> None:
    told = [
        (other_company(*({int(k[1:]) for k in x.participants} for x in (a, b)), a.countries, b.countries), a, b)  # type: ignore[arg-type]
        for a, b in pairs()
    ]
    assert all(same_meeting(a, b).value < UNSURE for apart, a, b in told if apart)
    assert 200 < sum(apart for apart, *_ in told) < len(told) - 200


@pytest.fixture
def file(tmp_path: Path, empty_store: Path) -> Iterator[Store]:
    shutil.copyfile(empty_store, tmp_path / "made.db")
    with open_store(tmp_path / "made.db") as store:
        yield store


@pytest.mark.parametrize("batch", [7, 100])
def test_decisions_are_those_of_comparing_all(file: Store, batch: int, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(batch)
    people = ("Anna Berg", "Bela Kovacs", "Carl Dahl", "Dora Elek", "Emil Fuchs")
    reports = [
        report(
            f"{n}: {a} met {b} in {chance.choice(('Oslo', 'Rome'))} on 2013-04-{chance.choice((17, 18))}.",
            f"{n}.txt", f"2013-04-{18 + n % 3}",
        )
        for n in range(40)
        for a, b in [chance.sample(people, 2)]
    ]  # fmt: skip
    add_reports(file.engine(write=True), file.path, iter(reports), Readers(1, Reader), batch=batch)
    found = identities(file)
    with file.writing() as connection:
        for table in ("unsure", "identities", "names", "name_keys", "offices", "aliases", "entities"):
            connection.exec_driver_sql(f"DELETE FROM {table}")
    monkeypatch.setattr(known_days, "other_company", lambda *_: False)
    monkeypatch.setattr(known_days, "MOST_MEETINGS", 5)
    with file.reading() as connection:
        texts = list(connection.exec_driver_sql("SELECT key FROM texts ORDER BY key").scalars())
    known = KnownOccasions()
    for at in range(0, len(texts), batch):
        with file.writing() as connection:
            known.begin(connection)
            resolve_entities(connection, texts[at : at + batch], known_occasions=known)
    assert identities(file) == found
    assert 1 < len({row[1] for row in found if "talks" in str(row[2])}) < 40


def test_a_day_of_many_meetings_is_that_of_the_latest(file: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(known_days, "NEAR", 3)
    reports = [report(f"Anna Berg met Bela{n} Kovacs{n} in Oslo on {DAY}.", f"{n}.txt", DAY) for n in range(6)]
    add_reports(file.engine(write=True), file.path, iter(reports), Readers(1, Reader))
    with file.engine().begin() as connection:
        found = meetings(connection, texts=list(range(1, 7)))
        days = KnownDays()
        days.look_up(connection, found)
        assert [len(days.rivals(one, DAY, whole=True)) for one in found] == [3] * 6

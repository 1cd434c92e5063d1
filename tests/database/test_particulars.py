"""What a source tells of a report is in the store, and stores made before have none of it."""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import create_engine

from communique.database.sums import write_all
from communique.store import Store
from tests.database.toy import report

TOLD = {"byline": "Joan Pell", "section": "WORLD", "page": "A7", "extra": {"edition": "Final", "length": "214 words"}}


def test_it_comes_back_as_it_was_put(place: Store, fill: Any) -> None:
    text = "Davutoglu said that it rains."
    fill(place, [msgspec.structs.replace(report(text, "a.docx#1"), **TOLD), report(text + " ", "b.txt")])
    first, second = (record.report for record in place.records())
    assert {name: getattr(first, name) for name in TOLD} == TOLD
    assert (second.byline, second.section, second.page, second.extra) == (None, None, None, {})
    assert not place.check().problems


def test_a_store_of_before_is_brought_up_to_date(place: Store, fill: Any) -> None:
    from tests.database.test_sums import older

    fill(place, ["Davutoglu said that it rains."])
    path = place.path
    place.close()
    older(path, "0004")
    with create_engine(f"sqlite:///{path}").begin() as connection:
        write_all(connection)  # as a store of that schema had them
    with Store(path) as store:
        assert not store.check(upgrade=True).problems
        assert [record.report.byline for record in store.records()] == [None]
        fill(store, [msgspec.structs.replace(report("Davutoglu said that it snows.", "b#1"), **TOLD)])
        assert not store.check().problems

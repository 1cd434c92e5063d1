"""What passes between two actors, and what is new."""

from __future__ import annotations

from typing import Any

import pytest

from communique.errors import StoreError, UsageError
from communique.model import KINDS, Agreement, Meeting, Span
from communique.query.news import _changed
from communique.store import Store
from tests.database.toy import report


@pytest.fixture(name="store", scope="module")
def same_store(either_old_store: Store) -> Store:
    return either_old_store


@pytest.fixture
def two(place: Store, fill) -> Store:
    texts = [
        ("Foreign Minister Ahmet Davutoglu of Turkey said that Lavrov is right about it.", "2013-04-17"),
        ("Foreign Minister Sergei Lavrov of Russia said that Ahmet Davutoglu is wrong about it.", "2013-04-19"),
        ("Foreign Minister Sergei Lavrov of Russia warned that it rains.", "2013-05-02"),
    ]
    fill(place, [report(text, f"{n}.txt", date) for n, (text, date) in enumerate(texts)])
    return place


def test_kinds_in_which_both_take_part_are_there(store: Store) -> None:
    found = store.between("Russia", "Turkey")
    assert found == store.between("Turkey", "Russia")
    assert {"statement", "event"} <= {e.kind for e in found}
    both = {x.id for what in ("meetings", "relations") for x in store.find(what, by="Russia", to="Turkey")}
    assert both <= {e.id for e in found}
    assert len({(e.kind, e.id) for e in found}) == len(found)
    dates = [(e.date or "9").rstrip("?") for e in found]
    assert dates == sorted(dates)


def test_the_days_are_those_of_what_happened(store: Store) -> None:
    every, few = store.between("Russia", "Turkey"), store.between("Russia", "Turkey", since="2013", until="2013")
    assert {e.id for e in few} < {e.id for e in every}
    assert store.between("Russia", "Turkey", limit=2) == every[:2]


def test_nobody_is_said(store: Store) -> None:
    with pytest.raises(StoreError, match="nobody"):
        store.between("Russia", "Talleyrand")


def test_a_dossier_has_what_others_say_and_more(store: Store) -> None:
    found = store.dossier("Russia", limit=3)
    assert found.events
    assert found.said_of
    assert all(s.speaker is None or s.speaker.entity != found.entity for s in found.said_of)
    assert all(len(part) <= 3 for part in (found.positions, found.meetings, found.events, found.said_of))
    assert {x.citation for x in found.events} <= set(found.citations)


def test_the_rows_of_every_table_add_up(store: Store) -> None:
    counted = store.stats().facts
    every: dict[str, list[dict[str, Any]]] = {}
    for name, row in store.tables():
        every.setdefault(name, []).append(row)
    for kind in KINDS:
        found = every[kind.field]
        if kind.field == "statements":
            assert sum(row["printings"] for row in found) == len(list(store.rows("statements", count="printings")))
            assert len(list(store.rows("statements", count="texts"))) == counted["statement"]
        else:
            assert sum(row["tellings" if kind.occasion else "printings"] for row in found) == counted[kind.singular]
    assert len(every["reports"]) == store.stats().reports
    assert {row["fact"] for row in every["participants"]} <= {r["fact"] for k in KINDS for r in every[k.field]}


@pytest.mark.parametrize("what", ["positions", "meetings", "agreements", "events"])
def test_the_latest_are_those_of_the_last_reports(store: Store, what: str) -> None:
    whole, found = store.dossier("Russia"), store.dossier("Russia", limit=2)
    every, few = getattr(whole, what), getattr(found, what)
    assert len(few) == min(2, len(every))
    assert {x.id for x in few} <= {x.id for x in every}
    days = sorted((x.citation.date or "").rstrip("?") for x in every)
    assert sorted((x.citation.date or "").rstrip("?") for x in few) == days[len(days) - len(few) :]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ({"since": "2013-04-18"}, ["Ahmet Davutoglu is wrong about it", "it rains"]),
        ({"since": "2013-05"}, ["it rains"]),
        ({"since": "2013-06"}, []),
        ({"since": "2013-04", "by": "Davutoglu"}, ["Lavrov is right about it"]),
        ({"since": "2013-04", "about": "wrong"}, ["Ahmet Davutoglu is wrong about it"]),
        ({"since": "2013-04", "limit": 1}, ["Lavrov is right about it"]),
    ],
)
def test_statements_are_news(two: Store, question: dict[str, Any], words: list[str]) -> None:
    assert [x.words for x in two.news(**question)] == words


def test_a_report_brings_what_it_tells(two: Store) -> None:
    one = two.find("statements")[0].citation.report
    assert [x.words for x in two.news(report=one[:12])] == ["Lavrov is right about it"]
    with pytest.raises(StoreError, match="no such report"):
        two.news(report="ffff")
    with pytest.raises(UsageError, match="give since or report"):
        two.news()


def meeting(status: str, start: str | None) -> Meeting:
    return Meeting("m", "talks", "talks", status, (Span(0, 1),), start=start)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("old", "now", "news"),
    [
        ([], ("planned", "2013-05-01"), ("meeting new", None)),
        ([("planned", "2013-05-01")], ("planned", "2013-05-08"), ("meeting moved", "2013-05-01")),
        ([("planned", "2013-05-01")], ("planned", "2013-05-01"), None),
        ([("planned", "2013-05")], ("planned", "2013-05-08"), None),
        ([("planned", "2013-05-08")], ("planned", "2013-05"), None),
        ([("planned", "2013-05-01")], ("cancelled", "2013-05-01"), ("meeting changed", "planned")),
        ([("planned", "2013-05-01")], ("postponed", None), ("meeting changed", "planned")),
        ([("planned", "2013-05-01"), ("planned", None)], ("held", "2013-05-02"), ("meeting moved", "2013-05-01")),
        ([("planned", None)], ("planned", "2013-05-02"), None),
    ],
)
def test_what_is_new_of_a_meeting(
    old: list[tuple[str, str | None]], now: tuple[str, str | None], news: tuple[str, str | None] | None
) -> None:
    assert _changed("meetings", [meeting(*m) for m in old], meeting(*now)) == news


def test_what_is_new_of_an_agreement() -> None:
    one = Agreement("g", "Treaty of Arusha", (Span(0, 1),))
    assert _changed("agreements", [], one) == ("agreement new", None)
    assert _changed("agreements", [one], one) is None


def test_since_the_first_day_all_that_is_dated_is_new(store: Store) -> None:
    found = store.news(since="1900")
    dated = {x.id for x in store.find("statements") if x.citation.date is not None}
    assert {x.id for x in found if x.news == "statement"} == dated
    assert {x.news for x in found} >= {"statement", "position new", "meeting new", "agreement new"}
    assert not [x for x in found if x.before]
    last = max(r.report.published.value or "" for r in store.records())
    later = store.news(since=last)
    assert 0 < len(later) < len(found)

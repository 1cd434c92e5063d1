"""One counting of events wherever they are counted, and bodies a page at a time."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from shutil import copyfile

import pytest

from communique.export.events.coded import coded
from communique.export.events.dyads import counts
from communique.export.events.panel import panel
from communique.store import Store, open_store


@pytest.fixture(scope="module")
def store(examples: Path) -> Store:
    return open_store(examples)


@pytest.mark.parametrize("every", ["day", "week", "month", "year"])
def test_the_page_counts_as_the_panel_does(store: Store, every) -> None:
    records = list(store.records())
    whole = panel(coded(records), (r.report for r in records), every, report_dates=True, zeros=False)
    told = {(row["period"], row["source"], row["target"]): row for row in whole.rows("dyads")}
    found = store.dyads(every=every)
    page = {(row["period"], row["source"], row["target"]): row for p in found.pairs for row in p.flat_rows()}
    assert page.keys() == told.keys()
    assert len(page) > 5
    assert all(page[key][name] == told[key][name] for key in page for name in ("events", "VC", "MC", "VX", "MX"))
    sums: Counter[tuple[str, str]] = Counter()
    for (_, source, target), row in told.items():
        sums[source, target] += row["scale_sum"]
    assert {(p.source, p.target): p.scale for p in found.pairs} == {
        (p.source, p.target): pytest.approx(sums[p.source, p.target] / p.events, abs=0.006) for p in found.pairs
    }


def test_monthly_counts_have_the_scores_of_the_panel(store: Store) -> None:
    records = list(store.records())
    whole = panel(coded(records), (r.report for r in records), "month", report_dates=True, zeros=False)
    told = {(row["period"], row["source"], row["target"]): row["scale_mean"] for row in whole.rows("dyads")}
    monthly = {(row["month"], row["source"], row["target"]): row["mean_scale"] for row in counts(coded(records))}
    assert told.items() <= monthly.items()  # which counts what was before the first report too


@pytest.mark.parametrize(("source", "target"), [("KGZ", "UZB"), ("KGZ", None), (None, "UZB"), ("NOR", "KGZ")])
def test_what_is_counted_follows_the_states(store: Store, source: str | None, target: str | None) -> None:
    found, every = store.dyads(source=source, target=target), store.dyads()
    meant = [p for p in every.pairs if source in (None, p.source) and target in (None, p.target)]
    assert [(p.source, p.target, p.cells) for p in found.pairs] == [(p.source, p.target, p.cells) for p in meant]
    assert found.found == every.found == found.counted + sum(found.left_out.values())
    assert found.counted <= sum(p.events for p in meant)


def test_a_page_of_bodies_is_a_piece_of_the_whole(store: Store) -> None:
    whole = store.bodies()
    assert whole.total == len(whole.trees) > 3
    for limit, offset in ((1, 0), (2, 1), (50, 2), (3, 90)):
        part = store.bodies(limit=limit, offset=offset)
        assert part.trees == whole.trees[offset : offset + limit]
        assert part.total == whole.total
    name = whole.trees[-1].body.name
    assert name in {tree.body.name for tree in store.bodies(about=name.upper()).trees}
    assert store.bodies(about="no such body").total == 0


def test_events_are_counted_as_coders_decided(examples: Path, tmp_path: Path) -> None:
    copyfile(examples, tmp_path / "judged.db")
    with open_store(tmp_path / "judged.db") as judged:
        before = judged.dyads(source="KGZ", target="UZB", every="year")
        event = before.pairs[0].cells[0].events[0]
        judged.review.judge(event, "correct", by="Ana", type="AID")
        now = judged.dyads(source="KGZ", target="UZB", every="year")
        assert (now.pairs[0].events, now.found) == (before.pairs[0].events, before.found)
        assert now.pairs[0].cells[0].quads != before.pairs[0].cells[0].quads
        assert [f.details["type"] for f in judged.facts_with_ids("events", [event])] == ["AID"]
        judged.review.judge(event, "reject", by="Ana")
        less = judged.dyads(source="KGZ", target="UZB", every="year")
        assert (sum(p.events for p in less.pairs), less.found) == (before.pairs[0].events - 1, before.found - 1)
        assert judged.facts_with_ids("events", [event]) == []

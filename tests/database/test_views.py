"""The views in plain words say what the library says, row by row, on a store with every kind of fact and judgement."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from communique.model import Actor, Record, Span
from communique.store import Store
from tests.earlier.conftest import old, old_file

__all__ = ["old", "old_file"]

DOCS = Path(__file__).parents[2] / "docs" / "store.md"
Row = tuple[Any, ...]


def rows(store: Store, view: str, *columns: str) -> list[Row]:
    """What a view says in these columns, sorted."""
    named = ", ".join(f'"{c}"' for c in columns)
    with store.engine().connect() as connection:
        return ordered(tuple(row) for row in connection.exec_driver_sql(f"SELECT {named} FROM {view}"))


def ordered(found: Iterable[Row]) -> list[Row]:
    return sorted(found, key=repr)


class Told:
    """A record with what a view would say of its parts."""

    def __init__(self, record: Record, entities: dict[str, Any]) -> None:
        self.record = record
        self.entities = entities

    def words(self, *spans: Span | None) -> str | None:
        """The words of spans, as a view joins them."""
        there = [span for span in spans if span is not None]
        return " … ".join(span.of(self.record.report.text) for span in there) if there else None

    def name(self, actor: str | None) -> str | None:
        """What the store calls an actor."""
        found = self.record.actor(actor)
        if found is None:
            return None
        return self.entities[found.entity].name if found.entity else found.name

    def names(self, actors: Iterable[str]) -> str | None:
        """The same of several."""
        return "; ".join(str(self.name(actor)) for actor in actors) or None


@pytest.fixture
def told(old: Store) -> list[Told]:
    entities = {a.entity: a for a in old.actors(limit=10_000)}
    return [Told(record, entities) for record in old.records()]


def roles(one: Told, actor: Actor) -> str | None:
    return "; ".join(r.title + (f" of {one.name(r.of)}" if r.of else "") for r in actor.roles) or None


KINDS: dict[str, tuple[tuple[str, ...], Callable[[Told], Iterator[Row]]]] = {
    "all_actors": (
        ("actor", "name", "called", "entity", "kind", "sector", "roles", "members", "confidence"),
        lambda t: ((a.id, t.name(a.id), a.name, a.entity, a.kind, a.sector, roles(t, a), t.names(a.members),
                    a.confidence) for a in t.record.actors),
    ),
    "all_mentions": (
        ("actor", "name", "form", "words", "start", "end"),
        lambda t: ((a.id, t.name(a.id), m.form, t.words(m.span), m.start, m.end)
                   for a in t.record.actors for m in a.mentions),
    ),
    "all_statements": (
        ("statement", "speaker", "speaks_for", "addressee", "via", "act", "mode", "attitude", "polarity", "factuality",
         "source", "cue", "words", "topic", "date", "parent", "told_in", "confidence"),
        lambda t: ((s.id, t.name(s.speaker), t.name(s.speaks_for), t.name(s.addressee), t.name(s.via), s.act, s.mode,
                    s.attitude, s.polarity, s.factuality, t.words(s.source), t.words(s.cue), t.words(*s.content),
                    t.words(s.topic), s.date, s.parent, s.statement, s.confidence) for s in t.record.statements),
    ),
    "all_positions": (
        ("position", "actor", "speaks_for", "stance", "issue", "date", "words", "told_in", "confidence"),
        lambda t: ((p.id, t.name(p.actor), t.name(p.speaks_for), p.stance, p.issue.label, p.date, t.words(*p.evidence),
                    p.statement, p.confidence) for p in t.record.positions),
    ),
    "all_conditionals": (
        ("conditional", "speaker", "kind", "condition", "consequence", "told_in", "confidence"),
        lambda t: ((c.id, t.name(c.speaker), c.kind, t.words(c.condition), t.words(c.consequence), c.statement,
                    c.confidence) for c in t.record.conditionals),
    ),
    "all_meetings": (
        ("meeting", "called", "format", "status", "first_day", "last_day", "place", "place_country", "body", "host",
         "participants", "words", "told_in", "confidence"),
        lambda t: ((m.id, m.title, m.format, m.status, m.start, m.end, m.place and m.place.name,
                    m.place and m.place.country, t.name(m.body), t.name(m.host), t.names(m.participants),
                    t.words(*m.evidence), m.statement, m.confidence) for m in t.record.meetings),
    ),
    "all_agreements": (
        ("agreement", "name", "status", "date", "parties", "words", "told_in", "confidence"),
        lambda t: ((a.id, a.name, a.status, a.date, t.names(a.parties), t.words(*a.evidence), a.statement, a.confidence)
                   for a in t.record.agreements),
    ),
    "all_relations": (
        ("relation", "source", "type", "polarity", "target", "topic", "since", "until", "words", "told_in",
         "confidence"),
        lambda t: ((r.id, t.name(r.source), r.type, r.polarity, t.name(r.target), t.words(r.topic), r.since, r.until,
                    t.words(*r.evidence), r.statement, r.confidence) for r in t.record.relations),
    ),
    "all_events": (
        ("event", "actors", "type", "mode", "modality", "recipients", "contexts", "cameo", "date", "place",
         "place_country", "act", "words", "told_in", "confidence"),
        lambda t: ((e.id, t.names(e.actors), e.type, e.mode, e.modality, t.names(e.recipients),
                    "; ".join(e.contexts) or None, e.cameo, e.date, e.place and e.place.name,
                    e.place and e.place.country, t.words(e.spans.act), t.words(*e.evidence), e.statement, e.confidence)
                   for e in t.record.events),
    ),
    "all_times": (
        ("words", "type", "value", "start", "end", "confidence"),
        lambda t: ((t.words(Span(x.start, x.end)), x.type, x.value, x.start, x.end, x.confidence)
                   for x in t.record.times),
    ),
}  # fmt: skip
"""View -> columns, and what they are by the record."""


@pytest.mark.parametrize("view", sorted(KINDS))
def test_a_view_says_what_the_records_say(old: Store, told: list[Told], view: str) -> None:
    columns, make = KINDS[view]
    expected = ordered((one.record.report.id, *row) for one in told for row in make(one))
    assert expected
    assert rows(old, view, "report", *columns) == expected


@pytest.mark.parametrize("view", [v for v in sorted(KINDS) if v not in ("all_mentions", "all_times")])
def test_the_place_of_a_fact_is_that_of_its_answer(old: Store, view: str) -> None:
    kind = view.removeprefix("all_").removesuffix("s")
    if kind in ("actor", "meeting", "agreement"):
        return  # an answer stands for several of them, and cites one
    answers = old.find(f"{kind}s", limit=10_000, count="printings")
    expected = ordered(
        (a.id, a.citation.report, a.citation.date, a.citation.publisher, a.citation.title, a.citation.start,
         a.citation.end) for a in answers
    )  # fmt: skip
    assert rows(old, view, kind, "report", "day", "publisher", "title", "start", "end") == expected


def test_statements_have_the_country_and_the_entity_of_the_answer(old: Store) -> None:
    answers = old.statements(limit=10_000, count="printings")
    expected = ordered((a.id, a.speaker and a.speaker.country, a.speaker and a.speaker.entity) for a in answers)
    assert rows(old, "all_statements", "statement", "speaker_country", "speaker_entity") == expected


def test_meetings_and_agreements_have_their_entities(old: Store) -> None:
    listed = rows(old, "all_meetings", "meeting", "entity") + rows(old, "all_agreements", "agreement", "entity")
    assert dict(listed) == old.occasions()


def day(record: Record) -> str | None:
    published = record.report.published
    return published.value and published.value + "?" * (published.basis == "inferred")


def test_reports(old: Store) -> None:
    made = [
        (r.report.id, day(r), r.report.publisher,
         r.report.title, r.report.published.basis, r.report.genre, r.report.language, r.report.source, r.report.url,
         len(r.report.text), r.report.text_id, r.made_by.version, r.report.text) for r in old.records()
    ]  # fmt: skip
    columns = ("day", "publisher", "title", "dated_by", "genre", "language", "source", "url", "characters", "text_id",
               "read_by", "text")  # fmt: skip
    assert rows(old, "all_reports", "report", *columns) == ordered(made)


def test_entities(old: Store) -> None:
    found = {row[0]: row[1:] for row in rows(old, "all_entities", "entity", "name", "kind", "country", "sector")}
    answers = old.actors(limit=10_000)
    assert answers
    assert {a.entity: (a.name, a.kind, a.country, a.sector) for a in answers}.items() <= found.items()
    assert dict(rows(old, "all_entities", "entity", "merged_into"))["e3b89d4db361c1c50"] == "e56ee92ba95d00365"


def test_judgements(old: Store) -> None:
    expected = [
        (j.number, j.made, j.by, j.kind,
         "; ".join(j.called[one] for one in ids) or None, "; ".join(ids) or None,
         "; ".join(j.what.get("actors", ())) or None, j.undoes, j.note, int(j.in_force))
        for j in old.log()
        for ids in [[*j.what.get("entities", ()), *(j.what[k] for k in ("entity", "new") if k in j.what)]]
    ]  # fmt: skip
    columns = ("number", "made", "judged_by", "judgement", "names", "entities", "moved", "undoes", "note", "in_force")
    assert rows(old, "all_judgements", *columns) == ordered(expected)


def test_pairs_that_may_be_one(old: Store) -> None:
    listed = {frozenset(row[:2]) for row in rows(old, "all_unsure", "entity", "other_entity")}
    pairs = [p for cluster in old.find("unsure") for p in cluster.pairs]
    assert {frozenset((p.one.entity, p.other.entity)) for p in pairs} <= listed
    assert ("short_name +0.40, same_company +0.10",) in rows(old, "all_unsure", "reasons")


def test_the_documentation_names_every_view_with_its_columns(old: Store) -> None:
    lines = DOCS.read_text(encoding="utf-8").splitlines()
    shared = ["report", "day", "publisher", "title"]
    with old.engine().connect() as connection:
        made = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'view'").scalars()
        views = sorted(name for name in made if name.startswith("all_"))
        assert set(views) == set(KINDS) | {
            f"all_{kind}" for kind in ("reports", "entities", "aliases", "judgements", "unsure")
        }
        for view in views:
            [line] = [line for line in lines if line.startswith(f"| `{view}` |")]
            columns = list(connection.exec_driver_sql(f"SELECT * FROM {view} LIMIT 1").keys())
            own = columns[4:] if columns[:4] == shared else columns
            assert re.findall(r"`(\w+)`", line)[1:] == own, view


def test_the_examples_of_the_documentation_run(old: Store) -> None:
    blocks = re.findall(r"```sql\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    queries = [query for block in blocks for query in block.split(";") if query.strip()]
    assert len(queries) >= 3
    with old.engine().connect() as connection:
        for query in queries:
            connection.exec_driver_sql(query).all()

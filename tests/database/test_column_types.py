"""What the columns that are kept small hold comes out as it went in, and the words that have numbers are all there."""

from __future__ import annotations

from typing import Any, get_args, get_type_hints

import pytest
from msgspec import structs
from sqlalchemy import Column, Integer, MetaData, Table, create_engine, insert, select

from communique.database.column_types import Digest, Reasons, Word, WordList, numbers, pack_mentions, unpack_mentions
from communique.database.layout import LAYOUTS
from communique.knowledge import plover
from communique.knowledge.sectors import agent_words
from communique.linking import agreements, features, meetings
from communique.linking.features import EntityProfile
from communique.model import (
    Agreement,
    Conditional,
    Issue,
    Meeting,
    Mention,
    Position,
    actor,
    event,
    relation,
    statement,
    time,
)
from communique.store import Store
from tests.database.toy import ToyReader


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        (("person", ["military", "legal"]), "number"),
        (("made up", ["legal", "made up", "=x"]), "text"),
        (("=person", []), "text"),
        (("42", ["42"]), "text"),
        (("", [""]), "text"),
        ((None, None), "nothing"),
    ],
)
def test_words_come_out_as_they_went_in(value: tuple[str | None, list[str] | None], kept: str) -> None:
    table = Table("t", MetaData(), Column("key", Integer, primary_key=True), Column("w", Word), Column("l", WordList))
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        table.create(connection)
        connection.execute(insert(table), {"w": value[0], "l": value[1]})
        assert tuple(connection.execute(select(table.c.w, table.c.l)).one()) == value
        assert connection.execute(select(table.c.key).where(table.c.w == value[0])).scalar() == 1
        raw = connection.exec_driver_sql("SELECT typeof(w) FROM t").scalar()
        assert raw == {"number": "integer", "text": "text", "nothing": "null"}[kept]


def fields() -> dict[str, Any]:
    """Every list of words of the record that has numbers."""
    listed = {
        "kinds": actor.ActorKind, "modalities": event.Modality, "relations": relation.RelationType,
        "polarities": statement.Polarity, "times": time.TimeType,
    }  # fmt: skip
    for struct, name in ((Position, "stance"), (Conditional, "kind"), (Meeting, "format"), (Meeting, "status"),
                         (Agreement, "status")):  # fmt: skip
        listed[f"{struct.__name__}.{name}"] = get_type_hints(struct)[name]
    return listed


@pytest.mark.parametrize("name", fields())
def test_the_records_words_have_numbers(name: str) -> None:
    words = {w for part in get_args(fields()[name]) for w in (get_args(part) or (part,)) if isinstance(w, str)}
    assert words
    assert words <= set(numbers())


def test_plovers_words_have_numbers() -> None:
    known = {word for pair in plover.types() for word in pair if word}
    known |= {sector.code for sector in agent_words().values()}
    known |= {context for rule in plover.rules() for context in rule.contexts}
    assert len(known) > 90
    assert known <= set(numbers())


def test_what_speaks_for_two_being_one_has_a_number() -> None:
    sides = [EntityProfile(a, frozenset(), None, None) for a in ("person", "organization", "group", "state")]
    names = {f.name for a in sides for b in sides for f in features.features_for(a, b)}
    names |= {f.name for f in meetings.FEATURES} | {f.name for f in agreements.FEATURES}
    assert len(names) > 25
    assert names <= set(numbers())


@pytest.mark.parametrize(("digest", "bytes_kept"), [("0123456789abcdef" * 4, 32), ("AB" * 32, 64), ("", 0), ("12", 2)])
def test_digests_come_out_as_they_went_in(digest: str, bytes_kept: int) -> None:
    table = Table("t", MetaData(), Column("key", Integer, primary_key=True), Column("d", Digest))
    with create_engine("sqlite://").connect() as connection:
        table.create(connection)
        connection.execute(insert(table), {"d": digest})
        assert connection.execute(select(table.c.d).where(table.c.d == digest)).scalar() == digest
        assert connection.exec_driver_sql("SELECT length(CAST(d AS BLOB)) FROM t").scalar() == bytes_kept


@pytest.mark.parametrize("reasons", [None, {}, {"same_name": 0.85, "made up": -0.3}, {"the same date": 0.617}])
def test_reasons_come_out_as_they_went_in(reasons: dict[str, float] | None) -> None:
    table = Table("t", MetaData(), Column("key", Integer, primary_key=True), Column("r", Reasons))
    with create_engine("sqlite://").connect() as connection:
        table.create(connection)
        connection.execute(insert(table), {"r": reasons})
        assert connection.execute(select(table.c.r)).scalar() == reasons


@pytest.mark.parametrize("name", ["Ahmet Davutoglu", "Davutoglu, A.", "", "ahmet davutoglu"])
def test_a_name_is_kept_whether_or_not_the_text_has_it(place: Store, fill, name: str) -> None:
    class Renaming(ToyReader):
        def read_many(self, items):
            for record in super().read_many(items):
                actors = tuple(structs.replace(a, name=name) if a.kind == "person" else a for a in record.actors)
                at = record.statements[0].content[0]
                labelled = Position("p" + 16 * "1", actors[0].id, Issue(name or "it is late", at), "for", (at,))
                yield structs.replace(record, actors=actors, positions=(labelled,))

    fill(place, ["Foreign Minister Ahmet Davutoglu of Turkey said that it is late."], Renaming)
    [record] = place.records()
    assert [a.name for a in record.actors if a.kind == "person"] == [name]
    assert record.positions[0].issue.label == (name or "it is late")
    assert [p.details["label"] for p in place.find("positions")] == [name or "it is late"]
    [said] = place.statements()
    assert said.speaker is not None
    assert said.speaker.called == name
    with place.engine().connect() as connection:
        views = (
            "SELECT n.name FROM actor_names n JOIN actors a ON a.key = n.actor WHERE a.kind = 6",
            "SELECT label FROM position_labels",
        )
        assert [connection.exec_driver_sql(view).scalar() for view in views] == [name, name or "it is late"]


def test_parts_have_numbers() -> None:
    parts = {part for layout in LAYOUTS for part in layout.many.values()} | {p for x in LAYOUTS for p in x.spans}
    assert parts <= set(numbers())


def test_the_table_has_the_words_of_the_file(place: Store) -> None:
    with place.engine(write=True).connect() as connection:
        rows = connection.exec_driver_sql("SELECT word, key FROM words").all()
    assert dict(rows) == dict(numbers())
    assert len(rows) == len(set(numbers().values()))


@pytest.mark.parametrize(
    "mentions",
    [
        (),
        (Mention(0, 1, "name"),),
        (Mention(3, 9, "name"), Mention(3, 4, "pronoun"), Mention(2040, 2100, "metonym")),
        (Mention(54_000, 56_000, "nominal"), Mention(70_000, 90_000, "nominal"), Mention(1_999_000, 1_999_999, "name")),
        tuple(Mention(n * 1000, n * 1000 + 7, "name") for n in range(200)),
    ],
)
def test_mentions_come_out_as_they_went_in(mentions: tuple[Mention, ...]) -> None:
    assert unpack_mentions(pack_mentions(mentions)) == mentions


@pytest.mark.parametrize("at", [0, 93, 2_013, 55_000, 999_999, 1_000_000, 1_900_000])
def test_the_view_says_where_mentions_are(place: Store, fill, at: int) -> None:
    fill(place, ["Foreign Minister Ahmet Davutoglu of Turkey said that it is late."])
    told = (Mention(at, at + 1, "name"), Mention(at + 1, at + 300_000, "metonym"), Mention(at + 7, at + 9, "pronoun"))
    with place.engine(write=True).begin() as connection:
        key = connection.exec_driver_sql("SELECT min(key) FROM actors").scalar()
        connection.exec_driver_sql("UPDATE actors SET mentions = ? WHERE key = ?", (pack_mentions(told), key))
        rows = connection.exec_driver_sql('SELECT start, "end", form FROM mentions WHERE actor = ? ORDER BY n', (key,))
        assert tuple(Mention(*row) for row in rows) == told

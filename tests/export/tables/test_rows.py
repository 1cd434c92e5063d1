"""Rows: the columns that are defined, filled from the record, for every kind."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from communique.cli.tables import TABLES as NAMES
from communique.export.tables.columns import DICTIONARY, TABLES, dictionary_rows, table_form
from communique.export.tables.rows import record_rows
from communique.export.tables.stored import STORED
from communique.model import KINDS, Published, Record

EVIDENCE = ("words", "confidence", "fact", "statement", "told_by", "report", "start", "end", "spans")


def rows(record: Record, table: str) -> list[dict[str, Any]]:
    return list(record_rows(record, table))


@pytest.mark.parametrize("form", TABLES, ids=lambda form: form.name)
def test_every_row_has_the_columns_of_its_table(form: Any, record: Record) -> None:
    found = rows(record, form.name)
    assert found
    assert all(tuple(row) == form.names for row in found)
    kinds: dict[str, Any] = {"text": str, "integer": int, "number": float, "boolean": bool, "date": str}
    for row in found:
        for column in form.columns:
            value = row[column.name]
            assert value is None or type(value) is kinds[column.type], (column.name, value)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.field)
def test_every_fact_is_a_row_with_its_evidence(kind: Any, record: Record) -> None:
    found, facts = rows(record, kind.field), getattr(record, kind.field)
    assert [row["fact"] for row in found] == [fact.id for fact in facts]
    assert set(EVIDENCE) <= set(table_form(kind.field).names)
    for row in found:
        pieces = [tuple(map(int, piece.split("-"))) for piece in row["spans"].split("; ")]
        assert row["words"] == " … ".join(" ".join(record.report.text[a:b].split()) for a, b in pieces)
        assert (row["start"], row["end"]) == (min(a for a, _ in pieces), max(b for _, b in pieces))
        assert row["report"] == record.report.id


@pytest.mark.parametrize(
    ("table", "n", "columns"),
    [
        ("statements", 0, {"speaker": "Amina Otieno", "speaker_country": "KEN", "act": "say", "within": None,
                           "content": "Uganda had promised to reopen the border", "date": "2026-04-27",
                           "date_basis": "report", "date_inferred": True, "report_date_inferred": False}),
        ("statements", 1, {"speaker": "Uganda", "within": "s1", "told_by": "Amina Otieno", "act": "promise"}),
        ("statements", 2, {"speaks_for": "Kenya", "addressee": "Uganda", "via": "East African Court",
                           "date": "2026-04-26", "date_basis": "text", "date_inferred": False, "mode": "direct",
                           "content": "If the gates stay shut … we will go to the East African Court."}),
        ("statements", 3, {"polarity": "negated", "factuality": "planned", "cue": "denied"}),
        ("positions", 0, {"actor": "Uganda", "actor_country": "UGA", "stance": "for", "issue": "the reopened border",
                          "label": "the reopened border", "issue_entity": None}),
        ("conditionals", 0, {"speaker": "Amina Otieno", "condition": "If the gates stay shut", "kind": "threat",
                             "consequence": "we will go to the East African Court.", "told_by": "Amina Otieno"}),
        ("meetings", 0, {"meeting": "Kenya-Uganda talks", "status": "planned", "format": "talks", "place": "Kigali",
                         "place_country": "RWA", "participants": "Kenya; Uganda", "participant_countries": "KEN; UGA",
                         "date": None, "date_start": "2026-05-04", "date_end": "2026-05-05",
                         "date_precision": "interval", "date_inferred": False, "tellings": 1, "also": None}),
        ("agreements", 0, {"agreement": "Treaty of Arusha", "parties": "Kenya; Uganda", "status": "in_force",
                           "date_start": "1999-01-01", "date_end": "1999-12-31", "date_precision": "year"}),
        ("relations", 0, {"actor": "Kenya", "actor_country": "KEN", "relation": "at_odds", "other": "Uganda",
                          "other_country": "UGA", "polarity": "negated", "topic": "the border"}),
        ("events", 0, {"actors": "Uganda", "actor_countries": "UGA", "recipients": "Kenya", "event": "REJECT",
                       "recipient_countries": "KEN", "quad_class": "VX", "scale": -2.0, "modality": "alleged",
                       "act": "denied", "place": "Kampala", "date": "2026-04-27"}),
        ("actors", 1, {"name": "Amina Otieno", "kind": "person", "roles": "Foreign Minister of Kenya",
                       "statements": 2, "mentions": 2, "reports": 1}),
        ("reports", 0, {"date": "2026-04-27", "publisher": "The Lake Post", "statements": 4, "events": 1}),
    ],
)  # fmt: skip
def test_columns(table: str, n: int, columns: dict[str, Any], record: Record) -> None:
    row = rows(record, table)[n]
    assert {name: row[name] for name in columns} == columns


def test_a_date_that_hangs_on_an_inferred_one_carries_its_mark(record: Record) -> None:
    guess = Published("2026-04-27", "2026-04-01", "2026-06-30", "inferred")
    report = msgspec.structs.replace(record.report, published=guess)
    guessed = msgspec.structs.replace(record, report=report)
    said = rows(guessed, "statements")
    assert (said[0]["date"], said[0]["date_start"], said[0]["date_end"]) == (None, "2026-04-01", "2026-06-30")
    for row in (*said, *rows(guessed, "meetings"), *rows(guessed, "events")):
        assert row["date_inferred"] is True
        assert row["report_date_inferred"] is True


def test_an_event_dated_by_its_report_is_inferred(record: Record) -> None:
    event = msgspec.structs.replace(record.events[0], date_basis="report")
    row = rows(msgspec.structs.replace(record, events=(event,)), "events")[0]
    assert (row["date"], row["date_inferred"], row["date_basis"]) == ("2026-04-27", True, "report")


def test_members_of_a_group_give_their_states(record: Record) -> None:
    event = msgspec.structs.replace(record.events[0], actors=("both",))
    row = rows(msgspec.structs.replace(record, events=(event,)), "events")[0]
    assert (row["actors"], row["actor_countries"]) == ("The two sides", "KEN; UGA")


def test_every_actor_of_every_fact_is_a_participant(record: Record) -> None:
    found = {(row["fact"], row["part"], row["name"]) for row in rows(record, "participants")}
    assert {("s3", "speaker", "Amina Otieno"), ("s3", "addressee", "Uganda"), ("s3", "via", "East African Court"),
            ("m1", "participant", "Kenya"), ("m1", "participant", "Uganda"), ("g1", "party", "Uganda"),
            ("r1", "source", "Kenya"), ("r1", "target", "Uganda"), ("e1", "recipient", "Kenya")} <= found  # fmt: skip


def test_the_same_tables_everywhere() -> None:
    assert set(NAMES) == set(STORED) - {"judgements"} == {form.name for form in TABLES}


def test_no_column_is_there_twice_and_each_has_a_meaning() -> None:
    for form in TABLES:
        assert len(set(form.names)) == len(form.names), form.name
        assert all(column.meaning.endswith(".") for column in form.columns), form.name


def test_dates_come_first() -> None:
    for form in TABLES:
        if "date" in form.names:
            assert form.names[:5] == ("date", "date_start", "date_end", "date_precision", "date_inferred")


def test_the_dictionary_has_every_column() -> None:
    found = list(dictionary_rows(TABLES))
    assert {(row["table"], row["column"]) for row in found if row["column"]} == {
        (form.name, name) for form in TABLES for name in form.names
    }
    assert all(tuple(row) == DICTIONARY.names for row in found)
    assert next(r["codes"] for r in found if r["column"] == "stance") == "for against ambivalent"

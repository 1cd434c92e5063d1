"""Rows of tables from the answers of a store: the same columns as from a record.

They have what the machine found, or what coders decided of it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from communique.database.connect import Connection
from communique.database.layout import layout_of
from communique.database.portions import portions
from communique.export.tables.columns import JUDGEMENTS, TABLES
from communique.export.tables.judgements import judgement_rows
from communique.export.tables.rows import Row, fact_row, participant_rows, record_rows, report_columns, table_row
from communique.export.tables.telling import JOINT, Telling, tellings
from communique.model import FACT_KINDS, Record, kind_of
from communique.query.answer_records import AnswerFacts, answer_facts
from communique.query.decided_facts import DecidedFacts
from communique.query.named_records import named_records
from communique.query.question import Question
from communique.review.log import entries
from communique.review.standing import standing
from communique.review.verdicts import Verdict

__all__ = ["STORED", "answer_rows", "report_rows", "stored_tellings", "table_rows"]

STORED = tuple(form.name for form in (*TABLES, JUDGEMENTS))
"""The tables that a store gives."""
CHUNK = 200
"""Reports whose records are held at once."""


def answer_rows(connection: Connection, what: str, answers: Sequence[Any], *, judged: bool = False) -> Iterator[Row]:
    """The rows of answers of a kind, or of "actors", in their order; ``judged``: they are as coders decided."""
    found = answer_facts(connection, what, answers)
    if what == "actors":
        yield from actor_rows(found)
    else:
        known = verdicts(connection)
        decided = DecidedFacts(connection, Question(), known) if judged else None
        yield from map(fact_row, stored_tellings(what, found, known, decided, further=False))


def table_rows(
    connection: Connection,
    find: Callable[[str], Sequence[Any]],
    reports: Sequence[str],
    only: Collection[str] = STORED,
    *,
    judged: Question | None = None,
) -> Iterator[tuple[str, Row]]:
    """The rows of all tables, or of some, each with the table's name.

    Args:
        connection: to a store.
        find: gives the answers of a kind.
        reports: the ids of the reports that are told of.
        only: the tables that are wanted.
        judged: what the answers are to. With it facts are as coders decided: without those that were rejected, with
            what was corrected and added, as far as it is what is asked for then.
    """
    known = verdicts(connection)
    decided = None if judged is None else DecidedFacts(connection, judged, known)
    for kind in FACT_KINDS:
        if kind not in only and "participants" not in only:
            continue
        for told in stored_tellings(kind, answer_facts(connection, kind, find(kind)), known, decided):
            if kind in only:
                yield kind, fact_row(told)
            if "participants" in only:
                yield from (("participants", row) for row in participant_rows(told))
    if "actors" in only:
        yield from (("actors", row) for row in answer_rows(connection, "actors", find("actors")))
    if "reports" in only:
        yield from (("reports", row) for row in report_rows(connection, reports, decided))
    if "judgements" in only:
        yield from (("judgements", row) for row in judgement_rows(entries(connection)))


def report_rows(connection: Connection, reports: Sequence[str], decided: DecidedFacts | None = None) -> Iterator[Row]:
    """The rows of the reports with these ids."""
    for part in portions(reports, CHUNK):
        for record in named_records(connection, part):
            yield from record_rows(record if decided is None else decided.record(record), "reports")


def verdicts(connection: Connection) -> dict[str, Verdict]:
    """What coders decided of facts, by the facts' ids."""
    return standing(connection).verdicts


def stored_tellings(
    kind: str,
    found: Iterable[AnswerFacts],
    known: Mapping[str, Verdict],
    decided: DecidedFacts | None = None,
    *,
    further: bool = True,
) -> Iterator[Telling]:
    """The facts behind answers, each with those of other reports that tell of the same.

    ``known`` has what was decided, by facts' ids; with ``decided`` the facts are as that was, and ``further`` ones
    come behind that were meant only so.
    """
    told: dict[int, tuple[Record, dict[str, Telling]]] = {}  # by the record's identity, which is held meanwhile
    seen: set[str] = set()

    def telling(record: Record, fact: str) -> Telling:
        if id(record) not in told:
            if len(told) > 500:
                told.clear()
            told[id(record)] = record, {t.fact.id: t for t in tellings(record, kind)}
        return told[id(record)][1][fact]

    for one in found:
        seen.update(fact for _, fact in one.facts)
        facts = list(one.facts)
        if decided is not None:
            facts = [(decided.record(record), fact) for record, fact in facts if fact not in decided.rejected]
            facts = [(record, f) for record, f in facts if f not in decided.changed or decided.means(kind, record, f)]
            if not facts:
                continue
        # What people put right stands first, and over what all reports together say.
        right = [] if decided is None else [pair for pair in facts if pair[1] in decided.changed]
        first, *others = (telling(record, fact) for record, fact in (*right, *(p for p in facts if p not in right)))
        answer, judged = one.answer, dict.fromkeys(known[f].state for _, f in one.facts if f in known)
        renamed = bool(right) and "issue" in known[right[0][1]].set
        yield msgspec.structs.replace(
            first, fact=first.fact if right else _as_answered(kind, first.fact, answer),
            printings=answer.citation.printings, entity=getattr(answer, "entity", None),
            issue=None if renamed else one.issue, others=tuple(others), judgement=JOINT.join(judged) or None,
        )  # fmt: skip
    for record, fact, printings in () if decided is None or not further else decided.further(kind, seen):
        yield msgspec.structs.replace(telling(record, fact), printings=printings, judgement=known[fact].state)


def _as_answered(kind: str, fact: Any, answer: Any) -> Any:
    """An occasion as many reports together tell it: how it stands by the latest, the most precise date."""
    of = kind_of(kind)
    if not of.occasion:
        return fact
    layout = layout_of(of)
    fields = [name for name in (*of.names, *of.dates) if "." not in name]
    told = {name: answer.details.get(layout.column(name)) for name in fields}
    return msgspec.structs.replace(fact, confidence=answer.confidence, **told)


def actor_rows(found: Iterable[AnswerFacts]) -> Iterator[Row]:
    """The rows of actors across reports."""
    for one in found:
        a, record = one.answer, one.facts[0][0] if one.facts else None
        yield table_row("actors", {
            "entity": a.entity, "name": a.name, "kind": a.kind, "country": a.country, "sector": a.sector,
            "roles": JOINT.join(a.roles) or None, "also_called": JOINT.join(a.names) or None, "reports": a.reports,
            "statements": a.statements, **(
                {"report": record.report.id, "start": a.citation.start, "end": a.citation.end, **report_columns(record)}
                if record is not None else {}
            ),
        })  # fmt: skip

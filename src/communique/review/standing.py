"""Which judgements on facts hold now: of texts that were read anew each is asked whether it still applies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec
from sqlalchemy import Connection, func, select

from communique.database import schema as t
from communique.database.load import load_records
from communique.database.portions import portions
from communique.model import Record
from communique.review.coders import rules_in_force
from communique.review.fields import SAME, changed_field, share, span_list
from communique.review.log import ON_FACTS, Judgement, JudgementKind, entries
from communique.review.verdicts import Rules, Verdict, by_fact, tally

__all__ = ["StaleJudgement", "Standing", "readings_of", "standing"]

GONE = "the report is no longer in the store"
LOST = "it is not found there any more"
OWN = "the reading of now finds it itself"


class StaleJudgement(msgspec.Struct, frozen=True):
    """A judgement that a newer reading left without what it was on."""

    judgement: Judgement
    why: str


class Standing(msgspec.Struct, frozen=True):
    """What judgements on facts come to."""

    rules: Rules
    verdicts: dict[str, Verdict]
    """By the facts' ids, as the store has them now."""
    stale: tuple[StaleJudgement, ...]
    """Those that no longer apply."""
    whole: dict[str, tuple[str, ...]]
    """The texts (ids) that were read from end to end, each with the coders who did."""


def standing(connection: Connection, text: str | None = None) -> Standing:
    """What all judgements on facts come to, or those on the facts of one text (its id)."""
    listed = [j for j in entries(connection, ON_FACTS, text=text) if j.in_force]
    whole: dict[str, tuple[str, ...]] = {}
    for j in listed:
        if j.kind is JudgementKind.WHOLE:
            whole[j.what["text"]] = tuple(dict.fromkeys((*whole.get(j.what["text"], ()), j.by)))
    on_facts = [j for j in listed if j.kind is not JudgementKind.WHOLE]
    kept, stale = _checked(connection, on_facts)
    rules = rules_in_force(connection)
    return Standing(rules, {one: tally(one, js, rules) for one, js in by_fact(kept).items()}, tuple(stale), whole)


def _checked(connection: Connection, listed: list[Judgement]) -> tuple[list[Judgement], list[StaleJudgement]]:
    """Those that apply, each with the id that its fact has now, and those that do not."""
    read = readings_of(connection, {j.what["text"] for j in listed})
    anew = {j.what["text"] for j in listed if j.what["text"] in read and read[j.what["text"]] != j.what.get("read")}
    records = {record.report.text_id: record for record in _records(connection, sorted(anew))}
    kept: list[Judgement] = []
    stale: list[StaleJudgement] = []
    for j in listed:
        text = j.what["text"]
        if text not in read:
            stale.append(StaleJudgement(j, GONE))
        elif read[text] == j.what.get("read"):
            kept.append(j)
        else:
            found, why = _again(records[text], j)
            if why is None:
                kept.append(msgspec.structs.replace(j, what={**j.what, "fact": found}))
            else:
                stale.append(StaleJudgement(j, why))
    lost = {one.judgement.what["fact"] for one in stale if one.why == OWN}
    if lost:  # whoever judged an addition judged what the machine has now
        stale += [StaleJudgement(j, OWN) for j in kept if j.what["fact"] in lost]
        kept = [j for j in kept if j.what["fact"] not in lost]
    return kept, sorted(stale, key=lambda one: one.judgement.number)


def _again(record: Record, j: Judgement) -> tuple[str, str | None]:
    """The id that a judgement's fact has in a newer record, and why the judgement does not apply, if so."""
    own, kind = j.what["fact"], j.what["of"]
    facts = {fact.id: fact for fact in getattr(record, kind, ())}
    near = [(share(j.what["spans"], span_list(_spans(fact))), one) for one, fact in facts.items()]
    others = {one: changed_field(record, kind, facts[one], j.what.get("saw") or j.what["set"]) for _, one in near}
    if j.what.get("confidence") is None:  # coders added it
        found = any(part >= SAME and others[one] is None for part, one in near)
        return own, OWN if j.kind is JudgementKind.MISSED and found else None
    if own not in facts:
        nearest = ((others[one] is None, part, one) for part, one in near if part >= SAME)
        _, part, own = max(nearest, default=(False, 0.0, own))
        if not part:
            return own, LOST
    if j.kind in (JudgementKind.ACCEPT, JudgementKind.REJECT) and others[own] is not None:
        return own, f"its {others[own]} is another now"
    return own, None


def _spans(fact: Any) -> Any:
    return getattr(fact, "content", ()) or fact.evidence


def readings_of(connection: Connection, texts: Iterable[str]) -> Mapping[str, list[Any]]:
    """By which reading each text is read now."""
    x = t.texts.c
    found: dict[str, list[Any]] = {}
    listed = sorted(texts)
    for part in portions(listed):
        query = select(x.text_id, x.reading, x.read_on).where(x.text_id.in_(part))
        found |= {row.text_id: [row.reading, row.read_on] for row in connection.execute(query)}
    return found


def _records(connection: Connection, texts: list[str]) -> Iterator[Record]:
    """The records of texts (their ids)."""
    x, r = t.texts.c, t.reports.c
    for part in portions(texts):
        query = select(func.min(r.key)).join(t.texts, x.key == r.text).where(x.text_id.in_(part)).group_by(x.key)
        yield from load_records(connection, sorted(connection.execute(query).scalars()))

"""Positions: what words of support and opposition tell, each holder's once for an issue."""

from __future__ import annotations

from typing import Literal

import msgspec

from communique.extract.mention_index import MENTION_INDEX
from communique.extract.positions.dates import held_on
from communique.extract.positions.issues import StanceMention, find_stances
from communique.extract.positions.labels import Namer
from communique.extract.statement_index import STATEMENT_INDEX, StatementIndex
from communique.extract.step import Step
from communique.extract.time_index import TIME_INDEX, TimeIndex
from communique.language.document import ACTORS, PUBLISHED, STATEMENTS, TIMES, Document
from communique.language.layers import Layer
from communique.language.span_index import SHELF
from communique.model import Issue, Position, Span
from communique.model.identity import fact_identity

MOST = 0.9  # confidence

POSITIONS: Layer[tuple[Position, ...]] = Layer("positions", "positions")


class Positions(Step):
    """Who is for and against what."""

    name = "positions"
    needs = (PUBLISHED, TIMES, ACTORS, STATEMENTS)
    gives = (POSITIONS,)

    def __call__(self, document: Document) -> None:
        """The positions of a document in text order."""
        who, told, times = document.index(MENTION_INDEX), document.index(STATEMENT_INDEX), document.index(TIME_INDEX)
        groups: list[list[StanceMention]] = []
        by_place: dict[tuple[str, int], list[int]] = {}
        clipped = (_clipped(told, f) for f in find_stances(document, who, told))
        for found in sorted(clipped, key=lambda f: (f.evidence, f.actor.id)):
            places = [(found.actor.id, at) for at in range(found.issue.start // SHELF, found.issue.end // SHELF + 1)]
            near = (n for place in places for n in by_place.get(place, ()) if _one(groups[n][0], found))
            same = min(near, default=None)
            if same is None:
                for place in places:
                    by_place.setdefault(place, []).append(len(groups))
                groups.append([found])
            else:
                groups[same].append(found)
        made = [_position(document, told, times, g) for g in groups]
        document.layers.give(POSITIONS, tuple(sorted(made, key=lambda p: (p.evidence[0], p.id))))


def _clipped(told: StatementIndex, found: StanceMention) -> StanceMention:
    """Without what follows the statement's end in the sentence (" ... casualties", the spokesman said)."""
    content = told.content_at(Span(found.issue.start, found.issue.start + 1))
    if content is None or content.end >= found.issue.end:
        return found
    end = content.end
    evidence = Span(found.evidence.start, min(found.evidence.end, max(end, found.evidence.start + 1)))
    return msgspec.structs.replace(found, issue=Span(found.issue.start, end), evidence=evidence)


def _one(a: StanceMention, b: StanceMention) -> bool:
    return a.actor.id == b.actor.id and a.issue.overlaps(b.issue)


def _position(document: Document, told: StatementIndex, times: TimeIndex, same: list[StanceMention]) -> Position:
    best = max(same, key=lambda f: f.strength)
    stances = {f.stance for f in same}
    stance: Literal["for", "against", "ambivalent"] = best.stance
    if len(stances) > 1 and all(f.issue == best.issue for f in same):
        stance = "ambivalent"
    evidence: tuple[Span, ...] = tuple(sorted({f.evidence for f in same if f.stance == best.stance}))
    statement = told.at(evidence[0])
    return Position(
        id=fact_identity("position", document.report.text_id, [best.issue], best.actor.id, stance),
        actor=best.actor.id,
        issue=Issue(Namer(document, document.index(MENTION_INDEX)).name(best.issue, best.actor), best.issue),
        stance=stance,
        evidence=evidence,
        date=next((day for f in same if f.stance == best.stance if (day := held_on(document, times, told, f))), None),
        statement=statement.id if statement else None,
        confidence=round(min(best.strength, MOST), 2),
        extractor="positions",
    )

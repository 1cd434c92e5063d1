"""Relations: the rules' findings put together, each pair once, with polarity and the statement that tells it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from communique.extract.mention_index import MENTION_INDEX
from communique.extract.relations.affiliations import from_affiliations
from communique.extract.relations.bodies import (
    from_governments,
    from_inclusion,
    from_lists,
    from_members,
    from_states,
    from_tables,
)
from communique.extract.relations.compounds import from_compounds
from communique.extract.relations.frames import from_frames
from communique.extract.relations.offices import from_possessives, from_roles
from communique.extract.relations.officials import from_descriptions
from communique.extract.relations.predicates import from_predicates, turns
from communique.extract.relations.relation_mention import RelationMention
from communique.extract.relations.terms import Term
from communique.extract.statement_index import STATEMENT_INDEX, StatementIndex
from communique.extract.step import Step
from communique.extract.time_index import TIME_INDEX
from communique.language.document import ACTORS, STATEMENTS, TIMES, Document
from communique.language.layers import Layer
from communique.model import Relation, hull
from communique.model.identity import fact_identity

MOST = 0.97  # confidence of a relation told in several ways

BOTH_WAYS = ("at_odds", "ally_of")


RELATIONS: Layer[tuple[Relation, ...]] = Layer("relations", "relations")


class Relations(Step):
    """Ties between actors that last."""

    name = "relations"
    needs = (TIMES, ACTORS, STATEMENTS)
    gives = (RELATIONS,)

    def __call__(self, document: Document) -> None:
        """The relations of a document in text order; one told twice has both places as evidence."""
        who, told = document.index(MENTION_INDEX), document.index(STATEMENT_INDEX)
        times = document.index(TIME_INDEX)
        offices = list(_of_one_office([*from_roles(document, times), *from_predicates(document, who, times)]))
        found = [
            *_with_turns(offices, turns(document, who, times)),
            *from_possessives(document, {f.source.id for f in offices}),
            *from_affiliations(document, {f.source.id for f in offices}),
            *from_descriptions(document, who, {(f.source.id, f.target.id) for f in offices}),
            *from_lists(document),
            *from_inclusion(document),
            *from_governments(document),
            *from_members(document),
            *from_frames(document, who, times),
            *from_compounds(document),
        ]
        found += from_tables(document)
        found += from_states(document, {f.source.id for f in found if f.type == "part_of"})
        document.layers.give(RELATIONS, tuple(_merged(document, told, found)))


def _of_one_office(offices: Iterable[RelationMention]) -> Iterator[RelationMention]:
    """The offices, without the term of another one that the same person has had: "the minister, governor in 2001"."""
    first: dict[tuple[str, str, str], RelationMention] = {}
    for f in offices:
        main = first.setdefault((f.source.id, f.target.id, f.type), f)
        if main.office.endswith(f.office) or f.office.endswith(main.office):
            yield f


def _with_turns(offices: list[RelationMention], told: Mapping[str, Term]) -> Iterator[RelationMention]:
    """The offices, with the day on which their holder took or left his one office: "took office in May"."""
    held = Counter(source for source, _, _ in {(f.source.id, f.target.id, f.type) for f in offices})
    for f in offices:
        turn = told.get(f.source.id, Term()) if held[f.source.id] == 1 else Term()
        yield msgspec.structs.replace(f, term=Term(f.term.since or turn.since, f.term.until or turn.until))


def _merged(document: Document, told: StatementIndex, found: Iterable[RelationMention]) -> list[Relation]:
    groups: dict[tuple[str, ...], list[RelationMention]] = {}
    for f in found:
        officials = f.type == "represents" and f.source.sector is not None  # of Peru and Chad, who are its members
        member = f.source.id in f.target.members or (f.target.id in f.source.members and not officials)
        if f.source.id == f.target.id or member:
            continue
        ends = (f.source.id, f.target.id)
        if f.type in BOTH_WAYS:
            ends = (min(ends), max(ends))
        groups.setdefault((f.type, *ends, str(f.negated)), []).append(f)
    made = [_relation(document, told, same) for same in groups.values()]
    return sorted(made, key=lambda r: (r.evidence[0].start, r.type, r.id))


def _relation(document: Document, told: StatementIndex, same: list[RelationMention]) -> Relation:
    same.sort(key=lambda f: f.evidence[0])
    first = same[0]
    evidence = tuple(sorted({s for f in same for s in f.evidence}))
    # Told by the report itself anywhere, it is the report's; else it is the speaker's who told it first.
    tellers = [told.at(hull(f.evidence)) for f in same]
    statement = None if None in tellers else tellers[0]
    confidence = 1.0
    for f in same[:3]:
        confidence *= 1 - f.confidence
    return Relation(
        id=fact_identity(
            "relation", document.report.text_id, first.evidence, first.type, first.source.id, first.target.id
        ),
        type=first.type,
        source=first.source.id,
        target=first.target.id,
        evidence=evidence,
        topic=next((f.topic for f in same if f.topic), None),
        since=next((f.term.since for f in same if f.term.since), None),
        until=next((f.term.until for f in same if f.term.until), None),
        polarity="negated" if first.negated else "affirmed",
        statement=statement.id if statement else None,
        confidence=round(min(1 - confidence, MOST), 2),
        extractor="relations",
    )

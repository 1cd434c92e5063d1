"""A store's positions as coded statements: who is for and against what, for discourse networks and codebooks.

Judgements on facts are put in: rejected positions are left out, corrected and added ones say what coders said, and all
on which people decided are certain.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from communique.database import schema as t
from communique.database.load import load_records
from communique.database.portions import portions
from communique.entities.issues import issue_label
from communique.knowledge import states
from communique.model import Actor, CodedEntity, CodedStatement, CodingTable, CodingVariable
from communique.query.concepts import choices
from communique.query.issue_names import issue_names
from communique.query.lookups import evidence_pieces, texts_by_key
from communique.query.question import Question
from communique.query.selection import report_conditions
from communique.review.effective import judged_record
from communique.review.standing import standing
from communique.review.verdicts import Verdict

__all__ = ["STATE", "VARIABLES", "store_codings"]

AGREEMENTS = {"for": 1, "against": 0}
STATE = "state"
"""The state that an actor is, or whose he is."""
VARIABLES = ("person", "organization", STATE, "concept", "agreement")
"""What a position is coded by."""


class PositionHolder(NamedTuple):
    """An actor as codings name him: by his entity, or by his own name where he has none."""

    name: str
    entity: str
    kind: str
    country: str | None


class _Position(NamedTuple):
    """A position, whether a row of the store or one that coders made of it."""

    id: str
    text: int
    holder: PositionHolder
    body: PositionHolder | None
    concept: str
    issue: str | None
    stance: str
    date: str | None
    start: int
    end: int
    confidence: float
    coder: str


class _Document(NamedTuple):
    """The first printing of a text."""

    id: str
    key: int
    title: str
    publisher: str
    byline: str
    section: str
    genre: str
    date: str | None


def store_codings(connection: Connection, question: Question | None = None, *, origin: str = "") -> CodingTable:
    """The positions of a store as coded statements, by their reports' dates; each text once, as it was first printed.

    "person" is whoever holds it, where a person does. "organization" is the body or state for which he speaks, whose
    office he holds, or whose he is; or the body, state or group that holds it itself. "state" is the state of either.
    The concept is that of the codebook, or the issue that the position was joined to. What "Peru and Chile" hold both
    hold: "p1f0c.../1", "/2".

    Args:
        connection: to a store.
        question: of which reports; what else it asks is not looked at.
        origin: what the table says that it is of.
    """
    documents = _documents(connection, question)
    verdicts = {one: v for one, v in standing(connection).verdicts.items() if v.kind == "positions" and v.decided}
    judged = _judged_texts(connection, verdicts.values(), documents)
    found = [one for one in _positions(connection, documents) if one.text not in judged]
    found += _judged_positions(connection, judged, documents, verdicts)
    names = issue_names(connection, {one.issue for one in found if one.issue})
    coded = {one: choice.concept for one, choice in choices(connection).items()}
    found = [_of_concept(one, coded) for one in found]
    concepts = _unlike((one.issue or one.concept, names.get(one.issue or "", one.concept)) for one in found)
    persons = _unlike((_key(one.holder), one.holder.name) for one in found if one.holder.kind == "person")
    bodies = _unlike((_key(body), body.name) for body in map(_body, found) if body)
    place = {text: n for n, text in enumerate(documents)}
    found.sort(key=lambda one: (place[one.text], one.start, one.id))
    told: list[CodedStatement] = []
    of_text: dict[int, list[_Position]] = defaultdict(list)
    for one in found:
        of_text[one.text].append(one)
    for texts in portions(list(of_text)):
        words = texts_by_key(connection, texts)
        for text in texts:
            told += [_coded(one, documents[text], words[text], concepts, persons, bodies) for one in of_text[text]]
    sides = Counter(one.stance for one in found)
    notes = []
    if not found:
        notes.append("there are no positions in it; networks are of who is for and against what")
    elif not sides["for"] and not sides["against"]:
        notes.append("no position in it is for or against anything")
    states_told = {str(one.values[STATE]) for one in told}
    variables = (
        CodingVariable("person", entities=_entities(persons, (one.holder for one in found))),
        CodingVariable("organization", entities=_entities(bodies, (b for b in map(_body, found) if b))),
        CodingVariable(STATE, entities=tuple(CodedEntity(n) for n in sorted(states_told) if n)),
        CodingVariable("concept", entities=tuple(CodedEntity(name) for name in sorted(set(concepts.values())))),
        CodingVariable("agreement", "boolean"),
    )
    return CodingTable(tuple(told), variables, origin, tuple(notes))


@cache
def _state(code: str) -> states.State | None:
    return states.by_code(code)


def _coded(
    one: _Position, document: _Document, text: str, concepts: Mapping[str, str], persons: Mapping[str, str],
    bodies: Mapping[str, str],
) -> CodedStatement:  # fmt: skip
    body = _body(one)
    country = (body.country if body else None) or one.holder.country
    state = _state(country) if country else None
    return CodedStatement(
        id=one.id, person=persons[_key(one.holder)] if one.holder.kind == "person" else "",
        organization=bodies[_key(body)] if body else "", concept=concepts[one.issue or one.concept],
        agreement=AGREEMENTS.get(one.stance), values={STATE: state.name if state else ""},
        date=(one.date or document.date or "").rstrip("?") or None, document=document.id, title=document.title,
        author=document.byline, source=document.publisher, section=document.section, type=document.genre,
        coder=one.coder, machine=not one.coder, certainty=1.0 if one.coder else one.confidence, start=one.start,
        end=one.end, words=" ".join(text[one.start : one.end].split()),
    )  # fmt: skip


def _of_concept(one: _Position, coded: Mapping[str, str]) -> _Position:
    """A position on the concept as which coders or the codebook have it."""
    concept = coded.get(one.id.partition("/")[0])
    return one if concept is None else one._replace(concept=concept, issue=None)


def _key(holder: PositionHolder) -> str:
    return holder.entity or holder.name


def _body(one: _Position) -> PositionHolder | None:
    """The body or state for which somebody speaks, or who holds it himself; nobody of "countries" and "leaders"."""
    if one.holder.kind != "person":
        unnamed = one.holder.kind == "group" and not one.holder.country and one.holder.name.islower()
        return None if unnamed else one.holder
    if one.body is not None and one.body.kind != "person":
        return one.body
    state = _state(one.holder.country) if one.holder.country else None
    return PositionHolder(state.name, state.code, "state", state.code) if state else None


def _unlike(named: Iterable[tuple[str, str]]) -> dict[str, str]:
    """A name for each key; nodes are told apart by names, so where two are called alike, the key stands behind it.

    That with most positions has the bare name.
    """
    listed = list(named)
    many = Counter(key for key, _ in listed)
    names = {key: " ".join(name.split()) for key, name in listed}
    keys: dict[str, list[str]] = defaultdict(list)
    for key, name in names.items():
        keys[name].append(key)
    for name, alike in keys.items():
        for key in sorted(alike, key=lambda key: (-many[key], key))[1:] if len(alike) > 1 else ():
            names[key] = f"{name} ({key[:9]})"
    return names


def _entities(names: Mapping[str, str], holders: Iterable[PositionHolder]) -> tuple[CodedEntity, ...]:
    found: dict[str, CodedEntity] = {}
    for one in holders:
        if (key := _key(one)) in names and names[key] not in found:
            told = {"Type": one.kind, "Country": one.country or "", "Entity": one.entity}
            found[names[key]] = CodedEntity(names[key], told)
    return tuple(found[name] for name in sorted(found))


def _documents(connection: Connection, question: Question | None) -> dict[int, _Document]:
    """By the keys of texts their first printing among the reports asked for, by its date; undated ones last."""
    r, p = t.reports.c, t.particulars.c
    query = (
        select(r.text, r.id, r.key, r.title, r.publisher, p.byline, p.section, r.genre, r.published)
        .outerjoin(t.particulars, p.report == r.key)
        .where(*(report_conditions(question) if question else ()))
        .order_by(r.first_day.is_(None), r.first_day, r.key)
    )
    found: dict[int, _Document] = {}
    for text, one, key, title, publisher, byline, section, genre, date in connection.execute(query):
        told = (one, key, title or "", publisher or "", byline or "", section or "", genre, date)
        found.setdefault(text, _Document(*told))
    return found


def _positions(connection: Connection, documents: Mapping[int, _Document]) -> Iterator[_Position]:
    """The machine's positions in these texts."""
    p, f, i, s = t.metadata.tables["positions"].c, t.findings.c, t.identities.c, t.statements.c
    e = t.entities
    canonical = t.CANONICAL
    query = (
        select(
            p.key, f.id, f.text, f.start, f.end, f.confidence, p.actor, p.stance, p.date, issue_label().label("label"),
            func.coalesce(canonical.c.id, e.c.id).label("issue"), s.speaker, s.speaks_for,
        )
        .join_from(t.metadata.tables["positions"], t.findings, f.key == p.key)
        .join(t.texts, t.texts.c.key == f.text)
        .outerjoin(t.identities, i.finding == p.key)
        .outerjoin(e, e.c.key == i.entity)
        .outerjoin(canonical, canonical.c.key == e.c.same_as)
        .outerjoin(t.statements, s.key == f.statement)
        .order_by(p.key)
    )  # fmt: skip
    rows = [row for row in connection.execute(query) if row.text in documents]
    parts = _members(connection, {row.actor for row in rows})
    told = {actor for row in rows for actor in parts.get(row.actor, (row.actor,))}
    offices = _offices(connection, told)
    spoken = {row.speaks_for for row in rows if row.speaks_for is not None and row.speaker == row.actor}
    holders = _holders(connection, {*told, *offices.values(), *spoken})
    pieces = evidence_pieces(connection, [row.key for row in rows if row.start is None])
    for row in rows:
        spans = pieces.get(row.key) or [(row.start or 0, row.end or 0)]
        several = parts.get(row.actor, ())
        for n, actor in enumerate(several or (row.actor,), 1):
            own = row.speaks_for if row.speaker == row.actor and not several else None
            body = own if own is not None else offices.get(actor)
            yield _Position(
                f"{row.id}/{n}" if several else row.id, row.text, holders[actor],
                None if body is None else holders[body], row.label, row.issue, row.stance, row.date, spans[0][0],
                max(end for _, end in spans), row.confidence, "",
            )  # fmt: skip


def _members(connection: Connection, actors: Iterable[int]) -> dict[int, list[int]]:
    """Of groups whose members are told ("Peru and Chile") those: each holds what the group does."""
    m, a = t.members.c, t.actors.c
    found: dict[int, list[int]] = defaultdict(list)
    for keys in portions(sorted(actors)):
        query = select(m.actor, m.member).join(t.actors, a.key == m.actor).where(m.actor.in_(keys), a.kind == "group")
        for actor, member in connection.execute(query.order_by(m.actor, m.n)):
            found[actor].append(member)
    return found


def _offices(connection: Connection, actors: Iterable[int]) -> dict[int, int]:
    """The body or state whose office an actor holds, by his key; the first that is told."""
    r = t.roles.c
    found: dict[int, int] = {}
    for keys in portions(sorted(actors)):
        query = select(r.actor, r.of).where(r.actor.in_(keys), r.of.is_not(None)).order_by(r.actor, r.n)
        for actor, of in connection.execute(query):
            found.setdefault(actor, of)
    return found


def _holders(connection: Connection, actors: Iterable[int]) -> dict[int, PositionHolder]:
    """Actors by their keys."""
    a, i, e = t.actors.c, t.identities.c, t.entities
    canonical = t.CANONICAL
    query = (
        select(
            a.key, func.coalesce(canonical.c.name, e.c.name, t.called()), func.coalesce(canonical.c.id, e.c.id),
            a.kind, func.coalesce(canonical.c.country, e.c.country, a.country),
        )
        .outerjoin(t.identities, i.finding == a.key)
        .outerjoin(e, e.c.key == i.entity)
        .outerjoin(canonical, canonical.c.key == e.c.same_as)
    )  # fmt: skip
    found: dict[int, PositionHolder] = {}
    for keys in portions(sorted(actors)):
        for key, name, entity, kind, country in connection.execute(query.where(a.key.in_(keys))):
            found[key] = _plain(PositionHolder(name or "somebody", entity or "", kind, country))
    return found


def _plain(holder: PositionHolder) -> PositionHolder:
    """A state by its usual name and its code, so that it is one with that of which officials are."""
    state = _state(holder.country) if holder.kind == "state" and holder.country else None
    return PositionHolder(state.name, state.code, "state", state.code) if state else holder


def _judged_texts(
    connection: Connection, verdicts: Iterable[Verdict], documents: Mapping[int, _Document]
) -> dict[int, list[Verdict]]:
    """The texts on whose positions people decided, with what they decided."""
    x = t.texts.c
    of_text: dict[str, list[Verdict]] = defaultdict(list)
    for one in verdicts:
        of_text[one.text].append(one)
    found: dict[int, list[Verdict]] = {}
    listed = sorted(of_text)
    for part in portions(listed):
        query = select(x.key, x.text_id).where(x.text_id.in_(part))
        found |= {key: of_text[text] for key, text in connection.execute(query) if key in documents}
    return found


def _judged_positions(
    connection: Connection, judged: Mapping[int, list[Verdict]], documents: Mapping[int, _Document],
    verdicts: Mapping[str, Verdict],
) -> Iterator[_Position]:  # fmt: skip
    """The positions of texts on which people decided, as they decided."""
    text_of = {documents[text].key: text for text in judged}
    keys = sorted(text_of)
    named: dict[str, PositionHolder] = {}
    for key, record in zip(keys, load_records(connection, keys), strict=True):
        read = judged_record(record, judged[text_of[key]])
        named |= _named(connection, {a.entity for a in read.actors if a.entity} - named.keys())
        for position in read.positions:
            verdict = verdicts.get(position.id)
            coder = verdict.votes[-1].by if verdict and verdict.stands and verdict.votes else ""
            changed = verdict is not None and "issue" in verdict.set
            said = next((s for s in read.statements if s.id == position.statement), None)
            holder = read.actor(position.actor)
            body = read.actor(said.speaks_for) if said and said.speaker == position.actor else None
            if holder is None:
                continue
            members = [one for one in map(read.actor, holder.members) if one] if holder.kind == "group" else []
            spans = position.evidence
            for n, one in enumerate(members or (holder,), 1):
                office = read.actor(next((role.of for role in one.roles if role.of), None))
                of = office if members else body or office
                yield _Position(
                    f"{position.id}/{n}" if members else position.id, text_of[key], _holder(one, named),
                    _holder(of, named) if of else None, position.issue.label,
                    None if changed else position.issue.entity, position.stance, position.date,
                    min((s.start for s in spans), default=0), max((s.end for s in spans), default=0),
                    position.confidence, coder,
                )  # fmt: skip


def _named(connection: Connection, ids: Iterable[str]) -> dict[str, PositionHolder]:
    """Entities by their ids."""
    e = t.entities.c
    found: dict[str, PositionHolder] = {}
    listed = sorted(ids)
    for part in portions(listed):
        query = select(e.id, e.name, e.kind, e.country).where(e.id.in_(part))
        found |= {
            one: PositionHolder(name, one, kind, country) for one, name, kind, country in connection.execute(query)
        }
    return found


def _holder(actor: Actor, named: Mapping[str, PositionHolder]) -> PositionHolder:
    known = named.get(actor.entity or "")
    if known is None:
        return _plain(PositionHolder(actor.name, actor.entity or "", actor.kind, actor.country))
    return _plain(known._replace(kind=actor.kind, country=known.country or actor.country))

"""Whom the words of a question mean: those who are called so, or those who hold the office that the words name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from rapidfuzz import process
from rapidfuzz.distance import OSA
from sqlalchemy import CompoundSelect, Connection, Select, func, select, union

from communique.database import schema as t
from communique.errors import AbsentError, printable
from communique.knowledge import states
from communique.knowledge.surface_forms import normalise
from communique.linking.names import bare, sound_key
from communique.model.kinds import NO_ACTORS
from communique.query.entities import Entity, entities_by_key, find_entities, keys_with_merged
from communique.query.offices import OfficeHolder, OfficeQuery, office_holders, parse_office, unnamed_holders
from communique.query.question import Question

__all__ = ["Keys", "Resolution", "matching_actors", "resolve_entity", "resolve_name", "resolve_names"]

MOST_NEAR = 3
SHORTEST = 4
"""Letters of a word that is compared on its own."""
FAR = 5
"""So many times as often as all others together the one who is meant without a question is mentioned."""
LIKE = 0.7
"""Likeness from which on a name may be a slip of the pen."""
Keys = Select[Any] | CompoundSelect[Any]
"""A query of keys."""


class Resolution(msgspec.Struct, frozen=True):
    """Whom some words mean."""

    entities: tuple[Entity, ...]
    """The most mentioned first; of an office those who held it, the first first."""
    office: OfficeQuery | None = None
    """The office, where the words are none's name."""
    holders: tuple[OfficeHolder, ...] = ()
    """Those who held it and when reports tell so, in the order of ``entities``."""
    unnamed: int = 0
    """Actors whom their reports call by the office alone, and of whom nobody knows who they are."""
    leads: bool = False
    """Whether the first of several is mentioned so much more often than the others that a dossier is his."""
    near: tuple[str, ...] = ()
    """Names that are written much like the words, the likest first: asked for, and where the words mean nobody."""


def resolve_name(
    connection: Connection,
    words: str,
    since: str | None = None,
    until: str | None = None,
    *,
    fuzzy: bool = False,
    suggest: bool = False,
) -> Resolution:
    """Whom these words mean: a name or an id, of a capital or seat ("Ankara", "the Kremlin") the state as well; else an
    office, in these days; else what has the words.

    A name that is only written or sounds alike is nobody's; with ``fuzzy`` the likest of them is meant. Names like the
    words are looked for with ``fuzzy`` or ``suggest`` alone: all names of the store have to be gone through.
    """
    found = [*_state_of_place(connection, words), *find_entities(connection, words, loose=False)]
    if found:
        unique = tuple({one.key: one for one in found}.values())
        return Resolution(unique, leads=_first_leads(connection, unique))
    office = parse_office(connection, words)
    if office is not None:
        held = tuple(office_holders(connection, office, since, until))
        many = connection.execute(select(func.count()).select_from(unnamed_holders(office).subquery())).scalar_one()
        if held or many:
            return Resolution(tuple(h.entity for h in held), office, held, int(many))
    found = find_entities(connection, words)
    near = near_names(connection, words) if not found and (fuzzy or suggest) else ()
    if near and fuzzy:
        found = find_entities(connection, near[0], loose=False)
    return Resolution(tuple(found), office, near=near)


def _first_leads(connection: Connection, found: Sequence[Entity]) -> bool:
    if len(found) < 2 or found[0].kind != "person":
        return False
    n = t.names.c
    query = select(n.entity, func.sum(n.times)).where(n.entity.in_([one.key for one in found])).group_by(n.entity)
    times: dict[int, int] = {key: int(many) for key, many in connection.execute(query)}
    others = sum(many for key, many in times.items() if key != found[0].key)
    return times.get(found[0].key, 0) >= FAR * others


def _state_of_place(connection: Connection, words: str) -> list[Entity]:
    """The state that news call by a place, if the store has it."""
    state = states.by_capital(words) or states.by_seat(words)
    if state is None:
        return []
    e = t.entities.c
    own = e.kind == "state", e.country == state.code, e.same_as.is_(None)
    return entities_by_key(connection, connection.execute(select(e.key).where(*own)).scalars().all())


def near_names(connection: Connection, words: str) -> tuple[str, ...]:
    """The names in a store that are written most like some words, or one of whose own words is, the likest first.

    Likeness counts letters that are changed, left out, put in or swapped (optimal string alignment); what sounds the
    same ("Janukowitsch") may be written less alike. All names are looked at; of two as like the one told more often.
    """
    wanted = bare(normalise(words))
    if not wanted:
        return ()
    e, n = t.entities.c, t.names.c
    forms: dict[str, tuple[int, str]] = {}
    named = select(n.name, e.name, n.times).join(t.entities, e.key == n.entity).where(e.name.is_not(None))
    for form, name, times in connection.execute(named.where(e.kind.not_in(NO_ACTORS))):
        for key in {form, *(word for word in form.split() if len(word) >= SHORTEST)}:
            forms[key] = max(forms.get(key, (0, "")), (times, name))
    like, listed = OSA.normalized_similarity, list(forms)
    found = [
        (score, form) for form, score, _ in process.extract(wanted, listed, scorer=like, limit=None, score_cutoff=LIKE)
    ]
    if len(sound := sound_key(wanted)) > SHORTEST:
        heard = [form for form in listed if sound_key(form) == sound]
        found += [(max(LIKE, like(wanted, form)), form) for form in heard]
    found.sort(key=lambda one: (-round(one[0], 2), -forms[one[1]][0], one[1]))
    return tuple(dict.fromkeys(forms[form][1] for _, form in found))[:MOST_NEAR]


def resolve_names(connection: Connection, question: Question, *, suggest: bool = False) -> dict[str, Resolution]:
    """Whom the names of a question mean, by its parts: "by", "to", "body"; ``suggest`` as in :func:`resolve_name`."""
    asked = {name: getattr(question, name) for name in ("by", "to", "body")}
    return {
        name: resolve_name(connection, words, question.since, question.until, fuzzy=question.fuzzy, suggest=suggest)
        for name, words in asked.items()
        if words is not None
    }


def matching_actors(connection: Connection, words: str, question: Question) -> Keys | None:
    """The keys of the actors that some words of a question mean, as a query; None when nobody is meant.

    An office means whoever held it in the question's days, and those whom reports call by it alone.
    """
    found = resolve_name(connection, words, question.since, question.until, fuzzy=question.fuzzy)
    i = t.identities.c
    known = select(i.finding).where(i.entity.in_(keys_with_merged(connection, found.entities)))
    if found.office is None or not found.unnamed:
        return known if found.entities else None
    return union(known, unnamed_holders(found.office))


def resolve_entity(
    connection: Connection,
    words: str,
    *,
    since: str | None = None,
    until: str | None = None,
    occasions: bool = False,
    fuzzy: bool = False,
    leading: bool = False,
) -> Entity:
    """The one entity that is meant; with ``occasions`` an agreement, where no actor is; ``fuzzy``: the likest name.

    ``leading``: of several who are called so the one who is mentioned most by far. What is judged has to be exact.

    Raises:
        AbsentError: there is none, or several are; the message lists them with their ids.
    """
    found = resolve_name(connection, words, since, until, fuzzy=fuzzy)
    entities = list(found.entities)
    if not entities and occasions:
        entities = find_entities(connection, words, occasions=True)
    if not entities:
        near = near_names(connection, words) if found.office is None else ()
        raise AbsentError(no_match_message(words, msgspec.structs.replace(found, near=near)))
    if len(entities) > 1 and found.office is not None:
        listed = "; ".join(printable(h.label) for h in found.holders[:8])
        raise AbsentError(f"{len(entities)} were {printable(found.office.words)}. Name one by the id: {listed}")
    if len(entities) > 1 and not (leading and found.leads):
        listed = "; ".join(f"{x.id} {printable(x.label)}" for x in entities[:8])
        raise AbsentError(f"{len(entities)} in the store are called {printable(words)!r}. Name one by its id: {listed}")
    return entities[0]


def no_match_message(words: str, found: Resolution) -> str:
    """Why nobody is meant, and what to do about it."""
    if found.office is not None:
        told = f", and {found.unnamed} mentions of the office tell no name" if found.unnamed else ""
        return f"no report in the store names who was {printable(found.office.words)}{told}. Ask for a name instead"
    near = [repr(printable(name)) for name in found.near]
    meant = f"Did you mean {' or '.join([', '.join(near[:-1]), near[-1]] if near[1:] else near)}? " if near else ""
    return f"nobody in the store is called {printable(words)!r}. {meant}`communique find actors` lists who is in it"


def fuzzy_message(words: str, found: Resolution) -> str:
    """That the likest name was taken, since nobody is called by these words."""
    taken = printable(found.near[0])
    others = f"; others are {', '.join(printable(name) for name in found.near[1:])}" if found.near[1:] else ""
    return f"nobody in the store is called {printable(words)!r}; {taken!r} is the likest name{others}"

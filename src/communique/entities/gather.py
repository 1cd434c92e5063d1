"""What texts in the store tell of their actors, made ready for comparing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import msgspec
from sqlalchemy import BindParameter, Column, Connection, Select, bindparam, func, select

from communique.database import schema as t
from communique.database.column_types import unpack_mentions
from communique.database.driver_statement import ListStatement
from communique.knowledge import organizations
from communique.linking.holders import listed_holder
from communique.linking.names import called_by_office, organization_form, person_form, surnames, two_persons
from communique.memory import remembered

__all__ = ["StoredActor", "in_order", "stored_actors"]

LONGEST = 8
"""Words of a name; what is longer is a description."""


class StoredActor(msgspec.Struct):
    """One actor of one text, as the tables have it."""

    key: int
    """Of its row in ``actors`` and ``findings``."""
    id: str
    text: int
    """Key of its text."""
    day: str | None
    """First day on which the text may have been published ("2013-04-17"); None where no printing tells."""
    last_day: str | None
    kind: str
    name: str
    country: str | None
    sector: str | None
    names: list[tuple[str, str]]
    """Normalised and as written, of its mentions by name."""
    roles: list[tuple[str, int | None]]
    """Title as written, and the key of the actor whose office it is."""
    mentions: int
    """How many mentions it has, pronouns and descriptions too."""

    @property
    def named(self) -> bool:
        """Whether the text calls it by a name."""
        return bool(self.names)


def in_order(connection: Connection, texts: Sequence[int]) -> list[int]:
    """Keys of texts by the days on which they were published, the undated last, those of one day by their ids.

    So texts that are added together are decided alike in whatever order they came.
    """
    x, r = t.texts.c, t.reports.c
    day = func.min(r.first_day)
    query = select(x.key).outerjoin(t.reports, r.text == x.key).where(x.key.in_(texts)).group_by(x.key, x.text_id)
    return list(connection.execute(query.order_by(day.is_(None), day, x.text_id)).scalars())


def stored_actors(connection: Connection, texts: Sequence[int]) -> list[StoredActor]:
    """Every actor of these texts, text by text, in the order in which they are told of."""
    days = {text: (day, last) for text, day, last in _days()(connection, texts)}
    words = dict(_words()(connection, texts))
    listed: dict[int, StoredActor] = {}
    here: dict[int, list[StoredActor]] = defaultdict(list)
    raw: dict[int, dict[str, None]] = defaultdict(dict)
    for text, key, one, kind, name, start, end, country, sector, mentions in sorted(_actors()(connection, texts)):
        day, last = days.get(text, (None, None))
        called = name if name is not None else words[text][start:end]
        told = listed[key] = StoredActor(key, one, text, day, last, kind, called, country, sector, [], [], 0)
        here[text].append(told)
        for mention in unpack_mentions(mentions):
            told.mentions += 1
            if mention.form == "name":
                raw[key][mention.span.of(words[text])] = None
    for key, forms in raw.items():
        told = listed[key]
        told.names = list(_forms(told.kind, told.name, tuple(forms)))
    for actor, _, title, of in sorted(_roles()(connection, texts)):
        listed[actor].roles.append((title, of))
    for actors in here.values():
        _know_holders(actors, listed)
    return list(listed.values())


@cache
def _days() -> ListStatement:
    """Texts with the first and the last day on which they may have been published."""
    r = t.reports.c
    return ListStatement(
        select(r.text, func.min(r.first_day), func.min(r.last_day))
        .where(r.text.in_(_asked()), r.basis != "inferred")  # an inferred one dates no office
        .group_by(r.text)
    )


@cache
def _words() -> ListStatement:
    return ListStatement(select(t.texts.c.key, t.texts.c.text).where(t.texts.c.key.in_(_asked())))


@cache
def _actors() -> ListStatement:
    f, a = t.findings.c, t.actors.c
    told = select(f.text, a.key, f.id, a.kind, a.name, f.start, f.end, a.country, a.sector, a.mentions)
    return ListStatement(_of_texts(told, a.key))


@cache
def _roles() -> ListStatement:
    o = t.roles.c
    return ListStatement(_of_texts(select(o.actor, o.n, o.title, o.of), o.actor))


def _of_texts(told: Select[Any], actor: Column[Any]) -> Select[Any]:
    """What hangs on actors of texts, whose findings have keys that follow on each other."""
    x, f = t.texts, t.findings.c
    found = told.select_from(x).join(t.findings, f.key.between(x.c.first_finding, x.c.last_finding))
    return found.join(actor.table, actor == f.key).where(x.c.key.in_(_asked()))


def _asked() -> BindParameter[Any]:
    return bindparam("texts", expanding=True)


def _know_holders(actors: Sequence[StoredActor], listed: Mapping[int, StoredActor]) -> None:
    """Those of a text whom the table of office holders knows get the name by which it calls them, as their first."""
    told = {a.country for a in actors if a.kind in ("state", "organization") and a.country}
    told |= {found.key for a in actors if a.kind == "organization" and (found := organizations.by_name(a.name))}
    persons = [a for a in actors if a.kind == "person" and a.named]
    bearers = [{w for form, _ in a.names if " " in form for w in surnames(form)} for a in persons]
    for actor, own in zip(persons, bearers, strict=True):
        forms = [form for form, _ in actor.names]
        countries = {actor.country, *(listed[of].country for _, of in actor.roles if of is not None)} - {None}
        if len(countries) > 1:
            continue
        if not own and any(set(forms) & others for others in bearers):
            continue  # the text tells of somebody else of that surname, and left open whose it is
        country = next(iter(countries), None)
        person = listed_holder(forms, [title for title, _ in actor.roles], country, told, actor.day)
        if person is not None and (form := person_form(person)) not in forms:
            actor.names.insert(0, (form, person))


@remembered
def _forms(kind: str, name: str, written: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """The names of an actor; its own name is the first that the text gives it in full."""
    normal = person_form if kind == "person" else organization_form
    found: dict[str, str] = {}
    for words in (name, *written):
        form = normal(words)
        if form and len(form.split()) <= LONGEST and any(c.isalpha() for c in form):
            found.setdefault(form, _shown(words, form))
    if kind == "person" and len(found) > 1:
        # Of two full names that are no forms of one the other is somebody else's, whatever the report made of it.
        found = {form: shown for form, shown in found.items() if not called_by_office(form)} or found
        full = [form for form in found if " " in form]
        for form in full[1:]:
            if form not in _family_names(full[0]) and two_persons([full[0]], [form]):
                del found[form]
    return tuple(found.items())


def _family_names(form: str) -> set[str]:
    """The endings of a full name that may be a family name of several words: "bin salman", "lyall grant"."""
    words = form.split()
    return {" ".join(words[n:]) for n in range(1, len(words))}


def _shown(words: str, form: str) -> str:
    """A name as written, on one line, without what stands before it ("Mr", "the"); capitals of a headline are none."""
    parts = words.replace("’s", "").replace("'s", "").split()
    written = " ".join(parts[-len(form.split()) :] if len(form.split()) < len(parts) else parts)[:200]
    return form.title() if " " in form and written.isupper() else written

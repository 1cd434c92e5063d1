"""Rows into records: the inverse of :mod:`communique.database.write`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Inspector, Table, func, inspect, null, select

from communique.database import schema as t
from communique.database.column_types import unpack_mentions
from communique.database.layout import LAYOUTS, MANNER, Layout, implied_evidence
from communique.database.portions import portions
from communique.model import Actor, MadeBy, Published, Record, Report, Role, Span, Time
from communique.version import SCHEMA

__all__ = ["load_records", "load_report"]

BATCH = 64
"""Reports put together at once."""
TOLD, CANONICAL = t.findings.alias("told"), t.entities.alias("canonical")
"""Made once: an alias takes longer to make than a row to read."""


def load_records(
    connection: Connection, keys: Iterable[int] | None = None, *, only: Collection[str] | None = None
) -> Iterator[Record]:
    """The records of the reports with these keys, or of all in the order in which they were added.

    Each actor has its ``entity``; two printings of a text have two records with the same facts. With ``only`` the
    records have facts of these kinds and the actors whom these name, without mentions, roles and members: for a part
    of them, much sooner.
    """
    wanted = connection.execute(select(t.reports.c.key).order_by(t.reports.c.key)).scalars() if keys is None else keys
    listed = list(wanted)
    # Once: it remembers the columns that it was asked for. On a server a store is looked through once it is up to date.
    store = inspect(connection) if connection.dialect.name == "sqlite" else None
    for at in range(0, len(listed), BATCH):
        yield from _Batch(connection, store, listed[at : at + BATCH], only).records()


def load_report(row: Mapping[str, Any]) -> Report:
    """The report of a row of ``reports`` joined with its text."""
    dating = row["dating"] or {}
    return Report(
        id=row["id"], text_id=row["text_id"], source=row["source"], text=row["words_of_text"], title=row["title"],
        publisher=row["publisher"], url=row["url"], language=row["language"],
        boilerplate=_spans(row["boilerplate"]), genre=row["genre"],
        published=Published(
            row["published"], row["earliest"], row["latest"], row["basis"], _spans(dating.get("evidence")),
            tuple(dating.get("alternatives", ())), tuple(dating.get("reasons", ())), row["dating_confidence"],
        ),
        byline=row.get("byline"), section=row.get("section"), page=row.get("page"), extra=row.get("extra") or {},
    )  # fmt: skip


def report_columns() -> Sequence[Any]:
    """What :func:`load_report` needs of ``reports`` joined with ``texts``."""
    x = t.texts.c
    return (
        *(c for c in t.reports.c if c.name not in ("text", "added")),
        x.key.label("text_key"), x.text_id, x.text.label("words_of_text"), x.boilerplate, x.reading,
    )  # fmt: skip


def _spans(pairs: Sequence[Sequence[int]] | None) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in pairs or ())


def _one(start: int | None, end: int | None) -> tuple[Span, ...]:
    """What lies in one piece is told by its ends."""
    return () if start is None or end is None else (Span(start, end),)


def _span(row: Mapping[str, Any], name: str) -> Span | None:
    start = row[f"{name}_start"]
    return None if start is None else Span(start, row[f"{name}_end"])


class _Batch:
    """The records of a few reports, each table asked once."""

    def __init__(
        self, connection: Connection, store: Inspector | None, keys: Sequence[int], only: Collection[str] | None
    ) -> None:
        self.connection = connection
        self.store = store
        self.only = only
        self.reports = connection.execute(
            select(*report_columns())
            .join(t.texts, t.texts.c.key == t.reports.c.text)
            .where(t.reports.c.key.in_(keys))
            .order_by(t.reports.c.key)
        ).mappings()
        told = self._particulars(keys)
        self.rows = [{**told.get(row["key"], {}), **row} for row in self.reports]
        self.words = {row["text_key"]: row["words_of_text"] for row in self.rows}
        self.texts = sorted(self.words)

    def records(self) -> Iterator[Record]:
        """In the order of the reports' keys."""
        made_by = self._made_by()
        actors, names = self._actors()
        facts: dict[str, Mapping[int, Sequence[Any]]] = {
            layout.field: self._facts(layout, names) if self.only is None or layout.field in self.only else {}
            for layout in LAYOUTS
        }
        times: dict[int, list[Time]] = defaultdict(list)
        for r in (
            ()
            if self.only is not None
            else self._all(select(t.times).where(t.times.c.text.in_(self.texts)).order_by(t.times.c.text, t.times.c.n))
        ):
            times[r["text"]].append(Time(r["start"], r["end"], r["type"], r["value"], r["confidence"]))
        for row in self.rows:
            text = row["text_key"]
            yield Record(
                made_by=made_by.get(row["reading"], MadeBy(SCHEMA, "", {})),
                report=load_report(row),
                actors=tuple(actors[text]),
                times=tuple(times[text]),
                **{field: tuple(found.get(text, ())) for field, found in facts.items()},
            )

    def _particulars(self, keys: Sequence[int]) -> dict[int, Mapping[str, Any]]:
        """What the sources tell beside; nothing in a store of an older schema, which is looked over without it."""
        if self.store is not None and not self.store.has_table(t.particulars.name):
            return {}
        rows = self._all(select(t.particulars).where(t.particulars.c.report.in_(keys)))
        return {row["report"]: row for row in rows}

    def _all(self, query: Any) -> Sequence[Mapping[str, Any]]:
        found = self.connection.execute(query)
        names = tuple(found.keys())
        return [dict(zip(names, row, strict=True)) for row in found]

    def _of_texts(self, table: Table, owner: str, *order: str) -> Sequence[Mapping[str, Any]]:
        """The rows of a table that hang on findings of these texts."""
        f = t.findings
        query = select(table).join(f, f.c.key == table.c[owner]).where(t.found_in(self.texts))
        return self._all(query.order_by(*(table.c[c] for c in (owner, *order))))

    def _made_by(self) -> dict[int | None, MadeBy]:
        return {
            r["key"]: MadeBy(r["schema"], r["version"], dict(r["models"]))
            for r in self._all(select(t.readings))
        }  # fmt: skip

    def _actors(self) -> tuple[dict[int, list[Actor]], dict[int, str]]:
        """The actors by text, and the id of each by its key."""
        f, i, e = t.findings.c, t.identities, t.entities
        canonical = CANONICAL
        query = (
            select(
                t.actors,
                f.id,
                f.text,
                f.start,
                f.end,
                f.confidence,
                canonical.c.id.label("same"),
                e.c.id.label("entity"),
            )
            .join(t.findings, f.key == t.actors.c.key)
            .outerjoin(i, i.c.finding == t.actors.c.key)
            .outerjoin(e, e.c.key == i.c.entity)
            .outerjoin(canonical, canonical.c.key == e.c.same_as)
            .order_by(t.actors.c.key)
        )
        if self.only is None:
            rows = self._all(query.where(t.found_in(self.texts)))
        else:
            named = sorted(self._named(self.only))
            rows = [row for part in portions(named) for row in self._all(query.where(t.actors.c.key.in_(part)))]
        ids = {r["key"]: r["id"] for r in rows}
        roles: dict[int, list[Role]] = defaultdict(list)
        whole = self.only is None
        for r in self._of_texts(t.roles, "actor", "n") if whole else ():
            at = None if r["start"] is None else Span(r["start"], r["end"])
            roles[r["actor"]].append(Role(r["title"], None if r["of"] is None else ids[r["of"]], at))
        members: dict[int, list[str]] = defaultdict(list)
        for r in self._of_texts(t.members, "actor", "n") if whole else ():
            members[r["actor"]].append(ids[r["member"]])
        found: dict[int, list[Actor]] = defaultdict(list)
        for r in rows:
            key = r["key"]
            actor = Actor(
                id=r["id"], name=self._name(r), kind=r["kind"],
                mentions=unpack_mentions(r["mentions"]) if whole else (), entity=r["same"] or r["entity"],
                country=r["country"], sector=r["sector"], roles=tuple(roles[key]),
                members=tuple(members[key]), confidence=r["confidence"],
            )  # fmt: skip
            found[r["text"]].append(actor)
        return found, ids

    def _named(self, kinds: Collection[str]) -> set[int]:
        """The keys of the actors whom facts of these kinds name."""
        found: set[int] = set()
        p = t.participants.c
        for layout in LAYOUTS:
            if layout.field not in kinds:
                continue
            own = t.metadata.tables[layout.field]
            here = t.found_in(self.texts)
            rows = self.connection.execute(
                select(*(own.c[name] for name in layout.actors), own.c["key"]).join(
                    t.findings, t.findings.c.key == own.c["key"]
                ).where(here)
            ).all()  # fmt: skip
            found.update(actor for row in rows for actor in row[:-1] if actor is not None)
            facts = [row[-1] for row in rows]
            for some in portions(facts):
                query = select(p.actor).where(p.finding.in_(some))
                found.update(self.connection.execute(query).scalars())
        return found

    def _facts(self, layout: Layout, names: Mapping[int, str]) -> dict[int, list[Any]]:
        f, x, table = t.findings.c, t.extractors.c, t.metadata.tables[layout.field]
        # A fact may be told in a statement; parents are statements too.
        told = TOLD
        held = None if self.store is None else {c["name"] for c in self.store.get_columns(table.name)}
        # A store of an older schema, looked over before it is migrated, lacks the columns that came later.
        own = [c if held is None or c.name in held else null().label(c.name) for c in table.c if c.name != "key"]
        columns = [
            f.key,
            f.id,
            f.text,
            f.confidence,
            f.start.label("first"),
            f.end.label("last"),
            x.name.label("extractor"),
            told.c.id.label("told_in"),
            *own,
        ]
        query = (
            select(*columns)
            .join(t.findings, f.key == table.c.key)
            .join(t.extractors, x.key == f.extractor)
            .outerjoin(told, told.c.key == f.statement)
            .where(t.found_in(self.texts))
            .order_by(f.key)
        )
        rows = self._all(query)
        if not rows:
            return defaultdict(list)
        manners = {r["key"]: {name: r[name] for name in MANNER} for r in self._all(select(t.manners))}
        spans: dict[tuple[int, str], list[Span]] = defaultdict(list)
        keys = None if self.only is None else [r["key"] for r in rows]
        for r in self._kind(t.spans, layout.kind, keys):
            spans[r["finding"], r["part"]].append(Span(r["start"], r["end"]))
        people: dict[tuple[int, str], list[str]] = defaultdict(list)
        for r in self._kind(t.participants, layout.kind, keys) if layout.many else ():
            people[r["finding"], r["part"]].append(names[r["actor"]])
        ids = {r["key"]: r["id"] for r in rows}
        linked = self._linked(list(ids)) if layout.linked is not None else {}
        found: dict[int, list[Any]] = defaultdict(list)
        for r in rows:
            key = r["key"]
            evidence = tuple(spans[key, "evidence"]) or _one(r["first"], r["last"])
            more: dict[str, Any] = {"evidence": evidence}
            more |= {field: tuple(people[key, part]) for field, part in layout.many.items()}
            more |= {
                "id": r["id"],
                "confidence": r["confidence"],
                "extractor": r["extractor"],
                "statement": r["told_in"],
            }
            if layout.is_statement:
                more |= manners[r["manner"]]
                more["content"] = tuple(spans[key, "content"]) or _one(r["content_start"], r["content_end"])
                if evidence and not spans[key, "evidence"]:
                    more["evidence"] = implied_evidence(more["content"], _span(r, "source"), _span(r, "cue"))
                more["parent"] = None if r["parent"] is None else ids[r["parent"]]
            fact = layout.fact(r, names, self.words[r["text"]], more)
            if layout.linked is not None and key in linked:
                part = msgspec.structs.replace(getattr(fact, layout.linked), entity=linked[key])
                fact = msgspec.structs.replace(fact, **{layout.linked: part})
            found[r["text"]].append(fact)
        return found

    def _linked(self, keys: Sequence[int]) -> dict[int, str]:
        """The ids of the entities of facts, by the facts' keys."""
        i, e = t.identities.c, t.entities
        canonical = CANONICAL
        query = (
            select(i.finding, func.coalesce(canonical.c.id, e.c.id).label("entity"))
            .join(e, e.c.key == i.entity)
            .outerjoin(canonical, canonical.c.key == e.c.same_as)
        )
        return {
            r["finding"]: r["entity"] for part in portions(keys) for r in self._all(query.where(i.finding.in_(part)))
        }

    def _name(self, row: Mapping[str, Any]) -> str:
        """An actor's name; where the column is empty, the words of its first mention."""
        return str(row["name"] if row["name"] is not None else self.words[row["text"]][row["start"] : row["end"]])

    def _kind(self, table: Table, kind: str, keys: Sequence[int] | None = None) -> Sequence[Mapping[str, Any]]:
        """Rows that hang on facts of a kind: on those of these texts, or on those with these keys."""
        f, c = t.findings.c, table.c
        order = (c.finding, c.part, c.n)
        if keys is not None:
            return [
                row
                for part in portions(keys)
                for row in self._all(select(table).where(c.finding.in_(part)).order_by(*order))
            ]
        query = select(table).join(t.findings, f.key == c.finding).where(t.found_in(self.texts), t.of_kind(kind))
        return self._all(query.order_by(*order))

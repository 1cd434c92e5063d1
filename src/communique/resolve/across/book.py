"""The store's book of entities: what each is called, which offices it held, whom it is told of with."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, Table, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from communique.model.identity import fact_identity
from communique.resolve.across.features import Side
from communique.resolve.across.names import name_keys
from communique.resolve.across.offices import office
from communique.store import schema as t

__all__ = ["Book"]

COMPANY = 20
"""Texts from which an entity's company is taken, the latest."""
CANDIDATES = 100
"""Entities compared with an actor at most."""


class Book:
    """Entities as one transaction sees them. What is noted goes into the tables with :meth:`close`."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._names: dict[int, Counter[tuple[str, str]]] = defaultdict(Counter)
        self._offices: dict[tuple[int, str, int], tuple[str | None, str | None, int]] = {}
        self._keys: dict[str, int] = {}

    def entity(self, identity: str, name: str, kind: str, country: str | None, sector: str | None) -> int:
        """The key of the entity with this id, made if there is none."""
        if identity not in self._keys:
            e = t.entities
            found = self.connection.execute(select(e.c.key).where(e.c.id == identity)).scalar()
            if found is None:
                row = {"id": identity, "name": name, "kind": kind, "country": country, "sector": sector}
                made = self.connection.execute(insert(e), row).inserted_primary_key
                assert made is not None
                found = made[0]
            self._keys[identity] = int(found)
        return self._keys[identity]

    def known(self, kind: str, code: str, name: str, country: str | None, sector: str | None) -> int:
        """The entity of a thing that the tables know: its id is the same in every store."""
        return self.entity(fact_identity("entity", "", (), kind, code), name, kind, country, sector)

    def note(
        self, entity: int, kind: str, names: Iterable[tuple[str, str]], offices: Sequence[tuple[str, int, str | None, str | None, bool]]
    ) -> None:
        """An actor's names (normalised, as written) and offices are its entity's from now on."""
        self._names[entity].update(names)
        for title, of, first, last, _ in offices:
            key = (entity, title, of)
            before = self._offices.get(key)
            if before is None:
                self._offices[key] = (first, last, 1)
            else:
                self._offices[key] = (_least(before[0], first), _most(before[1], last), before[2] + 1)
        # At once, so that the next actor of the same batch finds it.
        self._file(entity, [form for form, _ in names])

    def candidates(self, kind: str, words: Iterable[str]) -> list[int]:
        """Entities of a kind that are filed under any of these words and sounds."""
        k, e = t.name_keys.c, t.entities.c
        query = (
            select(k.entity)
            .join(t.entities, e.key == k.entity)
            .where(k.word.in_(sorted(set(words))), e.kind == kind)
            .group_by(k.entity)
            .order_by(func.count().desc(), k.entity)
            .limit(CANDIDATES)
        )
        return list(self.connection.execute(query).scalars())

    def holders(self, title: str, of: int) -> list[tuple[int, str | None, str | None]]:
        """Who held an office by what reports tell: entity, first and last day."""
        self._flush_offices()
        o = t.offices.c
        rows = self.connection.execute(select(o.entity, o.first_day, o.last_day).where(o.of == of, o.title == title))
        return [(row.entity, row.first_day, row.last_day) for row in rows]

    def canonical(self, keys: Iterable[int]) -> dict[int, int]:
        """For each key that of the entity with which it was merged, or itself."""
        e = t.entities.c
        rows = self.connection.execute(select(e.key, func.coalesce(e.same_as, e.key)).where(e.key.in_(list(keys))))
        return {row[0]: row[1] for row in rows}

    def sides(self, keys: Sequence[int]) -> dict[int, Side]:
        """What the store knows of entities, their company left out."""
        self._flush_offices()
        run = self.connection.execute
        e, n, o = t.entities.c, t.names.c, t.offices.c
        names: dict[int, set[str]] = defaultdict(set)
        for key, name in run(select(n.entity, n.name).where(n.entity.in_(keys))):
            names[key].add(name)
        for key in keys:
            names[key].update(form for form, _ in self._names.get(key, ()))
        offices: dict[int, list[tuple[str, int, str | None, str | None, bool]]] = defaultdict(list)
        for row in run(select(o.entity, o.title, o.of, o.first_day, o.last_day).where(o.entity.in_(keys))):
            offices[row.entity].append((row.title, row.of, row.first_day, row.last_day, office(row.title).unique))
        rows = run(select(e.key, e.kind, e.country, e.sector).where(e.key.in_(keys)))
        return {
            row.key: Side(row.kind, frozenset(names[row.key]), row.country, row.sector, tuple(offices[row.key]))
            for row in rows
        }

    def company(self, entity: int) -> tuple[frozenset[int], frozenset[int]]:
        """Entities told of in the latest texts that tell of this one; and those of them that are no states."""
        i, f = t.identities, t.findings
        latest = (
            select(f.c.text)
            .join(i, i.c.finding == f.c.key)
            .where(i.c.entity == entity)
            .order_by(f.c.key.desc())
            .limit(COMPANY)
        )
        texts = list(self.connection.execute(latest).scalars())
        e = t.entities.c
        query = (
            select(i.c.entity, e.kind)
            .join(f, f.c.key == i.c.finding)
            .join(t.entities, e.key == i.c.entity)
            .where(f.c.text.in_(texts), i.c.entity != entity)
            .distinct()
        )
        rows = self.connection.execute(query).all()
        return frozenset(r[0] for r in rows), frozenset(r[0] for r in rows if r[1] != "state")

    def close(self) -> None:
        """Write down what was noted."""
        self._flush_offices()
        rows = [
            {"entity": entity, "name": form, "shown": shown, "times": times}
            for entity, forms in self._names.items()
            for (form, shown), times in forms.items()
        ]
        merged: dict[tuple[int, str], dict[str, object]] = {}
        for row in rows:
            other = merged.setdefault((row["entity"], row["name"]), {**row, "times": 0})
            other["times"] = int(str(other["times"])) + int(str(row["times"]))
        if merged:
            self._add_up(t.names, list(merged.values()))
        touched = list(self._names)
        self._names.clear()
        self._call(touched)

    # private

    def _file(self, entity: int, forms: Sequence[str]) -> None:
        rows = [{"word": word, "entity": entity} for word in sorted({w for form in forms for w in name_keys(form)})]
        if rows:
            self._insert(t.name_keys, rows, ignore=True)

    def _flush_offices(self) -> None:
        rows: list[dict[str, object]] = [
            {"entity": entity, "title": title, "of": of, "first_day": first, "last_day": last, "times": times}
            for (entity, title, of), (first, last, times) in self._offices.items()
        ]
        self._offices.clear()
        if rows:
            self._add_up(t.offices, rows)

    def _call(self, entities: Sequence[int]) -> None:
        """Give each the name by which it is called most: of more than one word, if there is one."""
        n, e = t.names.c, t.entities
        forms: dict[int, list[tuple[str, int]]] = defaultdict(list)
        for at in range(0, len(entities), 500):
            for row in self.connection.execute(select(n.entity, n.shown, n.times).where(n.entity.in_(entities[at : at + 500]))):
                forms[row.entity].append((row.shown, row.times))
        known = select(e.c.key, e.c.name, e.c.kind).where(e.c.key.in_(list(forms)))
        changed = []
        for row in self.connection.execute(known):
            if row.kind == "person":
                best = max(forms[row.key], key=lambda f: (" " in f[0], f[1], len(f[0]), f[0]))[0]
                if best != row.name:
                    changed.append({"k": row.key, "called": best})
        for c in changed:
            self.connection.execute(update(e).where(e.c.key == c["k"]).values(name=c["called"]))

    def _insert(self, table: Table, rows: list[dict[str, object]], *, ignore: bool) -> None:
        made = self._dialect_insert(table)
        self.connection.execute(made.on_conflict_do_nothing() if ignore else made, rows)

    def _add_up(self, table: Table, rows: list[dict[str, object]]) -> None:
        made = self._dialect_insert(table)
        changes: dict[str, object] = {"times": table.c.times + made.excluded.times}
        for name, pick in (("first_day", func.min), ("last_day", func.max)):
            if name in table.c:
                new, old = made.excluded[name], table.c[name]
                changes[name] = pick(func.coalesce(new, old), func.coalesce(old, new))
        self.connection.execute(
            made.on_conflict_do_update(index_elements=list(table.primary_key.columns), set_=changes), rows
        )

    def _dialect_insert(self, table: Table) -> sqlite.Insert | postgresql.Insert:
        maker = sqlite if self.connection.dialect.name == "sqlite" else postgresql
        return maker.insert(table)


def _least(a: str | None, b: str | None) -> str | None:
    return min((x for x in (a, b) if x), default=None)


def _most(a: str | None, b: str | None) -> str | None:
    return max((x for x in (a, b) if x), default=None)

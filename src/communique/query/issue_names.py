"""Which issues, and which labels of positions, some words mean; what issues are called."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Select, func, select

from communique.database import schema as t
from communique.database.portions import portions
from communique.entities.issues import issue_label
from communique.errors import AbsentError, UsageError, printable
from communique.knowledge.tables import overlay_held
from communique.linking.issues import issue_profile
from communique.model.kinds import ISSUE
from communique.query.entities import ID, Entity, entities_by_key

__all__ = ["issue_names", "issues_with_keys", "labelled", "matching_issues", "one_issue"]


def matching_issues(connection: Connection, words: str) -> list[Entity]:
    """The issues that some words mean: by the id, by the name that people gave, or all that have these words in
    theirs, whatever their form; merged ones as one.

    Raises:
        UsageError: there are no words.
    """
    e, n = t.entities.c, t.names.c
    if ID.fullmatch(words):
        return [one for one in issues_with_keys(connection, _by_id(connection, words)) if one.kind == ISSUE]
    if not words.split():
        raise UsageError(f"there is no word in {printable(words)!r}. Ask for an issue such as: sanctions on Iran")
    found = _having(connection, select(e.key, e.name).where(e.kind == ISSUE), e.name, words)
    renamed = select(n.entity).join(t.entities, e.key == n.entity).where(e.kind == ISSUE)
    renamed = renamed.where(func.lower(n.shown).contains(words.lower(), autoescape=True))
    found += connection.execute(renamed).scalars()
    return issues_with_keys(connection, found)


def _having(connection: Connection, query: Select[Any], called: ColumnElement[str], words: str) -> list[int]:
    """The keys of a query's rows whose name has these words; ``called``: the column of the name."""
    asked = issue_profile(words)
    stems = (asked.words or frozenset(words.casefold().split())) - asked.names
    # Stems stand in the names themselves, but for hyphens and points; codes of states do not, and are looked for in the
    # names that are left.
    bare = func.replace(func.replace(func.lower(called), "-", ""), ".", "")
    rows = connection.execute(query.where(*(bare.contains(stem, autoescape=True) for stem in sorted(stems)))).all()
    with overlay_held():
        return [key for key, name in rows if _has(name, stems, asked.names)]


def labelled(connection: Connection, words: str) -> set[int]:
    """The keys of the positions that reports themselves label with some words, whatever their issue is called."""
    p, label = t.metadata.tables["positions"].c, issue_label()
    query = (
        select(p.key, label)
        .join(t.findings, t.findings.c.key == p.key)
        .join(t.texts, t.texts.c.key == t.findings.c.text)
    )
    return set(_having(connection, query, label, words))


def _has(name: str, words: frozenset[str], states: frozenset[str]) -> bool:
    """Whether a name has these stems, also the general ones ("deal") that tell no issues apart, and these states."""
    profile = issue_profile(name)
    bare = name.casefold().replace("-", "").replace(".", "")
    return states <= profile.words and all(
        word in profile.words or re.search(rf"\b{re.escape(word)}", bare) for word in words
    )


def one_issue(connection: Connection, words: str) -> Entity:
    """The one issue that some words mean: that which is called exactly so, if there are several.

    Raises:
        AbsentError: there is none, or several are; the message lists them.
    """
    found = matching_issues(connection, words)
    exact = [one for one in found if one.name.casefold() == words.casefold()]
    if not found:
        raise AbsentError(f"no issue in the store is called {printable(words)!r}. `communique issues list` shows them")
    if len(found) > 1 and len(exact) != 1:
        listed = "; ".join(f"{one.id} {printable(one.name)}" for one in found[:8])
        raise AbsentError(f"{len(found)} issues are called {printable(words)!r}. Name one by its id: {listed}")
    return exact[0] if len(found) > 1 else found[0]


def issue_names(connection: Connection, ids: Collection[str]) -> Mapping[str, str]:
    """What issues are called, by their ids."""
    e = t.entities.c
    listed = sorted(ids)
    keys: list[int] = []
    for part in portions(listed):
        keys += connection.execute(select(e.key).where(e.id.in_(part))).scalars()
    return {one.id: one.name for one in issues_with_keys(connection, keys)}


def _by_id(connection: Connection, words: str) -> list[int]:
    from communique.query.entities import find_entities

    return [one.key for one in find_entities(connection, words)]


def issues_with_keys(connection: Connection, keys: Collection[int]) -> list[Entity]:
    """The issues with these keys, or those into which people merged them, by the names that people gave them."""
    found: list[Entity] = []
    listed = sorted(set(keys))
    for part in portions(listed):
        found += entities_by_key(connection, part)
    n = t.names.c
    shown: dict[int, str] = {}
    for some in portions(found):
        keys = [one.key for one in some if one.kind == ISSUE]
        shown |= dict(connection.execute(select(n.entity, n.shown).where(n.entity.in_(keys))).all())
    unique = {one.key: one for one in found}
    return [msgspec.structs.replace(one, name=shown.get(key) or one.name) for key, one in unique.items()]

"""Who judges, and by which rules: both stand in the log, so that whoever reads the judgements knows them."""

from __future__ import annotations

import unicodedata

from sqlalchemy import Connection, select

from communique.database import schema as t
from communique.errors import StoreError, UsageError, printable
from communique.review.log import Judgement, JudgementKind, append, entries, reviewer
from communique.review.verdicts import Rules

__all__ = ["add_coder", "agree_on", "checked_coder", "coders", "rules_in_force"]


def coders(connection: Connection) -> tuple[str, ...]:
    """The coders who were named, the first first; none where anybody may judge."""
    return tuple(j.what["name"] for j in entries(connection, (JudgementKind.CODER,)) if j.in_force)


def add_coder(connection: Connection, name: str, *, by: str | None = None, note: str | None = None) -> int:
    """Name a coder; once there is one, nobody else judges facts. Gives the number in the log.

    Raises:
        UsageError: the name is empty.
        StoreError: there is one called so, or nearly so.
    """
    shown = _shown(name)
    same = next((one for one in coders(connection) if _folded(one) == _folded(shown)), None)
    if same is not None:
        raise StoreError(
            f"there is a coder {printable(same)!r} already. Two coders need two names: add an initial or a number"
        )
    return append(connection, JudgementKind.CODER, {"name": shown}, by=by, note=note)


def checked_coder(connection: Connection, name: str | None) -> str:
    """The name under which somebody judges, by default that of :func:`communique.review.log.reviewer`.

    Raises:
        UsageError: the name is empty.
        StoreError: it is none of the coders' names, or nearly another one's.
    """
    shown = _shown(name if name is not None else reviewer())
    named = coders(connection)
    if shown in named:
        return shown
    j = t.judgements.c
    known = named or tuple(connection.execute(select(j.by).distinct().order_by(j.by)).scalars())
    same = next((one for one in known if _folded(one) == _folded(shown)), None)
    if same is not None and same != shown:
        raise StoreError(
            f"{printable(shown)!r} is nearly {printable(same)!r}, who has judged here. Write that name, or another one"
        )
    if named:
        raise StoreError(
            f"{printable(shown)!r} is none of the coders: {', '.join(map(printable, named))}. Give a name with --by, "
            f"or add the coder: communique review --coder {printable(shown)}"
        )
    return shown


def _shown(name: str) -> str:
    shown = " ".join(unicodedata.normalize("NFC", name).split())
    if not shown:
        raise UsageError("a coder needs a name. Give one with --by")
    return shown


def _folded(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


def rules_in_force(connection: Connection) -> Rules:
    """What coders agreed on last, or what holds without that."""
    found = [j for j in entries(connection, (JudgementKind.RULES,)) if j.in_force]
    return rules_of(found[-1]) if found else Rules()


def rules_of(judgement: Judgement) -> Rules:
    """The rules that an entry of the log lays down."""
    what = judgement.what
    return Rules(int(what["coders"]), float(what["agreement"]), bool(what["open"]))


def agree_on(connection: Connection, rules: Rules, *, by: str | None = None, note: str | None = None) -> int:
    """Lay down how many judge a fact, how far they must agree, and whether they see each other's judgements.

    Raises:
        UsageError: fewer than one coder, or no such share.
    """
    if rules.coders < 1:
        raise UsageError(f"{rules.coders} coders cannot judge. Give a number from 1")
    if not 0 <= rules.agreement < 1:
        raise UsageError(f"more than {rules.agreement} of the coders cannot agree. Give a share from 0 to below 1")
    what = {"coders": rules.coders, "agreement": rules.agreement, "open": rules.open}
    return append(connection, JudgementKind.RULES, what, by=by, note=note)

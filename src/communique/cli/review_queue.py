"""Judging through a queue on a terminal: a fact at a time, a key a verdict, nothing but what is shown."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from communique.cli.options import tell
from communique.errors import CommuniqueError, UsageError

if TYPE_CHECKING:
    from communique.review.queue import QueueItem, QueueProgress
    from communique.store import Store

__all__ = ["KEYS", "go_through", "values_of"]

KEYS = {
    "a": "accept", "r": "reject", "c": "correct", "n": "note", "s": "skip", "u": "undo", "y": "redo", "m": "missed",
    "w": "report read whole", "q": "quit",
}  # fmt: skip
"""The keys, and what each does."""


def values_of(words: list[str] | tuple[str, ...]) -> dict[str, Any]:
    """What FIELD=VALUE says.

    Raises:
        UsageError: there is no = in one, or a field is said twice.
    """
    from communique.errors import printable

    found: dict[str, Any] = {}
    for word in words:
        field, mark, value = word.partition("=")
        if not mark or not field:
            raise UsageError(f"{printable(word)!r} says nothing. Write FIELD=VALUE, such as speaker=none")
        if field in found or field in ("by", "note", "report", "text", "final"):
            raise UsageError(f"{printable(field)} cannot be said there. Write each field once, options with two dashes")
        found[field] = value
    return found


def at_a_terminal() -> bool:
    """Whether somebody can press keys."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def go_through(place: Store, items: list[QueueItem], progress: QueueProgress, by: str | None, *, final: bool) -> None:
    """Show one fact after the other and do what the key says, until there is none left or ``q``.

    Raises:
        UsageError: there is no terminal.
    """
    if not at_a_terminal():
        raise UsageError("a queue takes a terminal to press keys at. Elsewhere name a fact and a verdict")
    done = 0
    click.echo("  ".join(f"{key} {what}" for key, what in KEYS.items()))
    waiting = list(items)
    while waiting:
        item = waiting[0]
        _show(place, item, by, f"{len(waiting):,} left of {progress.total:,}", progress, final=final)
        verdict = _pressed(place, item, by, final=final)
        if verdict == "quit":
            break
        if verdict == "back":  # what was judged before is shown again
            before = items[items.index(item) - 1 :] if items.index(item) else waiting
            waiting, done = list(before), max(0, done - 1)
        elif verdict == "next":
            waiting.pop(0)
            done += 1
    tell(f"{done:,} judged or passed over, {len(waiting):,} left; `communique review` tells how it stands")


def _show(place: Store, item: QueueItem, by: str | None, where: str, progress: QueueProgress, *, final: bool) -> None:
    from communique.export.review_item import fact_lines, verdict_line

    told = f", {progress.disputed:,} disputed" if progress.disputed and not final else ""
    click.echo(f"\n— {where}{told}")
    for line in fact_lines(place.review.fact(item.fact, text=item.text)):
        click.echo(line)
    if (seen := place.review.seen(item.fact, by, text=item.text, adjudicating=final)) is not None:
        click.echo(f"  {verdict_line(seen)}")


def _pressed(place: Store, item: QueueItem, by: str | None, *, final: bool) -> str:
    """Wait for a key and do what it says: "next", "stay", "back" or "quit"."""
    key = click.getchar().lower()
    if key in ("q", "\x03", "\x04", "\x1b"):
        return "quit"
    act = _ACTS.get(key)
    if act is None:
        click.echo("  ".join(f"{k} {what}" for k, what in KEYS.items()))
        return "stay"
    try:
        return act(place, item, by, final)
    except CommuniqueError as error:
        click.echo(f"  {error}")
        return "stay"


def _verdict(verdict: str) -> Callable[[Store, QueueItem, str | None, bool], str]:
    def act(place: Store, item: QueueItem, by: str | None, final: bool) -> str:
        place.review.judge(item.fact, verdict, text=item.text, by=by, final=final and verdict != "skip")
        click.echo(f"  {verdict}")
        return "next"

    return act


def _asked(prompt: str) -> str:
    return str(click.prompt(f"  {prompt}", default="", show_default=False)).strip()


def _typed(line: str) -> list[str]:
    try:
        return shlex.split(line)
    except ValueError:
        raise UsageError("a quotation mark is open. Close it, or leave both out") from None


def _correct(place: Store, item: QueueItem, by: str | None, final: bool) -> str:
    said = _asked("FIELD=VALUE ... (empty: nothing)")
    if not said:
        return "stay"
    place.review.judge(item.fact, "correct", text=item.text, by=by, final=final, **values_of(_typed(said)))
    return "next"


def _comment(place: Store, item: QueueItem, by: str | None, _final: bool) -> str:
    if said := _asked("note (empty: none)"):
        place.review.judge(item.fact, "comment", text=item.text, by=by, note=said)
    return "stay"


def _missed(place: Store, item: QueueItem, by: str | None, _final: bool) -> str:
    said = _typed(_asked("KIND SPAN FIELD=VALUE ... (empty: nothing)"))
    if len(said) > 1:
        report = place.review.fact(item.fact, text=item.text).record.report.id
        _, fact = place.review.add(report, said[0], said[1], by=by, **values_of(said[2:]))
        click.echo(f"  {fact} is added")
    return "stay"


def _whole(place: Store, item: QueueItem, by: str | None, _final: bool) -> str:
    place.review.whole(place.review.fact(item.fact, text=item.text).record.report.id, by=by)
    click.echo("  the report is read whole")
    return "stay"


def _undo(place: Store, _item: QueueItem, by: str | None, _final: bool) -> str:
    found = place.undo(by=by)
    click.echo(f"  judgement {found.number} ({found.kind}) is undone")
    return "back" if found.kind in ("accept", "reject", "correct", "skip") else "stay"


def _redo(place: Store, _item: QueueItem, by: str | None, _final: bool) -> str:
    found = place.review.redo(by=by)
    click.echo(f"  judgement {found.number} ({found.kind}) is in force again")
    return "next" if found.kind in ("accept", "reject", "correct", "skip") else "stay"


_ACTS: dict[str, Callable[[Any, Any, str | None, bool], str]] = {
    "a": _verdict("accept"), "r": _verdict("reject"), "s": _verdict("skip"), "c": _correct, "n": _comment, "m": _missed,
    "w": _whole, "u": _undo, "y": _redo,
}  # fmt: skip

"""``communique issues``: what positions are about, and people's judgements on which labels mean one issue."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from communique.cli.messages import tell_more
from communique.cli.options import (
    FORMATS,
    MOST,
    format_option,
    opened,
    output_option,
    print_answers,
    store_option,
    tell,
)

F = TypeVar("F", bound=Callable[..., Any])


def _judging(function: F) -> F:
    """``--note`` and ``--by``."""
    function = click.option("--by", metavar="NAME", help="Who judges; by default you, or $COMMUNIQUE_REVIEWER.")(
        function
    )
    return click.option("--note", metavar="TEXT", help="Why.")(function)


@click.group("issues", short_help="What positions are about, whatever reports call it.")
def command() -> None:
    """List the issues on which reports have positions, and judge which of them are one. "Military intervention in
    Syria" and "intervening militarily in Syria" are one issue of the store; what people judge beats what the machine
    found, stands in `communique log`, and `undo` takes it back.

    \b
    communique issues list sanctions
    communique issues merge "sanctions relief" e3f2a90cbb1d2c44
    communique issues rename e3f2a90cbb1d2c44 "Lifting of sanctions"
    """


@command.command("list", short_help="List issues, those with most positions first.")
@click.argument("words", nargs=-1)
@store_option
@click.option("--limit", type=click.IntRange(0, MOST), default=50, show_default=True, help="Most issues; 0: all.")
@format_option(*FORMATS)
@output_option
def list_issues(words: tuple[str, ...], store: str, limit: int, form: str, output: str | None) -> None:
    """List issues with how many positions are for and against each and how reports call it: all, or those that WORDS
    mean in any form. CSV and JSON have the reasons for which the least sure of its positions was joined to it.
    """
    from communique.export.issues import render

    with opened(store) as place:
        found = place.issues(" ".join(words) or None, limit=limit + 1 if limit else None)
    if not found:
        tell("no issue has these words" if words else "the store has no positions")
    many = print_answers(found[: limit or None], form, output, render)
    tell_more(many, len(found))


@command.command("merge", short_help="Judge that issues are one.")
@click.argument("names", metavar="ISSUE ISSUE...", nargs=-1, required=True)
@store_option
@_judging
def merge(names: tuple[str, ...], store: str, note: str | None, by: str | None) -> None:
    """Judge that these issues are one, which goes by the first: by their names or ids."""
    with opened(store) as place:
        ids = [place.issue(name).id for name in names]
        number, _ = place.merge(*ids, note=note, by=by)
        one = place.issue(ids[0])
    tell(f"judgement {number}: {len(ids)} issues are one now, {one.name} {one.id}; `communique undo {number}` takes it "
         "back")  # fmt: skip


@command.command("apart", short_help="Judge that issues are not one.")
@click.argument("names", metavar="ISSUE ISSUE...", nargs=-1, required=True)
@store_option
@_judging
def apart(names: tuple[str, ...], store: str, note: str | None, by: str | None) -> None:
    """Judge that each of these issues is another one, which no later reading joins: by their names or ids."""
    with opened(store) as place:
        number, found = place.apart(*(place.issue(name).id for name in names), note=note, by=by)
    told = " and ".join(f"{one.name} {one.id}" for one in found)
    tell(f"judgement {number}: {told} stay apart; `communique undo {number}` takes it back")


@command.command("split", short_help="Judge that some positions are on another issue.")
@click.argument("name", metavar="ISSUE")
@store_option
@click.option("--report", "reports", metavar="ID", multiple=True, help="A report whose positions are on another issue.")
@click.option("--position", "positions", metavar="ID", multiple=True, help="A position that is on another issue.")
@_judging
def split(
    name: str, store: str, reports: tuple[str, ...], positions: tuple[str, ...], note: str | None, by: str | None
) -> None:
    """Judge that positions which were taken for ones on ISSUE are on another one, which becomes an issue of its own."""
    if not reports and not positions:
        raise click.UsageError("Say which positions are on another issue: --position ID or --report ID")
    with opened(store) as place:
        number, moved, new = place.split(place.issue(name).id, reports=reports, actors=positions, note=note, by=by)
    many = sum(moved.values())
    told = f"{many} position{'s' * (many != 1)} moved to {new.name} {new.id}"
    tell(f"judgement {number}: {told}; `communique undo {number}` takes it back")


@command.command("rename", short_help="Say what an issue is called.")
@click.argument("name", metavar="ISSUE")
@click.argument("new", metavar="NAME")
@store_option
@_judging
def rename(name: str, new: str, store: str, note: str | None, by: str | None) -> None:
    """Say that ISSUE is called NAME from now on, whatever reports call it."""
    with opened(store) as place:
        number, one = place.rename(name, new, note=note, by=by)
    tell(f"judgement {number}: {one.id} is called {one.name}; `communique undo {number}` takes it back")


@command.command("undo", short_help="Take back a judgement.")
@click.argument("number", type=click.IntRange(1, MOST), required=False)
@store_option
@_judging
def undo(number: int | None, store: str, note: str | None, by: str | None) -> None:
    """Take back the judgement with this NUMBER, or the last one in force, as `communique undo` does."""
    with opened(store) as place:
        found = place.undo(number, note=note, by=by)
    tell(f"judgement {found.number} ({found.kind}) is undone; `communique log` lists all")

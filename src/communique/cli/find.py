"""``communique find``: facts of a store, each with its citation."""

from __future__ import annotations

from functools import partial
from typing import Any

import click
from click.core import ParameterSource

from communique.cli.asking import (
    FORMATS,
    format_option,
    opened,
    output_option,
    print_answers,
    question,
    question_options,
    store_option,
    tell,
)

KINDS = ("statements", "actors", "positions", "conditionals", "meetings", "agreements", "relations", "events", "unsure")


@click.command("find", short_help="Find statements, actors and other facts in a store.")
@click.argument("what", metavar="WHAT", type=click.Choice(KINDS))
@store_option
@question_options()
@format_option(*FORMATS)
@output_option
def command(what: str, store: str, form: str, output: str | None, limit: int, **given: Any) -> None:
    """Find facts in a store: WHAT is statements, actors, positions, conditionals, meetings, agreements, relations,
    events or unsure: pairs of actors, meetings or agreements that may be one, with the words on both sides, what speaks
    for and against it, and the command to type for either answer.

    Conditions narrow: all of them must hold. For facts other than statements --by and --to are anybody who takes part,
    and --about are words in the report. Every answer says where it stands: [report:first–last character].

    \b
    communique find statements --by Lavrov --about "military intervention" --since 2013-01
    communique find statements --country Turkey --act warn --act threaten --format csv -o warnings.csv
    communique find actors --about ceasefire
    communique find unsure --by Davutoglu
    """
    asked = question(limit, **given)
    with opened(store) as place:
        if what == "statements":
            answers, total = place.counted_statements(asked)
            for name, meant in place.meant(asked).items():
                if not meant:
                    tell(f"nobody in the store is called {given[name]!r}. `communique find actors` lists who is in it")
                elif len(meant) > 1:
                    listed = ", ".join(f"{e.label} {e.id}" for e in meant[:6])
                    tell(f"{given[name]!r} can mean {len(meant)}: {listed}; name one by its id to narrow")
            if total > len(answers):
                tell(f"{len(answers):,} of {total:,} are shown; --limit 0 shows all")
            print_answers(answers, form, output)
        elif what == "unsure":
            from communique.export.pairs import render

            many = print_answers(place.find(what, asked), form, output, partial(render, store=_named(store)))
            if not many:
                tell("no pair waits for a judgement")
        else:
            many = print_answers(place.find(what, asked), form, output)
            if limit and many == limit:
                tell(f"the first {many:,} are shown; --limit 0 shows all")


def _named(store: str) -> str | None:
    """The store, if a command that asks the same one must name it."""
    source = click.get_current_context().get_parameter_source("store")
    return store if source is ParameterSource.COMMANDLINE else None

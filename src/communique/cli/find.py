"""``communique find``: facts of a store, each with its citation."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import click
from click.core import ParameterSource

from communique.cli.messages import tell_more, tell_nothing, tell_resolutions, wider
from communique.cli.options import (
    FORMATS,
    format_option,
    opened,
    output_option,
    print_answers,
    question,
    question_options,
    store_option,
)
from communique.cli.tables import TABLE_FORMATS, old_columns, old_columns_option, write_table
from communique.query.question import FINDABLE

NOUNS = {"unsure": "unsure clusters"}

HELP = f"""Find facts in a store: WHAT is {", ".join(FINDABLE[:-1])} or unsure: clusters of actors, meetings or
agreements that may be one, a question each, with the words on all sides, what speaks for and against it, and the
command to type for either answer.

Conditions narrow: all of them must hold. An office means whoever held it, as reports tell; with --since and --until
whoever held it then. For facts other than statements --by and --to are anybody who takes part. --about are words in
what was said, or in the sentences that tell another fact; for actors, and with --anywhere, in the report. Every
answer says where it stands: [report:first–last character]. csv, jsonl, xlsx and parquet have a column for each field of
the kind (docs/tables.md); xlsx and parquet need -o and the extra `frames`.

Facts are as coders decided: without what they rejected, with what they corrected and added; --machine leaves that out.

\b
communique find statements --by Lavrov --about "military intervention" --since 2013-01
communique find statements --country Turkey --act warn --act threaten --format csv -o warnings.csv
communique find statements --by "Turkish foreign minister" --since 2013 --until 2014
communique find meetings --about sanctions
communique find actors --about ceasefire
communique find unsure --by Davutoglu
"""


@click.command("find", help=HELP, short_help="Find statements, actors and other facts in a store.")
@click.argument("what", metavar="WHAT", type=click.Choice(FINDABLE))
@store_option
@question_options(offset=True)
@click.option("--machine", is_flag=True, help="As the machine found them: leave aside what coders decided.")
@format_option(*FORMATS, "jsonl", "xlsx", "parquet")
@old_columns_option
@output_option
def command(
    what: str, store: str, form: str, output: str | None, limit: int, machine: bool, **given: Any
) -> None:  # fmt: skip
    """Print the facts that a question means."""
    asked = question(limit, **given)
    with opened(store) as place:
        known = tell_resolutions(place, asked)
        found = place.find(what, wider(asked), judged=not machine)
        shown = found[: limit or None]
        if what != "unsure" and form in TABLE_FORMATS and not (form == "csv" and old_columns()):
            many = write_table(what, place.rows_of(what, shown, judged=not machine), form, output)
        else:
            many = print_answers(shown, form, output, _listing(what, store))
        if not many and known:
            tell_nothing(NOUNS.get(what, what), asked, lambda less: bool(place.find(what, less, judged=not machine)))
        total = place.count_if_few(asked) if what == "statements" and len(found) > many else None
    tell_more(many, len(found), asked.offset, total)


def _listing(what: str, store: str) -> Callable[..., Iterator[str]] | None:
    """How facts of a kind are listed, where it is not as all others."""
    if what != "unsure":
        return None
    from communique.export.candidate_pairs import render

    return partial(render, store=_named(store))


def _named(store: str) -> str | None:
    """The store, if a command that asks the same one must name it."""
    source = click.get_current_context().get_parameter_source("store")
    return str(store) if source is ParameterSource.COMMANDLINE else None

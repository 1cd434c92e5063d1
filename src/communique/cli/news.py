"""``communique news``: what is new since a day, or in one report."""

from __future__ import annotations

from typing import Any

import click

from communique.cli.messages import tell_more, tell_resolutions, wider
from communique.cli.options import (
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
from communique.errors import UsageError


@click.command("news", short_help="What is new since a day, or in one report.")
@click.option("--report", metavar="ID", help="What this report tells that no other of the store does.")
@store_option
@question_options("by", "about", "country", "since", "publisher", "confidence", limit=100, offset=True)
@format_option(*FORMATS)
@output_option
def command(report: str | None, store: str, form: str, output: str | None, limit: int, **given: Any) -> None:
    """Print what reports published since a day tell that none before did: statements, changed and first positions on an
    issue, meetings that are new, moved, or stand otherwise (postponed, cancelled, held), and new agreements.

    --by are those who speak or take part, --about words in it; of positions the issue. With --report what this one
    report brings.

    \b
    communique news --since 2013-04-15
    communique news --since 2013-04 --by Lavrov --about "military intervention"
    communique news --report 3f2a9c1dbb01
    """
    if (report is None) == (given["since"] is None):
        raise UsageError("news are since a day or of a report: give --since DATE or --report ID")
    asked = question(limit, **given)
    with opened(store) as place:
        known = tell_resolutions(place, asked)
        found = place.news(wider(asked), report=report)
        many = print_answers(found[: limit or None], form, output)
    if not many and known:
        tell("nothing is new")
    tell_more(many, len(found), asked.offset)

"""``communique timeline``: what happened and was said, by date."""

from __future__ import annotations

from typing import Any

import click

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
from communique.query.question import ON_TIMELINE


@click.command("timeline", short_help="Statements, meetings, agreements and events by date.")
@store_option
@question_options(limit=100, offset=True)
@click.option(
    "--kind", "kinds", multiple=True, type=click.Choice(ON_TIMELINE), help="Only these kinds; by default all."
)
@format_option(*FORMATS)
@output_option
def command(store: str, form: str, output: str | None, limit: int, kinds: tuple[str, ...], **given: Any) -> None:
    """Print what happened and was said in the order of dates: a fact's own date if the report tells one, else the
    date of the report. --since and --until are days of that date; a meeting that is an event too stands there once.

    \b
    communique timeline --by Davutoglu --since 2013-04 --until 2013-05
    communique timeline --about "Geneva" --kind meetings --kind agreements
    """
    asked = question(limit, **given)
    with opened(store) as place:
        known = tell_resolutions(place, asked)
        entries = place.timeline(wider(asked), kinds or ON_TIMELINE)
        many = print_answers(entries[: limit or None], form, output)
        if not many and known:
            tell_nothing("entries", asked, lambda less: bool(place.timeline(less, kinds or ON_TIMELINE)))
    tell_more(many, len(entries), asked.offset)

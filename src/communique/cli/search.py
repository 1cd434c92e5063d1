"""``communique search``: reports with these words."""

from __future__ import annotations

from typing import Any

import click

from communique.cli.asking import (
    FORMATS,
    format_option,
    opened,
    output_option,
    print_answers,
    question,
    question_options,
    store_option,
)


@click.command("search", short_help="Find reports by their words.")
@click.argument("words", nargs=-1, required=True)
@store_option
@question_options("since", "until", "source", "publisher", "count", limit=20)
@format_option(*FORMATS)
@output_option
def command(words: tuple[str, ...], store: str, form: str, output: str | None, limit: int, **given: Any) -> None:
    """Find the reports that have these WORDS, the best first, each with its best passage.

    Words are found in all their forms and without accents. All of them must be there: put OR between those of which one
    will do, NOT before those that must be missing, quotation marks around those that stand side by side, * behind the
    beginning of a word; NEAR(a b, 5) takes both within five words.

    \b
    communique search sanctions
    communique search '"cease fire" OR truce' --since 2013
    communique search 'NEAR(chemical weapons, 3) NOT Iraq'
    """
    with opened(store) as place:
        print_answers(place.search(question(limit, about=" ".join(words), **given)), form, output)

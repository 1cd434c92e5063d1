"""``communique search``: reports with these words."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from communique.cli.messages import tell_more, wider
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

if TYPE_CHECKING:
    from communique.query.question import Question


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
    from msgspec.structs import replace

    from communique.query.reports import without_marks

    asked = question(limit, about=" ".join(words), **given)
    with opened(store) as place:
        found = place.search(wider(asked))
        shown = found[: limit or None]
        if form != "table":  # the marks around the words found are for the terminal's colours
            shown = [replace(a, words=without_marks(a.words)) for a in shown]
        many = print_answers(shown, form, output)
        if not many:
            _tell_nothing(asked, lambda less: bool(place.search(less)))
    tell_more(many, len(found))


def _tell_nothing(asked: Question, finds: Callable[[Question], bool]) -> None:
    """Say which other condition of the search is one too many."""
    from communique.query.relaxation import blocking_conditions

    without = [f"--{name}" for name in blocking_conditions(asked, finds, keep=("about",))]
    if without:
        tell(f"no report meets all conditions; there are some without {' or without '.join(without)}")
    else:
        tell("no report has these words; try fewer of them, OR between them, or * behind the beginning of a word")

"""``communique explain``: which rule made an event of a sentence, whom its pronouns mean, and the steps of reading."""

from __future__ import annotations

import os

import click

from communique.cli.output import Output
from communique.errors import UsageError, printable


@click.command("explain", short_help="Say which rule makes an event of a sentence.")
@click.argument("sentence", metavar="SENTENCE", nargs=-1, required=True)
@click.option(
    "--steps",
    is_flag=True,
    help="Print the steps of reading instead; SENTENCE may be a report's path, one word is one.",
)
@click.option(
    "--who",
    is_flag=True,
    help="Say instead whom each pronoun and description means; SENTENCE may be a report's path.",
)
@click.option("--date", metavar="DATE", help="The date of the report that it would stand in: YYYY-MM-DD.")
def command(sentence: tuple[str, ...], date: str | None, steps: bool, who: bool) -> None:
    """Read a SENTENCE (or more) and say of every word that may tell an act: which rule of the lexicon fits it, who acts
    and who is acted upon, whether it happened, how rule and act head vote, and why each other rule of the word does not
    fit.

    \b
    communique explain "Peru severed ties with Ecuador."
    communique explain "Troops met stiff resistance in the hills."

    With --who it says of every pronoun and description whom it means, the rule that says so, who else was considered,
    how likely each is (or how many points he has, where rules alone decide), and what speaks most for who was chosen.

    \b
    communique explain --who "Peru and Chad met in Lima. They signed a pact, and the two sides praised it."

    With --steps it prints every step of reading in its order: what it needs of the steps before it, what it gives, and
    how long it takes on the report.

    \b
    communique explain --steps report.txt
    """
    text = " ".join(sentence).strip()
    if not text:
        raise UsageError("there is nothing to explain; give a sentence")
    if steps and who:
        raise UsageError("--steps and --who ask for different things; give one of them")
    if steps or who:
        _of_a_report(text, date, who=who)
        return
    if " " not in text and os.path.isfile(text):  # noqa: PTH113 (a Path raises for a long word)
        name = printable(text)
        raise UsageError(f"{name} is a file; give a sentence of it in quotation marks, or: communique read {name}")
    from communique.reader import Reader
    from communique.sources import from_text

    report = from_text(text, date=date)
    from communique.explain import explain

    with Output(None) as target:
        target.write(explain(Reader(), report))


def _of_a_report(text: str, date: str | None, *, who: bool) -> None:
    from communique import explain
    from communique.reader import Reader
    from communique.sources import from_text, open_reports

    is_path = not any(map(str.isspace, text)) or os.path.exists(text)  # noqa: PTH110 (a Path raises for a long text)
    first = next(open_reports([text], date=date)) if is_path else from_text(text, date=date)
    with Output(None) as target:
        target.write(explain.who(first) if who else explain.steps(Reader(), first))

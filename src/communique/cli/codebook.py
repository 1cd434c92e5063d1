"""``communique codebook``: the concepts that positions are coded by, in versions."""

from __future__ import annotations

from pathlib import Path

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
from communique.cli.output import Output
from communique.errors import UsageError, printable


@click.group("codebook", short_help="The concepts that positions are coded by.")
def command() -> None:
    """Say which concepts a store's positions are coded by, with a file that has each concept with its description,
    examples and counter-examples. Issues that are examples, or like them, are that concept wherever positions are
    asked for; what a coder says of one position beats the codebook, and both beat the machine. Versions stand in
    `communique log`; a change flags the positions that it affects until somebody has judged them.

    \b
    communique codebook draft -o syria.yaml        # a codebook of the store's issues, to be edited
    communique codebook check syria.yaml           # does it contradict itself, and what would it code?
    communique codebook use syria.yaml             # put it in force
    communique codebook show                       # how much is coded as each concept
    communique codebook pin p188618dff736a0ff "Military intervention in Syria"
    communique codebook flagged                    # what the last changes affect
    """


FILE = click.argument("file", metavar="FILE", type=click.Path())
FORM = click.option(
    "--format", "form", type=click.Choice(("yaml", "csv")), help="By default as the name of -o ends, or YAML."
)
LIMIT = click.option(
    "--limit", type=click.IntRange(0, MOST), default=50, show_default=True, help="Most answers; 0: all."
)


@command.command("use", short_help="Put a codebook in force.")
@FILE
@store_option
@click.option("--note", metavar="TEXT", help="Why, or what changed.")
@click.option("--by", metavar="NAME", help="Who says so; by default you, or $COMMUNIQUE_REVIEWER.")
def use(file: str, store: str, note: str | None, by: str | None) -> None:
    """Put the codebook in FILE (YAML, or CSV if its name ends so) in force. A changed codebook needs a new version, or
    none, and then it gets the next number; the versions of before stand in the log, and `undo` brings them back.
    """
    from communique.sources.codebook import read_codebook

    book = read_codebook(Path(file))
    with opened(store) as place:
        before = place.review.codebook()
        now = place.review.put_codebook(book, by=by, note=note)
        counts = place.review.concepts()
        flags = place.review.flagged()
    named = f"codebook {printable(now.book.name)}, version {printable(now.book.version)}"
    if before is not None and before.number == now.number:
        tell(f"{named} is in force already")
    else:
        tell(f"judgement {now.number}: {named} is in force; `communique undo {now.number}` takes it back")
    inside = [one for one in counts if one.in_codebook]
    coded, every = sum(one.positions for one in inside), sum(one.positions for one in counts)
    tell(
        f"{coded:,} of {every:,} positions are coded as {len(inside):,} concepts; `communique codebook show` lists them"
    )
    if empty := [printable(one.concept) for one in inside if not one.positions]:
        more = f" and {len(empty) - 3:,} more" if len(empty) > 3 else ""
        tell(f"nothing is coded as {', '.join(empty[:3])}{more}: give examples in the words of the reports")
    if flags:
        tell(f"{len(flags):,} position{'s are' if len(flags) > 1 else ' is'} affected by what changed; "
             "`communique codebook flagged` lists them")  # fmt: skip


@command.command("check", short_help="Look at a codebook before it is used.")
@FILE
@store_option
@format_option(*FORMATS)
@output_option
def check(file: str, store: str, form: str, output: str | None) -> None:
    """See whether the codebook in FILE contradicts itself and, if there is a store, print what it would code."""
    from communique.database.engines.address import place_of
    from communique.export.codebook import render
    from communique.sources.codebook import read_codebook

    book = read_codebook(Path(file))
    tell(f"{printable(file)}: {len(book.concepts):,} concepts, nothing contradicts itself")
    if not place_of(store).exists():
        return
    with opened(store) as place:
        counts = place.review.concepts(book)
    print_answers([one for one in counts if one.in_codebook], form, output, render)


@command.command("show", short_help="How much is coded as each concept.")
@click.argument("words", nargs=-1)
@store_option
@click.option("--all", "every", is_flag=True, help="Also the issues that are no concept of the codebook.")
@LIMIT
@format_option(*FORMATS)
@output_option
def show(words: tuple[str, ...], store: str, every: bool, limit: int, form: str, output: str | None) -> None:
    """Print the concepts of the codebook in force, those with most positions first: all, or those with WORDS in their
    names. Where there is no codebook the issues are printed as the machine joined them.
    """
    from communique.export.codebook import render

    with opened(store) as place:
        now, counts = place.review.codebook(), place.review.concepts()
    if now is None:
        tell("no codebook is in force; `communique codebook draft` makes one of the store's issues")
    else:
        tell(f"codebook {printable(now.book.name)}, version {printable(now.book.version)}, of {now.made[:10]}")
        counts = [one for one in counts if every or one.in_codebook]
    wanted = " ".join(words).casefold()
    counts = [one for one in counts if wanted in one.concept.casefold()]
    many = print_answers(counts[: limit or None], form, output, render)
    tell_more(many, len(counts))


@command.command("export", short_help="Write out the codebook in force.")
@store_option
@click.option(
    "--format", "form", type=click.Choice(("yaml", "csv")), help="By default as the name of -o ends, or YAML."
)
@output_option
def export(store: str, form: str | None, output: str | None) -> None:
    """Write out the codebook in force as YAML or CSV, to be edited and used again."""
    from communique.export.codebook import as_csv, as_yaml

    with opened(store) as place:
        now = place.review.codebook()
    if now is None:
        raise UsageError("no codebook is in force. `communique codebook draft` makes one of the store's issues")
    with Output(output) as target:
        target.write(as_csv(now.book) if _is_csv(form, output) else as_yaml(now.book))


@command.command("draft", short_help="A codebook of the store's issues, to be edited.")
@store_option
@click.option("--name", default="issues", show_default=True, help="What the codebook is called.")
@LIMIT
@click.option(
    "--format", "form", type=click.Choice(("yaml", "csv")), help="By default as the name of -o ends, or YAML."
)
@output_option
def draft(store: str, name: str, limit: int, form: str | None, output: str | None) -> None:
    """Write a codebook to begin with: each issue of the store a concept, with how reports call it as examples, those
    with most positions first. Merge, rename and describe them, then `communique codebook use FILE`.
    """
    from communique.export.codebook import as_csv, draft_yaml
    from communique.export.codebook import draft as made

    with opened(store) as place:
        counts = place.review.concepts()
    book = made(name, counts[: limit or None])
    with Output(output) as target:
        target.write(as_csv(book) if _is_csv(form, output) else draft_yaml(book, counts))
    taken = min(len(counts), limit or len(counts))
    more = "; --limit 0 takes all" if taken < len(counts) else ""
    tell(
        f"{len(book.concepts):,} concepts of {taken:,} issues of {len(counts):,}, without those that are one and those "
        f"of general words alone{more}"
    )


@command.command("pin", short_help="Say which concept a position is coded as.")
@click.argument("position", metavar="POSITION")
@click.argument("concept", metavar="CONCEPT")
@store_option
@click.option("--note", metavar="TEXT", help="Why.")
@click.option("--by", metavar="NAME", help="Who judges; by default you, or $COMMUNIQUE_REVIEWER.")
def pin(position: str, concept: str, store: str, note: str | None, by: str | None) -> None:
    """Say that POSITION (its id) is on CONCEPT, whatever codebook and machine say: as `communique judge POSITION
    correct issue=CONCEPT` does.
    """
    with opened(store) as place:
        now = place.review.codebook()
        if now is not None:
            known = now.book.concept(" ".join(concept.split()))
            if known is None:
                listed = ", ".join(printable(one.name, 60) for one in now.book.concepts[:8])
                more = " ..." if len(now.book.concepts) > 8 else ""
                raise UsageError(f"the codebook has no concept {printable(concept)!r}. It has: {listed}{more}")
            concept = known.name
        number = place.review.judge(position, "correct", issue=concept, by=by, note=note)
    tell(f"judgement {number}: {position} is on {printable(concept)}; `communique undo` takes it back")


@command.command("flagged", short_help="What changes of the codebook affect.")
@store_option
@LIMIT
@format_option(*FORMATS)
@output_option
def flagged(store: str, limit: int, form: str, output: str | None) -> None:
    """List the positions that changes of the codebook affect: coded as another concept than before, or as one of which
    something was changed. `communique judge POSITION accept` (or any other verdict) takes the flag away.
    """
    with opened(store) as place:
        found = place.review.flagged()
        if not found:
            tell("no position waits: nothing is affected by a change of the codebook, or all was judged since")
    many = print_answers(found[: limit or None], form, output)
    tell_more(many, len(found))


def _is_csv(form: str | None, output: str | None) -> bool:
    return form == "csv" or (form is None and output is not None and output.lower().endswith(".csv"))

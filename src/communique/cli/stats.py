"""``communique stats``: the numbers of a store."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from communique.cli.options import format_option, opened, store_option
from communique.cli.output import Output

if TYPE_CHECKING:
    from communique.query.reports import Stats


@click.command("stats", short_help="The numbers of a store.")
@store_option
@format_option("table", "json")
def command(store: str, form: str) -> None:
    """Print how many reports, texts, stories, actors and facts a store has, from when they are, and whose."""
    with opened(store) as place:
        found = place.stats()
    if form == "json":
        import msgspec

        Output(None).write(msgspec.json.encode(found).decode() + "\n")
    else:
        Output(None).write(table(found))


def table(found: Stats) -> str:
    """The numbers, a line each."""
    from communique.export.safe import one_line

    period = f"{found.first} to {found.last}" if found.first else "undated"
    ratio = f", {found.bytes / found.characters:.1f} bytes for each character of text" if found.characters else ""
    rows = [
        ("reports", f"{found.reports:,} ({period}; {found.undated:,} without a date)"),
        ("texts", f"{found.texts:,} of {found.words:,} words"),
        ("stories", f"{found.stories:,}"),
        *((f"{name}s", f"{many:,}") for name, many in found.facts.items()),
        *((f"entities: {name}", f"{many:,}") for name, many in found.entities.items()),
        ("unsure pairs", f"{found.unsure:,}"),
        ("judgements", f"{found.judgements:,}"),
        ("read by", ", ".join(f"communique {one_line(v)}: {many:,} texts" for v, many in found.readings.items())),
        ("publishers", ", ".join(f"{one_line(p)} {many:,}" for p, many in found.publishers.items())),
        ("size", f"{found.bytes / 1e6:,.1f} MB{ratio}"),
    ]  # fmt: skip
    return "".join(f"{name:<24}{value}\n" for name, value in rows)

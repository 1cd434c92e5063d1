"""``communique formats``: what files are read, and what is kept of each."""

from __future__ import annotations

import click

from communique.cli.options import format_option


@click.command("formats", short_help="List the formats of files that are read.")
@format_option("table", "json")
def command(form: str) -> None:
    """List the formats of files that communique reads: by what each is known, and what is kept beside the text.

    A file's format is told by what is in it, never by its name. Any of them may be packed with gzip.
    """
    import msgspec

    from communique.sources.formats import file_formats

    if form == "json":
        for kind in file_formats():
            click.echo(msgspec.json.encode(kind._asdict()).decode())
        return
    for kind in file_formats():
        click.echo(f"{kind.title}\n    known by  {kind.told_by}\n    keeps     {kind.keeps}")

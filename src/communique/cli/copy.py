"""``communique copy``: a store to another place, from a file to a server or back."""

from __future__ import annotations

import click

from communique.cli.options import StorePath, opened, tell
from communique.database.engines.address import ServerAddress


@click.command("copy", short_help="Copy a store to a server, or back to a file.")
@click.option(
    "--from", "source", metavar="STORE", required=True, type=StorePath(), help="The store: a file or an address."
)
@click.option(
    "--to", "target", metavar="STORE", required=True, type=StorePath(),
    help="Where it is to be, and nothing is yet: a file, or postgresql://USER@HOST/DATABASE.",
)  # fmt: skip
def command(source: str | ServerAddress, target: str | ServerAddress) -> None:
    """Copy everything that a store holds, judgements and all: every answer and every export is the same there.

    It is copied as a whole or not at all; a damaged store is not copied. A password is best not written into the
    address, where other users of this machine could see it: set PGPASSWORD, or write it into ~/.pgpass.

    \b
    communique copy --from years.db --to postgresql://ana@server.example.org/years
    communique copy --from postgresql://ana@server.example.org/years --to years.db
    """
    with opened(source) as one, opened(target) as other:
        reports = one.copy_to(other)
        tell(f"{reports:,} report{'s' * (reports != 1)} copied to {other.path}")

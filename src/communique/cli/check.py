"""``communique check``: whether a store is sound."""

from __future__ import annotations

import click

from communique.cli.options import opened, store_option, tell

FAILED = 1
MOST = 30
"""Problems told one by one."""


@click.command("check", short_help="Check that a store is sound.")
@store_option
@click.option("--mend", is_flag=True, help="Make the full-text indexes anew before.")
@click.option("--upgrade", is_flag=True, help="Bring a store of an older version up to date before.")
@click.option("--compact", is_flag=True, help="Write the file anew without gaps before; it gets a tenth smaller.")
@click.pass_context
def command(context: click.Context, store: str, mend: bool, upgrade: bool, compact: bool) -> None:
    """Check a store: the file itself, what points to what, the full-text indexes, that every text is what was read, and
    that every span still yields its evidence.

    Each problem is told with what to do about it, and the exit status is 1 if there is one.
    """
    with opened(store) as place:
        if compact:
            before, after = place.compact()
            tell(f"{before / 1e6:,.1f} MB before, {after / 1e6:,.1f} MB now")
        found = place.check(mend=mend, upgrade=upgrade)
    for problem in found.problems[:MOST]:
        tell(str(problem))
    if len(found.problems) > MOST:
        tell(f"and {len(found.problems) - MOST:,} more problems")
    looked = (
        f"{found.reports:,} reports, {found.texts:,} texts, {found.facts:,} actors and facts, {found.spans:,} spans"
    )
    if found.problems:
        many = len(found.problems)
        tell(f"{looked}: {many:,} problem{'s' * (many != 1)}")
        context.exit(FAILED)
    click.echo(f"sound: {looked}")

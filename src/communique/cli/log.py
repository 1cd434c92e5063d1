"""``communique log``: what people judged."""

from __future__ import annotations

import click

from communique.cli.asking import format_option, opened, store_option


@click.command("log", short_help="List the judgements on a store.")
@store_option
@format_option("table", "json")
def command(store: str, form: str) -> None:
    """List every judgement: its number, when and by whom it was made, what it says, and whether it is in force."""
    from communique.export.safe import one_line

    with opened(store) as place:
        found = place.log()
    for judgement in found:
        if form == "json":
            import msgspec

            click.echo(msgspec.json.encode(judgement).decode())
            continue
        what = judgement.what
        told = {
            "merge": lambda w: f"{' + '.join(w.get('entities', ()))}",
            "split": lambda w: f"{w.get('entity')}: {len(w.get('actors', ()))} to {w.get('new')}",
        }.get(judgement.kind, lambda w: f"judgement {judgement.undoes}")(what)  # noqa: ARG005, B023
        state = "" if judgement.in_force else "  (undone)"
        note = f"  {one_line(judgement.note)}" if judgement.note else ""
        click.echo(
            f"{judgement.number:>4}  {judgement.made}  {one_line(judgement.by)}  {judgement.kind}  {told}{note}{state}"
        )

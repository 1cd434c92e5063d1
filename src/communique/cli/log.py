"""``communique log``: what people judged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from communique.cli.options import format_option, opened, store_option, tell
from communique.cli.output import Output

if TYPE_CHECKING:
    from communique.review.log import Judgement


@click.command("log", short_help="List the judgements on a store.")
@store_option
@format_option("table", "json")
def command(store: str, form: str) -> None:
    """List every judgement: its number, when and by whom it was made, what it says, its note, and whether it is undone.

    = stands between those who are one, ≠ between those who are not; a judgement on a fact tells its id and how its
    words begin, and of a correction what is right.

    \b
    communique log
    communique log --format json
    """
    from communique.export.safe import one_line

    with opened(store) as place:
        found = place.log()
    if not found:
        tell("nothing has been judged; `communique find unsure` lists pairs that wait for it")
    target = Output(None)
    for judgement in found:
        if form == "json":
            import msgspec

            target.write(msgspec.json.encode(judgement).decode() + "\n")
            continue
        told = one_line(_told(judgement))
        state = "" if judgement.in_force else "  (undone)"
        note = f"  {one_line(judgement.note)}" if judgement.note else ""
        who = one_line(judgement.by)
        target.write(f"{judgement.number:>4}  {judgement.made}  {who}  {judgement.kind}  {told}{note}{state}\n")


def _told(judgement: Judgement) -> str:
    """What a judgement says: "Ahmet Davutoglu e3f2a90cbb1d2c44 = Davutoglu e61f51967dcc8eb2"."""
    what = judgement.what

    def called(one: str) -> str:
        return f"{judgement.called[one]} {one}" if one in judgement.called else one

    match judgement.kind:
        case "merge":
            return " = ".join(called(one) for one in what["entities"])
        case "apart":
            return " ≠ ".join(called(one) for one in what["entities"])
        case "rename":
            return f"{called(what['entity'])} is called {what['name']}"
        case "split":
            many = len(what["actors"])
            return f"{many} mention{'s' * (many != 1)} of {called(what['entity'])} to {called(what['new'])}"
        case "undo":
            return f"judgement {judgement.undoes}"
        case "whole":
            return f"report {what['report'][:12]}"
        case "sample":
            parted = f" by {what['strata']}" if what["strata"] else ""
            return f"{len(what['items'])} of {sum(what['population'].values())} facts{parted}, seed {what['seed']}"
        case "coder":
            return str(what["name"])
        case "codebook":
            book = what["codebook"]
            return f"{book['name']}, version {book['version']}: {len(book['concepts'])} concepts"
        case "rules":
            seen = "see" if what["open"] else "do not see"
            return f"{what['coders']} a fact, more than {what['agreement']:g} agree, {seen} each other's"
        case _:
            values = ", ".join(f"{field}={_value(value)}" for field, value in what.get("set", {}).items())
            final = " (final)" if what.get("final") else ""
            return f"{what['fact']}{final} “{what['words']}”{f': {values}' if values else ''}"


def _value(value: Any) -> str:
    """What a coder said of a field, as one reads it."""
    if isinstance(value, dict):
        return str(value.get("name") or value.get("label"))
    if isinstance(value, list) and all(isinstance(one, int) for one in value) and len(value) == 2:
        return f"{value[0]}-{value[1]}"
    return "; ".join(map(_value, value)) if isinstance(value, list) else "none" if value is None else str(value)

"""``communique judge``: verdicts on facts, one by one or through a queue."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from communique.cli.options import opened, store_option, tell
from communique.errors import UsageError, printable

if TYPE_CHECKING:
    from communique.store import Store

VERDICTS = ("accept", "reject", "correct", "comment", "skip")
"""What can be judged of a fact."""


@click.command("judge", short_help="Judge facts: accept, reject, correct, add what was missed.")
@click.argument("target", metavar="[FACT|REPORT]", required=False)
@click.argument("verdict", metavar="[VERDICT]", required=False)
@click.argument("words", metavar="[FIELD=VALUE]...", nargs=-1)
@store_option
@click.option("--report", metavar="ID", help="The report that tells the fact: found sooner in a large store.")
@click.option("--final", is_flag=True, help="Settle what coders disagree on.")
@click.option("--note", metavar="TEXT", help="Why.")
@click.option("--by", metavar="NAME", help="The coder; by default you, or $COMMUNIQUE_REVIEWER.")
def command(
    target: str | None, verdict: str | None, words: tuple[str, ...], store: str, report: str | None, final: bool,
    note: str | None, by: str | None,
) -> None:  # fmt: skip
    """Judge a FACT by its id: accept, reject, correct, comment or skip. Of a REPORT (its id, or the beginning) say
    `missed KIND SPAN` to add what the machine missed, and `whole` that you read it from end to end and added all that
    it missed: recall is told by such reports.

    What is right is said as FIELD=VALUE: speaker, act, actor, recipient, type, stance, issue, date, span and what else
    a kind has. An actor is named as the report calls him, by his id, or by the span of his words; none is nobody. A
    SPAN is START-END in characters, as `communique show` numbers them, or words that stand in the text once. The
    machine's record stays as it is, with its confidence; judgements are put in when it is read (--judged).

    \b
    communique judge s3f2a9c1d0b7e4411 accept --by Ana
    communique judge s3f2a9c1d0b7e4411 correct speaker="Ravi Menon" date=2013-04-17
    communique judge 3f2a9c1d missed statement "it rains all day" speaker="Ravi Menon"
    communique judge 3f2a9c1d whole
    """
    if target is None:
        raise click.UsageError("name a fact and a verdict")
    with opened(store) as place:
        if verdict == "missed":
            told = _missed(place, target, words, by, note)
        elif verdict == "whole":
            number = place.review.whole(target, by=by, note=note)
            told = f"judgement {number}: report {printable(target)} is read whole"
        elif verdict is None:
            raise UsageError(f"say what is judged of {printable(target)}: {', '.join(VERDICTS)}, missed or whole")
        else:
            values = _values(words)
            number = place.review.judge(target, verdict, report=report, by=by, note=note, final=final, **values)
            told = f"judgement {number}: {verdict} {target}"
    tell(f"{told}; `communique undo` takes it back")


def _missed(place: Store, report: str, words: tuple[str, ...], by: str | None, note: str | None) -> str:
    if len(words) < 2:
        raise UsageError('say what was missed and where: communique judge REPORT missed statement "words of the text"')
    kind, span, *values = words
    number, fact = place.review.add(report, kind, span, by=by, note=note, **_values(values))
    return f"judgement {number}: {fact} is added"


def _values(words: tuple[str, ...] | list[str]) -> dict[str, Any]:
    """What FIELD=VALUE says.

    Raises:
        UsageError: there is no = in one, or a field is said twice.
    """
    found: dict[str, Any] = {}
    for word in words:
        field, mark, value = word.partition("=")
        if not mark or not field:
            raise UsageError(f"{printable(word)!r} says nothing. Write FIELD=VALUE, such as speaker=none")
        if field in found or field in ("by", "note", "report", "text", "final"):
            raise UsageError(f"{printable(field)} cannot be said there. Write each field once, options with two dashes")
        found[field] = value
    return found

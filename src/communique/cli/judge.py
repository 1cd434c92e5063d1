"""``communique judge``: verdicts on facts, one by one or through a queue."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from communique.cli.options import opened, question, question_options, store_option, tell
from communique.cli.review_queue import go_through, values_of
from communique.errors import UsageError, printable

if TYPE_CHECKING:
    from communique.review.queue import QueueItem
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
@click.option("--sample", "sample", type=click.IntRange(1), metavar="N", help="Go through the sample N of the log.")
@click.option("--uncertain", is_flag=True, help="Go through all facts, or those of a question, the least sure first.")
@click.option("--disputed", is_flag=True, help="Settle what coders disagree on.")
@click.option(
    "--accept-all", is_flag=True, help="With --uncertain: accept all that it would show, as with --confidence 0.97."
)
@click.option("--what", "kinds", multiple=True, metavar="KIND", help="Facts of this kind; may stand several times.")
@click.option("--note", metavar="TEXT", help="Why.")
@click.option("--by", "coder", metavar="NAME", help="The coder; by default you, or $COMMUNIQUE_REVIEWER.")
@question_options(
    "to",
    "about",
    "anywhere",
    "act",
    "country",
    "body",
    "since",
    "until",
    "source",
    "publisher",
    "confidence",
    limit=None,
)
def command(
    target: str | None, verdict: str | None, words: tuple[str, ...], store: str, report: str | None, final: bool,
    sample: int | None, uncertain: bool, disputed: bool, accept_all: bool, kinds: tuple[str, ...], note: str | None,
    coder: str | None, limit: int, **given: Any,
) -> None:  # fmt: skip
    """Judge a FACT by its id: accept, reject, correct, comment or skip. Of a REPORT (its id, or the beginning) say
    `missed KIND SPAN` to add what the machine missed, and `whole` that you read it from end to end and added all that
    it missed: recall is told by such reports.

    What is right is said as FIELD=VALUE: speaker, act, actor, recipient, type, stance, issue, date, span and what else
    a kind has. An actor is named as the report calls him, by his id, or by the span of his words; none is nobody. A
    SPAN is START-END in characters, as `communique show` numbers them, or words that stand in the text once. The
    machine's record stays as it is, with its confidence; judgements are put in when it is read (--judged).

    Without a FACT a queue is gone through on the terminal, a key a verdict: the last sample of `communique review`, or
    with --uncertain the facts that the options mean.

    \b
    communique judge --by Ana
    communique judge --uncertain --confidence 0.97 --what statements --accept-all --by Ana
    communique judge --uncertain --what events --since 2013 --by Ana
    communique judge s3f2a9c1d0b7e4411 accept --by Ana
    communique judge s3f2a9c1d0b7e4411 correct speaker="Ravi Menon" date=2013-04-17
    communique judge 3f2a9c1d missed statement "it rains all day" speaker="Ravi Menon"
    communique judge 3f2a9c1d whole
    """
    by = coder
    with opened(store) as place:
        if target is None:
            if final or note:
                raise UsageError("--final and --note are of one fact: name it and a verdict")
            which = _which(place, sample, uncertain, disputed)
            items, progress = place.review.queue(
                by, question(limit, **given), sample=which, disputed=disputed, kinds=kinds or None
            )
            if not items:
                tell("there is nothing left to judge in this queue; `communique review` tells how it stands")
                return
            if accept_all:
                _accept(place, items[: limit or None], by, uncertain)
                return
            go_through(place, items[: limit or None], progress, by, final=disputed)
            return
        if verdict == "missed":
            told = _missed(place, target, words, by, note)
        elif verdict == "whole":
            number = place.review.whole(target, by=by, note=note)
            told = f"judgement {number}: report {printable(target)} is read whole"
        elif verdict is None:
            raise UsageError(f"say what is judged of {printable(target)}: {', '.join(VERDICTS)}, missed or whole")
        else:
            values = values_of(words)
            number = place.review.judge(target, verdict, report=report, by=by, note=note, final=final, **values)
            told = f"judgement {number}: {verdict} {target}"
    tell(f"{told}; `communique undo` takes it back")


def _accept(place: Store, items: list[QueueItem], by: str | None, uncertain: bool) -> None:
    """Accept all that is left of a queue."""
    if not uncertain:
        raise UsageError("a sample, and what coders disagree on, is looked at one by one. Leave --accept-all out")
    numbers = place.review.accept_shown(items, by=by)
    tell(
        f"judgements {numbers[0]} to {numbers[-1]}: {len(numbers):,} facts are accepted unlooked at, as figures by "
        "them will say; `communique undo` takes all of them back, with a number one"
    )


def _which(place: Store, sample: int | None, uncertain: bool, disputed: bool) -> int | None:
    """The sample that is gone through: the one named, or the last one if no other queue is asked for."""
    if sample is not None and (uncertain or disputed):
        raise UsageError("--sample, --uncertain and --disputed are three queues. Ask for one")
    if sample is not None or uncertain or disputed:
        return sample
    drawn = place.review.samples()
    if drawn:
        tell(f"this is sample {drawn[-1].number}; --uncertain goes through all facts, the least sure first")
        return drawn[-1].number
    tell(
        "no sample was drawn, so these are the least sure facts first: figures of how good the machine is take a sample"
    )
    return None


def _missed(place: Store, report: str, words: tuple[str, ...], by: str | None, note: str | None) -> str:
    if len(words) < 2:
        raise UsageError('say what was missed and where: communique judge REPORT missed statement "words of the text"')
    kind, span, *values = words
    number, fact = place.review.add(report, kind, span, by=by, note=note, **values_of(values))
    return f"judgement {number}: {fact} is added"

"""``communique review``: samples, coders, rules, and how far the review is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from communique.cli.options import MOST, opened, question, question_options, store_option, tell
from communique.cli.output import Output
from communique.errors import printable

if TYPE_CHECKING:
    from communique.store import Store


@click.command("review", short_help="Draw samples to judge, and tell how good the machine is by them.")
@store_option
@click.option("--sample", "n", type=click.IntRange(1, MOST), metavar="N", help="Draw N facts at random, once.")
@click.option("--strata", type=click.Choice(("kind",)), help="As many of each kind, instead of from all alike.")
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed draws the same sample.")
@click.option("--what", "kinds", multiple=True, metavar="KIND", help="Facts of this kind; may stand several times.")
@click.option("--coder", "coder", multiple=True, metavar="NAME", help="Name a coder: then nobody else judges facts.")
@click.option("--coders", "needed", type=click.IntRange(1, 99), metavar="N", help="How many judge each fact.")
@click.option("--agreement", type=float, metavar="0..1", help="More than this part of them must say the same.")
@click.option("--open/--blind", "open_", default=None, help="Whether coders see each other's before their own.")
@click.option("--methods", is_flag=True, help="Write out precision and recall as a paragraph for a methods section.")
@click.option("--json", "as_json", is_flag=True, help="The figures of --methods as one JSON object.")
@question_options("by", "to", "about", "anywhere", "act", "country", "body", "since", "until", "source", "publisher",
                  limit=None)  # fmt: skip
def command(
    store: str, n: int | None, strata: str | None, seed: int, kinds: tuple[str, ...], coder: tuple[str, ...],
    needed: int | None, agreement: float | None, open_: bool | None, methods: bool, as_json: bool, limit: int,
    **given: Any,
) -> None:  # fmt: skip
    """Draw a sample of facts to judge, say who judges and by which rules, and see how far it is.

    A sample is drawn once and stands in the log with its seed; asked for again, it is the same. `communique judge` goes
    through the last one. Where N coders judge a fact, the same said by more than --agreement of them settles it; what
    they disagree on waits for `communique judge --disputed`. Without options: what was judged.

    --methods tells precision by the sample (the last one, or that of the other options) with Wilson's intervals,
    weighted where it is stratified, and recall by reports that were read whole; facts judged in another order are in no
    figure.

    \b
    communique review --sample 200 --strata kind --seed 7
    communique review --sample 200 --strata kind --seed 7 --methods
    communique review --coder Ana --coder Ben --coders 2 --blind
    communique review
    """
    number: int | None = None
    with opened(store) as place:
        for name in coder:
            tell(f"{printable(name)} is a coder; in the log as {place.review.add_coder(name)}")
        if (needed, agreement, open_) != (None, None, None):
            _agree(place, needed, agreement, open_)
        if n is not None:
            asked = question(limit, **given)
            drawn = place.review.sample(n, asked, kinds=kinds or None, strata=strata, seed=seed)
            of = ", ".join(f"{many:,} {kind}" for kind, many in drawn.population.items())
            number = drawn.number
            tell(
                f"sample {drawn.number}: {len(drawn.items):,} of {of}, seed {drawn.seed}; "
                f"`communique judge --sample {drawn.number}` goes through it"
            )
        if methods or as_json:
            _tell_figures(place, number, as_json)
        elif n is None and not coder and (needed, agreement, open_) == (None, None, None):
            _tell_state(place)


def _agree(place: Store, needed: int | None, agreement: float | None, open_: bool | None) -> None:
    import msgspec

    rules = place.review.standing().rules
    said = {"coders": needed, "agreement": agreement, "open": open_}
    new = msgspec.structs.replace(rules, **{name: value for name, value in said.items() if value is not None})
    number = place.review.agree_on(new)
    told = f"{new.coders} judge{'s' * (new.coders == 1)} each fact, more than {new.agreement:g} must say the same"
    tell(f"judgement {number}: {told}, and they {'' if new.open else 'do not '}see each other's before their own")


def _tell_figures(place: Store, sample: int | None, as_json: bool) -> None:
    target = Output(None)
    if as_json:
        import msgspec

        found = place.review.figures(sample)
        target.write(msgspec.json.encode(found).decode() + "\n")
        return
    target.write(f"{place.review.methods(sample)}\n")


def _tell_state(place: Store) -> None:
    from collections import Counter

    now = place.review.standing()
    samples = place.review.samples()
    if not now.verdicts and not now.whole and not samples and not now.stale:
        tell("no facts were judged; draw a sample with: communique review --sample 200")
        return
    target = Output(None)
    states = Counter((v.kind, v.state) for v in now.verdicts.values())
    for (kind, state), many in sorted(states.items()):
        target.write(f"{kind:<14}{state:<12}{many:>6,}\n")
    for sample in samples:
        decided = sum(item.fact in now.verdicts and now.verdicts[item.fact].decided for item in sample.items)
        parted = f", by {sample.strata}" if sample.strata else ""
        target.write(
            f"sample {sample.number}: {decided:,} of {len(sample.items):,} decided (seed {sample.seed}{parted})\n"
        )
    if now.whole:
        target.write(f"{len(now.whole):,} report{'s' * (len(now.whole) != 1)} read whole\n")
    for one in now.stale:
        j = one.judgement
        target.write(
            f"judgement {j.number} ({j.kind} {j.what['fact']} of {printable(j.by)}) applies no more: {one.why}\n"
        )

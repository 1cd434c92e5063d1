"""The date of a report that does not give it: the interval that its clues leave open, and why."""

from __future__ import annotations

from communique.extract.dating import posterior
from communique.extract.dating.clue import Clue
from communique.extract.dating.evidence import clues
from communique.extract.step import Step
from communique.language.document import PUBLISHED, Document
from communique.model import Published

MASS = 0.95  # of the probability that the interval holds
EARNED_DAY = 0.12  # probability from which a day is given as the date ...
AHEAD = 1.5  # ... if it is so many times likelier than the next
EARNED = 0.75  # probability from which a month or a year is
REASONS = 6
ALTERNATIVES = 3
APART = 5  # days between alternatives: one for each week
LOOKED_AT = 300  # likeliest days among which alternatives are sought


class Dating(Step):
    """When the report was published: as it is given, even if in two ways, else by :func:`date_report`."""

    name = "dating"
    gives = (PUBLISHED,)

    def __call__(self, document: Document) -> None:
        """Date one document."""
        given = document.report.published
        document.layers.give(
            PUBLISHED, given if given.value is not None or given.alternatives else date_report(document)
        )


def date_report(document: Document) -> Published:
    """When the report of a document without a date was published: an interval, the likeliest date, the reasons.

    ``value`` is as precise as the clues allow, and null when they allow nothing; ``alternatives`` are other days that
    they leave open, likeliest first. A document without clues leaves the whole of the calendar open.
    """
    found = clues(document)
    parts = [clue.weight * clue.logs() for clue in found]
    chances = posterior.posterior(posterior.joined(parts))
    first, last = posterior.narrowest(chances, MASS)
    if not found:
        span = (posterior.at(first).isoformat(), posterior.at(last).isoformat())
        return Published(None, *span, "inferred", reasons=("Nothing in the text tells its date.",))
    value, confidence, top = _value(chances, found)
    telling = _telling(found, parts)
    others = _alternatives(chances, top) if top is not None else []
    reasons = [*(c.reason for c in telling), *(_why_less(n, top, found, parts) for n in others if top is not None)]
    return Published(
        value,
        posterior.at(first).isoformat(),
        posterior.at(last).isoformat(),
        "inferred",
        tuple(sorted({c.span for c in telling if c.span is not None})),
        tuple(posterior.at(n).isoformat() for n in others),
        tuple(dict.fromkeys(reasons)),
        round(confidence, 3),
    )


def _value(chances: posterior.Array, found: list[Clue]) -> tuple[str | None, float, int | None]:
    """The date as precisely as it is earned, how likely it is, and its day when it is one."""
    days = posterior.grid()
    top, second = posterior.likeliest(chances, 2)
    exact = any(c.kind in ("yearless", "day", "dateline") for c in found)
    if exact and chances[top] >= EARNED_DAY and chances[top] >= AHEAD * chances[second]:
        return posterior.at(top).isoformat(), float(chances[top]), top
    day = posterior.at(top)
    month = float(chances[(days.year == day.year) & (days.month == day.month)].sum())
    if month >= EARNED:
        return f"{day.year:04}-{day.month:02}", month, None
    year = float(chances[days.year == day.year].sum())
    if year >= EARNED:
        return f"{day.year:04}", year, None
    return None, 0.0, None


def _alternatives(chances: posterior.Array, top: int) -> list[int]:
    """The likeliest other days, as offsets, one for each week."""
    taken = [top]
    for number in posterior.likeliest(chances, LOOKED_AT):
        if all(abs(number - t) >= APART for t in taken):
            taken.append(number)
            if len(taken) > ALTERNATIVES:
                break
    return taken[1:]


def _why_less(other: int, top: int, found: list[Clue], parts: list[posterior.Array]) -> str:
    """The clue that speaks most for the date and against an alternative."""
    _, clue = max(
        (
            (posterior.of_day(part, top) - posterior.of_day(part, other), c)
            for part, c in zip(parts, found, strict=True)
        ),
        key=lambda x: x[0],
    )
    day = posterior.at(other).isoformat()
    why = LESS.get(clue.kind, "{words} fits it less").format(words=clue.words)
    return f"{day} is possible, but less likely: {why}."


LESS = {
    "yearless": "{words} would be farther off",
    "day": "{words}, the latest date with a year, would lie farther back",
    "month": "{words}, the latest date with a year, would lie farther back",
    "year": "the year {words} would lie farther off",
    "weekday": "it fits the {words} of the news less",
    "office": "{words} was hardly in office then",
    "landmark": "{words} was less spoken of then",
    "contest": "{words} were no rivals then",
}


def _telling(found: list[Clue], parts: list[posterior.Array]) -> list[Clue]:
    """The clues that tell most: those that rule out most of what the others leave."""
    scored = sorted(zip(parts, found, strict=True), key=lambda p: posterior.telling(p[0]))
    return [clue for _, clue in scored[:REASONS]]

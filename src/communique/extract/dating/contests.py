"""Rivals for an office whom a report speaks of: it was mostly written while they ran against each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from communique.extract.dating import posterior
from communique.extract.dating.clue import Clue
from communique.knowledge.times import Contest, contests
from communique.language.document import Document
from communique.memory import remembered
from communique.model import Span

MUCH = 3  # times that each surname stands in such a report
# Of 400 reports with their dates that speak so of two rivals, three in four were written before the vote.
BEFORE, FADES, STEEPNESS = -3.5, 250.0, 1.3


def contest_clues(document: Document) -> Iterator[Clue]:
    """One for the contest of the latest rivals whom a document names in full, and each several times."""
    text = document.view
    fought = [(c, span) for c in contests() if (span := _named(text, c)) is not None]
    if not fought:
        return
    last, span = max(fought, key=lambda pair: (pair[0].until, pair[0].since))
    one, other = last.rivals
    yield Clue(
        "contest", span, lambda since=last.since, until=last.until: _time_of(since, until),  # type: ignore[misc]
        f"It speaks much of {one} and {other}, who were rivals from {last.since} to {last.until}.", 1.0,
        f"{one} and {other}",
    )  # fmt: skip


def _time_of(since: date, until: date) -> posterior.Array:
    return posterior.past(since, until, FADES, STEEPNESS, BEFORE)


def _named(text: str, contest: Contest) -> Span | None:
    """Where the first of two rivals stands in full, if both do and the text speaks much of both."""
    found = [pattern.search(text) for pattern in map(_full, contest.rivals)]
    if not all(found) or any(text.count(name.split()[-1]) < MUCH for name in contest.rivals):
        return None
    first = min((match.span() for match in found if match is not None), default=None)
    return Span(*first) if first is not None else None


@remembered
def _full(name: str) -> re.Pattern[str]:
    """A name in full, a middle initial allowed: "Donald J. Trump"."""
    first, rest = name.split(" ", 1)
    return re.compile(rf"\b{re.escape(first)} (?:[A-Z]\. )?{re.escape(rest)}\b")

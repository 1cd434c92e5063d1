"""When a statement was said: the time that hangs on its cue, on the occasion of it, or on what its source did then.

A time inside the content is none of these, nor one that hangs on something else in the sentence ("said of the attack on
Monday", "said after Monday's vote", "who resigned on Monday, said").
"""

from __future__ import annotations

from collections.abc import Sequence

from communique.extract.circumstances import of_attribution
from communique.extract.statement_index import CONTENTS
from communique.extract.time_index import WHEN, DateRange, TimeIndex
from communique.language.document import Attribution, Document
from communique.model import Span, Time


def said_on(document: Document, calendar: TimeIndex, a: Attribution, content: Sequence[Span]) -> str | None:
    """The day or days on which it was said, ISO 8601, or None where the text does not tell.

    Args:
        a: the attribution; what another one's content does not hold is not said of one inside it.
        content: what was said; no time in it counts.
    """
    for host in of_attribution(document, a):
        found = [
            (x.time, x.dates) for x in calendar.adjuncts(host) if x.then and not any(_in(c, x.time) for c in content)
        ]
        around = _around_it(document, a) if found else Span(0, 0)
        found = [f for f in found if _in(around, f[0])]
        if found:
            nearest = min(found, key=lambda f: abs(f[0].start - host.idx))
            return calendar.joined(found[found.index(nearest) :]).iso
    beside = _between(document, calendar, a.cue, content)
    return beside.iso if beside is not None else None


def _in(span: Span, time: Time) -> bool:
    return span.start <= time.start < span.end


def _around_it(document: Document, a: Attribution) -> Span:
    """The smallest content of another attribution that holds the cue of this one; else the whole text."""
    around = document.index(CONTENTS).around(a.cue[0].start, a.cue[0].end) if a.cue else []
    holders = [Span(start, end) for start, end, other in around if other is not a]
    return min(holders, key=len, default=Span(0, len(document.view)))


def _between(document: Document, calendar: TimeIndex, cue: Sequence[Span], content: Sequence[Span]) -> DateRange | None:
    """A time right behind the cue and before the content, which the tree may hang on a word of the content."""
    if not cue or content[0].start < cue[-1].end:
        return None
    gap = Span(cue[-1].end, content[0].start)
    for time, dates in calendar.days_in(gap)[:1]:
        between = document.tokens_in(Span(gap.start, time.start))
        return dates if all(t.text.casefold() in WHEN for t in between) else None
    return None

"""How sure the value of an expression is, by what of it the words leave out.

The steps are set by hand and fitted to nothing; scores of times do not look at them. Change none alone: what matters is
their order, by which a reader sorts.
"""

from __future__ import annotations

WRITTEN = 0.98  # "2013-04-17"
WHOLE = 0.95  # "17 April 2013"; "today" in a dated report
PLAIN = 0.9  # "the 1990s", "Friday, April 17": nothing is chosen but what all readers choose
USUAL = 0.85  # "April 17", "on Friday": the nearest, by tense
LIKELY = 0.8  # "in April" of a narrative: one of two, by what was told last
FAIR = 0.75  # "the 17th", "winter": the own month, the own year
OPEN = 0.7  # 3/4/2013: the order of day and month by what is nearer
PARTIAL = 0.6  # the day and month without a year, when no date is known
VAGUE = 0.5  # "months ago": some time before
HALF_KNOWN = 0.4  # a unit of an unknown date
WEAK = 0.3  # a date that had to be guessed by its month alone
UNRESOLVED = 0.2  # what is left when words contradict each other: "Monday, 31 June"
IMPOSSIBLE = 0.1  # no such day
HALF = 0.5  # "half an hour": a quantity, and no confidence

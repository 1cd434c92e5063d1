"""The words that the tables of a passage may use, and the shapes of its dates. Standard library only.

PLOVER's types, modes and contexts and the codes of states are those of the project's own tables.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path

from corpus.spans import words

TABLES = Path(__file__).parents[1] / "src" / "communique" / "knowledge" / "data"

STANCES = words("for against ambivalent")
CONDITIONALS = words("prediction threat promise counterfactual")
FORMATS = words("talks visit summit call conference vote other")
STATUSES = words("held planned proposed postponed cancelled")
BINDING = words("signed in_force proposed rejected suspended broken")
RELATIONS = words("member_of part_of leads represents supports at_odds ally_of hosts")
SYMMETRIC = words("at_odds ally_of")
MODALITIES = words("actual alleged past")
TIMES = words("DATE TIME DURATION SET")
# The formats of meetings whose sides are an event of the type CONSULT once they have met.
CONSULTING = words("talks visit summit call conference")

# Past states (ISO 3166-3) that the project's own table lacks.
PAST_STATES = words("ANT BUR BYS CSK DDR HVO NHB RHO SCG SKM SUN TMP VDR YMD YUG ZAR")

DAY = r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?"  # "2013", "2013-04", "2013-04-17"
ISO = re.compile(rf"{DAY}(?:/{DAY})?")  # "2013-04-14/2013-04-20"
_DATE = r"(?:[0-9X]{2,4}|[0-9X]{4}-(?:[0-9X]{2}(?:-[0-9X]{2})?|W[0-9X]{2}(?:-WE|-[1-7])?|Q[1-4X]|H[12X]|SP|SU|FA|WI))"
_PART = r"T(?:MO|MI|AF|EV|NI|DT|[0-9X]{2}(?::[0-9]{2}(?::[0-9]{2})?)?)"
_PERIOD = r"P(?=[0-9TX])(?:[0-9X.]+(?:DE|CE|Y|M|W|D))*(?:T(?:[0-9X.]+[HMS])+)?"
TIMEX = {  # TIMEX3 values
    "DATE": re.compile(rf"{_DATE}|(?:PAST|PRESENT|FUTURE)_REF"),  # "2013-04-17", "2013-W15", "201", "XXXX-WXX-5"
    "TIME": re.compile(rf"(?:{_DATE})?{_PART}(?:Z|[+-][0-9]{{2}}(?::?[0-9]{{2}})?)?"),  # "2013-04-17TMO", "T10:00"
    "DURATION": re.compile(_PERIOD),  # "P2Y", "PT36H", "PXD"
    "SET": re.compile(rf"{_PERIOD}|{_DATE}(?:{_PART})?"),  # "P1Y", "XXXX-WXX-5", "XXXX-06"
}


@cache
def plover() -> dict[str, frozenset[str]]:
    """PLOVER's event types, each with its modes."""
    modes: dict[str, set[str]] = {}
    for row in rows("plover_types.tsv"):
        modes.setdefault(row[0], set()).update(filter(None, [row[1]]))
    return {name: frozenset(found) for name, found in modes.items()}


@cache
def contexts() -> frozenset[str]:
    """PLOVER's contexts."""
    return frozenset(row[0] for row in rows("plover_contexts.tsv"))


@cache
def countries() -> frozenset[str]:
    """ISO 3166-1 codes of three letters, PSE, XKX, and the ISO 3166-3 codes of past states."""
    return frozenset(row[0] for row in rows("states.tsv")) | PAST_STATES


def rows(name: str) -> list[list[str]]:
    """The rows of one of the project's tables, without comments and head."""
    lines = (TABLES / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")][1:]


def is_date(value: str) -> bool:
    """Whether it is a year, month, day, or an interval of two, and in the calendar."""
    if not ISO.fullmatch(value):
        return False
    parts = value.split("/")
    try:
        for part in parts:
            date.fromisoformat(part + "-01-01"[len(part) - 4 :])
    except ValueError:
        return False
    return len(parts) == 1 or parts[0] <= parts[1]

"""Who belongs to a paper or an organisation: "the BBC's Jane Roe", "Tom Hale, an analyst at the Norden Institute".

Offices by which somebody acts for a state or a body are read by :mod:`communique.extract.relations.offices`; this is
where people work who hold none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from communique.extract.relations.relation_mention import RelationMention
from communique.knowledge import bodies, titles
from communique.knowledge.word_lists import word_list
from communique.language.document import Document
from communique.model import Actor, Mention, Span
from communique.model.relation import RelationType

__all__ = ["from_affiliations"]

TOLD, BESIDE = 0.8, 0.7  # confidence, by hand: a word says what he is there, or nothing but a preposition does

OWNER = re.compile(r"['’]s? (?:(?:[a-z]+ ){0,4})?$")
"""Between an outlet and its reporter: "'s political editor "."""
FURTHER = re.compile(r"(?:, | and |, and )$")
"""Between two names of one list."""
WORK = re.compile(
    r", (?:(?:an?|the|who is an?|another) )?(?P<what>[\w‑-]+(?: [\w‑-]+){0,6}?) "
    r"(?P<where>at|with|from|for|of) (?:the )?"
)
"""Between a name and where its bearer works: ", a senior analyst at the "."""
FROM = re.compile(r",? (?:from|of|with) (?:the )?(?:[A-Z][\w.]*['’]s )?$")
"""The same without a word for what he is: ", from the UK's "."""


def from_affiliations(document: Document, held: set[str]) -> Iterator[RelationMention]:
    """One relation for each person and the organisation with which he is named; not for those in ``held``.

    Args:
        document: with its actors.
        held: ids of persons whose office is known already.
    """
    ends = [a for a in document.actors if a.kind in ("person", "organization")]
    named = sorted(
        ((m, a) for a in ends for m in a.mentions if m.form == "name"), key=lambda pair: (pair[0].start, pair[0].end)
    )
    done: set[tuple[str, str]] = set()
    last: tuple[Actor, Mention, Mention] | None = None
    for (one, a), (other, b) in pairwise(named):
        between = document.view[one.end : other.start]
        found: tuple[Actor, Actor, float] | None = None
        if a.kind == "organization" and b.kind == "person":
            if OWNER.fullmatch(between) and _employs(a):
                found = b, a, BESIDE
                last = a, one, other
        elif a.kind == "person" and b.kind == "person":
            if last is not None and last[2] == one and FURTHER.fullmatch(between):  # the list of one outlet goes on
                found = b, last[0], BESIDE
                last = last[0], last[1], other
        elif a.kind == "person" and b.kind == "organization" and (sure := _works(between, b)):
            found = a, b, sure
        if found is None or found[0].id in held or (found[0].id, found[1].id) in done:
            continue
        done.add((found[0].id, found[1].id))
        start = last[1].start if last is not None and last[2] == other else one.start
        yield RelationMention(_kind(between, found[1]), found[0], found[1], (Span(start, other.end),), found[2])


def _employs(organization: Actor) -> bool:
    """Whether a possessive before a name tells where somebody works: an outlet or an organisation of nobody's state."""
    return organization.sector not in bodies.OF_STATES


def _works(between: str, organization: Actor) -> float:
    """How surely the words between a person and an organisation say that he works there; 0 if they don't."""
    found = WORK.fullmatch(between)
    if found is not None:
        words = found["what"].casefold().split()
        office = titles.match(found["what"].split(), len(words) - 1)
        if office is not None and office.title.relation != "none":
            return 0.0
        staff = words[-1] in word_list("staff") and (found["where"] != "for" or words[-1] in word_list("staff_for"))
        return TOLD if staff else 0.0
    return BESIDE if FROM.fullmatch(between) and organization.sector in ("NGO", "MED") else 0.0


def _kind(between: str, organization: Actor) -> RelationType:
    """Who works for a state's own body, or speaks as one "from" an organisation, represents it."""
    if organization.sector in bodies.OF_STATES or FROM.fullmatch(between):
        return "represents"
    return "member_of"

"""Whose office published a report, and who speaks through it."""

from __future__ import annotations

import datetime
import re

import msgspec

from communique.extract.offices import office_country
from communique.extract.states_in_phrases import states_in
from communique.knowledge import bodies, offices, titles
from communique.knowledge.word_lists import word_list
from communique.language.document import Document

HEADING = 200
"""Characters of a first line that may be a title."""
WORDS = re.compile(r"[\w’'.-]*\w[.]?|[^\w\s]")
OPENING = 3
"""Words at whose head what is issued stands: "Full Text of Remarks by"."""
REACH = 4
"""Words from what is issued to "by": "statement to the press by"."""


class Issuer(msgspec.Struct, frozen=True):
    """The person whose words a report gives, as its title or heading tells: "Statement by President Jane Roe"."""

    name: str
    country: str | None
    sector: str


def issuing_state(document: Document) -> str | None:
    """Code of the state whose government's office published the report: "White House", "Embassy of Chad in Oslo"."""
    publisher = document.report.publisher
    title = (document.report.title or "").casefold().split()
    if publisher is None or any(w in word_list("issued_together") for w in title):
        return None  # "Joint Statement of"
    known = bodies.body(publisher.removeprefix("The ").removeprefix("the "))
    if known is not None and known.country:
        return known.country
    words = {w.casefold() for w in publisher.split()}
    states = states_in(publisher) if words & word_list("offices_that_publish") else frozenset()
    return next(iter(states)) if len(states) == 1 else None


def issuing_person(document: Document, day: datetime.date | None) -> Issuer | None:
    """Who speaks through a report by its title or its first line; None where these name nobody, or several.

    Args:
        document: the report.
        day: of the report, on which "the President" is who was in office.
    """
    first = document.text.lstrip().split("\n", 1)[0].strip()
    heading = first if len(first) <= HEADING and not first.endswith((".", "?", "!")) else ""
    lines = [document.report.title or "", heading]
    state = issuing_state(document)
    return next((found for line in lines if (found := _named(line, state, day)) is not None), None)


def _named(line: str, state: str | None, day: datetime.date | None) -> Issuer | None:
    """The person behind the "by" or "from" of a noun like "statement"; ``state`` is that of the publisher."""
    words = _behind_by(line)
    at = next((k for k in range(len(words)) if titles.match(words, k) is not None), None)
    office = titles.match(words, at) if at is not None else None
    if office is None or office.plural or office.has("former", "deputy") or office.title.relation == "none":
        return None
    rest = words[office.end :]
    name = _capitals(rest)
    if not name and "," in rest:
        name = _capitals(rest[rest.index(",") + 1 :])  # "the Prime Minister of Sweden, Karin Lofgren"
    if any(w.casefold() in ("and", "&") for w in rest):
        return None
    near = states_in(" ".join([*words[: office.start], *rest]))
    country = next(iter(near)) if len(near) == 1 else state
    if not name:
        held = offices.by_office(office.title.title, country, day) if country is not None and day is not None else ()
        return Issuer(held[0].person, country, office.title.sector) if len(held) == 1 else None
    full = " ".join(name)
    return Issuer(full, country or office_country(full, office.title.title), office.title.sector)


def _behind_by(line: str) -> list[str]:
    """The words that tell whose a statement is, up to those that tell on what or where."""
    words = WORDS.findall(line)
    low = [w.casefold() for w in words]
    if set(low) & word_list("issued_together"):
        return []
    at = next((k for k, w in enumerate(low[:OPENING]) if w in word_list("issued_by_one")), len(low))
    by = next((k for k in range(at + 1, min(at + 1 + REACH, len(low))) if low[k] in ("by", "from", "of")), None)
    if by is None:
        return []
    end = next((k for k in range(by + 1, len(low)) if low[k] in word_list("behind_issuers")), len(low))
    return words[by + 1 : end]


def _capitals(words: list[str]) -> list[str]:
    """The name that a row of words begins with: capitals, with particles between them."""
    name: list[str] = []
    for word in words:
        if not word[:1].isupper() and not (name and word.casefold() in word_list("name_particles")):
            break
        name.append(word)
    while name and not name[-1][:1].isupper():
        name.pop()
    return name

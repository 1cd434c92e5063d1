"""Whose office published a report."""

from __future__ import annotations

from communique.extract.name_index import states_in
from communique.knowledge import bodies
from communique.knowledge.word_lists import word_list
from communique.language.document import Document


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

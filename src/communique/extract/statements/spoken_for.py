"""Whose words a speaker's are: the state or body for which somebody speaks by office, or as "we"."""

from __future__ import annotations

import re

from communique.extract.offices import former
from communique.knowledge import bodies
from communique.knowledge.word_lists import word_list
from communique.language.document import Document
from communique.model import Actor, Span
from communique.model.actor import Role

OFFICIAL = frozenset(("GOV", "MIL"))
BODIES = frozenset(("organization", "state", "group"))
FOR = re.compile(r"\s(?:for|of)\s(?:the\s)?")
LONGEST = 80
"""Characters of a name."""
NEAR = 4
"""Sentences between a spokesperson and the one before, in whose words the body was told."""


def spoken_for(document: Document, speaker: Actor | None, content: tuple[Span, ...]) -> str | None:
    """The state or body whose words a speaker's are.

    Those of spokespersons, of ministries, of unnamed officials and of officers of bodies of states always; of others
    who hold an office when they speak of it as "we", "our" or by its name.
    """
    if speaker is None:
        return None
    if speaker.kind == "organization" and speaker.sector in OFFICIAL and _is_named(speaker, "ministries"):
        return _state(document, speaker) or _american(document, speaker)
    if speaker.kind == "organization" and speaker.country and _is_an_office(document, speaker):
        return _state(document, speaker)
    named = any(m.form == "name" for m in speaker.mentions)
    if speaker.kind == "group" and not speaker.members:
        of_a_body = _is_named(speaker, "sources") and any(w[:1].isupper() for w in speaker.name.split()[:-1])
        return _state(document, speaker) if of_a_body or _is_named(speaker, "officials") else None
    if speaker.kind != "person":
        return None
    held = [r for r in speaker.roles if not former(document, r)]
    offices = [r.of for r in held if r.of]
    spokes = [r for r in held if _speaks_by_office(r.title)]
    if spokes:
        return _of_spokesperson(document, speaker, spokes)
    if speaker.sector == "IGO" and (body := _of_all(document, offices)) is not None:
        return body
    if not named and _is_named(speaker, "officials"):
        return next(iter(offices), None) or _state(document, speaker)
    if not named and offices and _is_named(speaker, "sources"):
        return offices[0]
    for span in content:
        for _, actor in document.mentions_in(span):
            if actor.id in offices:
                return actor.id
    return (
        offices[0]
        if offices
        and speaker.sector != "JRN"
        and any(w in word_list("we") for s in content for w in s.of(document.view).casefold().split())
        else None
    )


def _of_all(document: Document, offices: list[str]) -> str | None:
    """The body of several states whose office it is: who holds it speaks for no state."""
    bodies = {a.id for a in document.actors if a.kind == "organization" and a.sector == "IGO" and a.country is None}
    return next((of for of in offices if of in bodies), None)


def _speaks_by_office(title: str) -> bool:
    words = title.casefold().split()
    return bool(words) and (words[-1] in word_list("spokespersons") or words[-2:] == ["press", "secretary"])


def _is_named(actor: Actor, words: str) -> bool:
    """Whether a word of the list stands in what an actor is called."""
    known = word_list(words)
    if actor.name.casefold().startswith(("former ", "ex-")):
        return False
    return any(w in known or w.removesuffix("s") in known for w in actor.name.casefold().split())


def _state(document: Document, speaker: Actor) -> str | None:
    """The state of an actor's country, if it is an actor too."""
    country = speaker.country
    if country is None:  # "White House officials", "EU officials"
        body = " ".join(w for w in speaker.name.split()[:-1] if w[:1].isupper())
        known = bodies.body(body) if body else None
        country = known.country if known is not None else None
        if "administration" in speaker.name.casefold().split():  # "senior administration officials"
            homes = {a.country for a in document.actors if a.name.casefold().endswith(" administration") and a.country}
            country = next(iter(homes)) if len(homes) == 1 else country
        if country is None and body:
            names = ((a, m) for a in document.actors if a.kind in ("organization", "state") for m in a.mentions)
            return next((a.id for a, m in names if m.form != "pronoun" and m.span.of(document.view) == body), None)
    return next((a.id for a in document.actors if a.kind == "state" and a.country == country), None)


def _is_an_office(document: Document, speaker: Actor) -> bool:
    """Whether it is called after who holds it: "the office of Kenya's president"."""
    called = (document.view[m.start : m.end].casefold().removeprefix("the ") for m in speaker.mentions)
    return any(name.startswith("office of ") for name in called)


def _of_spokesperson(document: Document, speaker: Actor, spokes: list[Role]) -> str | None:
    """Whose spokesperson somebody is: by the title or the words behind it, else his state, else as was told before."""
    told = _told_behind(document, speaker)
    by_title = next((r.of for r in spokes if r.of), None)
    if told and not any(a.id == by_title or by_title in a.members for a in told):
        body = next((a for a in told if a.kind in BODIES), None)
        return body.id if body is not None else _state(document, speaker)
    return by_title or _state(document, speaker) or _told_before(document, speaker)


def _told_behind(document: Document, speaker: Actor) -> list[Actor]:
    """Who stands in "a spokesman [for the Oslo Relief Board]", where the text gives the title so."""
    found: list[Actor] = []
    for mention in speaker.mentions:
        behind = FOR.search(document.view, mention.start, mention.end)
        if mention.form != "nominal" or behind is None:
            continue
        if _speaks_by_office(document.view[mention.start : behind.start()]):
            name = Span(behind.end(), behind.end() + LONGEST)
            found.extend(a for m, a in document.mentions_in(name) if m.start == name.start)
    return found


def _told_before(document: Document, speaker: Actor) -> str | None:
    """The body of the spokesperson told last: "a spokesman for [the court] ... Later spokeswoman Roe said"."""
    first = min((m.start for m in speaker.mentions), default=0)
    here = document.sentence_number(first)
    before = [
        (m.start, r.of or _state(document, a) or "")
        for a in document.actors
        if a.kind == "person" and a is not speaker
        for r in a.roles
        if _speaks_by_office(r.title)
        for m in a.mentions
        if m.start < first and here - document.sentence_number(m.start) <= NEAR
    ]
    return max(before, default=(0, ""))[1] or None


def _american(document: Document, body: Actor) -> str | None:
    """The United States where a body is called as only theirs is: "the Defense Department"."""
    words = body.name.casefold().split()
    if body.country is not None or words[-1:] != ["department"] or words[0] not in word_list("american_departments"):
        return None
    return next((a.id for a in document.actors if a.kind == "state" and a.country == "USA"), None)

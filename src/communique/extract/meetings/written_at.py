"""Where a meeting was that the report's first sentence tells, when no word but the dateline names the place."""

from __future__ import annotations

import datetime

from communique.extract.meetings.gather import MeetingCluster
from communique.extract.time_index import DAY
from communique.knowledge.gazetteer import city_country
from communique.knowledge.states import by_capital
from communique.language import clauses
from communique.language.document import Document
from communique.language.tags import VERBS
from communique.language.tree import Token
from communique.model.meeting import Place
from communique.sources.dateline import find_dateline
from communique.sources.dates import shifted

ELSEWHERE = ("call", "visit", "vote")
"""Formats of meetings that need not be where somebody writes of them."""
FRESH = 3  # days before the report of which it tells where it was written
OPENING = 150  # characters behind the dateline in which its sentence tells the meeting


def written_at(document: Document, meeting: MeetingCluster) -> Place | None:
    """The dateline's city for a meeting held there and then: "HELSINKI (AP) - The two presidents met Wednesday".

    None where the meeting is told by the way, in a later sentence, or as older than the news.
    """
    if meeting.status != "held" or meeting.format in ELSEWHERE or not _fresh(document, meeting):
        return None
    line = find_dateline(document.text, document.report.boilerplate)
    if line is None or line.place is None:
        return None
    first = meeting.mentions[0]
    between = document.view[line.span.end : first.span.start]
    if first.span.start < line.span.end or len(between) > OPENING or "\n" in between.strip():
        return None
    if document.sentence_at(first.span.start).start > line.span.end + 1 or not _main(document.syntax[first.i]):
        return None
    name = line.place.of(document.text).split(",")[0].split("/")[0].strip().title()
    state = by_capital(name)
    country = state.code if state is not None else city_country(name)
    return Place(name, country) if country is not None else None


def _fresh(document: Document, meeting: MeetingCluster) -> bool:
    published = document.published.value
    if meeting.dates is None or published is None or not DAY.fullmatch(published):
        return meeting.dates is None
    since = shifted(datetime.date.fromisoformat(published), -FRESH)
    return since is None or (meeting.dates.exact and since.isoformat() <= meeting.dates.start <= published)


def _main(word: Token) -> bool:
    """Whether a word is the news of its sentence: its main verb, one beside it, or what it says happened."""
    verb = word if word.tag_ in VERBS else clauses.governing_verb(word)
    if verb is None or (verb is not word and word.dep_ not in ("nsubj", "nsubjpass", "dobj", "pobj")):
        return False
    while verb.dep_ == "conj" and verb.head.tag_ in VERBS:
        verb = verb.head
    return verb.dep_ == "ROOT" or (verb.dep_ == "ccomp" and verb.i < verb.head.i)

"""Where a report speaks of a meeting, by a noun or a verb, and what stands around the words."""

from __future__ import annotations

from collections.abc import Iterator

from communique.extract.meetings.by_noun import by_noun
from communique.extract.meetings.by_verb import by_verb
from communique.extract.meetings.meeting_mention import MeetingMention
from communique.extract.mention_index import MentionIndex
from communique.extract.time_index import TimeIndex
from communique.knowledge.meetings import nouns, verbs
from communique.language.document import Document
from communique.language.tags import NOUNS_AND_PRONOUNS, VERBS_AND_MODALS


def find_meetings(document: Document, who: MentionIndex, calendar: TimeIndex) -> Iterator[MeetingMention]:
    """Every mention of a meeting in text order, with those that say there is none (status "none")."""
    noun_table, verb_table = nouns(), verbs()
    for token, word in zip(document.syntax, document.folded, strict=True):
        found: MeetingMention | None = None
        if token.tag_ in NOUNS_AND_PRONOUNS and token.dep_ not in ("compound", "nmod", "amod"):
            named = noun_table.get(f"{document.folded[token.i - 1]} {word}") if token.i else None
            if (meeting := named or noun_table.get(word)) is not None:
                found = by_noun(document, who, calendar, token, meeting)
        elif token.tag_ in VERBS_AND_MODALS and (meeting := verb_table.get(word)) is not None:
            found = by_verb(document, who, calendar, token, meeting)
        if found is not None:
            yield found

"""Meetings: the mentions found, gathered, and put into the record's form."""

from __future__ import annotations

import msgspec

from communique.extract.confidence import likelihood
from communique.extract.events import ACTS
from communique.extract.meeting_layer import MEETINGS
from communique.extract.meetings.by_act import by_acts, joined
from communique.extract.meetings.evidence import features
from communique.extract.meetings.gather import MeetingCluster, gather, same_office
from communique.extract.meetings.meeting_mention import MeetingMention
from communique.extract.meetings.mentions import find_meetings
from communique.extract.meetings.written_at import written_at
from communique.extract.mention_index import MENTION_INDEX
from communique.extract.places import located
from communique.extract.statement_index import STATEMENT_INDEX, StatementIndex
from communique.extract.step import Step
from communique.extract.time_index import TIME_INDEX, DateRange, times_from
from communique.knowledge.meetings import Status
from communique.knowledge.word_lists import word_list
from communique.language.document import ACTORS, PUBLISHED, STATEMENTS, TIMES, Document
from communique.model import Actor, Meeting, Span, Statement
from communique.model.identity import fact_identity
from communique.sources.dates import after_report

QUOTES = "\"“”‘’'"
TITLE = 120  # characters
NOUNS = {
    "visit": "visit",
    "call": "call",
    "talks": "talks",
    "summit": "summit",
    "vote": "vote",
    "conference": "conference",
}
LEAD = 8  # sentences in which what happened is the news of the report's day


class Meetings(Step):
    """Who met whom, when and where; who will, may, or won't."""

    name = "meetings"
    needs = (PUBLISHED, ACTORS, TIMES, STATEMENTS, ACTS)
    gives = (MEETINGS,)

    def __call__(self, document: Document) -> None:
        """The meetings of a document in the order of their first mention."""
        who, told = document.index(MENTION_INDEX), document.index(STATEMENT_INDEX)
        calendar = document.index(TIME_INDEX)
        mentions = list(find_meetings(document, who, calendar))
        acts = document.layers[ACTS].acts
        joined(document, acts, mentions)
        mentions += by_acts(document, calendar, acts, mentions)
        mentions.sort(key=lambda s: (s.span.start, s.span.end))
        found = [_meeting(document, told, g) for g in gather(document, _apart(mentions)) if not _faceless(g)]
        document.layers.give(MEETINGS, tuple(sorted(found, key=lambda m: m.evidence[0])))


def _apart(mentions: list[MeetingMention]) -> list[MeetingMention]:
    """Mentions of which none lies in another's words: of "met for talks" the noun's and the verb's are one."""
    kept: list[MeetingMention] = []
    for seen in mentions:
        holder = next((k for k in kept if k.span.start <= seen.span.start and seen.span.end <= k.span.end), None)
        if holder is not None and (holder.i == seen.i or (holder.verb and not seen.participants and seen.body is None)):
            continue
        kept.append(seen)
    return kept


def _faceless(g: MeetingCluster) -> bool:
    """Whether it is only thought of, among people whom nobody names: "members must enter into talks with partners"."""
    if g.status != "proposed" or not g.participants or g.body is not None or g.dates is not None:
        return False
    return all(a.country is None and not a.members and not _is_named(a) for a in g.participants)


def _is_named(actor: Actor) -> bool:
    return not actor.mentions or any(m.form in ("name", "metonym") for m in actor.mentions)


def _meeting(document: Document, told: StatementIndex, g: MeetingCluster) -> Meeting:
    status = g.status
    dates = g.dates
    published = document.published.value
    if (
        dates is not None
        and published
        and len(published) == 10
        and (dates.exact or _over(dates, published) or dates.start[:10] > published)
    ):
        status = _against_date(status, dates, published)
    elif dates is None and status == "held" and published and _of_the_day(document, g):
        dates = DateRange(published, published)
    evidence = tuple(sorted({m.span for m in g.mentions}))
    tellers: list[Statement | None] = [told.at(m.span) for m in g.mentions]
    statement = None if None in tellers else tellers[0]
    participants = _settled(document, g.participants)
    found = Meeting(
        id=fact_identity("meeting", document.report.text_id, evidence[:1]),
        title=_title(document, g, participants),
        format=g.format,
        status=status if status != "none" else "held",
        evidence=evidence,
        start=dates.start if dates else None,
        end=dates.end if dates else None,
        moved_from=g.moved_from.start if g.moved_from else None,
        place=located(g.place or written_at(document, g)),
        body=g.body.id if g.body else None,
        host=g.host.id if g.host and g.host.kind in ("state", "organization", "person") else None,
        participants=tuple(a.id for a in participants),
        statement=statement.id if statement else None,
        extractor="meetings",
    )
    return msgspec.structs.replace(found, confidence=likelihood("meetings", features(found)))


def _against_date(status: Status, dates: DateRange, published: str) -> Status:
    """A meeting dated behind the report is not held yet; one planned for a day that has passed is no plan any more."""
    if status == "held" and after_report(dates.start, published):
        return "planned"
    if status in ("planned", "proposed") and dates.end < published:
        return "held"
    return status


def _over(dates: DateRange, published: str) -> bool:
    """Whether a month, a year or another stretch has wholly passed."""
    return dates.end < published[: len(dates.end)]


def _of_the_day(document: Document, g: MeetingCluster) -> bool:
    """Whether the meeting is told as that day's news: in the lead, as what something said came after or in."""
    first = g.mentions[0]
    return document.sentence_number(first.span.start) < LEAD and any(m.past_of_speech for m in g.mentions)


def _settled(document: Document, participants: list[Actor]) -> list[Actor]:
    """Without groups whose members are there, and without states whose people are."""
    ids = {a.id for a in participants}
    people = {a.country for a in participants if a.kind == "person" and a.country}

    def told_already(actor: Actor) -> bool:
        if actor.kind == "state":
            return actor.country in people
        members = [m for i in actor.members if (m := document.actor(i)) is not None]
        return bool(members) and any(m.id in ids or (m.kind == "state" and m.country in people) for m in members)

    kept = [a for a in participants if not told_already(a)]
    return [a for a in kept if not any(b is not a and same_office(document, a, b) for b in kept)]


def _undated(document: Document, span: Span) -> str:
    """The words of a mention without the day at their end ("on April 20"), which the meeting has anyway."""
    text = document.view[span.start : span.end]
    last = next((t for t in times_from(document, Span(span.start + 1, span.end)) if t.end == span.end), None)
    if last is None:
        return text
    words = document.view[span.start : last.start].split()
    return " ".join(words[:-1]) if words and words[-1].casefold() in ("on", "in", "for", "at") else text


def _title(document: Document, g: MeetingCluster, participants: list[Actor]) -> str:
    """The most telling noun phrase among its mentions, without article; for one told by verbs who met."""
    nouns = [m for m in g.mentions if not m.verb]
    if nouns:
        best = max(nouns, key=lambda m: (m.tells, min(m.span.end - m.span.start, TITLE), -m.span.start))
        words = _undated(document, best.span).split()
        while len(words) > 1 and words[0].casefold().strip(QUOTES) in (
            word_list("meeting_my") | word_list("meeting_ahead")
        ):
            words = words[1:]
        if len(words) > 2 and words[-2].endswith(",") and words[-1] in word_list("meeting_setting"):
            words = [*words[:-2], words[-2][:-1]]  # "the meeting of ministers, due"
        title = " ".join(words).strip(QUOTES)
        if len(words) > 1 and len(title) <= TITLE:
            return title
    names = [a.name for a in participants[:3]] + (["others"] if len(participants) > 3 else [])
    noun = NOUNS.get(g.format, "meeting")
    if g.body is not None:
        return f"{noun} of {g.body.name}"[:TITLE]
    whose = " and ".join(names) if len(names) < 3 else ", ".join(names[:-1]) + " and " + names[-1]
    where = f" to {g.place.name}" if g.place is not None and g.format == "visit" else ""
    return (f"{noun} of {whose}{where}" if names else f"{noun}{where}")[:TITLE]

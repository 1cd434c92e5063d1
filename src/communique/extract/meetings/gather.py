"""Which mentions speak of one and the same meeting."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from communique.extract.meetings.meeting_mention import MeetingMention
from communique.extract.time_index import DateRange
from communique.knowledge.meetings import Format, Status
from communique.knowledge.word_lists import word_list
from communique.language import clauses
from communique.language.document import Document
from communique.language.syntax import LONGEST
from communique.model import Actor
from communique.model.meeting import Place

# Points by which mentions are gathered, by hand.
SAME_DATES = 1.5
BOTH_TOLD = 0.2  # taken off two that are only told as the time of something else
SAME_NOUN, SAME_STATUS, LATEST = 0.6, 0.6, 0.01

KINDS: dict[Format, str] = {"visit": "visit", "call": "call", "vote": "vote"}
"""Formats that are never told as another one; the rest ("talks", "summit", "meeting") name one meeting by turns."""
REACH = 12  # sentences that "the meeting" looks back over
LOOKED_AT = 300  # meetings that a mention is compared with, the latest; a hostile text may tell of thousands
GOVERNED = 60  # tokens between two mentions of which one governs the other, at most
AHEAD = ("planned", "proposed", "postponed", "cancelled")


@dataclass(slots=True)
class MeetingCluster:
    """One meeting while its mentions come together."""

    mentions: list[MeetingMention] = field(default_factory=list)
    participants: list[Actor] = field(default_factory=list)
    body: Actor | None = None
    host: Actor | None = None
    place: Place | None = None
    dates: DateRange | None = None
    moved_from: DateRange | None = None
    last: int = 0
    """Sentence of its last mention."""
    formats: set[Format] = field(default_factory=set)
    statuses: set[Status] = field(default_factory=set)
    """Those told as sure."""
    ordinals: set[str] = field(default_factory=set)
    nouns: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)

    def add(self, seen: MeetingMention, sentence: int) -> None:
        """Take in a mention and what it tells."""
        self.mentions.append(seen)
        self.formats.add(seen.format)
        if seen.status and seen.sure:
            self.statuses.add(seen.status)
        if seen.ordinal:
            self.ordinals.add(seen.ordinal)
        self.nouns.add(seen.noun)
        self.words |= seen.words
        known = {a.id for a in self.participants}
        self.participants += [a for a in seen.participants if a.id not in known]
        self.body = self.body or seen.body
        self.host = self.host or seen.host
        if self.place is None or (seen.place is not None and self.place.name in seen.place.name):
            self.place = seen.place or self.place
        if seen.moved and self.dates is not None and seen.dates is not None and not seen.dates.agrees(self.dates):
            self.moved_from = self.moved_from or self.dates
        self.moved_from = self.moved_from or seen.moved_from
        if seen.dates is not None and (self.dates is None or seen.moved or _finer(seen.dates, self.dates)):
            self.dates = seen.dates
        self.last = sentence

    @property
    def status(self) -> Status:
        """What most surely became of it: the last word on a cancelled or postponed one, else the surest."""
        said = [m for m in self.mentions if m.status is not None]
        last: tuple[Status, ...] = ("cancelled", "postponed")
        for status in last:
            if any(m.status == status and m.sure for m in said):
                return status
        sure = [m.status for m in said if m.sure] or [m.status for m in said]
        held, planned, proposed = (sure.count(status) for status in ("held", "planned", "proposed"))
        if held and held >= planned + proposed:
            return "held"
        if planned or proposed:
            return "planned" if planned else "proposed"
        return "held" if held or "cancelled" not in sure else "cancelled"

    @property
    def format(self) -> Format:
        """The most telling of the words used for it."""
        order: tuple[Format, ...] = ("vote", "call", "visit", "summit", "conference", "talks", "other")
        return min(self.formats, key=order.index)

    def near(self, seen: MeetingMention) -> Iterator[MeetingMention]:
        """Its mentions in the sentence of ``seen`` and a little before, the last first."""
        for m in reversed(self.mentions):
            if seen.i - m.i > GOVERNED + LONGEST:
                return
            yield m


def gather(document: Document, mentions: list[MeetingMention]) -> list[MeetingCluster]:
    """The meetings that the mentions speak of, in text order of their first."""
    meetings: list[MeetingCluster] = []
    for seen in mentions:
        if seen.status == "none":
            continue
        here = document.sentence_number(seen.span.start)
        fitting = [
            (points, n, m)
            for n, m in enumerate(meetings[-LOOKED_AT:])
            if (points := _points(document, m, seen, here)) > 0
        ]
        if fitting:
            max(fitting, key=lambda x: (x[0], x[1]))[2].add(seen, here)
        elif seen.tells or not seen.definite or seen.verb:
            meeting = MeetingCluster()
            meeting.add(seen, here)
            meetings.append(meeting)
    return meetings


def _points(document: Document, meeting: MeetingCluster, seen: MeetingMention, here: int) -> float:
    """How well a mention fits a meeting; 0 where the two cannot be one."""
    of_one = seen.body is not None and meeting.body is not None and seen.body.id == meeting.body.id
    if _kind(meeting.format) != _kind(seen.format) or (seen.plural != meeting.mentions[0].plural and not of_one):
        return 0  # "the G-20 meetings" are its summit
    if any(_above(document, m, seen) for m in meeting.near(seen)):
        return 0
    if seen.dates and meeting.dates and not (seen.dates.agrees(meeting.dates) or _moved(seen, meeting)):
        return 0
    if seen.body and meeting.body and not _same_body(seen.body, meeting.body):
        return 0
    if seen.place and meeting.place and not _same_place(seen.place, meeting.place):
        return 0
    if seen.ordinal and meeting.ordinals and seen.ordinal not in meeting.ordinals:
        return 0
    points = 0.0
    if seen.participants and meeting.participants:
        shared = _shared(document, seen.participants, meeting.participants)
        if not shared and not (seen.definite and all(map(_vague, seen.participants))):
            return 0
        points += 2 * shared
    statuses = meeting.statuses
    if seen.status and seen.sure and statuses and not _may_follow(statuses, seen):
        return 0
    points += 2 * bool(seen.body and meeting.body)
    points += SAME_DATES * bool(seen.dates and meeting.dates)
    points += bool(seen.place and meeting.place)
    same_noun = seen.noun in meeting.nouns
    said = meeting.words - word_list("meeting_neutral")
    if not points and same_noun and said & seen.words and seen.status in AHEAD and seen.status in statuses:
        points += 2  # "an international conference", wished for once more
    anaphoric = seen.definite and not seen.verb and here - meeting.last <= REACH
    if points == 0 and not anaphoric:
        return 0
    if points < 2 and not anaphoric and not (seen.dates and meeting.dates):
        return 0
    if points == 0 and seen.tells and meeting.mentions[0].tells and not seen.participants and seen.body is None:
        points -= BOTH_TOLD
    if points < 1 and anaphoric and seen.words and not _words_agree(seen, meeting):
        return 0
    nearness = max(0.0, 1 - (here - meeting.last) / REACH)
    same_status = seen.status is None or not statuses or seen.status in statuses
    telling = 1.0 if seen.status in ("cancelled", "postponed") else 0.0
    return points + nearness + SAME_NOUN * same_noun + (SAME_STATUS + telling) * same_status + LATEST


def _above(document: Document, a: MeetingMention, b: MeetingMention) -> bool:
    """Whether one governs the other: "met on the sidelines of the summit" tells two, "met for talks" one."""
    if a.verb == b.verb and not a.verb:
        upper, lower = (a, b) if a.i < b.i else (b, a)
    else:
        upper, lower = (a, b) if a.verb else (b, a)
    if abs(a.i - b.i) > GOVERNED:
        return False
    here = document.syntax[lower.i]
    if upper.verb and clauses.attached(here, "for", "during", "in") == document.syntax[upper.i]:
        return False
    for _ in range(10):
        if here.i == upper.i:
            return True
        if here.head == here:
            return False
        here = here.head
    return False


def _vague(actor: Actor) -> bool:
    """ "the ministers", whose meeting may be that of two who have been named."""
    return actor.kind == "group" and not actor.members and all(m.form != "name" for m in actor.mentions)


def _kind(how: Format) -> str:
    return KINDS.get(how, "meeting")


def _moved(seen: MeetingMention, meeting: MeetingCluster) -> bool:
    """Whether the one has the day from which the other was moved."""
    if seen.moved and meeting.dates is not None:
        told = seen.moved_from
        return told.agrees(meeting.dates) if told is not None else seen.definite and meeting.statuses <= set(AHEAD)
    return meeting.moved_from is not None and seen.dates is not None and meeting.moved_from.agrees(seen.dates)


def _finer(new: DateRange, old: DateRange) -> bool:
    return new.exact and not old.exact


def _same_body(a: Actor, b: Actor) -> bool:
    if a.id == b.id:
        return True
    x, y = ({w for w in actor.name.casefold().split() if len(w) > 3} for actor in (a, b))
    return bool(x and y) and (x <= y or y <= x)


def _same_place(a: Place, b: Place) -> bool:
    x, y = set(a.name.casefold().split()), set(b.name.casefold().split())
    return bool(x & y) or (a.country is not None and a.country == b.country and (_is_state(a) or _is_state(b)))


def _is_state(place: Place) -> bool:
    from communique.knowledge import states

    return states.by_name(place.name) is not None


def _shared(document: Document, a: list[Actor], b: list[Actor]) -> int:
    """How many take part in both, groups taken apart; 0 where each has two or more of his own."""
    x, y = (_taken_apart(actors) for actors in (a, b))
    both = x & y
    if not both and len(x) == len(y) == 2:
        # "their meeting", of two states, when their ministers have met
        pairs = [[actor for i in ids if (actor := document.actor(i))] for ids in (x, y)]
        lands = [{actor.country for actor in pair} for pair in pairs]
        kinds = [{actor.kind for actor in pair} for pair in pairs]
        fits = None not in lands[0] and len(lands[0]) == 2 and lands[0] == lands[1] and kinds[0] != kinds[1]
        return 2 if fits else 0
    if not both:
        return 0
    if len(both) == 1 and len(x) > 1 and len(y) > 1:
        return 2 if len(x) == len(y) == 2 and _one_by_office(document, x - both, y - both) else 0
    return len(both)


def same_office(document: Document, bare: Actor, named: Actor) -> bool:
    """Whether somebody is only called by an office that another holds: "the Secretary's meeting", "Secretary Roe"."""
    if bare.kind != "person" or not bare.mentions or any(m.form != "nominal" for m in bare.mentions):
        return False
    if bare.country not in (None, named.country) or all(m.form != "name" for m in named.mentions):
        return False
    office = bare.name.casefold()
    return any(document.view[e.start : e.end].casefold() == office for r in named.roles if (e := r.evidence))


def _one_by_office(document: Document, a: set[str], b: set[str]) -> bool:
    """Whether two sets are of one person each, of whom one is called by the other's office."""
    people = [actor for i in (*a, *b) if (actor := document.actor(i)) is not None]
    if len(people) != 2:
        return False
    return same_office(document, *people) or same_office(document, *people[::-1])


def _taken_apart(actors: list[Actor]) -> set[str]:
    found: set[str] = set()
    for actor in actors:
        found |= set(actor.members) or {actor.id}
    return found


def _may_follow(statuses: set[Status], seen: MeetingMention) -> bool:
    """Whether a meeting of these statuses can be told so: a plan may be cancelled, and a past one is past."""
    if seen.status in statuses:
        return True
    if seen.status == "held":
        return not statuses & {"planned", "proposed", "cancelled", "postponed"}
    return "held" not in statuses


def _words_agree(seen: MeetingMention, meeting: MeetingCluster) -> bool:
    return not meeting.words or bool(seen.words & meeting.words) or seen.words <= word_list("meeting_neutral")

"""Meetings that only an act of consulting tells: "was in contact with", "called his counterpart", "convened leaders".

What the lexicon of acts reads as CONSULT is a meeting, found once: words that the tables of meetings know already are
left to them, and what may be or was not is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from communique.extract.events import HELD, Act, act_span, place_of, told_date
from communique.extract.meetings.by_verb import reports_for_an_outlet
from communique.extract.meetings.meeting_mention import MEDIA, MeetingMention, unique
from communique.extract.meetings.status import status_of
from communique.extract.mention_index import MENTION_INDEX
from communique.extract.time_index import TimeIndex, dates_of
from communique.knowledge.meetings import Format, Status
from communique.knowledge.word_lists import word_list
from communique.language.document import Document
from communique.model import Actor
from communique.model.event import Modality

FORMATS: dict[str | None, Format] = {"phone": "call", "visit": "visit", "multilateral": "conference"}
"""By the mode of CONSULT; any other is talks."""
STATUSES: dict[Modality, Status] = {"planned": "planned"}
"""By modality, where the words of a meeting tell no status; any other is held."""


def joined(document: Document, acts: Sequence[Act], known: Sequence[MeetingMention]) -> None:
    """Gives the mentions whom, when and where the acts of consulting name that are told by the same words.

    Whoever the mention names must be among those: himself, by his members, or, of a group, by those of its state.
    """
    heads = {m.i: m for m in known}
    for act in acts:
        match = act.match
        if match.rule.type != "CONSULT" or match.rule.mode == "visit":
            continue
        mention = next((heads[i] for i in (match.token.i, *sorted(match.consumed)) if i in heads), None)
        if mention is None or mention.format in ("visit", "vote"):
            continue
        people = unique([p.actor for p in (*act.actors, *act.recipients) if p.direct or p.actor.kind == "state"])
        people = [a for a in people if a.sector != MEDIA and a is not mention.body]
        met = mention.participants
        if len(people) > len(met) and (all(_among(a, people) for a in met) or _one_vague(met)):
            mention.participants = people
        if match.rule.pos == "verb" and mention.i == match.token.i and act.judged.modality in HELD:
            told = told_date(document, match, held=True) if mention.dates is None else None
            days = dates_of(told) if told is not None else None
            mention.dates = days if days is not None and days.exact else mention.dates
            mention.place = mention.place or place_of(document, match)


def _among(actor: Actor, people: Sequence[Actor]) -> bool:
    """Whether an actor is one of some people, or a group that they make up: "the premiers of Chad and Mali"."""
    ids = {a.id for a in people}
    return actor.id in ids or bool(actor.members and ids.issuperset(actor.members))


def _both_named(act: Act) -> bool:
    """Whether both sides of a noun are named in its phrase, and it was held: "briefings between Chad and Mali"."""
    inside = {t.i for t in act.match.token.subtree}
    sides = {p.actor.id for p in (*act.actors, *act.recipients) if p.direct and p.head in inside}
    return len(sides) > 1 and act.judged.modality in ("actual", "past")


def _one_vague(participants: Sequence[Actor]) -> bool:
    """Whether those who meet are but "two ministers", whom the act names: "two ministers, Jane Roe and Ali Musa"."""
    [*who] = participants
    return len(who) == 1 and who[0].kind == "group" and who[0].country is None and not who[0].members


def by_acts(
    document: Document, calendar: TimeIndex, acts: Sequence[Act], known: Sequence[MeetingMention]
) -> Iterator[MeetingMention]:
    """Mentions of meetings that are none of the known ones, in the order of the acts."""
    taken = {t.i for m in known for t in document.tokens_in(m.span)} | {m.i for m in known}
    heads = {m.i for m in known}
    who = document.index(MENTION_INDEX)
    for act in acts:
        match = act.match
        if match.rule.type != "CONSULT" or match.rule.name in word_list("acts_at_meetings"):
            continue
        if match.rule.pos != "verb" and not (match.rule.pos == "noun" and _both_named(act)):
            continue
        span = act_span(match)
        if any(t.i in taken for t in document.tokens_in(span)):
            continue
        visit = match.rule.mode == "visit"
        if visit and any(t.i in heads for t in match.token.subtree):
            continue  # "arrived in Paris to attend the meeting"
        people = [*act.actors, *(p for p in act.recipients if not (visit and p.actor.kind == "state"))]
        participants = [a for a in unique([p.actor for p in people]) if a.sector != MEDIA]
        if any(reports_for_an_outlet(who, document.syntax[p.head]) for p in people):
            continue  # "speaking with CNN's Jane Roe"
        open_ = act.judged.modality == "conditional" and match.token.dep_ == "relcl"  # "time for them to begin talks"
        if not participants or (act.judged.modality in ("conditional", "negated") and not open_):
            continue
        if act.judged.modality == "planned" and not act.judged.future:
            continue  # "said in order to consult them"
        where = place_of(document, match)
        if visit and where is not None and where.country and {a.country for a in participants} == {where.country}:
            continue  # "returned to the United States" of its own secretary of state
        status, sure = status_of(match.token)
        yield MeetingMention(
            match.token.i,
            span,
            FORMATS.get(match.rule.mode, "talks"),
            True,
            False,
            "proposed" if open_ else status or STATUSES.get(act.judged.modality, "held"),
            sure,
            dates=calendar.of(match.token, (), document.sentence_at(match.token.idx)),
            place=where,
            participants=participants,
            noun=match.lemma,
            partners=bool(act.recipients),
        )

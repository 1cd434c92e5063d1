"""One act, one event: what is told again folds into the fullest telling, with all its evidence.

A bare noun ("the talks", "the raid") and what those who meet do there ("they discussed trade") tell no second act when
an event of their type with the same participants stands already. Two verbs are two acts: a state fires many rockets.
What somebody urges, promises or threatens is no act beside his urging.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

import msgspec

from communique.extract.events.act import Act
from communique.extract.events.matching import VERBAL
from communique.extract.events.modality import HELD
from communique.extract.events.retelling import MANY, MORE, gist_of, one_frame, one_side, same_gist
from communique.knowledge.word_lists import word_list
from communique.language import clauses
from communique.language.tags import VERBS
from communique.model import Event

AGAIN = frozenset(("CONSULT", "REJECT", "ACCUSE", "SANCTION"))
"""Types of which two verbs may tell one act: "had rejected the offer", again below."""
BESIDE = frozenset(("ACCUSE", "ASSAULT", "REQUEST", "REJECT", "SUPPORT", "AID"))
"""Types of which two words in a sentence tell one act; two commitments, or two weapons tested, are two."""
VIOLENT = frozenset(("ASSAULT", "ACCUSE"))
"""Types of which a participle tells what the act came to, or in which words it was done."""
WRONGS = frozenset(("REJECT", "THREATEN", "REQUEST", "CONCEDE", "AGREE", "ACCUSE"))
UNDONE = frozenset(("planned", "conditional"))
STEPS = 8
"""Words over an act at which a governor is looked for."""
TELLINGS = 100
"""Events of a type and a participant looked at: a hostile text may have thousands."""


def folded(found: Sequence[tuple[Event, Act, str | None]]) -> list[Event]:
    """The events without their repetitions, in their order; each is given with its act and the date told of it."""
    kept: list[tuple[Event, Act, str | None]] = []
    by_party: dict[tuple[str, str], list[int]] = {}
    """Numbers of those of a type in which somebody takes part."""
    # Full tellings first, so that a noun before its verb folds too.
    for event, act, told in sorted(found, key=lambda f: (_weak(f[1]), f[0].spans.act)):
        near = sorted({k for party in _parties(event) for k in by_party.get((event.type, party), ())[:TELLINGS]})
        one = event, act, told
        tests = [_same] if _weak(act) else [_again] if act.shape.type in AGAIN else []
        at = next((k for k in near if any(same(kept[k], one) for same in tests)), None)
        filled = at is None
        if filled:
            tests = [_beside, _within, _retold]
            at = next((k for k in near if any(same(kept[k], one) for same in tests)), None)
        if at is None:
            for party in _parties(event):
                by_party.setdefault((event.type, party), []).append(len(kept))
            kept.append((event, act, told))
        else:
            kept[at] = _joined(kept[at], one, filled=filled)
    return [event for event, act, _ in _governed(_with_tolls(kept)) if not _only_thought(event, act)]


def _with_tolls(found: Sequence[tuple[Event, Act, str | None]]) -> list[tuple[Event, Act, str | None]]:
    """Without the attacks whose toll is told as another: of "strikes by Chad killed ten" the killing stays."""
    tolls = {act.match.token.i: n for n, (event, act, _) in enumerate(found) if _is_deadly(event)}
    kept = list(found)
    gone: set[int] = set()
    for n, (event, act, day) in enumerate(found):
        noun = act.match.token
        at = tolls.get(noun.head.i)
        if at is None or at == n or noun.dep_ != "nsubj" or not act.match.bare or not _is_deadly(event):
            continue
        toll, its_act, told = kept[at]
        if _alike(toll.actors, event.actors) and not (day and told and day != told):
            kept[at] = _with_ends(_with_evidence(toll, event), event), its_act, told or day
            gone.add(n)
    return [one for n, one in enumerate(kept) if n not in gone]


def _is_deadly(event: Event) -> bool:
    return event.type == "ASSAULT" and event.modality in HELD


def _joined(
    first: tuple[Event, Act, str | None], other: tuple[Event, Act, str | None], *, filled: bool
) -> tuple[Event, Act, str | None]:
    """Two tellings as one: the fuller with the evidence of both; ``filled``: with whom only the other names, too."""
    under = filled and first[0].type in VIOLENT and _within(first, other)
    if filled and not under and len(_parties(other[0])) > len(_parties(first[0])) and all(_ends(other[0])):
        first, other = other, first
    whole = _with_evidence(first[0], other[0])
    if filled:
        whole = _with_victims(whole, other[0]) if under else _with_ends(whole, other[0])
    return whole, first[1], first[2] or other[2]


def _with_victims(event: Event, other: Event) -> Event:
    """The event falling on whom its participle names: "filed a complaint, accusing Chad"."""
    if not other.recipients:
        return event
    known = event.recipients if event.type == "ASSAULT" else ()
    recipients = (*known, *(r for r in other.recipients if r not in known))
    spans = msgspec.structs.replace(event.spans, recipient=other.spans.recipient)
    return msgspec.structs.replace(event, recipients=recipients, spans=spans)


def _ends(event: Event) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return event.actors, event.recipients


def _retold(first: tuple[Event, Act, str | None], other: tuple[Event, Act, str | None]) -> bool:
    """Whether another sentence tells an act again: one frame, one side, one thing; see :mod:`.retelling`."""
    (a, mine, day), (b, its, its_day) = first, other
    if not {a.modality, b.modality} <= HELD or (day and its_day and day != its_day) or not one_frame(mine, its):
        return False
    deed = a.type not in VERBAL
    if deed and a.modality != b.modality:
        return False
    if mine.match.token.sent.start == its.match.token.sent.start:
        return False
    if not (_agree(a, b) or (_alike(a.recipients, b.recipients) and _one_side(mine, its))):
        return False
    same = all(_ends(a)) and _ends(a) == _ends(b)
    return same_gist(gist_of(mine), gist_of(its), many=MORE if deed and not same else MANY)


def _alike(some: Sequence[str], others: Sequence[str]) -> bool:
    """Whether two ends have the same people, or one of them nobody."""
    return not some or not others or set(some) == set(others)


def _one_side(first: Act, other: Act) -> bool:
    return one_side([p.actor for p in first.actors], [p.actor for p in other.actors])


def _only_thought(event: Event, act: Act) -> bool:
    """Whether an act is nobody's: one that may be, or may have to be; what somebody says that he may do is his."""
    if not act.judged.mere or event.modality not in (*UNDONE, "negated"):
        return False
    said = act.statement
    return said is None or said.speaker not in event.actors or act.judged.why not in ("may", "might")


def _governed(found: Sequence[tuple[Event, Act, str | None]]) -> list[tuple[Event, Act, str | None]]:
    """Without what a deed is only about: "[urged] Peru to back the plan", "[agreed] to lift the ban" are one act each.

    What is told as planned or possible, under the words of another act that is not denied, lends it its evidence: to
    the topmost, if several stand over it. So does what somebody is accused of, unless it is a deed of force, of money
    or of trade.
    """
    deeds = {act.match.token.i: n for n, (event, act, _) in enumerate(found) if event.modality != "negated"}
    kept = list(found)
    gone: set[int] = set()
    for n, (event, act, _) in enumerate(found):
        if not (event.modality in UNDONE or _charged(event)):
            continue
        over = [deeds[t.i] for t in islice(act.match.token.ancestors, STEPS) if t.i in deeds]
        if event.modality == "alleged" and not (over and found[over[0]][0].type == "ACCUSE"):
            continue
        if over:
            above = over[-1]
            governor, its_act, told = kept[above]
            kept[above] = _with_evidence(governor, event), its_act, told
            gone.add(n)
    return [one for n, one in enumerate(kept) if n not in gone]


def _charged(event: Event) -> bool:
    """Whether it is a wrong by words or by breach, which is but what an accusation is about: "of breaking the deal"."""
    return event.modality == "alleged" and event.type in WRONGS


def _with_evidence(event: Event, other: Event) -> Event:
    evidence = (*event.evidence, *(e for e in other.evidence if e not in event.evidence))
    return msgspec.structs.replace(event, evidence=evidence)


def _with_ends(event: Event, other: Event) -> Event:
    """The event with those of another telling at an end where it has nobody."""
    if not event.actors and other.actors:
        spans = msgspec.structs.replace(event.spans, actor=other.spans.actor)
        event = msgspec.structs.replace(event, actors=other.actors, spans=spans)
    if not event.recipients and other.recipients:
        event = msgspec.structs.replace(
            event,
            recipients=other.recipients,
            spans=msgspec.structs.replace(event.spans, recipient=other.spans.recipient),
        )
    return event


def _weak(act: Act) -> bool:
    """Whether the words only take up an act: a noun without a verb of its own, or what is done at a meeting."""
    match = act.match
    if match.bare:
        return True
    return match.rule.type == "CONSULT" and match.token.text.casefold() in word_list("at_meetings")


def _same(first: tuple[Event, Act, str | None], other: tuple[Event, Act, str | None]) -> bool:
    a, b = first[0], other[0]
    if a.modality not in HELD or b.modality not in HELD:
        return False
    if first[2] and other[2] and first[2] != other[2]:
        return False
    mine, its = _parties(a), _parties(b)
    if not its or not mine:
        return False
    if a.type == "CONSULT":
        return its <= mine or (a.meeting is not None and a.meeting == b.meeting and bool(mine & its))
    if (a.modality == "alleged") is not (b.modality == "alleged") or not mine & its:
        return False
    ends = (set(a.actors), set(b.actors)), (set(a.recipients), set(b.recipients))
    return all(not x or not y or x == y for x, y in ends)


def _again(first: tuple[Event, Act, str | None], other: tuple[Event, Act, str | None]) -> bool:
    """Whether a verb tells an act again: the same verb, with the same participants, and no other date."""
    a, b = first[0], other[0]
    if not {a.modality, b.modality} <= HELD or (first[2] and other[2] and first[2] != other[2]):
        return False
    words = first[1].match.lemma == other[1].match.lemma and first[1].match.rule.name == other[1].match.rule.name
    if a.type == "CONSULT" and len(_parties(a)) > 1:
        return _parties(a) == _parties(b)  # "Roe met Doe", "Roe and Doe talked"
    alike = a.type == "CONSULT" or words
    return alike and bool(a.actors) and set(a.actors) == set(b.actors) and set(a.recipients) == set(b.recipients)


def _beside(first: tuple[Event, Act, str | None], other: tuple[Event, Act, str | None]) -> bool:
    """Whether a sentence tells one act by two words: "criticised the deal, calling it mad", "were killed or hurt".

    Two verbs side by side, each with its own object, tell two ("blamed Peru and accused it of"), but of violence.
    """
    a, b = first[0], other[0]
    if a.type not in BESIDE or not {a.modality, b.modality} <= HELD or (first[2] and other[2] and first[2] != other[2]):
        return False
    if not _agree(a, b):
        return False
    mine, its = first[1].match.token, other[1].match.token
    if mine.sent.start != its.sent.start:
        return False
    later = mine if mine.i > its.i else its
    apart = later.dep_ == "conj" and later.tag_ in VERBS and bool(clauses.children(later, "dobj", "xcomp", "ccomp"))
    return a.type == "ASSAULT" or not apart


def _within(first: tuple[Event, Act, str | None], other: tuple[Event, Act, str | None]) -> bool:
    """Whether a clause under an act tells the same act: "is ready to commit", "opened fire, killing two"."""
    a, b = first[0], other[0]
    mine, its = first[1].match.token, other[1].match.token
    if not {a.modality, b.modality} <= HELD or set(a.actors) != set(b.actors) or not a.actors:
        return False
    under = its
    while under.dep_ == "conj" and under.tag_ == its.tag_ and under.head.i > mine.i:
        under = under.head
    by = clauses.attached(under, "by")
    if under.head.i != mine.i and (by is None or by.i != mine.i):
        return False
    told = under.dep_ == "xcomp" or by is not None
    return told or (a.type in VIOLENT and under.dep_ == "advcl" and under.tag_ == "VBG")


def _agree(a: Event, b: Event) -> bool:
    """Whether two events have somebody in common, and at each end the same people or one of them nobody."""
    ends = (a.actors, b.actors), (a.recipients, b.recipients)
    return all(_alike(x, y) for x, y in ends) and any(x and set(x) == set(y) for x, y in ends)


def _parties(event: Event) -> frozenset[str]:
    return frozenset((*event.actors, *event.recipients))

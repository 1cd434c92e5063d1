"""The rules: when a record says the same as gold.

Every kind is matched one to one within a report (:func:`communique.evaluate.matching.match`). Two stretches of text
*agree* if their intersection is at least half of their union.

==============  ========================================================================================================
mentions        the spans agree, and the actors are paired; ``mentions found`` leaves the actors out
actors          paired if they share a mention or are called the same (people: one's words are among the other's); most
                mentions in common first. On pairs: kind, country, role (a word of the title in common), role of (whose
                office it is), members (the same actors)
times           the spans agree; on pairs: value
statements      the contents agree and the speakers are the same actor, or the words that name the speaker agree with a
                mention of gold's; ``statements content`` leaves the speakers out; on pairs: mode, act, addressee,
                speaks for. A nested statement that gold lacks is not counted: gold marks the clear ones only
positions       the same actor and stance, and issue or evidence overlap; ``positions any stance``
conditionals    condition and consequence agree; on pairs: speaker
meetings        the evidence overlaps, or the same body meets with the same status or at the same time; on pairs:
                status, start, place, participants
agreements      the evidence overlaps, and no two dates contradict each other; on pairs: date
relations       the same type and ends (either way round for at_odds and ally_of); negated ones are not counted
events          the same type, overlapping act, the same actors; ``events type and act`` leaves the actors out; on
                pairs: recipients, date, place. Planned, conditional and negated ones are not counted, nor is an alleged
                one that gold lacks
other kinds     the evidence overlaps; on pairs: what they are labelled, who takes part
boilerplate     its characters other than blanks, in reports whose gold marks some
date, genre     of the report, where gold has them
==============  ========================================================================================================

Two actors of facts are the same if they are paired, or are called the same, or if both are or speak for one state
(a state itself, whoever leads or represents it): a paper writes "Ankara", "Turkey" or its minister for one another.
A field is judged only where gold has a value for it. Gold whose statements are never ``reported`` was made without
that distinction: a reported one is indirect there. Gold's acts may be coarser than a record's (:data:`COARSER`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import msgspec

from communique.evaluate.gold import Gold, Plain, paired
from communique.evaluate.matching import agree, covered, match, overlap, shared, size
from communique.evaluate.scores import Scores
from communique.model import KINDS, Kind, Record

__all__ = ["COARSER", "alike", "evaluate", "judged", "same_actors"]

COARSER = {
    "condemn": "accuse", "demand": "urge", "ask": "urge", "welcome": "praise", "decline": "reject", "announce": "say",
    "predict": "say", "reaffirm": "say",
}  # fmt: skip
"""The class of a finer act where gold names only the class."""

_WORD = re.compile(r"[^\W_]+")
"""A word of a name: "al" and "Assad" of "al-Assad"."""
_EMPTY_WORDS = frozenset(["the", "a", "an", "of", "and", "in", "for", "to", "mr", "mrs", "ms", "al"])
_NOTHING: Plain = {"report": {}}


def evaluate(gold: Iterable[Gold], records: Mapping[str, Plain] | Iterable[Record]) -> Scores:
    """Precision, recall and F1 of records on gold, kind by kind, over all reports.

    Args:
        gold: from :func:`communique.evaluate.load_gold`.
        records: by the names of their reports, as plain dictionaries; or Record objects, which are named by their
            source. A report without a record counts as one in which nothing was found.

    Raises:
        GoldError: a record is of another text than its gold.
    """
    from communique.evaluate.gold import name_of

    if not isinstance(records, Mapping):
        plain = [r.to_dict() for r in records]
        records = {name_of(r): r for r in plain}
    scores = Scores()
    for g, record in paired(gold, records):
        scores.reports += 1
        if record is None:
            scores.unread.append(g.name)
        _Pair(g.record, _NOTHING if record is None else record).score(scores)
    return scores


def judged(gold: Plain, record: Plain) -> dict[str, dict[str, bool]]:
    """For each kind, by id, whether a fact of a record is right; facts that are not counted are left out."""
    pair = _Pair(gold, record)
    found: dict[str, dict[str, bool]] = {}
    for kind, rule in pair.rules().items():
        ours, theirs = ([f for f in r.get(kind) or [] if rule.counts(f)] for r in (gold, record))
        right = set(match(ours, theirs, rule.same).values())
        found[kind] = {fact["id"]: j in right for j, fact in enumerate(theirs) if "id" in fact}
    return found


def alike(gold: Plain, record: Plain, kind: str, *, loosely: bool = False) -> dict[str, list[int]]:
    """For each fact of a kind in a record, by id, the numbers of all gold facts that say the same.

    One gold fact may be alike to several, where :func:`judged` gives it to one. ``loosely``: by the looser rule.
    """
    rule = _Pair(gold, record).rules()[kind]
    same = rule.looser[1] if loosely and rule.looser is not None else rule.same
    ours = gold.get(kind) or []
    return {f["id"]: [i for i, g in enumerate(ours) if same(g, f)] for f in record.get(kind) or []}


def same_actors(gold: Plain, record: Plain) -> Callable[[Sequence[str], Sequence[str]], bool]:
    """Tells of the ids of some of gold's actors and of some of a record's whether they are the same actors."""
    return _Pair(gold, record).all_same


def words(name: Any) -> frozenset[str]:
    """The telling words of a name, in lower case."""
    return frozenset(_WORD.findall(str(name or "").lower())) - _EMPTY_WORDS


def called_alike(a: Plain, b: Plain) -> bool:
    """The same words; for two people also if one's are among the other's ("Lavrov", "Sergei Lavrov")."""
    x, y = words(a.get("name")), words(b.get("name"))
    people = a.get("kind") == b.get("kind") == "person"
    return bool(x and y) and (x == y or (people and (x <= y or y <= x)))


class _Rule(msgspec.Struct, frozen=True):
    """How facts of one kind are compared."""

    same: Callable[[Plain, Plain], bool]
    cover: Callable[[Plain], list[tuple[int, int]]]
    """The stretch by which the best of several partners is chosen."""
    looser: tuple[str, Callable[[Plain, Plain], bool]] | None = None
    fields: Mapping[str, Callable[[Plain, Plain], bool]] = {}
    counts: Callable[[Plain], bool] = lambda _fact: True
    """Whether a fact is counted at all."""
    excused: Callable[[Plain], bool] = lambda _fact: False
    """Whether a found fact is counted only if gold has it."""


class _Pair:
    """One report's gold and record, their actors paired."""

    def __init__(self, gold: Plain, record: Plain) -> None:
        self.gold, self.record = gold, record
        self.ours: list[Plain] = list(gold.get("actors") or [])
        self.theirs: list[Plain] = list(record.get("actors") or [])
        self.by_id = {a["id"]: a for a in self.ours}, {a["id"]: a for a in self.theirs}
        self.states = _states(gold, self.by_id[0]), _states(record, self.by_id[1])
        at = [[[covered(m) for m in a.get("mentions") or []] for a in side] for side in (self.ours, self.theirs)]
        common = {
            (i, j): sum(any(agree(x, y) for y in at[1][j]) for x in at[0][i])
            for i in range(len(self.ours)) for j in range(len(self.theirs))
        }  # fmt: skip

        def worth(i: int, j: int) -> float:
            a, b = self.ours[i], self.theirs[j]
            return common[i, j] + called_alike(a, b) / 2 + (a.get("name") == b.get("name")) / 4

        pairs = match(range(len(self.ours)), range(len(self.theirs)),
                      lambda i, j: bool(common[i, j]) or called_alike(self.ours[i], self.theirs[j]), worth)  # fmt: skip
        self.pairs = {self.ours[i]["id"]: self.theirs[j]["id"] for i, j in pairs.items()}

    # actors

    def same(self, ours: str | None, theirs: str | None) -> bool:
        """Whether two actors of facts are the same; null is the same as null only."""
        if ours is None or theirs is None:
            return ours is theirs
        a, b = self.by_id[0].get(ours), self.by_id[1].get(theirs)
        if a is None or b is None:
            return False
        if self.pairs.get(ours) == theirs or str(a.get("name")).lower() == str(b.get("name")).lower():
            return True
        state = self.states[0].get(ours)
        return state is not None and state == self.states[1].get(theirs)

    def all_same(self, ours: Sequence[str], theirs: Sequence[str]) -> bool:
        """Whether two lists hold the same actors."""
        return len(ours) == len(theirs) and len(match(ours, theirs, self.same)) == len(ours)

    # all kinds

    def score(self, scores: Scores) -> None:
        """Add this report's figures."""
        self.score_actors(scores)
        for kind, rule in self.rules().items():
            ours, theirs = ([f for f in r.get(kind) or [] if rule.counts(f)] for r in (self.gold, self.record))

            def worth(a: Plain, b: Plain, rule: _Rule = rule) -> float:
                right = sum(a.get(k) not in (None, [], {}) and same(a, b) for k, same in rule.fields.items())
                return overlap(rule.cover(a), rule.cover(b)) + right / 10

            pairs = match(ours, theirs, rule.same, worth)
            scores.kind(kind).add(len(pairs), len(ours), self.counted(rule, theirs, pairs))
            if rule.looser is not None:
                name, same = rule.looser
                loose = match(ours, theirs, same, worth)
                scores.kind(f"{kind} {name}").add(len(loose), len(ours), self.counted(rule, theirs, loose))
            for i, j in pairs.items():
                for field, right in rule.fields.items():
                    if ours[i].get(field) not in (None, [], {}, "other"):
                        scores.field(f"{kind} {field.replace('_', ' ')}").add(right(ours[i], theirs[j]))
        self.score_report(scores)

    @staticmethod
    def counted(rule: _Rule, theirs: Sequence[Plain], pairs: Mapping[int, int]) -> int:
        """How many found facts count: an excused one only if it was matched."""
        matched = set(pairs.values())
        return sum(j in matched or not rule.excused(fact) for j, fact in enumerate(theirs))

    def score_actors(self, scores: Scores) -> None:
        """Mentions, actors, and what is told of them."""
        found = [
            [(a["id"], covered(m)) for a in side for m in a.get("mentions") or []] for side in (self.ours, self.theirs)
        ]
        one, two = found

        def near(a: tuple[str, list[tuple[int, int]]], b: tuple[str, list[tuple[int, int]]]) -> bool:
            return agree(a[1], b[1])

        def own(a: tuple[str, list[tuple[int, int]]], b: tuple[str, list[tuple[int, int]]]) -> bool:
            return self.pairs.get(a[0]) == b[0] and agree(a[1], b[1])

        def worth(a: tuple[str, list[tuple[int, int]]], b: tuple[str, list[tuple[int, int]]]) -> float:
            return overlap(a[1], b[1]) + (self.pairs.get(a[0]) == b[0])

        scores.kind("mentions").add(len(match(one, two, own, worth)), len(one), len(two))
        scores.kind("mentions found").add(len(match(one, two, near, worth)), len(one), len(two))
        scores.kind("actors").add(len(self.pairs), len(self.ours), len(self.theirs))
        for ours, theirs in self.pairs.items():
            a, b = self.by_id[0][ours], self.by_id[1][theirs]
            scores.field("actors kind").add(a.get("kind") == b.get("kind"))
            if a.get("country"):
                scores.field("actors country").add(a["country"] == b.get("country"))
            for role in a.get("roles") or []:
                held = [r for r in b.get("roles") or [] if words(role["title"]) & words(r.get("title"))]
                scores.field("actors role").add(bool(held))
                if role.get("of"):
                    scores.field("actors role of").add(any(self.same(role["of"], r.get("of")) for r in held))
            if a.get("members"):
                scores.field("actors members").add(self.all_same(a["members"], b.get("members") or []))

    def score_report(self, scores: Scores) -> None:
        """Boilerplate, date and genre."""
        ours, theirs = self.gold["report"], self.record["report"]
        marked = covered(ours.get("boilerplate"))
        if marked:
            seen = covered(theirs.get("boilerplate"))
            kept, seen = (_without_blanks(x, ours["text"]) for x in (marked, seen))
            scores.kind("boilerplate").add(shared(kept, seen), size(kept), size(seen))
        value = (ours.get("published") or {}).get("value")
        if value:
            scores.field("report date").add(value == (theirs.get("published") or {}).get("value"))
        if ours.get("genre"):
            scores.field("report genre").add(ours["genre"] == theirs.get("genre"))

    # the kinds

    def rules(self) -> dict[str, _Rule]:
        """The rule of each kind."""
        same, all_same = self.same, self.all_same
        told_apart = any(s.get("mode") == "reported" for s in self.gold.get("statements") or [])

        def actor(field: str) -> Callable[[Plain, Plain], bool]:
            return lambda a, b: same(a.get(field), b.get(field))

        def actors(field: str) -> Callable[[Plain, Plain], bool]:
            return lambda a, b: all_same(a.get(field) or [], b.get(field) or [])

        def equal(field: str) -> Callable[[Plain, Plain], bool]:
            return lambda a, b: a.get(field) == b.get(field)

        def near(field: str) -> Callable[[Plain, Plain], bool]:
            return lambda a, b: agree(covered(a.get(field)), covered(b.get(field)))

        def mode(a: Plain, b: Plain) -> bool:
            found = "indirect" if b.get("mode") == "reported" and not told_apart else b.get("mode")
            return bool(a.get("mode") == found)

        def act(a: Plain, b: Plain) -> bool:
            found = str(b.get("act"))
            return a.get("act") in (found, COARSER.get(found))

        def stance_on(a: Plain, b: Plain) -> bool:
            about = _touch(_issue(a), _issue(b)) or _touch(_evidence(a), _issue(b))
            return same(a.get("actor"), b.get("actor")) and about

        def meeting(a: Plain, b: Plain) -> bool:
            body = a.get("body") is not None and same(a["body"], b.get("body"))
            when = a.get("status") == b.get("status") or _day(a.get("start")) == _day(b.get("start"))
            return _touch(_evidence(a), _evidence(b)) or (body and when)

        def agreement(a: Plain, b: Plain) -> bool:
            dated = not a.get("date") or not b.get("date") or a["date"] == b["date"]
            return _touch(_evidence(a), _evidence(b)) and dated

        def relation(a: Plain, b: Plain) -> bool:
            if a.get("type") != b.get("type"):
                return False
            straight = same(a.get("source"), b.get("source")) and same(a.get("target"), b.get("target"))
            turned = same(a.get("source"), b.get("target")) and same(a.get("target"), b.get("source"))
            return straight or (turned and a.get("type") in ("at_odds", "ally_of"))

        def type_and_act(a: Plain, b: Plain) -> bool:
            return a.get("type") == b.get("type") and (_touch(_act(a), _act(b)) or _touch(_evidence(a), _act(b)))

        def place(a: Plain, b: Plain) -> bool:
            return bool(words((a.get("place") or {}).get("name")) & words((b.get("place") or {}).get("name")))

        def start(a: Plain, b: Plain) -> bool:
            return _day(a.get("start")) == _day(b.get("start"))

        def told_alike(kind: Kind) -> _Rule:
            """Of a kind without a rule of its own: the evidence overlaps; on pairs what it is and who takes part."""
            fields = {field: actor(field) for field in kind.actors} | {
                field: actors(field) for field, _ in kind.parties
            }
            return _Rule(lambda a, b: _touch(_evidence(a), _evidence(b)), _evidence,
                         fields={kind.label: equal(kind.label)} | fields)  # fmt: skip

        content, date = near("content"), equal("date")
        own = {
            "times": _Rule(lambda a, b: agree(covered(a), covered(b)), covered, fields={"value": equal("value")}),
            "statements": _Rule(
                lambda a, b: content(a, b) and self.same_speaker(a, b), lambda f: covered(f.get("content")),
                ("content", content),
                {"mode": mode, "act": act, "addressee": actor("addressee"), "speaks_for": actor("speaks_for")},
                excused=lambda f: f.get("parent") is not None),
            "positions": _Rule(lambda a, b: stance_on(a, b) and a.get("stance") == b.get("stance"), _issue,
                               ("any stance", stance_on)),
            "conditionals": _Rule(lambda a, b: near("condition")(a, b) and near("consequence")(a, b),
                                  lambda f: covered(f.get("condition"), f.get("consequence")),
                                  fields={"speaker": actor("speaker")}),
            "meetings": _Rule(meeting, _evidence, fields={
                "status": equal("status"), "start": start, "place": place, "participants": actors("participants")}),
            "agreements": _Rule(agreement, _evidence, fields={"date": date}),
            "relations": _Rule(relation, _evidence, counts=lambda f: f.get("polarity") != "negated"),
            "events": _Rule(
                lambda a, b: type_and_act(a, b) and all_same(a.get("actors") or [], b.get("actors") or []), _act,
                ("type and act", type_and_act),
                {"recipients": actors("recipients"), "date": date, "place": place},
                counts=lambda f: (f.get("modality") or "actual") in ("actual", "past", "alleged"),
                excused=lambda f: f.get("modality") == "alleged"),
        }  # fmt: skip
        return own | {kind.field: told_alike(kind) for kind in KINDS if kind.field not in own}

    def same_speaker(self, a: Plain, b: Plain) -> bool:
        """The same actor, or words for the speaker that agree with a mention of gold's speaker."""
        if self.same(a.get("speaker"), b.get("speaker")):
            return True
        named = covered(b.get("source"))
        mentions = self.by_id[0].get(a.get("speaker") or "", {}).get("mentions") or []
        return any(agree(covered(m), named) for m in mentions)


def _states(record: Plain, by_id: Mapping[str, Plain]) -> dict[str, str]:
    """The country that each actor is, leads or represents, by the actors' ids."""
    found: dict[str, str] = {}
    offices = [(r.get("source"), r.get("target")) for r in record.get("relations") or []
               if r.get("type") in ("leads", "represents")]  # fmt: skip
    offices += [(a["id"], r.get("of")) for a in by_id.values() for r in a.get("roles") or []]
    for holder, body in offices:
        state = by_id.get(body or "", {})
        if holder is not None and state.get("kind") == "state" and state.get("country"):
            found.setdefault(holder, state["country"])
    for key, a in by_id.items():
        if a.get("kind") == "state" and a.get("country"):
            found[key] = a["country"]
    return found


def _without_blanks(stretches: Sequence[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    shown = (i for start, end in stretches for i in range(start, end) if not text[i].isspace())
    return covered([{"start": i, "end": i + 1} for i in shown])


def _touch(a: Sequence[tuple[int, int]], b: Sequence[tuple[int, int]]) -> bool:
    return shared(a, b) > 0


def _evidence(fact: Plain) -> list[tuple[int, int]]:
    return covered(fact.get("evidence"))


def _issue(fact: Plain) -> list[tuple[int, int]]:
    """The words of a position's issue; of one whose words are not in the text, its evidence."""
    return covered((fact.get("issue") or {}).get("span")) or _evidence(fact)


def _act(fact: Plain) -> list[tuple[int, int]]:
    return covered((fact.get("spans") or {}).get("act")) or _evidence(fact)


def _day(value: Any) -> str:
    return str(value or "")[:10]

"""When two annotations of one passage tell the same fact, kind by kind, and in what they differ where they do not.

The rules are those by which communique's records are scored (`communique.evaluate.rules`), made the same both ways: two
stretches agree if their intersection is at least half of their union; an actor of a fact is the same as another if the
two are paired, or if both are or speak for one state. Standard library only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

Fact = Mapping[str, Any]
Record = Mapping[str, Any]
Test = Callable[[Fact, Fact], bool]

LEAST = 0.5


@dataclass(frozen=True)
class Rule:
    """How facts of one kind are laid side by side."""

    same: Test
    near: tuple[tuple[str, Test], ...]
    """Looser tests, the likest first: what a fact is that has no partner, named by what differs."""
    fields: Mapping[str, Test] = field(default_factory=dict)
    """Compared on pairs."""
    values: Mapping[str, tuple[Test, Callable[[Fact], object]]] = field(default_factory=dict)
    """Fields of few values: pairs for Cohen's kappa are made by a test that leaves the field out."""
    cover: Callable[[Fact], set[int]] = lambda f: evidence(f)


def characters(spans: Any) -> set[int]:
    """The offsets that spans cover; a span alone, a list or None."""
    listed = spans if isinstance(spans, list) else [spans] if spans else []
    return {i for s in listed for i in range(s["start"], s["end"])}


def iou(a: set[int], b: set[int]) -> float:
    """Intersection over union; 0 where both are empty."""
    return len(a & b) / len(a | b) if a | b else 0.0


def evidence(fact: Fact) -> set[int]:
    return characters(list(fact["evidence"]))


def issue(position: Fact) -> set[int]:
    """The words of a position's issue, else its evidence."""
    return characters(position["issue"]["span"]) or evidence(position)


def act(event: Fact) -> set[int]:
    return characters(event["spans"]["act"])


class Sameness:
    """Which actors of the second record are those of the first."""

    def __init__(self, first: Record, second: Record, pairs: Mapping[str, str]) -> None:
        self.pairs, self.states = pairs, (_states(first), _states(second))

    def actor(self, one: str | None, two: str | None) -> bool:
        if one is None or two is None:
            return one is two
        state = self.states[0].get(one)
        return self.pairs.get(one) == two or (state is not None and state == self.states[1].get(two))

    def actors(self, ones: Iterable[str], twos: Iterable[str]) -> bool:
        """The same actors, in any order; an exact partner is taken before one that stands for the same state."""
        left = list(twos)
        ones = sorted(ones, key=lambda one: self.pairs.get(one) not in left)
        for one in ones:
            found = [t for t in left if self.pairs.get(one) == t] or [t for t in left if self.actor(one, t)]
            if not found:
                return False
            left.remove(found[0])
        return not left


def _states(record: Record) -> dict[str, str]:
    """The country that each actor is, leads or represents."""
    by_id = {a["id"]: a for a in record["actors"]}
    offices = [
        (r["source"], r["target"]) for r in record.get("relations", ()) if r["type"] in ("leads", "represents")
    ] + [(a["id"], r["of"]) for a in record["actors"] for r in a["roles"]]
    found: dict[str, str] = {}
    for holder, body in offices:
        if body is not None and by_id[body]["kind"] == "state" and by_id[body]["country"]:
            found.setdefault(holder, by_id[body]["country"])
    return found | {key: a["country"] for key, a in by_id.items() if a["kind"] == "state" and a["country"]}


def rules(who: Sameness) -> dict[str, Rule]:
    """The rule of each kind."""

    def equal(name: str) -> Test:
        return lambda a, b: bool(a[name] == b[name])

    def actor(name: str) -> Test:
        return lambda a, b: who.actor(a[name], b[name])

    def actors(name: str) -> Test:
        return lambda a, b: who.actors(a[name], b[name])

    def like(name: str) -> Test:
        return lambda a, b: iou(characters(a[name]), characters(b[name])) >= LEAST

    def touching(a: Fact, b: Fact) -> bool:
        return bool(evidence(a) & evidence(b))

    def about(a: Fact, b: Fact) -> bool:
        return bool(issue(a) & issue(b) or evidence(a) & issue(b) or issue(a) & evidence(b))

    def held_alike(a: Fact, b: Fact) -> bool:
        return who.actor(a["actor"], b["actor"]) and about(a, b)

    def convened(a: Fact, b: Fact) -> bool:
        body = a["body"] is not None and who.actor(a["body"], b["body"])
        return touching(a, b) or (body and (a["status"] == b["status"] or a["start"] == b["start"]))

    def undisputed(a: Fact, b: Fact) -> bool:
        return touching(a, b) and (not a["date"] or not b["date"] or a["date"] == b["date"])

    def ends(a: Fact, b: Fact) -> bool:
        straight = who.actor(a["source"], b["source"]) and who.actor(a["target"], b["target"])
        turned = who.actor(a["source"], b["target"]) and who.actor(a["target"], b["source"])
        return straight or (turned and a["type"] in ("at_odds", "ally_of"))

    def acted(a: Fact, b: Fact) -> bool:
        return bool(act(a) & act(b))

    def typed(a: Fact, b: Fact) -> bool:
        return bool(a["type"] == b["type"]) and acted(a, b)

    def placed(a: Fact, b: Fact) -> bool:
        return bool(_words(a["place"]) & _words(b["place"])) or a["place"] is b["place"] is None

    def both(one: Test, two: Test) -> Test:
        return lambda a, b: one(a, b) and two(a, b)

    conditional, happened = both(like("condition"), like("consequence")), both(typed, actors("actors"))
    return {
        "positions": Rule(
            both(held_alike, equal("stance")), (("stance", held_alike), ("actor", about)), {},
            {"stance": (held_alike, lambda p: p["stance"])}, issue,
        ),
        "conditionals": Rule(
            conditional, (("spans", touching),), {"speaker": actor("speaker")},
            {"kind": (conditional, lambda c: c["kind"])},
        ),
        "meetings": Rule(
            convened, (), {"start": equal("start"), "place": placed, "participants": actors("participants"),
                           "host": actor("host")},
            {name: (convened, lambda m, name=name: m[name]) for name in ("format", "status")},
        ),
        "agreements": Rule(
            undisputed, (("date", touching),), {"date": equal("date"), "parties": actors("parties")},
            {"status": (undisputed, lambda a: a["status"])},
        ),
        "relations": Rule(
            both(equal("type"), ends), (("type", ends), ("ends", both(equal("type"), touching))), {},
            {"type": (ends, lambda r: r["type"])},
        ),
        "events": Rule(
            happened, (("actors", typed), ("type", acted)),
            {"recipients": actors("recipients"), "date": equal("date"), "place": placed, "mode": equal("mode")},
            {"type": (acted, lambda e: e["type"]), "modality": (happened, lambda e: e["modality"])}, act,
        ),
        "times": Rule(
            lambda a, b: iou(characters(a), characters(b)) >= LEAST,
            (("span", lambda a, b: bool(characters(a) & characters(b))),), {"value": equal("value")}, {}, characters,
        ),
    }  # fmt: skip


def _words(place: Fact | None) -> set[str]:
    return set(re.findall(r"\w+", (place or {}).get("name", "").lower())) - {"the", "of"}

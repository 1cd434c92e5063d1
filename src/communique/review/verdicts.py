"""What is decided of a fact by the judgements on it: of each coder the last, then agreement, then adjudication."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

import msgspec

from communique.review.log import Judgement, JudgementKind

__all__ = ["VOTES", "Rules", "State", "Verdict", "tally"]

State = Literal["accepted", "rejected", "corrected", "added", "disputed", "pending", "open"]
"""What a fact's judgements come to: "pending" waits for another coder, "disputed" for adjudication; "open" was only
commented on or skipped."""
VOTES = frozenset((JudgementKind.ACCEPT, JudgementKind.REJECT, JudgementKind.CORRECT, JudgementKind.MISSED))
"""The judgements that decide something."""


class Rules(msgspec.Struct, frozen=True):
    """What coders agreed on before they began."""

    coders: int = 1
    """How many must have judged a fact before it is decided."""
    agreement: float = 0.5
    """More than this part of them must say the same; else it waits for adjudication."""
    open: bool = False
    """Whether coders see each other's judgements before they have made their own."""


class Verdict(msgspec.Struct, frozen=True):
    """What is decided of one fact."""

    fact: str
    text: str
    """The id of its text."""
    kind: str
    """The record's field: "statements"."""
    state: State
    set: dict[str, Any]
    """What coders put in place of what the machine found, as the log keeps it; of a fact that they added all of it."""
    votes: tuple[Judgement, ...]
    """Of each coder the last judgement that decides something, the first coder first."""
    remarks: tuple[Judgement, ...] = ()
    """Skips and comments."""
    by: Literal["one", "agreement", "adjudication"] | None = None
    """Who decided; None while nobody has."""
    added: bool = False
    """Whether coders added it."""

    @property
    def decided(self) -> bool:
        """Whether it is applied when the record is read."""
        return self.by is not None

    @property
    def stands(self) -> bool:
        """Whether there is such a fact by what was decided, as the machine has it or corrected."""
        return self.state in ("accepted", "corrected", "added")


def tally(fact: str, judgements: Sequence[Judgement], rules: Rules) -> Verdict:
    """What is decided of a fact by the judgements on it that are in force, the first first."""
    last: dict[str, Judgement] = {}
    final: Judgement | None = None
    for j in judgements:
        if j.kind in VOTES:
            if j.what.get("final"):
                final = j
            else:
                last[j.by] = j
    base = next((j for j in judgements if j.kind is JudgementKind.MISSED), None)
    own: dict[str, Any] = {} if base is None else base.what["set"]
    votes = tuple(last.values())
    ways = Counter(_way(j, own) for j in votes)
    chosen: Judgement | None = final
    by: Literal["one", "agreement", "adjudication"] | None = None if final is None else "adjudication"
    state: State = "open" if not votes else "pending"
    if chosen is None and votes and len(votes) >= rules.coders:
        (way, most), *_ = ways.most_common(1)
        if most / len(votes) > rules.agreement:
            chosen = next(j for j in votes if _way(j, own) == way)
            by = "one" if len(votes) == 1 else "agreement"
        else:
            state = "disputed"
    first = judgements[0].what
    put: dict[str, Any] = dict(own)
    if chosen is not None:
        state = _state(chosen, base is not None)
        if chosen.kind in (JudgementKind.CORRECT, JudgementKind.MISSED):
            put |= chosen.what["set"]
    remarks = tuple(j for j in judgements if j.kind not in VOTES)
    kept = votes if final is None else (*votes, final)
    return Verdict(fact, first["text"], first["of"], state, put, kept, remarks, by, base is not None)


def _state(j: Judgement, added: bool) -> State:
    if j.kind is JudgementKind.REJECT:
        return "rejected"
    if added:
        return "added"
    return "corrected" if j.kind is JudgementKind.CORRECT else "accepted"


def _way(j: Judgement, own: Mapping[str, Any]) -> str:
    """What a judgement says, so that two that say the same have the same."""
    if j.kind is JudgementKind.REJECT:
        return "reject"
    said = j.what.get("set") or {}
    if j.kind is JudgementKind.ACCEPT or (own and _told({**own, **said}) == _told(own)):
        return "accept"
    return _told(said)


def _told(said: Mapping[str, Any]) -> str:
    """What was said of fields, actors by their names."""
    return json.dumps({name: _bare(value) for name, value in said.items()}, sort_keys=True)


def _bare(value: Any) -> Any:
    if isinstance(value, dict):
        return str(value.get("name") or value.get("label")).casefold()
    return sorted(map(_bare, value)) if _holds_actors(value) else value


def _holds_actors(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, dict) for one in value)


def by_fact(judgements: Iterable[Judgement]) -> dict[str, list[Judgement]]:
    """Judgements by the facts on which they are."""
    found: dict[str, list[Judgement]] = {}
    for j in judgements:
        found.setdefault(j.what["fact"], []).append(j)
    return found

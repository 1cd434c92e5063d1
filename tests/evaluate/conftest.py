"""Gold and records by hand: plain dictionaries, as they stand in files."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from communique.evaluate import Gold

TEXT = "Minister Ana Silva of Brazil told reporters that Peru was welcome. She praised Lima. They meet on Friday."


def at(words: str, more: int = 0) -> dict[str, int]:
    """The span of words in the text, its end moved by ``more`` characters."""
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words) + more}


GOLD: dict[str, Any] = {
    "report": {"text": TEXT, "source": "a.txt", "genre": "news", "boilerplate": [],
               "published": {"value": "2024-05-02", "basis": "metadata"}},
    "actors": [
        {"id": "silva", "name": "Ana Silva", "kind": "person", "country": "BRA",
         "roles": [{"title": "Minister", "of": "bra"}], "mentions": [at("Ana Silva"), at("She")]},
        {"id": "bra", "name": "Brazil", "kind": "state", "country": "BRA", "mentions": [at("Brazil")]},
        {"id": "per", "name": "Peru", "kind": "state", "country": "PER", "mentions": [at("Peru"), at("Lima")]},
        {"id": "both", "name": "both", "kind": "group", "country": None, "members": ["bra", "per"],
         "mentions": [at("They")]},
    ],
    "times": [{**at("Friday"), "type": "DATE", "value": "2024-05-03"}],
    "statements": [
        {"id": "1", "speaker": "silva", "content": [at("Peru was welcome")], "cue": at("told"), "mode": "indirect",
         "act": "say", "addressee": None, "speaks_for": "bra", "parent": None, "evidence": [at("Peru was welcome")]},
        {"id": "2", "speaker": "silva", "content": [at("Lima")], "cue": at("praised"), "mode": "reported",
         "act": "praise", "addressee": "per", "parent": None, "evidence": [at("praised Lima")]},
    ],
    "positions": [{"id": "p", "actor": "silva", "stance": "for", "issue": {"label": "Lima", "span": at("Lima")},
                   "evidence": [at("praised Lima")]}],
    "conditionals": [],
    "meetings": [{"id": "m", "title": "talks", "status": "planned", "start": "2024-05-03", "place": {"name": "Lima"},
                  "body": None, "participants": ["bra", "per"], "evidence": [at("They meet")]}],
    "agreements": [{"id": "g", "name": "x", "date": "2024", "evidence": [at("welcome")]}],
    "relations": [{"id": "r", "type": "represents", "source": "silva", "target": "bra", "evidence": [at("Minister")]},
                  {"id": "q", "type": "at_odds", "source": "bra", "target": "per", "evidence": [at("Minister")]}],
    "events": [{"id": "e", "type": "SUPPORT", "modality": "actual", "actors": ["silva"], "recipients": ["per"],
                "date": "2024-05-02", "place": None, "spans": {"act": at("praised")},
                "evidence": [at("praised Lima")]}],
}  # fmt: skip


@pytest.fixture
def gold() -> Gold:
    return Gold("a", copy.deepcopy(GOLD))


@pytest.fixture
def found() -> dict[str, Any]:
    """A record that has everything right, to be spoilt by a test."""
    return copy.deepcopy(GOLD)

"""What is not diplomacy: a small score that says why, for archives in which sport and weather stand beside the world.

Words of six topics are counted, each by the thousand words; the section in which a report stood and the states that it
names count too. A report is set aside only when another topic is plainly ahead and little speaks of diplomacy.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from communique.knowledge import states
from communique.model import Report

FOR = "diplomacy"
SECTION = 12.0
"""What the name of a section counts for its topic, in words by the thousand."""
STATE = 4.0
"""What each other state that is named counts for diplomacy, by the thousand words."""
MOST_STATES = 6
WEAK = 1 / 3
"""What a word counts that is said of other things as well."""
ENOUGH = 14.0
"""With so much of diplomacy a report is not set aside, unless another topic is far ahead."""
FAR = 4.0
"""How many times as much as diplomacy that topic must have."""
AHEAD = 1.6
"""How many times as much as diplomacy another topic must have."""
LEAST = 6.0
"""And what it must have at least."""
LOOKED_AT = 6_000
"""Characters from the start."""
NAME = re.compile(r"\b[A-Z][a-z]+(?: [A-Z][a-z]+)?\b")


class Relevance(NamedTuple):
    """How a report is judged."""

    relevant: bool
    topic: str
    """What it is about, most likely."""
    reason: str
    """In a sentence for people."""


class _Topic(NamedTuple):
    name: str
    sections: frozenset[str]
    words: re.Pattern[str]
    weak: frozenset[str]
    """Of the words those that count a third."""

    def score(self, text: str) -> float:
        """How many of its words stand in a text."""
        found = self.words.findall(text)
        return len(found) - (1 - WEAK) * sum(word.lower() in self.weak for word in found)


@cache
def _topics() -> tuple[_Topic, ...]:
    found = []
    for line in files("communique.sources").joinpath("topics.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            name, sections, words = line.split("\t")
            weak = frozenset(word[1:] for word in words.split("|") if word.startswith("~"))
            listed = sorted((word.removeprefix("~") for word in words.split("|")), key=lambda word: (-len(word), word))
            pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, listed)) + r")(?!\w)", re.I)
            found.append(_Topic(name, frozenset(sections.split("|")), pattern, weak))
    return tuple(found)


def judge(report: Report) -> Relevance:
    """Whether a report tells of diplomacy, and what else it tells of."""
    text = f"{report.title or ''}\n{report.text[:LOOKED_AT]}"
    thousand = max(150, len(text.split())) / 1_000
    parts = {part.strip().casefold() for part in re.split(r"[;,/|]", report.section or "")}
    scores = {t.name: t.score(text) / thousand + SECTION * bool(parts & t.sections) for t in _topics()}
    named = {state.code for name in set(NAME.findall(text)) if (state := states.by_name(name))}
    scores[FOR] += STATE * min(MOST_STATES, max(0, len(named) - 1)) / thousand / 2
    topic = max((name for name in scores if name != FOR), key=lambda name: scores[name])
    told = f"{topic} {scores[topic]:.0f}, diplomacy {scores[FOR]:.0f} in a thousand words"
    ahead = AHEAD if scores[FOR] < ENOUGH else FAR
    aside = scores[topic] >= LEAST and scores[topic] >= ahead * scores[FOR]
    return Relevance(not aside, topic if aside else FOR, told)

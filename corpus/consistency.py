"""What no single row of a table shows: facts that stand twice, meetings without their events, times that overlap."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

from corpus import vocabulary

Fact = dict[str, Any]
Found = dict[str, list[Fact]]
Lines = dict[str, list[int]]
Problem = tuple[int, str]


def inconsistencies(found: Found, lines: Lines) -> Iterator[Problem]:
    """(line, what is wrong there) for all tables; ``lines`` has the line of each fact."""
    for table, (same, what) in ONCE.items():
        seen: dict[object, int] = {}
        for fact, line in zip(found[table], lines[table], strict=True):
            if same(fact) in seen:
                yield line, f"{table}: {what} stands twice, first in line {seen[same(fact)]}"
            seen.setdefault(same(fact), line)
    yield from _meetings(found, lines)
    taken = sorted((t["start"], t["end"], line) for t, line in zip(found["times"], lines["times"], strict=True))
    for (_, end, _), (start, _, line) in pairwise(taken):
        if start < end:
            yield line, "times: two expressions share words"


def _ends(relation: Fact) -> object:
    pair = (relation["source"], relation["target"])
    return relation["type"], tuple(sorted(pair)) if relation["type"] in vocabulary.SYMMETRIC else pair


def _act(event: Fact) -> object:
    return event["type"], *event["spans"]["act"].values(), tuple(event["actors"]), tuple(event["recipients"])


ONCE: dict[str, tuple[Callable[[Fact], object], str]] = {
    "positions": (lambda p: (p["actor"], p["issue"]["label"].casefold()), "this actor's position on this issue"),
    "meetings": (lambda m: m["id"], "this number"),
    "agreements": (lambda a: a["id"], "this number"),
    "relations": (_ends, "this relation"),
    "events": (_act, "this event"),
}


def _meetings(found: Found, lines: Lines) -> Iterator[Problem]:
    """Every CONSULT is of a meeting that was held, and a meeting that two or more have held has one."""
    meetings = {m["id"]: m for m in found["meetings"]}
    met: set[str] = set()
    for event, line in zip(found["events"], lines["events"], strict=True):
        of = event["meeting"]
        if of is None:
            if event["type"] == "CONSULT":
                yield line, "events: a CONSULT has meeting=n, the number of the meeting that it is"
        elif of not in meetings:
            yield line, f"events: there is no meeting {of[1:]}"
        elif event["type"] != "CONSULT":
            yield line, f"events: only a CONSULT has a meeting, not {event['type']}"
        elif meetings[of]["status"] != "held":
            yield line, f"events: meeting {of[1:]} is not held, so it is no event yet"
        else:
            met.add(of)
    for meeting, line in zip(found["meetings"], lines["meetings"], strict=True):
        sides = {*meeting["participants"], meeting["host"]} - {None}
        held = meeting["status"] == "held" and meeting["format"] in vocabulary.CONSULTING
        if held and len(sides) > 1 and meeting["id"] not in met:
            number = meeting["id"][1:]
            yield line, f"meetings: meeting {number} was held; add its event CONSULT with meeting={number}"

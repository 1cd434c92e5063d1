"""What is to be judged, in which order: samples, drawn once and kept in the log, and what is left of a queue."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Literal

import msgspec
from sqlalchemy import Connection

from communique.errors import AbsentError, UsageError
from communique.review.log import ON_FACTS, Judgement, JudgementKind, append, entries
from communique.review.standing import Standing
from communique.review.verdicts import VOTES, Verdict

__all__ = [
    "QueueItem",
    "QueueProgress",
    "Sample",
    "draw_sample",
    "left_for",
    "progress_of",
    "samples",
    "uncertain_first",
]

STRATA = ("kind",)
"""By what a sample can be parted."""


class QueueItem(msgspec.Struct, frozen=True):
    """A fact that can be judged."""

    fact: str
    text: str
    """The id of its text."""
    kind: str
    """The record's field: "statements"."""
    confidence: float = 0.0


class Sample(msgspec.Struct, frozen=True):
    """Facts drawn at random, in the order in which they are to be judged."""

    number: int
    """In the log."""
    made: str
    n: int
    """How many were asked for."""
    seed: int
    strata: Literal["kind"] | None
    kinds: tuple[str, ...]
    question: dict[str, Any]
    """By what the facts from which it was drawn were chosen."""
    population: dict[str, int]
    """How many facts of each kind those were."""
    items: tuple[QueueItem, ...]
    reports: int = 0
    """In how many texts those were."""


class QueueProgress(msgspec.Struct, frozen=True):
    """How far a queue is."""

    total: int
    decided: int
    """Decided by whoever was needed."""
    disputed: int
    skipped: int
    """Passed over by this coder and not judged since."""
    judged: int
    """Judged by this coder."""
    left: int
    """Still to be judged by this coder."""


def uncertain_first(items: Iterable[QueueItem]) -> list[QueueItem]:
    """Those of which the machine is least sure first: the shortest way to its mistakes, and a biased picture of it."""
    return sorted(items, key=lambda item: (item.confidence, item.text, item.fact))


def drawn(items: Sequence[QueueItem], n: int, seed: int, strata: str | None) -> list[QueueItem]:
    """A simple random sample of n, or the same number of each kind, as far as there are so many.

    Each fact has a number that follows from the seed and its id alone, and those with the least are taken (permanent
    random numbers: Ohlsson 1995, in Cox et al., Business Survey Methods, ch. 9): the same seed draws the same sample
    from the same facts, in whatever order they were added.
    """
    order = sorted(items, key=lambda item: (_number(seed, item.fact), item.text))
    if strata is None:
        return order[:n]
    share = allocation(Counter(item.kind for item in items), n)
    taken: Counter[str] = Counter()
    found = []
    for item in order:
        if taken[item.kind] < share[item.kind]:
            taken[item.kind] += 1
            found.append(item)
    return found


def _number(seed: int, fact: str) -> bytes:
    return hashlib.sha256(f"{seed}\x1f{fact}".encode()).digest()


def allocation(sizes: Mapping[str, int], n: int) -> dict[str, int]:
    """How many of each stratum: the same of each, those that are smaller whole, and what that leaves to the others."""
    share = dict.fromkeys(sizes, 0)
    left = min(n, sum(sizes.values()))
    while left:
        open_ = [name for name in sorted(sizes) if share[name] < sizes[name]]
        each = max(1, left // len(open_))
        for name in open_:
            more = min(each, sizes[name] - share[name], left)
            share[name] += more
            left -= more
    return share


def draw_sample(
    connection: Connection,
    items: Sequence[QueueItem],
    n: int,
    *,
    seed: int = 1,
    strata: str | None = None,
    kinds: Collection[str] = (),
    question: Mapping[str, Any] | None = None,
    by: str | None = None,
    note: str | None = None,
) -> Sample:
    """Draw a sample and write it to the log, or give the one that was drawn so before.

    Args:
        connection: to a store.
        items: the facts from which it is drawn.
        n: how many are wanted.
        seed: the same one draws the same sample.
        strata: "kind" draws as many of each kind; None draws from all alike.
        kinds: the kinds that the facts are of.
        question: by what they were chosen.
        by: who draws.
        note: why.

    Raises:
        UsageError: n is not at least one, or nothing is to be drawn from.
    """
    if n < 1:
        raise UsageError(f"a sample of {n} is none. Give a number from 1")
    if strata is not None and strata not in STRATA:
        raise UsageError(f"samples are not parted by {strata!r}. Use one of: {', '.join(STRATA)}")
    said = {"n": n, "seed": seed, "strata": strata, "kinds": sorted(kinds), "question": dict(question or {})}
    for sample in samples(connection):
        if said == {"n": sample.n, "seed": sample.seed, "strata": sample.strata, "kinds": sorted(sample.kinds),
                    "question": sample.question}:  # fmt: skip
            return sample
    chosen = drawn(items, n, seed, strata)
    if not chosen:
        raise UsageError("there are no such facts to draw from. Ask for less, or add reports")
    texts = {text: at for at, text in enumerate(dict.fromkeys(item.text for item in chosen))}
    what = {
        **said,
        "population": dict(sorted(Counter(item.kind for item in items).items())),
        "reports": len({item.text for item in items}),
        "texts": list(texts),
        "items": [[item.fact, texts[item.text], item.kind, item.confidence] for item in chosen],
    }
    number = append(connection, JudgementKind.SAMPLE, what, by=by, note=note)
    return next(sample for sample in samples(connection) if sample.number == number)


def samples(connection: Connection) -> list[Sample]:
    """The samples that were drawn, the first first."""
    found = []
    for j in entries(connection, (JudgementKind.SAMPLE,)):
        if not j.in_force:
            continue
        what = j.what
        items = tuple(QueueItem(fact, what["texts"][at], kind, sure) for fact, at, kind, sure in what["items"])
        found.append(
            Sample(j.number, j.made, what["n"], what["seed"], what["strata"], tuple(what["kinds"]), what["question"],
                   what["population"], items, what["reports"])
        )  # fmt: skip
    return found


def sample_of(connection: Connection, number: int | None = None) -> Sample:
    """The sample with this number in the log, or the last one.

    Raises:
        StoreError: there is none.
    """
    listed = samples(connection)
    found = next((s for s in reversed(listed) if number in (None, s.number)), None)
    if found is None:
        raise AbsentError(
            "no sample was drawn. Draw one with: communique review --sample 200"
            if number is None
            else f"there is no sample {number}. `communique review` lists them"
        )
    return found


def left_for(items: Iterable[QueueItem], standing: Standing, by: str) -> list[QueueItem]:
    """What a coder has still to judge, in the order of the queue, what he passed over last.

    A fact that was decided by as many as are needed, or waits for adjudication, is no longer asked of anybody.
    """
    fresh: list[QueueItem] = []
    passed: list[QueueItem] = []
    for item in items:
        verdict = standing.verdicts.get(item.fact)
        if verdict is None:
            fresh.append(item)
        elif verdict.state in ("open", "pending") and not has_judged(verdict, by):
            (passed if _skipped(verdict, by) else fresh).append(item)
    return fresh + passed


def has_judged(verdict: Verdict, by: str) -> bool:
    """Whether a coder has made a judgement that decides something of a fact."""
    return any(j.by == by for j in verdict.votes)


def seen_by(log: Sequence[Judgement], standing: Standing, by: str) -> list[Judgement]:
    """Of a log what a coder may see who judges without seeing what others did: his own, what is on no fact, and what is
    on a fact that he has judged; and what was undone of these.
    """
    judged = {j.what.get("fact") for j in log if j.by == by and j.kind in VOTES}
    judged |= {fact for fact, verdict in standing.verdicts.items() if has_judged(verdict, by)}
    shown: set[int] = set()
    found: list[Judgement] = []
    for j in log:
        apart = j.by == by or j.kind not in ON_FACTS or j.kind is JudgementKind.WHOLE
        if j.kind is JudgementKind.UNDO and j.by != by:
            apart = j.undoes in shown
        if apart or j.what.get("fact") in judged:
            shown.add(j.number)
            found.append(j)
    return found


def _skipped(verdict: Verdict, by: str) -> bool:
    return any(j.by == by and j.kind is JudgementKind.SKIP for j in verdict.remarks)


def progress_of(items: Sequence[QueueItem], standing: Standing, by: str) -> QueueProgress:
    """How far a queue is for a coder."""
    counts: dict[str, int] = defaultdict(int)
    for item in items:
        if (verdict := standing.verdicts.get(item.fact)) is None:
            continue
        counts["decided"] += verdict.decided
        counts["disputed"] += verdict.state == "disputed"
        judged = has_judged(verdict, by)
        counts["judged"] += judged
        counts["skipped"] += not judged and not verdict.decided and _skipped(verdict, by)
    return QueueProgress(
        len(items), counts["decided"], counts["disputed"], counts["skipped"], counts["judged"],
        len(left_for(items, standing, by)),
    )  # fmt: skip

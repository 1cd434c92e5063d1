"""What judgements come to, kept up to date for a program that asks again and again, as the explorer does.

Only the facts of texts on which something was judged, or which were read anew, since it was asked last are gone
through again: with thousands of judgements all of them take a quarter of a second.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar, cast

import msgspec
from sqlalchemy import Connection, String, func, select

from communique.database import schema as t
from communique.review.log import JudgementKind
from communique.review.queue import QueueItem
from communique.review.standing import Standing, readings_of, standing

__all__ = ["ReviewCache"]

T = TypeVar("T")
MOST_TEXTS = 200
"""Texts that changed of which each is gone through by itself; with more, all are."""
MOST_QUEUES = 16


class ReviewCache:
    """The last answers for one store; any thread may ask."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._standing: Standing | None = None
        self._judged = 0
        self._found = 0
        self._readings: dict[str, list[Any]] = {}
        self._derived: tuple[Standing, Any] | None = None
        self._queues: OrderedDict[Hashable, tuple[int, list[QueueItem]]] = OrderedDict()

    def standing(self, connection: Connection) -> Standing:
        """What all judgements on facts come to now."""
        with self._lock:
            judged, found = _last(connection, t.judgements.c.key), _last(connection, t.findings.c.key)
            if self._standing is None or judged < self._judged:
                return self._anew(connection, judged, found)
            if (judged, found) == (self._judged, self._found):
                return self._standing
            texts = self._judged_since(connection) if judged != self._judged else set()
            if texts is None:
                return self._anew(connection, judged, found)
            if found != self._found:
                now = readings_of(connection, self._readings)
                texts |= {text for text, read in self._readings.items() if now.get(text) != read}
            if len(texts) > MOST_TEXTS:
                return self._anew(connection, judged, found)
            if texts:
                self._standing = self._without(texts)
                for text in sorted(texts):
                    self._standing = _joined(self._standing, standing(connection, text))
                self._readings |= readings_of(connection, texts)
            self._judged, self._found = judged, found
            return self._standing

    def derived(self, connection: Connection, make: Callable[[Standing, T | None], T]) -> T:
        """What ``make`` makes of what all judgements come to now, and of what it made before that.

        It is made anew when something was judged; there is one such thing a cache.
        """
        now = self.standing(connection)
        with self._lock:
            known = self._derived
        if known is not None and known[0] is now:
            return cast("T", known[1])
        made = make(now, None if known is None else cast("T", known[1]))
        with self._lock:
            self._derived = now, made
        return made

    def queue(self, connection: Connection, key: Hashable, make: Callable[[], list[QueueItem]]) -> list[QueueItem]:
        """The facts of a question in their order, made when the question was not asked since facts came or went."""
        found = _last(connection, t.findings.c.key)
        with self._lock:
            known = self._queues.get(key)
            if known is not None and known[0] == found:
                self._queues.move_to_end(key)
                return known[1]
        made = make()
        with self._lock:
            self._queues[key] = found, made
            while len(self._queues) > MOST_QUEUES:
                self._queues.popitem(last=False)
        return made

    def _anew(self, connection: Connection, judged: int, found: int) -> Standing:
        self._standing = standing(connection)
        self._judged, self._found = judged, found
        texts = {v.text for v in self._standing.verdicts.values()}
        texts |= {one.judgement.what["text"] for one in self._standing.stale}
        self._readings = dict(readings_of(connection, texts))
        return self._standing

    def _judged_since(self, connection: Connection) -> set[str] | None:
        """The texts on whose facts something was judged, or undone, since; None where the rules changed."""
        j = t.judgements.c
        query = select(j.kind, j.undoes, func.json_extract(j.what, "$.text", type_=String).label("text"))
        texts: set[str] = set()
        for row in connection.execute(query.where(j.key > self._judged)).all():
            while row.kind == JudgementKind.UNDO and row.undoes is not None:
                row = connection.execute(query.where(j.key == row.undoes)).one()
            if row.kind == JudgementKind.RULES:
                return None
            if row.text is not None:
                texts.add(row.text)
        return texts

    def _without(self, texts: set[str]) -> Standing:
        assert self._standing is not None
        now = self._standing
        return msgspec.structs.replace(
            now, verdicts={one: v for one, v in now.verdicts.items() if v.text not in texts},
            stale=tuple(one for one in now.stale if one.judgement.what["text"] not in texts),
            whole={text: by for text, by in now.whole.items() if text not in texts},
        )  # fmt: skip


def _joined(one: Standing, other: Standing) -> Standing:
    stale = sorted((*one.stale, *other.stale), key=lambda each: each.judgement.number)
    return msgspec.structs.replace(
        one, verdicts={**one.verdicts, **other.verdicts}, stale=tuple(stale), whole={**one.whole, **other.whole}
    )


def _last(connection: Connection, key: Any) -> int:
    return int(connection.execute(select(func.max(key))).scalar() or 0)

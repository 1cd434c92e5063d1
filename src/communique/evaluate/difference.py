"""What two readings of the same reports tell otherwise: facts gained, lost and changed.

Facts are known by their ids, which are made of what a fact is (kind, text and core spans), never of a running number:
the same id in both is the same fact.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Literal

import msgspec

from communique.model import FACT_KINDS, Record

__all__ = ["Change", "DifferenceSums", "differences"]

What = Literal["gained", "lost", "changed"]
ALL = ("actors", *FACT_KINDS)
"""The kinds that are compared."""
UNTOLD = frozenset(("confidence", "entity", "extractor"))
"""Fields that tell how a fact was found and who is who in a store, not what it says."""


class Change(msgspec.Struct, frozen=True):
    """One fact that is another now."""

    kind: str
    """"statements", "actors" ..."""
    what: What
    id: str
    report: str
    source: str
    words: str
    """The characters that it stands on."""
    fields: dict[str, tuple[Any, Any]] = {}
    """Of a changed one each field with what it was and what it is."""

    def flat(self) -> dict[str, Any]:
        """A row of a table."""
        told = "; ".join(f"{name}: {_short(old)} -> {_short(new)}" for name, (old, new) in self.fields.items())
        return {
            "kind": self.kind, "what": self.what, "id": self.id, "report": self.report, "source": self.source,
            "words": self.words, "fields": told,
        }  # fmt: skip


class DifferenceSums(msgspec.Struct):
    """How many of each kind."""

    reports: int = 0
    """Reports that are in both."""
    altered: int = 0
    """Those of them that tell something else."""
    only_old: int = 0
    only_new: int = 0
    kinds: dict[str, dict[str, int]] = {}
    """Kind -> same, gained, lost, changed."""

    def count(self, kind: str, what: str, many: int = 1) -> None:
        """So many more."""
        own = self.kinds.setdefault(kind, {"same": 0, "gained": 0, "lost": 0, "changed": 0})
        own[what] += many

    def lines(self) -> Iterator[str]:
        """A table for people."""
        yield f"{self.reports:,} reports in both, of which {self.altered:,} tell something else"
        if self.only_old or self.only_new:
            yield f"{self.only_old:,} only in the old, {self.only_new:,} only in the new: left out"
        yield f"{'':<14}{'same':>10}{'gained':>10}{'lost':>10}{'changed':>10}"
        for kind in ALL:
            if kind in self.kinds:
                own = self.kinds[kind]
                yield f"{kind:<14}" + "".join(f"{own[what]:>10,}" for what in ("same", "gained", "lost", "changed"))


Records = Callable[[], Iterable[Record]]
"""Gives the records of a reading, each time it is asked."""


def differences(old: Records, new: Records, sums: DifferenceSums) -> Iterator[Change]:
    """Every fact that one reading has and the other has not, or has otherwise, report by report of the new one.

    Whatever is in ``sums`` is added to. Each reading is walked twice, so that any number of reports fits the memory.
    """
    before = {record.report.id: _digest(record) for record in old()}
    there: set[str] = set()
    altered: set[str] = set()
    for record in new():
        one = record.report.id
        if one in there:
            continue
        there.add(one)
        if one not in before:
            sums.only_new += 1
        elif before[one] == _digest(record):
            for kind in ALL:
                sums.count(kind, "same", len(getattr(record, kind)))
        else:
            altered.add(one)
    sums.only_old += len(before.keys() - there)
    sums.reports += len(before.keys() & there)
    sums.altered += len(altered)
    if not altered:
        return
    # Of many reports few change, as a rule: only those are held together.
    held = {record.report.id: record for record in old() if record.report.id in altered}
    for record in new():
        if (was := held.pop(record.report.id, None)) is not None:
            yield from _of_report(was, record, sums)


def _of_report(old: Record, new: Record, sums: DifferenceSums) -> Iterator[Change]:
    for kind in ALL:
        was = {fact.id: fact for fact in getattr(old, kind)}
        now = {fact.id: fact for fact in getattr(new, kind)}
        for one, fact in now.items():
            if one not in was:
                sums.count(kind, "gained")
                yield _change(kind, "gained", fact, new)
                continue
            a, b = _told(was[one]), _told(fact)
            fields = {name: (a.get(name), b.get(name)) for name in a | b if a.get(name) != b.get(name)}
            sums.count(kind, "changed" if fields else "same")
            if fields:
                yield _change(kind, "changed", fact, new, fields)
        for one, fact in was.items():
            if one not in now:
                sums.count(kind, "lost")
                yield _change(kind, "lost", fact, old)


def _change(kind: str, what: What, fact: Any, record: Record, fields: dict[str, Any] | None = None) -> Change:
    text = record.report.text
    spans = getattr(fact, "content", None) or getattr(fact, "evidence", None) or getattr(fact, "mentions", ())[:1]
    words = " … ".join(" ".join(text[span.start : span.end].split()) for span in spans)
    return Change(kind, what, fact.id, record.report.id, record.report.source, words, fields or {})


def _told(fact: Any) -> dict[str, Any]:
    built: dict[str, Any] = _bare(msgspec.to_builtins(fact))
    return built


def _bare(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _bare(part) for name, part in value.items() if name not in UNTOLD}
    return [_bare(part) for part in value] if isinstance(value, (list, tuple)) else value


def _digest(record: Record) -> bytes:
    told = [[_told(fact) for fact in getattr(record, kind)] for kind in ALL]
    return hashlib.sha256(msgspec.json.encode(told)).digest()


def _short(value: Any) -> str:
    told = value if isinstance(value, str) else msgspec.json.encode(value).decode()
    return told if len(told) <= 80 else told[:79] + "…"

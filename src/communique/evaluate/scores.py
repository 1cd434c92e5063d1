"""Figures of an evaluation, as objects, as a table and as JSON."""

from __future__ import annotations

import json
from typing import Any

import msgspec

__all__ = ["Figure", "Scores", "Share"]


class Figure(msgspec.Struct):
    """How many facts of a kind are in gold, in the records, and in both."""

    right: int = 0
    gold: int = 0
    found: int = 0

    def add(self, right: int, gold: int, found: int) -> None:
        """Count one report's."""
        self.right += right
        self.gold += gold
        self.found += found

    @property
    def precision(self) -> float:
        """Of what was found, the part that is right; 0 where nothing was."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Of what gold has, the part that was found; 0 where it has nothing."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / (self.gold + self.found) if self.gold + self.found else 0.0


class Share(msgspec.Struct):
    """Of so many matched pairs for which gold gives a field, how many have it right."""

    right: int = 0
    of: int = 0

    def add(self, right: bool) -> None:
        """Count one pair."""
        self.right += right
        self.of += 1

    @property
    def share(self) -> float:
        """The part that is right; 0 where there was none to judge."""
        return self.right / self.of if self.of else 0.0


class Scores(msgspec.Struct):
    """The figures of all reports together."""

    reports: int = 0
    kinds: dict[str, Figure] = {}
    fields: dict[str, Share] = {}
    unread: list[str] = []
    """Names of the reports in gold for which there is no record; they are scored as empty."""

    def kind(self, name: str) -> Figure:
        """The figure of that name, begun if need be."""
        return self.kinds.setdefault(name, Figure())

    def field(self, name: str) -> Share:
        """The share of that name, begun if need be."""
        return self.fields.setdefault(name, Share())

    def values(self) -> dict[str, float]:
        """One number a figure: F1 of the kinds, shares of the fields; what gold lacks is left out."""
        listed = {k: f.f1 for k, f in self.kinds.items() if f.gold}
        return listed | {k: s.share for k, s in self.fields.items() if s.of}

    def to_dict(self) -> dict[str, Any]:
        """Plain dictionaries, numbers to four places."""
        return {
            "reports": self.reports,
            "kinds": {
                k: {"precision": round(f.precision, 4), "recall": round(f.recall, 4), "f1": round(f.f1, 4),
                    "right": f.right, "gold": f.gold, "found": f.found}
                for k, f in self.kinds.items()},
            "fields": {k: {"share": round(s.share, 4), "right": s.right, "of": s.of} for k, s in self.fields.items()},
            "unread": list(self.unread),
        }  # fmt: skip

    def to_json(self) -> str:
        """One JSON object, indented."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=2)

    def to_table(self) -> str:
        """The figures for people: a line a kind, then a line a field, in per cent."""
        lines = [f"{'':26}{'P':>7}{'R':>7}{'F1':>7}   {'right':>6}{'gold':>7}{'found':>7}"]
        for name, f in self.kinds.items():
            lines.append(f"{name:26}{100 * f.precision:7.1f}{100 * f.recall:7.1f}{100 * f.f1:7.1f}"
                         f"   {f.right:6}{f.gold:7}{f.found:7}")  # fmt: skip
        if any(s.of for s in self.fields.values()):
            lines += ["", f"{'on matched pairs':26}{'':14}{'share':>7}   {'right':>6}{'of':>7}"]
        for name, s in self.fields.items():
            if s.of:
                lines.append(f"{name:26}{'':14}{100 * s.share:7.1f}   {s.right:6}{s.of:7}")
        lines += ["", f"{self.reports} report{'s' * (self.reports != 1)}"]
        if self.unread:
            lines[-1] += f", of which {len(self.unread)} without a record, scored as empty: {', '.join(self.unread)}"
        return "\n".join(lines) + "\n"

"""Answers: facts as questions give them, each with the citation that lets a reader check it."""

from __future__ import annotations

from typing import Any

import msgspec

__all__ = ["ActorAnswer", "ActorLabel", "Citation", "ReportAnswer", "Retelling", "StatementAnswer"]


class Citation(msgspec.Struct, frozen=True):
    """Where it stands: ``text[start:end]`` of the report is the evidence."""

    report: str
    """The report's id."""
    start: int
    end: int
    date: str | None = None
    """The report's date as precise as known; "2013-04-17?" when it was inferred from the text (EDTF, ISO 8601-2)."""
    publisher: str | None = None
    title: str | None = None
    source: str = ""
    url: str | None = None
    printings: int = 1
    """Printings that say the same, counted as the question asks."""

    @property
    def words(self) -> str:
        """On one line: "Reuters, 2013-04-17, 3f2a9c1d:120-240"."""
        parts = [p for p in (self.publisher, self.date or "undated") if p]
        return ", ".join([*parts, f"{self.report[:12]}:{self.start}-{self.end}"])

    def flat(self) -> dict[str, Any]:
        """Its columns in a table."""
        return {
            "date": self.date, "publisher": self.publisher, "title": self.title, "report": self.report,
            "start": self.start, "end": self.end, "source": self.source, "url": self.url, "printings": self.printings,
        }  # fmt: skip


class ActorLabel(msgspec.Struct, frozen=True):
    """An actor as an answer names it."""

    name: str
    entity: str | None = None
    country: str | None = None
    called: str = ""
    """What the report calls it."""


class Retelling(msgspec.Struct, frozen=True):
    """The same quotation as another report gives it."""

    id: str
    """The statement's id."""
    words: str
    differs: tuple[str, ...]
    """What is not the same: "words", or "length" where one is a part of the other; and "speaker"."""
    citation: Citation
    speaker: ActorLabel | None = None


class StatementAnswer(msgspec.Struct, frozen=True):
    """Who said what."""

    id: str
    words: str
    """What was said, its parts joined by " … "."""
    act: str
    mode: str
    attitude: str
    polarity: str
    factuality: str
    confidence: float
    citation: Citation
    speaker: ActorLabel | None = None
    speaks_for: ActorLabel | None = None
    addressee: ActorLabel | None = None
    via: ActorLabel | None = None
    source: str | None = None
    """The words that name the speaker."""
    cue: str | None = None
    date: str | None = None
    """When it was said, if the report tells."""
    otherwise: tuple[Retelling, ...] = ()
    """How other reports give the quotation, where words or speaker differ; only a page of answers has them."""

    def flat(self) -> dict[str, Any]:
        """Its columns in a table."""
        who = self.speaker
        return {
            "statement": self.id, "speaker": who.name if who else self.source, "entity": who.entity if who else None,
            "country": who.country if who else None, "speaks_for": self.speaks_for.name if self.speaks_for else None,
            "addressee": self.addressee.name if self.addressee else None,
            "via": self.via.name if self.via else None, "act": self.act, "mode": self.mode, "cue": self.cue,
            "words": self.words, "polarity": self.polarity, "factuality": self.factuality, "said": self.date,
            "confidence": self.confidence, **self.citation.flat(),
        }  # fmt: skip


class ActorAnswer(msgspec.Struct, frozen=True):
    """One who takes part, across reports. The citation is its first mention."""

    entity: str
    name: str
    kind: str
    country: str | None
    sector: str | None
    roles: tuple[str, ...]
    names: tuple[str, ...]
    reports: int
    statements: int
    citation: Citation

    def flat(self) -> dict[str, Any]:
        """Its columns in a table."""
        return {
            "entity": self.entity, "name": self.name, "kind": self.kind, "country": self.country,
            "sector": self.sector, "roles": "; ".join(self.roles), "names": "; ".join(self.names),
            "reports": self.reports, "statements": self.statements, **self.citation.flat(),
        }  # fmt: skip


class ReportAnswer(msgspec.Struct, frozen=True):
    """A report that holds the words looked for, with the place where most of them stand."""

    words: str
    statements: int
    citation: Citation

    def flat(self) -> dict[str, Any]:
        """Its columns in a table."""
        return {"words": self.words, "statements": self.statements, **self.citation.flat()}

"""How to cite the program and what it made: for a reference list, and a paragraph for the section on methods."""

from __future__ import annotations

import functools
from collections import Counter
from importlib import resources

from communique.export.tables.dates import report_span
from communique.model import KINDS, Record
from communique.query.origin import Origin, fingerprint
from communique.version import __version__

__all__ = ["AUTHORS", "TITLE", "OriginCounter", "how_to_cite"]

TITLE = "communique: a reader of news on international affairs"
AUTHORS = "The communique authors"


class OriginCounter:
    """Adds up what records were made of."""

    def __init__(self) -> None:
        self.reports: list[str] = []
        self.texts: set[str] = set()
        self.publishers: set[str] = set()
        self.days: list[str] = []
        self.facts: Counter[str] = Counter()
        self.versions: dict[str, None] = {}
        self.models: dict[str, str] = {}

    def add(self, record: Record) -> Record:
        """Count a record, and give it back."""
        report = record.report
        self.reports.append(report.id)
        self.texts.add(report.text_id)
        self.publishers |= {report.publisher} if report.publisher else set()
        known = report_span(report)
        self.days += [day for day in (known.start, known.end) if day and not known.inferred]
        self.facts.update({kind.singular: len(getattr(record, kind.field)) for kind in KINDS})
        self.versions[record.made_by.version] = None
        self.models |= record.made_by.models
        return record

    @property
    def origin(self) -> Origin:
        """What was counted."""
        first, last = (min(self.days), max(self.days)) if self.days else (None, None)
        return Origin(
            len(self.reports), len(self.texts), len(self.publishers), first, last, dict(self.facts),
            tuple(self.versions), self.models, fingerprint(self.reports),
        )  # fmt: skip


def how_to_cite(origin: Origin) -> list[str]:
    """Lines of text: the reference, BibTeX, the paragraph, and what is needed to make it again."""
    version = " and ".join(origin.versions) or __version__
    return [
        "How to cite",
        "",
        f"{AUTHORS}. {TITLE}. Version {version}. Software, MIT licence.",
        "",
        "@software{communique,",
        f"  author = {{{{{AUTHORS}}}}},",
        f"  title = {{{{{TITLE}}}}},",
        f"  version = {{{version}}},",
        "  license = {MIT}",
        "}",
        "",
        "For the section on methods",
        "",
        _paragraph(origin, version),
        "",
        "To make it again",
        "",
        f"reports: {origin.reports:,}, fingerprint of their ids {origin.fingerprint}",
        *(f"model: {name} {checksum}" for name, checksum in sorted(origin.models.items())),
    ]


def _paragraph(origin: Origin, version: str) -> str:
    known = f", published from {origin.first} to {origin.last}" if origin.first else ""
    many = f" by {origin.publishers:,} publishers" if origin.publishers > 1 else ""
    counted = [
        f"{origin.facts[kind.singular]:,} {kind.field if origin.facts[kind.singular] != 1 else kind.singular}"
        for kind in KINDS
        if origin.facts.get(kind.singular)
    ]
    judged = f" {origin.judgements:,} judgements of people on who is who were applied." if origin.judgements else ""
    people_said = (
        f" People judged {origin.judged:,} of the facts; what they said stands beside the program's words, which are "
        "those counted here."
        if origin.judged
        else ""
    )
    alone = "" if origin.judged else "; nothing that it found was corrected"
    measured = "; ".join(f"{kind} {p:.2f} and {r:.2f}" for kind, (p, r, _) in _figures().items())
    people = [one for _, _, one in _figures().values()]
    return (
        f"{origin.reports:,} reports ({origin.texts:,} different texts{known}{many}) were read with communique "
        f"{version}, which works by itself{alone}. It found {_listed(counted)}.{judged}{people_said} "
        "On passages of diplomatic news annotated by hand, whose like no author of its rules had read, its precision "
        f"and recall were: {measured}. Two people who annotated such passages agreed with an F1 of {min(people):.2f} "
        f"to {max(people):.2f}. Facts are traced to the characters of their reports and can be checked there."
    )


def _listed(words: list[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words) or "nothing"


@functools.cache
def _figures() -> dict[str, tuple[float, float, float]]:
    """Precision, recall and the agreement of people by kind, as shares of one."""
    file = resources.files("communique.export").joinpath("data", "figures.tsv")
    rows = [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return {kind: (float(p) / 100, float(r) / 100, float(people) / 100) for kind, p, r, people in rows[1:]}

"""Reviewed reports as gold: records in the form that ``communique evaluate`` reads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import Any

from communique.model import FACT_KINDS, Record

__all__ = ["gold_records"]


def gold_records(records: Iterable[Record]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each record with the name by which ``evaluate`` pairs it with another reading of the same report.

    The facts are what coders decided. Nobody judged times, boilerplate, genre and a date that was concluded, so they
    are empty, and no figure rests on them; actors are the machine's, since facts name them.
    """
    listed = list(records)
    names = Counter(_name(record.report.source) for record in listed)
    for record in listed:
        name, source = _name(record.report.source), record.report.source
        if names[name] > 1:  # two reports called alike are told apart by their ids
            name = record.report.id[:12]
            source = f"{source.replace('#', '_')}#{name}"
        plain = record.to_dict()
        report = plain["report"]
        published = report["published"] if report["published"]["basis"] == "metadata" else None
        plain["report"] = {**report, "source": source, "published": published, "genre": None, "boilerplate": []}
        plain["made_by"] = {**plain["made_by"], "version": "judged"}
        plain["times"] = []
        for actor in plain["actors"]:
            actor["entity"] = None
        for kind in FACT_KINDS:
            for fact in plain[kind]:
                if isinstance(fact.get("issue"), dict):
                    fact["issue"]["entity"] = None
        yield name, plain


def _name(source: str) -> str:
    return source.rsplit("#", 1)[1] if "#" in source else PurePath(source).stem

"""Deeds that everybody knows, which a later report tells as history: the annexation of Crimea, the fall of Saddam.

The table is ``data/landmark_acts.tsv``, whose header names its source.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from communique.knowledge import plover
from communique.knowledge.tables import overlay_folder, read_table

__all__ = ["names_beside"]


def names_beside(verb: str, overlay: Path | str | None = None) -> Mapping[str, datetime.date]:
    """The names beside which a form of a verb tells a known deed, each with its day; none for any other verb.

    Raises:
        KnowledgeError: a row of the table has no day.
    """
    return _table(overlay_folder(overlay)).get(verb.casefold(), MappingProxyType({}))


@cache
def _table(folder: Path | None) -> Mapping[str, Mapping[str, datetime.date]]:
    found: dict[str, dict[str, datetime.date]] = {}
    for row in read_table("landmark_acts", ("verbs", "names", "since", "example"), ("verbs", "names", "since"), folder):
        try:
            since = datetime.date.fromisoformat(row["since"])
        except ValueError:
            raise row.error(f"{row['since']!r} is no day", "Write it like 2014-03-18.") from None
        for lemma in row.items("verbs"):
            for form in plover.verb_forms_of(lemma, folder):
                found.setdefault(form, {}).update(dict.fromkeys(row.items("names"), since))
    return MappingProxyType({form: MappingProxyType(names) for form, names in found.items()})

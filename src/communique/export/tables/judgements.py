"""The log of judgements as rows of a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from communique.export.review_item import value_words
from communique.export.tables.rows import Row, table_row
from communique.export.tables.telling import JOINT
from communique.review.log import Judgement

__all__ = ["judgement_rows"]


def judgement_rows(log: Iterable[Judgement]) -> Iterator[Row]:
    """A row for each judgement, in the order of the log."""
    for j in log:
        what = j.what
        said = [f"{field}={value_words(value)}" for field, value in (what.get("set") or {}).items()]
        entities = [*what.get("entities", ()), *(what[part] for part in ("entity", "new") if part in what)]
        names = [j.called[one] for one in entities if one in j.called]
        yield table_row("judgements", {
            "number": j.number, "made": j.made, "by": j.by, "judgement": j.kind.value, "fact": what.get("fact"),
            "what": what.get("of"), "text_id": what.get("text"), "words": what.get("words"),
            "confidence": what.get("confidence"), "said": JOINT.join(said) or what.get("name"),
            "entities": JOINT.join(entities) or None, "names": JOINT.join(names) or None,
            "final": bool(what.get("final")), "bulk": bool(what.get("bulk")), "note": j.note, "undoes": j.undoes,
            "in_force": j.in_force,
        })  # fmt: skip

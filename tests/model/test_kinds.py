"""The rows of kinds name what there is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from communique.model import FACT_KINDS, KINDS, Kind, Record, kind_of


def paths(kind: Kind) -> Iterator[str]:
    """Every field that a row names."""
    yield from (kind.label, *kind.names, *kind.called, *kind.actors, *kind.dates, *kind.codes, *kind.indexed)
    yield from (field for field, _ in kind.parties)
    for part in (*kind.caption, *kind.notes):
        yield from filter(None, (part.field, part.until, part.instead))


def has(struct: Any, path: str) -> bool:
    """Whether a struct has a field, or a struct in it has."""
    first, _, rest = path.partition(".")
    info = msgspec.inspect.type_info(struct)
    assert isinstance(info, msgspec.inspect.StructType)
    held = next((f.type for f in info.fields if f.name == first), None)
    if held is None or not rest:
        return held is not None
    options = held.types if isinstance(held, msgspec.inspect.UnionType) else (held,)
    return any(has(one.cls, rest) for one in options if isinstance(one, msgspec.inspect.StructType))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.field)
def test_every_field_of_a_row_is_one_of_the_struct(kind: Kind) -> None:
    assert [path for path in paths(kind) if not has(kind.struct, path)] == []


def test_every_list_of_facts_has_a_row_and_every_row_a_list() -> None:
    rest = ("made_by", "report", "actors", "times")
    assert tuple(f for f in Record.__struct_fields__ if f not in rest) == FACT_KINDS
    assert sorted(FACT_KINDS) == sorted(kind.field for kind in KINDS)


def test_a_kind_by_its_field() -> None:
    assert kind_of("meetings").singular == "meeting"
    with pytest.raises(KeyError):
        kind_of("meeting")

"""Coded statements of several files and stores side by side: what people coded by hand and what the machine read."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from communique.model import CodedEntity, CodingTable, CodingVariable

__all__ = ["merge_codings"]


def merge_codings(tables: Sequence[CodingTable]) -> CodingTable:
    """One table of all: what has one name in two is one, documents never are.

    Ids of statements and documents begin with the number of their table where there are several: "2:17".
    """
    if len(tables) == 1:
        return tables[0]
    statements = tuple(
        msgspec.structs.replace(one, id=f"{number}:{one.id}", document=f"{number}:{one.document}")
        for number, table in enumerate(tables, 1) for one in table.statements
    )  # fmt: skip
    variables: dict[str, CodingVariable] = {}
    for variable in (one for table in tables for one in table.variables):
        before = variables.get(variable.name)
        entities: dict[str, CodedEntity] = {one.name: one for one in before.entities} if before else {}
        for one in variable.entities:
            known = entities.get(one.name)
            entities[one.name] = CodedEntity(
                one.name, {**one.attributes, **(known.attributes if known else {})}, (known or one).colour or one.colour
            )
        kind = before.type if before else variable.type
        variables[variable.name] = CodingVariable(
            variable.name, kind, tuple(entities[name] for name in sorted(entities))
        )
    notes = tuple(f"{table.origin}: {note}" for table in tables for note in table.notes)
    return CodingTable(statements, tuple(variables.values()), ", ".join(one.origin for one in tables), notes)

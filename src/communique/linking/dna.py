"""The same document in two files of coded statements, so that what one codes stands beside what the other does."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

import msgspec

from communique.model.dna import DnaDocument, DnaEntity, DnaFile, DnaStatement, DnaType, DnaVariable

__all__ = ["one_file"]


def one_file(files: Sequence[DnaFile]) -> DnaFile:
    """All that several files hold, documents of the same words once: blanks and line ends may differ between them.

    A document is as the first file has it; offsets of the others are brought to it by the characters but blanks.
    Entities of one variable and value are one, with the attributes of all, the first file's first. Documents and
    statements are numbered anew, in the order of the files.
    """
    if len(files) == 1:
        return files[0]
    documents: list[DnaDocument] = []
    place: dict[str, int] = {}
    statements: list[DnaStatement] = []
    types: dict[str, DnaType] = {}
    entities: dict[tuple[str, str, str], DnaEntity] = {}
    coders: dict[str, None] = {}
    for file in files:
        coders |= dict.fromkeys(file.coders)
        for kind in file.types:
            known = types.get(kind.name)
            types[kind.name] = kind if known is None else DnaType(kind.name, _variables(known, kind))
        for one in file.entities:
            key = one.type, one.variable, one.value
            before = entities.get(key)
            entities[key] = one if before is None else _both(before, one)
        shift: dict[int, tuple[int, Sequence[int] | None, Sequence[int] | None]] = {}
        for document in file.documents:
            words = "".join(document.text.split())
            if (n := place.get(words)) is None:
                place[words] = n = len(documents)
                documents.append(msgspec.structs.replace(document, id=n + 1))
            same = documents[n].text == document.text
            shift[document.id] = n, None if same else _solid(document.text), None if same else _solid(documents[n].text)
        for statement in file.statements:
            n, own, target = shift[statement.document]
            start, stop = statement.start, statement.stop
            if own is not None and target is not None:
                start, stop = _moved(start, stop, own, target)
            statements.append(
                msgspec.structs.replace(statement, id=len(statements) + 1, document=n + 1, start=start, stop=stop)
            )
    statements.sort(key=lambda s: (s.document, s.start, s.stop, s.id))
    return DnaFile(tuple(types.values()), tuple(documents), tuple(statements), tuple(entities.values()), tuple(coders))


def _variables(one: DnaType, other: DnaType) -> tuple[DnaVariable, ...]:
    names = {variable.name for variable in one.variables}
    return (*one.variables, *(variable for variable in other.variables if variable.name not in names))


def _both(one: DnaEntity, other: DnaEntity) -> DnaEntity:
    told = {name: value for name, value in one.attributes.items() if value}
    return msgspec.structs.replace(
        one, attributes={**one.attributes, **other.attributes, **told}, parent=one.parent or other.parent,
        colour=one.colour or other.colour,
    )  # fmt: skip


def _solid(text: str) -> list[int]:
    """The offsets of the characters that are no blanks."""
    return [n for n, c in enumerate(text) if not c.isspace()]


def _moved(start: int, stop: int, own: Sequence[int], target: Sequence[int]) -> tuple[int, int]:
    """A stretch, from its first character that is no blank to its last, in the other text."""
    first, last = bisect_left(own, start), bisect_left(own, stop) - 1
    if last < first or last >= len(target):
        return start, stop
    return target[first], target[last] + 1

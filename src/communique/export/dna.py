"""Files that Discourse Network Analyzer 3 opens (``.dna``): documents, statements, attributes, and who coded them.

What its tables hold is in ``data/dna.sql``. The same input makes the same bytes, unless a password is given.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import sqlite3
from base64 import b64encode
from collections.abc import Iterable
from contextlib import closing
from datetime import datetime
from importlib.resources import files
from itertools import count, permutations
from pathlib import Path
from typing import Any

from communique.errors import UsageError, printable
from communique.export.safe import one_line
from communique.model.dna import STATEMENT_TYPE, DnaDocument, DnaEntity, DnaFile, DnaType, DnaVariable

__all__ = ["PASSWORD", "STANDARD_TYPES", "write_dna"]

PASSWORD = "communique"
"""What DNA asks for on opening, unless another one is given."""
SHORT = 190
"""Characters of a short text at most."""
ROUNDS = 100_000
"""Times that a password is hashed."""
VERSION, VERSION_DATE = "3.0.11", "2025-01-09"
"""The oldest programs that read the file, by which newer ones know it too."""
EPOCH = datetime(1970, 1, 1)
STANDARD_TYPES = (
    DnaType(STATEMENT_TYPE, (
        DnaVariable("person", "short text"), DnaVariable("organization", "short text"),
        DnaVariable("concept", "short text"), DnaVariable("agreement", "boolean"),
    )),
    DnaType("NPF Story Element", tuple(
        DnaVariable(name, "short text") for name in ("narrator", "victim", "villain", "plot", "hero", "policy solution")
    )),
    DnaType("Annotation", (DnaVariable("note", "long text"),)),
)  # fmt: skip
"""The types of statements of a new file."""
COLOURS = {STATEMENT_TYPE: (239, 208, 51), "NPF Story Element": (100, 200, 190), "Annotation": (211, 211, 211)}
OTHER_COLOURS = ((153, 204, 255), (255, 178, 102), (204, 153, 255), (178, 255, 102))
CODER_COLOURS = ((255, 255, 0), (51, 153, 255), (255, 102, 102), (0, 204, 102), (204, 102, 255), (255, 153, 0))
ATTRIBUTES = ("Type", "Alias", "Notes")
"""What a new file keeps of each person, organization and concept."""
VALUES = {"short text": "DATASHORTTEXT", "long text": "DATALONGTEXT", "integer": "DATAINTEGER",
          "boolean": "DATABOOLEAN"}  # fmt: skip
BREAKS = re.compile("[\0-\x1f\x7f-\x9f\u2028\u2029]")
"""Line ends and other control characters, which a field of one line does not show."""
HALVES = re.compile("[\ud800-\udfff\0]")
"""Half characters, which no text in UTF-8 holds, and the character at which SQLite's functions take a text to end."""
Rows = Iterable[tuple[Any, ...]]


def write_dna(file: DnaFile, path: Path, password: str | None = None) -> None:
    """Write a file that DNA 3 opens with this password, or :data:`PASSWORD`. It is there whole or not at all.

    Short texts lose line breaks, and those of more than 190 characters their end. What a statement has no value of is
    empty, 0, or, of a boolean, 1, as in DNA.

    Raises:
        UsageError: the file cannot be written there.
    """
    made = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        made.unlink(missing_ok=True)
        with closing(sqlite3.connect(made, isolation_level=None)) as connection:
            for pragma in ("journal_mode = OFF", "synchronous = OFF", "page_size = 4096", "foreign_keys = OFF"):
                connection.execute(f"PRAGMA {pragma}")
            connection.executescript((files("communique.export") / "data" / "dna.sql").read_text(encoding="utf-8"))
            connection.execute("BEGIN")
            _Writer(connection, file, password).write()
            connection.execute("COMMIT")
        made.replace(path)
    except (OSError, sqlite3.OperationalError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise UsageError(
            f"{printable(str(path))}: it cannot be written ({reason}). Check the folder and the disk"
        ) from (error)
    finally:
        with contextlib.suppress(OSError):
            made.unlink(missing_ok=True)


class _Writer:
    """Fills the tables in the order in which they point to each other."""

    def __init__(self, connection: sqlite3.Connection, file: DnaFile, password: str | None) -> None:
        self.connection = connection
        self.file = file
        self.password = password
        known = {one.name for one in file.types}
        self.types = (*file.types, *(one for one in STANDARD_TYPES if one.name not in known))
        told = {one.coder for one in file.documents} | {one.coder for one in file.statements}
        names = dict.fromkeys(("Admin", *file.coders, *sorted(told)))
        names.pop("", None)
        self.coders = {name: key for key, name in enumerate(names, 1)}
        numbers = count(1)
        self.variables = {(kind.name, one.name): next(numbers) for kind in self.types for one in kind.variables}
        self.short = {(kind.name, v.name) for kind in self.types for v in kind.variables if v.type == "short text"}
        self.values: dict[tuple[str, str], dict[str, str]] = {key: {} for key in self.variables}
        """Of each short-text variable what its values are written as."""
        self.taken: dict[tuple[str, str], set[str]] = {key: set() for key in self.variables}

    def write(self) -> None:
        self.put("SETTINGS", "Property Value", [("version", VERSION), ("date", VERSION_DATE)])
        self.write_coders()
        self.write_types()
        columns = "ID Title Text Coder Author Source Section Type Notes Date"
        self.put("DOCUMENTS", columns, map(self.document, self.file.documents))
        listed = self.listed()
        self.put("ENTITIES", "ID VariableId Value Red Green Blue ChildOf", self.entities(listed))
        self.write_attributes(listed)
        self.write_statements({(one.type, one.variable, one.value): key for key, one in listed.items()})

    def put(self, table: str, columns: str, rows: Rows) -> None:
        names = columns.split()
        marks = ", ".join("?" * len(names))
        self.connection.executemany(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})", rows)

    def write_coders(self) -> None:
        rows = []
        for name, key in self.coders.items():
            colour = CODER_COLOURS[(key - 1) % len(CODER_COLOURS)]
            rows.append((key, _short(name), *colour, _hashed(name, self.password)))
        self.put("CODERS", "ID Name Red Green Blue Password", rows)
        pairs = permutations(self.coders.values(), 2)
        self.put("CODERRELATIONS", "ID Coder OtherCoder", [(n, *pair) for n, pair in enumerate(pairs, 1)])

    def write_types(self) -> None:
        keys = {one.name: n for n, one in enumerate(self.types, 1)}
        colours = [COLOURS.get(name, OTHER_COLOURS[n % len(OTHER_COLOURS)]) for name, n in keys.items()]
        rows = [(n, _short(name), *colour) for (name, n), colour in zip(keys.items(), colours, strict=True)]
        self.put("STATEMENTTYPES", "ID Label Red Green Blue", rows)
        self.put("VARIABLES", "ID Variable DataType StatementTypeId", [
            (self.variables[kind.name, one.name], _short(one.name), one.type, keys[kind.name])
            for kind in self.types for one in kind.variables
        ])  # fmt: skip

    def document(self, one: DnaDocument) -> tuple[Any, ...]:
        title, notes = _short(one.title) or "(untitled)", _whole(one.notes)
        if len(one_line(one.title)) > SHORT:
            notes = "\n".join(filter(None, (notes, f"Title: {one_line(one.title)}")))
        told = [_short(text) for text in (one.author, one.source, one.section, one.type)]
        seconds = int((one.date - EPOCH).total_seconds())
        return (one.id, title, _whole(one.text), self.coder(one.coder), *told, notes, seconds)

    def listed(self) -> dict[int, DnaEntity]:
        """Every entity with its id: those of the file, and those that statements name or leave empty."""
        found: dict[tuple[str, str, str], DnaEntity] = {}
        for one in self.file.entities:
            if (one.type, one.variable) in self.short:
                found[one.type, one.variable, one.value] = one
        for key in self.short:
            found.setdefault((*key, ""), DnaEntity(key[1], "", {}, type=key[0]))
        for statement in self.file.statements:
            for name, value in statement.values.items():
                one = DnaEntity(name, str(value), {}, type=statement.type)
                if (one.type, name) in self.short:
                    found.setdefault((one.type, name, one.value), one)
        ordered = sorted(found.values(), key=lambda e: self.variables[e.type, e.variable])
        for one in ordered:
            self.values[one.type, one.variable][one.value] = self.own_short(one)
        return dict(enumerate(ordered, 1))

    def own_short(self, one: DnaEntity) -> str:
        """A value cut to its length so that it stays another one than all others of its variable."""
        taken = self.taken[one.type, one.variable]
        value, number = _short(one.value), count(2)
        while value in taken:
            end = f" ({next(number)})"
            value = _short(one.value, SHORT - len(end)) + end
        taken.add(value)
        return value

    def entities(self, listed: dict[int, DnaEntity]) -> Rows:
        keys = {(e.type, e.variable, e.value): n for n, e in listed.items()}
        for key, one in listed.items():
            colour = bytes.fromhex(one.colour[1:]) if one.colour else (0, 0, 0)
            above = keys.get((one.type, one.variable, one.parent)) if one.parent is not None else None
            variable = self.variables[one.type, one.variable]
            yield (key, variable, self.values[one.type, one.variable][one.value], *colour, above)

    def write_attributes(self, listed: dict[int, DnaEntity]) -> None:
        """A row for every entity and every attribute of its variable."""
        attributes: dict[tuple[str, str], dict[str, str]] = {}
        for key in sorted(self.short, key=lambda k: self.variables[k]):
            attributes[key] = dict.fromkeys(ATTRIBUTES, "") if key[0] == STATEMENT_TYPE else {}
        for one in listed.values():
            attributes[one.type, one.variable].update(dict.fromkeys(one.attributes, ""))
        numbers = count(1)
        keys = {(*of, name): next(numbers) for of, names in attributes.items() for name in names}
        rows = [(n, self.variables[kind, variable], _short(name)) for (kind, variable, name), n in keys.items()]
        self.put("ATTRIBUTEVARIABLES", "ID VariableId AttributeVariable", rows)
        self.put("ATTRIBUTEVALUES", "EntityId AttributeVariableId AttributeValue", [
            (key, keys[one.type, one.variable, name], _short(one.attributes.get(name, "")))
            for key, one in listed.items() for name in attributes[one.type, one.variable]
        ])  # fmt: skip

    def write_statements(self, entities: dict[tuple[str, str, str], int]) -> None:
        keys = {one.name: n for n, one in enumerate(self.types, 1)}
        kinds = {one.name: one for one in self.types}
        self.put("STATEMENTS", "ID StatementTypeId DocumentId Start Stop Coder", [
            (s.id, keys[s.type], s.document, s.start, s.stop, self.coder(s.coder)) for s in self.file.statements
        ])  # fmt: skip
        rows: dict[str, list[tuple[int, int, Any]]] = {name: [] for name in VALUES}
        for one in self.file.statements:
            for variable in kinds[one.type].variables:
                value: Any = one.values.get(variable.name)
                if variable.type == "short text":
                    value = entities[one.type, variable.name, str(value if value is not None else "")]
                elif variable.type == "long text":
                    value = _whole(str(value)) if value is not None else ""
                elif value is None:
                    value = int(variable.type == "boolean")
                rows[variable.type].append((one.id, self.variables[one.type, variable.name], value))
        for name, table in VALUES.items():
            self.put(table, f"StatementId VariableId {'Entity' if name == 'short text' else 'Value'}", rows[name])

    def coder(self, name: str) -> int:
        return self.coders.get(name, 1)


def _short(text: str, most: int = SHORT) -> str:
    told = _whole(one_line(text) if BREAKS.search(text) else text)
    return told if len(told) <= most else told[: most - 1].rstrip() + "…"


def _whole(text: str) -> str:
    return HALVES.sub("\N{REPLACEMENT CHARACTER}", text)


def _hashed(coder: str, password: str | None) -> str:
    """A password as DNA keeps it: base64 of a salt and of SHA-256 of both, applied again and again."""
    salt = os.urandom(16) if password else hashlib.sha256(f"communique {coder}".encode()).digest()[:16]
    digest = salt + (password or PASSWORD).encode()
    for _ in range(ROUNDS):
        digest = hashlib.sha256(digest).digest()
    return b64encode(salt + digest).decode()

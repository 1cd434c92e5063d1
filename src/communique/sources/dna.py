"""Files of Discourse Network Analyzer 3 (``.dna``, SQLite): what somebody coded by hand in documents.

A file is opened read-only, its schema is not trusted, and it is looked at before anything is believed: a view or a
virtual table in place of a table, a number where text belongs, a statement of a document that is not there are errors
of the input.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import datetime, timedelta
from itertools import product
from pathlib import Path
from typing import Any
from urllib.parse import quote

from communique.errors import InputError, UnreadableError, UnsupportedError, UsageError, printable
from communique.model.coding import CodedEntity, CodedStatement, CodingTable, CodingVariable
from communique.model.dna import (
    CERTAINTY,
    FACT,
    MACHINE,
    SAID_ON,
    STATEMENT_TYPE,
    UNDATED,
    DataType,
    DnaDocument,
    DnaEntity,
    DnaFile,
    DnaStatement,
    DnaType,
    DnaVariable,
)

__all__ = ["coding_table", "is_dna", "read_codings", "read_dna"]

MAGIC = b"SQLite format 3\x00"
OWN = frozenset(("person", "organization", "concept", "agreement", CERTAINTY, SAID_ON, FACT))
"""The variables that are fields of a coded statement, those that the export of a store adds among them."""
EPOCH = datetime(1970, 1, 1)
LONGEST = 64_000_000
"""Bytes of a value at most; a document is far shorter."""
TABLES = {
    "SETTINGS": "Property Value",
    "CODERS": "ID Name",
    "DOCUMENTS": "ID Title Text Coder Author Source Section Type Notes Date",
    "STATEMENTTYPES": "ID Label",
    "VARIABLES": "ID Variable DataType StatementTypeId",
    "STATEMENTS": "ID StatementTypeId DocumentId Start Stop Coder",
    "ENTITIES": "ID VariableId Value ChildOf Red Green Blue",
    "DATASHORTTEXT": "StatementId VariableId Entity",
    "DATALONGTEXT": "StatementId VariableId Value",
    "DATAINTEGER": "StatementId VariableId Value",
    "DATABOOLEAN": "StatementId VariableId Value",
    "ATTRIBUTEVARIABLES": "ID VariableId AttributeVariable",
    "ATTRIBUTEVALUES": "EntityId AttributeVariableId AttributeValue",
}
"""The tables that are read, with their columns."""
KEEP_A_COPY = "Open it in DNA to see whether it is whole there, and restore a copy if it is not"
ANOTHER = "Name a file that Discourse Network Analyzer 3 saved, or one that `communique export dna` wrote"


def is_dna(path: Path) -> bool:
    """Whether a file's name or, where that ends otherwise, its tables say that Discourse Network Analyzer made it."""
    if path.suffix.lower() == ".dna":
        return True
    try:
        with path.open("rb") as file:
            if file.read(len(MAGIC)) != MAGIC:
                return False
        with closing(_opened(path)) as connection:
            return {"STATEMENTTYPES", "DATASHORTTEXT"} <= _names(connection)
    except (OSError, sqlite3.Error, UnicodeError):
        return False


def read_dna(path: Path) -> DnaFile:
    """All that was coded in a file of DNA 3. Neither the file nor its folder is written to.

    Raises:
        UnreadableError: the file is not there or may not be opened.
        UnsupportedError: it is encrypted, none of DNA, or one of DNA 1 or 2.
        InputError: it is damaged, or its rows contradict each other; says where.
    """
    source = str(path)
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UnreadableError(source, f"it cannot be opened ({reason})", "Check the path and your rights") from error
    if not head.startswith(MAGIC):
        raise _no_database(source, head)
    try:
        with closing(_opened(path)) as connection:
            _check(connection, source)
            return _Reader(connection, source).file()
    except (sqlite3.Error, UnicodeError) as error:  # SQLite's own messages may hold what is no UTF-8
        if getattr(error, "sqlite_errorname", "").startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            raise UnreadableError(source, "another program is writing it", "Close DNA and try again") from error
        raise _damaged(source, printable(str(error))) from error


def read_codings(path: Path, type_name: str | None = None) -> CodingTable:
    """The coded statements of a file of DNA 3; see :func:`coding_table`.

    Raises:
        InputError: as :func:`read_dna` does.
        UsageError: no type of statements is called so.
    """
    return coding_table(read_dna(path), type_name, origin=str(path))


def coding_table(file: DnaFile, type_name: str | None = None, *, origin: str = "") -> CodingTable:
    """The statements of one type: "DNA Statement", or where there is none of these, that with most statements.

    Raises:
        UsageError: no type of statements is called so.
    """
    many = {one.name: sum(s.type == one.name for s in file.statements) for one in file.types}
    if type_name is None:
        type_name = STATEMENT_TYPE if many.get(STATEMENT_TYPE) else max(many, key=lambda name: many[name], default="")
    if type_name not in many:
        listed = ", ".join(map(printable, many)) or "none"
        raise UsageError(f"no type of statements is called {printable(type_name)!r}. The file has: {listed}")
    notes = tuple(
        f"{count} statement{'s' * (count != 1)} of the type {printable(name)} left out"
        for name, count in many.items() if count and name != type_name
    )  # fmt: skip
    documents = {one.id: one for one in file.documents}
    statements = tuple(_coded(one, documents[one.document]) for one in file.statements if one.type == type_name)
    if not statements:
        notes += (f"nothing was coded in it as {printable(type_name) or 'anything'}",)
    variables = tuple(
        CodingVariable(one.name, one.type, tuple(
            CodedEntity(e.value, e.attributes, e.colour) for e in file.entities
            if e.variable == one.name and e.type == type_name
        ))
        for kind in file.types if kind.name == type_name for one in kind.variables
        if one.name not in (CERTAINTY, SAID_ON, FACT)
    )  # fmt: skip
    about = {"version": file.version, "coders": file.coders, "type": type_name}
    return CodingTable(statements, variables, origin, notes, about)


def _coded(one: DnaStatement, of: DnaDocument) -> CodedStatement:
    own = {name: str(one.values.get(name, "")) for name in ("person", "organization", "concept")}
    side, sure, day = one.values.get("agreement"), one.values.get(CERTAINTY), one.values.get(SAID_ON)
    return CodedStatement(
        id=str(one.values.get(FACT) or one.id), person=own["person"], organization=own["organization"],
        concept=own["concept"], agreement=side if isinstance(side, int) else None,
        values={name: value for name, value in one.values.items() if name not in OWN},
        date=str(day) if day else _day(of), document=str(of.id), title=of.title, author=of.author, source=of.source,
        section=of.section, type=of.type, coder=one.coder, machine=one.coder == MACHINE,
        certainty=sure / 100 if isinstance(sure, int) and 0 < sure <= 100 else 1.0, start=one.start, end=one.stop,
        words=of.text[one.start : one.stop],
    )  # fmt: skip


def _day(of: DnaDocument) -> str | None:
    """The date of a document, to the day if it is at midnight."""
    if of.date == EPOCH and UNDATED in of.notes:
        return None
    midnight = (of.date.hour, of.date.minute, of.date.second) == (0, 0, 0)
    return of.date.date().isoformat() if midnight else of.date.isoformat()


def _opened(path: Path) -> sqlite3.Connection:
    # "immutable" keeps SQLite from making files beside it; what a crash or a running DNA left there must be looked at.
    waiting = any(path.with_name(path.name + end).exists() for end in ("-wal", "-journal"))
    address = f"file:{quote(str(path.absolute()))}?mode=ro{'' if waiting else '&immutable=1'}"
    connection = sqlite3.connect(address, uri=True, timeout=5.0)
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST)
    for pragma in ("trusted_schema = OFF", "cell_size_check = ON", "mmap_size = 0", "query_only = ON"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _names(connection: sqlite3.Connection) -> set[str]:
    query = "SELECT upper(name) FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
    return {str(name) for (name,) in connection.execute(query)}


def _no_database(source: str, head: bytes) -> InputError:
    if not head:
        return UnsupportedError(source, "the file is empty", ANOTHER)
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return UnsupportedError(source, "it is XML, as DNA 1 saved its files, and no database of DNA 3", ANOTHER)
    return UnsupportedError(source, "it is no SQLite database: it is encrypted, or its beginning is damaged", ANOTHER)


def _damaged(source: str, what: str) -> InputError:
    return InputError(source, f"the file is damaged ({what})", KEEP_A_COPY)


def _check(connection: sqlite3.Connection, source: str) -> None:
    names = _names(connection)
    version = ""
    if "SETTINGS" in names:
        found = connection.execute("SELECT Value FROM SETTINGS WHERE Property = 'version'").fetchone()
        version = str(found[0]) if found else ""
    dna = {"STATEMENTS", "VARIABLES", "DOCUMENTS"} <= names
    if dna and (version.startswith("2") or ("ENTITIES" not in names and "ATTRIBUTES" in names)):
        what = f"it is a file of DNA 2{f' (version {printable(version)})' if version else ''}, not of DNA 3"
        raise UnsupportedError(source, what, "Bring its statements into a file of DNA 3 and name that")
    if dna and version[:1].isdigit() and not version.startswith("3"):
        raise UnsupportedError(source, f"it is a file of DNA {printable(version)}, not of DNA 3", ANOTHER)
    if not dna or "STATEMENTTYPES" not in names:
        raise UnsupportedError(source, "it is an SQLite database, but none of Discourse Network Analyzer", ANOTHER)
    for table, columns in TABLES.items():
        if table not in names:
            raise _damaged(source, f"the table {table} is missing")
        there = {str(row[1]).upper() for row in connection.execute(f"PRAGMA table_info({table})")}
        if wanting := [c for c in columns.split() if c.upper() not in there]:
            raise _damaged(source, f"the table {table} has no column {wanting[0]}")
    [told] = connection.execute("PRAGMA quick_check(1)").fetchone()
    if told != "ok":
        raise _damaged(source, printable(str(told).rpartition("***")[2].strip()))


Rows = dict[int, Sequence[Any]]
"""Rows of a table by their ids."""


class _Reader:
    """Reads the tables in the order in which they point to each other."""

    def __init__(self, connection: sqlite3.Connection, source: str) -> None:
        self.connection = connection
        self.source = source

    def file(self) -> DnaFile:
        coders = {row[0]: row[1] for row in self.rows("CODERS", "is")}
        settings = {str(key): str(value) for key, value in self.rows("SETTINGS", "ss")}
        names = {row[0]: row[1] for row in self.rows("STATEMENTTYPES", "is")}
        variables: Rows = {row[0]: row[1:] for row in self.rows("VARIABLES", "issi")}
        listed = [variables[key] for key in sorted(variables)]
        types = [
            DnaType(name, tuple(DnaVariable(v[0], self.kind(v[1])) for v in listed if v[2] == key))
            for key, name in sorted(names.items())
        ]
        documents = {}
        for key, title, text, coder, author, source, section, kind, notes, date in self.rows("DOCUMENTS", "issnsssssi"):
            who, day = self.coder(coders, coder), self.day(key, date)
            documents[key] = DnaDocument(key, title, text, day, author, source, section, kind, notes, who)
        entities: Rows = {row[0]: row[1:] for row in self.rows("ENTITIES", "iisnnnn")}
        values = self.values(variables, entities)
        statements = []
        for key, kind, document, start, stop, coder in self.rows("STATEMENTS", "iiiiin"):
            if document not in documents or kind not in names:
                raise self.contradiction(f"statement {key} is of a document or a type that is not there")
            if not 0 <= start < stop:
                raise self.contradiction(f"statement {key} goes from {start} to {stop}")
            who = self.coder(coders, coder)
            statements.append(DnaStatement(key, document, start, stop, values.get(key, {}), names[kind], who))
        statements.sort(key=lambda s: (s.document, s.start, s.stop, s.id))
        return DnaFile(
            tuple(types), tuple(documents[key] for key in sorted(documents)), tuple(statements),
            tuple(self.entities(variables, names, entities)), tuple(coders[key] for key in sorted(coders)),
            settings.get("version", ""),
        )  # fmt: skip

    def values(self, variables: Rows, entities: Rows) -> dict[int, dict[str, str | int]]:
        """What each statement was coded as."""
        found: dict[int, dict[str, str | int]] = defaultdict(dict)
        for table, form in (("DATASHORTTEXT", "iii"), ("DATALONGTEXT", "iis"), ("DATAINTEGER", "iii"),
                            ("DATABOOLEAN", "iii")):  # fmt: skip
            for statement, variable, value in self.rows(table, form):
                told = variables.get(variable)
                if told is None or (table == "DATASHORTTEXT" and value not in entities):
                    raise self.contradiction(f"statement {statement} has a value of a variable or an entity not there")
                found[statement][told[0]] = entities[value][1] if table == "DATASHORTTEXT" else value
        return found

    def entities(self, variables: Rows, names: dict[int, str], entities: Rows) -> Iterator[DnaEntity]:
        """The entities by their ids, each with its attributes."""
        attributes = {row[0]: row[2] for row in self.rows("ATTRIBUTEVARIABLES", "iis")}
        told: dict[int, dict[str, str]] = defaultdict(dict)
        for entity, attribute, value in self.rows("ATTRIBUTEVALUES", "iis"):
            if attribute in attributes:
                told[entity][attributes[attribute]] = value
        for key, (variable, value, above, *colour) in sorted(entities.items()):
            if variable not in variables:
                raise self.contradiction(f"entity {key} is of a variable that is not there")
            name, _, kind = variables[variable]
            parent = entities[above][1] if above in entities else None
            shown = "#{:02X}{:02X}{:02X}".format(*colour) if None not in colour else None
            yield DnaEntity(name, value, told.get(key, {}), parent, names.get(kind, ""), shown)

    def rows(self, table: str, form: str) -> Iterator[tuple[Any, ...]]:
        """The rows of a table; ``form`` has a letter a column: i a number, s text, n a number or nothing."""
        kinds = [{"i": (int,), "s": (str,), "n": (int, type(None))}[letter] for letter in form]
        columns, sound = TABLES[table].split(), set(product(*kinds))
        for number, row in enumerate(self.connection.execute(f"SELECT {', '.join(columns)} FROM {table}"), 1):
            if tuple(map(type, row)) not in sound:
                column = next(c for c, kind, value in zip(columns, kinds, row, strict=True) if type(value) not in kind)
                raise self.contradiction(f"row {number} of {table} has no sound {column}")
            yield row

    def day(self, document: int, seconds: int) -> datetime:
        try:
            return EPOCH + timedelta(seconds=seconds)
        except OverflowError:
            raise self.contradiction(f"document {document} has no date that there is") from None

    def kind(self, name: str) -> DataType:
        for known in ("short text", "long text", "integer", "boolean"):
            if name == known:
                return known
        raise self.contradiction(f"a variable holds {printable(name)!r}, which DNA does not know")

    def coder(self, coders: dict[int, str], key: int | None) -> str:
        return coders.get(key, "") if key is not None else ""

    def contradiction(self, what: str) -> InputError:
        return _damaged(self.source, what)

"""Gold and records: loaded, checked, and paired by name."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from communique.errors import CommuniqueError, GoldError, InputError, printable
from communique.model import FACT_KINDS, Record, kind_of

__all__ = ["Gold", "load_gold", "name_of", "paired", "read_gold", "records_by_name"]

Plain = Mapping[str, Any]
KINDS = ("actors", "times", *FACT_KINDS)


class Gold(msgspec.Struct, frozen=True):
    """One report with what a person found in it: a record whose fields may be null where nobody looked."""

    name: str
    record: dict[str, Any]

    @property
    def text(self) -> str:
        """The report's text."""
        text: str = self.record["report"]["text"]
        return text


def load_gold(path: str | Path) -> list[Gold]:
    """The gold of a ``.json`` file, a ``.jsonl`` file with one report a line, or every ``.json`` file of a folder.

    Raises:
        GoldError: there is none, or some of it is malformed; the message names the file and what is wrong there.
    """
    path = Path(path)
    listed = [Gold(name_of(record, where), _checked(record, where)) for where, record in _objects(path, GoldError)]
    if not listed:
        raise GoldError(
            f"{printable(str(path))}: there is no gold in it. Give a .json or .jsonl file, or a folder of .json files"
        )
    return listed


def records_by_name(path: str | Path) -> dict[str, dict[str, Any]]:
    """The records that ``communique read --format json`` wrote, by the names of their reports.

    Raises:
        GoldError: the file cannot be read or a line is no record; the message names it.
    """
    by_name: dict[str, dict[str, Any]] = {}
    for where, record in _objects(Path(path), GoldError):
        try:
            by_name[name_of(record, where)] = msgspec.convert(record, Record).to_dict()
        except msgspec.ValidationError as error:
            raise GoldError(
                f"{where}: this is no record ({error}). Write records with: communique read --format json"
            ) from None
    return by_name


def read_gold(gold: Iterable[Gold]) -> dict[str, dict[str, Any]]:
    """The gold's own texts read now: their records, by name. A text that cannot be read has none.

    A report's date is given to the reader only where gold says that it came from the source's metadata.
    """
    from communique.reader import Reader  # loads the models; scoring alone needs none
    from communique.sources import from_text

    listed = list(gold)
    reader = Reader()

    def reports() -> Iterator[Any]:
        for g in listed:
            report = g.record["report"]
            published = report.get("published") or {}
            date = published.get("value") if published.get("basis") == "metadata" else None
            try:
                known = {field: report.get(field) for field in ("title", "publisher", "url")}
                yield from_text(g.text, report.get("source") or g.name, date, any_language=True, **known)
            except InputError as error:
                yield error

    results = zip(listed, reader.read_many(reports()), strict=True)
    return {g.name: r.to_dict() for g, r in results if isinstance(r, Record)}


def name_of(record: Plain, where: str = "") -> str:
    """What pairs gold and record: what follows ``#`` in the report's source, or else the stem of its file's name.

    Raises:
        GoldError: it has no source; the message says ``where``.
    """
    report = record.get("report")
    source = str((report.get("source") if isinstance(report, Mapping) else None) or "")
    if not source:
        raise GoldError(f"{where}: report.source is missing. It names the report, so that its record can be found")
    return source.rsplit("#", 1)[1] if "#" in source else Path(source).stem


def paired(gold: Iterable[Gold], records: Mapping[str, Plain]) -> Iterator[tuple[Gold, Plain | None]]:
    """Each gold report with its record, or with None.

    Raises:
        GoldError: a record is of another text, so that its offsets mean nothing here.
    """
    for g in gold:
        record = records.get(g.name)
        if record is not None and record["report"]["text"] != g.text:
            raise GoldError(
                f"{printable(g.name)}: the record is of another text than the gold, so their offsets cannot be "
                "compared. Read the text that the gold has"
            )
        yield g, record


def _objects(path: Path, wrong: type[CommuniqueError]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Where each object stands, and the object."""
    for file in sorted(path.glob("*.json")) if path.is_dir() else [path]:
        shown = printable(str(file))
        try:
            content = file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
            raise wrong(
                f"{shown}: cannot be read ({reason}). Give a .json or .jsonl file, or a folder of them"
            ) from None
        lines = [(shown, content)] if file.suffix == ".json" else [
            (f"{shown}, line {i}", line) for i, line in enumerate(content.splitlines(), 1) if line.strip()
        ]  # fmt: skip
        for where, line in lines:
            try:
                item = json.loads(line)
            except (ValueError, RecursionError):
                raise wrong(f"{where}: this is no JSON. Write one object a file, or one a line in .jsonl") from None
            if not isinstance(item, dict):
                raise wrong(f"{where}: this is no JSON object. A record is an object with report, actors and facts")
            yield where, item


def _checked(record: dict[str, Any], where: str) -> dict[str, Any]:
    """The gold itself, if its lists are lists, its spans lie in the text and its actors exist."""
    report = record.get("report")
    if not isinstance(report, dict) or not isinstance(report.get("text"), str):
        raise GoldError(f"{where}: report.text is missing. Gold holds the text that its offsets count in")
    for kind in KINDS:
        items = record.setdefault(kind, [])
        if not isinstance(items, list) or not all(isinstance(x, dict) for x in items):
            raise GoldError(f"{where}: {kind} must be a list of objects")
    for kind in ("report", *KINDS):
        _check_spans(record[kind], report["text"], f"{where}: {kind}")
    ids = [a.get("id") for a in record["actors"]]
    if len(set(ids)) < len(ids) or not all(isinstance(i, str) for i in ids):
        raise GoldError(f"{where}: every actor needs an id of its own")
    for kind, item, field, actor in _references(record):
        if actor not in ids:
            raise GoldError(
                f"{where}: {kind} {printable(str(item))}: {field} is {printable(str(actor))}, but no actor has that id"
            )
    return record


def _check_spans(part: Any, text: str, where: str) -> None:
    """See that every span in a part of the gold lies in the text and, if it repeats its words, has the right ones."""
    stack = [part]
    while stack:
        item = stack.pop()
        if isinstance(item, list):
            stack += item
        elif isinstance(item, dict):
            start, end = item.get("start"), item.get("end")
            if isinstance(start, int) and isinstance(end, int):
                if not 0 <= start < end <= len(text):
                    raise GoldError(f"{where}: the span {start}–{end} is not in the text of {len(text)} characters")
                if item.get("text", text[start:end]) != text[start:end]:
                    is_, said = printable(text[start:end]), printable(str(item["text"]))
                    raise GoldError(f"{where}: the span {start}–{end} is “{is_}”, not “{said}”")
            stack += item.values()


def _references(record: Plain) -> Iterator[tuple[str, Any, str, Any]]:
    """Every place where a fact names an actor: its kind, its id, the field, and the actor's id."""
    for kind in KINDS:
        row = kind_of(kind) if kind in FACT_KINDS else None
        one, many = (row.actors, [field for field, _ in row.parties]) if row else ((), ["members"])
        for item in record[kind]:
            for field in one:
                if item.get(field) is not None:
                    yield kind, item.get("id"), field, item[field]
            for field in many:
                for actor in item.get(field) or []:
                    yield kind, item.get("id"), field, actor

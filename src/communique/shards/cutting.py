"""Cutting inputs of any kind into shards of reports, in their order."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from communique.errors import InputError, ShardError, UsageError, printable
from communique.ingest.summary import Summary
from communique.model import Report
from communique.model.report import unwritable
from communique.shards.folder import FORM, Cut, CutLine, CutShard, Failure, ShardFolder
from communique.shards.packed_lines import drop_leftovers, guarded_disk, write_lines
from communique.sources import open_articles
from communique.sources.directory import files_under, is_folder
from communique.sources.prepare import RawReport, raw
from communique.version import __version__

__all__ = ["SIZE", "cut_inputs"]

SIZE = 200
"""Reports of a shard: some half a minute of one core."""
MOST_CHARACTERS = 4_000_000
"""Characters of a shard, unless one report alone has more."""


def cut_inputs(
    folder: ShardFolder,
    paths: Sequence[str],
    *,
    size: int = SIZE,
    date: str | None = None,
    any_language: bool = False,
    columns: Mapping[str, str] | None = None,
    summary: Summary | None = None,
    relevant: bool = False,
    on_progress: Callable[[int], None] | None = None,
) -> Cut:
    """Cut the reports of files, folders and ``-`` into shards, or find that they were.

    ``summary`` is filled with what was read, file by file, and sets aside what is not diplomacy where it is to.

    Raises:
        ShardError: the folder cannot be written, or a cut in it is damaged.
        UsageError: other reports were cut there, or these have changed since.
    """
    for path in paths:
        if path != "-" and Path(path).is_dir() and folder.path.resolve().is_relative_to(Path(path).resolve()):
            raise UsageError(
                f"{printable(str(folder.path))} lies in {printable(path)}, whose files are read. Name another"
            )
    with guarded_disk(folder.path):
        folder.path.mkdir(parents=True, exist_ok=True)
    options = {"date": date, "any_language": any_language, "columns": dict(columns or {}), "relevant": relevant}
    seen = _seen(paths)
    if (found := folder.cut()) is not None:
        _see_that_it_is_the_same(folder, found, paths, options, seen)
        return found
    told = summary or Summary(relevant=relevant)
    items = told.watched(open_articles(paths, date=date, any_language=any_language, columns=columns, on_file=told.form))
    shards: list[CutShard] = []
    done = 0
    for lines in _shares(items, size, any_language):
        shards.append(_write(folder, len(shards), lines))
        done += len(lines)
        for line in lines:
            if line.failure is not None:
                told.failed(line.failure.error)
        if on_progress is not None:
            on_progress(done)
    cut = Cut(FORM, __version__, list(paths), options, seen, shards, len(told.aside))
    folder.write_cut(cut)
    return cut


def _shares(items: Iterable[Report | InputError], size: int, any_language: bool) -> Iterator[list[CutLine]]:
    lines: list[CutLine] = []
    characters = 0
    for item in items:
        one = item if isinstance(item, InputError) else unwritable(item) or item
        own = 0 if isinstance(one, InputError) else len(one.text)
        if lines and (len(lines) == size or characters + own > MOST_CHARACTERS):
            yield lines
            lines, characters = [], 0
        characters += own
        if isinstance(one, InputError):
            lines.append(CutLine(failure=Failure(len(lines), one.source, one.problem, one.remedy)))
        else:
            whole = one if isinstance(one, RawReport) else raw(one, any_language=any_language)
            lines.append(CutLine(report=whole))
    if lines:
        yield lines


def _write(folder: ShardFolder, shard: int, lines: Sequence[CutLine]) -> CutShard:
    path = folder.reports_path(shard)
    encode = msgspec.json.Encoder().encode
    file = write_lines(path, map(encode, lines))
    drop_leftovers(path)
    reports = [line.report for line in lines if line.report is not None]
    return CutShard(len(reports), len(lines) - len(reports), sum(len(r.text) for r in reports), file)


def _seen(paths: Sequence[str]) -> str:
    """By what is told whether files have changed: not by their content, which would take as long as cutting them."""
    found = hashlib.sha256()
    for path in paths:
        if path == "-":
            return ""
        for one in files_under(path) if is_folder(path) else (path,):
            if isinstance(one, InputError):
                continue
            try:
                told = Path(one).stat()
            except (OSError, ValueError):
                continue
            found.update(f"{os.fsdecode(one)}\0{told.st_size}\0{told.st_mtime_ns}\n".encode("utf-8", "surrogateescape"))
    return found.hexdigest()


def _see_that_it_is_the_same(
    folder: ShardFolder, cut: Cut, paths: Sequence[str], options: Mapping[str, object], seen: str
) -> None:
    where = printable(str(folder.path))
    if cut.form > FORM:
        raise ShardError(f"{where}: was cut by a newer communique ({cut.version}). Update communique")
    if "-" in paths:
        raise UsageError(f"{where} has shards already; leave the input out to go on with them, or name another folder")
    inputs = printable(" ".join(cut.inputs))
    if list(paths) != cut.inputs or dict(options) != cut.options:
        raise UsageError(
            f"{where} has the shards of {inputs}, or of these read in another way. "
            "Leave the input out to go on with them, or name another folder"
        )
    if seen != cut.seen:
        raise UsageError(
            f"{inputs} has changed since it was cut into {where}. Leave the input out to go on with what was cut, "
            "or name another folder for what it is now"
        )

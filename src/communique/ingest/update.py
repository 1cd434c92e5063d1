"""Reading again what a newer version reads otherwise: the texts of a store that its changed steps touch, or all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib.resources import files

import msgspec

from communique.database.connect import Engine, Place, guarded
from communique.database.lookup import OldText, old_reports, old_texts, texts_with
from communique.errors import InputError, KnowledgeError
from communique.ingest.add import AddResult, add_reports
from communique.ingest.workers import Readers
from communique.model import Published, Report
from communique.sources.prepare import RawReport, raw
from communique.version import __version__

__all__ = ["ChangedStep", "changed_steps", "read_again", "touched_texts"]

ALL, NONE = "*", "-"


class ChangedStep(msgspec.Struct, frozen=True):
    """A row of ``changed_steps.tsv``."""

    version: tuple[int, ...]
    step: str
    touches: str
    """``*``, ``-`` for no text, or a full-text question that the texts answer which it reads otherwise."""


@cache
def changed_steps() -> tuple[ChangedStep, ...]:
    """What each version reads otherwise than the one before.

    Raises:
        KnowledgeError: the table is malformed.
    """
    found = []
    lines = files("communique.ingest").joinpath("changed_steps.tsv").read_text("utf-8").splitlines()
    for number, line in enumerate(lines, start=1):
        if line.startswith(("#", "version\t")) or not line.strip():
            continue
        parts = line.split("\t")
        if len(parts) != 3 or not all(parts) or not all(p.isdigit() for p in parts[0].split(".")):
            raise KnowledgeError(f"changed_steps.tsv:{number}: needs a version, a step and what it touches")
        found.append(ChangedStep(version_parts(parts[0]), parts[1], parts[2]))
    return tuple(found)


def version_parts(version: str) -> tuple[int, ...]:
    """A version as numbers that compare."""
    return tuple(int("".join(c for c in part if c.isdigit()) or 0) for part in version.split("."))


def touched_texts(
    engine: Engine,
    path: Place,
    *,
    everything: bool = False,
    match: Callable[[str], str] = str,
    steps: Sequence[ChangedStep] | None = None,
) -> list[int]:
    """The keys of the texts that this version has to read again.

    Args:
        engine: a store's.
        path: its file.
        everything: all texts, whatever read them.
        match: makes what the full-text index is asked of what ``touches`` says.
        steps: what each version changed; by default :func:`changed_steps`.
    """
    listed = changed_steps() if steps is None else steps
    own = version_parts(__version__)
    with guarded(path), engine.connect() as connection:
        texts = old_texts(connection)
        if everything:
            return [text.key for text in texts]
        found: set[int] = set()
        by_words: dict[str, set[int]] = {}
        for version, old in _by_version(texts).items():
            if version >= own:
                continue
            since = [one for one in listed if version < one.version <= own]
            if not since or own not in {one.version for one in since} or any(one.touches == ALL for one in since):
                found |= old
                continue
            for one in since:
                if one.touches == NONE:
                    continue
                if one.touches not in by_words:
                    by_words[one.touches] = set(texts_with(connection, match(one.touches)))
                found |= old & by_words[one.touches]
    return sorted(found)


def _by_version(texts: Sequence[OldText]) -> dict[tuple[int, ...], set[int]]:
    found: dict[tuple[int, ...], set[int]] = {}
    for text in texts:
        found.setdefault(version_parts(text.version), set()).add(text.key)
    return found


def read_again(
    engine: Engine,
    path: Place,
    texts: Sequence[int],
    readers: Readers,
    *,
    on_error: Callable[[InputError], None] | None = None,
    on_progress: Callable[[AddResult], None] | None = None,
) -> AddResult:
    """Read these texts anew, each with the printing by whose date it was read; facts are replaced, judgements kept.

    Raises:
        StoreError: the store is damaged or cannot be written; what was told of stays.
    """
    return add_reports(
        engine, path, _reports(engine, path, texts), readers, again=True, on_error=on_error, on_progress=on_progress
    )


def _reports(engine: Engine, path: Place, texts: Sequence[int]) -> Iterator[RawReport]:
    for at in range(0, len(texts), 64):
        with guarded(path), engine.connect() as connection:
            found = old_reports(connection, texts[at : at + 64])
        for report in found:
            yield as_given(report)


def as_given(report: Report) -> RawReport:
    """A report of a store as its source gave it: without the date that reading concluded, to be prepared anew."""
    published = report.published if report.published.basis == "metadata" else Published()
    return raw(msgspec.structs.replace(report, published=published), any_language=True)

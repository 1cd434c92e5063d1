"""What goes into a store and comes out whole: reports, records, tables."""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from communique.database.connect import Connection
from communique.database.load import load_records
from communique.database.lookup import printings_of
from communique.errors import InputError, UsageError, printable
from communique.model import Record, Report

if TYPE_CHECKING:
    import pandas as pd

    from communique.evaluate.difference import Change, DifferenceSums
    from communique.ingest.add import AddResult
    from communique.ingest.summary import Summary
    from communique.query.question import Question
    from communique.review.verdicts import Verdict
from communique.store.file import StoreFile
from communique.store.question import asked_question, found_facts

__all__ = ["StoreRecords"]


class StoreRecords(StoreFile):
    """Adding reports and records, and taking them out."""

    def add(
        self,
        paths: Iterable[str | Path],
        *,
        date: str | None = None,
        any_language: bool = False,
        columns: Mapping[str, str] | None = None,
        jobs: int = 1,
        again: bool = False,
        on_error: Callable[[InputError], None] | None = None,
        on_progress: Callable[[AddResult], None] | None = None,
        summary: Summary | None = None,
    ) -> AddResult:
        """Read reports of files, folders and ``-`` into the store; see :func:`communique.ingest.add.add_reports`.

        ``summary`` is filled with what was read, file by file, and may set aside what is not diplomacy.

        With more than one job, other processes read: a script then needs ``if __name__ == "__main__":`` around it.
        """
        from communique.sources import open_articles

        if summary is None:
            reports = open_articles(paths, date=date, any_language=any_language, columns=columns)
            return self.add_reports(reports, jobs=jobs, again=again, on_error=on_error, on_progress=on_progress)
        found = open_articles(paths, date=date, any_language=any_language, columns=columns, on_file=summary.form)

        def tell(error: InputError) -> None:
            summary.failed(error)
            if on_error is not None:
                on_error(error)

        return self.add_reports(summary.watched(found), jobs=jobs, again=again, on_error=tell, on_progress=on_progress)

    def add_reports(
        self,
        reports: Iterable[Report | InputError],
        *,
        jobs: int = 1,
        again: bool = False,
        on_error: Callable[[InputError], None] | None = None,
        on_progress: Callable[[AddResult], None] | None = None,
    ) -> AddResult:
        """Add reports that are at hand already; without any no store is made."""
        from communique.ingest.add import AddResult, add_reports
        from communique.ingest.workers import Readers
        from communique.sources.prepare import ready

        if not self.path.exists():
            reports = iter(reports)
            waiting: list[Report | InputError] = []
            while not waiting or isinstance(waiting[-1], InputError):
                if (item := next(reports, None)) is None:
                    for error in waiting:
                        if on_error is not None and isinstance(error, InputError):
                            on_error(error)
                    return AddResult(failed=len(waiting))
                waiting.append(ready(item))
            reports = chain(waiting, reports)
        readers = Readers(jobs)
        try:
            return add_reports(
                self.engine(write=True), self.path, reports, readers, again=again, on_error=on_error,
                on_progress=on_progress,
            )  # fmt: skip
        finally:
            readers.close()

    def add_shards(
        self,
        folder: str | Path,
        *,
        again: bool = False,
        on_error: Callable[[InputError], None] | None = None,
        on_progress: Callable[[AddResult], None] | None = None,
    ) -> AddResult:
        """Add what is read of a folder of shards; what the store has stays, so that it can be given again and again.

        Raises:
            ShardError: no shard of the folder is read, or one is not what was written.
            StoreError: the store is damaged or cannot be written.
        """
        from communique.shards.folder import ShardFolder
        from communique.shards.loading import load_shards, loadable

        there = ShardFolder(Path(folder))
        markers = loadable(there)
        return load_shards(
            self.engine(write=True), self.path, there, markers, again=again, on_error=on_error, on_progress=on_progress
        )

    def outdated(self, *, everything: bool = False) -> list[int]:
        """The texts (their keys) that this version has to read again, since what changed touches them; or all."""
        from communique.ingest.update import touched_texts
        from communique.query.fts import match_expression

        return touched_texts(self.engine(), self.path, everything=everything, match=match_expression)

    def update(
        self,
        texts: Sequence[int],
        *,
        jobs: int = 1,
        on_error: Callable[[InputError], None] | None = None,
        on_progress: Callable[[AddResult], None] | None = None,
    ) -> tuple[AddResult, DifferenceSums, list[Change]]:
        """Read texts again (see :meth:`outdated`), and tell what became of their facts; judgements stay.

        Raises:
            StoreError: the store is damaged or cannot be written.
        """
        from communique.evaluate.difference import DifferenceSums, differences
        from communique.ingest.update import read_again
        from communique.ingest.workers import Readers
        from communique.shards.packed_lines import kept_lines

        def now() -> Iterator[Record]:
            with self.reading() as connection:
                yield from load_records(connection, printings_of(connection, texts))

        with kept_lines(msgspec.json.encode(record) for record in now()) as before:
            readers = Readers(jobs)
            try:
                told = read_again(
                    self.engine(write=True), self.path, texts, readers, on_error=on_error, on_progress=on_progress
                )
            finally:
                readers.close()
            sums = DifferenceSums()
            return told, sums, list(differences(lambda: map(Record.from_json, before()), now, sums))

    def records(self, question: Question | None = None, *, judged: bool = False) -> Iterator[Record]:
        """Every record, in the order in which the reports were added; each actor with its ``entity``.

        Of a question the conditions on reports narrow them: since, until, source and publisher. ``judged``: with what
        coders decided put in, as :meth:`record` has it.
        """
        from communique.query.reports import report_keys

        with self.reading() as connection:
            found = load_records(connection, report_keys(connection, question) if question is not None else None)
            yield from _judged(connection, found) if judged else found

    def record(self, report: str, *, judged: bool = False) -> Record:
        """The record of the report with this id, or with the beginning of one.

        ``judged``: what coders decided is put in: facts that they rejected are left out, those that they corrected say
        what they said, those that they added are there; the machine's record stays in the store.

        Raises:
            StoreError: there is none, or several begin so.
        """
        from communique.query.reports import report_key

        with self.reading() as connection:
            found = next(load_records(connection, [report_key(connection, report)]))
            return next(_judged(connection, [found], found.report.text_id)) if judged else found

    def occasions(self) -> dict[str, str]:
        """Which meetings and agreements of reports are one: the id of each -> the id of its entity."""
        from communique.query.entities import occasion_entities

        with self.reading() as connection:
            return occasion_entities(connection)

    def rows(
        self, what: str, question: Question | None = None, *, judged: bool = False, **parts: Any
    ) -> Iterator[dict[str, Any]]:
        """The rows of a table, as ``communique find`` and ``export`` write them: ``rows("positions", by="Ankara")``.

        ``what`` is a kind that :meth:`find` knows, "participants", "reports" or "judgements"; docs/tables.md has the
        columns. ``judged`` as in :meth:`tables`.

        Raises:
            UsageError: there is no such table.
        """
        from communique.export.tables.stored import STORED

        if what not in STORED:
            raise UsageError(f"there is no table {printable(what)!r}. The tables are: {', '.join(STORED)}")
        asked = question or asked_question(parts)
        yield from (row for _, row in self.tables(asked, only=(what,), judged=judged))

    def rows_of(self, what: str, answers: Sequence[Any], *, judged: bool = True) -> Iterator[dict[str, Any]]:
        """The rows of answers that :meth:`find` gave, with the same ``judged``."""
        from communique.export.tables.stored import answer_rows

        with self.reading() as connection:
            yield from answer_rows(connection, what, answers, judged=judged)

    def tables(
        self,
        question: Question | None = None,
        *,
        only: Collection[str] | None = None,
        judged: bool = False,
        **parts: Any,
    ) -> Generator[tuple[str, dict[str, Any]], None, None]:
        """The rows of all tables that a question means, table by table, each with the table's name.

        They have what the machine found; ``judged``: facts as coders decided, without those that they rejected, with
        what they corrected and added, as far as that is what is asked for. Actors stay the machine's.
        """
        from communique.export.tables.stored import STORED, table_rows
        from communique.query.reports import report_ids

        asked = question or asked_question(parts)
        with self.reading() as connection:
            ids = report_ids(connection, asked)
            yield from table_rows(
                connection, lambda kind: found_facts(connection, kind, asked), ids, only or STORED,
                judged=asked if judged else None,
            )  # fmt: skip

    def frames(
        self, question: Question | None = None, *, judged: bool = False, **parts: Any
    ) -> dict[str, pd.DataFrame]:
        """The tables that a question means as data frames of pandas, by the tables' names; ``judged`` as in
        :meth:`tables`.

        Raises:
            UsageError: pandas is not installed.
        """
        from communique.export.tables.columns import table_form
        from communique.export.tables.frames import frame
        from communique.export.tables.stored import STORED

        rows: dict[str, list[dict[str, Any]]] = {name: [] for name in STORED}
        for name, row in self.tables(question, judged=judged, **parts):
            rows[name].append(row)
        return {name: frame(table_form(name), rows[name]) for name in STORED}


def _judged(connection: Connection, records: Iterable[Record], text: str | None = None) -> Iterator[Record]:
    """Records with what coders decided, all of them of the text if one is named."""
    from communique.review.effective import judged_record
    from communique.review.standing import standing

    of_text: dict[str, list[Verdict]] = {}
    for verdict in standing(connection, text).verdicts.values():
        of_text.setdefault(verdict.text, []).append(verdict)
    for record in records:
        yield judged_record(record, of_text.get(record.report.text_id, ()))

"""The store's face: everything that can be done with one, each a line to the module that does it."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

import msgspec

from communique.database.connect import Connection, Engine, connect, guarded
from communique.database.load import load_records
from communique.database.lookup import printings_of
from communique.errors import InputError, StoreError, UsageError, printable
from communique.model import CodingTable, Record, Report

if TYPE_CHECKING:
    import pandas as pd

    from communique.database.check import CheckResult
    from communique.desk import Desk
    from communique.evaluate.difference import Change, DifferenceSums
    from communique.export.calendar import CalendarEntry
    from communique.export.events.counting import Period
    from communique.export.events.dyad_series import DyadSeries
    from communique.ingest.add import AddResult
    from communique.ingest.summary import Summary
    from communique.model.dna import DnaFile
    from communique.networks.network import Network
    from communique.query.actors import Dossier
    from communique.query.answers import ActorAnswer, ReportAnswer, StatementAnswer
    from communique.query.bodies import BodyNode
    from communique.query.candidate_pairs import NamesakeCluster
    from communique.query.entities import Entity
    from communique.query.facts import FactAnswer
    from communique.query.issues import IssueAnswer, PositionAnswer
    from communique.query.lookups import ReportPages
    from communique.query.members import EntityMember
    from communique.query.name_resolution import Resolution
    from communique.query.news import NewsItem
    from communique.query.origin import Origin
    from communique.query.question import Question
    from communique.query.report_list import Facet, ReadState, ReportList
    from communique.query.report_references import ReportReference
    from communique.query.reports import Stats
    from communique.query.shifts import Contradiction, StanceTurn
    from communique.query.timeline import TimelineEntry
    from communique.review.log import Judgement
    from communique.review.verdicts import Verdict

__all__ = ["DEFAULT", "Store", "default_path", "open_store"]

DEFAULT = "communique.db"
VARIABLE = "COMMUNIQUE_STORE"


def default_path() -> str:
    """Where the store is when nobody says: ``$COMMUNIQUE_STORE``, or ``communique.db`` in the working folder."""
    return os.environ.get(VARIABLE) or DEFAULT


def open_store(path: str | Path | None = None) -> Store:
    """The store in the file ``path``; it is made when something is added.

    Raises:
        StoreError: when it is used and the file is no store, is of a newer version, or cannot be read.
        UsageError: ``path`` is no path; at once.
    """
    if path is not None and not isinstance(path, (str, Path)):
        raise UsageError(f"a store is named by a str or a pathlib.Path, not {type(path).__name__}")
    return Store(Path(path if path is not None else default_path()))


class Store:
    """A store's file. Questions only read it; what changes it takes the lock for as long as it needs."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._engines: dict[bool, Engine] = {}

    def close(self) -> None:
        """Let go of the file."""
        for _, engine in sorted(self._engines.items()):  # who writes goes last and tidies up the log
            engine.dispose()
        self._engines = {}

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def engine(self, *, write: bool = False) -> Engine:
        """The engine that reads, or the one that writes and makes the store if there is none."""
        if write not in self._engines:
            self._engines[write] = connect(self.path, write=write)
        return self._engines[write]

    # adding

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

    # records

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

    # tables

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
        asked = question or _asked(parts)
        yield from (row for _, row in self.tables(asked, only=(what,), judged=judged))

    def rows_of(self, what: str, answers: Sequence[Any]) -> Iterator[dict[str, Any]]:
        """The rows of answers that :meth:`find` gave."""
        from communique.export.tables.stored import answer_rows

        with self.reading() as connection:
            yield from answer_rows(connection, what, answers)

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

        asked = question or _asked(parts)
        with self.reading() as connection:
            ids = report_ids(connection, asked)
            yield from table_rows(
                connection, lambda kind: _found(connection, kind, asked), ids, only or STORED,
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

    # questions: the parts of one are those of communique.query.question.Question

    def statements(self, **question: Any) -> list[StatementAnswer]:
        """Who said what: ``statements(by="Lavrov", about="military intervention", since="2013-01")``.

        Raises:
            UsageError: a part of the question makes no sense.
        """
        from communique.query.statements import statements

        asked = _asked(question)
        with self.reading() as connection:
            return statements(connection, asked)

    def counted_statements(self, question: Question) -> tuple[list[StatementAnswer], int]:
        """The statements that a question means, and how many there are beyond its limit."""
        from communique.query.statements import counted_statements

        with self.reading() as connection:
            return counted_statements(connection, question)

    def count_if_few(self, question: Question) -> int | None:
        """How many statements a question with a limit means, where that is soon counted; None where they are many."""
        from communique.query.statements import count_if_few

        with self.reading() as connection:
            return count_if_few(connection, question)

    def entity(self, name: str) -> Entity:
        """The actor that a name, an id or an office means.

        Raises:
            AbsentError: nobody is called so, or several are.
        """
        from communique.query.name_resolution import resolve_entity

        with self.reading() as connection:
            return resolve_entity(connection, name)

    def resolve(self, question: Question) -> dict[str, Resolution]:
        """Whom the names of a question mean, by its parts: "by", "to", "body"."""
        from communique.query.name_resolution import resolve_names

        with self.reading() as connection:
            return resolve_names(connection, question)

    def find(self, what: str, question: Question | None = None, **parts: Any) -> list[Any]:
        """Facts of a kind: "statements", "actors", "meetings" ... or "unsure", the clusters that may be one.

        Raises:
            UsageError: there is no such kind.
        """
        from communique.query.question import FINDABLE

        if what not in FINDABLE:
            raise UsageError(f"there are no {printable(what)} in a store. Find one of: {', '.join(FINDABLE)}")
        asked = question or _asked(parts)
        with self.reading() as connection:
            return _found(connection, what, asked)

    def facts_with_ids(self, kind: str, ids: Sequence[str]) -> list[FactAnswer]:
        """The facts of a kind (not statements) with these ids, by their reports' dates."""
        from communique.query.facts import facts_with_ids

        with self.reading() as connection:
            return facts_with_ids(connection, kind, ids)

    def actors(self, **question: Any) -> list[ActorAnswer]:
        """Who takes part, those in most reports first."""
        return self.find("actors", **question)

    def dossier(self, name: str, question: Question | None = None, **parts: Any) -> Dossier:
        """What the store knows of one actor, by name, entity id or office ("Turkish foreign minister").

        Raises:
            StoreError: nobody is called so, or several are.
        """
        from communique.query.actors import dossier
        from communique.query.name_resolution import resolve_entity

        asked = question or _asked(parts)
        with self.reading() as connection:
            one = resolve_entity(connection, name, since=asked.since, until=asked.until, fuzzy=asked.fuzzy)
            return dossier(connection, one, asked)

    def dossiers(self, name: str, question: Question | None = None, **parts: Any) -> list[Dossier]:
        """The same of everybody who held the office that ``name`` is, the first first; of any other name just the one.

        Raises:
            StoreError: nobody is called so, or several are.
        """
        from communique.query.actors import dossier
        from communique.query.name_resolution import resolve_name

        asked = question or _asked(parts)
        with self.reading() as connection:
            found = resolve_name(connection, name, asked.since, asked.until, fuzzy=asked.fuzzy)
            if found.holders:
                return [dossier(connection, one, asked) for one in found.entities]
        return [self.dossier(name, asked)]

    def between(self, one: str, other: str, question: Question | None = None, **parts: Any) -> list[TimelineEntry]:
        """All that passed between two actors, by date: what each says of or to the other, and what both take part in.

        Raises:
            StoreError: nobody is called so, or several are.
        """
        from communique.query.between import between
        from communique.query.name_resolution import resolve_entity

        asked = question or _asked(parts)
        with self.reading() as connection:
            a, b = (
                resolve_entity(connection, name, since=asked.since, until=asked.until, fuzzy=asked.fuzzy)
                for name in (one, other)
            )
            return between(connection, a, b, asked)

    def timeline(
        self, question: Question | None = None, kinds: Collection[str] | None = None, **parts: Any
    ) -> list[TimelineEntry]:
        """Statements and dated facts by date."""
        from communique.query.question import ON_TIMELINE
        from communique.query.timeline import timeline

        with self.reading() as connection:
            return timeline(connection, question or _asked(parts), kinds or ON_TIMELINE)

    def news(self, question: Question | None = None, *, report: str | None = None, **parts: Any) -> list[NewsItem]:
        """What reports since a day (``news(since="2013-04-15")``), or one report, tell that none before did.

        Raises:
            UsageError: neither is given.
            StoreError: there is no such report.
        """
        from communique.query.news import news
        from communique.query.reports import full_id

        asked = question or _asked(parts)
        if report is None and asked.since is None:
            raise UsageError("news are since a day or of a report: give since or report")
        with self.reading() as connection:
            return news(connection, asked, full_id(connection, report) if report is not None else None)

    def calendar(
        self,
        *,
        since: str | None = None,
        until: str | None = None,
        statuses: Collection[str] = (),
        limit: int | None = None,
        offset: int = 0,
    ) -> list[CalendarEntry]:
        """The meetings by their days, undated ones last, each once with all reports that tell of it.

        ``since`` and ``until`` are days of the meeting, ``statuses`` such as "held" and "planned".
        """
        from communique.export.calendar import calendar, wanted
        from communique.query.calendar_pages import calendar_page

        with self.reading() as connection:
            return calendar_page(
                connection, calendar, lambda entry: wanted(entry, since, until, statuses), since=since, until=until,
                limit=limit, offset=offset,
            )  # fmt: skip

    def bodies(self, on: str | None = None) -> list[BodyNode]:
        """The bodies that have parts, members or offices, as trees; ``on`` a day as reports tell of it by then.

        Raises:
            UsageError: it is no date.
        """
        from communique.database.days import bounds
        from communique.query.bodies import bodies

        if on is not None and (bounds(on) is None or "/" in on):
            raise UsageError(f"{printable(on)!r} is no date. Write YYYY-MM-DD, YYYY-MM or YYYY")
        with self.reading() as connection:
            return bodies(connection, on)

    def dyads(
        self, question: Question | None = None, *, every: Period = "month", states: Sequence[str] = (), **parts: Any
    ) -> DyadSeries:
        """Events between states over time, as ``events --format dyads`` counts them; ``states`` (codes) take part."""
        from communique.export.events.dyad_series import dyad_series
        from communique.query.event_rows import event_rows, event_totals

        asked = question or _asked(parts)
        with self.reading() as connection:
            rows = event_rows(connection, asked, states)
            return dyad_series(rows, event_totals(connection, asked), every, narrowed=bool(states))

    def references(self, reports: Sequence[str]) -> list[ReportReference]:
        """What a reference list says of these reports (their ids)."""
        from communique.query.report_references import report_references

        with self.reading() as connection:
            return report_references(connection, reports)

    def search(self, question: Question | str, **parts: Any) -> list[ReportAnswer]:
        """Reports with these words, the best first."""
        from communique.query.reports import search

        asked = _asked({"about": question, **parts}) if isinstance(question, str) else question
        with self.reading() as connection:
            return search(connection, asked)

    def reports(
        self,
        question: Question | None = None,
        *,
        actor: str | None = None,
        state: ReadState | None = None,
        **parts: Any,
    ) -> ReportList:
        """A page of reports, the latest first: with words (``about``), of a publisher, of days, with an actor.

        ``state``: "whole" those that coders read from end to end, "judged" those of which they judged facts, "unjudged"
        the others.

        Raises:
            AbsentError: nobody is called so, or several are.
        """
        from communique.query.report_list import list_reports

        asked = question or _asked(parts)
        with self.reading() as connection:
            return list_reports(connection, asked, actor=actor, state=state)

    def report_facets(
        self,
        question: Question | None = None,
        *,
        actor: str | None = None,
        state: ReadState | None = None,
        names: Collection[str] = ("publisher", "year", "actor", "read"),
        **parts: Any,
    ) -> tuple[Facet, ...]:
        """How many of these reports there are of each publisher, year, actor and read state.

        Raises:
            AbsentError: nobody is called so, or several are.
        """
        from communique.query.report_list import report_facets

        asked = question or _asked(parts)
        with self.reading() as connection:
            return report_facets(connection, asked, actor=actor, state=state, names=names)

    def stats(self) -> Stats:
        """The numbers of the store."""
        from communique.query.reports import stats

        with self.reading() as connection:
            return stats(connection)

    def pages(self, reports: Collection[str]) -> dict[str, ReportPages]:
        """The pages of their papers or files on which these reports (their ids) stand, where the source tells."""
        from communique.query.lookups import report_pages

        with self.reading() as connection:
            return report_pages(connection, reports)

    def content_stamp(self) -> tuple[tuple[str, int], ...]:
        """What changes when the store's reports, facts or entities do; not when facts are judged."""
        from communique.database.sums import content_stamp

        with self.reading() as connection:
            return content_stamp(connection)

    def calendar_start(self) -> str | None:
        """The first day of the month before that of the last report; None while there are few meetings."""
        from communique.query.calendar_pages import calendar_start

        with self.reading() as connection:
            return calendar_start(connection)

    def origin(self) -> Origin:
        """What the store was made of and by what, to be cited."""
        from communique.query.origin import store_origin

        with self.reading() as connection:
            return store_origin(connection)

    def check(self, *, mend: bool = False, upgrade: bool = False) -> CheckResult:
        """Whether the store is sound; ``mend`` makes the full-text indexes anew before.

        Without the right to write, everything but the indexes is checked.
        """
        from communique.database.check import check
        from communique.database.check import mend as rebuild
        from communique.entities.issues import join_waiting

        if not self.path.exists():
            self.engine()  # says that there is none
        if mend or upgrade:
            with self.writing() as connection:
                if mend:
                    rebuild(connection)
                if upgrade:
                    join_waiting(connection)
        writable = os.access(self.path, os.W_OK) and os.access(self.path.absolute().parent, os.W_OK)
        if not writable:
            with self.reading() as connection:
                return check(connection, indexes=False)
        self.engine()  # says what is wrong with it before it is touched
        with self.writing() as connection:
            return check(connection)

    def compact(self) -> tuple[int, int]:
        """Write the file anew without gaps; takes as much room beside it meanwhile. Gives its bytes before and after.

        Raises:
            StoreError: somebody else uses the store, or the disk is full.
        """
        from communique.database.tidy import tidy

        self.engine()  # says that there is none, or what is wrong with it
        self.close()
        with guarded(self.path):
            before = self.path.stat().st_size
            tidy(self.engine(write=True))
        return before, self.path.stat().st_size

    # issues

    def issues(self, about: str | None = None, *, limit: int | None = None) -> list[IssueAnswer]:
        """What positions are about, those with most first: all, or those that some words mean."""
        from communique.query.issues import issues

        with self.reading() as connection:
            return issues(connection, about, limit)

    def issue(self, words: str) -> Entity:
        """The one issue that some words mean, or the one with this id.

        Raises:
            StoreError: there is none, or several are.
        """
        from communique.query.issues import one_issue

        with self.reading() as connection:
            return one_issue(connection, words)

    def positions(
        self, question: Question | None = None, *, issue: str | None = None, **parts: Any
    ) -> list[PositionAnswer]:
        """Positions over time: ``positions(by="Ankara", issue="military intervention")``.

        Each tells which earlier one of the same holder it turns from, and which reports contradict it.

        Raises:
            StoreError: no issue is called so.
        """
        return self.changes(question, issue=issue, **parts)[0]

    def changes(
        self, question: Question | None = None, *, issue: str | None = None, **parts: Any
    ) -> tuple[list[PositionAnswer], list[StanceTurn], list[Contradiction]]:
        """Positions as :meth:`positions` gives them, who of their holders turned, and which reports contradict.

        Raises:
            StoreError: no issue is called so.
        """
        from communique.query.shifts import changes

        with self.reading() as connection:
            return changes(connection, question or _asked(parts), issue)

    # discourse networks

    def codings(self, question: Question | None = None, **parts: Any) -> CodingTable:
        """The positions as coded statements, with what coders decided put in; of a question the conditions on reports.

        ``communique.networks.network.discourse_network`` makes a network of them.
        """
        from communique.query.codings import store_codings

        with self.reading() as connection:
            return store_codings(connection, question or _asked(parts), origin=str(self.path))

    def network(self, **settings: Any) -> Network:
        """The discourse network of the positions: ``network(normalisation="average", duplicates="document")``.

        ``settings`` are those of :func:`communique.networks.settings.network_settings`.

        Raises:
            UsageError: a setting makes no sense.
        """
        from communique.networks.network import discourse_network
        from communique.networks.settings import network_settings

        wanted = network_settings(**settings)
        return discourse_network(self.codings(), wanted)

    def dna_file(self, question: Question | None = None, **parts: Any) -> tuple[DnaFile, int]:
        """The texts and the positions in them as a file of Discourse Network Analyzer has them.

        And how many are annotations in it, since they are neither for nor against. ``export.dna.write_dna`` writes it.
        """
        from communique.export.dna_codings import dna_file
        from communique.query.coded_documents import coded_documents
        from communique.query.codings import store_codings
        from communique.review.codebook import current_codebook

        asked = question or _asked(parts)
        with self.reading() as connection:
            version = current_codebook(connection)
            table = store_codings(connection, asked, origin=str(self.path))
            return dna_file(table, coded_documents(connection, asked), version.book if version else None)

    # judgements

    @property
    def review(self) -> Desk:
        """Judging facts, and what the judgements come to."""
        from communique.desk import Desk

        return Desk(self)

    def rename(self, issue: str, name: str, *, note: str | None = None, by: str | None = None) -> tuple[int, Entity]:
        """Judge that an issue is called so; gives the judgement's number and the issue.

        Raises:
            StoreError: there is no such issue.
        """
        from communique.query.issues import one_issue
        from communique.review.judge import rename

        with self.writing() as connection:
            one = one_issue(connection, issue)
            return rename(connection, one.id, name, by=by, note=note), one_issue(connection, one.id)

    def merge(
        self, *names: str, note: str | None = None, by: str | None = None, key: str | None = None
    ) -> tuple[int, Entity]:
        """Judge that these are one; gives the judgement's number and the entity.

        ``key`` is a word of the caller's for this one act: sent again with it, it is there once.

        Raises:
            StoreError: a name is nobody's or several's; they are of different kinds.
        """
        from communique.query.name_resolution import resolve_entity
        from communique.review.judge import merge
        from communique.review.log import made_with

        with self.writing() as connection:
            if key is not None and (done := made_with(connection, key)) is not None:
                return done.number, resolve_entity(connection, done.what["entities"][0])
            ids = [resolve_entity(connection, name, occasions=True).id for name in names]
            number = merge(connection, ids, by=by, note=note, key=key)
            return number, resolve_entity(connection, ids[0])

    def merge_all(self, name: str, *, note: str | None = None, by: str | None = None) -> tuple[int, NamesakeCluster]:
        """Judge that all who are called so are one, and whoever may be one of them; gives the number and who they are.

        Left apart are those with another full name, those who may be somebody else too, those whom people keep apart.

        Raises:
            StoreError: nobody is called so, there are not two, or the name means several people.
        """
        from communique.query.candidate_pairs import name_cluster
        from communique.query.entities import ids_with_merged
        from communique.review.judge import merge

        with self.writing() as connection:
            found = name_cluster(connection, name)
            # With those whom people merged before, so that it stands when that is undone.
            return merge(connection, ids_with_merged(connection, found.entities), by=by, note=note), found

    def apart(
        self, *names: str, note: str | None = None, by: str | None = None, key: str | None = None
    ) -> tuple[int, list[Entity]]:
        """Judge that each of these is another one; gives the judgement's number and the entities.

        ``key`` as in :meth:`merge`.

        Raises:
            StoreError: a name is nobody's or several's, or two of them are one.
        """
        from communique.query.name_resolution import resolve_entity
        from communique.review.judge import apart

        with self.writing() as connection:
            found = [resolve_entity(connection, name, occasions=True) for name in names]
            for n, one in enumerate(found):
                if any(one.id == other.id for other in found[:n]):
                    raise StoreError(
                        f"{printable(names[n])} is {one.id} {printable(one.label)}, who is named already. If people "
                        "merged them, undo that; else `communique split` parts what the machine took for one"
                    )
            return apart(connection, [one.id for one in found], by=by, note=note, key=key), found

    def split(
        self,
        name: str,
        *,
        reports: Iterable[str] = (),
        actors: Iterable[str] = (),
        note: str | None = None,
        by: str | None = None,
        key: str | None = None,
    ) -> tuple[int, dict[str, int], Entity]:
        """Judge that ``name`` in these reports, or these actors, meetings or agreements of records, are another one.

        ``key`` as in :meth:`merge`.

        Gives the judgement's number, how many of each kind moved ("meeting"), and the new entity.
        """
        from communique.query.entities import actor_ids_in, count_by_kind
        from communique.query.name_resolution import resolve_entity
        from communique.query.reports import report_key
        from communique.review.judge import split
        from communique.review.log import entries, made_with

        with self.writing() as connection:
            if key is not None and (done := made_with(connection, key)) is not None:
                new = resolve_entity(connection, str(done.what["new"]))
                return done.number, count_by_kind(connection, new), new
            one = resolve_entity(connection, name, occasions=True)
            keys = [report_key(connection, report) for report in reports]
            moved = sorted({*actors, *(actor_ids_in(connection, one, keys) if keys else ())})
            number = split(connection, one.id, moved, by=by, note=note, key=key)
            new = resolve_entity(connection, str(entries(connection)[-1].what["new"]))
            return number, count_by_kind(connection, new), new

    def undo(self, number: int | None = None, *, note: str | None = None, by: str | None = None) -> Judgement:
        """Take back a judgement, the last one in force if none is named, with all that was accepted in bulk with it."""
        return self.review.take_back(number, note=note, by=by)[0]

    def members(self, name: str) -> tuple[Entity, list[EntityMember]]:
        """An entity, by name or id, and its mentions in reports, each with its words: what a split may take out.

        Raises:
            StoreError: nobody is called so, or several are.
        """
        from communique.query.members import members
        from communique.query.name_resolution import resolve_entity

        with self.reading() as connection:
            one = resolve_entity(connection, name, occasions=True)
            return one, members(connection, one)

    def log(self) -> list[Judgement]:
        """Every judgement, the first first."""
        from communique.review.log import entries

        with self.reading() as connection:
            return entries(connection)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that reads, in one transaction; what fails says what to do."""
        with guarded(self.path), self.engine().connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection that writes: all of it or, if anything fails, nothing."""
        if not self.path.exists():
            self.engine()  # says that there is none: only adding makes one
        with guarded(self.path), self.engine(write=True).begin() as connection:
            yield connection


def _judged(connection: Connection, records: Iterable[Record], text: str | None = None) -> Iterator[Record]:
    """Records with what coders decided, all of them of the text if one is named."""
    from communique.review.effective import judged_record
    from communique.review.standing import standing

    of_text: dict[str, list[Verdict]] = {}
    for verdict in standing(connection, text).verdicts.values():
        of_text.setdefault(verdict.text, []).append(verdict)
    for record in records:
        yield judged_record(record, of_text.get(record.report.text_id, ()))


def _found(connection: Connection, what: str, asked: Question) -> list[Any]:
    from communique.query import actors, facts, statements
    from communique.query.candidate_pairs import candidate_clusters

    if what == "statements":
        return list(statements.statements(connection, asked))
    if what == "actors":
        return list(actors.actors(connection, asked))
    if what == "unsure":
        return list(candidate_clusters(connection, asked))
    return list(facts.facts(connection, what, asked))


def _asked(parts: dict[str, Any]) -> Question:
    from communique.query.question import Question, parse_question

    if unknown := sorted(set(parts) - set(Question.__struct_fields__)):
        known = ", ".join(Question.__struct_fields__)
        raise UsageError(f"a question has no part {printable(unknown[0])!r}. Its parts are: {known}")
    return parse_question(**parts)

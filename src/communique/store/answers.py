"""Questions to a store, each a line to the module that answers it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

from communique.errors import UsageError, printable
from communique.model import CodingTable

if TYPE_CHECKING:
    from communique.export.calendar import CalendarEntry
    from communique.export.events.counting import Period
    from communique.export.events.dyad_series import DyadSeries
    from communique.model.dna import DnaFile
    from communique.networks.network import Network
    from communique.query.actors import Dossier
    from communique.query.answers import ActorAnswer, ReportAnswer, StatementAnswer
    from communique.query.bodies import BodyForest
    from communique.query.fact_answers import FactAnswer
    from communique.query.issues import PositionAnswer
    from communique.query.lookups import ReportPages
    from communique.query.news import NewsItem
    from communique.query.question import Question
    from communique.query.report_list import Facet, ReadState, ReportList
    from communique.query.report_references import ReportReference
    from communique.query.reports import Stats
    from communique.query.shifts import Contradiction, StanceTurn
    from communique.query.timeline import TimelineEntry
from communique.store.file import StoreFile
from communique.store.question import asked_question, found_facts

__all__ = ["StoreAnswers"]


class StoreAnswers(StoreFile):
    """Asking a store."""

    def statements(self, **question: Any) -> list[StatementAnswer]:
        """Who said what: ``statements(by="Lavrov", about="military intervention", since="2013-01")``.

        Raises:
            UsageError: a part of the question makes no sense.
        """
        from communique.query.statements import statements

        asked = asked_question(question)
        with self.reading() as connection:
            return statements(connection, self.decided(connection, asked))

    def bare_statements(self, question: Question) -> list[StatementAnswer]:
        """The statements that a question means, without how other reports give their quotations."""
        from communique.query.statements import bare_statements

        with self.reading() as connection:
            return bare_statements(connection, self.decided(connection, question))

    def counted_statements(self, question: Question) -> tuple[list[StatementAnswer], int]:
        """The statements that a question means, and how many there are beyond its limit."""
        from communique.query.statements import counted_statements

        with self.reading() as connection:
            return counted_statements(connection, self.decided(connection, question))

    def count_if_few(self, question: Question) -> int | None:
        """How many statements a question with a limit means, where that is soon counted; None where they are many."""
        from communique.query.statements import count_if_few

        with self.reading() as connection:
            return count_if_few(connection, self.decided(connection, question))

    def find(self, what: str, question: Question | None = None, *, judged: bool = True, **parts: Any) -> list[Any]:
        """Facts of a kind: "statements", "actors", "meetings" ... or "unsure", the clusters that may be one.

        They are as coders decided; ``judged=False``: as the machine found them.

        Raises:
            UsageError: there is no such kind.
        """
        from communique.query.question import FINDABLE

        if what not in FINDABLE:
            raise UsageError(f"there are no {printable(what)} in a store. Find one of: {', '.join(FINDABLE)}")
        asked = question or asked_question(parts)
        with self.reading() as connection:
            return found_facts(connection, what, self.decided(connection, asked) if judged else asked)

    def facts_with_ids(self, kind: str, ids: Sequence[str]) -> list[FactAnswer]:
        """The facts of a kind (not statements) with these ids, by their reports' dates."""
        from communique.query.facts import facts_with_ids

        with self.reading() as connection:
            return facts_with_ids(connection, kind, ids, self.decided(connection))

    def actors(self, **question: Any) -> list[ActorAnswer]:
        """Who takes part, those in most reports first."""
        return self.find("actors", **question)

    def dossier(self, name: str, question: Question | None = None, **parts: Any) -> Dossier:
        """What the store knows of one actor, by name, entity id or office ("Turkish foreign minister").

        Of several who are called so it is the one whom reports mention most by far, if there is one.

        Raises:
            StoreError: nobody is called so, or several are.
        """
        from communique.query.actors import dossier
        from communique.query.name_resolution import resolve_entity

        asked = question or asked_question(parts)
        with self.reading() as connection:
            one = resolve_entity(
                connection, name, since=asked.since, until=asked.until, fuzzy=asked.fuzzy, leading=True
            )
            return dossier(connection, one, self.decided(connection, asked))

    def dossiers(self, name: str, question: Question | None = None, **parts: Any) -> list[Dossier]:
        """The same of everybody who held the office that ``name`` is, the first first; of any other name just the one.

        Raises:
            StoreError: nobody is called so, or several are.
        """
        from communique.query.actors import dossier
        from communique.query.name_resolution import resolve_name

        asked = question or asked_question(parts)
        with self.reading() as connection:
            found = resolve_name(connection, name, asked.since, asked.until, fuzzy=asked.fuzzy)
            if found.holders:
                decided = self.decided(connection, asked)
                return [dossier(connection, one, decided) for one in found.entities]
        return [self.dossier(name, asked)]

    def between(self, one: str, other: str, question: Question | None = None, **parts: Any) -> list[TimelineEntry]:
        """All that passed between two actors, by date: what each says of or to the other, and what both take part in.

        Raises:
            StoreError: nobody is called so, or several are.
        """
        from communique.query.between import between
        from communique.query.name_resolution import resolve_entity

        asked = question or asked_question(parts)
        with self.reading() as connection:
            a, b = (
                resolve_entity(connection, name, since=asked.since, until=asked.until, fuzzy=asked.fuzzy, leading=True)
                for name in (one, other)
            )
            return between(connection, a, b, self.decided(connection, asked))

    def timeline(
        self, question: Question | None = None, kinds: Collection[str] | None = None, **parts: Any
    ) -> list[TimelineEntry]:
        """Statements and dated facts by date."""
        from communique.query.question import ON_TIMELINE
        from communique.query.timeline import timeline

        with self.reading() as connection:
            asked = self.decided(connection, question or asked_question(parts))
            return timeline(connection, asked, kinds or ON_TIMELINE)

    def news(self, question: Question | None = None, *, report: str | None = None, **parts: Any) -> list[NewsItem]:
        """What reports since a day (``news(since="2013-04-15")``), or one report, tell that none before did.

        Raises:
            UsageError: neither is given.
            StoreError: there is no such report.
        """
        from communique.query.news import news
        from communique.query.reports import full_id

        asked = question or asked_question(parts)
        if report is None and asked.since is None:
            raise UsageError("news are since a day or of a report: give since or report")
        with self.reading() as connection:
            asked = self.decided(connection, asked)
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
                limit=limit, offset=offset, question=self.decided(connection),
            )  # fmt: skip

    def bodies(
        self, on: str | None = None, *, about: str | None = None, limit: int | None = None, offset: int = 0
    ) -> BodyForest:
        """The bodies that have parts, members or offices, as trees; ``on`` a day as reports tell of it by then.

        ``about`` are words in the name of a body of the tree, or of who belongs to it.

        Raises:
            UsageError: it is no date.
        """
        from communique.database.days import bounds
        from communique.query.bodies import bodies

        if on is not None and (bounds(on) is None or "/" in on):
            raise UsageError(f"{printable(on)!r} is no date. Write YYYY-MM-DD, YYYY-MM or YYYY")
        with self.reading() as connection:
            question = self.decided(connection)
            return bodies(connection, on, about=about, limit=limit, offset=offset, question=question)

    def dyads(
        self,
        question: Question | None = None,
        *,
        every: Period = "month",
        states: Sequence[str] = (),
        source: str | None = None,
        target: str | None = None,
        **parts: Any,
    ) -> DyadSeries:
        """Events between states over time, as ``events --format panel --report-dates`` counts them.

        Each of ``states`` (codes) takes part; what ``source`` does, and what is done to ``target``, counts alone.
        """
        from communique.export.events.dyad_series import dyad_series
        from communique.knowledge.tables import overlay_held
        from communique.query.event_rows import event_rows, event_totals, report_days

        asked = question or asked_question(parts)
        sides = dict.fromkeys((*states, *(side for side in (source, target) if side is not None)))
        with self.reading() as connection, overlay_held():
            asked = self.decided(connection, asked)
            rows, totals = event_rows(connection, asked, tuple(sides)), event_totals(connection, asked)
            return dyad_series(
                rows, totals, every, report_days(connection, asked), narrowed=bool(sides), source=source, target=target
            )

    def references(self, reports: Sequence[str]) -> list[ReportReference]:
        """What a reference list says of these reports (their ids)."""
        from communique.query.report_references import report_references

        with self.reading() as connection:
            return report_references(connection, reports)

    def search(self, question: Question | str, **parts: Any) -> list[ReportAnswer]:
        """Reports with these words, the best first."""
        from communique.query.reports import search

        asked = asked_question({"about": question, **parts}) if isinstance(question, str) else question
        with self.reading() as connection:
            return search(connection, self.decided(connection, asked))

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

        asked = question or asked_question(parts)
        with self.reading() as connection:
            return list_reports(connection, self.decided(connection, asked), actor=actor, state=state)

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

        asked = question or asked_question(parts)
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

    def calendar_start(self) -> str | None:
        """The first day of the month before that of the last report; None while there are few meetings."""
        from communique.query.calendar_pages import calendar_start

        with self.reading() as connection:
            return calendar_start(connection)

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
            return changes(connection, self.decided(connection, question or asked_question(parts)), issue)

    def codings(self, question: Question | None = None, **parts: Any) -> CodingTable:
        """The positions as coded statements, with what coders decided put in; of a question the conditions on reports.

        ``communique.networks.network.discourse_network`` makes a network of them.
        """
        from communique.query.codings import store_codings

        with self.reading() as connection:
            return store_codings(connection, question or asked_question(parts), origin=str(self.path))

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

        asked = question or asked_question(parts)
        with self.reading() as connection:
            version = current_codebook(connection)
            table = store_codings(connection, asked, origin=str(self.path))
            return dna_file(table, coded_documents(connection, asked), version.book if version else None)

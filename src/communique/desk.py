"""The reviewer's desk: people's judgements on the facts of a store, each deed a line to the module that does it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any

from communique.errors import UsageError, printable
from communique.model import FACT_KINDS

if TYPE_CHECKING:
    from communique.database.connect import Connection
    from communique.model.codebook import Codebook
    from communique.query.concepts import ConceptCount
    from communique.query.flagged import FlaggedAnswer
    from communique.query.question import Question
    from communique.query.review_figures import ReviewFigures
    from communique.review.cache import ReviewCache
    from communique.review.codebook import CodebookVersion
    from communique.review.facts import FactView, ReadyJudgement
    from communique.review.log import Judgement, JudgementKind
    from communique.review.queue import QueueItem, QueueProgress, Sample
    from communique.review.standing import Standing
    from communique.review.verdicts import Rules, Verdict
    from communique.store import Store

__all__ = ["Desk"]


class Desk:
    """Judging the facts of a store: ``store.review``."""

    def __init__(self, store: Store, cache: ReviewCache | None = None) -> None:
        self._store = store
        self._cache = cache
        """Kept by a program that asks again and again."""

    def _standing(self, connection: Connection) -> Standing:
        from communique.review.standing import standing

        return standing(connection) if self._cache is None else self._cache.standing(connection)

    # judging

    def judge(
        self,
        fact: str,
        verdict: str,
        *,
        report: str | None = None,
        text: str | None = None,
        by: str | None = None,
        note: str | None = None,
        final: bool = False,
        key: str | None = None,
        revision: str | None = None,
        **values: Any,
    ) -> int:
        """Judge a fact (its id): "accept", "reject", "correct", "comment" or "skip"; gives the judgement's number.

        ``judge(fact, "correct", speaker="Ravi Menon", date="2013-04-17")``: an actor is named as the report calls him,
        by his id, or by the span of his words ("120-131"); None stands for nobody. ``report`` or ``text`` (ids) let a
        large store find the fact sooner; ``final`` settles what coders disagree on. ``key`` is a word of the caller's
        for this one act: sent again with it, it is there once. ``revision`` is what :meth:`revision` gave when the
        coder saw the fact.

        Raises:
            StoreError: there is no such fact, or no such coder.
            ConflictError: the fact is another one now than the coder saw.
            UsageError: a value makes no sense.
        """
        from communique.review.facts import judge_fact

        with self._store.reading() as connection:
            entry = judge_fact(
                connection, fact, verdict, values, report=report, text=text, by=by, note=note, final=final
            )
        return self._write(entry, key, revision)

    def revision(self, fact: str, *, text: str) -> str:
        """Which state of a fact (its id, and its text's) a coder sees now: changes when the text is read anew, or
        somebody judges the fact.
        """
        from communique.review.facts import revision_of

        with self._store.reading() as connection:
            return revision_of(connection, fact, text, None if self._cache is None else self._standing(connection))

    def add(
        self,
        report: str,
        kind: str,
        span: Any,
        *,
        by: str | None = None,
        note: str | None = None,
        key: str | None = None,
        **values: Any,
    ) -> tuple[int, str]:
        """Add what the machine missed in a report; gives the judgement's number and the fact's id.

        ``add(report, "statement", "it rains all day", speaker="Ravi Menon")``: ``span`` is "120-140", a pair, a
        :class:`communique.model.Span`, or words that stand in the text once.

        Raises:
            StoreError: there is no such report or coder.
            UsageError: the span does not lie in the text, or a value makes no sense or is wanting.
        """
        from communique.review.facts import add_missed

        with self._store.reading() as connection:
            entry = add_missed(connection, report, kind, span, values, by=by, note=note)
        return self._write(entry, key), str(entry.what["fact"])

    def whole(self, report: str, *, by: str | None = None, note: str | None = None, key: str | None = None) -> int:
        """Say that a report was read from end to end, and all that was missed in it added; gives the number.

        Raises:
            StoreError: there is no such report or coder.
        """
        from communique.review.facts import mark_whole

        with self._store.reading() as connection:
            entry = mark_whole(connection, report, by=by, note=note)
        return self._write(entry, key)

    def _write(self, entry: ReadyJudgement, key: str | None = None, revision: str | None = None) -> int:
        import msgspec

        with self._store.writing() as connection:
            return msgspec.structs.replace(entry, key=key, revision=revision).write(connection)

    def accept_shown(
        self, items: Iterable[QueueItem], *, by: str | None = None, note: str | None = None, key: str | None = None
    ) -> tuple[int, ...]:
        """Accept these facts, such as :meth:`queue` gave, and nothing else; gives the judgements' numbers.

        All are saved or none; each has a judgement of its own that says it was made in bulk, and undoing takes all of
        them back.

        Raises:
            StoreError: one of them is not there, or there is no such coder.
        """
        from communique.review.facts import accept_shown

        with self._store.reading() as connection:
            ready = accept_shown(connection, items, by=by, note=note, key=key)
        with self._store.writing() as connection:
            return tuple(one.write(connection) for one in ready)

    def redo(self, *, note: str | None = None, by: str | None = None) -> Judgement:
        """Take back one's last undo; gives the judgement that is in force again.

        Raises:
            StoreError: nothing of one's own was undone since one's last judgement.
        """
        return self.bring_back(note=note, by=by)[0]

    def take_back(
        self,
        number: int | None = None,
        *,
        note: str | None = None,
        by: str | None = None,
        kinds: Collection[JudgementKind] | None = None,
        key: str | None = None,
    ) -> list[Judgement]:
        """Take back a judgement, the last one in force if none is named, with all that was accepted in bulk with it.

        Of ``kinds``: one's own last of these. ``key`` as in :meth:`judge`.

        Raises:
            StoreError: there is none to undo, or what comes back contradicts another judgement.
        """
        from communique.review.judge import undo

        with self._store.writing() as connection:
            return undo(connection, number, by=by, note=note, kinds=kinds, key=key)

    def bring_back(
        self,
        *,
        note: str | None = None,
        by: str | None = None,
        kinds: Collection[JudgementKind] | None = None,
        key: str | None = None,
    ) -> list[Judgement]:
        """Take back one's last undo; gives the judgements that are in force again.

        Raises:
            StoreError: nothing of one's own was undone since one's last judgement.
        """
        from communique.review.judge import redo

        with self._store.writing() as connection:
            return redo(connection, by=by, note=note, kinds=kinds, key=key)

    # looking

    def fact(self, fact: str, *, report: str | None = None, text: str | None = None) -> FactView:
        """A fact with the machine's record of its report, or as coders added it.

        Raises:
            StoreError: there is no such fact.
        """
        from communique.review.facts import view_fact

        with self._store.reading() as connection:
            return view_fact(connection, fact, report, text)

    def standing(self) -> Standing:
        """What the judgements on facts come to: verdicts, those that no longer apply, reports read whole."""
        with self._store.reading() as connection:
            return self._standing(connection)

    # queues

    def reviewable(
        self, question: Question | None = None, kinds: Collection[str] | None = None, **parts: Any
    ) -> list[QueueItem]:
        """The facts that can be judged, each of a text once: all, or those that a question means, of some kinds.

        Raises:
            UsageError: a part of the question makes no sense, or there is no such kind.
        """
        from communique.query.reviewable import reviewable

        asked, wanted = _asked(question, parts), _kinds(kinds)
        with self._store.reading() as connection:
            return reviewable(connection, asked, wanted)

    def sample(
        self,
        n: int,
        question: Question | None = None,
        *,
        kinds: Collection[str] | None = None,
        strata: str | None = None,
        seed: int = 1,
        by: str | None = None,
        note: str | None = None,
        **parts: Any,
    ) -> Sample:
        """Draw n facts at random and write them to the log, or give the sample that was drawn so before.

        Raises:
            UsageError: n is not at least one, or there is nothing to draw from.
        """
        from communique.query.reviewable import reviewable
        from communique.review.queue import draw_sample

        asked, wanted = _asked(question, parts), _kinds(kinds)
        with self._store.writing() as connection:
            return draw_sample(
                connection, reviewable(connection, asked, wanted), n, seed=seed, strata=strata, kinds=wanted,
                question=_told(asked), by=by, note=note,
            )  # fmt: skip

    def log(self, kinds: Collection[JudgementKind] | None = None) -> list[Judgement]:
        """Every judgement, or those of some kinds, the first first."""
        from communique.review.log import entries

        with self._store.reading() as connection:
            return entries(connection, kinds)

    def log_seen(self, by: str | None = None) -> list[Judgement]:
        """The judgements that a coder may see: where coders do not see each other's, of others on facts only those of
        facts that he has judged himself.

        Raises:
            StoreError: there is no such coder.
        """
        from communique.review.coders import checked_coder, coders
        from communique.review.log import entries
        from communique.review.queue import seen_by

        with self._store.reading() as connection:
            every, now = entries(connection, None), self._standing(connection)
            if now.rules.open or (now.rules.coders < 2 and len(coders(connection)) < 2):
                return every
            return seen_by(every, now, checked_coder(connection, by))

    def samples(self) -> list[Sample]:
        """The samples that were drawn, the first first."""
        from communique.review.queue import samples

        with self._store.reading() as connection:
            return samples(connection)

    def sample_drawn(self, number: int | None = None) -> Sample:
        """The sample with this number in the log, or the last one.

        Raises:
            StoreError: there is none.
        """
        from communique.review.queue import sample_of

        with self._store.reading() as connection:
            return sample_of(connection, number)

    def queue(
        self,
        by: str | None = None,
        question: Question | None = None,
        *,
        sample: int | None = None,
        disputed: bool = False,
        kinds: Collection[str] | None = None,
        **parts: Any,
    ) -> tuple[list[QueueItem], QueueProgress]:
        """What a coder has still to judge, and how far the queue is.

        Of the sample with this number in the log, in its order; ``disputed``: what coders disagree on; else the facts
        that a question means, those of which the machine is least sure first.

        Raises:
            StoreError: there is no such sample, or no such coder.
            UsageError: a part of the question makes no sense, or there is no such kind.
        """
        from communique.query.reviewable import reviewable
        from communique.review.coders import checked_coder
        from communique.review.queue import QueueItem, left_for, progress_of, sample_of, uncertain_first

        asked, wanted = _asked(question, parts), _kinds(kinds)

        def least_sure_first() -> list[QueueItem]:
            return uncertain_first(reviewable(connection, asked, wanted))

        with self._store.reading() as connection:
            who = checked_coder(connection, by)
            now = self._standing(connection)
            if disputed:
                open_ = [v for v in now.verdicts.values() if v.state == "disputed"]
                items = [QueueItem(v.fact, v.text, v.kind) for v in open_]
                return items, progress_of(items, now, who)
            if sample is not None:
                items = list(sample_of(connection, sample).items)
            elif self._cache is None:
                items = least_sure_first()
            else:
                items = self._cache.queue(connection, (asked, wanted), least_sure_first)
            return left_for(items, now, who), progress_of(items, now, who)

    def figures(self, sample: int | None = None) -> ReviewFigures:
        """How good the machine is: precision by the sample with this number in the log, or the last one; recall.

        Raises:
            StoreError: there is no such sample.
        """
        from communique.query.review_figures import review_figures
        from communique.review.queue import sample_of, samples

        with self._store.reading() as connection:
            drawn = sample_of(connection, sample) if sample is not None or samples(connection) else None
            return review_figures(connection, drawn)

    def methods(self, sample: int | None = None) -> str:
        """The same as the paragraph that a methods section needs.

        Raises:
            StoreError: there is no such sample.
        """
        from communique.export.methods import methods_paragraph

        return methods_paragraph(self.figures(sample))

    def gold(self, *, unjudged: bool = False) -> tuple[list[tuple[str, dict[str, Any]]], dict[str, int]]:
        """The reports that were read whole and all judged, as ``communique evaluate`` reads gold, each with its name.

        And, by their texts' ids, how many facts still wait in the others that were read whole. With ``unjudged`` facts
        that nobody judged are taken for right.
        """
        from communique.database.load import load_records
        from communique.export.gold import gold_records
        from communique.query.review_figures import reviewed_texts
        from communique.review.effective import judged_record
        from communique.review.standing import standing

        with self._store.reading() as connection:
            done, waiting = reviewed_texts(connection, unjudged=unjudged)
            verdicts = standing(connection).verdicts.values()
            found = load_records(connection, list(done.values()))
            return list(gold_records(judged_record(r, _of(verdicts, r.report.text_id)) for r in found)), waiting

    def seen(
        self, fact: str, by: str | None = None, *, text: str | None = None, adjudicating: bool = False
    ) -> Verdict | None:
        """What others have judged of a fact, as far as this coder may see it before he has judged himself.

        ``text``, the id of its text, lets a large log answer sooner.

        Raises:
            StoreError: there is no such coder.
        """
        from communique.review.coders import checked_coder
        from communique.review.queue import has_judged
        from communique.review.standing import standing

        with self._store.reading() as connection:
            who = checked_coder(connection, by)
            now = standing(connection, text) if self._cache is None else self._standing(connection)
            verdict = now.verdicts.get(fact)
            if verdict is None or now.rules.open or adjudicating or has_judged(verdict, who):
                return verdict
            return None

    # the codebook

    def put_codebook(self, book: Codebook, *, by: str | None = None, note: str | None = None) -> CodebookVersion:
        """Put a codebook in force: what positions are coded as follows it; gives the version as the store has it.

        Raises:
            UsageError: it is another than the one in force and goes by the same version.
        """
        from communique.review.codebook import put_codebook

        with self._store.writing() as connection:
            return put_codebook(connection, book, by=by, note=note)

    def codebook(self) -> CodebookVersion | None:
        """The codebook in force, or None."""
        from communique.review.codebook import current_codebook

        with self._store.reading() as connection:
            return current_codebook(connection)

    def concepts(self, book: Codebook | None = None) -> list[ConceptCount]:
        """The concepts of the codebook in force, or of another, with what is coded as each; then all other issues."""
        from communique.query.concepts import count_concepts

        with self._store.reading() as connection:
            return count_concepts(connection, book)

    def flagged(self) -> list[FlaggedAnswer]:
        """The positions that changes of the codebook affect and that nobody has judged since."""
        from communique.query.flagged import flagged_answers

        with self._store.reading() as connection:
            return flagged_answers(connection)

    # coders

    def add_coder(self, name: str, *, by: str | None = None, note: str | None = None) -> int:
        """Name a coder: from then on none but those named judge facts. Gives the number in the log.

        Raises:
            StoreError: there is one called so, or nearly so.
        """
        from communique.review.coders import add_coder

        with self._store.writing() as connection:
            return add_coder(connection, name, by=by, note=note)

    def coders(self) -> tuple[str, ...]:
        """The coders who were named."""
        from communique.review.coders import coders

        with self._store.reading() as connection:
            return coders(connection)

    def agree_on(self, rules: Rules, *, by: str | None = None, note: str | None = None) -> int:
        """Lay down how many judge a fact, how far they must agree, and whether they see each other's judgements.

        Raises:
            UsageError: fewer than one coder, or no such share.
        """
        from communique.review.coders import agree_on

        with self._store.writing() as connection:
            return agree_on(connection, rules, by=by, note=note)


def _of(verdicts: Iterable[Verdict], text: str) -> list[Verdict]:
    return [v for v in verdicts if v.text == text]


def _asked(question: Question | None, parts: dict[str, Any]) -> Question:
    from communique.query.question import Question, parse_question

    if unknown := sorted(set(parts) - set(Question.__struct_fields__)):
        known = ", ".join(Question.__struct_fields__)
        raise UsageError(f"a question has no part {printable(unknown[0])!r}. Its parts are: {known}")
    return question or parse_question(**parts)


def _told(question: Question) -> dict[str, Any]:
    """The parts of a question that say something of which facts are meant."""
    from communique.query.question import Question

    plain, empty = Question(), ("limit", "offset", "count")
    said = {name: getattr(question, name) for name in Question.__struct_fields__ if name not in empty}
    return {k: list(v) if isinstance(v, tuple) else v for k, v in said.items() if v != getattr(plain, k)}


def _kinds(kinds: Collection[str] | None) -> tuple[str, ...]:
    for kind in kinds or ():
        if kind not in FACT_KINDS:
            raise UsageError(f"there are no {printable(kind)} to judge. Use some of: {', '.join(FACT_KINDS)}")
    return tuple(kind for kind in FACT_KINDS if not kinds or kind in kinds)

"""What is judged, in which order: queues and samples, each deed a line to the module that does it."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from communique.desk.part import DeskPart
from communique.errors import UsageError, printable
from communique.model import FACT_KINDS

if TYPE_CHECKING:
    from communique.query.question import Question
    from communique.review.queue import QueueItem, QueueProgress, Sample

__all__ = ["DeskQueues"]


class DeskQueues(DeskPart):
    """What can be judged, samples of it, and what a coder has still to do."""

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

"""What judgements come to: the log, figures and gold, each deed a line to the module that does it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any

from communique.desk.part import DeskPart

if TYPE_CHECKING:
    from communique.query.review_figures import ReviewFigures
    from communique.review.log import Judgement, JudgementKind
    from communique.review.verdicts import Verdict

__all__ = ["DeskResults"]


class DeskResults(DeskPart):
    """The log, and what it comes to."""

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


def _of(verdicts: Iterable[Verdict], text: str) -> list[Verdict]:
    return [v for v in verdicts if v.text == text]

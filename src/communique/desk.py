"""The reviewer's desk: people's judgements on the facts of a store, each deed a line to the module that does it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from communique.review.facts import FactView
    from communique.review.log import Judgement
    from communique.review.standing import Standing
    from communique.review.verdicts import Rules
    from communique.store import Store

__all__ = ["Desk"]


class Desk:
    """Judging the facts of a store: ``store.review``."""

    def __init__(self, store: Store) -> None:
        self._store = store

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
        **values: Any,
    ) -> int:
        """Judge a fact (its id): "accept", "reject", "correct", "comment" or "skip"; gives the judgement's number.

        ``judge(fact, "correct", speaker="Ravi Menon", date="2013-04-17")``: an actor is named as the report calls him,
        by his id, or by the span of his words ("120-131"); None stands for nobody. ``report`` or ``text`` (ids) let a
        large store find the fact sooner; ``final`` settles what coders disagree on.

        Raises:
            StoreError: there is no such fact, or no such coder.
            UsageError: a value makes no sense.
        """
        from communique.review.facts import judge_fact

        with self._store.writing() as connection:
            return judge_fact(
                connection, fact, verdict, values, report=report, text=text, by=by, note=note, final=final
            )

    def add(
        self, report: str, kind: str, span: Any, *, by: str | None = None, note: str | None = None, **values: Any
    ) -> tuple[int, str]:
        """Add what the machine missed in a report; gives the judgement's number and the fact's id.

        ``add(report, "statement", "it rains all day", speaker="Ravi Menon")``: ``span`` is "120-140", a pair, a
        :class:`communique.model.Span`, or words that stand in the text once.

        Raises:
            StoreError: there is no such report or coder.
            UsageError: the span does not lie in the text, or a value makes no sense or is wanting.
        """
        from communique.review.facts import add_missed

        with self._store.writing() as connection:
            return add_missed(connection, report, kind, span, values, by=by, note=note)

    def whole(self, report: str, *, by: str | None = None, note: str | None = None) -> int:
        """Say that a report was read from end to end, and all that was missed in it added; gives the number.

        Raises:
            StoreError: there is no such report or coder.
        """
        from communique.review.facts import mark_whole

        with self._store.writing() as connection:
            return mark_whole(connection, report, by=by, note=note)

    def redo(self, *, note: str | None = None, by: str | None = None) -> Judgement:
        """Take back one's last undo; gives the judgement that is in force again.

        Raises:
            StoreError: nothing of one's own was undone since one's last judgement.
        """
        from communique.review.judge import redo

        with self._store.writing() as connection:
            return redo(connection, by=by, note=note)

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
        from communique.review.standing import standing

        with self._store.reading() as connection:
            return standing(connection)

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

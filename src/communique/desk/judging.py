"""Judging facts and adding what the machine missed, each deed a line to the module that does it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any

from communique.desk.part import DeskPart

if TYPE_CHECKING:
    from communique.review.facts import FactView, ReadyJudgement
    from communique.review.log import Judgement, JudgementKind
    from communique.review.queue import QueueItem
    from communique.review.standing import Standing
    from communique.review.verdicts import Verdict

__all__ = ["DeskJudging"]


class DeskJudging(DeskPart):
    """Judging, taking back, and what others have judged."""

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

    def _write(self, entry: ReadyJudgement, key: str | None = None, revision: str | None = None) -> int:
        import msgspec

        with self._store.writing() as connection:
            return msgspec.structs.replace(entry, key=key, revision=revision).write(connection)

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

"""One story, many printings: texts that are copies, edited or shortened versions of each other share a ``story``."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache

from sqlalchemy import Connection, bindparam, delete, select, update

from communique.database import schema as t
from communique.database.driver_statement import DriverStatement
from communique.database.likeness import Overlap, overlap_of_each, shingles
from communique.database.rows import put_encoded
from communique.model import Report, Span

__all__ = ["KnownShingles", "Stories"]

CANDIDATES = 12
"""Texts looked at more closely, those that share most numbers first."""
COMMON = 60
"""A number that more texts share is a phrase of the trade ("all rights reserved"), and says nothing."""
MOST_KNOWN = 6_000_000
"""Shingles of texts that are remembered: some 50 MB."""


class KnownShingles:
    """The shingles of texts that were looked at, by the texts' keys; they stay what they are."""

    def __init__(self) -> None:
        self._numbers: dict[int, array[int]] = {}
        self._held = 0

    def of(self, connection: Connection, text: int, report: Report | None) -> array[int]:
        """Those of a text, each once, as a number of this process's; ``report`` prints it, or it is stored."""
        known = self._numbers.pop(text, None)
        if known is not None:
            self._numbers[text] = known  # the last that was asked for
            return known
        if report is not None:
            found = shingles(report.text, report.boilerplate)
        else:
            [(words, boilerplate)] = _text()(connection, text=text)
            found = shingles(words, [Span(a, b) for a, b in boilerplate or ()])
        made = self._numbers[text] = array("q", set(map(hash, found)))
        self._held += len(made)
        while self._held > MOST_KNOWN and len(self._numbers) > 1:
            first = next(iter(self._numbers))
            self._held -= len(self._numbers.pop(first))
        return made


class Stories:
    """Gives the texts of a transaction their stories; until :meth:`close` nobody else changes stories."""

    def __init__(self, connection: Connection, known: KnownShingles | None = None) -> None:
        self.connection = connection
        self._known = known if known is not None else KnownShingles()
        self._filed: dict[int, list[int]] = {}
        """Texts filed under a number, by the number; of one that is common no more than say so."""
        self._told: dict[int, int] = {}
        """Texts filed in this transaction -> their stories."""
        self._reports: dict[int, Report] = {}
        """These -> reports that print them."""
        self._rows: list[tuple[int, int]] = []

    def look_up(self, numbers: Iterable[int]) -> None:
        """Make ready to file texts under these numbers, at once for many; others are asked for one by one."""
        lacking = sorted(set(numbers) - self._filed.keys())
        self._filed |= _filed_under().scalars_of_each(self.connection, "number", lacking)

    def file(self, text: int, report: Report, numbers: Sequence[int], *, new: bool = False) -> int:
        """Files a text (its key) under its fingerprint, and gives its story: the key of the first text that tells it.

        ``report`` prints it. ``new`` says that the text is not in the store yet: who puts it there says its story.

        A text joins one story only and never joins two others, so that no chain of digests swallows the news.
        """
        run = self.connection.execute
        story = None if new else run(select(t.texts.c.story).where(t.texts.c.key == text)).scalar()
        if story is not None:
            return int(story)
        self._reports[text] = report
        story = self._told[text] = self._nearest(text, numbers) or text
        if not new:
            run(update(t.texts).where(t.texts.c.key == text).values(story=story))
            run(delete(t.fingerprints).where(t.fingerprints.c.text == text))
        for number in numbers:
            filed = self._under(number)
            if text not in filed[-1:]:
                filed.append(text)
        self._rows += [(number, text) for number in numbers]
        return story

    def close(self) -> None:
        """Write down what was filed."""
        put_encoded(self.connection, t.fingerprints.name, sorted(self._rows))
        self._rows = []

    def _nearest(self, text: int, numbers: Iterable[int]) -> int | None:
        """The story of the filed text that is most like this one, if any is like enough."""
        sharing: Counter[int] = Counter()
        for number in numbers:
            filed = self._under(number)
            if len(filed) <= COMMON:
                sharing.update(filed)
        del sharing[text]
        if not sharing:
            return None
        own = frozenset(self._shingles(text))
        found: list[tuple[Overlap, int]] = []
        for key in sorted(sharing, key=lambda key: (-sharing[key], key))[:CANDIDATES]:
            shared = overlap_of_each(own, self._shingles(key))
            if shared.same_story:
                found.append((shared, self._story(key) or key))
        if not found:
            return None
        return max(found, key=lambda pair: (pair[0].contained + pair[0].likeness, -pair[1]))[1]

    def _shingles(self, text: int) -> array[int]:
        return self._known.of(self.connection, text, self._reports.get(text))

    def _under(self, number: int) -> list[int]:
        filed = self._filed.get(number)
        if filed is None:
            self.look_up([number])
            filed = self._filed[number]
        return filed

    def _story(self, text: int) -> int | None:
        told = self._told.get(text)
        return told if told is not None else _story_of().scalar(self.connection, text=text)


@cache
def _filed_under() -> DriverStatement:
    """Texts filed under a ``number``: enough of them to see whether it is common."""
    p = t.fingerprints.c
    return DriverStatement(select(p.text).where(p.hash == bindparam("number")).order_by(p.text).limit(COMMON + 1))


@cache
def _text() -> DriverStatement:
    """A ``text`` with what it needs to be compared."""
    x = t.texts.c
    return DriverStatement(select(x.text, x.boilerplate).where(x.key == bindparam("text")))


@cache
def _story_of() -> DriverStatement:
    """The story of a ``text``."""
    return DriverStatement(select(t.texts.c.story).where(t.texts.c.key == bindparam("text")))

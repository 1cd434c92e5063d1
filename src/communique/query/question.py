"""The grammar of questions: the same names in Python (``statements(by="Lavrov")``), on the command line and in HTTP."""

from __future__ import annotations

from typing import Literal, get_args

import msgspec

from communique.database.days import bounds
from communique.errors import UsageError, printable
from communique.knowledge import states
from communique.model import FACT_KINDS, KINDS
from communique.model.statement import Act, Mode
from communique.query.fts import match_expression

__all__ = ["FINDABLE", "ON_TIMELINE", "Counting", "Question", "parse_question"]

FINDABLE = ("statements", "actors", *(field for field in FACT_KINDS if field != "statements"), "unsure")
"""What can be asked for: facts of each kind, actors, and "unsure", the clusters that may be one."""
ON_TIMELINE = tuple(kind.field for kind in KINDS if kind.timeline)
"""The kinds of facts that a timeline shows."""
MOST = 2**62
"""The greatest number with which pages are counted: SQLite's own is twice that."""
Counting = Literal["stories", "texts", "printings"]


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked for; conditions that are None do not narrow, all others must hold."""

    by: str | None = None
    """Who says it: a name, an entity's id, or an office ("Turkish foreign minister")."""
    to: str | None = None
    """To whom: a name, an entity's id, or an office."""
    about: str | None = None
    """Words in what was said, or in the sentence of another fact; see :mod:`communique.query.fts`."""
    anywhere: str | None = None
    """Words anywhere in the report."""
    act: tuple[str, ...] = ()
    """Any of these acts ("warn", "threaten")."""
    mode: tuple[str, ...] = ()
    """Any of these modes ("direct", "mixed")."""
    country: str | None = None
    """The country of the speaker: its code."""
    body: str | None = None
    """The body that speaks, or for which the speaker speaks: a name or an entity's id."""
    since: str | None = None
    """First day of publication."""
    until: str | None = None
    """Last day of publication."""
    source: str | None = None
    """Beginning of the report's path, as given when it was added."""
    publisher: str | None = None
    """The report's publisher, in any case."""
    confidence: float = 0.0
    """Least confidence."""
    count: Counting = "stories"
    """What repeats count as: ``stories`` shows the same wording in all printings of a story once, ``texts`` each
    different text once, ``printings`` every printing."""
    limit: int | None = None
    """Most answers; None: all."""
    offset: int = 0
    """Answers that are passed over before."""
    type: tuple[str, ...] = ()
    """Of events: any of these PLOVER types ("CONSULT")."""
    facts: bool = False
    """Of events: only what the reports give as facts: not what is alleged or planned, nor what statements tell."""
    fuzzy: bool = False
    """Where nobody is called by the words of a name, the one whose name is written most like them is meant."""

    @property
    def words(self) -> str | None:
        """``about`` as the full-text index wants it."""
        return None if self.about is None else match_expression(self.about)

    @property
    def words_anywhere(self) -> str | None:
        """``anywhere`` as the full-text index wants it."""
        return None if self.anywhere is None else match_expression(self.anywhere)


def parse_question(
    *,
    by: str | None = None,
    to: str | None = None,
    about: str | None = None,
    anywhere: str | None = None,
    act: str | tuple[str, ...] | list[str] | None = None,
    mode: str | tuple[str, ...] | list[str] | None = None,
    country: str | None = None,
    body: str | None = None,
    since: str | None = None,
    until: str | None = None,
    source: str | None = None,
    publisher: str | None = None,
    confidence: float | None = None,
    count: str | None = None,
    limit: int | None = None,
    offset: int | None = None,
    type: str | tuple[str, ...] | list[str] | None = None,  # noqa: A002 (the name of the part)
    facts: bool = False,
    fuzzy: bool = False,
) -> Question:
    """A question, each part checked.

    Raises:
        UsageError: a part makes no sense; the message says what would.
    """
    first, last = _bound("since", since, 0), _bound("until", until, 1)
    if first and last and first > last:
        raise UsageError(f"since {first} is after until {last}. Give the earlier day to since")
    if confidence is not None and not 0 <= confidence <= 1:
        raise UsageError(f"a confidence of {confidence} does not exist. Give a number from 0 to 1")
    if count is not None and count not in get_args(Counting):
        raise UsageError(f"{printable(count)!r} cannot be counted. Count one of: {', '.join(get_args(Counting))}")
    if limit is not None and limit < 0:
        raise UsageError(f"a limit of {limit} does not exist. Give a number of answers")
    if offset is not None and offset < 0:
        raise UsageError(f"an offset of {offset} does not exist. Give a number of answers to pass over")
    if max(limit or 0, offset or 0) > MOST:
        raise UsageError("a number is too large for a store to count with. Give a smaller one")
    question = Question(
        by=_named("by", by), to=_named("to", to), about=about, anywhere=anywhere, act=_words("act", act, get_args(Act)),
        mode=_words("mode", mode, get_args(Mode)), country=_country(country), body=_named("body", body), since=first,
        until=last, source=source, publisher=publisher, confidence=confidence or 0.0,
        count=msgspec.convert(count or "stories", Counting), limit=limit,
        offset=offset or 0, type=_types(type), facts=bool(facts),
        fuzzy=bool(fuzzy),
    )  # fmt: skip
    question.words, question.words_anywhere  # noqa: B018 (tells at once what is wrong with the words)
    return question


def _named(name: str, value: str | None) -> str | None:
    if value is not None and not value.strip():
        raise UsageError(f"{name} is empty. Give a name, or leave it out")
    return value


def _bound(name: str, value: str | None, end: int) -> str | None:
    if value is None:
        return None
    found = bounds(value)
    if found is None or "/" in value:
        raise UsageError(f"{name}: {printable(value)!r} is no date. Write YYYY-MM-DD, YYYY-MM or YYYY")
    return found[end]


def _words(name: str, value: str | tuple[str, ...] | list[str] | None, known: tuple[str, ...]) -> tuple[str, ...]:
    if value is None:
        return ()
    listed = [
        word for item in ([value] if isinstance(value, str) else value) for word in item.replace(",", " ").split()
    ]
    for word in listed:
        if word not in known:
            raise UsageError(f"there is no {name} {printable(word)!r}. Use one of: {', '.join(known)}")
    return tuple(listed)


def _types(value: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    if not value:
        return ()
    from communique.knowledge import plover

    listed = [value] if isinstance(value, str) else list(value)
    return _words("type", [word.upper() for word in listed], tuple(dict.fromkeys(name for name, _ in plover.types())))


def _country(value: str | None) -> str | None:
    if value is None:
        return None
    state = states.by_code(value.upper()) or states.by_name(value) or states.by_demonym(value)
    if state is None:
        raise UsageError(f"there is no country {printable(value)!r}. Write a name or a code, such as Turkey or TUR")
    return state.code

"""What the commands that ask a store say beside their answers: whom a name means, and why there is nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from communique.cli.options import tell
from communique.errors import UsageError, printable

if TYPE_CHECKING:
    from communique.query.name_resolution import Resolution
    from communique.query.question import Question
    from communique.store import Store

MOST = 6
"""Of those who may be meant, how many are listed."""


def tell_resolutions(place: Store, asked: Question, *, plain: bool = True) -> bool:
    """Say whom the names of a question mean where that is not plain; False if one of them means nobody.

    Not ``plain``: only of offices, and of who is meant by far, since what else there is to say is said as an error.
    """
    from communique.query.name_resolution import fuzzy_message, no_match_message

    good = True
    for part, meant in place.resolve(asked).items():
        words = str(getattr(asked, part))
        if meant.holders or (plain and meant.unnamed):
            tell(_office(words, meant))
        elif meant.near and meant.entities:
            tell(fuzzy_message(words, meant))
        elif not plain:
            if meant.leads:
                first, *others = meant.entities
                listed = ", ".join(f"{printable(e.label)} {e.id}" for e in others[:MOST])
                taken = f"{printable(words)!r} is taken for {printable(first.label)}, mentioned most by far"
                tell(f"{taken}; also called so: {listed}")
        elif not meant.entities:
            tell(no_match_message(words, meant))
            good = False
        elif len(meant.entities) > 1:
            listed = ", ".join(f"{printable(e.label)} {e.id}" for e in meant.entities[:MOST])
            tell(f"{printable(words)!r} can mean {len(meant.entities)}: {listed}; name one by its id to narrow")
    return good


def refuse_unknown(place: Store, asked: Question) -> None:
    """Refuses a question after somebody who is not in the store, whose answer a program would take for an empty table.

    Raises:
        UsageError: a name of the question means nobody; names that are written like it are told.
    """
    from communique.query.name_resolution import fuzzy_message, no_match_message

    for part, meant in place.resolve(asked).items():
        if meant.near and meant.entities:
            tell(fuzzy_message(str(getattr(asked, part)), meant))
        if not meant.entities and not meant.unnamed:
            raise UsageError(no_match_message(str(getattr(asked, part)), meant))


def _office(words: str, meant: Resolution) -> str:
    assert meant.office is not None
    held = [printable(h.label) for h in meant.holders]
    more = f" and {len(held) - MOST} more" if len(held) > MOST else ""
    told = f"{printable(words)!r} is an office"
    if held:
        told += f"; {'it was held by ' if len(held) == 1 else f'{len(held)} held it: '}{', '.join(held[:MOST])}{more}"
    if meant.unnamed:
        told += f"; {meant.unnamed:,} mentioned by it alone, without a name"
    return told


def wider(asked: Question) -> Question:
    """The question for one answer more than are shown, which tells whether there are more."""
    import msgspec

    return asked if asked.limit is None else msgspec.structs.replace(asked, limit=asked.limit + 1)


def tell_more(shown: int, found: int, passed: int = 0, total: int | None = None) -> None:
    """Say that there are more answers than are shown: ``found`` one more, ``passed`` over before them, ``total`` if it
    was counted."""
    if found > shown:
        which = f"{passed + 1:,} to {passed + shown:,}" if passed else f"the first {shown:,}"
        which += f" of {total:,}" if total is not None else ""
        tell(f"{which} {'is' if shown == 1 and not passed else 'are'} shown; --limit 0 shows all")


def tell_nothing(what: str, asked: Question, finds: Callable[[Question], bool]) -> None:
    """Say why nothing was found: without which condition there would be something, as ``finds`` tells."""
    import msgspec

    from communique.query.relaxation import blocking_conditions, narrowing_conditions

    if not narrowing_conditions(asked):
        tell(f"the store has no {what}")
        return
    if asked.about is not None and what not in ("statements", "actors", "reports") and asked.anywhere is None:
        anywhere = msgspec.structs.replace(asked, about=None, anywhere=asked.about, limit=1)
        if finds(anywhere):
            tell(f"no {what} have these words in their own sentences; reports that have them tell of some: "
                 "--anywhere in place of --about finds them")  # fmt: skip
            return
    names = [f"--{name}" for name in narrowing_conditions(asked)]
    without = [f"--{name}" for name in blocking_conditions(asked, finds)]
    if len(names) == 1:
        tell(
            f"the store has {'' if without else 'no '}{what}{f', but none of them meets {names[0]}' if without else ''}"
        )
    elif without:
        tell(f"no {what} meet all conditions; there are some without {' or without '.join(without)}")
    else:
        tell(f"no {what} meet {', '.join(names)}, nor if one of them is left out")

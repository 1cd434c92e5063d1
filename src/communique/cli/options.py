"""What the commands that ask a store share: the grammar of questions as options, and answers in every format."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

import click

from communique.cli.output import Output
from communique.cli.tables import csv_options, csv_style
from communique.cli.terminal import shows_colour, width
from communique.database.engines.address import ServerAddress, is_address

if TYPE_CHECKING:
    from communique.query.question import Question
    from communique.store import Store

__all__ = [
    "FORMATS",
    "OutputPath",
    "StorePath",
    "format_option",
    "opened",
    "output_option",
    "print_answers",
    "question",
    "question_options",
    "store_option",
]

F = TypeVar("F", bound=Callable[..., Any])
FORMATS = ("table", "json", "csv", "markdown")
MOST = 1_000_000_000
"""The greatest number that an option takes: more than any store holds, and still one to SQLite."""


class StorePath(click.Path):
    """A store: the path of a file as it is, an address of a server as one that does not show its password."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path, or a :class:`~communique.database.engines.address.ServerAddress`.

        Raises:
            UsageError: the address makes no sense.
        """
        if isinstance(value, str) and is_address(value):
            return ServerAddress(value)
        return value if isinstance(value, ServerAddress) else super().convert(value, param, ctx)


class OutputPath(click.Path):
    """A file to write: never the option that follows where its name was forgotten."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path.

        Raises:
            click.BadParameter: it is an option of the command.
        """
        if ctx is not None and value in {
            name for own in ctx.command.params for name in (*own.opts, *own.secondary_opts)
        }:
            self.fail(f"{value} is an option. Give the name of a file; ./{value} if it is called so", param, ctx)
        return super().convert(value, param, ctx)


def _known(name: str) -> Callable[..., list[str]]:
    """Completes the words of a closed list of the statements' model."""

    def complete(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
        from typing import get_args

        from communique.model import statement

        return [word for word in get_args(getattr(statement, name)) if word.startswith(incomplete)]

    return complete


_OPTIONS: dict[str, tuple[tuple[str, ...], dict[str, Any]]] = {
    "by": (
        ("--by",),
        {"metavar": "NAME", "help": "Who says it: a name, an entity's id, or an office (Turkish foreign minister)."},
    ),
    "to": (("--to",), {"metavar": "NAME", "help": "To whom it is said: a name, an id or an office."}),
    "about": (
        ("--about",),
        {"metavar": "WORDS", "help": 'Words in it: sanction*, "cease fire", a OR b, a NOT b, NEAR(peace talks, 5).'},
    ),
    "anywhere": (("--anywhere",), {"metavar": "WORDS", "help": "Words anywhere in the report."}),
    "act": (("--act",), {"metavar": "ACT", "multiple": True, "help": "Kind of speech act: warn, deny, demand ...",
                         "shell_complete": _known("Act")}),
    "mode": (("--mode",), {"metavar": "MODE", "multiple": True, "help": "direct, mixed, indirect, reported or free.",
                           "shell_complete": _known("Mode")}),
    "country": (("--country",), {"metavar": "COUNTRY", "help": "The speaker's country: Turkey, TUR."}),
    "body": (("--body",), {"metavar": "NAME", "help": "The state or body that speaks or is spoken for."}),
    "since": (
        ("--since",),
        {"metavar": "DATE", "help": "May have been published on this day or later: YYYY-MM-DD, YYYY-MM, YYYY."},
    ),
    "until": (("--until",), {"metavar": "DATE", "help": "May have been published on this day or earlier."}),
    "source": (("--source",), {"metavar": "PATH", "help": "From reports whose path begins so."}),
    "publisher": (("--publisher",), {"metavar": "NAME", "help": "From reports of this publisher."}),
    "fuzzy": (("--fuzzy",), {"is_flag": True, "help": "Where nobody is called so, take the name that is most alike."}),
    "confidence": (("--confidence",), {"metavar": "0..1", "type": float, "help": "At least so sure."}),
    "count": (
        ("--count",),
        {
            "type": click.Choice(("stories", "texts", "printings")),
            "default": "stories",
            "show_default": True,
            "help": "stories: the same words in all printings of a story once; texts: once for each different text; "
            "printings: each time.",
        },
    ),
}  # fmt: skip


def store_option(function: F) -> F:
    """``--store FILE``."""
    return click.option(
        "--store", "store", metavar="FILE", envvar="COMMUNIQUE_STORE", default="communique.db", show_default=True,
        show_envvar=True, type=StorePath(), help="The store: a file, or postgresql://USER@HOST/DATABASE.",
    )(function)  # fmt: skip


def output_option(function: F) -> F:
    """``-o FILE``."""
    return click.option("-o", "--output", metavar="FILE", type=OutputPath(), help="Write to FILE.")(function)


def format_option(*forms: str) -> Callable[[F], F]:
    """``--format``, the first being the default."""

    def decorate(function: F) -> F:
        return click.option(
            "--format", "form", type=click.Choice(forms), default=forms[0], show_default=True, help="How to print it."
        )(csv_options(function) if "csv" in forms else function)

    return decorate


def question_options(*names: str, limit: int | None = 50, offset: bool = False) -> Callable[[F], F]:
    """The options of these names of the grammar, or all of them, and ``--limit``; with ``offset`` that too."""

    def decorate(function: F) -> F:
        if offset:
            function = click.option(
                "--offset", type=click.IntRange(0, MOST), default=0, help="Answers to pass over: the next page."
            )(function)
        made: Any = click.option(
            "--limit", type=click.IntRange(0, MOST), default=limit or 0, show_default=True, help="Most answers; 0: all."
        )(function)
        asked = (*names, "fuzzy") if "by" in names and "fuzzy" not in names else names
        for name in reversed(asked or tuple(_OPTIONS)):
            flags, options = _OPTIONS[name]
            made = click.option(*flags, name, **options)(made)
        return made  # type: ignore[no-any-return]

    return decorate


def question(limit: int = 0, **given: Any) -> Question:
    """The question of the options given."""
    from communique.query.question import parse_question

    parts: dict[str, Any] = {k: (v or None) if isinstance(v, tuple) else v for k, v in given.items()}
    return parse_question(**parts, limit=limit or None)


def opened(path: str | ServerAddress) -> Store:
    """The store of ``--store``."""
    from communique.store import open_store

    return open_store(path)


def print_answers(
    answers: Iterable[Any], form: str, output: str | None = None, listing: Callable[..., Iterator[str]] | None = None
) -> int:
    """Print answers, as a table by ``listing`` if they are not listed as all others; gives how many there were."""
    target = Output(output)
    many = 0

    def counted() -> Iterator[Any]:
        nonlocal many
        for answer in answers:
            many += 1
            yield answer

    with target:
        target.write_all(_texts(counted(), form, target, listing))
    return many


def _texts(
    answers: Iterator[Any], form: str, target: Output, listing: Callable[..., Iterator[str]] | None
) -> Iterator[str]:
    if form in ("json", "jsonl"):
        from communique.export.jsonl import answers as lines

        return lines(answers)
    if form == "csv":
        from communique.export.csv import render

        style = csv_style()
        rows = render((answer.flat() for answer in answers), delimiter=style.delimiter)
        return _marked(rows) if style.bom else rows
    if form == "markdown":
        from communique.export.markdown import items

        return items(answer.flat() for answer in answers)
    from communique.export.answers import render as plain

    colour, columns = (False, 100) if target.is_file else (shows_colour(), width())
    return (listing or plain)(answers, color=colour, width=columns)


def _marked(lines: Iterator[str]) -> Iterator[str]:
    """Lines of CSV with the mark before the first by which spreadsheets know UTF-8."""
    for n, line in enumerate(lines):
        yield line if n else "\ufeff" + line


def tell(message: str) -> None:
    """A line on standard error."""
    click.echo(f"communique: {message}", err=True)

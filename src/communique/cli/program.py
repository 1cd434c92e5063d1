"""The entry point: which commands there are, and what a failure looks like."""

from __future__ import annotations

import logging
import os
import sys
import traceback
from collections.abc import Sequence
from difflib import get_close_matches
from importlib import import_module
from typing import Any

import click

from communique.cli.signals import TOLD, Signals, Termination, signals_first
from communique.database.engines.address import hide_passwords
from communique.errors import CommuniqueError, UsageError
from communique.version import __version__

COMMANDS = {
    "read": "Read reports and print their records.",
    "add": "Read reports into a store.",
    "find": "Find statements, actors and other facts in a store.",
    "actor": "What a store knows of one actor.",
    "events": "Who did what to whom: events of a store as event data.",
    "timeline": "Statements, meetings, agreements and events by date.",
    "news": "What is new since a day, or in one report.",
    "calendar": "Meetings held, planned and cancelled, by date.",
    "positions": "Who is for and against what, over time.",
    "network": "Discourse networks: who agrees with whom on what.",
    "issues": "What positions are about, whatever reports call it.",
    "plot": "Pictures of networks and positions.",
    "codebook": "The concepts that positions are coded by.",
    "search": "Find reports by their words.",
    "show": "Show a report of a store with its evidence marked.",
    "serve": "Look at a store in a browser.",
    "stats": "The numbers of a store.",
    "diff": "What two readings of reports tell otherwise.",
    "update": "Read again what a newer version reads otherwise.",
    "copy": "Copy a store to a server, or back to a file.",
    "check": "Check that a store is sound.",
    "export": "Write out a store: records, or facts as tables.",
    "cite": "How to cite the program and what it found in a store.",
    "merge": "Judge that entities are one and the same.",
    "apart": "Judge that entities are not one and the same.",
    "split": "Judge that some reports tell of somebody else.",
    "judge": "Judge facts: accept, reject, correct, add what was missed.",
    "review": "Draw samples to judge, and tell how good the machine is by them.",
    "undo": "Take back a judgement.",
    "redo": "Take back an undo.",
    "log": "List the judgements on a store.",
    "formats": "List the formats of files that are read.",
    "explain": "Say which rule makes an event of a sentence.",
    "agreement": "How far coders agree, with each other and with the machine.",
    "evaluate": "Score records against gold.",
    "train": "Fit how acts are told to your judgements.",
    "completion": "Print the script that completes commands in a shell.",
}
"""Each command and what it does. ``communique --help`` shows this without loading any of them."""

FAILED, WRONG_USAGE, INTERRUPTED, BROKEN_PIPE, TERMINATED = 1, 2, 130, 141, 143
"""Exit statuses beside 0; the last three are a shell's own for a program ended by SIGINT, SIGPIPE or SIGTERM."""


class EarlyExit(Exception):  # noqa: N818 (no error)
    """The run was ended from outside. click has its own words and status for that, so it must not see the cause."""

    def __init__(self, status: int, *, told: bool = False) -> None:
        self.status = status
        self.told = told
        """Whether the command has said so already."""
        super().__init__(status)


class LazyGroup(click.Group):
    """A group whose commands are each the ``command`` of ``communique.cli.NAME``, imported when called."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was named.

        Raises:
            Ended: by the user's Ctrl-C, by SIGTERM, or because nobody reads the output any more.
            CommuniqueError: a foreseen failure; with ``--debug`` its traceback is printed.
        """
        try:
            with signals_first():
                return super().invoke(ctx)
        except CommuniqueError:
            if ctx.params["debug"]:
                click.echo(hide_passwords(traceback.format_exc()), nl=False, err=True)
            raise
        except Termination as stopped:
            raise EarlyExit(TERMINATED, told=TOLD in stopped.args) from None
        except KeyboardInterrupt as stopped:
            raise EarlyExit(INTERRUPTED, told=TOLD in stopped.args) from None
        except BrokenPipeError:
            raise EarlyExit(BROKEN_PIPE) from None

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's signature)
        """The commands' names, as in :data:`COMMANDS`."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of that name, or None."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"communique.cli.{cmd_name.replace('-', '_')}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the arguments name.

        Raises:
            UsageError: there is none; the message names those that are written alike.
        """
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            if not (alike := get_close_matches(args[0], COMMANDS)):
                raise
            meant = f"{error.message.rstrip('.')}. Did you mean {' or '.join(alike)}?"
            raise click.UsageError(meant, ctx) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """The list of commands in the help, without loading them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="communique", message="%(prog)s %(version)s")
@click.option("--debug", is_flag=True, help="Print where in the program a failure came from.")
def cli(debug: bool) -> None:
    """Read news reports on international affairs and keep the diplomatic record they contain: who takes part, and who
    said what, each fact with the characters of the text that it stands on.

    \b
    communique read report.txt                        a page to read
    communique read reports/ --format json            one record a line
    communique read page.html -o record.html          text and record side by side

    Exit status: 0 all read, 1 some inputs failed (each is named, the rest are read), 2 wrong usage.
    """


class _Notices(logging.Handler):
    """What the program says beside results and errors: a line on standard error."""

    def emit(self, record: logging.LogRecord) -> None:
        """Print it."""
        click.echo(f"communique: {hide_passwords(record.getMessage())}", err=True)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and end the process with its exit status; a foreseen failure is one line, no traceback."""
    log, notices = logging.getLogger("communique"), _Notices()
    log.addHandler(notices)
    try:
        with Signals() as signals:
            status = _run(arguments, signals)
    finally:
        log.removeHandler(notices)
    sys.exit(status)


def _run(arguments: Sequence[str] | None, signals: Signals) -> int:
    try:
        given = list(arguments) if arguments is not None else None
        status = cli.main(given, "communique", standalone_mode=False, obj=signals)
        sys.stdout.flush()
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        status = WRONG_USAGE
    except click.ClickException as error:
        error.show()
        status = error.exit_code
    except EarlyExit as ended:
        status = ended.status
        if status == BROKEN_PIPE:
            _drop_output()
        elif not ended.told:
            click.echo("communique: stopped", err=True)
    except (click.Abort, KeyboardInterrupt) as error:
        status = TERMINATED if isinstance(error.__cause__ or error, Termination) else INTERRUPTED
    except CommuniqueError as error:
        click.echo(f"communique: {hide_passwords(str(error))}", err=True)
        status = WRONG_USAGE if isinstance(error, UsageError) else FAILED
    except OSError as error:
        click.echo(
            f"communique: the output cannot be written ({error.strerror}); check the disk and the path", err=True
        )
        _drop_output()
        status = FAILED
    return status if isinstance(status, int) else 0


def _drop_output() -> None:
    """Send what is left in the buffers nowhere: the interpreter would complain about it when it ends."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, sys.stdout.fileno())

"""``communique completion``: what a shell needs to complete commands, options and paths."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

WHERE = {
    "bash": "~/.bashrc",
    "zsh": "~/.zshrc",
    "fish": "~/.config/fish/completions/communique.fish",
}
VARIABLE = "_COMMUNIQUE_COMPLETE"
"""The environment variable by which the script asks the program for completions."""


@click.command("completion", short_help="Print the script that completes commands in a shell.")
@click.argument("shell", type=click.Choice(tuple(WHERE)))
def command(shell: str) -> None:
    """Print the script that completes commands in SHELL.

    \b
    bash:  echo 'eval "$(communique completion bash)"' >> ~/.bashrc
    zsh:   echo 'eval "$(communique completion zsh)"' >> ~/.zshrc
    fish:  communique completion fish > ~/.config/fish/completions/communique.fish

    The script runs `communique` with _COMMUNIQUE_COMPLETE set, which makes it answer with completions.
    """
    click.echo(script(shell))


def script(shell: str) -> str:
    """The completion script for ``bash``, ``zsh`` or ``fish``."""
    from communique.cli.program import cli

    found = get_completion_class(shell)
    assert found is not None
    complete = found(cli, {}, "communique", VARIABLE)
    return complete.source_template % complete.source_vars()

"""The command line: one file a command, each a thin wrapper of a function and loaded when it is called."""

from communique.cli.program import main

__all__ = ["main"]

"""A folder -> the files in it, in an order that stays."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from communique.errors import EmptyError, InputError
from communique.sources.stream import unreadable


def is_folder(path: str) -> bool:
    """Whether a path leads to a folder; False, never an error, when it leads nowhere or may not be looked at."""
    return os.path.isdir(path)  # noqa: PTH112 (Path.is_dir raises for names that are too long or not to be looked at)


def files_under(folder: str) -> Iterator[str | InputError]:
    """The paths of all files under a folder, sorted by name at each level; hidden ones (``.name``) are left out.

    Links are followed, but each folder is entered once, so that a loop of links ends. A folder that cannot be listed is
    an error among the paths, and one without any file gives an :class:`EmptyError`.
    """
    found = False
    for item in _walk(folder):
        found = True
        yield item
    if not found:
        yield EmptyError(folder, "there are no files in the folder", "Name a folder that holds reports")


def _walk(folder: str) -> Iterator[str | InputError]:
    stack, entered = [folder], set()
    while stack:
        path = stack.pop()
        if not is_folder(path):
            yield path
            continue
        try:
            status = Path(path).stat()
            names = sorted(name for name in os.listdir(path) if not name.startswith("."))  # noqa: PTH208
        except OSError as error:
            yield unreadable(path, error)
            continue
        if (status.st_dev, status.st_ino) not in entered:
            entered.add((status.st_dev, status.st_ino))
            stack.extend(os.path.join(path, name) for name in reversed(names))  # noqa: PTH118 (keeps "./" as given)

"""What is remembered of words, and memory that is free given back to the system."""

from __future__ import annotations

import ctypes
import gc
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, lru_cache
from typing import Any, TypeVar

T = TypeVar("T")
MOST = 5_000
"""Answers that a function remembers: more than the words that reports have in common."""
TRIM_THRESHOLD, MMAP_THRESHOLD = -1, -3
"""Numbers in glibc's ``malloc.h``: of the bytes at the top of the heap that are kept for whoever asks next, and of the
size from which a block is no part of the heap."""
GENEROUS = {TRIM_THRESHOLD: 256 * 2**20, MMAP_THRESHOLD: 32 * 2**20}
"""For reports of the usual length: about what a batch needs and frees, and glibc's greatest."""
SPARING = {TRIM_THRESHOLD: 2**20, MMAP_THRESHOLD: 2**20}
"""For long reports, whose peak would rise by all that is kept."""
_REMEMBERED: list[Callable[[], None]] = []


def remembered(function: Callable[..., T]) -> Callable[..., T]:
    """The function with its latest :data:`MOST` answers kept, which :func:`give_back` forgets.

    For functions of words, of which there is no end; a table that is read once is kept with :func:`functools.cache`.
    """
    kept = lru_cache(maxsize=MOST)(function)
    _REMEMBERED.append(kept.cache_clear)
    return kept


@contextmanager
def collector_waits() -> Iterator[None]:
    """Let no garbage be collected while what is inside runs.

    What reading and storing make lives as long as they do, among half a million things that stay for good: the
    collector would walk them all again and again and find nothing. What it has to find waits until the end.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def give_back() -> None:
    """Forget what is remembered of words, collect garbage, and let the system have what the allocators keep of it.

    glibc and Python keep what is freed for whoever asks next, and a block of memory goes back only when nothing in it
    is in use. Where tables grow and go, and answers about their words stay, the process grows though nothing leaks.
    """
    for forget in _REMEMBERED:
        forget()
    gc.collect()
    trim = _trim()
    if trim is not None:
        trim(0)


def keep_freed(generously: bool) -> None:
    """Let glibc keep what is freed for whoever asks next, or give it back to the system soon.

    Reading asks for the same blocks of some megabytes again and again. By default each goes back to the system when it
    is freed and comes anew as pages that have to be cleared: 70,000 of them in 48 reports, of which 6,000 are left.
    What is kept goes back with :func:`give_back`. Who has set glibc's own variables (``MALLOC_TRIM_THRESHOLD_`` and
    the like) knows better, and another library for C has no such call.
    """
    tune = _tune()
    if tune is not None:
        for parameter, value in (GENEROUS if generously else SPARING).items():
            tune(parameter, value)


@cache
def _tune() -> Callable[[int, int], Any] | None:
    """glibc's ``mallopt``, unless the user has a say of his own."""
    if any(name.startswith("MALLOC_") for name in os.environ):
        return None
    try:
        return ctypes.CDLL(None).mallopt
    except (AttributeError, OSError, TypeError):
        return None


@cache
def _trim() -> Callable[[int], Any] | None:
    """glibc's own; None with another library for C, which has no such call and mostly no need of it."""
    try:
        return ctypes.CDLL(None).malloc_trim
    except (AttributeError, OSError, TypeError):
        return None

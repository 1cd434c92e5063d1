"""Memory that is free given back to the system."""

from __future__ import annotations

import ctypes
import gc
from collections.abc import Callable
from functools import cache
from typing import Any


def give_back() -> None:
    """Collect garbage, and let the system have what the allocator keeps of it.

    glibc keeps what is freed for whoever asks next. Where long and short reports, and tables that grow and go, follow
    each other, it lies in pieces between what is still in use, and the process grows though nothing leaks.
    """
    gc.collect()
    trim = _trim()
    if trim is not None:
        trim(0)


@cache
def _trim() -> Callable[[int], Any] | None:
    """glibc's own; None with another library for C, which has no such call and mostly no need of it."""
    try:
        return ctypes.CDLL(None).malloc_trim
    except (AttributeError, OSError, TypeError):
        return None

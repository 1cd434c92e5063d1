"""What the benchmarks share: a process held to one core, memory, and how results are printed."""

from __future__ import annotations

import json
import os
import platform
import resource
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS", "TOKENIZERS_PARALLELISM")


def hold_to_one_core() -> None:
    """One thread for the libraries and, where the system lets us, one core for the process. Call before they load."""
    for name in THREADS:
        os.environ[name] = "false" if name == "TOKENIZERS_PARALLELISM" else "1"
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def memory() -> float:
    """Resident memory of this process in MB; its peak where the system does not tell the present."""
    statm = Path("/proc/self/statm")
    if statm.exists():
        return int(statm.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    return peak_memory()


def peak_memory() -> float:
    """The most memory that this process ever had, in MB."""
    unit = 1 if sys.platform == "darwin" else 1024  # bytes there, kilobytes elsewhere
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


def surroundings(*packages: str) -> dict[str, str]:
    """Processor, system and versions, without which no figure means anything."""
    found = {
        "python": platform.python_version(),
        "system": platform.platform(),
        "processor": _processor(),
        "instruction set": instruction_set(),
    }
    return found | {name: _version(name) for name in packages}


def show(title: str, figures: dict[str, Any], around: dict[str, str]) -> None:
    """A table for people and one line of JSON for programs, on standard output."""
    print(title)
    width = max(map(len, figures | around))
    for name, value in figures.items():
        print(f"  {name:<{width}}  {f'{value:,.3g}' if isinstance(value, float) and value < 100 else f'{value:,.0f}'}")
    for name, text in around.items():
        print(f"  {name:<{width}}  {text}")
    print(json.dumps({"benchmark": title, **figures, **around}))


TELLING = ("avx2", "avx512f", "avx_vnni", "avx512_vnni", "avx512_bf16", "amx_int8", "asimd", "asimddp", "i8mm", "sve")
"""Flags of a processor, as Linux names them, that decide how fast matrices of floats and of bytes are multiplied."""


def instruction_set() -> str:
    """Which of TELLING the processor has; its family alone where the system does not list them."""
    flags = set((_cpuinfo("flags") or _cpuinfo("Features")).split())
    return " ".join(flag for flag in TELLING if flag in flags) or platform.machine()


def _processor() -> str:
    return _cpuinfo("model name") or platform.machine()


def _cpuinfo(name: str) -> str:
    """The first value of ``name``; empty if there is none."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    return next((line.partition(":")[2].strip() for line in lines if line.startswith(name)), "")


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"  # the project itself may run from its source

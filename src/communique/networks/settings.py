"""What kind of network is wanted: modes, variables, aggregation, normalisation, duplicates, windows."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Literal, cast, get_args

import msgspec

from communique.errors import UsageError, printable
from communique.model.coding import AGREEMENT

__all__ = [
    "AGGREGATIONS", "DOCUMENT_VARIABLES", "DUPLICATES", "KERNELS", "NETWORK_TYPES", "NORMALISATIONS", "UNITS",
    "NetworkSettings", "TimeWindow", "network_settings",
]  # fmt: skip

NetworkType = Literal["onemode", "twomode"]
Aggregation = Literal["ignore", "congruence", "conflict", "subtract", "combine"]
Normalisation = Literal["no", "average", "jaccard", "cosine", "activity", "prominence"]
Duplicates = Literal["include", "document", "week", "month", "year", "acrossrange"]
Unit = Literal["events", "seconds", "minutes", "hours", "days", "weeks", "months", "years"]
Kernel = Literal["no", "uniform", "epanechnikov", "triangular", "gaussian"]

NETWORK_TYPES: tuple[str, ...] = get_args(NetworkType)
AGGREGATIONS = {
    "onemode": ("congruence", "conflict", "subtract", "ignore"),
    "twomode": ("subtract", "combine", "ignore"),
}
"""What the qualifier does, by type of network; the first is the default."""
NORMALISATIONS = {"onemode": ("no", "average", "jaccard", "cosine"), "twomode": ("no", "activity", "prominence")}
DUPLICATES: tuple[str, ...] = get_args(Duplicates)
UNITS: tuple[str, ...] = get_args(Unit)
KERNELS: tuple[str, ...] = get_args(Kernel)
DOCUMENT_VARIABLES = frozenset(("document", "title", "author", "source", "section", "type"))
"""Variables that all statements of a document share."""
_WINDOW = re.compile(r"([a-z]+):(\d{1,9})")
"""A time window: "days:30"."""


class TimeWindow(msgspec.Struct, frozen=True):
    """A stretch of time that moves over the statements: ``size`` units wide, on by one unit each time."""

    unit: Unit
    size: int


class NetworkSettings(msgspec.Struct, frozen=True, kw_only=True):
    """All that decides a network; :func:`network_settings` checks it."""

    type: NetworkType = "onemode"
    variables: tuple[str, str] = ("organization", "concept")
    """Rows and columns of the two-mode network; a one-mode network is one of the first variable's values."""
    qualifier: str = AGREEMENT
    """The variable by which two may agree."""
    aggregation: Aggregation = "congruence"
    normalisation: Normalisation = "no"
    duplicates: Duplicates = "include"
    isolates: bool = False
    """Whether those are kept who say nothing of what is counted."""
    exclude: dict[str, tuple[str, ...]] = {}
    """Statements with one of these values are left out."""
    where: dict[str, tuple[str, ...]] = {}
    """Of a variable named here only statements with one of these values count."""
    since: str | None = None
    """First day of the statements, ISO 8601."""
    until: str | None = None
    min_statements: int = 1
    """Actors with fewer statements are left out."""
    min_actors: int = 1
    """Concepts on which fewer actors speak are left out."""
    min_weight: float = 0.0
    """Edges of a smaller absolute weight are left out."""
    certainty: float = 0.0
    """Statements that are less certain are left out."""
    window: TimeWindow | None = None
    kernel: Kernel = "no"
    dna_compatible: bool = False
    """Whether to count as Discourse Network Analyzer 3.1 does, with its faults."""


def network_settings(
    *, type: str = "onemode", variables: str | tuple[str, str] | None = None, aggregation: str | None = None,  # noqa: A002
    normalisation: str = "no", duplicates: str = "include", exclude: Collection[str] = (), where: Collection[str] = (),
    window: str | None = None, kernel: str | None = None, qualifier: str = AGREEMENT, isolates: bool = False,
    since: str | None = None, until: str | None = None, min_statements: int = 1, min_actors: int = 1,
    min_weight: float = 0.0, certainty: float = 0.0, dna_compatible: bool = False,
) -> NetworkSettings:  # fmt: skip
    """Settings, each checked. ``exclude`` and ``where`` are "variable=value", ``window`` is "unit:size".

    Raises:
        UsageError: a part makes no sense, or parts do not fit together; the message says what would.
    """
    _one_of("type", type, NETWORK_TYPES)
    told = aggregation or AGGREGATIONS[type][0]
    duplicates = "acrossrange" if duplicates == "range" else duplicates
    _one_of("aggregation", told, AGGREGATIONS[type], f" of a {type} network")
    _one_of("normalisation", normalisation, NORMALISATIONS[type], f" of a {type} network")
    _one_of("duplicates", duplicates, DUPLICATES)
    moved = _window(window)
    if kernel not in (None, "no") and moved is None:
        raise UsageError("a kernel weighs the statements of a time window. Give one: --window days:30")
    _one_of("kernel", kernel or "no", KERNELS)
    if told == "combine" and kernel not in (None, "no") and not dna_compatible:
        raise UsageError("combinations of stances are no numbers that a kernel could weigh. Use subtract or ignore")
    if min_statements < 1 or min_actors < 1:
        raise UsageError("a minimum is a number from 1")
    if not 0 <= certainty <= 1:
        raise UsageError(f"a certainty of {certainty} does not exist. Give a number from 0 to 1")
    return NetworkSettings(
        type=cast("NetworkType", type), variables=_variables(variables), qualifier=qualifier,
        aggregation=cast("Aggregation", told), normalisation=cast("Normalisation", normalisation),
        duplicates=cast("Duplicates", duplicates), isolates=isolates, exclude=_values("exclude", exclude),
        where=_values("where", where), since=since, until=until, min_statements=min_statements, min_actors=min_actors,
        min_weight=min_weight, certainty=certainty, window=moved, kernel=cast("Kernel", kernel or "no"),
        dna_compatible=dna_compatible,
    )  # fmt: skip


def _one_of(name: str, given: str, known: Collection[str], of: str = "") -> None:
    if given not in known:
        raise UsageError(f"{printable(given)!r} is no {name}{of}. Give one of: {', '.join(known)}")


def _variables(given: str | tuple[str, str] | None) -> tuple[str, str]:
    if given is None:
        return ("organization", "concept")
    parts = tuple(part.strip() for part in (given.split(",") if isinstance(given, str) else given))
    if len(parts) != 2 or not all(parts) or parts[0] == parts[1]:
        raise UsageError(
            f"{printable(str(given))!r}: a network is of two variables. Name two, such as organization,concept"
        )
    return parts[0], parts[1]


def _window(given: str | None) -> TimeWindow | None:
    if given is None or given == "no":
        return None
    match = _WINDOW.fullmatch(given)
    if match is None or match[1] not in UNITS or not int(match[2]):
        raise UsageError(
            f"{printable(given)!r} is no time window. Give a unit and how many, such as days:30 or events:50. "
            f"The units are: {', '.join(UNITS)}"
        )
    return TimeWindow(cast("Unit", match[1]), int(match[2]))


def _values(option: str, given: Collection[str]) -> dict[str, tuple[str, ...]]:
    """By variable the values named for it."""
    found: dict[str, list[str]] = {}
    for one in given:
        variable, sign, value = one.partition("=")
        if not sign or not variable:
            raise UsageError(f"{printable(one)!r}: --{option} takes VARIABLE=VALUE, such as section=Opinion")
        found.setdefault(variable.strip(), []).append(value)
    return {variable: tuple(values) for variable, values in found.items()}


def described(settings: NetworkSettings) -> Mapping[str, str]:
    """The settings in words, for the head of a file."""
    told = {
        "type": settings.type, "variables": " x ".join(settings.variables), "aggregation": settings.aggregation,
        "normalisation": settings.normalisation, "duplicates": settings.duplicates,
    }  # fmt: skip
    if settings.window:
        told |= {"window": f"{settings.window.size} {settings.window.unit}", "kernel": settings.kernel}
    return told | ({"formulas": "as DNA 3.1"} if settings.dna_compatible else {})

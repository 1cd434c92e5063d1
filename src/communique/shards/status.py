"""How far a folder of shards is, and when it will be done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from communique.shards.folder import Cut, SetAside, ShardFolder, ShardMarker, parts_of

__all__ = ["ShardStatus", "shard_status"]

RECENT = 40
"""Shards by which the pace is told: those that were done last."""


class ShardStatus(msgspec.Struct, frozen=True):
    """The numbers of a folder; of some of its shards where they were asked for."""

    shards: int
    done: int
    inputs: int
    """Reports and failures that were cut."""
    read: int
    """Those of them in shards that are done."""
    failed: int
    """Those that could not be read."""
    words: int
    facts: dict[str, int]
    versions: list[str]
    """What read them."""
    pace: float | None
    """Inputs a second, by the shards that were done last; None before any was."""
    aside: list[SetAside]

    @property
    def left(self) -> float | None:
        """Seconds until the rest is done at that pace."""
        rest = self.inputs - self.read
        return None if not self.pace else rest / self.pace

    def lines(self) -> Iterator[str]:
        """The same for people."""
        share = f" ({100 * self.read / self.inputs:.0f} %)" if self.inputs else ""
        yield f"shards   {self.done:,} of {self.shards:,} done"
        yield f"reports  {self.read:,} of {self.inputs:,} read{share}"
        if self.failed:
            yield f"failed   {self.failed:,} could not be read"
        if self.words:
            found = ", ".join(f"{many:,} {kind}" for kind, many in self.facts.items() if many)
            yield f"found    {found or 'nothing'} in {self.words:,} words"
        if self.versions:
            yield f"read by  communique {', '.join(self.versions)}"
        if self.left is not None and self.pace:
            yield (
                "left     nothing" if self.read == self.inputs else
                f"left     about {spell(self.left)} at the pace of the last shards ({self.pace:,.1f} reports a second)"
            )  # fmt: skip
        for aside in self.aside:
            yield f"aside    shard {aside.shard} after {aside.tries} tries: {aside.reason}"


def shard_status(folder: ShardFolder, cut: Cut, part: tuple[int, int] | None = None) -> ShardStatus:
    """Look through the markers of a folder.

    Raises:
        ShardError: one is damaged.
    """
    own = parts_of(range(len(cut.shards)), part)
    found = folder.markers(cut)
    markers = {n: found[n] for n in own if n in found}
    facts: dict[str, int] = {}
    for marker in markers.values():
        for kind, many in marker.facts.items():
            facts[kind] = facts.get(kind, 0) + many
    return ShardStatus(
        shards=len(own), done=len(markers),
        inputs=sum(cut.shards[n].reports + cut.shards[n].failed for n in own),
        read=sum(marker.done for marker in markers.values()),
        failed=sum(len(marker.failures) for marker in markers.values()),
        words=sum(marker.words for marker in markers.values()), facts=facts,
        versions=sorted({marker.made_by.version for marker in markers.values()}), pace=_pace(markers),
        aside=[aside for n, aside in folder.aside(cut).items() if n in own and n not in markers],
    )  # fmt: skip


def _pace(markers: Mapping[int, ShardMarker]) -> float | None:
    last = sorted(markers.values(), key=lambda marker: marker.ended)[-RECENT:]
    if not last:
        return None
    since = min(marker.ended - marker.seconds for marker in last)
    return sum(marker.done for marker in last) / max(last[-1].ended - since, 0.001)


def spell(seconds: float) -> str:
    """A time as people say it: "3 h 20 min", "45 s"."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    if minutes < 60:
        return f"{minutes} min"
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes:02} min" if hours < 48 else f"{hours // 24} d {hours % 24} h"

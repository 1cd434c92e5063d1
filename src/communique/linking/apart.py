"""Whom people keep apart: what holds a new reading from joining two that somebody judged to be two."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

__all__ = ["NOBODY", "Separations"]


class Separations(msgspec.Struct, frozen=True):
    """Pairs of entities that are not one, and what an earlier reading gave to either of them."""

    pairs: frozenset[tuple[int, int]] = frozenset()
    """Keys of entities, each pair both ways round."""
    same: Mapping[int, int] = {}
    """Key of an entity that people merged into one of them -> the key of that one."""
    earlier: Mapping[str, int] = {}
    """Id of an actor, meeting or agreement -> the entity of a pair that it was before its text was read anew."""

    def stays(self, finding: str, entity: int | None) -> int | None:
        """The entity that a finding stays, though it would become ``entity`` now (None: a new one); None: none.

        Somebody looked at what the two were when he kept them apart, so it stays what it was then.
        """
        before = self.earlier.get(finding)
        if before is None or entity == before:
            return None
        if entity is None or (self.same.get(before, before), self.same.get(entity, entity)) in self.pairs:
            return before
        return None


NOBODY = Separations()
"""Where nobody is kept apart."""

"""A codebook: the concepts that positions are coded by, each with what it means and what it does not."""

from __future__ import annotations

import msgspec

__all__ = ["Codebook", "Concept"]


class Concept(msgspec.Struct, frozen=True):
    """What positions can be about."""

    name: str
    description: str = ""
    examples: tuple[str, ...] = ()
    """Issues in the words of reports that are it."""
    counter_examples: tuple[str, ...] = ()
    """Issues that one might take for it and that are not."""
    issues: tuple[str, ...] = ()
    """Issues of a store that are it, by their ids."""
    broader: str = ""
    """The concept of which it is a part."""


class Codebook(msgspec.Struct, frozen=True):
    """The concepts of a project, as one version of its codebook has them."""

    name: str
    version: str
    """As its authors count; empty if they do not."""
    concepts: tuple[Concept, ...]

    def concept(self, name: str) -> Concept | None:
        """The concept of this name, in whatever case."""
        small = name.casefold()
        return next((one for one in self.concepts if one.name.casefold() == small), None)

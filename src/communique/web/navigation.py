"""What stands in the bar of every page."""

from __future__ import annotations

import msgspec

__all__ = ["NAVIGATION", "NavigationItem"]


class NavigationItem(msgspec.Struct, frozen=True):
    """A link of the bar."""

    path: str
    label: str
    key: str
    """The key that goes there behind ``g``."""


NAVIGATION = (
    NavigationItem("/", "Reports", "r"),
    NavigationItem("/actors", "Actors", "a"),
    NavigationItem("/issues", "Issues", "i"),
    NavigationItem("/network", "Network", "n"),
    NavigationItem("/calendar", "Calendar", "c"),
    NavigationItem("/bodies", "Bodies", "b"),
    NavigationItem("/events", "Events", "e"),
    NavigationItem("/facts/statements", "Facts", "f"),
    NavigationItem("/identity", "Identity", "d"),
    NavigationItem("/review", "Review", "v"),
)  # fmt: skip
"""The pages of the bar in their order; a page that is not among them is reached by links."""

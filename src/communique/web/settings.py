"""What an explorer is told when it starts."""

from __future__ import annotations

import ipaddress
import secrets

import msgspec

from communique.database.engines.address import Place

__all__ = ["ExplorerSettings", "is_loopback"]


def _secret() -> bytes:
    return secrets.token_bytes(32)


class ExplorerSettings(msgspec.Struct, frozen=True, kw_only=True):
    """Where the store is, and who may look at it."""

    store: Place
    host: str = "127.0.0.1"
    """The address that is listened on."""
    hosts: tuple[str, ...] = ()
    """Names by which it may be called besides its own address."""
    password: str | None = None
    """What whoever comes must know; None on loopback, where only this machine can come."""
    example: bool = False
    """Whether it shows the reports that come with the program."""
    port: int = 0
    """Part of the names of cookies, which two explorers of one machine would share otherwise."""
    warm: bool = False
    """Whether what takes long is asked when it starts, before somebody asks."""
    secret: bytes = msgspec.field(default_factory=_secret)
    """Signs sessions and tokens; made anew at every start."""

    def __repr__(self) -> str:
        """Without password and secret."""
        return f"ExplorerSettings(store={str(self.store)!r}, host={self.host!r})"


def is_loopback(host: str) -> bool:
    """Whether an address is one that no other machine reaches: "127.0.0.1", "::1", "localhost"."""
    if host.casefold() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False

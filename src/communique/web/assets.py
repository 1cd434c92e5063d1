"""Styles and scripts: a closed list of files of the package, so that no path leads out of it."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files

from litestar import Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

__all__ = ["HANDLERS", "address"]

TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}
PLACES = {"page.css": "communique.export", "page.js": "communique.export"}
"""What other folders of the package lend, by its name."""
YEAR = "public, max-age=31536000, immutable"


@cache
def _load(name: str) -> tuple[bytes, str] | None:
    """The content of a file and its checksum."""
    if name in PLACES:
        found = files(PLACES[name]) / "assets" / name
    else:
        names = {entry.name: entry for entry in (files("communique.web") / "static").iterdir() if entry.is_file()}
        if name not in names:
            return None
        found = names[name]
    content = found.read_bytes()
    return content, hashlib.sha256(content).hexdigest()[:12]


def address(name: str) -> str:
    """The address of a file, which changes when its content does.

    Raises:
        KeyError: there is no such file.
    """
    found = _load(name)
    if found is None:
        raise KeyError(name)
    return f"/static/{found[1]}/{name}"


@get("/static/{checksum:str}/{name:str}", include_in_schema=False, sync_to_thread=False)
def asset(checksum: FromPath[str], name: FromPath[str]) -> Response[bytes]:
    """A file; browsers keep it for as long as its address stays."""
    found = _load(name) if name[-3:] == ".js" or name[-4:] in (".css", ".svg") else None
    if found is None:
        raise NotFoundException
    kind = TYPES["." + name.rsplit(".", 1)[1]]
    return Response(found[0], media_type=kind, headers={"cache-control": YEAR if checksum == found[1] else "no-cache"})


HANDLERS = (asset,)

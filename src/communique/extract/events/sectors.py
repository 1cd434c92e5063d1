"""PLOVER's sector and country of the actors of a report, from the words that the text uses of them."""

from __future__ import annotations

import msgspec

from communique.knowledge import plover
from communique.language.document import Document
from communique.model import Actor


def settled(document: Document, actor: Actor) -> Actor:
    """The actor with a sector, if its name or its roles tell one and none is known."""
    if actor.sector is not None or actor.kind == "state":
        return actor
    for role in actor.roles:
        if (told := plover.sector(role.title.split())) is not None and told.code != "UNK":
            return msgspec.structs.replace(actor, sector=told.code)
    if actor.kind != "person" and (told := plover.sector(actor.name.split())) is not None and told.code != "UNK":
        return msgspec.structs.replace(actor, sector=told.code)
    return actor

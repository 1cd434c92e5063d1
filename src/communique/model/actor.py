"""Who takes part: persons, states, organisations and groups, with every mention of them."""

from __future__ import annotations

from typing import Literal

import msgspec

from communique.model.span import Span

ActorKind = Literal["person", "state", "organization", "group"]
Form = Literal["name", "nominal", "pronoun", "metonym"]


class Mention(msgspec.Struct, frozen=True, order=True):
    """One place where the text speaks of an actor."""

    start: int
    """First character of the mention."""
    end: int
    """The character behind its last."""
    form: Form
    """A metonym is another name of a state that acts: Moscow, the Kremlin."""

    @property
    def span(self) -> Span:
        """The mention's characters."""
        return Span(self.start, self.end)


class Role(msgspec.Struct, frozen=True):
    """An office or function that the text gives a person."""

    title: str
    """As the text has it, without the state or body: "Foreign Minister"."""
    of: str | None = None
    """Id of the actor whose office it is: a state or an organisation."""
    evidence: Span | None = None


class Actor(msgspec.Struct, frozen=True):
    """One real thing in a report: full name, surname, role, pronoun and metonym are its mentions."""

    id: str
    name: str
    """The fullest name in the report, or the usual one when the actor is known."""
    kind: ActorKind
    """A group is unorganised, or several actors taken together."""
    mentions: tuple[Mention, ...] = ()
    """In text order. An actor known only through others ("U.S. Secretary of State") may have none."""
    entity: str | None = None
    """Its id across a store."""
    country: str | None = None
    """ISO 3166-1 alpha-3, PSE, XKX, or a past state's 3166-3 code."""
    sector: str | None = None
    """PLOVER sector: GOV MIL REB OPP JUD LEG COP SPY CVL BUS JRN IGO NGO ..."""
    roles: tuple[Role, ...] = ()
    """Every office that the text gives, in text order."""
    members: tuple[str, ...] = ()
    """Of a group ("both sides"): the ids of its members."""
    confidence: float = 0.5

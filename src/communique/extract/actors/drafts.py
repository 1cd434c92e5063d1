"""Drafts: names, titles and actors while they are put together; :func:`finish` makes actors what the record holds."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from communique.extract.known_name import KnownName
from communique.knowledge.titles import TitleMatch, in_full
from communique.model import Actor, Mention, Role, Span
from communique.model.actor import ActorKind, Form
from communique.model.identity import fact_identity

NICKNAME = re.compile(r""" ["'“”‘’(][^"'“”‘’()]+["'“”‘’)] """)  # ``Juma "the Lion" Bakari``


@dataclass(slots=True)
class NameMention:
    """One name in the text: tokens ``i`` to ``j`` (exclusive), its characters, and the evidence about it."""

    i: int
    j: int
    start: int
    end: int
    text: str
    known: KnownName | None = None
    """What the tables say, if they know it."""
    votes: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    """Evidence for person, organization, place, other; in points."""
    titles: list[TitleMention] = field(default_factory=list)
    owner: ActorDraft | None = None
    country: str | None = None
    """Of a person: the state in "France's Jean-Marc Ayrault"."""
    inside_title: bool = False
    """A state inside a title before a name ("U.S. Secretary of State"): whose office it is, but no mention."""

    @property
    def bare(self) -> str:
        """The name without a nickname in quotation marks or brackets: "Juma Bakari"."""
        return NICKNAME.sub(" ", self.text)


@dataclass(slots=True)
class TitleMention:
    """A title in the text and whose office the words beside it say it is."""

    i: int
    j: int
    start: int
    end: int
    match: TitleMatch
    text: str
    of: KnownName | None = None
    holder: NameMention | None = None


@dataclass(slots=True, eq=False)
class RoleDraft:
    """A role while its state or body is still a draft."""

    text: str
    match: TitleMatch
    of: ActorDraft | None
    start: int
    end: int


@dataclass(slots=True, eq=False)
class DraftMention:
    """A mention with its tokens."""

    start: int
    end: int
    form: Form
    i: int
    j: int
    silent: bool = False
    """A name inside a description of another ("the Obama administration"): spoken of, but no mention."""


@dataclass(slots=True, eq=False)
class ActorDraft:
    """One actor while its mentions are gathered."""

    kind: ActorKind
    name: str
    country: str | None = None
    sector: str | None = None
    confidence: float = 0.6
    plural: bool = False
    gender: str | None = None
    nouns: set[str] = field(default_factory=set)
    """Nouns that it may be described by again: "council" of a Security Council."""
    code: str | None = None
    """Its code or key in the tables, if they know it."""
    roles: list[RoleDraft] = field(default_factory=list)
    places: list[DraftMention] = field(default_factory=list)
    names: list[NameMention] = field(default_factory=list)
    members: list[ActorDraft] = field(default_factory=list)
    id: str = ""
    taken: set[tuple[int, int]] = field(default_factory=set, repr=False)
    """The places by their characters, so that a mention more is one look."""

    def mention(self, start: int, end: int, form: Form, i: int, j: int, *, silent: bool = False) -> None:
        """Add a mention, once."""
        if (start, end) not in self.taken:
            self.taken.add((start, end))
            self.places.append(DraftMention(start, end, form, i, j, silent))

    @property
    def state(self) -> str | None:
        """The country that it is or speaks for."""
        return self.country


def finish(drafts: Iterable[ActorDraft], text_id: str, implied: Iterable[ActorDraft] = ()) -> tuple[Actor, ...]:
    """The actors in the order of their first mention; those without any (known through others) come last.

    A draft without mentions is kept only if a role or a group names it, or if it is one of the ``implied``.
    """
    listed = list(drafts)
    for d in listed:
        d.places = [p for p in d.places if not p.silent]
    wanted = (
        {id(r.of) for d in listed if d.places for r in d.roles if r.of}
        | {id(m) for d in listed if d.places for m in d.members}
        | {id(d) for d in implied}
    )
    kept = [d for d in listed if d.places or id(d) in wanted]
    for d in kept:
        d.places.sort(key=lambda p: (p.start, p.end))
        first = d.places[:1]
        d.id = fact_identity("actor", text_id, [Span(p.start, p.end) for p in first], d.kind, d.name, d.country or "")
    kept.sort(key=lambda d: (not d.places, d.places[0].start if d.places else 0, d.name))
    return tuple(_finished(d) for d in kept)


def _finished(d: ActorDraft) -> Actor:
    roles: dict[tuple[str, str | None], Role] = {}
    for r in d.roles:
        of = r.of.id if r.of is not None else None
        title = in_full(r.text)
        roles.setdefault((title.casefold(), of), Role(title, of, Span(r.start, r.end)))
    # "Foreign Minister" once with its state and once without is one role.
    known = {title for title, of in roles if of is not None}
    return Actor(
        id=d.id,
        name=d.name,
        kind=d.kind,
        mentions=tuple(Mention(p.start, p.end, p.form) for p in d.places),
        country=d.country,
        sector=d.sector,
        roles=tuple(r for (title, of), r in roles.items() if of is not None or title not in known),
        members=tuple(m.id for m in d.members),
        confidence=d.confidence,
    )

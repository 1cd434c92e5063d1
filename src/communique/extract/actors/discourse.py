"""What has been spoken of so far while a report is walked: the memory that pronouns and descriptions look into."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from communique.extract.actors.decisions import ReferenceChoice
from communique.extract.actors.drafts import ActorDraft
from communique.language.document import Attribution, Document
from communique.language.phrases import head_of
from communique.language.span_index import SpanIndex
from communique.language.tree import Token


@dataclass(slots=True)
class MentionTrace:
    """One mention as it went by."""

    draft: ActorDraft
    i: int
    j: int
    sentence: int
    role: str
    """subject, object, possessive or other."""
    quotation: int | None
    """Number of the quotation that it stands in."""
    form: str


@dataclass
class Discourse:
    """The mentions up to a place, in text order."""

    document: Document
    seen: list[MentionTrace] = field(default_factory=list)
    pairs: list[MentionTrace] = field(default_factory=list)
    """Actors told side by side or meeting each other, whom only "they" may mean; no mention of its own."""
    counts: Counter[int] = field(default_factory=Counter)
    speakers: dict[int, ActorDraft] = field(default_factory=dict)
    """Speaker of each attribution, by its number, as far as it is known."""
    latest: dict[int, MentionTrace] = field(default_factory=dict)
    """The latest mention of each actor, by the draft's identity; who was spoken of last stands last."""
    at: dict[int, MentionTrace] = field(default_factory=dict)
    """The latest mention that begins with a token, by its number."""
    by_sentence: defaultdict[int, list[MentionTrace]] = field(default_factory=lambda: defaultdict(list))
    groups: defaultdict[int, list[MentionTrace]] = field(default_factory=lambda: defaultdict(list))
    """Names of several together ("Zambia and Malawi"), by the draft's identity."""
    called: defaultdict[int, set[bool]] = field(default_factory=lambda: defaultdict(set))
    """Whether an actor was called "they" (True) or "it" (False), by the draft's identity."""
    decisions: list[ReferenceChoice] | None = None
    """How it was decided whom each pronoun and description means, if somebody asks for it."""

    def add(self, draft: ActorDraft, i: int, j: int, form: str) -> MentionTrace:
        """Note a mention."""
        seen = self._trace(draft, i, j, form)
        self.seen.append(seen)
        self.latest.pop(id(draft), None)
        self.latest[id(draft)] = seen
        self.at[i] = seen
        self.by_sentence[seen.sentence].append(seen)
        if draft.members and form == "name":
            self.groups[id(draft)].append(seen)
        self.counts[id(draft)] += 1
        return seen

    def add_pair(self, draft: ActorDraft, i: int, j: int) -> None:
        """Note that the members of a group stand together from token ``i`` to ``j``."""
        self.pairs.append(self._trace(draft, i, j, "pair"))

    def _trace(self, draft: ActorDraft, i: int, j: int, form: str) -> MentionTrace:
        token = head_of(self.document.syntax[i:j])
        number, quotation = self.document.sentence_number(token.idx), self.document.quotation_number(token.idx)
        return MentionTrace(draft, i, j, number, grammatical_role(token), quotation, form)

    def spoke_last(self, token: Token) -> ActorDraft | None:
        """Of a pronoun that is itself the source of words: who spoke the words just before these."""
        return next((who for who, back in self._before(token.idx) if back <= 3), None)

    def spoke_before(self, number: int) -> Iterator[tuple[ActorDraft, int]]:
        """Who spoke the words just before those of an attribution, if it is known, and how many sentences ago."""
        sources = self.document.attributions[number].source
        return self._before(sources[0].start) if sources else iter(())

    def _before(self, source: int) -> Iterator[tuple[ActorDraft, int]]:
        own = self._outer.get(source)
        if own:
            cue, number = self._order[own - 1]
            if number in self.speakers:
                back = self.document.sentence_number(source) - self.document.sentence_number(cue)
                yield self.speakers[number], back

    @cached_property
    def _order(self) -> list[tuple[int, int]]:
        """(start of the cue, number) of the attributions that no other's content holds, in the order of their cues."""
        listed = self.document.attributions
        cues = ((a.cue[0], n) for n, a in enumerate(listed) if a.cue)
        return sorted((cue.start, n) for cue, n in cues if not self._contents.around(cue.start, cue.end))

    @cached_property
    def _outer(self) -> dict[int, int]:
        """Start of a source -> the place in that order of the first attribution that has it."""
        listed = self.document.attributions
        return {s.start: k for k, (_, n) in reversed(list(enumerate(self._order))) for s in listed[n].source}

    def speaks(self, token: Token) -> bool:
        """Whether the token is, or is a part of, the source of words."""
        return token.i in self._sources

    @cached_property
    def _sources(self) -> frozenset[int]:
        spans = [s for a in self.document.attributions for s in a.source]
        return frozenset(t.i for s in spans for t in self.document.tokens_in(s))

    def recent(self, sentence: int, distance: int) -> Iterator[MentionTrace]:
        """Mentions of the last ``distance`` sentences up to this one, the latest first."""
        for s in reversed(self.seen):
            if s.sentence < sentence - distance:
                return
            yield s

    def attribution_at(self, offset: int) -> tuple[int, Attribution] | None:
        """The innermost attribution whose content holds ``offset``, with its number."""
        around = self.contents_at(offset)
        if not around:
            return None
        number = min(around, key=lambda content: content[0])[1]
        return number, self.document.attributions[number]

    def contents_at(self, offset: int) -> list[tuple[int, int]]:
        """(length, number of its attribution) of each content that holds ``offset``."""
        return [(end - start, number) for start, end, number in self._contents.around(offset, offset + 1)]

    @cached_property
    def sources(self) -> SpanIndex[int]:
        """The sources of attributions, each with the attribution's number."""
        return SpanIndex((s.start, s.end, n) for n, a in enumerate(self.document.attributions) for s in a.source)

    @cached_property
    def _contents(self) -> SpanIndex[int]:
        return SpanIndex((c.start, c.end, n) for n, a in enumerate(self.document.attributions) for c in a.content)


def grammatical_role(token: Token) -> str:
    """subject, object, possessive or other; a conjunct or an apposition has its head's role."""
    while token.dep_ in ("conj", "appos") and token.head != token:
        token = token.head
    if token.dep_ in ("nsubj", "nsubjpass", "csubj"):
        return "subject"
    if token.dep_ in ("dobj", "dative", "pobj", "agent"):
        return "object"
    return "possessive" if token.dep_ == "poss" else "other"

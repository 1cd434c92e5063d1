"""Whom "we" may mean: who speaks, for whom he speaks, with whom, whose text it is; and what speaks for each.

Each option has relations to who says it ("spoken for", "his state"); the nearest of them is its part in the words. The
features cross that part with who speaks, where the words stand, and the words around the pronoun.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from communique.extract.actors.clustering import ActorDrafts
from communique.extract.actors.discourse import Discourse
from communique.extract.actors.drafts import ActorDraft
from communique.extract.actors.homes import homes
from communique.extract.actors.pronoun_features import kind_of
from communique.knowledge.word_lists import word_list
from communique.language.clauses import governing_verb
from communique.language.tree import Token

FOR_A_STATE = frozenset(("GOV", "MIL", "LEG"))
"""Sectors of those whose "we" is their state."""
NEAR = 5  # sentences looked back for who may be meant
JUST = 2  # sentences looked back for pairs
MOST = 2  # states that the report speaks of most
FAR = -2.0  # "distance" of who has no mention
PARTS = (
    ("speaker", ("speaker",)),
    ("spoken for", ("spoken for",)),
    ("of his office", ("of his office",)),
    ("his state", ("his state", "state of his body")),
    ("with the speaker", ("with the speaker", "pair near")),
    ("issuer", ("office", "issuers", "issuer himself")),
    ("outer", ("outer speaker",)),
    ("outer state", ("state of the outer speaker",)),
    ("member", ("a member of the speakers",)),
    ("his government", ("his government",)),
    ("home", ("home",)),
)
"""An option's part, by the first of these that one of its relations is in."""
FORMS = {"we": "we", "us": "us", "ourselves": "us", "our": "our", "ours": "our"}


class Words(NamedTuple):
    """In whose words a pronoun stands, as far as that is known."""

    speaker: ActorDraft | None
    outer: Sequence[ActorDraft]
    """Who tells what he says."""
    told: bool
    """Whether they are told of somebody at all."""
    quotation: int | None


class Issuing(NamedTuple):
    """Who speaks through the report itself: the state whose office publishes it, those who issue it, a person."""

    office: ActorDraft | None
    issuers: ActorDraft | None
    himself: ActorDraft | None


class Earlier(NamedTuple):
    """What a "we" before it was taken for."""

    draft: ActorDraft | None
    speaker: ActorDraft | None
    quotation: int | None


class Referent(NamedTuple):
    """Somebody whom "we" may mean."""

    draft: ActorDraft
    features: dict[str, float]


class Ourselves:
    """The options of every "we" of a report."""

    def __init__(self, d: Discourse, cast: ActorDrafts, issuing: Issuing) -> None:
        self.d = d
        self.cast = cast
        self.issuing = issuing
        self.genre = d.document.report.genre or "none"
        self.title = (d.document.report.title or "").casefold()
        points = homes(d.document)
        home = max(sorted(points), key=lambda code: points[code], default=None)
        self.home = cast.find_state(home) if home is not None else None
        governments = word_list("governments") | word_list("american_governments")
        told = [x for x in cast.drafts if x.places]
        self.governments = [x for x in told if x.kind == "organization" and x.nouns & governments]
        self.groups = [x for x in told if x.members]
        self.outlets = [x for x in told if x.sector == "JRN"]
        states = sorted((x for x in told if x.kind == "state"), key=lambda x: -d.counts[id(x)])
        self.most = states[:MOST]

    def options(
        self, token: Token, words: Words, ruled: ActorDraft | None, spoken_for: ActorDraft | None, before: list[Earlier]
    ) -> tuple[list[Referent], dict[str, float]]:
        """Everybody whom a pronoun may mean, with features, and the features of nobody.

        Args:
            token: the pronoun.
            words: in whose words it stands.
            ruled: whom the rules choose.
            spoken_for: the state or body for which the speaker speaks.
            before: what those before it were taken for, in text order.
        """
        keep: dict[int, ActorDraft] = {}
        relations: dict[int, dict[str, None]] = {}
        for draft, relation in self._related(words, ruled, spoken_for):
            keep[id(draft)] = draft
            relations.setdefault(id(draft), {})[relation] = None
        own = set(keep) - {id(ruled)}
        for draft, relation in self._near(token, words, own):
            keep[id(draft)] = draft
            relations.setdefault(id(draft), {})[relation] = None
        scene = _Scene(self, token, words)
        found = [Referent(x, scene.features(x, list(relations[key]), before)) for key, x in keep.items()]
        return found, scene.nobody(before)

    def _related(
        self, words: Words, ruled: ActorDraft | None, spoken_for: ActorDraft | None
    ) -> Iterator[tuple[ActorDraft, str]]:
        """Those whom who speaks and who issues the report make possible."""
        cast, by = self.cast, words.speaker
        found: list[tuple[ActorDraft | None, str]] = [(ruled, "ruled")]
        if by is not None:
            found += [(by, "speaker"), (spoken_for, "spoken for")]
            for role in by.roles:
                if role.of is not None:
                    found.append((role.of, "of his office"))
                    if role.of.country is not None and role.of.kind != "state":
                        found.append((cast.find_state(role.of.country), "state of his body"))
            if by.country is not None and by.kind != "state":
                found.append((cast.find_state(by.country), "his state"))
            found += [(m, "a member of the speakers") for m in by.members]
        for o in words.outer:
            found.append((o, "outer speaker"))
            if o.country is not None:
                found.append((cast.find_state(o.country), "state of the outer speaker"))
        office, issuers, himself = self.issuing
        found += [(office, "office"), (issuers, "issuers"), (himself, "issuer himself")]
        return ((x, relation) for x, relation in found if x is not None)

    def _near(self, token: Token, words: Words, own: set[int]) -> Iterator[tuple[ActorDraft, str]]:
        """Groups of which the speaker is, his government, those spoken of near, the state of the outlet."""
        d, by = self.d, words.speaker
        here = d.document.sentence_number(token.idx)
        if self.home is not None:
            yield self.home, "home"
        of = by.country if by is not None else self.issuing.office.country if self.issuing.office is not None else None
        if of is not None:
            yield from ((x, "his government") for x in self.governments if x.country == of)
        for x in self.groups:
            if own & {id(m) for m in x.members} or own & {
                id(self.cast.find_state(m.country)) for m in x.members if m.country is not None and m.kind != "state"
            }:
                yield x, "with the speaker"
        for number in range(max(here - NEAR, 0), here + 1):
            for s in d.by_sentence.get(number, ()):
                if s.draft.kind != "person":
                    yield s.draft, "near"
        for s in d.pairs:
            if by is not None and here - JUST <= s.sentence <= here and _one_of(by, s.draft):
                yield s.draft, "pair near"
        yield from ((x, "spoken of most") for x in self.most)
        if not words.told and words.quotation is None:
            yield from ((x, "an outlet") for x in self.outlets)


def _one_of(speaker: ActorDraft, group: ActorDraft) -> bool:
    """Whether a speaker, or his state, is a member of a group."""
    return any(m is speaker or (m.kind == "state" and m.country == speaker.country) for m in group.members)


class _Scene:
    """The words around a pronoun, and what they and a relation say together."""

    def __init__(self, of: Ourselves, token: Token, words: Words) -> None:
        d = of.d
        self.of = of
        self.words = words
        self.here = d.document.sentence_number(token.idx)
        self.token = token
        self.form = FORMS[token.text.casefold()]
        self.governor = token.head.text.casefold()
        quoted = words.quotation is not None
        self.where = ("quoted" if words.told else "quoted alone") if quoted else "told" if words.told else "outside"
        by = words.speaker
        self.who = "nobody" if by is None else kind_of(by)
        self.sector = (by.sector or "-") if by is not None else ""
        self.official = "official" if by is not None and by.sector in FOR_A_STATE else "other"
        verb = governing_verb(token)
        self.verb = verb.text.casefold() if verb is not None else None
        beside = {c.text.casefold() for c in verb.children} if verb is not None else set()
        self.modal = next((m for m in ("must", "should", "can", "will", "would", "could", "may") if m in beside), None)
        folded = d.document.folded
        self.next = folded[token.i + 1] if token.i + 1 < len(folded) else ""
        self.previous = folded[token.i - 1] if token.i else ""
        self.sentence = frozenset(folded[token.sent.start : token.sent.end])
        self.nearest: dict[int, int] = {}
        """Sentences to the latest mention of each before it, or to the first behind it, by the draft's identity."""
        for s in d.seen:
            if s.i <= token.i or id(s.draft) not in self.nearest:
                self.nearest[id(s.draft)] = abs(self.here - s.sentence)
        self.named_here = {id(s.draft) for s in d.by_sentence.get(self.here, ()) if s.form != "pronoun"}
        self.spoke_last = d.spoke_last(token)

    def features(self, x: ActorDraft, relations: Sequence[str], before: list[Earlier]) -> dict[str, float]:
        """What speaks for an actor in these relations."""
        kind, by = kind_of(x), self.words.speaker
        part = next((name for name, of in PARTS if any(r in of for r in relations)), "other")
        named = float(id(x) in self.named_here)
        names = [
            f"kind {kind}", f"{self.form}: {kind}", f"{self.where}: {kind}", f"genre {self.of.genre}: {kind}",
            f"main {part}: {kind}", f"{self.where}: main {part}", f"{self.where}: {part} of {self.who}",
            f"main {part}: {kind} of {self.who} {self.sector}", f"main {part}: {kind} of {self.official}",
            f"{self.form}: main {part}", f"genre {self.of.genre}: main {part}",
            f"{self.form} of {self.governor}: {part}", f"of {self.governor}: {kind}", f"sector {x.sector or '-'}",
            *relations, *(f"{self.where}: {r}" for r in relations),
        ]  # fmt: skip
        if self.modal is not None:
            names += [f"modal: {part}", f"{self.modal}: {kind}"]
        if self.form == "we" and "with" in self.sentence:
            names.append(f"with: {part}")
        if self.sentence & {"together", "both"} or self.next in ("both", "all") or self.previous == "of":
            names += [f"together: {part}", f"together: {kind}"]
        if by is not None and by.country is not None:
            names.append("same state" if x.country == by.country else "another state" if x.country else "no state")
        if by is not None and any(m is by or (m.country and m.country == by.country) for m in x.members):
            names.append("speaker inside")
        if self.spoke_last is x:
            names.append("spoke last")
        if self.of.title and x.name.casefold() in self.of.title:
            names.append("in the title")
        if before:
            names += self._as_before(x, before)
        if named:
            names += ["spoken of here", f"spoken of here: {part}"]
        away = self.nearest.get(id(x))
        return dict.fromkeys(names, 1.0) | {
            "often": math.log2(1 + self.of.d.counts[id(x)]) / 3,
            "distance": -math.log2(2 + away) / 2 if away is not None else FAR,
        }

    def _as_before(self, x: ActorDraft, before: list[Earlier]) -> list[str]:
        last = before[-1]
        quotation, by = self.words.quotation, self.words.speaker
        if quotation is not None and last.quotation == quotation:
            where = "in this quotation"
        else:
            where = "by the same" if by is not None and last.speaker is by else "before"
        if last.draft is x:
            return [f"so {where}"]
        return ["so once"] if any(e.draft is x for e in before) else [f"not so {where}"]

    def nobody(self, before: list[Earlier]) -> dict[str, float]:
        """What speaks for a pronoun that means nobody: all people, whoever it may be."""
        what = (
            self.form, self.where, f"genre {self.of.genre}", f"of {self.governor}", f"{self.where} {self.who}",
            f"{self.who} {self.sector}", f"{self.form} {self.where}",
        )  # fmt: skip
        names = ["nobody", *(f"nobody: {w}" for w in what)]
        if self.modal is not None:
            names += ["nobody: modal", f"nobody: {self.modal}"]
        if self.next in ("all", "both"):
            names.append(f"nobody: {self.next}")
        if self.previous in ("as", "all", "of"):
            names.append(f"nobody: behind {self.previous}")
        if self.verb is not None:
            names.append(f"nobody: under {self.verb}")
        if self.sentence & {"world", "planet", "humanity", "everyone"}:
            names.append("nobody: world")
        if before:
            names.append("nobody: so before" if before[-1].draft is None else "nobody: not so before")
        if self.words.speaker is None:
            names.append("nobody: nobody speaks")
        return dict.fromkeys(names, 1.0)

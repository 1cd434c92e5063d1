"""Whom a third-person pronoun means: all who may be meant, and nobody, by weights that add up to a score.

The sieve before the scores is hard: gender and number must not clash, a quotation's speaker is not "he" inside it, and
the object of a verb is not its subject. Then "he" and "she" mean the best of the persons left. "It", "they" and their
possessives are asked of the actors, of each thing spoken of and of nothing at all together, by a conditional logit
(McFadden 1974; for coreference: Denis and Baldridge 2007, "A ranking approach to pronoun resolution"): they mean the
best of the actors only if he is likelier than all that is no actor. The weights are in ``data/pronouns.json`` (fitted
by ``training.pronouns``, which tells on what).
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from itertools import islice, takewhile
from typing import NamedTuple

from communique.extract.actors.decisions import Contender, ReferenceChoice
from communique.extract.actors.discourse import Discourse, MentionTrace
from communique.extract.actors.drafts import ActorDraft
from communique.extract.actors.pronoun_features import Asking, features, further_features
from communique.extract.actors.pronouns import Pronoun
from communique.extract.actors.things import nobody_features, thing_features
from communique.knowledge.word_lists import word_list
from communique.language.clauses import subject
from communique.language.tags import FINITE, PLURAL_NOUNS
from communique.language.tree import Token

MOST_ASKED = 200  # actors of the whole report whom a pronoun may mean if those near it do not fit
WINDOW = 6  # sentences looked back
OBJECTS = frozenset(("dobj", "dative", "pobj"))
LEAST = -4.0  # score below which "he" is left without an actor
HE = "he"
"""The name of the weights of "he" and "she"."""
RANKED = "ranked"
"""Among the features of "it" and "they", what weights that rank persons say of an actor."""


class Antecedent(NamedTuple):
    """An actor whom a pronoun may mean."""

    draft: ActorDraft
    latest: MentionTrace
    features: dict[str, float]


@cache
def weights(of: str = "weights") -> dict[str, float]:
    """Feature name -> weight: of ``he``, ``it``, ``its``, ``they``, ``their``, or ``weights``, which rank persons."""
    loaded: dict[str, float] = json.loads(
        files("communique.extract.actors").joinpath("data/pronouns.json").read_text("utf-8")
    )[of]
    return loaded


def agrees(p: Pronoun, draft: ActorDraft) -> bool:
    """Whether gender, number and kind allow it."""
    if p.gender in ("m", "f"):
        return draft.kind == "person" and not draft.plural and draft.gender in (None, p.gender)
    if p.gender == "n":
        return draft.kind != "person" and not (draft.kind == "group" and draft.plural)
    return draft.plural or draft.kind in ("organization", "group", "state")


def score(found: Mapping[str, float], of: str = "weights") -> float:
    """The weighted sum."""
    w = weights(of)
    return sum([w.get(name, 0.0) * value for name, value in found.items() if value])


def points(found: Mapping[str, float], of: str) -> dict[str, float]:
    """What each feature adds to the score."""
    w = weights(of)
    return {name: w[name] * value for name, value in found.items() if value and name in w}


def meant(d: Discourse, token: Token, p: Pronoun, ahead: list[MentionTrace]) -> ActorDraft | None:
    """The actor whom a third-person pronoun means; None when it means nobody, or nobody can be told."""
    a = Asking(d, token, p)
    if p.reflexive and token.dep_ in OBJECTS and a.own_subject is not None and agrees(p, a.own_subject):
        return a.own_subject  # "Roe recused himself"
    listed = candidates(a, ahead)
    if not listed:
        if d.decisions is not None:
            d.decisions.append(ReferenceChoice(token.idx, token.idx + len(token.text), None, ()))
        return None
    family = HE if p.gender in ("m", "f") else p.family
    best, _, found = max((score(c.features, family), -n, c) for n, c in enumerate(listed))
    if family == HE:
        nobody, chosen = None, found.draft if best >= LEAST else None
    else:
        nobody = _together([score(f, family) for f in nobodies(a, alone=False)])
        chosen = found.draft if best >= nobody else None
    if d.decisions is not None:
        d.decisions.append(_decision(token, chosen, listed, family, nobody))
    return chosen


def _decision(
    token: Token, chosen: ActorDraft | None, listed: list[Antecedent], family: str, nobody: float | None
) -> ReferenceChoice:
    among = [Contender(c.draft, score(c.features, family), points(c.features, family)) for c in listed]
    if nobody is not None:
        among.append(Contender(None, nobody))
    return ReferenceChoice(token.idx, token.idx + len(token.text), chosen, tuple(among))


def nobodies(a: Asking, *, alone: bool) -> list[dict[str, float]]:
    """The features of all that is no actor: each thing, and last nothing at all."""
    return [*thing_features(a), nobody_features(a, alone=alone)]


def _together(scores: list[float]) -> float:
    """The score of all of them together: the logarithm of the sum of their exponentials."""
    most = max(scores)
    return most + math.log(sum(math.exp(x - most) for x in scores))


def candidates(a: Asking, ahead: list[MentionTrace]) -> list[Antecedent]:
    """Everybody whom the pronoun may mean, with features; ``ahead`` are names later in the sentence (cataphora)."""
    d, token, p = a.d, a.token, a.p
    latest = _latest(a, ahead)
    named = _in_groups(d, latest) if p.plural else set()
    barred = _barred(a)
    traces = [s for s in latest.values() if id(s.draft) not in barred and agrees(p, s.draft)]
    traces.sort(key=lambda s: abs(token.i - s.i))
    found: list[Antecedent] = []
    for place, s in enumerate(traces):
        told = features(a, s.draft, s)
        if p.gender not in ("m", "f"):
            told[RANKED] = score(told)
        told |= further_features(a, s.draft, s, place=place, in_a_group=id(s.draft) in named)
        found.append(Antecedent(s.draft, s, told))
    return found


def _latest(a: Asking, ahead: list[MentionTrace]) -> dict[int, MentionTrace]:
    """The latest mention of everybody near, by the draft's identity; of everybody at all where nobody near fits."""
    d, p = a.d, a.p
    latest: dict[int, MentionTrace] = {}
    for s in d.recent(a.here, WINDOW):
        if s.i < a.token.i:
            latest.setdefault(id(s.draft), s)
    if len(latest) < 2 and not any(agrees(p, s.draft) for s in latest.values()):
        for s in islice(reversed(d.latest.values()), MOST_ASKED):
            latest.setdefault(id(s.draft), s)
    for s in ahead:
        latest.setdefault(id(s.draft), s)
    if p.plural:
        for s in reversed(d.pairs):
            if s.sentence < a.here - WINDOW:
                break
            latest.setdefault(id(s.draft), s)
    return latest


def _in_groups(d: Discourse, latest: Mapping[int, MentionTrace]) -> set[int]:
    """Who was named side by side with others, as "they" may be all of: "Zambia and Malawi ... they"."""
    least = min((s.i for s in latest.values()), default=0)
    found: set[int] = set()
    for draft in latest:
        for group in takewhile(lambda g: g.j > least, reversed(d.groups.get(draft, ()))):
            inside = {id(s.draft) for s in latest.values() if group.i <= s.i and s.j <= group.j}
            found |= inside - {draft}
    return found


def _barred(a: Asking) -> set[int]:
    """Who cannot be meant: the person who speaks, the subject of the verb whose object it is, who is refuted."""
    p = a.p
    claims = _refuted(a)
    barred = {id(s.draft) for s in a.d.recent(a.here, 0) for t in claims if s.i <= t.i < s.j}
    if a.quoted and p.gender in ("m", "f") and a.speaker is not None:
        barred.add(id(a.speaker))
    if not p.reflexive and not p.possessive and a.role == "object":
        own = _clause_subject(a.token, p)
        barred |= {id(s.draft) for s in a.d.recent(a.here, 0) if own is not None and s.i <= own.i < s.j}
    if (wanting := _who_wants_it_done(a.token, p)) is not None:
        barred |= {id(s.draft) for s in a.d.recent(a.here, 0) if s.i <= wanting.i < s.j}
    if p.plural and not p.possessive and a.role == "subject" and not a.told_in and not a.is_source:
        barred |= _tells_of_others(a)
    return barred


def _who_wants_it_done(token: Token, p: Pronoun) -> Token | None:
    """The subject of the verb whose object acts without a tense of its own: "[Peru] wants it extended"."""
    verb = token.head
    if p.reflexive or p.possessive or token.dep_ not in ("nsubj", "nsubjpass") or verb.dep_ not in ("ccomp", "xcomp"):
        return None
    auxiliaries = [c for c in verb.children if c.dep_ in ("aux", "auxpass", "mark")]
    to = any(c.tag_ == "TO" for c in auxiliaries)
    bare = not auxiliaries and verb.tag_ not in FINITE and verb.head.text.casefold() in word_list("has_it_done")
    return subject(verb.head) if to or bare else None


def _tells_of_others(a: Asking) -> set[int]:
    """Who only told the sentence before: "The missiles were stolen, [officials] said. They", which are the missiles."""
    d = a.d
    found: set[int] = set()
    for s in d.by_sentence.get(a.here - 1, ()):
        if s.form != "nominal" or not s.draft.plural or s.role != "subject":
            continue
        start = d.document.syntax[s.i].idx
        for _, _, number in d.sources.around(start, start + 1):
            content = d.document.attributions[number].content
            told = d.document.tokens_in(content[0]) if content and content[0].end <= start else ()
            if any(t.dep_ in ("nsubj", "nsubjpass") and t.tag_ in PLURAL_NOUNS for t in told):
                found.add(id(s.draft))
    return found


def _refuted(a: Asking) -> list[Token]:
    """Who claims what another denies: the paper in "Peru denied a report by [the paper] that it had sent troops"."""
    if a.verb is None or a.verb.dep_ not in ("acl", "ccomp") or a.p.possessive:
        return []
    claim = a.verb.head
    if claim.dep_ != "dobj" or claim.head.text.casefold() not in word_list("verbs_of_denial"):
        return []
    return [t for c in claim.children if c.dep_ == "prep" and c.i < a.token.i for t in c.children if t.dep_ == "pobj"]


def _clause_subject(token: Token, p: Pronoun) -> Token | None:
    """The subject of the verb whose object the token is; of "him" and "her" also one that a verb above it has."""
    up = token.head
    hops = 0
    while up.dep_ in ("prep", "pobj", "dobj", "attr", "agent") and up.head != up and hops < 3:
        up = up.head
        hops += 1
    own = next((c for c in up.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if own is None and p.gender in ("m", "f") and up.i and up.nbor(-1).text in (",", "and"):
        return subject(up)  # "called Roe, urging him to stay", "met Roe and urged him to stay"
    return own

"""How likely an act is one, by the rule that tells it, the act head's vote, and what stands around it.

A logistic regression whose weights are in ``data/acts.json``; ``training/acts.py`` fits them and tells on what. What
it is given of an act is named numbers (:func:`traits`); one that it does not know weighs nothing.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from functools import cache
from importlib.resources import files

import msgspec

from communique.extract.confidence import bounded
from communique.extract.events.act import Act, act_span
from communique.extract.events.act_finder import ActFinder
from communique.extract.events.derive import UNDERTAKEN
from communique.extract.events.evidence import of_act
from communique.extract.events.modality import HELD
from communique.extract.events.voted import NEAR, VOTED, voted
from communique.knowledge import plover
from communique.knowledge.meetings import nouns, status_words
from communique.language.document import Document
from communique.language.votes import TYPES, VOTES, Votes
from communique.model import Span

CHANCE = "chance"
"""What the log-odds of an act are called among the features of its event."""
SURELY = 0.018
"""Chances nearer to none and to certain than this are as good as it."""
FLOOR = -7.0
"""No log-probability below this tells more."""
SELDOM = frozenset(("PROTEST",))
"""Types of which the annotated reports tell too few for the regression to know which of a rule's acts stand."""
FIGURATIVE = frozenset(("ASSAULT", "REJECT"))
"""Types of which a rule knows the words' other senses better than the head: "declined to comment"."""
ENDING = frozenset(("RETREAT", "CONCEDE"))
"""Types of acts by which others end: the nouns of these tell no act beside."""
EARLY = 3
"""Sentences at the beginning that tell the news."""


class Weights(msgspec.Struct, frozen=True):
    """The regression, and from which probability on acts are told."""

    weights: dict[str, float]
    keep: float
    """An act of a rule below it is no event."""
    add: float
    """An act of the head alone from it on is an event."""
    head: str = "acts-3"
    """The act head whose votes they weigh."""
    about: str = ""
    whole: dict[str, float] | None = None
    """A regression over an event's features and the log-odds of its act: whether those who act are right too."""

    def score(self, traits: Mapping[str, float]) -> float:
        """The log-odds that an act with such traits is one."""
        return self.weights["always"] + sum(self.weights.get(name, 0.0) * value for name, value in traits.items())

    def chance(self, traits: Mapping[str, float]) -> float:
        """The probability of that."""
        return 1 / (1 + math.exp(-max(min(self.score(traits), 30.0), -30.0)))


def sure(whole: Mapping[str, float] | None, features: Collection[str], chance: float) -> float:
    """How sure an event is told to be: that its type, its act and all who act are right; the chance if unfitted."""
    if whole is not None:
        odds = math.log(chance / (1 - chance)) if SURELY < chance < 1 - SURELY else math.copysign(4.0, chance - 0.5)
        score = whole["always"] + whole.get(CHANCE, 0.0) * odds + sum(whole.get(name, 0.0) for name in features)
        chance = 1 / (1 + math.exp(-score))
    return bounded(chance)


@cache
def shipped() -> Weights:
    """The weights that ship with the package."""
    return msgspec.json.decode(files("communique.extract").joinpath("data/acts.json").read_bytes(), type=Weights)


def vote(document: Document, found: ActFinder, weights: Weights) -> None:
    """Give each act its chance, drop the unlikely ones, and add the likely ones that the act head alone tells."""
    found.whole = weights.whole
    own = plover.own_rules()
    for act in found.acts:
        act.chance = weights.chance(traits(document, act))
        # Of a user's own rules nothing is known until he has judged what they find.
        known = act.match.rule not in own or f"rule:{act.match.rule.name}" in weights.weights
        asked = known and act.shape.modality in HELD and act.shape.type not in SELDOM and not _calls_off(document, act)
        act.dropped = asked and act.chance < weights.keep
        if act.dropped and act.shape.why == UNDERTAKEN:  # no commitment then, but what is to come all the same
            act.shape, act.dropped = msgspec.structs.replace(act.shape, modality="planned", why=""), False
    others = {(r.token, r.excludes) for r in found.refusals if r.excludes in FIGURATIVE}  # "bombarded with questions"
    more = voted(document, found.company, found.acts, found.matches, found.told_in)
    ended = {i for m in found.matches.values() if m.rule.type in ENDING for i in m.consumed}  # "halted its strikes"
    more = [a for a in more if (a.match.token.i, a.shape.type) not in others and a.match.token.i not in ended]
    for act in more:
        act.chance = weights.chance(traits(document, act))
    told = [a for a in found.acts if not a.dropped]
    for act in sorted(more, key=lambda a: (-(a.chance or 0.0), a.match.token.i)):
        if (act.chance or 0.0) >= weights.add and not any(_same(act, o) for o in told):
            told.append(act)
            found.voted.append(act)


def _calls_off(document: Document, act: Act) -> bool:
    """Whether an act calls off a meeting that its words name: the annotated reports tell too few of these, too."""
    match = act.match
    ends = any(found.status == "cancelled" for found in status_words("verb").get(match.token.text.casefold(), ()))
    return match.rule.type == "REJECT" and ends and any(document.folded[i] in nouns() for i in match.consumed)


def _same(act: Act, other: Act) -> bool:
    return same_act(act.match.token.i, act.shape.type, other.match.token.i, other.shape.type)


def same_act(token: int, kind: str, other: int, its_kind: str) -> bool:
    """Whether two words, by their numbers and types, tell one act."""
    return token == other or (abs(token - other) <= NEAR and kind == its_kind)


def traits(document: Document, act: Act) -> dict[str, float]:
    """What the regression is given of an act."""
    span = act_span(act.match)
    token = act.match.token
    found = dict.fromkeys(of_act(act, document.text), 1.0)
    ruled = not act.match.rule.name.startswith(VOTED)
    found["ruled" if ruled else "voted"] = 1.0
    found |= {f"dep:{token.dep_}": 1.0, f"tag:{token.tag_}": 1.0, f"why:{act.judged.why.casefold()}": 1.0}
    at = document.sentence_number(span.start)
    if at < EARLY:
        found[f"sentence {at}"] = 1.0
    if document.in_quotation(token.idx):
        found["quoted"] = 1.0
    if act.statement is not None and act.statement.parent is not None:
        found["nested"] = 1.0
    return found | _votes(document.layers[VOTES], document, act, span, "ruled" if ruled else "voted")


def _votes(votes: Votes, document: Document, act: Act, span: Span, side: str) -> dict[str, float]:
    """What the act head says of the act's words."""
    token = act.match.token
    voted_on = votes.of(token.idx, token.idx + len(token.text))
    if voted_on is None:
        return {}
    every = votes.of_all((t.idx, t.idx + len(t.text)) for t in document.tokens_in(span))
    own = voted_on.tolist()
    best = every.max(0).tolist() if len(every) else own
    found = {
        f"{side}: none": max(float(every[:, 0].min()) if len(every) else own[0], FLOOR),
        f"{side}: any": max(math.log1p(-math.exp(min(own[0], -1e-4))), FLOOR),
    }
    if act.shape.type in TYPES:
        mine = 1 + TYPES.index(act.shape.type)
        others = max(best[1:mine] + best[mine + 1 :])
        found |= {
            f"{side}: type": max(best[mine], FLOOR), f"{side}: other": max(others, FLOOR),
            f"{side}: here": max(own[mine], FLOOR),
        }  # fmt: skip
        if best[mine] >= others:
            found[f"{side}: agrees"] = 1.0
    return found

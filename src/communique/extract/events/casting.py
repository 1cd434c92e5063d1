"""Who takes part in an act: whom its rule chose is weighed against all others who could have.

For each role of an act there are options (:mod:`communique.extract.events.options`): whom the rule chose, whom the
sentence names, who tells it, whom the report is about, nobody. A conditional logit (McFadden 1974, "Conditional logit
analysis of qualitative choice behavior") gives each its probability by named traits, whose weights are in
``data/participants.json``; ``training/participants.py`` fits them and tells on what. The rule's choice stands unless
another is clearly likelier.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files

import msgspec

from communique.extract.events.act import Act, Cast
from communique.extract.events.options import Option, Stage
from communique.extract.events.participants import Participant
from communique.extract.events.traits import ROLES, Scene

Pair = tuple[float, float]
"""A number for each role."""
NOTHING: Pair = (0.0, 0.0)


class Casting(msgspec.Struct, frozen=True):
    """The weights of each role, and by how much another option must be likelier than the rule's."""

    weights: dict[str, Pair]
    """By the names of traits, for each of ``ROLES``."""
    least: Pair
    """How likely another choice than the rule's must be."""
    over_nobody: Pair
    """How many times as likely as that nobody has the role, where the rule says so."""
    over_somebody: Pair
    """How many times as likely as whom the rule chose."""
    about: str = ""

    def scores(self, names: Iterable[str]) -> Pair:
        """What traits together weigh."""
        actor = recipient = 0.0
        for name in names:
            if (weight := self.weights.get(name)) is not None:
                actor += weight[0]
                recipient += weight[1]
        return actor, recipient


AS_RULED = Casting({}, (2.0, 2.0), (1.0, 1.0), (1.0, 1.0))
"""Leaves everybody where the rules put him."""


@cache
def shipped() -> Casting:
    """The weights that ship with the package."""
    data = files("communique.extract").joinpath("data/participants.json").read_bytes()
    return msgspec.json.decode(data, type=Casting)


def cast(stage: Stage, act: Act, casting: Casting) -> None:
    """Fill the roles of an act with the likeliest options."""
    scene = Scene(stage, act)
    common = [casting.scores(scene.common(o)) for o in scene.options]
    told: list[Cast] = []
    taken: frozenset[str] = frozenset()
    for k, role in enumerate(ROLES):
        scores = [c[k] + casting.scores(scene.of_role(o, k))[k] for c, o in zip(common, scene.options, strict=True)]
        chances = probabilities(scores)
        ruled = scene.ruled(role)
        shut = [bool(o.ids & taken) or scene.stands_apart(o, role) for o in scene.options]
        open_ = [n for n, closed in enumerate(shut) if n == ruled or not closed]
        lead = casting.over_somebody if scene.options[ruled].people else casting.over_nobody
        chosen = choice(chances, ruled, open_, casting.least[k], lead[k])
        people = scene.options[ruled].people, scene.options[chosen].people
        told.append(Cast(role, *people, (chances[ruled], chances[chosen])))
        if chosen != ruled:
            _fill(act, role, scene.options[chosen])
            taken = scene.options[chosen].ids
    act.cast = tuple(told)


def probabilities(scores: Sequence[float]) -> list[float]:
    """What each option's score makes of it, all together 1."""
    top = max(scores)
    exps = [math.exp(s - top) for s in scores]
    total = sum(exps)
    return [e / total for e in exps]


def choice(chances: Sequence[float], ruled: int, listed: Iterable[int], least: float, lead: float) -> int:
    """The number of the option taken: the likeliest of those listed, if it is clearly likelier than the rule's."""
    best = max(listed, key=lambda n: (chances[n], -n))
    return best if chances[best] >= least and chances[best] >= lead * chances[ruled] else ruled


def _fill(act: Act, role: str, option: Option) -> None:
    people = list(option.people)
    if role == "actor":
        act.actors = people
        act.recipients = _without(act.recipients, option.ids)
    else:
        act.recipients = people


def _without(people: list[Participant], ids: frozenset[str]) -> list[Participant]:
    return [p for p in people if p.actor.id not in ids]

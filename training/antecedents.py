"""Choices of whom a pronoun means, out of annotated reports, and the weights of what tells it.

Every pronoun that the reader asks about is a choice: all candidates that the reader itself finds, each thing, and
nobody, with their features, and which are right by gold, in which every pronoun that means an actor is a mention of it.
Where none is, all that is no actor is right together. The weights are those of a conditional logit: what is common to
all pronouns, and what is a family's own ("its", "they"), each with its penalty, so that a family of few examples keeps
near the others. Needs numpy and scipy only.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec
import numpy as np

from communique.evaluate.gold import Gold
from communique.evaluate.rules import same_actors
from communique.extract.actors import coreference
from communique.extract.actors.clustering import ActorDrafts, draft_actors
from communique.extract.actors.coreference import resolve_coreference
from communique.extract.actors.drafts import ActorDraft, finish
from communique.extract.actors.first_person import FirstPerson
from communique.extract.actors.implied_states import implied_chambers, implied_states
from communique.extract.actors.pronoun_coreference import HE, candidates, meant, nobodies
from communique.extract.actors.pronoun_features import Asking
from communique.extract.actors.pronouns import PRONOUNS
from communique.language.document import ATTRIBUTIONS, Document
from communique.reader import Reader, all_steps, leading_to
from training.reports import part_of, report_of

FOLDS = 5
SELDOM = 5
"""A feature of fewer candidates than this gets no weight."""
PENALTY, OWN_PENALTY = 4.0, 8.0
"""Of what is common to all families, and of what is one's own; chosen by fifths of the reports left out."""
LEAST = 0.06
"""A weight nearer to nothing does not ship."""
WEIGHED = FirstPerson.weighed
OWN = "| "
"""Between a family and the name of a feature that is weighed in it alone."""


class Choice(NamedTuple):
    """A pronoun with all that it may mean: features, the first of them those of actors, and which of them are right."""

    family: str
    source: str
    among: list[dict[str, float]]
    actors: int
    right: list[bool]
    fold: int
    now: bool
    """Whether the reader chooses right today."""


class Asked(NamedTuple):
    """A pronoun while its report is read."""

    family: str
    start: int
    end: int
    people: list[ActorDraft]
    among: list[dict[str, float]]
    chosen: ActorDraft | None


def choices(golds: Iterable[Gold], source: str) -> Iterator[Choice]:
    """Each pronoun of annotated reports, outside boilerplate; of "he" and "she" those that mean somebody."""
    reader = Reader(steps=leading_to(ATTRIBUTIONS, all_steps()))
    for gold in golds:
        document = reader.document(report_of(gold))
        cast, titles = draft_actors(document)
        asked: list[Asked] = []
        coreference.meant = _asking(asked)  # type: ignore[attr-defined]
        FirstPerson.weighed = _weighing(asked)  # type: ignore[method-assign]
        try:
            resolve_coreference(document, cast, titles)
        finally:
            coreference.meant = meant  # type: ignore[attr-defined]
            FirstPerson.weighed = WEIGHED  # type: ignore[method-assign]
        yield from judged(gold, document, cast, asked, source)
        document.let_go()


def _asking(asked: list[Asked]) -> Callable[..., ActorDraft | None]:
    def asking(d: Any, token: Any, p: Any, ahead: Any) -> ActorDraft | None:
        chosen = meant(d, token, p, ahead)
        a = Asking(d, token, p)
        listed = candidates(a, ahead)
        among, people = [c.features for c in listed], [c.draft for c in listed]
        end = token.idx + len(token.text)
        if p.gender in ("m", "f"):
            asked.append(Asked(HE, token.idx, end, people, among, chosen))
        else:
            among += nobodies(a, alone=not listed)
            asked.append(Asked(p.family, token.idx, end, people, among, chosen))
        return chosen

    return asking


def _weighing(asked: list[Asked]) -> Callable[..., ActorDraft | None]:
    def weighing(self: FirstPerson, token: Any, ruled: Any, options: Any) -> ActorDraft | None:
        found, nobody = self.options(token, self.words(token), ruled, options)
        chosen = WEIGHED(self, token, ruled, options)
        family = PRONOUNS[token.text.casefold()].family
        among = [o.features for o in found] + [nobody]
        people = [o.draft for o in found]
        asked.append(Asked(family, token.idx, token.idx + len(token.text), people, among, chosen))
        return chosen

    return weighing


def judged(gold: Gold, document: Document, cast: ActorDrafts, asked: Iterable[Asked], source: str) -> Iterator[Choice]:
    """The choices with what gold says of them."""
    implied = [*implied_states(cast, document.view), *implied_chambers(cast)]
    actors = [msgspec.to_builtins(a) for a in finish(cast.drafts, document.report.text_id, implied)]
    same = same_actors(gold.record, {"actors": actors})
    members = {a["id"]: a.get("members") or [] for a in gold.record["actors"]}
    meant_at: defaultdict[tuple[int, int], list[str]] = defaultdict(list)
    for a in gold.record["actors"]:
        for m in a["mentions"]:
            meant_at[m["start"], m["end"]].append(a["id"])
    left_out = [(b["start"], b["end"]) for b in gold.record["report"].get("boilerplate") or ()]

    def right(draft: ActorDraft, ids: Sequence[str]) -> bool:
        if len(ids) == 1:
            if draft.id and same(ids, [draft.id]):
                return True
            ids = members[ids[0]]  # a pair that has no words of its own is known by its members
        told = [m.id for m in draft.members]
        return len(ids) > 1 and len(told) == len(ids) and all(told) and same(ids, told)

    for one in asked:
        if any(start <= one.start < end for start, end in left_out):
            continue
        ids = meant_at.get((one.start, one.end), [])
        found = [bool(ids) and right(x, ids) for x in one.people]
        no_actor = [not ids] * (len(one.among) - len(one.people))
        if one.family == HE and not any(found):
            continue
        now = not ids if one.chosen is None else bool(ids) and right(one.chosen, ids)
        yield Choice(one.family, source, one.among, len(one.people), found + no_actor, part_of(gold.name, FOLDS), now)


class Table:
    """Choices as numbers: a sparse row for each option, and which options are one choice."""

    def __init__(self, data: Sequence[Choice], names: Mapping[str, int] | None = None) -> None:
        from scipy.sparse import csr_matrix

        if names is None:
            seen = Counter(n for one in data for f in one.among for name in f for n in _both(one.family, name))
            names = {n: k for k, n in enumerate(sorted(n for n, k in seen.items() if k >= SELDOM))}
        self.names = names
        rows, columns, values, group, right, actor = [], [], [], [], [], []
        for number, one in enumerate(data):
            for k, f in enumerate(one.among):
                for name, value in f.items():
                    for n in _both(one.family, name):
                        if value and n in names:
                            rows.append(len(group))
                            columns.append(names[n])
                            values.append(value)
                group.append(number)
                right.append(one.right[k])
                actor.append(k < one.actors)
        self.x = csr_matrix((values, (rows, columns)), (len(group), len(names)))
        self.group, self.right, self.actor = np.array(group), np.array(right, float), np.array(actor)
        self.starts = np.searchsorted(self.group, np.arange(len(data)))

    def chances(self, w: Any) -> Any:
        """The probability of each option."""
        scores = self.x @ w
        exps = np.exp(scores - np.maximum.reduceat(scores, self.starts)[self.group])
        return exps / np.add.reduceat(exps, self.starts)[self.group]


def _both(family: str, name: str) -> tuple[str, str]:
    return name, family + OWN + name


def fit_choices(data: Sequence[Choice], weigh: Mapping[str, float]) -> tuple[Mapping[str, int], Any]:
    """The names of features and the weights of least penalised loss; ``weigh``: what a choice of a source counts."""
    from scipy.optimize import minimize

    table = Table(data)
    penalty = np.array([OWN_PENALTY if OWN in n else PENALTY for n in table.names])
    able = np.maximum.reduceat(table.right, table.starts)  # where nothing is right nothing is learned
    weight = able * np.array([weigh[one.source] for one in data])

    def loss(w: Any) -> tuple[float, Any]:
        p = table.chances(w)
        good = p * table.right
        mass = np.maximum(np.add.reduceat(good, table.starts), 1e-12)
        miss = (p - good / mass[table.group]) * weight[table.group]
        return float(penalty @ (w * w) / 2 - weight @ np.log(mass)), table.x.T @ miss + penalty * w

    found = minimize(loss, np.zeros(len(table.names)), jac=True, method="L-BFGS-B", options={"maxiter": 400})
    return table.names, found.x


def chosen_right(data: Sequence[Choice], names: Mapping[str, int], w: Any) -> list[bool]:
    """Of each choice whether the best actor is right, or rightly none is likelier than nobody."""
    table = Table(data, names)
    p = table.chances(w)
    found = []
    for one, start in zip(data, table.starts, strict=True):
        here = p[start : start + len(one.among)]
        best = int(np.argmax(here[: one.actors])) if one.actors else -1
        somebody = best >= 0 and here[best] >= here[one.actors :].sum()
        found.append(one.right[best] if somebody else one.right[-1])
    return found


def held_out(data: Sequence[Choice], weigh: Mapping[str, float]) -> list[tuple[Choice, bool]]:
    """The choices, each with whether weights that have not seen its report choose right."""
    told: list[tuple[Choice, bool]] = []
    for fold in range(FOLDS):
        names, w = fit_choices([one for one in data if one.fold != fold], weigh)
        left = [one for one in data if one.fold == fold]
        told += zip(left, chosen_right(left, names, w), strict=True)
    return told


def told_by(told: Iterable[tuple[Choice, bool]]) -> str:
    """How many of each family are right now and by weights that have not seen them, by source."""
    of: defaultdict[tuple[str, str], list[tuple[bool, bool]]] = defaultdict(list)
    for one, right in told:
        of[one.source, one.family].append((one.now, right))
    return "\n".join(
        f"{source} {family}: {len(of[source, family])}, now {now / len(of[source, family]):.3f}, "
        f"held out {right / len(of[source, family]):.3f}"
        for source, family in sorted(of)
        for now, right in [map(sum, zip(*of[source, family], strict=True))]
    )


def shipped(names: Mapping[str, int], w: Any, families: Iterable[str]) -> dict[str, dict[str, float]]:
    """The weights of each family, what is common and what is its own added up, without those next to nothing."""
    found: dict[str, dict[str, float]] = {}
    for family in families:
        own: Counter[str] = Counter()
        for n, k in names.items():
            of, _, name = n.rpartition(OWN)
            if of in ("", family):
                own[name] += float(w[k])
        found[family] = {n: round(x, 3) for n, x in sorted(own.items()) if abs(x) >= LEAST}
    return found

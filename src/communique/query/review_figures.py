"""How good the machine is, by what coders decided: precision of a random sample, recall of reports read whole."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

import msgspec
from sqlalchemy import Connection, func, select

from communique.database import schema as t
from communique.database.portions import portions
from communique.model import FACT_KINDS
from communique.query.question import Question
from communique.query.reviewable import reviewable
from communique.review.estimates import Estimate, Stratum, krippendorff_alpha, stratified, wilson
from communique.review.log import JudgementKind
from communique.review.queue import Sample
from communique.review.standing import Standing, standing
from communique.review.verdicts import Rules, Verdict

__all__ = [
    "AgreementFigures",
    "PrecisionFigures",
    "RecallFigures",
    "ReviewFigures",
    "precision_of",
    "review_figures",
    "reviewed_texts",
]

MACHINE = frozenset((JudgementKind.ACCEPT, JudgementKind.REJECT, JudgementKind.CORRECT))


class PrecisionFigures(msgspec.Struct, frozen=True):
    """Of the facts of a kind in a random sample, how many are right."""

    population: int
    """How many the machine found."""
    sampled: int
    decided: int
    right: int
    """Accepted as they stand."""
    corrected: int
    """There is such a fact, but something of it is wrong."""
    wrong: int
    precision: Estimate | None
    """Of those decided, the right ones."""
    precision_with_corrected: Estimate | None
    """The same with those that were corrected counted as found."""


class RecallFigures(msgspec.Struct, frozen=True):
    """Of the facts of a kind in reports read whole, how many the machine found."""

    reports: int
    """Reports in which all facts of the kind were judged."""
    found: int
    """Accepted or corrected."""
    missed: int
    """Added by coders."""
    recall: Estimate | None
    left_out: int
    """Reports read whole in which facts of the kind still wait for a judgement."""


class AgreementFigures(msgspec.Struct, frozen=True):
    """How far coders agree."""

    facts: int
    """Judged by two or more."""
    same: float | None
    """The part of pairs of judgements on one fact that say the same: accept, reject or correct."""
    alpha: float | None
    """Krippendorff's, nominal."""
    adjudicated: int


class ReviewFigures(msgspec.Struct, frozen=True):
    """All of it."""

    sample: int | None
    """The number of the sample in the log; without one there is no precision."""
    drawn: int
    seed: int | None
    strata: str | None
    reports: int
    """From how many texts it was drawn."""
    question: dict[str, object]
    undecided: int
    """Of the sample: not yet judged by as many as are needed, disputed, or read otherwise now."""
    overall: PrecisionFigures | None
    precision: dict[str, PrecisionFigures]
    recall: dict[str, RecallFigures]
    agreement: AgreementFigures
    coders: tuple[str, ...]
    rules: Rules
    versions: tuple[str, ...]
    """Of communique, that read the texts of the sample."""
    outside: int
    """Facts decided that are not in the sample: in whatever order they came, they are no random choice."""
    bulk: int
    """Facts of the sample that rest on an acceptance in bulk alone, unlooked at one by one."""
    stale: int
    """Judgements that apply no more, since their texts were read anew."""


def review_figures(connection: Connection, sample: Sample | None) -> ReviewFigures:
    """The figures of a review; ``sample`` is that on which precision rests."""
    now = standing(connection)
    items = () if sample is None else sample.items
    inside = {item.fact for item in items}
    decided = [v for v in now.verdicts.values() if v.decided]
    overall, precision = (None, {}) if sample is None else precision_of(sample, now)
    known = {j.by for v in now.verdicts.values() for j in v.votes if sample is None or v.fact in inside or v.added}
    return ReviewFigures(
        None if sample is None else sample.number, len(items), None if sample is None else sample.seed,
        None if sample is None else sample.strata, 0 if sample is None else sample.reports,
        {} if sample is None else sample.question, len(items) - (0 if overall is None else overall.decided), overall,
        precision, _recall(connection, now), _agreement(now, inside if sample is not None else None),
        tuple(sorted(known)), now.rules, _versions(connection, sorted({item.text for item in items})),
        sum(v.fact not in inside and not v.added for v in decided),
        sum(v.fact in inside and all(j.what.get("bulk") for j in v.votes) for v in decided), len(now.stale),
    )  # fmt: skip


def precision_of(sample: Sample, now: Standing) -> tuple[PrecisionFigures, dict[str, PrecisionFigures]]:
    """How many facts of a sample are right, over all and by kind."""
    by_kind: dict[str, PrecisionFigures] = {}
    for kind in (k for k in FACT_KINDS if sample.population.get(k)):
        by_kind[kind] = _precision(sample, [item.fact for item in sample.items if item.kind == kind], now, kind)
    return _overall(sample, by_kind), by_kind


def _precision(sample: Sample, facts: Sequence[str], now: Standing, kind: str) -> PrecisionFigures:
    states = Counter(now.verdicts[one].state for one in facts if one in now.verdicts and now.verdicts[one].decided)
    right, corrected, wrong = states["accepted"], states["corrected"], states["rejected"]
    n = right + corrected + wrong
    return PrecisionFigures(
        sample.population[kind], len(facts), n, right, corrected, wrong, wilson(right, n), wilson(right + corrected, n)
    )


def _overall(sample: Sample, kinds: dict[str, PrecisionFigures]) -> PrecisionFigures:
    """All kinds together: weighted by how many there are of each where each was sampled by itself."""
    population, sampled, n, right, corrected, wrong = (
        sum(getattr(k, name) for k in kinds.values())
        for name in ("population", "sampled", "decided", "right", "corrected", "wrong")
    )
    if sample.strata is None:
        return PrecisionFigures(
            population, sampled, n, right, corrected, wrong, wilson(right, n), wilson(right + corrected, n)
        )
    strict = stratified([Stratum(k.population, k.decided, k.right) for k in kinds.values()])
    lenient = stratified([Stratum(k.population, k.decided, k.right + k.corrected) for k in kinds.values()])
    return PrecisionFigures(population, sampled, n, right, corrected, wrong, strict, lenient)


def _recall(connection: Connection, now: Standing) -> dict[str, RecallFigures]:
    """By kind, from the reports read whole in which every fact of the kind was decided."""
    if not now.whole:
        return {}
    waiting: dict[str, set[str]] = defaultdict(set)
    found: Counter[tuple[str, str]] = Counter()
    missed: Counter[tuple[str, str]] = Counter()
    for item in reviewable(connection, Question(), texts=sorted(now.whole)):
        verdict = now.verdicts.get(item.fact)
        if verdict is None or not verdict.decided:
            waiting[item.kind].add(item.text)
        elif verdict.stands:
            found[item.kind, item.text] += 1
    for v in now.verdicts.values():
        if v.added and v.text in now.whole:
            if v.state == "added":
                missed[v.kind, v.text] += 1
            elif not v.decided:
                waiting[v.kind].add(v.text)
    figures = {}
    for kind in FACT_KINDS:
        texts = [text for text in now.whole if text not in waiting[kind]]
        one, other = (sum(many[kind, text] for text in texts) for many in (found, missed))
        if one or other or waiting[kind]:
            figures[kind] = RecallFigures(len(texts), one, other, wilson(one, one + other), len(waiting[kind]))
    return figures


def reviewed_texts(connection: Connection, *, unjudged: bool = False) -> tuple[dict[str, int], dict[str, int]]:
    """The texts (ids) that were read whole and of which every fact is decided, and those of which some are not.

    Of the former the key of the first report that prints each, of the latter how many facts wait. With ``unjudged``
    facts on which nobody made a judgement are taken for right; those that are disputed still wait.
    """
    now = standing(connection)
    waiting: Counter[str] = Counter()
    for item in reviewable(connection, Question(), texts=sorted(now.whole)):
        verdict = now.verdicts.get(item.fact)
        if verdict is None or verdict.state == "open":
            waiting[item.text] += not unjudged
        else:
            waiting[item.text] += not verdict.decided
    for v in now.verdicts.values():
        if v.added and v.text in now.whole:
            waiting[v.text] += not v.decided
    x, r = t.texts.c, t.reports.c
    keys: dict[str, int] = {}
    for part in portions(sorted(now.whole)):
        query = select(x.text_id, func.min(r.key)).join(t.reports, r.text == x.key).where(x.text_id.in_(part))
        keys |= dict(connection.execute(query.group_by(x.text_id)).all())
    done = {text: key for text, key in sorted(keys.items(), key=lambda one: one[1]) if not waiting[text]}
    return done, {text: many for text, many in waiting.items() if many}


def _agreement(now: Standing, inside: set[str] | None) -> AgreementFigures:
    units = [_values(v) for v in now.verdicts.values() if not v.added and (inside is None or v.fact in inside)]
    several = [unit for unit in units if len(unit) > 1]
    pairs = [(a == b) for unit in several for n, a in enumerate(unit) for b in unit[:n]]
    settled = sum(v.by == "adjudication" for v in now.verdicts.values() if inside is None or v.fact in inside)
    same = sum(pairs) / len(pairs) if pairs else None
    return AgreementFigures(len(several), same, krippendorff_alpha(several), settled)


def _values(verdict: Verdict) -> list[str]:
    """What coders said of a fact on their own."""
    return [j.kind.value for j in verdict.votes if j.kind in MACHINE and not j.what.get("final")]


def _versions(connection: Connection, texts: Sequence[str]) -> tuple[str, ...]:
    x, g = t.texts.c, t.readings.c
    found: set[str] = set()
    for part in portions(texts):
        query = select(g.version).join(t.texts, x.reading == g.key).where(x.text_id.in_(part)).distinct()
        found.update(connection.execute(query).scalars())
    return tuple(sorted(found))

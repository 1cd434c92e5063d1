"""The paragraph that a methods section needs, written out from the figures of a review."""

from __future__ import annotations

from communique.query.review_figures import PrecisionFigures, RecallFigures, ReviewFigures
from communique.review.estimates import Estimate

__all__ = ["methods_paragraph"]

FEW = 10
"""Of fewer facts of a kind a share tells little: Wilson's interval is wider than 0.27 even where all are right."""


def methods_paragraph(figures: ReviewFigures) -> str:
    """What was drawn, who judged it and how, what came out; and what may not be concluded, where that is so."""
    parts = [_drawn(figures), _judged(figures), *_agreed(figures), *_precise(figures), *_complete(figures)]
    return " ".join(part for part in parts if part)


def _drawn(f: ReviewFigures) -> str:
    if f.sample is None or f.overall is None:
        return (
            f"No random sample was drawn. {_many(f.outside, 'fact was', 'facts were')} judged in another order, such "
            "as the least certain first, which is a biased choice: no precision can be given for it."
        )
    way = "a random sample stratified by kind" if f.strata else "a simple random sample"
    chosen = ", ".join(f"{name} {_value(value)}" for name, value in f.question.items())
    kinds = ", ".join(f"{k.population:,} {kind}" for kind, k in f.precision.items())
    by = f"communique {', '.join(f.versions)}" if f.versions else "communique"
    return (
        f"From the {f.overall.population:,} facts ({kinds}) that {by} found in {_many(f.reports, 'text', 'texts')}"
        f"{f' ({chosen})' if chosen else ''}, {way} of {f.drawn:,} was drawn (seed {f.seed})."
    )


def _value(value: object) -> str:
    return " or ".join(map(str, value)) if isinstance(value, list) else str(value)


def _judged(f: ReviewFigures) -> str:
    if not f.coders:
        return "Nothing of it has been judged yet." if f.sample is not None else ""
    who = _many(len(f.coders), "coder", "coders")
    needed = f.rules.coders
    seen = "seeing each other's judgements" if f.rules.open else "without seeing each other's judgements"
    how = f" ({needed} each fact, {seen})" if needed > 1 else ""
    told = f"Judged against the text by {who}{how}, a fact was accepted as it stands, corrected, or rejected."
    if f.sample is not None and f.undecided:
        told += (
            f" Of the sample {_many(f.undecided, 'fact is', 'facts are')} not decided; the figures hold as far as "
            "those are like the others."
        )
    if f.bulk:
        told += f" {_many(f.bulk, 'fact was', 'facts were')} accepted in bulk, unlooked at one by one."
    return told


def _agreed(f: ReviewFigures) -> list[str]:
    a = f.agreement
    if a.same is None:
        return []
    alpha = "not defined, since all judgements are alike" if a.alpha is None else f"{a.alpha:.2f}"
    told = (
        f"On {_many(a.facts, 'fact', 'facts')} judged by two or more, {100 * a.same:.0f} % of the pairs of judgements "
        f"were the same (Krippendorff's alpha, nominal: {alpha})."
    )
    if a.adjudicated:
        told += f" Disagreement on {_many(a.adjudicated, 'fact', 'facts')} was adjudicated."
    return [told]


def _precise(f: ReviewFigures) -> list[str]:
    if f.overall is None or not f.overall.decided:
        return []
    weighed = " weighted by the number of facts of each kind (Cochran 1977)," if f.strata else ""
    put_together = ", put together from those of the kinds (Zou, Huang and Zhang 2009)" if f.strata else ""
    if f.overall.precision is None:
        told = ["No overall precision can be given, since of some kind nothing was decided."]
    else:
        told = [
            f"Precision was {_share(f.overall.precision)},{weighed} with 95 % intervals after Wilson (1927)"
            f"{put_together}; {_share(f.overall.precision_with_corrected)} where corrected facts count as found."
        ]
    by_kind = [f"{kind} {_of(k)}" for kind, k in f.precision.items() if k.decided]
    told.append(f"By kind: {'; '.join(by_kind)}.")
    if few := [kind for kind, k in f.precision.items() if 0 < k.decided < FEW]:
        told.append(f"Of {_listed(few)} fewer than {FEW} facts were decided, which tells little of them.")
    if f.outside:
        told.append(
            f"{_many(f.outside, 'further fact was', 'further facts were')} judged outside the sample and left out of "
            "these figures."
        )
    if f.stale:
        told.append(f"{_many(f.stale, 'judgement', 'judgements')} no longer applied after reports were read anew.")
    return told


def _of(k: PrecisionFigures) -> str:
    return f"{_share(k.precision)}, {k.right:,} of {k.decided:,}"


def _complete(f: ReviewFigures) -> list[str]:
    told = {kind: r for kind, r in f.recall.items() if r.recall is not None}
    if not told:
        return ["Recall is not given: no report was read from end to end with all its facts judged."]
    listed = "; ".join(f"{kind} {_found(r)}" for kind, r in told.items())
    return [
        "Recall rests on reports that coders read from end to end, adding what was missed; it holds as far as those "
        f"reports are like the others: {listed}."
    ]


def _found(r: RecallFigures) -> str:
    return f"{_share(r.recall)}, {r.found:,} of {r.found + r.missed:,} in {_many(r.reports, 'report', 'reports')}"


def _share(estimate: Estimate | None) -> str:
    return "unknown" if estimate is None else f"{estimate.value:.2f} [{estimate.low:.2f}, {estimate.high:.2f}]"


def _listed(words: list[str]) -> str:
    return " and ".join((", ".join(words[:-1]), words[-1])) if len(words) > 1 else words[0]


def _many(number: int, one: str, several: str) -> str:
    return f"{number:,} {one if number == 1 else several}"

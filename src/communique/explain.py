"""Why a sentence tells the events that it tells: the rules that fit, and for each other one what it misses.

Whom its pronouns and descriptions mean: who was considered, how likely each is, and what speaks for him. And how a
report is read: the steps, what each needs and gives, and how long it takes.
"""

from __future__ import annotations

import math

from communique.errors import InputError
from communique.export.safe import one_line
from communique.extract.actors.clustering import draft_actors
from communique.extract.actors.coreference import resolve_coreference
from communique.extract.actors.decisions import ReferenceChoice
from communique.extract.actors.drafts import ActorDraft
from communique.extract.events.act import Act, act_span
from communique.extract.events.act_finder import ACTS, ActFinder
from communique.extract.events.voted import VOTED
from communique.knowledge import plover
from communique.language.document import ATTRIBUTIONS
from communique.language.votes import TYPES, VOTES, Votes
from communique.model import Event, Report, Span
from communique.reader import Reader, all_steps, leading_to


def explain(reader: Reader, report: Report | InputError) -> str:
    """The explanation of a report's events, word by word.

    Args:
        reader: reads at least as far as the events.
        report: what to explain.

    Raises:
        InputError: the report could not be read.
    """
    if isinstance(report, InputError):
        raise report
    document = reader.document(report)
    record, found = reader.record(document), document.layers[ACTS]
    by_span: dict[tuple[Span, str], Event] = {(e.spans.act, e.type): e for e in record.events}
    lines: list[str] = []
    votes = document.layers[VOTES]
    for act in sorted((*found.acts, *found.voted), key=lambda a: a.match.token.i):
        event = by_span.get((act_span(act.match), act.shape.type))
        if event is not None:
            lines += _of_act(
                report, act, event, {a.id: f"{a.name} [{a.country or '?'} {a.sector or '?'}]" for a in record.actors}
            )
            lines += [*_both_votes(act, votes), *_weighed(act)]
        elif act.dropped:
            lines.append(f"“{act_span(act.match).of(report.text)}” is no {act.shape.type} in the end:")
            lines += [f"    rule {act.match.rule.name}", *_both_votes(act, votes)]
    lines += _refused(found, {a.match.token.i for a in (*found.acts, *found.voted)})
    return "".join(map(_shown, lines or ["No word here is in the lexicon of acts."]))


def _shown(line: str) -> str:
    """A line with its indentation, harmless whatever the report's words in it are."""
    told = line.lstrip(" ")
    return " " * (len(line) - len(told)) + one_line(told) + "\n"


def _of_act(report: Report, act: Act, event: Event, names: dict[str, str]) -> list[str]:
    rule = act.match.rule
    found = [
        f"{event.type}{'/' + event.mode if event.mode else ''} {event.modality}, CAMEO {event.cameo or 'none'}: "
        f"“{event.spans.act.of(report.text)}”",
        f"    rule {rule.name}"
        + (
            f", whose conditions hold: {' '.join(c.text for c in rule.conditions)}"
            if rule.conditions
            else ", which has no conditions"
        ),
        f"    actors: {', '.join(names[a] for a in event.actors) or 'none found'}"
        + (f" (looked for in {', '.join(s.place for s in rule.actor)})" if rule.actor else ""),
        f"    recipients: {', '.join(names[a] for a in event.recipients) or 'none found'}"
        + (f" (looked for in {', '.join(s.place for s in rule.recipient)})" if rule.recipient else ""),
    ]
    if act.shape.why:
        found.append(f"    {act.shape.why}")
    if act.judged.why:
        found.append(f"    {act.judged.modality}, because of “{act.judged.why}”")
    if act.statement is not None:
        found.append("    told in a statement: somebody says it rather than the report")
    if rule.example:
        found.append(f"    like: {rule.example}")
    return found


def _both_votes(act: Act, votes: Votes) -> list[str]:
    """What rule and act head say of an act, and what both together come to; nothing where the head was not asked."""
    token = act.match.token
    values = votes.of(token.idx, token.idx + len(token.text))
    if act.chance is None or values is None:
        return []
    likely = sorted(zip(values, ("no act", *TYPES), strict=True), key=lambda v: -v[0])[:2]
    told = ", ".join(f"{name} {math.exp(score):.2f}" for score, name in likely)
    ruled = "no rule" if act.match.rule.name.startswith(VOTED) else "the rule"
    return [f"    votes: {ruled}; act head {told}; together {act.chance:.2f}" + (", too little" if act.dropped else "")]


def _weighed(act: Act) -> list[str]:
    """Who takes part by the rule and by what was weighed against it; nothing where nothing was."""
    lines = []
    for cast in act.cast:
        ruled, chosen = (", ".join(p.actor.name for p in people) or "nobody" for people in (cast.ruled, cast.chosen))
        line = f"    {cast.role}s: the rule says {ruled}, {cast.chances[0]:.2f}"
        lines.append(line + (f"; likelier {chosen}, {cast.chances[1]:.2f}" if chosen != ruled else ""))
    return lines


def _refused(reading: ActFinder, acted: set[int]) -> list[str]:
    lines: list[str] = []
    held = {r.name: r for r in plover.rules()}
    tokens = reading.document.syntax
    words = sorted({r.token for r in reading.refusals})
    for i in words:
        lines.append(f"“{tokens[i].text}”" + (" is no other act:" if i in acted else " tells no act:"))
        seen: set[tuple[str, str]] = set()
        for refusal in reading.refusals:
            if refusal.token == i and (refusal.rule, refusal.reason) not in seen:
                seen.add((refusal.rule, refusal.reason))
                rule = held.get(refusal.rule)
                lines.append(f"    not {rule.type + ' by ' if rule else ''}{refusal.rule}: {refusal.reason}")
    return lines


LEAST_CHANCE = 0.01
"""Who is less likely is not shown."""
MOST_REASONS = 3
RULES = {
    "beside the name": "stands beside the name",
    "body": "a body or group of that noun that was spoken of",
    "country": "the state spoken of last",
    "idle": "a figure of speech",
    "no actor": "an empty subject, or whoever it may be",
    "office": "who holds that office, or is described so",
    "ours": "the speaker's state and the other one",
    "pair": "two who are told together, or spoken of most",
    "same words": "the same noun again",
    "several": "so many as are told side by side",
    "side": "the state whose side it is",
    "speaker": "who speaks, or whom he speaks for",
    "those who met": "those in that office in one sentence",
    "whose country": "the state of whose country it is",
    "words": "an actor of its own, if the words make one",
}
"""What the rules of who is meant go by, in words."""


def who(report: Report | InputError) -> str:
    """Of each pronoun and description whom it means, who else was considered, how likely, and why.

    Raises:
        InputError: the report could not be read.
    """
    if isinstance(report, InputError):
        raise report
    document = Reader(steps=leading_to(ATTRIBUTIONS, all_steps())).document(report)
    cast, titles = draft_actors(document)
    decisions: list[ReferenceChoice] = []
    resolve_coreference(document, cast, titles, decisions)
    lines = [line for d in sorted(decisions, key=lambda d: (d.start, d.end)) for line in _of_who(report, d)]
    return "".join(map(_shown, lines or ["No pronoun and no description here may mean an actor."]))


def _of_who(report: Report, d: ReferenceChoice) -> list[str]:
    lines = [f"“{report.text[d.start : d.end]}” ({d.start}-{d.end}) means {_called(d.chosen)}"]
    if d.rule is not None:
        told = f" chooses {_called(d.ruled)}" if d.weighed and d.considered else ""
        lines.append(f"    rule: {RULES[d.rule]}{told}")
    if not d.considered:
        return lines if d.rule is not None else [*lines, "    weighed: nobody who fits is near"]
    ranked = sorted(d.considered, key=lambda c: -c.score)
    if not d.weighed:
        lines.append("    points: " + ", ".join(f"{_called(c.draft)} {c.score:.1f}" for c in ranked))
        return lines
    chances = [math.exp(c.score - ranked[0].score) for c in ranked]
    shown = [(c, x / sum(chances)) for c, x in zip(ranked, chances, strict=True)]
    lines.append("    weighed: " + ", ".join(f"{_called(c.draft)} {x:.2f}" for c, x in shown if x >= LEAST_CHANCE))
    reasons = next((c.why for c in ranked if c.draft is d.chosen and c.why), {})
    best = sorted(reasons.items(), key=lambda r: -r[1])[:MOST_REASONS]
    if best:
        lines.append("    for it: " + ", ".join(f"{name} {value:+.1f}" for name, value in best if value > 0))
    return lines


def _called(draft: ActorDraft | None) -> str:
    return draft.name if draft is not None else "nobody"


def steps(reader: Reader, report: Report | InputError) -> str:
    """A table of the reader's steps in their order: name, milliseconds on this report, what it needs, what it gives.

    The report is read twice and timed the second time, so that no model's loading counts.

    Raises:
        InputError: the report could not be read.
    """
    if isinstance(report, InputError):
        raise report
    reader.read(report)
    before = dict(reader.seconds)
    reader.read(report)
    rows = [("step", "ms", "needs", "gives")]
    for step in reader.steps:
        taken = 1000 * (reader.seconds[step.name] - before[step.name])
        needs, gives = (", ".join(map(str, layers)) or "-" for layers in (step.needs, step.gives))
        rows.append((step.name, f"{taken:.1f}", needs, gives))
    widths = [max(len(row[n]) for row in rows) for n in range(3)]
    return "".join(
        f"{name:<{widths[0]}}  {taken:>{widths[1]}}  {needs:<{widths[2]}}  {gives}\n"
        for name, taken, needs, gives in rows
    )

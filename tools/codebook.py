"""Writes the codebook of events, ``docs/codebook.md``, from the tables of the lexicon.

::

    python tools/codebook.py            write it
    python tools/codebook.py --check    see that it is as it would be written; exit status 1 if not
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path

PAGE = Path(__file__).parents[1] / "docs" / "codebook.md"
QUADS = {"VC": "verbal cooperation", "MC": "material cooperation", "VX": "verbal conflict", "MX": "material conflict"}
INTRODUCTION = """<!-- Written by tools/codebook.py from the tables of the lexicon: change them, then run it. -->
# Codebook of events

An event says who did what to whom, in the terms of [PLOVER](https://github.com/openeventdata/PLOVER) (Open Event
Data Alliance, manual 0.8): 16 types, with modes that say how, and contexts that say what it is about. Each has a
code of the older scheme CAMEO too, where one fits. What is to come is told by the type: future cooperation is
AGREE (`planned` where nobody is bound yet), future harm by who speaks is THREATEN, and refusing cooperation is REJECT.

Every event has a *modality*: `actual` (told as a fact), `past` (a fact told as background), `alleged` (only
somebody's accusation), `planned`, `conditional` or `negated`; and where somebody tells it rather than the report,
the `statement`.

`communique explain "SENTENCE"` says which rule fits a sentence, and why others do not, by the names of the rules below.
Types, words and shapes can be [your own](own-event-types.md).
"""

SHAPES = """\
A shape is a list of conditions, `place:what`; all must hold. Places are `subj`, `obj`, `comp` (the infinitive or
clause that follows: `inf`, `that`, `any`, `should` for what ought to be, `done` for "wants it lifted", or its
verb), `acomp`, `oprd`, or a preposition; `tense:future` wants what will be or somebody is ready to do; they are
those of the meaning: of a passive, `subj` is who does it. What must stand there is a noun, `@CLASS` of nouns
(`plover_classes.tsv`), or a kind of participant: `#PERSON`, `#CROWD` (people without office), `#ACTOR` (anybody who
acts), `#ORG`, `#STATE`, `#STATEORG`, `#OFFICIAL`, `#PLACE`, `#ANY`; `pl` that there are several, `none` that there
is nothing. A `!` turns it round.
"""
OTHERS = """\
## Rules without words of their own

Some acts are told by no verb or noun of the tables; the words of `judgements.tsv` and of demanding tell them.

| rule | type | told by | example |
|---|---|---|---|
"""


def page() -> str:
    """The page."""
    from communique.extract.events.judging import RULES as JUDGED
    from communique.extract.events.spoken import RULE as DEMAND
    from communique.knowledge import plover

    by_kind = defaultdict(list)
    for rule in plover.rules():
        by_kind[rule.type, rule.mode or ""].append(rule)
    lines = [INTRODUCTION]
    for (kind, mode), told in plover.types().items():
        if not mode:
            lines += [f"## {kind}\n", f"{told.meaning} ({QUADS[told.quad]}; score {told.scale:g})\n"]
        else:
            lines += [f"### {kind} · {mode}\n", f"{told.meaning} (score {told.scale:g})\n"]
        if told.example:
            lines.append(f"> {told.example}\n")
        found = by_kind[kind, mode]
        if found:
            lines += ["| rule | words | in which shape | CAMEO | example |", "|---|---|---|---|---|"]
            for rule in found:
                shape = " ".join(c.text for c in rule.conditions) or "any"
                words = ", ".join(rule.lemmas) + (
                    "" if rule.pos == "verb" else f" ({'noun' if rule.pos == 'noun' else 'adjective'})"
                )
                lines.append(f"| `{rule.name}` | {words} | `{shape}` | {rule.cameo or ''} | {rule.example} |")
            lines.append("")
    lines.append(OTHERS)
    told_by = {"must": "what another must or should do", "judged": "words of blame", "judged-well": "words of praise"}
    lines[-1] += "".join(
        f"| `{r.name}` | {r.type} | {told_by[r.name]} | {r.example} |\n" for r in (DEMAND, *JUDGED.values())
    )
    count = sum(len(r.lemmas) for r in plover.rules())
    lines += [
        "## How to read the shapes\n",
        f"{len(plover.rules())} rules with {count:,} words. {SHAPES}",
    ]
    return "\n".join(lines)


def main() -> int:
    """Write or check."""
    made = page()
    if "--check" in sys.argv[1:]:
        return 0 if PAGE.exists() and PAGE.read_text(encoding="utf-8") == made else 1
    PAGE.write_text(made, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Passages as columns, a token a line, after CoNLL-2012 and CoNLL-U Plus; and back.

A comment `# global.columns` names the columns; each passage begins with `# newdoc id`, its header and its facts as
comments in JSON, and ends with an empty line, as every paragraph does. A span opens where its label follows `(` and
closes where `)` follows it: `(silva`, `silva)`, `(silva)`; several in one cell are joined by `|`, `_` is none. Tokens
are runs of letters and digits or single marks, cut also where a span begins or ends, so that no offset is lost; START
and END are code points. The text itself is in the comment `# text`, as a JSON string.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

Record = dict[str, Any]
Label = tuple[str, int, int]  # of a span: label, start, end

FACTS = ("positions", "conditionals", "meetings", "agreements", "relations", "events")
LAYERS = ("ACTOR", "STATEMENT", "TIME", "EVENT", "FACT")
COLUMNS = ("ID", "FORM", "START", "END", *LAYERS)
TOKEN = re.compile(r"\w+|[^\w\s]")
ROLES = {"source": "S", "cue": "Q", "content": "C"}


def spans(record: Record) -> dict[str, list[Label]]:
    """The labelled spans of a record, by layer. "S3" is the source of statement s3; "m1" evidence of meeting m1."""

    def at(label: str, span: dict[str, int]) -> Label:
        return label, span["start"], span["end"]

    out: dict[str, list[Label]] = {layer: [] for layer in LAYERS}
    out["ACTOR"] = [at(a["id"], m) for a in record["actors"] for m in a["mentions"]]
    for s in record["statements"]:
        for role, letter in ROLES.items():
            found = s[role] if isinstance(s[role], list) else [s[role]] if s[role] else []
            out["STATEMENT"] += [at(letter + s["id"][1:], span) for span in found]
    out["TIME"] = [at(f"{t['type']}={t['value']}", t) for t in record.get("times", ())]
    out["EVENT"] = [at(e["id"], e["spans"]["act"]) for e in record.get("events", ())]
    for kind in FACTS[:-1]:
        for fact in record.get(kind, ()):
            evidence = {(e["start"], e["end"]) for e in fact["evidence"]}
            out["FACT"] += [(fact["id"], *e) for e in sorted(evidence)]
    return out


def written(passage: str, record: Record) -> str:
    """One passage as columns."""
    text, layers = record["report"]["text"], spans(record)
    lines = [f"# newdoc id = {passage}", f"# text = {json.dumps(text, ensure_ascii=False)}"]
    lines.append(f"# report = {_json({k: v for k, v in record['report'].items() if k != 'text'})}")
    for kind in ("actors", "statements", *FACTS):
        lines += [f"# {kind} = {_json(fact)}" for fact in record.get(kind, ())]
    if record.get("complete"):
        lines.append("# complete = true")
    edges = {edge for labels in layers.values() for _, *ends in labels for edge in ends}
    for number, (start, end, opens) in enumerate(_tokens(text, edges), 1):
        if opens:
            lines.append("")
        cells = [_cell(layers[layer], start, end) for layer in LAYERS]
        lines.append("\t".join([str(number), text[start:end], str(start), str(end), *cells]))
    return "\n".join(lines) + "\n\n"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _tokens(text: str, edges: set[int]) -> Iterator[tuple[int, int, bool]]:
    """(start, end, whether a new paragraph begins here) of each token."""
    before = 0
    for m in TOKEN.finditer(text):
        cuts = [m.start(), *sorted(e for e in edges if m.start() < e < m.end()), m.end()]
        for start, end in pairwise(cuts):
            yield start, end, before > 0 and "\n\n" in text[before:start]
            before = end


def _cell(labels: list[Label], start: int, end: int) -> str:
    """What opens and closes at a token; the outer span stands first where two open, last where two close."""
    opening = sorted((x for x in labels if x[1] == start), key=lambda x: -x[2])
    closing = sorted((x for x in labels if x[2] == end and x[1] != start), key=lambda x: -x[1])
    parts = [f"({name})" if last == end else f"({name}" for name, _, last in opening]
    return "|".join(parts + [f"{name})" for name, _, _ in closing]) or "_"


def read(content: str) -> Iterator[tuple[str, Record]]:
    """The inverse of :func:`written`, over a file of any number of passages: (id, record)."""
    for block in content.split("# newdoc id = ")[1:]:
        first, *lines = block.split("\n")
        record: Record = {"report": {}}
        text, times = "", []
        open_at: dict[str, list[int]] = {}
        for line in lines:
            if line.startswith("# "):
                name, _, value = line[2:].partition(" = ")
                if name == "text":
                    text = json.loads(value)
                elif name in ("report", "complete"):
                    record[name] = json.loads(value)
                else:
                    record.setdefault(name, []).append(json.loads(value))
            elif line:
                cells = dict(zip(COLUMNS, line.split("\t"), strict=True))
                for label, start, end in _closed(cells["TIME"], int(cells["START"]), int(cells["END"]), open_at):
                    kind, _, value = label.partition("=")
                    times.append({"start": start, "end": end, "type": kind, "value": value})
        record["report"] = {**record["report"], "text": text}
        for kind in ("actors", "statements", *(FACTS if record.get("complete") else ())):
            record.setdefault(kind, [])
        if record.get("complete"):
            record["times"] = times
        yield first, record


def labels(block: str, column: str) -> list[Label]:
    """The spans of one column of one passage, in the order in which they close."""
    open_at: dict[str, list[int]] = {}
    out: list[Label] = []
    for line in block.split("\n"):
        if line and not line.startswith("# "):
            cells = dict(zip(COLUMNS, line.split("\t"), strict=True))
            out += _closed(cells[column], int(cells["START"]), int(cells["END"]), open_at)
    return out


def _closed(cell: str, start: int, end: int, open_at: dict[str, list[int]]) -> list[Label]:
    """The spans that end at this token; those that begin are remembered by their label."""
    out: list[Label] = []
    for part in [] if cell == "_" else cell.split("|"):
        name = part.strip("()")
        if part.startswith("("):
            open_at.setdefault(name, []).append(start)
        if part.endswith(")"):
            out.append((name, open_at[name].pop(), end))
    return out

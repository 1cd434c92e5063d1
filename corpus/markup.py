"""Validate the annotated passages of this corpus and turn them into records.

`python -m corpus.markup check` validates every passage and counts what is there; `python -m corpus.markup build -o
FILE.jsonl` writes one record a line, in the form in which communique writes its own (offsets are Unicode code points
into `report.text`). Run it in the folder that holds `corpus/`. Standard library only.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from corpus.passage import Actor, MarkupError, Passage, Span, Statement, read_passage, split_role
from corpus.spans import capital_tells, mention_form, mode_of

PASSAGES = Path(__file__).parent / "passages"


def record(passage: Passage) -> dict[str, Any]:
    """The passage in the record's form; kinds of facts that nobody annotated here are left out, not empty."""
    text, head = passage.text, passage.header
    given = [text, head.get("publisher") or None, head.get("date") or None, head.get("title") or None, None]
    return {
        "report": {
            "id": _digest(json.dumps(given, ensure_ascii=False)),
            "text_id": _digest(text),
            "source": passage.path.name,
            "title": head.get("title") or None,
            "publisher": head.get("publisher") or None,
            "url": None,
            "language": "en",
            "text": text,
            "boilerplate": [],
            "genre": head["genre"],
            "published": _published(head.get("date") or None),
        },
        "actors": [_actor(passage, key, actor) for key, actor in passage.actors.items()],
        "statements": [_statement(passage, n, s) for n, s in sorted(passage.statements.items())],
    }


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _published(value: str | None) -> dict[str, Any]:
    basis = "metadata" if value else "unknown"
    return {"value": value, "earliest": value, "latest": value, "basis": basis, "evidence": [], "alternatives": [],
            "confidence": 1.0 if value else None}  # fmt: skip


def _actor(passage: Passage, key: str, actor: Actor) -> dict[str, Any]:
    forms = [
        mention_form(passage.text[slice(*m)], actor.kind, actor.names, capital_tells(passage.text, *m))
        for m in actor.mentions
    ]
    return {
        "id": key,
        "name": actor.names[0],
        "kind": actor.kind,
        "country": actor.country,
        "roles": [
            {"title": title, "of": of, "evidence": _title_near(passage.text, title, actor.mentions)}
            for title, of in (split_role(role, passage.actors) for role in actor.roles)
        ],
        "members": actor.members,
        "mentions": [{**m._asdict(), "form": form} for m, form in zip(actor.mentions, forms, strict=True)],
    }


def _title_near(text: str, title: str, mentions: Sequence[Span]) -> dict[str, int] | None:
    """The title's span within 80 characters of a mention, else None: the text need not give a role in these words."""
    for found in re.finditer(re.escape(title), text, re.IGNORECASE):
        if any(m.start - 80 <= found.end() and found.start() <= m.end + 80 for m in mentions):
            return {"start": found.start(), "end": found.end()}
    return None


def _statement(passage: Passage, number: int, statement: Statement) -> dict[str, Any]:
    get = statement.attributes.get
    return {
        "id": f"s{number}",
        "evidence": [span._asdict() for span in sorted(statement.cue + statement.content)],
        "statement": None,
        "speaker": statement.speaker,
        "speaks_for": get("speaks_for"),
        "via": get("via"),
        "source": statement.source[0]._asdict() if statement.source else None,
        "cue": statement.cue[0]._asdict() if statement.cue else None,
        "content": [span._asdict() for span in statement.content],
        "mode": get("mode") or mode_of(passage.text, statement.content, statement.cue),
        "act": get("act"),
        "addressee": get("addressee"),
        "polarity": get("polarity") or "affirmed",
        "factuality": get("factuality") or "actual",
        "parent": None if statement.parent is None else f"s{statement.parent}",
    }


def read_all(folder: Path = PASSAGES) -> Iterator[Passage]:
    """Every passage of the folder, in the order of the names."""
    for path in sorted(folder.glob("*.txt")):
        yield read_passage(path)


def check(folder: Path = PASSAGES) -> int:
    """Validate all passages, print each error and the counts; the number of errors."""
    passages: list[Passage] = []
    errors: list[str] = []
    seen: dict[str, str] = {}
    for path in sorted(folder.iterdir()):
        try:
            if path.suffix != ".txt":
                raise MarkupError(f"{path.name}:1: is no passage; only <style>-<nnn>.txt belong here")
            passage = read_passage(path)
            for sentence in re.split(r"(?<=[.!?])\s+", passage.text):
                if len(sentence.split()) >= 8 and seen.setdefault(sentence, path.name) != path.name:
                    raise MarkupError(f"{path.name}:1: has a sentence of {seen[sentence]}: {sentence[:60]!r}")
            passages.append(passage)
        except MarkupError as error:
            errors.append(str(error))
    for line in errors:
        print(line)
    counts(passages)
    print(f"{len(errors)} errors")
    return len(errors)


def counts(passages: Sequence[Passage]) -> None:
    """Print how much there is, by style, act and mode."""
    styles = sorted({p.header["style"] for p in passages})
    print(f"{'style':<14}{'passages':>9}{'words':>8}{'statements':>11}{'nested':>8}{'actors':>8}{'mentions':>9}")
    for style in [*styles, "all"]:
        some = [p for p in passages if style in ("all", p.header["style"])]
        said = [s for p in some for s in p.statements.values()]
        who = [a for p in some for a in p.actors.values()]
        print(
            f"{style:<14}{len(some):>9}{sum(len(p.text.split()) for p in some):>8}{len(said):>11}"
            f"{sum(s.parent is not None for s in said):>8}{len(who):>8}{sum(len(a.mentions) for a in who):>9}"
        )
    records = [record(p) for p in passages]
    for name in ("act", "mode", "polarity", "factuality"):
        found = Counter(s[name] for r in records for s in r["statements"])
        print(f"{name}: " + ", ".join(f"{value} {n}" for value, n in found.most_common()))
    forms = Counter(m["form"] for r in records for a in r["actors"] for m in a["mentions"])
    print("form: " + ", ".join(f"{value} {n}" for value, n in forms.most_common()))


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m corpus.markup", description=(__doc__ or "").split("\n")[0])
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("check", help="validate all passages and print counts")
    build = commands.add_parser("build", help="write the passages as records, one a line")
    build.add_argument("-o", "--output", type=Path, required=True, metavar="FILE.jsonl")
    for command in commands.choices.values():
        command.add_argument("--passages", type=Path, default=PASSAGES, help="folder of the passages")
    given = parser.parse_args(arguments)
    if given.command == "check":
        return 1 if check(given.passages) else 0
    try:
        lines = [json.dumps(record(p), ensure_ascii=False) + "\n" for p in read_all(given.passages)]
    except MarkupError as error:
        print(error, file=sys.stderr)
        return 1
    given.output.write_text("".join(lines), encoding="utf-8")
    print(f"{len(lines)} records in {given.output}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())

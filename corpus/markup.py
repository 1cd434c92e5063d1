"""Validate the annotated passages of this corpus and turn them into records.

`python -m corpus.markup check [FILE...]` validates all passages, or those named, and counts what is there; `python -m
corpus.markup build -o FILE.jsonl` writes one record a line, in the form in which communique writes its own (offsets are
Unicode code points into `report.text`); `python -m corpus.markup bare FILE` prints a passage without its annotation.
Run it in the folder that holds `corpus/`. Standard library only.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from corpus.passage import MarkupError, Passage, read_passage
from corpus.record import record

PASSAGES = Path(__file__).parent / "passages"
KINDS = ("positions", "conditionals", "meetings", "agreements", "relations", "events", "times")
FIELDS = (
    ("statements", "act"), ("statements", "mode"), ("statements", "polarity"), ("statements", "factuality"),
    ("positions", "stance"), ("conditionals", "kind"), ("meetings", "format"), ("meetings", "status"),
    ("agreements", "status"), ("relations", "type"), ("events", "type"), ("events", "modality"), ("times", "type"),
)  # fmt: skip


def read_all(folder: Path = PASSAGES) -> Iterator[Passage]:
    """Every passage of the folder, in the order of the names."""
    for path in sorted(folder.glob("*.txt")):
        yield read_passage(path)


def check(files: Sequence[Path]) -> int:
    """Validate passages, print each error and the counts; the number of errors."""
    passages: list[Passage] = []
    errors: list[str] = []
    seen: dict[str, str] = {}
    for path in files:
        try:
            if path.suffix != ".txt":
                raise MarkupError(f"{path.name}:1: is no passage; only <style>-<nnn>.txt belong here")
            passage = read_passage(path)
            for sentence in re.split(r"(?<=[.!?])\s+", passage.text):
                if len(sentence.split()) >= 8 and seen.setdefault(sentence, path.name) != path.name:
                    raise MarkupError(f"{path.name}:1: has a sentence of {seen[sentence]}: {sentence[:60]!r}")
            passages.append(passage)
        except MarkupError as error:
            errors += str(error).split("\n")
    for line in errors:
        print(line)
    counts(passages)
    print(f"{len(errors)} errors")
    return len(errors)


COLUMNS: tuple[tuple[str, Callable[[Passage], int]], ...] = (
    ("passages", lambda _: 1),
    ("all kinds", lambda p: p.complete),
    ("words", lambda p: len(p.text.split())),
    ("statements", lambda p: len(p.statements)),
    ("nested", lambda p: sum(s.parent is not None for s in p.statements.values())),
    ("actors", lambda p: len(p.actors)),
    ("mentions", lambda p: sum(len(a.mentions) for a in p.actors.values())),
    *((kind, lambda p, kind=kind: len(p.facts.found[kind]) if p.complete else 0) for kind in KINDS),
)


def numbers(passages: Sequence[Passage]) -> dict[str, list[int]]:
    """How much there is by style, "all" last: the columns of ``COLUMNS``."""
    out: dict[str, list[int]] = {}
    for style in [*sorted({p.header["style"] for p in passages}), "all"]:
        some = [p for p in passages if style in ("all", p.header["style"])]
        out[style] = [sum(map(count, some)) for _, count in COLUMNS]
    return out


def counts(passages: Sequence[Passage]) -> None:
    """Print how much there is, by style, as a Markdown table; then the values of some fields."""
    print("| style | " + " | ".join(name for name, _ in COLUMNS) + " |")
    print("|---|" + "--:|" * len(COLUMNS))
    for style, row in numbers(passages).items():
        print(f"| {style} | " + " | ".join(map(str, row)) + " |")
    records = [record(p) for p in passages]
    for kind, name in FIELDS:
        found = Counter(str(fact[name]) for r in records for fact in r.get(kind, ()))
        print(f"{kind} {name}: " + ", ".join(f"{value} {n}" for value, n in found.most_common()))
    forms = Counter(m["form"] for r in records for a in r["actors"] for m in a["mentions"])
    print("mentions form: " + ", ".join(f"{value} {n}" for value, n in forms.most_common()))


def bare(passage: Passage) -> str:
    """The passage without any annotation, for a second annotator: header, empty tables, plain text."""
    head = [f"{key}: {value}".rstrip() for key, value in passage.header.items() if key != "kinds"]
    text = re.sub(r"[\[\]\\]", r"\\\g<0>", passage.text)
    return "\n".join([*head, "actors:", "statements:", "text:", text]) + "\n"


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m corpus.markup", description=(__doc__ or "").split("\n")[0])
    commands = parser.add_subparsers(dest="command", required=True)
    checking = commands.add_parser("check", help="validate passages and print counts")
    checking.add_argument("files", nargs="*", type=Path, metavar="FILE", help="these passages only")
    baring = commands.add_parser("bare", help="print a passage without its annotation")
    baring.add_argument("file", type=Path, metavar="FILE")
    build = commands.add_parser("build", help="write the passages as records, one a line")
    build.add_argument("-o", "--output", type=Path, required=True, metavar="FILE.jsonl")
    for command in (checking, build):
        command.add_argument("--passages", type=Path, default=PASSAGES, help="folder of the passages")
    given = parser.parse_args(arguments)
    if given.command == "check":
        return 1 if check(given.files or sorted(given.passages.iterdir())) else 0
    try:
        if given.command == "bare":
            print(bare(read_passage(given.file)), end="")
            return 0
        lines = [json.dumps(record(p), ensure_ascii=False) + "\n" for p in read_all(given.passages)]
    except MarkupError as error:
        print(error, file=sys.stderr)
        return 1
    given.output.write_text("".join(lines), encoding="utf-8")
    print(f"{len(lines)} records in {given.output}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())

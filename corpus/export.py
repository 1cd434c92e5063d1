"""The corpus in forms that others read: `python -m corpus.export FORM -o PLACE [--split NAME] [--origin NAME]`.

jsonl: one record a line (the form of communique's own records, with `split`). reports: the bare texts with id, title,
date and publisher, a line each, for any reader of news to be measured on. columns: one file, a token a line
(:mod:`corpus.columns`). brat: a folder of `.txt` and `.ann` with `annotation.conf` (:mod:`corpus.brat`). Standard
library only.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from corpus import brat, columns
from corpus.markup import PASSAGES, read_all
from corpus.passage import MarkupError, Passage
from corpus.record import record
from corpus.splits import NAMES, origin, read_splits


def export(form: str, passages: Sequence[Passage], splits: dict[str, str], place: Path) -> None:
    """Write passages to a file, or for brat to a folder, which is made."""
    records = [(p.path.stem, record(p)) for p in passages]
    if form == "jsonl":
        lines = [json.dumps({**r, "id": name, "split": splits.get(name)}, ensure_ascii=False) for name, r in records]
        place.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    elif form == "reports":
        texts = [(name, r["report"]) for name, r in records]
        known = [
            {
                "id": name,
                "title": t["title"],
                "date": t["published"]["value"],
                "publisher": t["publisher"],
                "text": t["text"],
            }
            for name, t in texts
        ]
        place.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in known), encoding="utf-8")
    elif form == "columns":
        head = f"# global.columns = {' '.join(columns.COLUMNS)}\n"
        place.write_text(head + "".join(columns.written(name, r) for name, r in records), encoding="utf-8")
    else:
        place.mkdir(parents=True, exist_ok=True)
        (place / "annotation.conf").write_text(brat.configuration(), encoding="utf-8")
        for name, r in records:
            (place / f"{name}.txt").write_text(r["report"]["text"], encoding="utf-8")
            (place / f"{name}.ann").write_text(brat.written(r), encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m corpus.export", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("form", choices=("jsonl", "reports", "columns", "brat"))
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="PLACE", help="a file; for brat a folder")
    parser.add_argument("--split", choices=NAMES, help="only the passages of this split")
    parser.add_argument("--origin", choices=("old", "new"), help="of the first 220 passages, or of the later ones")
    parser.add_argument("--passages", type=Path, default=PASSAGES, help="folder of the passages")
    given = parser.parse_args(arguments)
    splits = read_splits()
    try:
        listed = [p for p in read_all(given.passages) if given.split in (None, splits.get(p.path.stem))]
        listed = [p for p in listed if given.origin in (None, origin(p.path.stem))]
    except MarkupError as error:
        print(error, file=sys.stderr)
        return 1
    try:
        export(given.form, listed, splits, given.output)
    except OSError as error:
        print(
            f"{given.output} cannot be written: {error.strerror}. Name a place in a folder that there is",
            file=sys.stderr,
        )
        return 1
    print(f"{len(listed)} passages in {given.output}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())

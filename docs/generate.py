"""Writes the pages that follow from the code: the record's fields, the commands, the floors.

::

    python docs/generate.py             write them
    python docs/generate.py --check     see that they are as they would be written; exit status 1 if not
    python docs/generate.py --sample    write the README's sample too, from reading examples/wire.txt, and the records
                                        of the example reports, with which the explorer begins

The tests do the check, so no field, command or option goes undocumented.
"""

from __future__ import annotations

import argparse
import ast
import inspect
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import msgspec

DOCS = Path(__file__).parent
ROOT = DOCS.parent
NOTE = "<!-- Written by docs/generate.py: change the code, then run it. -->\n"

EXAMPLES = ROOT / "src" / "communique" / "web" / "data" / "examples.jsonl"

COMMON = {
    "id": "Derived from what the fact is, never a running number: it survives a second reading.",
    "evidence": "The stretches of the text that state it.",
    "confidence": "How often such a fact is right, 0 to 1.",
    "extractor": "What found it.",
    "statement": "Id of the statement in which it is told; null where the report itself tells it.",
}


def record_page() -> str:
    """The record's fields, from its structs."""
    from communique.model import FACT_KINDS, Record, kind_of

    structs = list(_structs(Record))
    lines = [
        NOTE,
        "# The record's fields\n",
        "What communique makes of a report. `communique read --format json` prints one record a line; in Python it is "
        "a [`Record`](#record), whose parts are immutable.\n",
        "- A span is half-open, in Unicode code points: `report.text[start:end]` *is* the evidence.",
        "- What is not known is `null`; nothing is guessed to fill a field.",
        "- Dates are ISO 8601, as precise as known (`2013-04-17`, `2013-04`, `2013`) or an interval "
        "(`2013-04-14/2013-04-20`).",
        "- Countries are ISO 3166-1 alpha-3 (`RUS`), and `PSE` and `XKX`; a past state keeps its code (`SUN`, `YUG`).",
        "- Readers of the JSON should ignore fields that they do not know: later versions may add some.\n",
        f"Every fact ({', '.join(kind_of(field).singular for field in FACT_KINDS)}) has these:\n",
        *_table(("field", "meaning"), ([f"`{name}`", text] for name, text in COMMON.items())),
        "",
    ]
    for struct in structs:
        meanings = _meanings(struct)
        lines += [f"## {struct.__name__}\n", f"{inspect.cleandoc(struct.__doc__ or '').replace('``', '`')}\n"]
        info = msgspec.inspect.type_info(struct)
        assert isinstance(info, msgspec.inspect.StructType)
        rows = (
            [f"`{f.encode_name}`", _type(f.type), meanings.get(f.name) or COMMON.get(f.name, "")] for f in info.fields
        )
        lines += [*_table(("field", "type", "meaning"), rows), ""]
    return "\n".join(lines)


def _structs(first: type[msgspec.Struct]) -> Iterator[type[msgspec.Struct]]:
    """A struct and those that its fields hold, in the order in which they first come."""
    waiting, seen = [first], {first}
    while waiting:
        struct = waiting.pop(0)
        yield struct
        info = msgspec.inspect.type_info(struct)
        assert isinstance(info, msgspec.inspect.StructType)
        for field in info.fields:
            for held in _held(field.type):
                if held not in seen:
                    seen.add(held)
                    waiting.append(held)


def _held(kind: Any) -> Iterator[type[msgspec.Struct]]:
    if isinstance(kind, msgspec.inspect.StructType):
        yield kind.cls
    elif isinstance(kind, msgspec.inspect.UnionType):
        for each in kind.types:
            yield from _held(each)
    elif isinstance(kind, msgspec.inspect.VarTupleType):
        yield from _held(kind.item_type)


def _type(kind: Any) -> str:
    """A type as a reader of the JSON sees it."""
    match kind:
        case msgspec.inspect.StructType():
            return f"[{kind.cls.__name__}](#{kind.cls.__name__.lower()})"
        case msgspec.inspect.UnionType():
            return " or ".join(sorted(map(_type, kind.types), key=lambda t: t == "null"))
        case msgspec.inspect.VarTupleType():
            return f"list of {_type(kind.item_type)}"
        case msgspec.inspect.DictType():
            return f"object: {_type(kind.key_type)} to {_type(kind.value_type)}"
        case msgspec.inspect.LiteralType():
            return " ".join(f"`{value}`" for value in kind.values)
        case msgspec.inspect.IntType():
            return "integer"
        case msgspec.inspect.FloatType():
            return "number"
        case msgspec.inspect.StrType():
            return "text"
        case msgspec.inspect.NoneType():
            return "null"
    raise TypeError(f"docs/generate.py has no words for {kind}")


def _meanings(struct: type[msgspec.Struct]) -> dict[str, str]:
    """The string that stands under each field of a struct in its source."""
    tree = ast.parse(inspect.getsource(struct)).body[0]
    assert isinstance(tree, ast.ClassDef)
    found: dict[str, str] = {}
    for field, below in zip(tree.body, tree.body[1:], strict=False):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and isinstance(below, ast.Expr):
            words = ast.literal_eval(below.value)
            found[field.target.id] = " ".join(str(words).replace("``", "`").split())
    return found


def _table(heads: tuple[str, ...], rows: Any) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', '&#124;') for cell in row)} |"


def tables_list() -> str:
    """The columns of every table, from where they are defined."""
    from communique.export.tables.columns import JUDGEMENTS, TABLES

    lines: list[str] = []
    for form in (*TABLES, JUDGEMENTS):
        rows = ([f"`{c.name}`", c.type, c.meaning, c.codes] for c in form.columns)
        lines += [f"### {form.name}\n", f"{form.meaning}\n", *_table(("column", "type", "meaning", "codes"), rows), ""]
    return "\n".join(lines)


def commands_page() -> str:
    """Every command's help, as the terminal shows it."""
    lines = [NOTE, "# Commands\n", "What `communique COMMAND --help` prints.\n"]
    for path, text in commands():
        lines += [f"## {path}\n", "```text", text.rstrip(), "```\n"]
    return "\n".join(lines)


def commands() -> Iterator[tuple[str, str]]:
    """The name and the help of the program and each of its commands."""
    from communique.cli.program import cli

    settings = {**cli.context_settings, "terminal_width": 88, "max_content_width": 88, "color": False}
    root = click.Context(cli, info_name="communique", **settings)
    yield from _commands(cli, root)


def _commands(command: click.Command, context: click.Context) -> Iterator[tuple[str, str]]:
    yield context.command_path, command.get_help(context)
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            if below is not None and not below.hidden:
                yield from _commands(below, click.Context(below, parent=context, info_name=name, color=False,
                                                          terminal_width=88, max_content_width=88))  # fmt: skip


def floors_table() -> str:
    """The floors of the gate, in per cent."""
    file = ROOT / "tests" / "floors.json"
    if not file.exists():
        return "No floors have been measured yet."
    floors: dict[str, float] = json.loads(file.read_text(encoding="utf-8"))["floors"]
    return "\n".join(_table(("figure", "at least"), ([name, f"{100 * value:.1f}"] for name, value in floors.items())))


def sample() -> str:
    """The beginning of the brief of ``examples/wire.txt``, as the program prints it now, in Markdown."""
    import communique
    from communique.export.brief import render

    page = render(communique.read(ROOT / "examples" / "wire.txt"), width=88)
    top, who, said, *speakers = page.replace(str(ROOT) + "/", "").split("\n\n")
    kept = [top, "\n".join([*who.splitlines()[:8], "  ..."]), said, *speakers[:3], "  ..."]
    return "```text\n$ communique read examples/wire.txt\n" + "\n\n".join(kept) + "\n```"


def example_records() -> str:
    """The records of the example reports, a line each."""
    import communique

    texts = sorted((ROOT / "examples").glob("*.txt"))
    files = [str(file.relative_to(ROOT)) for file in [*texts, ROOT / "examples" / "water.jsonl"]]
    records = communique.Reader().read_many(communique.open_reports(files))
    return "".join(record.to_json() + "\n" for record in records if isinstance(record, communique.Record))


def between(page: str, name: str, content: str) -> str:
    """A page with what stands between its marks ``<!-- name -->`` and ``<!-- /name -->`` replaced."""
    first, last = f"<!-- {name} -->\n", f"<!-- /{name} -->"
    start, end = page.index(first) + len(first), page.index(last)
    return f"{page[:start]}{content}\n{page[end:]}"


def pages() -> dict[Path, str]:
    """Every page that follows from the code, as it has to be."""
    figures, tables = DOCS / "figures.md", DOCS / "tables.md"
    return {
        DOCS / "record.md": record_page(),
        DOCS / "commands.md": commands_page(),
        figures: between(figures.read_text(encoding="utf-8"), "floors", floors_table()),
        tables: between(tables.read_text(encoding="utf-8"), "columns", tables_list()),
    }


def main(arguments: list[str] | None = None) -> int:
    """Write the pages, or check them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing; say which pages are not as they should be")
    parser.add_argument("--sample", action="store_true", help="write the README's sample too, which needs the models")
    given = parser.parse_args(arguments)
    check = given.check
    if given.sample:
        EXAMPLES.write_text(example_records(), encoding="utf-8")
        readme = ROOT / "README.md"
        readme.write_text(between(readme.read_text(encoding="utf-8"), "sample", sample()), encoding="utf-8")
    stale = [p for p, text in pages().items() if not p.exists() or p.read_text(encoding="utf-8") != text]
    for path in stale:
        if check:
            print(f"{path.relative_to(ROOT)} is out of date: run python docs/generate.py", file=sys.stderr)
        else:
            path.write_text(pages()[path], encoding="utf-8")
            print(f"wrote {path.relative_to(ROOT)}")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())

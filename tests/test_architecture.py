"""The import rule: the folders of the package stand on floors, and imports only point down."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1] / "src" / "communique"
FILES = sorted(ROOT.rglob("*.py"))
FLOORS = """
errors memory version
model
knowledge
sources
language
extract
reader
database
linking
entities
review
query
networks
export explain
ingest
shards
store desk evaluate
learn
communique
web
cli __main__
"""
FLOOR = {name: number for number, names in enumerate(FLOORS.split("\n")) for name in names.split()}
ALLOWED = {
    ("model.record", "export.html"),  # a record shows itself in a notebook, as pandas' frames do
    ("model.record", "export.tables.frames"),  # and gives itself as frames
}
"""The arrows that may point up, each with its reason."""


def name_of(file: Path) -> str:
    """The module's dotted name below ``communique``; "communique" is the package's own ``__init__``."""
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(p for p in parts if p != "__init__") or "communique"


def modules(file: Path) -> set[str]:
    """What a file imports from anywhere, inside functions and under TYPE_CHECKING too: modules and names of them."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return found


def imports(file: Path) -> set[str]:
    """The project's modules that a file imports, those inside functions and under TYPE_CHECKING too."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.update(_meant(node.module, alias.name) for alias in node.names)
    ours = {name for name in found if name.split(".")[0] == "communique"}
    return {name.removeprefix("communique.") for name in ours}


def _meant(module: str, name: str) -> str:
    """``from communique.query import facts`` imports a module, ``from communique.model import Span`` a name of one."""
    path = ROOT.parent.joinpath(*module.split("."))
    if path.joinpath(f"{name}.py").exists() or path.joinpath(name, "__init__.py").exists():
        return f"{module}.{name}"
    return module


def floor(module: str) -> int:
    """The floor of a module; a KeyError says that its folder stands on none."""
    return FLOOR[module.split(".")[0]]


@pytest.mark.parametrize("file", FILES, ids=name_of)
def test_imports_point_down(file: Path) -> None:
    here = name_of(file)
    up = {(here, to) for to in imports(file) if floor(to) > floor(here)}
    assert up - ALLOWED == set()


def test_every_allowed_arrow_is_there() -> None:
    arrows = {(name_of(file), to) for file in FILES for to in imports(file)}
    assert ALLOWED - arrows == set()


def test_every_floor_is_there() -> None:
    there = {name_of(file).split(".")[0] for file in FILES}
    assert set(FLOOR) == there


def test_a_hidden_arrow_is_seen(tmp_path: Path) -> None:
    file = tmp_path / "hidden.py"
    file.write_text(
        "from typing import TYPE_CHECKING\n"
        "if TYPE_CHECKING:\n    from communique.model import Span\n"
        "def late():\n    import communique.store\n    from communique.query import facts\n"
    )
    assert imports(file) == {"model", "store", "query.facts"}


def faces(module: str) -> bool:
    """Whether other steps may import it: a step's ``extractor``, or what its package shows in ``__init__``."""
    return module.count(".") == 1 or module.endswith(".extractor")


@pytest.mark.parametrize("file", [f for f in FILES if name_of(f).startswith("extract.")], ids=name_of)
def test_a_step_sees_of_another_only_its_face(file: Path) -> None:
    steps = {p.name for p in (ROOT / "extract").iterdir() if p.is_dir()}
    own = name_of(file).split(".")[1]
    others = [m for m in imports(file) if m.startswith("extract.") and m.split(".")[1] in steps - {own}]
    assert [m for m in others if not faces(m)] == []


SQL = frozenset(("database", "entities", "review", "query"))
"""The folders that speak SQL; the others ask them, and take connections and engines from ``database.connect``."""


FILES_OF_OTHERS = frozenset(("sources.dna", "export.dna"))
"""The modules that read and write SQLite files of another program, by the standard library."""


@pytest.mark.parametrize(
    "file", [f for f in FILES if name_of(f).split(".")[0] not in SQL and name_of(f) not in FILES_OF_OTHERS], ids=name_of
)
def test_only_the_store_s_folders_import_sqlalchemy(file: Path) -> None:
    assert [name for name in modules(file) if name.split(".")[0] in ("sqlalchemy", "alembic", "sqlite3")] == []


def test_a_hidden_import_of_sqlalchemy_is_seen(tmp_path: Path) -> None:
    file = tmp_path / "hidden.py"
    file.write_text("def late():\n    from sqlalchemy import select\n    import sqlite3\n")
    assert modules(file) == {"sqlalchemy.select", "sqlite3"}


TAGS = frozenset((
    "CC", "CD", "DT", "EX", "FW", "HYPH", "IN", "JJ", "JJR", "JJS", "MD", "NN", "NNS", "NNP", "NNPS", "PDT", "POS",
    "PRP", "PRP$", "RB", "RBR", "RBS", "RP", "TO", "UH", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "WDT", "WP", "WP$",
    "WRB",
))  # fmt: skip


def tag_sets(source: str) -> list[tuple[int, list[str]]]:
    """The displays of two or more part-of-speech tags in a source, with their lines."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, (ast.Tuple, ast.Set, ast.List)):
            words = [e.value for e in node.elts if isinstance(e, ast.Constant) and isinstance(e.value, str)]
            if len(words) > 1 and len(words) == len(node.elts) and TAGS.issuperset(words):
                found.append((node.lineno, words))
    return found


@pytest.mark.parametrize("file", [f for f in FILES if name_of(f) != "language.tags"], ids=name_of)
def test_tag_sets_are_spelled_once(file: Path) -> None:
    assert tag_sets(file.read_text(encoding="utf-8")) == []


def test_a_spelled_tag_set_is_seen() -> None:
    source = 'if token.tag_ in ("NN", "NNS") or token.tag_ == "JJ" or token.dep_ in ("cc", "conj"):\n    pass\n'
    assert tag_sets(source) == [(1, ["NN", "NNS"])]


TYPED = ("entities", "explain", "extract", "linking", "networks", "query")
"""Where every parameter and return says what it is; pyproject.toml lists them for ruff's ANN401 too."""
PLAIN = ("extract", "linking")
"""Where none says ``Any`` inside another type either: no SQL and no JSON comes in."""


def unsaid(source: str, *, inside: bool = True) -> list[tuple[int, str]]:
    """Parameters and returns annotated ``Any``, alone or ``inside`` another type, with their lines."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            a = node.args
            every = [*a.posonlyargs, *a.args, *a.kwonlyargs, *(x for x in (a.vararg, a.kwarg) if x is not None)]
            told = [(x.arg, x.annotation) for x in every] + [("return", node.returns)]
            found += [(node.lineno, name) for name, kind in told if kind is not None and _says_any(kind, inside)]
    return found


def _says_any(annotation: ast.expr, inside: bool) -> bool:
    nodes = ast.walk(annotation) if inside else (annotation,)
    return any(isinstance(n, ast.Name) and n.id == "Any" for n in nodes)


@pytest.mark.parametrize("file", [f for f in FILES if name_of(f).split(".")[0] in TYPED], ids=name_of)
def test_a_rule_says_what_it_takes_and_gives(file: Path) -> None:
    plain = name_of(file).split(".")[0] in PLAIN
    assert unsaid(file.read_text(encoding="utf-8"), inside=plain) == []


def test_an_any_is_seen() -> None:
    source = "def f(a: Any, b: int, *c: list[Any]) -> Any:\n    def g(x: str) -> None: ...\n"
    assert unsaid(source) == [(1, "a"), (1, "c"), (1, "return")]
    assert unsaid(source, inside=False) == [(1, "a"), (1, "return")]


def climbs(source: str) -> list[int]:
    """The lines that go two steps up a tree at once."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Attribute)
        if node.attr == node.value.attr == "head"
    ]


@pytest.mark.parametrize("file", [f for f in FILES if not name_of(f).startswith("language.")], ids=name_of)
def test_only_the_grammar_goes_two_steps_up_a_tree(file: Path) -> None:
    assert climbs(file.read_text(encoding="utf-8")) == []


def test_two_steps_are_seen() -> None:
    assert climbs("word = noun.head.head.text\nabove = noun.head\n") == [1]

"""The manual keeps up with the code."""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PACKAGE = ROOT / "src" / "communique"
UPDATE = "run python docs/generate.py"


@cache
def generator() -> ModuleType:
    """docs/generate.py, which is no part of the package."""
    spec = importlib.util.spec_from_file_location("docs_generate", DOCS / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def _page(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def _words(text: str) -> str:
    """Without the line breaks, at which versions of click differ."""
    return " ".join(text.split())


def test_the_fields_are_the_model_s() -> None:
    assert _page("record.md") == generator().record_page(), UPDATE


def test_every_field_has_a_meaning() -> None:
    rows = [line.split(" | ") for line in _page("record.md").splitlines() if line.startswith("| `") and " | " in line]
    assert len(rows) > 80
    assert [row[0] for row in rows if row[-1].strip(" |") == ""] == []


def test_every_command_is_documented() -> None:
    page = _page("commands.md")
    for name, text in generator().commands():
        assert f"\n## {name}\n" in page, f"{name} is not documented: {UPDATE}"
        assert _words(text) in _words(page), f"the help of {name} has changed: {UPDATE}"


def test_every_option_has_a_help() -> None:
    from communique.cli.program import cli

    context = cli.make_context("communique", ["--help"], resilient_parsing=True)
    for name in cli.list_commands(context):
        command: Any = cli.get_command(context, name)
        for parameter in command.params:
            assert parameter.param_type_name == "argument" or parameter.help, f"{name}: {parameter.name}"


def test_the_floors_are_those_of_the_gate() -> None:
    page = _page("figures.md")
    assert generator().between(page, "floors", generator().floors_table()) == page, UPDATE


def test_the_columns_are_those_of_the_tables() -> None:
    page = _page("tables.md")
    assert generator().between(page, "columns", generator().tables_list()) == page, UPDATE


def test_every_extractor_has_a_heading() -> None:
    from communique.reader import STEPS

    page = _page("extractors.md")
    for step in STEPS:
        assert f"\n### {step.name}\n" in page, f"docs/extractors.md says nothing of {step.name}"


def test_every_folder_of_the_package_is_in_the_design_notes() -> None:
    page = _page("design.md")
    there = {p.parent.relative_to(PACKAGE).parts[0] for p in PACKAGE.glob("*/*.py")}
    named = set(re.findall(r"^\| `(\w+)/` \|", page, re.MULTILINE))
    assert there - named == set(), "docs/design.md does not say what is in these folders"
    assert named - there == set(), "docs/design.md names folders that there are not"


def test_every_rule_has_a_line() -> None:
    from communique.evaluate.rules import _Pair

    page = _page("figures.md")
    for kind in _Pair({"report": {}}, {"report": {}}).rules():
        assert f"\n| {kind} |" in page


PAGES = sorted(
    [
        *DOCS.glob("*.md"),
        ROOT / "README.md",
        ROOT / "CHANGELOG.md",
        ROOT / "CONTRIBUTING.md",
        ROOT / "examples" / "README.md",
    ]
)


@pytest.mark.parametrize("path", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_lead_somewhere(path: Path) -> None:
    text = re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if target.startswith(("http://", "https://")):
            continue
        file, _, anchor = target.partition("#")
        found = (path.parent / file) if file else path
        assert found.exists(), f"{path.name} links to {target}"
        if anchor and found.suffix == ".md":
            heads = re.findall(r"^#+ (.*)$", found.read_text(encoding="utf-8"), re.MULTILINE)
            assert anchor in {re.sub(r"[^\w -]", "", h).strip().lower().replace(" ", "-") for h in heads}, target


def test_every_page_is_in_the_navigation() -> None:
    listed = set(re.findall(r": ([\w-]+\.md)$", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"), re.MULTILINE))
    assert listed == {p.name for p in DOCS.glob("*.md")}


@pytest.mark.parametrize(
    "path", [p for p in PAGES if "```python" in p.read_text(encoding="utf-8")], ids=lambda p: p.name
)
def test_the_python_in_the_pages_runs(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    names: dict[str, Any] = {}
    blocks = re.findall(r"```python\n(.*?)```", path.read_text(encoding="utf-8"), re.DOTALL)
    for package in {"duckdb", "pandas", "polars"} & set(re.findall(r"^import (\w+)", "\n".join(blocks), re.MULTILINE)):
        pytest.importorskip(package)
    for block in blocks:
        exec(compile(block, path.name, "exec"), names)
    assert "Toktobaev" in capsys.readouterr().out


def test_the_r_in_the_pages_runs(tmp_path: Path) -> None:
    if shutil.which("Rscript") is None:
        pytest.skip("R is not installed")
    from communique import read
    from communique.export.tables.bundle import TableBundle
    from communique.export.tables.columns import TABLES
    from communique.export.tables.rows import record_rows

    record = read(ROOT / "examples" / "wire.txt")
    with TableBundle(str(tmp_path / "tables"), "csv", TABLES) as tables:
        for form in TABLES:
            tables.add(form.name, record_rows(record, form.name))
    code = "\n".join(re.findall(r"```r\n(.*?)```", _page("r.md"), re.DOTALL))
    done = subprocess.run(["Rscript", "-e", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "arning" not in done.stderr


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.name)
def test_commands_shown_exist(path: Path) -> None:
    from communique.cli.program import COMMANDS

    for block in re.findall(r"```(?:sh|console|bat)\n(.*?)```", path.read_text(encoding="utf-8"), re.DOTALL):
        for command in re.findall(r"(?:^|[\\/\s|])communique ([a-z-]+)", block):
            assert command in COMMANDS, command


def test_the_readme_s_sample_is_what_the_program_prints() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = readme.partition("<!-- sample -->")[2].partition("<!-- /sample -->")[0].split("\n")
    printed = generator().sample().split("\n")
    assert len(shown) > 20
    same = sum(line in printed for line in shown)
    assert same >= 0.9 * len(shown), "run python docs/generate.py --sample"  # processors may differ in a line


def test_the_readme_shows_the_two_set_up_commands() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.findall(r"^make (\w+)", readme, re.MULTILINE) == ["demo", "test"]
    for target in ("demo", "test"):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE)


def test_what_the_page_for_contributors_names_is_there() -> None:
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert len(page.splitlines()) < 70, "one page"
    paths = re.findall(r"`([\w./]+/[\w.]*|[\w/]+\.(?:py|md))`", page)
    assert len(paths) > 20
    places = (ROOT, PACKAGE, PACKAGE / "sources", PACKAGE / "language")
    assert [p for p in paths if not any((place / p).exists() for place in places)] == []
    names = {
        "READERS": "sources/formats.py",
        "COMMANDS": "cli/program.py",
        "STEPS": "reader.py",
        "KINDS": "model/kinds.py",
    }
    for name, file in names.items():
        assert f"{name}" in page
        assert re.search(rf"^{name}\b", (PACKAGE / file).read_text(encoding="utf-8"), re.MULTILINE), name

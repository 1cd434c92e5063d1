"""What docs/extractors.md promises: a kind added as it says shows in brief, page, store, find and CSV.

The page's own code is put into a copy of the package, which another process then runs.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from communique.database.schema import HEAD

ROOT = Path(__file__).parents[2]
PLACES = {
    "model/record.py": "    def actor(self",
    "model/kinds.py": ')  # fmt: skip\n"""Every kind of fact."""',
    "reader.py": ')\n"""Every step',
}
"""Before what the page's lines go in files that are there."""
TEXT = (
    "NAIROBI, May 1, 2026 - Kenyan Foreign Minister Amina Otieno demanded that Uganda reopen the border by "
    "May 9, 2026. She said Kenya had waited long enough."
)
DEMAND = "that Uganda reopen the border by May 9, 2026"
ASK = """
import sys
import msgspec
import communique
from communique.cli import main
from communique.evaluate.rules import evaluate
from communique.evaluate.gold import load_gold
from communique.export.brief import render
from communique.export.html import page

record = communique.read(sys.argv[1])
[fact] = record.ultimatums
print("@FACT", fact.deadline, record.actor(fact.actor).name, fact.demand.of(record.report.text))
print("@BRIEF", render(record))
print("@PAGE", page(record).partition('<section class="ultimatums"')[2].partition("</section>")[0])
store = communique.open_store("s.db")
store.add([sys.argv[1]])
print("@SAME", next(store.records()).ultimatums == record.ultimatums, store.check().problems)
[found] = store.find("ultimatums", by="Otieno")
print("@FOUND", found.kind, found.label, [w.name for w in found.who], found.date, found.words)
print("@NONE", store.find("ultimatums", by="Uganda"))
print("@DATED", [(x.date, x.kind) for x in store.timeline(kinds=["ultimatums"])])
open("gold.json", "w").write(record.to_json())
print("@SCORE", evaluate(load_gold("gold.json"), [record]).kind("ultimatums"))
store.close()
print("@CSV ", end="", flush=True)
main(["export", "csv", "--what", "ultimatums", "--store", "s.db"])
"""


def added(package: Path) -> None:
    """Put the page's blocks into a copy of the package, as a developer would."""
    page = (ROOT / "docs" / "extractors.md").read_text(encoding="utf-8")
    following = f"{int(HEAD) + 1:04}"
    blocks = re.findall(r"```py\n# (in )?src/communique/(\S+)\n(.*?)```", page, re.DOTALL)
    for edits, name, code in blocks:
        file = package / name.replace("v0002", f"v{following}")
        if not edits:
            code = code.replace('"0002"', f'"{following}"').replace('"0001"', f'"{HEAD}"')
            file.parent.mkdir(exist_ok=True)
            file.write_text(code, encoding="utf-8")
            continue
        imports, _, lines = code.partition("\n\n")
        text, before = file.read_text(encoding="utf-8"), PLACES[name]
        assert text.count(before) == 1, f"{name} has changed: where do the page's lines go?"
        text = text.replace(before, lines + "\n" * before.startswith("    ") + before)
        file.write_text(text.replace("\nfrom communique.", f"\n{imports}\nfrom communique.", 1), encoding="utf-8")
    schema = package / "database" / "schema.py"
    schema.write_text(schema.read_text(encoding="utf-8").replace(f'HEAD = "{HEAD}"', f'HEAD = "{following}"'))


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What the other process prints, by the words with which it begins."""
    folder = tmp_path_factory.mktemp("kind")
    package = folder / "communique"

    def copied(source: str, target: str) -> None:
        if not source.endswith(".py"):
            with suppress(OSError):  # on Windows not everybody may
                Path(target).symlink_to(source)  # weights and tables are large
                return
        shutil.copyfile(source, target)

    shutil.copytree(
        ROOT / "src" / "communique", package, copy_function=copied, ignore=shutil.ignore_patterns("__pycache__")
    )
    added(package)
    (folder / "report.txt").write_text(TEXT, encoding="utf-8")
    (folder / "ask.py").write_text(ASK, encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "ask.py", "report.txt"], cwd=folder, env={**os.environ, "PYTHONPATH": str(folder)},
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    parts = re.split(r"^@([A-Z]+) ", run.stdout, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


@pytest.mark.parametrize(
    ("where", "words"),
    [
        ("FACT", f"2026-05-09 Amina Otieno {DEMAND}"),
        ("BRIEF", "ULTIMATUMS"),
        ("BRIEF", "demand     Amina Otieno: "),
        ("BRIEF", f"{DEMAND}, by 9 May 2026"),
        ("PAGE", "<h2>Ultimatums</h2>"),
        ("PAGE", '<span class="label open">demand</span>'),
        ("PAGE", f"Amina Otieno</b> {DEMAND}"),
        ("PAGE", "by 9 May 2026"),
        ("SAME", "True ()"),
        ("FOUND", f"ultimatum demand ['Amina Otieno'] 2026-05-09 {DEMAND}"),
        ("NONE", "[]"),
        ("DATED", "[('2026-05-09', 'ultimatum')]"),
        ("SCORE", "right=1"),
        ("CSV", "date,date_start,date_end,date_precision,date_inferred,force,demand,actor,actor_entity"),
        ("CSV", "2026-05-09,2026-05-09,2026-05-09,day,false,"),
        ("CSV", f'"{DEMAND}",Amina Otieno,'),
    ],
)
def test_it_shows(told: dict[str, str], where: str, words: str) -> None:
    assert words in told[where]

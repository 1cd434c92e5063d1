from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.export.brief import render
from communique.export.layout import wrapped
from communique.export.safe import cells
from communique.model import Actor, MadeBy, Record, Span, Statement, make_report

EXPECTED = """\
Border row
27 April 2026 · The Lake Post · border.txt
https://example.org/border
────────────────────────────────────────────────────────────────────────────────

WHO TAKES PART
  Kenya                   KEN
    Amina Otieno          Foreign Minister                          2 statements
  Uganda                  UGA                                       2 statements
  The two sides           Kenya and Uganda
  also named  East African Court

WHAT THEY SAID

  Amina Otieno, Foreign Minister of Kenya
    say        said: Uganda had promised to reopen the border              37–92
      └ promise  Uganda had promised: to reopen the border                 59–92
    warn       warned → Uganda: “If the gates stay shut … we will go      96–171
               to the East African Court.” (via East African Court,
               26 April 2026)

  Uganda
    deny       denied: it (negated, planned)                             182–191

MEETINGS
    planned    Kenya-Uganda talks, 4 to 5 May 2026, Kigali, Kenya        193–221
               and Uganda

AGREEMENTS
    in force   Treaty of Arusha, 1999, Kenya and Uganda                 82–92 +1

IF … THEN
    threat     Amina Otieno: If the gates stay shut ⇒ we will go to    96–118 +1
               the East African Court.

POSITIONS
    for        Uganda: the reopened border                                 52–92

RELATIONS
    not at odds Kenya – Uganda, the border                                 52–92

EVENTS
    REJECT     Uganda denied → Kenya, alleged, 27 April 2026,            174–191
               Kampala

TIMES
    Monday = 2026-04-27 (45–51)
"""


def test_the_page(record: Record) -> None:
    assert render(record, width=80) == EXPECTED


def test_colour_changes_nothing_but_colour(record: Record) -> None:
    coloured = render(record, color=True, width=80)
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == EXPECTED


def test_nothing_found(bare: Record) -> None:
    page = render(bare)
    assert "date unknown" in page
    assert "Nothing for the record was found" in page
    assert "WHO TAKES PART" not in page


@pytest.mark.parametrize("width", [1, 48, 49, 64, 100, 200])
def test_lines_keep_to_the_width(record: Record, width: int) -> None:
    assert max(cells(line) for line in render(record, width=width).splitlines()) <= max(width, 48)


def test_every_statement_has_its_place(record: Record) -> None:
    text = record.report.text
    for line in EXPECTED.splitlines():
        if found := re.search(r"    (say|warn|deny) .* (\d+)–(\d+)$", line):
            assert text[int(found[2]) : int(found[3])].strip()


def test_hostile_text_steers_no_terminal(record: Record) -> None:
    evil = "\x1b[2J\x1b]0;owned\x07\u202e\x9b1m"
    report = make_report(evil + record.report.text, evil, title=evil + "title", publisher=evil, url=evil)
    actors = tuple(msgspec.structs.replace(a, name=evil + a.name) for a in record.actors)
    for color in (False, True):
        page = render(msgspec.structs.replace(record, report=report, actors=actors), color=color)
        left = re.sub(r"\x1b\[[0-9;]*m", "", page) if color else page
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", left)


def test_a_circle_of_parents_and_unknown_actors_do_no_harm(bare: Record) -> None:
    spans = (Span(0, 3),)
    page = render(
        msgspec.structs.replace(
            bare,
            statements=(
                Statement("a", spans, spans, "ghost", parent="b"),
                Statement("b", spans, spans, None, source=Span(11, 17), parent="a"),
                Statement("c", spans, spans),
            ),
        )
    )
    assert "ghost" in page
    assert "speaker not named" in page


def test_a_word_of_a_million_letters_is_cut() -> None:
    text = "x" * 1_000_000
    statement = Statement("s", (Span(0, len(text)),), (Span(0, len(text)),))
    page = render(Record(MadeBy(1, "0", {}), make_report(text, "long.txt"), statements=(statement,)))
    assert max(map(len, page.splitlines())) <= 100


@given(
    st.lists(st.tuples(st.text(alphabet="ab é外\u0301 ", max_size=30), st.just("")), max_size=6),
    st.integers(min_value=10, max_value=40),
)
def test_wrapping_loses_no_letter(body: list[tuple[str, str]], width: int) -> None:
    lines = list(wrapped(body, width, "", "  "))
    flat = "".join(words for line in lines for words, _ in line)
    assert flat.replace(" ", "") == "".join(words for words, _ in body).replace(" ", "")
    assert all(sum(cells(words) for words, _ in line) <= width for line in lines)


def test_actors_with_long_names_and_roles(bare: Record) -> None:
    long = "Interstate Commission for the Coordination of Everything that Flows"
    record = msgspec.structs.replace(
        bare, actors=(Actor("a", long, "organization"), Actor("b", long * 3, "group", members=("a",)))
    )
    assert all(len(line) <= 60 for line in render(record, width=60).splitlines())


def test_a_plain_page_needs_no_rich(record: Record) -> None:
    code = (
        "import sys, communique.export.brief as b; from communique.model import Record; "
        "b.render(Record.from_json(sys.stdin.read())); assert 'rich' not in sys.modules"
    )
    source = str(Path(__file__).parents[2] / "src")
    subprocess.run([sys.executable, "-c", code], input=record.to_json(), text=True, encoding="utf-8", check=True,
                   env={"PYTHONPATH": source, "PYTHONUTF8": "1", "SYSTEMROOT": ""})  # fmt: skip

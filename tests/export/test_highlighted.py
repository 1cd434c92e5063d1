"""A text with its evidence marked: take the marks away and the text is left."""

from __future__ import annotations

from communique.export.highlighted import render
from tests.database.toy import record, report

TEXT = "Foreign Minister Ahmet Davutoglu of Turkey said that military intervention would be a mistake.\nIt rained."


def test_marks() -> None:
    shown = render(record(report(TEXT)))
    assert "[Ahmet Davutoglu] of [Turkey] {said} that «military intervention would be a mistake»." in shown.replace(
        "\n", ""
    )


def test_without_its_marks_it_is_the_text() -> None:
    shown = render(record(report(TEXT)), width=40).split("\n\n", 1)[1]
    bare = "".join(line[5:] + " " for line in shown.splitlines())
    for mark in "[]{}«»":
        bare = bare.replace(mark, "")
    assert bare.split() == TEXT.split()


def test_hostile_text_is_harmless() -> None:
    shown = render(record(report("\x1b[31mred\x07 " + TEXT, title="\x1b]0;x\x07")), color=False)
    assert "\x1b" not in shown
    assert "\x07" not in shown

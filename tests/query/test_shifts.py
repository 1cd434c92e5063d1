"""Who turns when, which reports contradict each other, and how many are for and against over time."""

from __future__ import annotations

import re
from typing import Any

import pytest
from click.testing import CliRunner

from communique.cli.program import cli
from communique.errors import UsageError
from communique.query.answers import ActorLabel, Citation
from communique.query.issues import PositionAnswer
from communique.query.shifts import contradictions, shares, turns
from communique.store import Store
from tests.database.toy import report
from tests.query.test_issues import Taking


def held(n: int, date: str | None, stance: str, who: str = "Quist", issue: str = "toll", **more: Any) -> PositionAnswer:
    words = more.pop("words", "The toll on the bridge is a mistake")
    actor = ActorLabel(f"e{who}", who, None) if who else None
    where = Citation(more.pop("report", f"r{n}"), 0, 5)
    return PositionAnswer(date, "report", actor, stance, issue, f"e{issue}", issue, words, f"p{n}", 0.8, where, **more)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ([("2013-01-01", "for"), ("2013-02-01", "for"), ("2013-03-01", "against")], [("p1", "p2", 2, False)]),
        ([("2013-01-01", "for"), ("2013-02-01", "against"), ("2013-03-01", "for")],
         [("p0", "p1", 1, False), ("p1", "p2", 1, True)]),
        ([("2013-01-01", "for"), ("2013-01-01", "against")], []),
        ([("2013-01", "for"), ("2013-01-20", "against")], []),
        ([("2013-01-01", "for"), ("2013-01-02", "for"), ("2013-01-02", "against"), ("2013-01-03", "against")],
         [("p0", "p3", 1, False)]),
        ([(None, "for"), ("2013-01-20", "against")], []),
        ([("2013-01-01", "for"), ("2013-01-20", "ambivalent")], []),
        ([("2013-01-01?", "for"), ("2014", "against")], [("p0", "p1", 1, False)]),
    ],
)  # fmt: skip
def test_turns(told: list[tuple[str | None, str]], expected: list[tuple[str, str, int, bool]]) -> None:
    found = [held(n, date, stance) for n, (date, stance) in enumerate(told)]
    assert [(x.before.id, x.after.id, x.many, x.back) for x in turns(found)] == expected


def test_another_holder_or_issue_is_no_turn() -> None:
    for other in (held(1, "2014-01-01", "against", who="Brandt"), held(1, "2014-01-01", "against", issue="ferry")):
        assert turns([held(0, "2013-01-01", "for"), other]) == []
    coded = [held(0, "2013-01-01", "for", coded="words"), held(1, "2014-01-01", "against", coded="coder")]
    assert len(turns(coded)) == 1


LIKE, UNLIKE = "a toll on the bridge is a mistake", "ships need no harbour dues"


@pytest.mark.parametrize(
    ("other", "stories", "why"),
    [
        (held(1, "2013-01-01", "against", words=LIKE), {}, "one day, "),
        (held(1, "2013-01-01", "against", words=UNLIKE), {}, None),
        (held(1, "2013-01-02", "against", words=LIKE), {}, None),
        (held(1, "2013-01-02", "against", words=LIKE), {"r0": 1, "r1": 1}, "one story, "),
        (held(1, "2013-01-02", "against", words=LIKE), {"r0": 1, "r1": 2}, None),
        (held(1, "2013-01-01", "against", words=LIKE, report="r0"), {}, None),
        (held(1, "2013-01-01", "for", words=LIKE), {}, None),
        (held(1, None, "against", words=LIKE), {"r0": 1, "r1": 1}, "one story, "),
        (held(1, "2013-01-01", "against", who="", words=LIKE), {}, None),
    ],
)
def test_contradictions(other: PositionAnswer, stories: dict[str, int], why: str | None) -> None:
    found = contradictions([held(0, "2013-01-01", "for"), other], stories)
    assert [x.why.startswith(why or "") for x in found] == ([True] if why else [])


@pytest.mark.parametrize(
    ("every", "rows"),
    [
        ("year", [("2013", 3, 2, 67), ("2014", 1, 1, 0), ("undated", 1, 1, 0)]),
        ("quarter", [("2013-Q1", 2, 2, 50), ("2013-Q2", 1, 1, 100), ("2014-Q1", 1, 1, 0), ("undated", 1, 1, 0)]),
        ("month", [("2013-01", 2, 2, 50), ("2013-04", 1, 1, 100), ("2014-01", 1, 1, 0), ("undated", 1, 1, 0)]),
        ("week", [("2013-W01", 2, 2, 50), ("2013-W14", 1, 1, 100), ("2014-W01", 1, 1, 0), ("undated", 1, 1, 0)]),
        ("all", [("", 5, 2, 40)]),
    ],
)
def test_shares(every: str, rows: list[tuple[str, int, int, int]]) -> None:
    found = [
        held(0, "2013-01-01", "for"), held(1, "2013-01-02", "against", who="Brandt"), held(2, "2013-04", "for"),
        held(3, "2013-12-31/2014-01-02", "against"), held(4, None, "ambivalent"),
    ]  # fmt: skip
    found[3] = held(3, "2014-01-02", "against")
    told = [(x.period, x.positions, x.actors, round(x.for_percent)) for x in shares(found, every)]
    assert told == rows
    with pytest.raises(UsageError, match="no period 'decade'"):
        shares(found, "decade")


@pytest.fixture
def store(place: Store, fill) -> Store:
    who = "Foreign Minister Ahmet Davutoglu of Turkey"
    texts = (
        ("2013-04-01", f"{who} said that military intervention in Syria."),
        ("2013-05-02", f"{who} warned that military intervention in Syria."),
        ("2013-05-02", f"It was reported from Ankara at noon. {who} said that military intervention in Syria."),
        ("2013-06-02", f"{who} warned that any military intervention in Syria."),
    )
    fill(place, [report(text, f"{n}.txt", date=day) for n, (day, text) in enumerate(texts)], Taking)
    return place


def test_the_command_tells_what_changed(store: Store) -> None:
    def run(*words: str) -> str:
        result = CliRunner().invoke(cli, ["positions", *words, "--store", str(store.path)], catch_exceptions=False)
        assert result.exit_code == 0, result.output
        return " ".join(result.output.split())

    told = run("--by", "Davutoglu", "--about", "military intervention", "--limit", "1")
    assert "WHO TURNED 2013-06-02 Ahmet Davutoglu turns against" in told
    assert "before for, once" in told
    assert re.search("REPORTS THAT CONTRADICT EACH OTHER 2013-05-02 Ahmet Davutoglu (for|against)", told)
    assert "WHO TURNED" not in run()
    assert "turns against" in run("--changes")
    assert '"turns_from":"p' in run("--format", "json").replace('": "', '":"')
    shown = run("--shares", "--every", "month")
    assert "2013-05 50 % for" in shown
    assert "for_percent" in run("--shares", "--format", "csv")
    [second, third] = [x for x in store.positions() if x.contradicts]
    assert second.contradicts == (third.id,)
    with pytest.raises(UsageError, match="three questions"):
        run("--shares", "--sides")

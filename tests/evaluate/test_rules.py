from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from communique.errors import GoldError
from communique.evaluate import Gold, Scores, evaluate
from communique.evaluate.rules import called_alike, words
from communique.model import MadeBy, Record, make_report

from .conftest import TEXT, at

Plain = dict[str, Any]


def _scores(gold: Gold, found: Plain) -> Scores:
    return evaluate([gold], {"a": found})


def test_gold_is_right_by_itself(gold: Gold, found: Plain) -> None:
    assert set(_scores(gold, found).values().values()) == {1.0}


def test_nothing_found(gold: Gold) -> None:
    scores = evaluate([gold], {})
    assert scores.unread == ["a"]
    assert {k: v for k, v in scores.values().items() if v} == {}
    assert scores.kinds["statements"].gold == 2


def change(path: str, value: Any) -> Callable[[Plain], None]:
    """Set what stands at "statements.0.speaker"; of a list, "+" puts something at its end."""

    def do(record: Plain) -> None:
        *way, last = path.split(".")
        place: Any = record
        for step in way:
            place = place[int(step)] if step.isdigit() else place[step]
        if last == "+":
            place.append(value)
        else:
            place[int(last) if last.isdigit() else last] = value

    return do


NESTED = {"id": "3", "speaker": "per", "content": [at("was welcome")], "cue": None, "parent": "1", "evidence": []}
ALLEGED = {"id": "f", "type": "ASSAULT", "modality": "alleged", "actors": ["per"], "spans": {"act": at("told")},
           "evidence": [at("told")]}  # fmt: skip


@pytest.mark.parametrize(
    ("spoil", "figure", "counts"),
    [
        # mentions: half of the characters, and the right actor
        (change("actors.0.mentions.0", at("Ana Silva", 9)), "mentions", (6, 6, 6)),
        (change("actors.0.mentions.0", at("Ana Silva", 12)), "mentions", (5, 6, 6)),
        (change("actors.2.mentions", [at("Peru")]), "mentions", (5, 6, 5)),
        (change("actors.1.mentions.+", at("Lima")), "mentions", (6, 6, 7)),
        (change("actors.1.mentions.+", at("welcome")), "mentions found", (6, 6, 7)),
        # actors: by mentions, else by name
        (change("actors.0.mentions", []), "actors", (4, 4, 4)),
        (change("actors.0", {"id": "silva", "name": "Silva", "kind": "person", "mentions": []}), "actors", (4, 4, 4)),
        (change("actors.0", {"id": "silva", "name": "Rosa", "kind": "person", "mentions": []}), "actors", (3, 4, 4)),
        # times
        (change("times.0.end", 10**4), "times", (0, 1, 1)),
        (change("times", []), "times", (0, 1, 0)),
        # statements
        (change("statements.0.speaker", "per"), "statements", (1, 2, 2)),
        (change("statements.0.speaker", "per"), "statements content", (2, 2, 2)),
        (change("statements.0.speaker", "bra"), "statements", (2, 2, 2)),  # she represents it
        (change("statements.0.speaker", None), "statements", (1, 2, 2)),
        (change("statements.0.content", [at("welcome")]), "statements", (1, 2, 2)),
        (change("statements.+", NESTED), "statements", (2, 2, 2)),  # nested, and gold has none
        (change("statements.+", {**NESTED, "parent": None}), "statements", (2, 2, 3)),
        # positions
        (change("positions.0.stance", "against"), "positions", (0, 1, 1)),
        (change("positions.0.stance", "against"), "positions any stance", (1, 1, 1)),
        (change("positions.0.issue", {"label": "x", "span": at("Friday")}), "positions", (0, 1, 1)),
        (change("positions.0.issue", {"label": "x", "span": None}), "positions", (1, 1, 1)),
        # meetings
        (change("meetings.0.evidence", [at("Friday")]), "meetings", (0, 1, 1)),
        # agreements
        (change("agreements.0.date", None), "agreements", (1, 1, 1)),
        (change("agreements.0.date", "2023"), "agreements", (0, 1, 1)),
        # relations
        (change("relations.0.type", "leads"), "relations", (1, 2, 2)),
        (change("relations.1", {"type": "at_odds", "source": "per", "target": "bra"}), "relations", (2, 2, 2)),
        (change("relations.0", {"type": "represents", "source": "bra", "target": "per"}), "relations", (1, 2, 2)),
        (change("relations.+", {"type": "leads", "source": "per", "target": "bra", "polarity": "negated"}),
         "relations", (2, 2, 2)),
        # events
        (change("events.0.actors", ["per"]), "events", (0, 1, 1)),
        (change("events.0.actors", ["bra"]), "events", (1, 1, 1)),
        (change("events.0.actors", ["silva", "per"]), "events", (0, 1, 1)),
        (change("events.0.actors", ["per"]), "events type and act", (1, 1, 1)),
        (change("events.0.modality", "planned"), "events", (0, 1, 0)),
        (change("events.+", ALLEGED), "events", (1, 1, 1)),
        (change("events.+", {**ALLEGED, "modality": "actual"}), "events", (1, 1, 2)),
    ],
)  # fmt: skip
def test_kinds(
    gold: Gold, found: Plain, spoil: Callable[[Plain], None], figure: str, counts: tuple[int, int, int]
) -> None:
    spoil(found)
    f = _scores(gold, found).kinds[figure]
    assert (f.right, f.gold, f.found) == counts


@pytest.mark.parametrize(
    ("spoil", "field", "right", "of"),
    [
        (change("actors.0.country", "PRT"), "actors country", 2, 3),
        (change("actors.0.kind", "group"), "actors kind", 3, 4),
        (change("actors.0.roles", [{"title": "Foreign minister", "of": "bra"}]), "actors role", 1, 1),
        (change("actors.0.roles", [{"title": "Ambassador", "of": "bra"}]), "actors role", 0, 1),
        (change("actors.0.roles", [{"title": "Minister", "of": "per"}]), "actors role of", 0, 1),
        (change("actors.3.members", ["per", "bra"]), "actors members", 1, 1),
        (change("actors.3.members", ["per"]), "actors members", 0, 1),
        (change("times.0.value", "2024-05-10"), "times value", 0, 1),
        (change("statements.0.mode", "direct"), "statements mode", 1, 2),
        (change("statements.0.act", "announce"), "statements act", 2, 2),  # a kind of saying
        (change("statements.0.act", "deny"), "statements act", 1, 2),
        (change("statements.1.addressee", None), "statements addressee", 0, 1),
        (change("statements.0.speaks_for", "per"), "statements speaks for", 0, 1),
        (change("meetings.0.status", "held"), "meetings status", 0, 1),
        (change("meetings.0.start", "2024-05-04"), "meetings start", 0, 1),
        (change("meetings.0.place", {"name": "city of Lima"}), "meetings place", 1, 1),
        (change("meetings.0.participants", ["per"]), "meetings participants", 0, 1),
        (change("agreements.0.date", None), "agreements date", 0, 1),
        (change("events.0.recipients", []), "events recipients", 0, 1),
        (change("events.0.date", "2024-05-01"), "events date", 0, 1),
        (change("report.published", {"value": None}), "report date", 0, 1),
        (change("report.genre", "readout"), "report genre", 0, 1),
    ],
)  # fmt: skip
def test_fields(gold: Gold, found: Plain, spoil: Callable[[Plain], None], field: str, right: int, of: int) -> None:
    spoil(found)
    share = _scores(gold, found).fields[field]
    assert (share.right, share.of) == (right, of)


def test_gold_that_never_says_reported_takes_it_for_indirect(gold: Gold, found: Plain) -> None:
    gold.record["statements"][1]["mode"] = "indirect"
    assert _scores(gold, found).fields["statements mode"].right == 2


def test_boilerplate_counts_letters(gold: Gold, found: Plain) -> None:
    gold.record["report"]["boilerplate"] = [at("They meet on Friday.")]
    found["report"]["boilerplate"] = [at("on Friday.")]
    f = _scores(gold, found).kinds["boilerplate"]
    assert (f.right, f.gold, f.found) == (9, 17, 9)


def test_meetings_of_one_body_need_no_words_in_common(gold: Gold, found: Plain) -> None:
    for record in (gold.record, found):
        record["actors"].append({"id": "body", "name": "Council", "kind": "organization", "mentions": []})
        record["meetings"][0]["body"] = "body"
    found["meetings"][0] |= {"evidence": [at("told")], "status": "held"}
    assert _scores(gold, found).kinds["meetings"].right == 1
    found["meetings"][0]["start"] = "2023"
    assert _scores(gold, found).kinds["meetings"].right == 0


def test_the_words_for_the_speaker_do_for_the_speaker(gold: Gold, found: Plain) -> None:
    found["statements"][0] |= {"speaker": None, "source": at("Ana Silva")}
    assert _scores(gold, found).kinds["statements"].right == 2


def test_conditionals_need_both_parts(gold: Gold, found: Plain) -> None:
    fact = {"id": "c", "condition": at("Peru"), "consequence": at("welcome"), "speaker": "silva", "evidence": []}
    gold.record["conditionals"] = [fact]
    found["conditionals"] = [dict(fact)]
    assert _scores(gold, found).kinds["conditionals"].f1 == 1
    found["conditionals"][0]["condition"] = at("Friday")
    assert _scores(gold, found).kinds["conditionals"].f1 == 0


def test_records_as_objects(gold: Gold) -> None:
    record = Record(MadeBy(1, "0", {}), make_report(TEXT, "folder/a.txt", date="2024-05-02"))
    scores = evaluate([gold], [record])
    assert scores.unread == []
    assert scores.fields["report date"].right == 1


def test_a_record_of_another_text_is_refused(gold: Gold, found: Plain) -> None:
    found["report"]["text"] += "!"
    with pytest.raises(GoldError, match="another text"):
        _scores(gold, found)


@pytest.mark.parametrize(
    ("one", "other", "kind", "alike"),
    [
        ("Sergei Lavrov", "Lavrov", "person", True),
        ("Mr Lavrov", "lavrov", "person", True),
        ("European Union", "The European Union", "organization", True),
        ("Union", "European Union", "organization", False),
        ("", "", "person", False),
        ("the", "a", "group", False),
        ("Bashar al-Assad", "Bashar al- Assad", "person", True),
    ],
)
def test_called_alike(one: str, other: str, kind: str, alike: bool) -> None:
    assert called_alike({"name": one, "kind": kind}, {"name": other, "kind": kind}) == alike


def test_words_of_a_name() -> None:
    assert words("The Ministry of Foreign Affairs") == {"ministry", "foreign", "affairs"}
    assert words(None) == frozenset()

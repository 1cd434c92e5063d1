"""The tables of facts: what they hold, and what is wrong in them named with line and remedy."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from corpus.markup import bare, record
from corpus.passage import MarkupError, Passage, read_passage
from corpus.vocabulary import TIMEX, is_date

HEAD = "id: wire-001\nstyle: wire\ngenre: news\ndate: 2019-03-05\npublisher:\nkinds: all\nactors:\n"
ACTORS = (
    "  silva | person | BRA | Ana Silva | Minister of bra\n"
    "  bra | state | BRA | Brazil | -\n  per | state | PER | Peru | -\n"
    "  both | group | - | Brazil and Peru | - | bra, per\n"
)
STATEMENTS = "statements:\n  1 | silva | act=urge\n"
TEXT = (
    "[S1:[@bra:Brazil]’s minister [@silva:Ana Silva]] [Q1:urged] [C1:[@per:Peru] to sign the Lima pact after it "
    "expelled an envoy on Monday]. [@both:They] met in Lima. If it rains, talks will fail. Police killed three men.\n"
)
GOOD = {
    "positions": "silva | for | signing of the Lima pact {sign the Lima pact} | {urged Peru to sign the Lima pact}",
    "conditionals": "- | prediction | {If it rains} | {talks will fail}",
    "meetings": "1 | talks | held | both | {met in Lima} | start=2019-03; place=Lima, PER",
    "agreements": "1 | proposed | both | {the Lima pact}",
    "relations": "silva | represents | bra | {Brazil’s minister Ana Silva}",
    "events": (
        "REQUEST | actual | silva | per | {urged Peru to sign the Lima pact} | date=report\n"
        "  SANCTION/expel | alleged | per | - | {expelled an envoy} | date=2019-03-04\n"
        "  CONSULT | actual | both | - | {met in Lima} | meeting=1; place=Lima, PER"
    ),
    "times": "DATE | 2019-03-04 | {Monday}",
    "nobody": "{it}#all",
}


def written(**tables: str) -> str:
    rows = "".join(f"{name}:\n  {row}\n" for name, row in {**GOOD, **tables}.items() if row)
    return HEAD + ACTORS + STATEMENTS + rows + "text:\n" + TEXT


def passage(folder: Path, **tables: str) -> Passage:
    path = folder / "wire-001.txt"
    path.write_text(written(**tables), encoding="utf-8")
    return read_passage(path)


def made(folder: Path, kind: str, row: str) -> list[dict[str, Any]]:
    found = record(passage(folder, **{kind: row}))
    assert found["complete"] is True
    listed: list[dict[str, Any]] = found[kind]
    return listed


def shown(span: dict[str, int] | None) -> str | None:
    text = re.sub(r"\[[SQC@][^:\]]*:|\]", "", TEXT)
    return None if span is None else text[span["start"] : span["end"]]


def test_a_record_of_all_kinds(tmp_path: Path) -> None:
    r = record(passage(tmp_path))
    (position,), (conditional,), (meeting,), (agreement,) = (
        r[k] for k in ("positions", "conditionals", "meetings", "agreements")
    )
    assert (position["actor"], position["stance"]) == ("silva", "for")
    assert (position["issue"]["label"], shown(position["issue"]["span"])) == (
        "signing of the Lima pact",
        "sign the Lima pact",
    )
    assert [shown(conditional[k]) for k in ("condition", "consequence")] == ["If it rains", "talks will fail"]
    assert (meeting["participants"], meeting["start"], meeting["end"]) == (["bra", "per"], "2019-03", None)
    assert meeting["place"] == {"name": "Lima", "country": "PER"}
    assert (agreement["name"], agreement["status"]) == ("Lima pact", "proposed")
    request, expulsion, consult = r["events"]
    assert (request["date"], request["date_basis"], request["statement"]) == ("2019-03-05", "report", None)
    assert (expulsion["mode"], expulsion["statement"], expulsion["date_basis"]) == ("expel", "s1", "text")
    assert (consult["meeting"], consult["actors"], consult["recipients"]) == (meeting["id"], ["bra", "per"], [])
    assert [(shown(t), t["value"]) for t in r["times"]] == [("Monday", "2019-03-04")]
    assert len({f["id"] for k in GOOD if k not in ("times", "nobody") for f in r[k]}) == 8


def test_a_group_stands_for_its_members(tmp_path: Path) -> None:
    rows = "both | against | {talks} | {talks will fail}\n  silva | for | rain | {it rains}"
    positions = made(tmp_path, "positions", rows)
    assert [p["actor"] for p in positions] == ["bra", "per", "silva"]
    assert positions[2]["issue"] == {"label": "rain", "span": None, "entity": None}


def test_what_the_computation_cannot_see_is_written(tmp_path: Path) -> None:
    told = made(tmp_path, "agreements", "1 | - | - | {the Lima pact} | told=-; name=Pact of Lima; date=2018/2019")[0]
    assert (told["statement"], told["name"], told["date"]) == (None, "Pact of Lima", "2018/2019")


def test_magnitudes(tmp_path: Path) -> None:
    rows = GOOD["events"] + "\n  ASSAULT | actual | - | per | {killed three men} | dead=3 {three men}"
    magnitude = made(tmp_path, "events", rows)[3]["magnitude"]
    assert (magnitude["dead"]["value"], shown(magnitude["dead"]["span"])) == (3, "three men")
    assert magnitude["injured"] is None


@pytest.mark.parametrize(
    ("table", "row", "message"),
    [
        ("positions", "silva | for | {pact}", "expected 'actor | stance | label"),
        ("positions", "silva | yes | {pact} | {pact}", "a stance is one of against, ambivalent, for, not 'yes'"),
        ("positions", "chl | for | {pact} | {pact}", "the actor 'chl' is not declared; declare it under 'actors:'"),
        ("positions", "- | for | {pact} | {pact}", "a position has an actor"),
        ("positions", "silva | for |  | {pact}", "a position has an issue"),
        ("positions", "bra | for | {pact} | {pact}\n  bra | for | {pact} | {pact}", "stands twice, first in line"),
        ("conditionals", "- | guess | {If it rains} | {talks will fail}", "a conditional's kind is one of"),
        ("conditionals", "- | threat | {If it rains} | {it rains}", "share words"),
        ("meetings", "one | talks | held | - | {met}", "the row begins with a number, not 'one'"),
        ("meetings", "1 | chat | held | both | {met}", "a format is one of"),
        ("meetings", "1 | talks | done | both | {met}", "a meeting's status is one of"),
        ("meetings", "1 | talks | held | both | {met} | place=Quito, ECU", "the place 'Quito' is not in the text"),
        ("meetings", "1 | talks | held | both | {met} | place=Lima, XYZ", "'XYZ' is no ISO 3166 code"),
        ("meetings", "1 | talks | held | both | {met} | start=March", "start is 'report', YYYY, YYYY-MM"),
        ("meetings", "1 | talks | held | both | {met} | start=2019-03-05; end=2019-03-01", "before it starts"),
        ("meetings", "1 | talks | held | both | {met} | start=2019-03/2019-04", "start is one date"),
        ("meetings", "1 | talks | held | both | {met} | when=report", "attributes are 'key=value; key=value'"),
        ("meetings", "1 | talks | held | both, bra | {met}", "the actor 'bra' stands twice"),
        ("meetings", "1 | talks | planned | both | {met}", "meeting 1 is not held, so it is no event yet"),
        ("agreements", "1 | kept | both | {the Lima pact}", "an agreement's status is one of broken"),
        ("relations", "bra | ally | per | {They}", "a relation's type is one of ally_of, at_odds"),
        ("relations", "bra | ally_of | bra | {They}", "another actor as its target"),
        ("relations", "bra | ally_of | per | {They}\n  per | ally_of | bra | {They}", "this relation stands twice"),
        ("events", "BOMB | actual | bra | per | {killed}", "an event's type is one of ACCUSE"),
        ("events", "ASSAULT/tickle | actual | bra | per | {killed}", "a mode of ASSAULT is one of abduct"),
        ("events", "ASSAULT | planned | bra | per | {killed}", "planned acts are no events of this corpus; take"),
        ("events", "ASSAULT | maybe | bra | per | {killed}", "an event's modality is one of actual, alleged, past"),
        ("events", "ASSAULT | actual | - | - | {killed}", "an event has an actor or a recipient"),
        ("events", "ASSAULT | actual | bra | both | {killed}", "the actor 'bra' both acts and receives"),
        ("events", "ASSAULT | actual | bra | per | {killed} | contexts=war", "a context is one of"),
        ("events", "ASSAULT | actual | bra | per | {killed} | dead=three", "dead is a number and its words"),
        ("events", "ASSAULT | actual | bra | per | {killed} | meeting=1", "only a CONSULT has a meeting"),
        ("events", "CONSULT | actual | bra | per | {met}", "a CONSULT has meeting=n"),
        ("events", "CONSULT | actual | bra | per | {met} | meeting=2", "there is no meeting 2"),
        ("events", "REQUEST | actual | silva | per | {urged}", "meeting 1 was held; add its event CONSULT"),
        ("events", "REQUEST | actual | silva | per | {urged} | told=4", "told is the number of a statement or '-'"),
        ("times", "DAY | 2019-03-04 | {Monday}", "a time's type is one of DATE"),
        ("times", "DATE | P1D | {Monday}", "'P1D' is no TIMEX3 value of a DATE"),
        ("times", "DATE | 2019 | {on Monday} {Monday}", "two expressions share words"),
        ("nobody", "", r"{it}#1 is resolved to nobody; mark it \[@key:...\] or write {it}#1 under 'nobody:'"),
        ("nobody", "it", "expected words of the text in braces"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named(tmp_path: Path, table: str, row: str, message: str) -> None:
    with pytest.raises(MarkupError, match=message) as raised:
        passage(tmp_path, **{table: row})
    assert all(re.match(r"wire-001\.txt:[0-9]+: ", line) for line in str(raised.value).split("\n"))


def test_all_that_is_wrong_is_named_at_once(tmp_path: Path) -> None:
    with pytest.raises(MarkupError) as raised:
        passage(
            tmp_path,
            times="DATE | soon | {Monday}",
            agreements="1 | kept | - | {pact}",
            relations="x | leads | bra | {y}",
        )
    assert [re.sub(r".*?:[0-9]+: (\w+).*", r"\1", m) for m in str(raised.value).split("\n")] == [
        "agreements",
        "relations",
        "times",
    ]


def test_kinds_is_all_or_left_out(tmp_path: Path) -> None:
    path = tmp_path / "wire-001.txt"
    path.write_text(written().replace("kinds: all", "kinds: some"), encoding="utf-8")
    with pytest.raises(MarkupError, match="kinds is 'all'"):
        read_passage(path)
    path.write_text(written(nobody="").replace("kinds: all\n", ""), encoding="utf-8")
    assert "events" not in record(read_passage(path))  # unfinished tables are no record


def test_a_bare_passage_can_be_annotated_again(tmp_path: Path) -> None:
    first = passage(tmp_path)
    stripped = bare(first)
    assert "[@" not in stripped
    assert "kinds" not in stripped
    (tmp_path / "b").mkdir()
    path = tmp_path / "b" / "wire-001.txt"
    path.write_text(stripped, encoding="utf-8")
    assert read_passage(path).text == first.text


def test_the_example_of_the_guidelines_holds(tmp_path: Path) -> None:
    guide = (Path(__file__).parents[2] / "corpus" / "GUIDELINES.md").read_text(encoding="utf-8")
    example = re.search(r"```\n(id: .*?)```", guide, re.DOTALL)
    assert example is not None
    path = tmp_path / "wire-900.txt"
    path.write_text(example.group(1), encoding="utf-8")
    assert all(record(read_passage(path))[kind] for kind in GOOD if kind != "nobody")


@pytest.mark.parametrize(
    ("value", "right"),
    [("2019", True), ("2019-03", True), ("2019-03-05", True), ("2019-02-28/2019-03-05", True), ("1990/1999", True),
     ("2019-02-30", False), ("2019-W10", False), ("2019-03/2019-02", False), ("5 March", False)],
)  # fmt: skip
def test_dates(value: str, right: bool) -> None:
    assert is_date(value) is right


@pytest.mark.parametrize(
    ("kind", "value", "right"),
    [("DATE", "2019-W10", True), ("DATE", "199", True), ("DATE", "XXXX-WXX-5", True), ("DATE", "2019-SU", True),
     ("DATE", "PAST_REF", True), ("DATE", "5 March", False), ("TIME", "2019-03-05TMO", True), ("TIME", "T10:00", True),
     ("TIME", "2019-03-05", False), ("DURATION", "P2Y", True), ("DURATION", "PT36H", True), ("DURATION", "PXD", True),
     ("DURATION", "P", False), ("DURATION", "2Y", False), ("SET", "P1W", True), ("SET", "XXXX-WXX-5", True)],
)  # fmt: skip
def test_timex_values(kind: str, value: str, right: bool) -> None:
    assert bool(TIMEX[kind].fullmatch(value)) is right

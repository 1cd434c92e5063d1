"""The reader of the annotated passages, the passages themselves, and the comparison of two annotations."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from corpus.agreement import SECOND, Agreement, Pairing, count, differences, main, overlap
from corpus.counting import Count, interval, pair
from corpus.markup import PASSAGES, check, record
from corpus.markup import main as markup
from corpus.passage import MarkupError, Passage, Span, read_passage

HEADER = "id: wire-001\nstyle: wire\ngenre: news\ndate: 2019-03-05\npublisher:\n"
ACTORS = "actors:\n  silva | person | BRA | Ana Silva | Minister of bra\n  bra | state | BRA | Brazil | -\n"
STATEMENTS = "statements:\n  1 | silva | act=say speaks_for=bra\n"
TEXT = "[S1:Minister [@silva:Ana Silva]] [Q1:said] [C1:[@bra:Brazil] would wait]."
GOOD = HEADER + ACTORS + STATEMENTS + "text:\n" + TEXT + "\n"


def write(folder: Path, content: str, name: str = "wire-001") -> Path:
    path = folder / f"{name}.txt"
    path.write_bytes(content.encode())
    return path


def said(folder: Path, text: str, statements: str = "  1 | silva | act=say\n") -> Passage:
    return read_passage(write(folder, HEADER + ACTORS + "statements:\n" + statements + "text:\n" + text))


def parts(passage: Passage, number: int) -> list[list[str]]:
    s = passage.statements[number]
    return [[passage.text[a:b] for a, b in spans] for spans in (s.source, s.cue, s.content)]


# what is read


@pytest.mark.parametrize(
    ("text", "plain", "expected"),
    [
        (TEXT, "Minister Ana Silva said Brazil would wait.", [["Minister Ana Silva"], ["said"], ["Brazil would wait"]]),
        (
            '[C1:"We wait,"] [S1:[@silva:she]] [Q1:said]. [C1:"Nobody came."]',
            '"We wait," she said. "Nobody came."',
            [["she"], ["said"], ['"We wait,"', '"Nobody came."']],
        ),
        (r"[S1:[@silva:She]] [Q1:said] [C1:\[sic\] a\\b]", r"She said [sic] a\b", [["She"], ["said"], [r"[sic] a\b"]]),
        ("[@silva:Silva][Q1::] [C1:No.\n\nNever.]", "Silva: No.\n\nNever.", [[], [":"], ["No.\n\nNever."]]),
        ("[C1:He][C1: left], [S1:[@silva:she]] [Q1:said]", "", MarkupError),  # a part begins with a space
        ("[C1:He][C1:left], [S1:[@silva:she]] [Q1:said]", "Heleft, she said", [["she"], ["said"], ["Heleft"]]),
    ],
)
def test_spans_lead_to_their_words(tmp_path: Path, text: str, plain: str, expected: object) -> None:
    if expected is MarkupError:
        with pytest.raises(MarkupError, match="begins or ends with a space"):
            said(tmp_path, text)
        return
    passage = said(tmp_path, text)
    assert passage.text == plain
    assert parts(passage, 1) == expected


def test_statements_share_words(tmp_path: Path) -> None:
    both = "  1 | silva | act=welcome\n  2 | silva | act=say\n  3 | bra | act=reject parent=2\n"
    passage = said(
        tmp_path, "[S1,2:[@silva:She]] [Q1:hailed] [C1:it] and [Q2:said] [C2:[S3:it] [Q3:opposed] [C3:x]].", both
    )
    assert parts(passage, 1)[0] == parts(passage, 2)[0] == ["She"]
    assert passage.statements[3].parent == 2
    mixed = said(
        tmp_path, "[S1:[@silva:She]] [Q1:said] [C1,S2:a] [Q2:b] [C2:c]", "  1 | silva | act=say\n  2 | bra | act=say\n"
    )
    assert [parts(mixed, 1)[2], parts(mixed, 2)[0]] == [["a"], ["a"]]


def test_comments_end_above_the_text(tmp_path: Path) -> None:
    content = GOOD.replace("genre: news", "genre: news  # or readout").replace("wait].", "wait]  # no comment.")
    passage = read_passage(write(tmp_path, "# a passage\n\n" + content))
    assert passage.header["genre"] == "news"
    assert passage.text.endswith("wait  # no comment.")


# what is refused


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        # header
        ("id: wire-001", "id: wire-002", "file name, id and style must agree"),
        ("style: wire", "style: cable", "file name, id and style must agree"),
        ("genre: news", "genre: novel", "genre is one of communique, news"),
        ("date: 2019-03-05", "date: 2019-02-30", "date '2019-02-30'"),
        ("date: 2019-03-05", "date: 5 March 2019", "write YYYY-MM-DD"),
        ("publisher:\n", "editor:\n", r"wire-001.txt:5: expected one of .*: 'editor:'"),
        ("publisher:\n", "style: wire\n", "each once"),
        ("text:\n" + TEXT, "", "has no line 'text:'"),
        ("\n", "\r\n", "carriage returns"),
        # actors
        ("| person |", "| man |", "kind is one of group, organization, person, state, not 'man'"),
        ("| BRA | Ana", "| Brazil | Ana", "ISO 3166 code"),
        ("  silva | person", "  Silva | person", "key is lower-case"),
        ("  bra | state | BRA | Brazil | -", "  silva | state | BRA | Brazil | -", "'silva' is declared twice"),
        ("Brazil | -", "Brazil", "expected 5 to 6 fields"),
        ("| Brazil | -", "| - | -", "'bra' has no name"),
        ("Brazil | -", "Brazil | - | silva", "only a group has members"),
        ("Brazil | -\n", "Brazil | -\n  g | group | - | they | - | peru\n", "the member 'peru'"),
        ("Brazil | -\n", "Brazil | -\n  peru | state | PER | Peru | -\n", "'peru' is never used"),
        # statements
        ("act=say", "act=shout", "act is one of accuse, agree"),
        ("act=say ", "", "statement 1 has no act"),
        ("act=say", "act=say mood=calm", "unknown attribute 'mood'"),
        ("act=say", "act=say act=deny", "each once"),
        ("1 | silva | act=say speaks_for=bra", "1 | silva", "expected 3 to 3 fields"),
        ("1 | silva", "one | silva", "number is digits"),
        ("1 | silva", "1 | peru", "names the actor 'peru', which is not declared"),
        ("speaks_for=bra", "speaks_for=peru", "names the actor 'peru'"),
        ("speaks_for=bra", "parent=2", "parent 2, which is not declared"),
        ("speaks_for=bra\n", "speaks_for=bra\n  1 | bra | act=say\n", "statement 1 is declared twice"),
        ("speaks_for=bra\n", "speaks_for=bra\n  2 | bra | act=say\n", "statement 2 has no content"),
        ("speaks_for=bra\n", "speaks_for=bra parent=1\n", "not within the content of its parent"),
        # text
        (TEXT, "", "has no text"),
        ("[@bra:", "[@peru:", "the actor 'peru' is not declared"),
        ("[Q1:said]", "[Q2:said]", "statement 2 is not declared"),
        ("[Q1:said]", "[Q1:said", r"\[C?S?Q?1?@?[a-z]*.*: is never closed"),
        ("wait].", "wait]].", r"a '\]' closes nothing"),
        ("[Q1:said]", "[said]", r"expected \[Sn:"),
        ("[Q1:said]", "[Q1: said]", "begins or ends with a space"),
        ("[Q1:said]", "[Q1:] said", "encloses nothing"),
        ("wait].", r"wait].\x", "a backslash stands only before"),
        ("[@bra:Brazil]", "[@bra:[@bra:Brazil]]", "marked twice"),
        ("[C1:[@bra:Brazil] would wait].", '"[C1:[@bra:Brazil] would wait]."', "quotation marks belong to the content"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in GOOD
    with pytest.raises(MarkupError, match=message) as raised:
        read_passage(write(tmp_path, GOOD.replace(old, new, 1)))
    assert re.match(r"wire-001\.txt:[0-9]+: ", str(raised.value))


def test_a_statement_in_another_needs_its_parent(tmp_path: Path) -> None:
    text = "[S1:[@silva:She]] [Q1:said] [C1:[S2:Brazil] [Q2:opposed] [C2:it]]."
    with pytest.raises(MarkupError, match="statement 2 lies within the content of 1; give it parent=1"):
        said(tmp_path, text, "  1 | silva | act=say\n  2 | bra | act=reject\n")


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    path = tmp_path / "wire-001.txt"
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(MarkupError, match="UTF-8"):
        read_passage(path)
    with pytest.raises(MarkupError, match="cannot be read"):
        read_passage(tmp_path / "none.txt")


# records


def test_a_record_of_a_passage(tmp_path: Path) -> None:
    made = record(read_passage(write(tmp_path, GOOD)))
    (statement,) = made["statements"]
    assert made["report"]["published"]["value"] == "2019-03-05"
    assert statement["speaker"] == "silva"
    assert (statement["mode"], statement["act"], statement["polarity"]) == ("indirect", "say", "affirmed")
    silva, brazil = made["actors"]
    assert silva["roles"] == [{"title": "Minister", "of": "bra", "evidence": {"start": 0, "end": 8}}]
    assert [m["form"] for m in silva["mentions"] + brazil["mentions"]] == ["name", "name"]
    assert "meetings" not in made  # nobody looked for them


def test_the_commands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "passages"
    folder.mkdir()
    write(folder, GOOD)
    out = tmp_path / "out.jsonl"
    assert markup(["build", "-o", str(out), "--passages", str(folder)]) == 0
    assert json.loads(out.read_text(encoding="utf-8"))["report"]["source"] == "wire-001.txt"
    assert markup(["check", "--passages", str(folder)]) == 0
    capsys.readouterr()
    write(folder, "nothing\n", "wire-002")
    (folder / "notes.md").write_text("x", encoding="utf-8")
    assert markup(["check", "--passages", str(folder)]) == 1
    assert "wire-002.txt:1: expected one of" in (shown := capsys.readouterr().out)
    assert "notes.md:1: is no passage" in shown
    assert markup(["build", "-o", str(out), "--passages", str(folder)]) == 1


def test_every_passage_holds(capsys: pytest.CaptureFixture[str]) -> None:
    errors = check(sorted(PASSAGES.iterdir()))
    assert errors == 0, capsys.readouterr().out


# agreement


def laid(folder: Path, second: str) -> Pairing:
    (folder / "b").mkdir()
    return Pairing.of(read_passage(write(folder, GOOD)), read_passage(write(folder / "b", second)))


def figures(pairing: Pairing) -> Agreement:
    agreement = Agreement()
    count(agreement, pairing)
    return agreement


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ([(0, 4)], [(0, 4)], 1.0),
        ([(0, 4)], [(2, 6)], 2 / 6),
        ([(0, 2), (4, 6)], [(0, 6)], 4 / 6),
        ([(0, 4)], [], 0.0),
        ([], [], 1.0),
    ],
)
def test_overlap(a: list[tuple[int, int]], b: list[tuple[int, int]], expected: float) -> None:
    assert overlap([Span(*x) for x in a], [Span(*x) for x in b]) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("weights", "expected"),
    [
        ([[1.0, 0.0], [0.0, 1.0]], {0: 0, 1: 1}),
        ([[0.6, 0.9], [0.0, 0.8]], {0: 0, 1: 1}),  # the heaviest pair gives way, so that both have a partner
        ([[0.9], [0.8]], {0: 0}),
        ([[0.4, 0.4]], {}),
    ],
)
def test_pairs_are_one_to_one_and_as_many_as_can_be(weights: list[list[float]], expected: dict[int, int]) -> None:
    assert pair(len(weights), len(weights[0]), lambda i, j: weights[i][j]) == expected


def test_an_annotation_agrees_with_itself(tmp_path: Path) -> None:
    pairing = laid(tmp_path, GOOD)
    a = figures(pairing)
    assert [f.f1 for f in (a.statements, a.content, a.outer, a.mentions, a.found)] == [1.0] * 5
    assert a.nested.f1 is None
    assert (a.overlap("source"), a.share("act")) == (1.0, 1.0)
    assert a.kappa("act") is None  # one value only: chance would give it, too
    assert differences(pairing) == []


@pytest.mark.parametrize(
    ("old", "new", "content", "statements", "line"),
    [
        ("1 | silva |", "1 | bra |", 1.0, 0.0, "speaker: silva / bra"),
        ("1 | silva |", "1 | - |", 1.0, 0.0, "speaker: silva / None"),
        ("[C1:[@bra:Brazil] would wait]", "[@bra:Brazil] would [C1:wait]", 0.0, 0.0, "only first: Minister Ana Silva"),
        ("act=say", "act=deny", 1.0, 1.0, "act: say / deny"),
        ("[S1:Minister [@", "Minister [S1:[@", 1.0, 1.0, "source: Minister Ana Silva / Ana Silva"),
        ("[@bra:Brazil] would", "Brazil would", 1.0, 1.0, "mention only first: Brazil (bra) at 24"),
    ],
)  # fmt: skip
def test_disagreement(tmp_path: Path, old: str, new: str, content: float, statements: float, line: str) -> None:
    pairing = laid(tmp_path, GOOD.replace(old, new))
    a = figures(pairing)
    assert (a.content.f1, a.statements.f1) == (content, statements)
    assert any(found.startswith(line) for found in differences(pairing)), differences(pairing)


def test_keys_need_not_be_the_same(tmp_path: Path) -> None:
    other = GOOD.replace("silva", "minister").replace("of bra", "of brazil").replace("bra |", "brazil |")
    other = other.replace("speaks_for=bra", "speaks_for=brazil").replace("@bra:", "@brazil:")
    assert figures(laid(tmp_path, other)).statements.f1 == 1.0


def test_kappa_takes_chance_away() -> None:
    a = Agreement()
    a.values["act"] = [("say", "say"), ("deny", "deny"), ("say", "deny"), ("deny", "say")]
    assert (a.share("act"), a.kappa("act")) == (0.5, 0.0)
    assert Count(1, 1, 3).f1 == 0.5


def test_another_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MarkupError, match="is not the text of"):
        laid(tmp_path, GOOD.replace("wait", "go"))


def test_an_interval_is_of_whole_passages() -> None:
    assert interval([Count(1, 1, 1)] * 9) == (1.0, 1.0)
    assert interval([]) is None
    low, high = interval([Count(9, 10, 10), Count(1, 2, 2)] * 20) or (0.0, 0.0)
    assert 0.5 < low < 0.83 < high < 0.9  # about the F1 of all, 20/24
    assert interval([Count(1, 1, 1), Count()]) is None  # a draw may have no item


def test_the_second_annotation_is_of_the_first_one_s_texts(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--differences"]) == 0
    assert "| all | 100 |" in capsys.readouterr().out


def test_the_second_annotation_in_all_kinds_is_of_the_passages_drawn() -> None:
    complete = {file.stem for file in SECOND.glob("*.txt") if read_passage(file).complete}
    older = {file.stem for file in SECOND.glob("*.txt")} - complete
    assert (len(complete), len(older)) == (60, 40)
    rest = [file.stem for file in sorted(PASSAGES.glob("*.txt")) if file.stem not in older]
    assert complete == {rest[int(2.75 + 5.5 * k)] for k in range(60)}

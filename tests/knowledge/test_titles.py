from __future__ import annotations

from pathlib import Path

import pytest

from communique.errors import KnowledgeError
from communique.knowledge import titles

PLOVER_SECTORS = {
    "GOV", "MIL", "REB", "OPP", "PTY", "JUD", "LEG", "COP", "SPY", "CVL", "BUS", "JRN", "IGO", "NGO", "LAB", "EDU",
    "REL", "MED", "REF", "UAF", "CRM",
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "title", "sector", "rank", "relation"),
    [
        ("Foreign Minister", "foreign minister", "GOV", "foreign_minister", "represents"),
        ("FOREIGN MINISTER", "foreign minister", "GOV", "foreign_minister", "represents"),
        ("foreign ministers", "foreign minister", "GOV", "foreign_minister", "represents"),
        ("Minister of Foreign Affairs", "minister of foreign affairs", "GOV", "foreign_minister", "represents"),
        ("Secretary of State", "secretary of state", "GOV", "foreign_minister", "represents"),
        ("secretaries of state", "secretary of state", "GOV", "foreign_minister", "represents"),
        ("Defense Secretary", "defense secretary", "GOV", "defence_minister", "represents"),
        ("defence minister", "defence minister", "GOV", "defence_minister", "represents"),
        ("prime minister", "prime minister", "GOV", "head_of_government", "leads"),
        ("Premier", "premier", "GOV", "head_of_government", "leads"),
        ("President", "president", "GOV", "head_of_state", "leads"),
        ("Vice-President", "vice president", "GOV", "deputy_head_of_state", "represents"),
        ("Secretary-General", "secretary general", "IGO", "head", "leads"),
        ("secretary - general", "secretary general", "IGO", "head", "leads"),
        ("ambassadors", "ambassador", "GOV", "envoy", "represents"),
        ("chargé d'affaires", "charge d'affaires", "GOV", "envoy", "represents"),
        ("spokeswomen", "spokeswoman", "GOV", "spokesperson", "represents"),
        ("foreign ministry spokesman", "foreign ministry spokesman", "GOV", "spokesperson", "represents"),
        ("Lt. Gen.", "lt gen", "MIL", "military", "none"),
        ("commander-in-chief", "commander in chief", "MIL", "military", "leads"),
        ("attorneys general", "attorney general", "GOV", "minister", "represents"),
        ("rebel leader", "rebel leader", "REB", "rebel_leader", "leads"),
        ("opposition leader", "opposition leader", "OPP", "opposition_leader", "leads"),
        ("lawmakers", "lawmaker", "LEG", "legislator", "represents"),
        ("MPs", "MP", "LEG", "legislator", "represents"),
        ("Ayatollah", "ayatollah", "REL", "religious", "none"),
        ("journalists", "journalist", "JRN", "journalist", "none"),
        ("oil minister", "oil minister", "GOV", "minister", "represents"),
        ("Governor General", "governor general", "GOV", "head_of_state", "represents"),
    ],
)
def test_titles(text: str, title: str, sector: str, rank: str, relation: str) -> None:
    found = titles.title(text)
    assert found is not None
    assert (found.title.title, found.title.sector, found.title.rank, found.title.relation) == (
        title,
        sector,
        rank,
        relation,
    )


@pytest.mark.parametrize(
    ("text", "title", "kinds"),
    [
        ("former Foreign Minister", "foreign minister", ["former"]),
        ("ex-president", "ex-president", []),
        ("ex-prime minister", "prime minister", ["former"]),
        ("then-President", "president", ["former"]),
        ("president-elect", "president", ["future"]),
        ("Prime Minister-designate", "prime minister", ["future"]),
        ("acting president", "president", ["acting"]),
        ("outgoing NATO Secretary General", "nato secretary general", ["outgoing"]),
        ("deputy foreign minister", "deputy foreign minister", []),
        ("deputy defence minister", "defence minister", ["deputy"]),
        ("former deputy prime minister", "deputy prime minister", ["former"]),
        ("late King", "king", ["dead"]),
        ("self-proclaimed president", "president", ["contested"]),
        ("shadow defence minister", "defence minister", ["opposition"]),
    ],
)
def test_modifiers(text: str, title: str, kinds: list[str]) -> None:
    found = titles.title(text)
    assert found is not None
    assert found.title.title == title
    assert [modifier.kind for modifier in found.modifiers] == kinds
    assert all(found.has(modifier.kind) for modifier in found.modifiers)


@pytest.mark.parametrize(
    ("words", "start", "span"),
    [
        (["Russian", "Foreign", "Minister", "Sergei", "Lavrov"], 1, (1, 3)),
        (["U.S.", "Secretary", "of", "State", "John", "Kerry"], 1, (1, 4)),
        (["the", "president", "-", "elect", "said"], 1, (1, 4)),
        (["the", "Secretary", "-", "General", "said"], 1, (1, 4)),
        (["the", "minister", ",", "who"], 1, (1, 2)),
        (["the", "prime", "number"], 1, None),
        (["a", "major", "offensive"], 1, None),
        (["Major", "Thomas", "Reed"], 0, (0, 1)),
        (["MAJOR", "THOMAS", "REED"], 0, (0, 1)),
        (["a", "private", "meeting"], 1, None),
        (["former", "Yugoslavia"], 0, None),
        (["former"], 0, None),
        (["He", "said", "so"], 0, None),
        ([], 0, None),
        (["-"], 0, None),
        (["minister"], 3, None),
    ],
)
def test_the_longest_title_that_begins_at_a_word(words: list[str], start: int, span: tuple[int, int] | None) -> None:
    found = titles.match(words, start)
    assert (found and (found.start, found.end)) == span


@pytest.mark.parametrize(
    ("text", "gender"),
    [
        ("spokeswoman", "f"), ("spokesman", "m"), ("spokesperson", None), ("king", "m"), ("Queen", "f"),
        ("president", None), ("chairwoman", "f"), ("Mrs.", "f"), ("Sir", "m"), ("Sheikha", "f"), ("pope", "m"),
        ("congresswoman", "f"), ("businesswoman", "f"), ("first lady", "f"), ("minister", None),
    ],
)  # fmt: skip
def test_gender_only_where_the_word_tells_it(text: str, gender: str | None) -> None:
    found = titles.title(text)
    assert found is not None
    assert found.title.gender == gender


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("foreign minister", "foreign ministry"),
        ("Secretary of Defense", "defence ministry"),
        ("senator", "senate"),
        ("ambassador", "embassy"),
        ("lawmaker", "parliament"),
        ("White House spokesman", "White House"),
        ("king", None),
    ],
)
def test_the_body_that_an_office_implies(text: str, body: str | None) -> None:
    found = titles.title(text)
    assert found is not None
    assert found.title.body == body


def test_the_table_keeps_its_vocabulary() -> None:
    table = titles.titles()
    assert len(table) > 1_000
    assert {entry.sector for entry in table} <= PLOVER_SECTORS
    assert all(
        entry.plural != entry.title or entry.rank == "honorific" or entry.cased for entry in table if entry.plural
    )


def test_a_plural_is_told_from_a_singular() -> None:
    one, many = titles.title("spokesman"), titles.title("spokesmen")
    assert one is not None
    assert many is not None
    assert (one.plural, many.plural) == (False, True)


def test_a_user_adds_titles_and_modifiers(tmp_path: Path) -> None:
    (tmp_path / "titles.tsv").write_text(
        "title\tplural\tsector\trelation\tbefore_name\nhospodar\thospodars\tGOV\tleads\tyes\n", encoding="utf-8"
    )
    (tmp_path / "title_modifiers.tsv").write_text("modifier\tkind\tposition\nonce\tformer\tbefore\n", encoding="utf-8")
    found = titles.title("once Hospodar", tmp_path)
    assert found is not None
    assert found.has("former")
    assert titles.title("Hospodar") is None


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("x\txs\tGOV\towns\tyes", "column relation is unknown"),
        ("x\txs\tGOV\tleads\tperhaps", "column before_name is unknown"),
        ("x\txs\t\tleads\tyes", "column sector is empty"),
    ],
)
def test_a_malformed_row_is_named(tmp_path: Path, row: str, complaint: str) -> None:
    (tmp_path / "titles.tsv").write_text("title\tplural\tsector\trelation\tbefore_name\n" + row, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=complaint):
        titles.title("x", tmp_path)


@pytest.mark.parametrize(
    ("short", "full"),
    [("Sen.", "Senator"), ("Lt. Gen.", "Lieutenant General"), ("minister", "minister")],
)
def test_titles_written_out(short: str, full: str) -> None:
    assert titles.in_full(short) == full

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from communique.errors import KnowledgeError
from communique.knowledge import given_names
from communique.knowledge.tables import read_table


@pytest.mark.parametrize(
    ("name", "gender"),
    [
        ("Sergei", "m"), ("SERGEI LAVROV", "m"), ("John Kerry", "m"), ("Hillary Clinton", "f"), ("Angela Merkel", "f"),
        ("Federica Mogherini", "f"), ("Mohammad Javad Zarif", "m"), ("Ahmet Davutoglu", "m"), ("Tzipi Livni", "f"),
        ("Jean-Claude Juncker", "m"), ("Anne-Marie Lizin", "f"), ("Kristalina Georgieva", "f"), ("François", "m"),
        ("Volodymyr Zelenskyy", "m"), ("Yulia Tymoshenko", "f"), ("Park Geun-hye", "f"), ("Kim Jong Un", "m"),
        ("Moon Jae-in", "m"), ("Kim Yo-jong", "f"), ("Xi Jinping", "m"), ("Hua Chunying", "f"), ("Tsai Ing-wen", "f"),
        ("Indira Gandhi", "f"), ("Narendra Modi", "m"), ("Sheikh Hasina", "f"), ("Benazir Bhutto", "f"),
        ("Megawati Sukarnoputri", "f"), ("Ellen Johnson Sirleaf", "f"), ("Nkosazana Dlamini-Zuma", "f"),
        ("Kofi Annan", "m"), ("Boutros Boutros-Ghali", "m"), ("Ban Ki-moon", "m"), ("Antonio Guterres", "m"),
        ("Dilma Rousseff", "f"), ("Hugo Chavez", "m"), ("Violeta Chamorro", "f"), ("Golda Meir", "f"),
        ("Recep Tayyip Erdogan", "m"), ("Tansu Ciller", "f"), ("Gro Harlem Brundtland", "f"), ("Sanna Marin", "f"),
        ("Ursula von der Leyen", "f"), ("Yitzhak Rabin", "m"), ("Hanan Ashrawi", "f"), ("Abdel Fattah al-Sisi", "m"),
        ("Robin Cooke", None), ("Robin Cook", "m"), ("Kim", None), ("Zzyzx Qwerty", None), ("", None), ("-", None),
    ],
)  # fmt: skip
def test_gender_by_given_name(name: str, gender: str | None) -> None:
    assert given_names.gender(name) == gender


@pytest.mark.parametrize(
    ("name", "gender"),
    [
        ("Mr. Robin Cook", "m"),
        ("Mrs. Thatcher", "f"),
        ("MRS THATCHER", "f"),
        ("Ms Rice", "f"),
        ("Sir Geoffrey Howe", "m"),
        ("Lady Ashton", "f"),
        ("King Hussein", "m"),
        ("Queen Noor", "f"),
        ("Sheikha Moza", "f"),
        ("Crown Prince Mohammed bin Salman", "m"),
        ("spokeswoman Robin Smith", "f"),
        ("Foreign Minister Hina Rabbani Khar", "f"),
        ("former Secretary of State Madeleine Albright", "f"),
        ("Dr. Condoleezza Rice", "f"),
        ("Pope Francis", "m"),
        ("President", None),
        ("Foreign Minister", None),
    ],
)
def test_a_title_tells_before_the_name_does(name: str, gender: str | None) -> None:
    assert given_names.gender(name) == gender


def test_given_names_are_told_from_other_words() -> None:
    assert given_names.is_given_name("Sergei")
    assert given_names.is_given_name("JEAN-YVES")
    assert not given_names.is_given_name("Xi")
    assert not given_names.is_given_name("Ministry")


def test_the_table_covers_the_world() -> None:
    counts = Counter(row["gender"] for row in read_table("given_names", given_names.COLUMNS, ("name",)))
    assert counts["m"] > 3_000
    assert counts["f"] > 2_500


def test_a_user_adds_names(tmp_path: Path) -> None:
    (tmp_path / "given_names.tsv").write_text("name\tgender\nZzyzx\tf\n", encoding="utf-8")
    assert given_names.gender("Zzyzx Qwerty", tmp_path) == "f"
    (tmp_path / "given_names.tsv").write_text("name\tgender\nZzyzx\twoman\n", encoding="utf-8")


def test_a_malformed_row_is_named(tmp_path: Path) -> None:
    (tmp_path / "given_names.tsv").write_text("name\tgender\nZzyzx\twoman\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match="line 2: the gender 'woman' is unknown"):
        given_names.gender("Zzyzx", tmp_path)


@pytest.mark.parametrize(
    ("name", "short", "not_short"),
    [("Michael", "mike", "bill"), ("William", "bill", "mike"), ("Elizabeth", "liz", "bill"), ("Zzyzx", None, "zz")],
)
def test_short_forms(name: str, short: str | None, not_short: str) -> None:
    found = given_names.short_forms(name)
    assert short is None or short in found
    assert not_short not in found


def test_short_forms_are_no_names_of_their_own_row() -> None:
    rows = list(read_table("short_names", ("name", "short"), ("name",), None))
    assert rows
    assert all(row["name"] not in row.items("short") for row in rows)

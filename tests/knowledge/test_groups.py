from __future__ import annotations

from pathlib import Path

import pytest

from communique.errors import KnowledgeError
from communique.knowledge import groups, organizations, states


@pytest.mark.parametrize(
    ("text", "key", "sector", "country"),
    [
        ("Hamas", "hamas", "REB", "PSE"),
        ("Hezbollah", "hezbollah", "REB", "LBN"),
        ("Hizbullah", "hezbollah", "REB", "LBN"),
        ("HIZBALLAH", "hezbollah", "REB", "LBN"),
        ("al-Qaida", "al-qaeda", "REB", None),
        ("al- Qaida", "al-qaeda", "REB", None),
        ("Al Qaeda", "al-qaeda", "REB", None),
        ("Al-Qa'ida", "al-qaeda", "REB", None),
        ("the Taliban", "taliban", "REB", "AFG"),
        ("Taleban", "taliban", "REB", "AFG"),
        ("Daesh", "islamic-state", "REB", None),
        ("ISIL", "islamic-state", "REB", None),
        ("the PKK", "pkk", "REB", "TUR"),
        ("People's Protection Units", "ypg", "REB", "SYR"),
        ("Peoples Protection Units", None, None, None),
        ("Tamil Tigers", "ltte", "REB", "LKA"),
        ("Ansarullah", "houthis", "REB", "YEM"),
        ("Al Shabaab", "al-shabab", "REB", "SOM"),
        ("Boko Haram", "boko-haram", "REB", "NGA"),
        ("the Contras", "contras", "REB", "NIC"),
        ("UNITA", "unita", "REB", "AGO"),
        ("Polisario", "polisario", "REB", "ESH"),
        ("Mujahedeen-e-Khalq", "mek", "REB", "IRN"),
        ("Muslim Brotherhood", "muslim-brotherhood", "OPP", "EGY"),
        ("Sendero Luminoso", "shining-path", "REB", "PER"),
        ("Parti Québécois", "parti-quebecois", "PTY", "CAN"),
        ("Provisional IRA", "ira", "REB", "GBR"),
        ("Syrian National Coalition", "syrian-coalition", "OPP", "SYR"),
        ("Rotary Club", None, None, None),
        ("", None, None, None),
    ],
)
def test_names_and_spellings(text: str, key: str | None, sector: str | None, country: str | None) -> None:
    found = groups.by_name(text)
    assert (found and found.key, found and found.sector, found and found.country) == (key, sector, country)


def test_a_group_is_named_after_its_end_but_not_before_its_beginning() -> None:
    [entry] = groups.vocabulary()["tamil tigers"]
    assert not entry.holds(1970)
    assert entry.holds(2015)


@pytest.mark.parametrize(
    ("form", "ambiguous"),
    [("hamas", False), ("is", True), ("isis", True), ("golden dawn", True), ("amal", True), ("taliban", False)],
)
def test_forms_that_are_something_else_too(form: str, ambiguous: bool) -> None:
    assert {entry.ambiguous for entry in groups.vocabulary()[form]} == {ambiguous}


def test_a_word_in_lower_case_is_no_abbreviation() -> None:
    [entry] = groups.vocabulary()["is"]
    assert entry.fits("IS")
    assert not entry.fits("is")
    assert not entry.fits("IS", all_capitals=True)


def test_kinds() -> None:
    contras, hamas = groups.by_key("contras"), groups.by_key("hamas")
    assert contras is not None
    assert hamas is not None
    assert (contras.kind, contras.plural) == ("group", True)
    assert (hamas.kind, hamas.plural) == ("organization", False)
    assert groups.by_key("nobody") is None


def test_the_table_is_large_and_repeats_nothing_of_its_neighbours() -> None:
    assert len(groups.groups()) > 500
    names = {form for form, entries in groups.vocabulary().items() if any(e.form == "name" for e in entries)}
    taken = {form for form, entries in organizations.vocabulary().items() if any(e.form == "name" for e in entries)}
    assert names & taken == set()
    assert (
        names & {form for form, entries in states.vocabulary().items() if any(e.form == "name" for e in entries)}
        == set()
    )


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("x\tX\tgang\tREB\tCOL", "there is no kind 'gang'"),
        ("x\tX\tgroup\tREB\tXYZ", "there is no state 'XYZ'"),
        ("x\tX\tgroup\t\tCOL", "the column sector is empty"),
        ("x\t\tgroup\tREB\tCOL", "the column name is empty"),
        ("x\tX\tgroup\tREB\tCOL\t1990\t1980", "ends before it begins"),
        ("x\tX\tgroup\tREB\tCOL\tlong ago", "no year"),
        ("x\tX\tgroup\tREB\tCOL\t\t\tyes", "in the column plural"),
    ],
)
def test_a_malformed_row_is_named(tmp_path: Path, row: str, complaint: str) -> None:
    header = "key\tname\tkind\tsector\tcountry\tsince\tuntil\tplural\n"
    (tmp_path / "groups.tsv").write_text(header + row, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=complaint):
        groups.by_name("X", overlay=tmp_path)


def test_a_user_adds_groups(tmp_path: Path) -> None:
    header = "key\tname\taliases\tkind\tsector\tcountry\n"
    (tmp_path / "groups.tsv").write_text(
        header + "zorps\tZorps\tZorp Front; Zorpists (1990-)\tgroup\tREB\tCOL\n", encoding="utf-8"
    )
    found = groups.by_name("the Zorp Front", overlay=tmp_path)
    assert found is not None
    assert found.key == "zorps"
    assert groups.by_name("Zorps") is None

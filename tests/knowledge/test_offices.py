from __future__ import annotations

import datetime
from collections import Counter
from pathlib import Path

import pytest

from communique.errors import KnowledgeError
from communique.knowledge import offices
from communique.knowledge.surface_forms import normalise


@pytest.mark.parametrize(
    ("title", "of", "on", "person"),
    [
        ("foreign minister", "RUS", "2013-04-17", "Sergei Lavrov"),
        ("foreign minister", "TUR", "2013-04-17", "Ahmet Davutoglu"),
        ("secretary of state", "USA", "2013-04-17", "John Kerry"),
        ("foreign minister", "USA", "2013-04-17", "John Kerry"),
        ("president", "SYR", "2013-04-17", "Bashar al-Assad"),
        ("prime minister", "GBR", "1987-06-01", "Margaret Thatcher"),
        ("premier", "GBR", "1987-06-01", "Margaret Thatcher"),
        ("foreign minister", "GBR", "1987-06-01", "Geoffrey Howe"),
        ("chancellor", "DEU", "1990-10-03", "Helmut Kohl"),
        ("prime minister", "DEU", "1990-10-03", "Helmut Kohl"),
        ("president", "FRA", "1995-05-18", "Jacques Chirac"),
        ("general secretary", "SUN", "1986-01-01", None),
        ("communist party leader", "SUN", "1986-01-01", "Mikhail Gorbachev"),
        ("foreign minister", "SUN", "1986-01-01", "Eduard Shevardnadze"),
        ("Secretary-General", "un", "2001-09-11", "Kofi Annan"),
        ("secretary-general", "nato", "1999-03-24", "Javier Solana"),
        ("high representative", "eu", "2013-04-17", "Catherine Ashton"),
        ("president", "european-commission", "2016-06-23", "Jean-Claude Juncker"),
        ("director general", "iaea", "2003-03-01", "Mohamed ElBaradei"),
        ("defence minister", "USA", "2003-03-20", "Donald Rumsfeld"),
        ("king", "SAU", "1990-08-02", "Fahd"),
        ("president", "IRQ", "1990-08-02", "Saddam Hussein"),
        ("supreme leader", "IRN", "2016-01-16", "Ali Khamenei"),
        ("foreign minister", "IRN", "2015-07-14", "Mohammad Javad Zarif"),
        ("foreign minister", "EGY", "2009-06-04", "Ahmed Aboul Gheit"),
        ("prime minister", "ISR", "1993-09-13", "Yitzhak Rabin"),
        ("president", "PSE", "2012-11-29", "Mahmoud Abbas"),
        ("president", "UKR", "2022-02-24", "Volodymyr Zelenskyy"),
        ("foreign minister", "CHN", "2018-01-01", "Wang Yi"),
        ("president", "ZAF", "1994-05-11", "Nelson Mandela"),
        ("president", "GTM", "1989-01-01", "Vinicio Cerezo"),
        ("president", "CUB", "1980-01-01", "Fidel Castro"),
        ("prime minister", "JPN", "2005-01-01", "Junichiro Koizumi"),
        ("pope", "VAT", "1981-05-13", "John Paul II"),
        ("president", "AUT", "1870-01-01", None),
        ("gardener", "AUT", "1990-01-01", None),
        ("president", "XYZ", "1990-01-01", None),
    ],
)
def test_who_held_an_office_on_a_day(title: str, of: str, on: str, person: str | None) -> None:
    found = offices.by_office(title, of, datetime.date.fromisoformat(on))
    assert [office.person for office in found] == ([person] if person else [])


@pytest.mark.parametrize(
    ("name", "on", "offices_held"),
    [
        ("Lavrov", "2013-04-17", {("Sergei Lavrov", "foreign minister", "RUS")}),
        ("SERGEY LAVROV", "2013-04-17", {("Sergei Lavrov", "foreign minister", "RUS")}),
        ("Davutoğlu", "2013-04-17", {("Ahmet Davutoglu", "foreign minister", "TUR")}),
        ("John F. Kerry", "2013-04-17", {("John Kerry", "secretary of state", "USA")}),
        ("al-Assad", "2013-04-17", {("Bashar al-Assad", "president", "SYR")}),
        ("al- Assad", "2013-04-17", {("Bashar al-Assad", "president", "SYR")}),
        ("Gadhafi", "1986-04-15", {("Muammar Gaddafi", "leader", "LBY")}),
        ("Moammar Khadafy", "1986-04-15", {("Muammar Gaddafi", "leader", "LBY")}),
        ("Xi", "2020-01-01", {("Xi Jinping", "president", "CHN"), ("Xi Jinping", "communist party leader", "CHN")}),
        ("Park", "2014-01-01", {("Park Geun-hye", "president", "KOR")}),
        ("Ban", "2010-01-01", {("Ban Ki-moon", "secretary general", "un")}),
        ("von der Leyen", "2021-01-01", {("Ursula von der Leyen", "president", "european-commission")}),
        ("Giscard d'Estaing", "1977-01-01", {("Valery Giscard d'Estaing", "president", "FRA")}),
        ("Giscard", "1977-01-01", {("Valery Giscard d'Estaing", "president", "FRA")}),
        ("Lopez Obrador", "2019-01-01", {("Andres Manuel Lopez Obrador", "president", "MEX")}),
        ("John Paul", "1985-01-01", {("John Paul II", "pope", "VAT")}),
        ("Kishida Fumio", "2022-01-01", {("Fumio Kishida", "prime minister", "JPN")}),
        ("Davutoglu", "1990-01-01", set()),
        ("Nobody Whatever", "2013-04-17", set()),
        ("Jinping", "2020-01-01", set()),
        ("", "2013-04-17", set()),
    ],
)
def test_whom_a_name_means_on_a_day(name: str, on: str, offices_held: set[tuple[str, str, str]]) -> None:
    found = offices.holders(name, datetime.date.fromisoformat(on))
    assert {(office.person, office.title, office.of) for office in found} == offices_held


def test_all_offices_of_a_name_latest_first() -> None:
    assert [(o.title, o.of) for o in offices.holders(["Antonio", "Guterres"])] == [
        ("secretary general", "un"), ("high commissioner", "unhcr"), ("prime minister", "PRT"),
    ]  # fmt: skip
    assert {o.person for o in offices.holders("Bush")} == {"George W. Bush", "George H.W. Bush"}
    assert {o.person for o in offices.holders("George Bush")} == {"George W. Bush", "George H.W. Bush"}
    assert {o.gender for o in offices.holders("Sheikh Hasina")} == {"f"}


def test_a_month_or_a_year_counts_whole() -> None:
    [andreotti] = [o for o in offices.holders("Andreotti") if o.since == "1976-07"]
    assert andreotti.holds(datetime.date(1976, 7, 1))
    assert andreotti.holds(datetime.date(1979, 8, 31))
    assert not andreotti.holds(datetime.date(1979, 9, 1))


def test_the_table_agrees_with_itself() -> None:
    table = offices.offices()
    assert len(table) > 900
    assert len({office.of for office in table if office.of.isupper()}) > 60
    genders = Counter((normalise(office.person), office.gender) for office in table)
    assert len({person for person, _ in genders}) == len(genders)


def test_a_state_has_one_president_at_a_time() -> None:
    for office in offices.offices():
        if office.title == "president" and office.of.isupper() and len(office.since) == 10:
            settled = datetime.date.fromisoformat(office.since) + datetime.timedelta(days=45)
            assert len({o.person for o in offices.by_office("president", office.of, settled)}) <= 1, office


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("Jo Zorp\tgrand zorp\tCOL\t1990\tm", "there is no title 'grand zorp'"),
        ("Jo Zorp\tpresident\tXYZ\t1990\tm", "there is no state, organisation or group 'XYZ'"),
        ("Jo Zorp\tpresident\tCOL\t1990\tx", "the gender 'x' is unknown"),
        ("Jo Zorp\tpresident\tCOL\t1990-13\tm", "is no date"),
        ("Jo Zorp\tpresident\tCOL\t0000\tm", "is no date"),
        ("Jo Zorp\tpresident\tCOL\tlong ago\tm", "is no date"),
        ("Jo Zorp\tpresident\tCOL\t1990\tm\t1980", "ends before it begins"),
        ("Jo Zorp\tpresident\tCOL\t\tm", "the column since is empty"),
    ],
)
def test_a_malformed_row_is_named(tmp_path: Path, row: str, complaint: str) -> None:
    (tmp_path / "offices.tsv").write_text("person\ttitle\tof\tsince\tgender\tuntil\n" + row, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=complaint):
        offices.holders("Zorp", overlay=tmp_path)


def test_a_user_adds_offices(tmp_path: Path) -> None:
    (tmp_path / "offices.tsv").write_text(
        "person\ttitle\tof\tsince\tgender\nJo Zorp\tforeign minister\tCOL\t2024-01\tf\n", encoding="utf-8"
    )
    [zorp] = offices.by_office("foreign minister", "COL", overlay=tmp_path)
    assert zorp.person == "Jo Zorp"
    assert offices.holders("Zorp") == ()

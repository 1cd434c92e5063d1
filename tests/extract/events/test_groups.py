"""Whose groups and officials are, of whom no word of their description tells it."""

from __future__ import annotations

import pytest

from communique.model import Record
from communique.reader import Reader
from communique.sources import from_text
from tests.conftest import Read


def _country(record: Record, words: str) -> str | None:
    """Of whom the last occurrence of these words means."""
    text = record.report.text
    end = text.rindex(words) + len(words)
    return next((a.country for a in record.actors for m in a.mentions if m.end == end and m.form == "nominal"), None)


CASES = [
    ("British officials said the king would stay. The price fell. Officials said that talks would follow.",
     "Officials", "GBR"),
    ("Togo has deployed 300 troops in the port.", "300 troops", "TGO"),
    ("Peru and Chile spoke. Peru sent two delegations to the talks.", "two delegations", "PER"),
    ("President Karim Aswad of Syria spoke. Forces loyal to Aswad shelled the port.", "Forces", "SYR"),
    ("Fighting went on in Yemen on Sunday. Yemeni rebels shelled a port in Yemen. The insurgents fled.",
     "The insurgents", "YEM"),
    ("The war in Mali goes on. Two towns in Mali fell. Chad-backed militants shelled a school.",
     "Chad-backed militants", "MLI"),
    ("Malian police fired. Ghana protested. Malian police in Bamako arrested four. In Bamako, demonstrators left.",
     "demonstrators", "MLI"),
    ("Kenyan spokeswoman Amina Otieno declined to comment. An official said that the talks had failed.",
     "An official", "KEN"),
    # and not
    ("Togo and Benin spoke. Diplomats said that talks would follow.", "Diplomats", None),
    ("Togo's minister spoke. A Commission official said that talks would follow.", "A Commission official", None),
    ("Togo fought Benin. The rebels fled.", "The rebels", None),
    ("Togolese soldiers came. Dismissed soldiers shot at them.", "Dismissed soldiers", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "country"), CASES)
def test_whose_a_group_is(read: Read, text: str, words: str, country: str | None) -> None:
    (record,) = read([text])
    assert _country(record, words) == country


OTHERS = [
    ("The Obama administration agreed. Syria fell.", "2014-02-04", "Obama administration", "USA"),
    ("Sen. John Rowe praised the U.S. Senate.", None, "John Rowe", "USA"),
    ("Sen. Grace Adeyemi praised the U.S. Senate and Nigeria's.", None, "Grace Adeyemi", None),
    ("Japanese Defence Minister Itsuki Onoda said the ministry plans to buy radars.", None, "ministry", "JPN"),
]


@pytest.mark.parametrize(("text", "day", "name", "country"), OTHERS)
def test_whom_surnames_short_titles_and_ministers_place(
    reader: Reader, text: str, day: str | None, name: str, country: str | None
) -> None:
    record = reader.read(from_text(text, any_language=True, date=day))
    assert [a.country for a in record.actors if a.name == name] == [country]


OF_MANY_STATES = [
    ("The Islamic State of Iraq and the Levant captured a town in Iraq. ISIL said that it held Ramadi.", "ISIL", None),
    ("Gunmen of the Islamic State in Paris killed twelve. The Islamic State claimed it.", "Islamic State", None),
    ("Two Americans were beheaded by the Islamic State (IS) in Syria. IS threatened the United States.", "IS", None),
    ("The U.S.-led coalition bombed the Islamic State group in Syria and Iraq.", "Islamic State", None),
    ("Al-Qaeda in Afghanistan fled. Al-Qaeda said that it would strike the United States.", "Al-Qaeda", None),
    ("Hezbollah said in Syria that Israel would pay.", "Hezbollah", "LBN"),
    ("Boko Haram attacked a village in Cameroon.", "Boko Haram", "NGA"),
]


@pytest.mark.parametrize(("text", "name", "country"), OF_MANY_STATES)
def test_an_armed_group_is_of_the_state_that_the_table_tells(
    reader: Reader, text: str, name: str, country: str | None
) -> None:
    """Of none where it is at home in many, whatever names and places stand beside it."""
    record = reader.read(from_text(text, any_language=True, date="2015-11-16"))
    actor = next(a for a in record.actors for m in a.mentions if m.span.of(text).startswith(name))
    assert actor.country == country

"""What belongs to a mention, what is none, and whose somebody is of whom no word beside him tells it."""

from __future__ import annotations

import pytest

from tests.conftest import Read
from tests.reading import actor, mentions

SPANS = [
    ("The leader of Malawi spoke.", "The leader of Malawi"),
    ("Officials from the two Koreas spoke.", "Officials from the two Koreas"),
    ("The ministry in Lusaka denied it.", "The ministry in Lusaka"),
    ("Separatists in Chad attacked the post.", "Separatists in Chad"),
    ("Critics of the treaty spoke.", "Critics of the treaty"),
    ("The minister spoke in Lusaka.", "The minister"),
    ("Zambia asked the minister on Friday.", "the minister"),
]
NO_MENTIONS = [
    ("Chad-backed rebels spoke.", "Chad"),  # a modifier with a hyphen
    ("A Chad-Sudan pipeline is planned.", "Sudan"),
    ("The anti-NATO rally ended.", "NATO"),
    ("They met in Lausanne, Switzerland, on Friday.", "Switzerland"),  # where a city is
    ("Zambia spoke. REUTERS/Juma Bakari", "Juma Bakari"),  # who signs a picture
    ("Zambia spoke. Juma Bakari/AFP", "AFP"),
    ("They met in the Middle East.", "Middle East"),  # a region that does not act
    ("WHO Director-General Juma Bakari spoke.", "WHO"),  # whose title stands before a name
    ("U.S. and Japanese officials spoke.", "U.S."),
    ("He has a Bachelor's degree. The Bachelor's was hard.", "Bachelor"),
    ("Rebels fired Katusha rockets. Katusha rockets fell.", "Katusha"),
    ("Crowds filled Bakari Square.", "Bakari Square"),
    ("The Bakari administration spoke. Mr Bakari left.", "The Bakari"),
]
WHOSE = [
    ("HARARE (Reuters) - Transport Minister Tendai Moyo spoke.", "Tendai Moyo", "ZWE"),
    ("Belgian Paul Maes told a press conference.", "Paul Maes", "BEL"),
    ("Separatists in Chad attacked the post.", "Separatists", "TCD"),
    ("Japan's Maritime Survey Force said it would go.", "Maritime Survey Force", "JPN"),
    ("German government spokesman Jan Roth spoke.", "Jan Roth", "DEU"),
]


@pytest.mark.parametrize(("text", "words"), SPANS)
def test_a_description_with_what_tells_which_one(read: Read, text: str, words: str) -> None:
    (record,) = read([text])
    assert words in [text[m.start : m.end] for a in record.actors for m in a.mentions]


@pytest.mark.parametrize(("text", "words"), NO_MENTIONS)
def test_what_is_no_mention(read: Read, text: str, words: str) -> None:
    (record,) = read([text])
    assert words not in [text[m.start : m.end] for a in record.actors for m in a.mentions]


@pytest.mark.parametrize(("text", "name", "country"), WHOSE)
def test_whose_somebody_is(read: Read, text: str, name: str, country: str | None) -> None:
    (record,) = read([text])
    assert actor(record, name).country == country


def test_a_region_that_acts_is_an_actor(read: Read) -> None:
    (record,) = read(["Europe is ready to help. Talks were held in Europe."])
    assert mentions(record, "Europe") == ["Europe"]


def test_a_people_stands_for_its_state(read: Read) -> None:
    (record,) = read(["Iran spoke. The Iranians have agreed. Young Iranians left."])
    assert mentions(record, "Iran") == ["Iran", "The Iranians"]

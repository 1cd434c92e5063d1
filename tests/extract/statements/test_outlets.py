"""Through which outlet a statement came, by the shape of the words that tell it, and what only looks like it."""

from __future__ import annotations

import pytest

from communique.model import make_report
from communique.reader import Reader
from tests.conftest import Read
from tests.reading import name_of, told

OTIENO = "Kenyan Foreign Minister Amina Otieno"

# text, the outlet of the innermost statement that tells "stay(s) open"
VIA = [
    # who reports it, beside the words that attribute it or around them
    (f"“The border stays open,” {OTIENO} said, according to Reuters.", "Reuters"),
    (f"{OTIENO} said the border would stay open, according to the Xinhua news agency.", "Xinhua"),
    (f"“The border stays open,” {OTIENO} said, Reuters reported.", "Reuters"),
    (f"“The border stays open,” {OTIENO} said, reports Reuters.", "Reuters"),
    (f"{OTIENO}, as Reuters reported, said that the border would stay open.", "Reuters"),
    (f"According to Xinhua, {OTIENO} said that the border would stay open.", "Xinhua"),
    (f"Xinhua reported that {OTIENO} had said the border would stay open.", "Xinhua"),
    # who quotes
    (f"Xinhua quoted {OTIENO} as saying that the border would stay open.", "Xinhua"),
    (f"“The border stays open,” Xinhua quoted {OTIENO} as saying.", "Xinhua"),
    (f"{OTIENO} was quoted by the Interfax news agency as saying that the border would stay open.", "Interfax"),
    (f"“The border stays open,” {OTIENO} was quoted as saying by the Xinhua news agency.", "Xinhua"),
    (f"Xinhua, citing {OTIENO}, said the border would stay open.", "Xinhua"),
    # who prints or broadcasts it
    (f"{OTIENO} said in an interview with Le Monde that the border would stay open.", "Le Monde"),
    (f"{OTIENO} said in an interview with the Russian state news agency RIA Novosti that the border would stay open.",
     "RIA Novosti"),
    (f"{OTIENO} said in a BBC interview that the border would stay open.", "BBC"),
    (f"{OTIENO} wrote in an article in the New York Times that the border would stay open.", "New York Times"),
    (f"{OTIENO} said on CNN that the border would stay open.", "CNN"),
    (f"Speaking on Al Jazeera on Monday, {OTIENO} said that the border would stay open.", "Al Jazeera"),
    (f"{OTIENO} said in a statement published by Xinhua that the border would stay open.", "Xinhua"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "outlet"), VIA)
def test_via(read_dated: Read, text: str, outlet: str) -> None:
    (record,) = read_dated([text])
    statement = told(record, "open")
    assert name_of(record, statement.via) == outlet
    assert name_of(record, statement.speaker) == "Amina Otieno"


def test_per(read_dated: Read) -> None:
    (record,) = read_dated(["Per Reuters, Ugandan officials warned that the border would stay open."])
    assert name_of(record, told(record, "stay open").via) == "Reuters"


NOT_VIA = [
    f"{OTIENO} said that the border would stay open.",
    # whom the speaker tells is the addressee
    f"{OTIENO} told Reuters that the border would stay open.",
    f"Speaking to Reuters, {OTIENO} said that the border would stay open.",
    f"{OTIENO} told reporters that the border would stay open.",
    # who speaks itself has nobody between
    "Xinhua said the border would stay open.",
    "According to Xinhua, the border would stay open.",
    # who is only spoken of
    f"{OTIENO} said Xinhua had lied and the border would stay open.",
    f"{OTIENO} said that the border would stay open while Xinhua reported on the war.",
    # who publishes the report
    f"NAIROBI (Reuters) - {OTIENO} said in an interview with Reuters that the border would stay open.",
    # those who work for it
    f"{OTIENO} said in an interview with two journalists that the border would stay open.",
]


@pytest.mark.parametrize("text", NOT_VIA)
def test_no_via(read_dated: Read, text: str) -> None:
    (record,) = read_dated([text])
    assert told(record, "stay open").via is None


def test_who_publishes_is_known_from_the_metadata_too(reader: Reader) -> None:
    text = f"“The border stays open,” {OTIENO} said, according to Reuters."
    record = reader.read(make_report(text, "test.txt", publisher="Reuters"))
    assert told(record, "stays open").via is None


@pytest.mark.parametrize(
    ("text", "outer"),
    [
        # "According to" only passes on; who "reports" tells it himself.
        ("Otieno said on Thursday that the port would stay open, according to Reuters.", "Otieno"),
        ("According to Reuters, Otieno said on Thursday that the port would stay open.", "Otieno"),
        ("Reuters reported that Otieno said the port would stay open.", "Reuters"),
    ],
)
def test_who_says_what_an_outlet_passes_on(read_dated: Read, text: str, outer: str) -> None:
    (record,) = read_dated([f"Kenyan President Amina Otieno spoke. {text}"])
    names = [name_of(record, s.speaker) for s in record.statements if s.parent is None]
    assert [n and n.split()[-1] for n in names] == [outer]
    inner = next(s for s in record.statements if name_of(record, s.speaker) == "Amina Otieno")
    assert name_of(record, inner.via) == "Reuters"

"""People who are called like places, states and rulers; surnames that open a sentence; places that stay places."""

from __future__ import annotations

import pytest

from tests.conftest import Read
from tests.reading import means, name_of

# text, the persons it names
PEOPLE = [
    ("President Marek Dubrovnik left with his wife, Helena Dubrovnik.", ["Marek Dubrovnik", "Helena Dubrovnik"]),
    ("Estonian Foreign Minister Mart Saar left.", ["Mart Saar"]),
    ("Envoy Tom Berlin left. He went to Berlin.", ["Tom Berlin"]),
    ("Kenya Whitfield, a nurse, left.", ["Kenya Whitfield"]),
    ("Israel Ben-Ami, a farmer, left.", ["Israel Ben-Ami"]),
    ("Kenya Airways, a carrier, left.", []),
    ("Amir Rezai, a lawyer, left.", ["Amir Rezai"]),
    ("Qatar's Amir Hamad bin Roe left.", ["Hamad bin Roe"]),
    ("Laaneots told the council that a buffer zone would fail.", ["Laaneots"]),
    ("Brokers told the council that a buffer zone would fail.", []),
]


@pytest.mark.parametrize(("text", "names"), PEOPLE)
def test_people_called_like_places(read: Read, text: str, names: list[str]) -> None:
    (record,) = read([text])
    assert [a.name for a in record.actors if a.kind == "person" and a.mentions] == names


def test_a_couple_is_told_apart_by_honorifics(read: Read) -> None:
    text = "President Marek Dubrovnik left with his wife, Helena Dubrovnik. {} Dubrovnik told guests that it rained."
    for honorific, name in (("Mrs", "Helena Dubrovnik"), ("Mr", "Marek Dubrovnik")):
        (record,) = read([text.format(honorific)])
        assert name_of(record, record.statements[0].speaker) == name


def test_a_place_stays_one(read: Read) -> None:
    (record,) = read(["Envoy Tom Berlin left. Germany protested. The talks in Berlin ended."])
    assert means(record, "Berlin ended") is None

"""No state is read otherwise than another: swapping two states' names changes names and countries, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from communique.model import Record
from tests.extract.reading import read_all as read

WORDS = {
    "RUS": ("Russia", "Russian", "Moscow"), "BRA": ("Brazil", "Brazilian", "Brasilia"),
    "TUR": ("Turkey", "Turkish", "Ankara"), "PER": ("Peru", "Peruvian", "Lima"),
    "IRN": ("Iran", "Iranian", "Tehran"), "CHL": ("Chile", "Chilean", "Santiago"),
    "ISR": ("Israel", "Israeli", "Jerusalem"), "KEN": ("Kenya", "Kenyan", "Nairobi"),
    "SYR": ("Syria", "Syrian", "Damascus"), "FIN": ("Finland", "Finnish", "Helsinki"),
}  # fmt: skip
PAIRS = [("RUS", "BRA"), ("TUR", "PER"), ("IRN", "CHL"), ("ISR", "KEN"), ("SYR", "FIN")]
SENTENCES = [
    "{A} severed its ties with {B}.",
    "The {a} foreign minister accused {B} of spying.",
    "{A} urged {B} to release two {a} journalists.",
    "{b} troops shelled a {a} village on Monday.",
    "{a} officials said {B} would send grain to {A}.",
    "{CA} rejected a {b} proposal for talks.",
    "Talks between {A} and {B} ended in {CB}.",
    "Thousands of {a} students demonstrated against {B} in {CA}.",
    "The {b} parliament approved a treaty with {A}.",
    "{A} threatened to expel {b} diplomats.",
    "{B} withdrew its troops from {A}.",
    "A {a} court sentenced three {b} citizens to prison.",
    "The {a} president will visit {B} next week.",
    "{B} lifted sanctions against {A} on Friday.",
    "{A} and {B} held joint naval exercises.",
    "{b} police arrested nine {a} activists.",
    "The {a} government condemned the {b} attack on the port.",
    "{A}'s ambassador was summoned by the {b} foreign ministry.",
    "{CB} denied that {b} warplanes bombed a {a} hospital.",
    "{A} agreed to lend {B} two billion dollars.",
]


def _fill(sentence: str, first: str, second: str) -> str:
    a, b = WORDS[first], WORDS[second]
    return sentence.format(A=a[0], a=a[1], CA=a[2], B=b[0], b=b[1], CB=b[2])


def _without_names(record: Record, first: str, second: str) -> list[Any]:
    place = {first: 1, second: 2}
    people = {a.id: (a.kind, place.get(a.country or "", a.country), a.sector) for a in record.actors}
    return [
        (
            e.type, e.mode, e.cameo, e.modality, e.contexts,
            [people[a] for a in e.actors], [people[a] for a in e.recipients],
            e.statement is not None, e.confidence, e.extractor, e.date,
            place.get(e.place.country or "") if e.place else None,
        )
        for e in record.events
    ]  # fmt: skip


@pytest.mark.parametrize("sentence", SENTENCES)
def test_swapping_states_changes_nothing_else(sentence: str) -> None:
    swaps = [(x, y) for pair in PAIRS for x, y in (pair, pair[::-1])]
    records = read([_fill(sentence, x, y) for x, y in swaps])
    found = [_without_names(r, x, y) for r, (x, y) in zip(records, swaps, strict=True)]
    assert found[0], "the sentence tells an event"
    assert all(f == found[0] for f in found), sentence

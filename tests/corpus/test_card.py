"""The numbers of README.md and DATA_CARD.md, and the citation."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from corpus.card import FILES, MARKED, TABLES, filled, gender, named
from corpus.markup import read_all
from corpus.passage import Actor, Span

from communique.version import __version__

ROOT = Path(__file__).parents[2]


def person(name: str, text: str, mentions: list[str], roles: tuple[str, ...] = ()) -> Actor:
    spans = [Span(text.find(m), text.find(m) + len(m)) for m in mentions]
    return Actor("person", None, [name], list(roles), [], 1, spans)


@pytest.mark.parametrize(
    ("name", "text", "mentions", "roles", "expected"),
    [
        ("Zuri Okafor-Lindt", "Okafor-Lindt said she would go.", ["Okafor-Lindt", "she"], (), "woman"),
        ("Maria Silva", "Silva said he would go.", ["Silva", "he"], (), "man"),  # the text knows better than the table
        ("Brandt", "Ms Brandt left.", ["Brandt"], (), "woman"),
        ("Brandt", "Sir Brandt left.", ["Brandt"], (), "man"),
        ("Brandt", "Brandt left.", ["Brandt"], ("spokeswoman of deu",), "woman"),
        ("Maria Silva", "Silva left.", ["Silva"], (), "woman"),
        ("Xzqy", "Xzqy left.", ["Xzqy"], (), "unknown"),
    ],
)
def test_gender_is_the_text_s(name: str, text: str, mentions: list[str], roles: tuple[str, ...], expected: str) -> None:
    assert gender(text, person(name, text, mentions, roles)) == expected


def test_persons_have_names() -> None:
    people = list(named(read_all()))
    assert len(people) > 300
    assert {p.gender for p in people} == {"woman", "man", "unknown"}


def test_the_numbers_are_those_of_the_passages() -> None:
    passages = list(read_all())
    assert [p.path.name for p in passages if not p.complete] == []
    for path in FILES:
        content = path.read_text(encoding="utf-8")
        assert filled(content, passages) == content, f"{path.name}: python -m corpus.card --write"


def test_every_table_stands_somewhere() -> None:
    marks = [m.group(2) for path in FILES for m in MARKED.finditer(path.read_text(encoding="utf-8"))]
    assert sorted(marks) == sorted(TABLES)


def test_the_citation_is_of_this_version() -> None:
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert re.search(r"^version: (.*)$", citation, re.MULTILINE).group(1) == __version__  # type: ignore[union-attr]
    assert citation.startswith("cff-version: 1.2.0\nmessage: ")
    assert all(f"\n{key}:" in citation for key in ("title", "authors", "license", "type"))

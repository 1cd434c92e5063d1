"""Which pronouns and descriptions are still to be resolved."""

from __future__ import annotations

import pytest
from corpus.references import pronouns, quotation, unresolved


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She said it's hers, and we've told them.", ["She", "it", "hers", "we", "them"]),
        ("US and IT firms left us.", ["us"]),
        ("A land mine killed one.", []),
        ("THEY WANT HIM OUT", ["THEY", "HIM"]),
    ],
)
def test_pronouns(text: str, expected: list[str]) -> None:
    assert [text[a:b] for a, b in pronouns(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The two sides met.", ["The two sides"]),
        ("Both countries told the deputy foreign minister.", ["Both countries", "the deputy foreign minister"]),
        ("A minister of the interior came.", []),  # not definite
        ("The border stayed shut.", []),  # no actor
        ("The government and the opposition spoke.", ["The government", "the opposition"]),
        ("These minister-led talks ended.", []),
    ],
)  # fmt: skip
def test_descriptions(text: str, expected: list[str]) -> None:
    found = [text[a:b] for (a, b), what in unresolved(text, [], []) if what == "description"]
    assert found == expected


def test_mentions_and_nobody_resolve() -> None:
    text = "The minister Ana Silva said it rained on the ministry and on you both."

    def at(words: str) -> tuple[int, int]:
        return text.find(words), text.find(words) + len(words)

    known = [at("Ana Silva"), at("you both")]
    left = [text[a:b] for (a, b), _ in unresolved(text, known, [])]
    assert left == ["it", "the ministry"]
    assert list(unresolved(text, known, [next(pronouns(text)), at("the ministry")])) == []


def test_how_a_table_names_them() -> None:
    text = "It said it had seen it."
    assert [quotation(s, text) for s in pronouns(text)] == ["{It}", "{it}#1", "{it}#2"]

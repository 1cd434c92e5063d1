"""The explanation names the rule that fits, and for the others what is missing."""

from __future__ import annotations

import re

from communique.explain import explain, steps, who
from communique.model import make_report
from communique.reader import STEPS, Reader
from tests.extract.reading import reader


def _explained(text: str) -> str:
    return explain(reader(), make_report(text, "test.txt", date="2015-03-18"))


def test_the_rule_and_whom_it_found() -> None:
    told = _explained("Peru severed its ties with Ecuador.")
    assert "SANCTION/withdraw actual" in told
    assert "rule cut" in told
    assert "actors: Peru [PER ?]" in told


def test_why_another_rule_does_not_fit() -> None:
    told = _explained("Troops met stiff resistance.")
    assert "“met” tells no act" in told
    assert "not CONSULT by meet: needs obj:!resistance" in told


def test_both_votes_are_shown() -> None:
    told = explain(Reader(), make_report("Chad condemned Sudan over the raid.", "test.txt"))
    assert re.search(r"votes: the rule; act head ACCUSE \d\.\d\d, [\w ]+ \d\.\d\d; together \d\.\d\d\n", told)
    alone = _explained("Chad condemned Sudan over the raid.")  # by rules alone
    assert "ACCUSE/disapprove actual" in alone
    assert "votes" not in alone


def test_nothing_to_explain() -> None:
    assert "No word here is in the lexicon" in _explained("Snow fell.")


def test_whom_pronouns_and_descriptions_mean() -> None:
    told = who(make_report("Kenya and Uganda signed a pact. They said that both sides were glad. It rained.", "t.txt"))
    they, sides, it = (told.index(word) for word in ("“They”", "“both sides”", "“It”"))
    assert re.search(
        r"means Kenya and Uganda\n    weighed: Kenya and Uganda 0\.\d\d, .*\n    for it: ", told[they:sides]
    )
    assert "means Kenya and Uganda\n    rule: two who are told together" in told[sides:it]
    assert "means nobody\n    rule: an empty subject" in told[it:]


def test_whom_we_means_by_rule_and_by_weighing() -> None:
    told = who(make_report("“We will not accept it,” Kenyan Foreign Minister Amina Otieno said.", "t.txt"))
    assert re.search(
        r"“We” \(1-3\) means Kenya\n    rule: who speaks.* chooses Kenya\n    weighed: Kenya 0\.\d\d", told
    )
    officials = who(make_report("Kenyan President Ali Moi flew in. The president said that he was glad.", "t.txt"))
    assert re.search(
        r"“The president” .* means Ali Moi\n    rule: who holds that office.*\n    points: Ali Moi", officials
    )


def test_the_steps_and_their_times() -> None:
    table = [line.split() for line in steps(reader(), make_report("Peru left.", "test.txt")).splitlines()]
    assert table[0] == ["step", "ms", "needs", "gives"]
    assert [row[0] for row in table[1:]] == [s.name for s in STEPS]
    assert all(float(row[1]) >= 0 for row in table[1:])
    assert table[1][2:] == ["-", "attributions,", "votes"]


def test_nothing_of_the_sentence_steers_a_terminal() -> None:
    for sentence in (
        "Foreign Minister \x1b[31mPetrov accused Iran of lies.",
        "Peru severed its \x1b]0;x\x07ties with\u202e Ecuador.",
    ):
        told = _explained(sentence)
        assert told.count("\n") > 1
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", told)

"""Trees mended where the parser errs."""

from __future__ import annotations

import pytest

from communique.language.clauses import conjuncts
from communique.language.syntax import parse


@pytest.mark.parametrize(
    ("text", "subject", "verb"),
    [
        ("They differ, with Norway urging a ban on the ships and Denmark opposing it.", "Denmark", "opposing"),
        ("They differ, with Oslo leading calls for the end of the rule and Lima seeking talks.", "Lima", "seeking"),
        ("They differ, with Chad rejecting the union but the Malian government backing it.", "government", "backing"),
    ],
)  # fmt: skip
def test_the_second_half_of_an_absolute_has_its_subject(text: str, subject: str, verb: str) -> None:
    (doc,) = parse([text])
    (token,) = [t for t in doc if t.text == verb]
    assert [c.text for c in token.children if c.dep_ == "nsubj"] == [subject]
    assert (token.dep_, token.head.tag_) == ("conj", "VBG")
    assert [s.text for s in doc.sents] == [text]


@pytest.mark.parametrize(
    "text", ["They came with plans for a ban and left.", "With that and this, going on was hard.", ""]
)
def test_other_trees_stay(text: str) -> None:
    (doc,) = parse([text])
    assert not [t for t in doc if t.dep_ == "conj" and t.tag_ == "VBG"]


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("Oxfam International, the Red Cross and Amnesty warned that it would rain.",
         ["International", "Cross", "Amnesty"]),
        ("The Czech premier, Pavel Dvorak, and his Slovak colleague, Jana Hlavata, said it would rain.",
         ["premier", "colleague"]),
        ("Kenyan President Amina Otieno, an ally of Norway, and Premier Kofi Addo said it would rain.",
         ["Otieno", "Addo"]),
        ("Jane Roe, the head of Oxfam and Amnesty, said it would rain.", ["Roe"]),
        ("Its members, Oslo, Bergen, and Rome, said it would rain.", ["members"]),
        ("John Roe, a Democrat, said it would rain.", ["Roe"]),
    ],
)  # fmt: skip
def test_all_who_act_are_joined(text: str, subjects: list[str]) -> None:
    (doc,) = parse([text])
    first = next(t for t in doc if t.text in ("said", "warned")).lefts[0]
    assert [t.text for t in conjuncts(first)] == subjects


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Amina Otieno said the road would open and left for Oslo.", "said"),
        ("Amina Otieno said the road would open and then left for Oslo.", "said"),
        ("Amina Otieno said the rebels had fled and left the town.", "fled"),
    ],
)
def test_what_the_speaker_did_next_is_not_said(text: str, left: str) -> None:
    (doc,) = parse([text])
    assert next(t for t in doc if t.text == "left").head.text == left

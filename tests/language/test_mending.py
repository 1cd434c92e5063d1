"""Trees mended where the parser errs."""

from __future__ import annotations

import pytest

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

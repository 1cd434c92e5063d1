"""The words of a question: what FTS5 is asked, and that nothing a user types makes it fail."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.errors import UsageError
from communique.query.fts import bag_expression, match_expression


@pytest.mark.parametrize(
    ("asked", "expression"),
    [
        ("sanctions", '"sanctions"'),
        ("peace talks", '("peace" AND "talks")'),
        ('"peace talks"', '"peace talks"'),
        ("“peace talks”", '"peace talks"'),
        ("sanction*", '"sanction"*'),
        ("a1 OR b1 c1", '("a1" OR ("b1" AND "c1"))'),
        ("a1 AND b1", '("a1" AND "b1")'),
        ("a1 NOT b1", '("a1" NOT "b1")'),
        ("(a1 OR b1) NOT c1", '(("a1" OR "b1") NOT "c1")'),
        ("NEAR(peace talks, 5)", 'NEAR("peace" "talks", 5)'),
        ("NEAR(peace talks)", 'NEAR("peace" "talks", 10)'),
        ('NEAR("peace process" talks, 3) OR war', '(NEAR("peace process" "talks", 3) OR "war")'),
        ("U.S. cease-fire don't", '("U.S." AND "cease-fire" AND "don\'t")'),
        ("and or not", '("and" AND "or" AND "not")'),
        ("title:secret", '"title:secret"'),
        ("^first", '"^first"'),
        ("Düşük", '"Düşük"'),
        ("talks - war", '("talks" AND "war")'),
    ],
)
def test_words_become_an_expression(asked: str, expression: str) -> None:
    assert match_expression(asked) == expression


@pytest.mark.parametrize(
    ("asked", "bag"),
    [
        ("peace talks", None),
        ("sanction*", None),
        ("a1 NOT b1", None),
        ('"peace talks"', '("peace" AND "talks")'),
        ('"peace talks" NOT "round table"', '("peace" AND "talks")'),
        ('war NOT "peace talks"', '"war"'),
        ("NEAR(peace talks, 5) OR war", '(("peace" AND "talks") OR "war")'),
        ("NEAR(peace)", '("peace")'),
        ("U.S. envoy", '(("u" AND "s") AND "envoy")'),
        ("cease-fire*", '("cease" AND "fire"*)'),
        ("foo_bar", '("foo" AND "bar")'),
        ("Düşük-e\u0301te\u0301", '("düşük" AND "e\u0301te\u0301")'),
    ],
)
def test_what_has_an_order_becomes_a_bag_of_words(asked: str, bag: str | None) -> None:
    assert bag_expression(asked) == bag


@pytest.mark.parametrize(
    "asked", ["", "  ", "!?", "()", "a AND", "OR b", "NOT b", "(a", "a)", "a NOT", "*", '""', "x" * 2000, "a " * 100]
)
def test_what_is_no_question_is_refused(asked: str) -> None:
    with pytest.raises(UsageError):
        match_expression(asked)


@pytest.mark.parametrize("asked", ['"unbalanced', 'unclosed "phrase', '"peace talks" "war', "“talks", 'talks"'])
def test_a_quotation_mark_without_another_is_named(asked: str) -> None:
    with pytest.raises(UsageError, match=r"the quotation mark before .* has no other behind it"):
        match_expression(asked)


PIECES = [*"ab_ \"'()*,:^-+.{}\0é“”", "AND ", "OR ", "NOT ", "NEAR(", "5"]


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_fts5_takes_every_expression(asked: str) -> None:
    try:
        expression = match_expression(asked)
    except UsageError:
        return
    with sqlite3.connect(":memory:") as connection:
        connection.execute("CREATE VIRTUAL TABLE words USING fts5(text)")
        connection.execute("SELECT * FROM words WHERE words MATCH ?", (expression,)).fetchall()
        connection.execute("CREATE VIRTUAL TABLE bags USING fts5(text, detail=none)")
        connection.execute("SELECT * FROM bags WHERE bags MATCH ?", (bag_expression(asked) or expression,)).fetchall()
    connection.close()

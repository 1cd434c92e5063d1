"""The -ing forms that names of issues are made of."""

from __future__ import annotations

import pytest

from communique.knowledge.inflection import gerund, gerund_of_base

FORMS = [
    ("withdrew", "withdrawing"), ("lifted", "lifting"), ("stopped", "stopping"), ("agreed", "agreeing"),
    ("tied", "tying"), ("carried", "carrying"), ("imposes", "imposing"), ("passes", "passing"),
    ("carries", "carrying"), ("begun", "beginning"), ("freed", "freeing"), ("using", "using"), ("bring", "bringing"),
]  # fmt: skip


@pytest.mark.parametrize(("form", "expected"), FORMS)
def test_gerund(form: str, expected: str) -> None:
    assert gerund(form) == expected


@pytest.mark.parametrize(
    ("base", "expected"),
    [("need", "needing"), ("be", "being"), ("die", "dying"), ("admit", "admitting"), ("visit", "visiting")],
)
def test_gerund_of_base(base: str, expected: str) -> None:
    assert gerund_of_base(base) == expected

"""Deeds that everybody knows, by verb and name."""

from __future__ import annotations

import datetime

from communique.knowledge.landmark_acts import names_beside


def test_a_form_of_the_verb_tells_the_day_of_each_name() -> None:
    assert names_beside("annexed")["Crimea"] == datetime.date(2014, 3, 18)
    assert names_beside("Overthrew")["Allende"] == datetime.date(1973, 9, 11)


def test_other_verbs_tell_none() -> None:
    assert names_beside("praised") == {}

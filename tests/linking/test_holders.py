"""Whom the table of office holders knows under a name; facts of the world, so the people are real."""

from __future__ import annotations

import pytest

from communique.linking.holders import listed_holder


@pytest.mark.parametrize(
    ("names", "roles", "country", "told", "day", "person"),
    [
        (["obama"], ["President"], "USA", [], "2012-09-13", "Barack Obama"),
        (["obama"], ["President"], "USA", [], None, "Barack Obama"),
        (["obama"], ["former President"], "USA", [], "2018-11-03", "Barack Obama"),
        (["bush"], ["President"], "USA", [], "1990-03-01", "George H.W. Bush"),
        (["bush"], ["President"], "USA", [], "2005-03-01", "George W. Bush"),
        (["bush"], ["President"], "USA", [], None, None),  # two were
        (["bush"], ["former President"], "USA", [], "2012-01-01", None),
        (["biden"], ["President"], "USA", [], "1987-01-01", None),  # of another time
        (["carter"], ["President"], "USA", [], "1990-01-01", "Jimmy Carter"),
        (["clinton"], ["Secretary of State"], "USA", [], "2011-01-01", "Hillary Clinton"),
        (["clinton"], ["President"], "USA", [], "2011-01-01", "Bill Clinton"),
        (["clinton"], ["Secretary"], "USA", [], "2011-01-01", "Hillary Clinton"),
        (["clinton"], ["Senator"], "USA", [], "2005-01-01", None),
        (["biden"], ["Vice President"], "USA", [], "2015-03-03", "Joe Biden"),
        (["kerry"], [], "USA", [], "2014-08-11", "John Kerry"),
        (["kerry"], [], None, ["USA"], "2014-08-11", "John Kerry"),
        (["kerry"], [], None, ["CAN"], "2014-08-11", None),  # of nobody's office is told
        (["kerry"], [], "AUS", ["USA"], "2014-08-11", None),
        (["kerry"], [], "USA", [], "2021-08-11", None),
        (["kerry"], [], "USA", [], None, None),
        (["putin"], [], "RUS", [], "2016-11-15", "Vladimir Putin"),
        (["al assad"], ["President"], "SYR", [], "2013-04-17", "Bashar al-Assad"),
        (["assad"], ["President"], "SYR", [], "1985-04-17", "Hafez al-Assad"),
        (["kim"], ["leader"], "PRK", [], "2018-06-02", "Kim Jong-un"),
        (["kim"], [], "PRK", [], "2005-06-02", "Kim Jong-il"),
        (["kim"], ["President"], "PRK", [], "2018-06-02", "Kim Jong-un"),
        (["kim"], ["President"], None, ["world-bank"], "2018-06-02", "Jim Yong Kim"),
        (["ban"], ["Secretary-General"], "KOR", ["un"], "2013-06-02", "Ban Ki-moon"),
        (["ban"], [], None, ["un"], "2013-06-02", "Ban Ki-moon"),
        (["joseph r biden jr"], [], "USA", [], "2015-03-03", "Joe Biden"),
        (["donald trump jr"], [], "USA", [], "2018-03-03", None),
        (["donald trump jr", "trump"], [], "USA", [], "2018-03-03", None),
        (["ivanka trump"], [], "USA", ["USA"], "2018-03-03", None),
        (["kim yo jong", "kim"], [], "PRK", ["PRK"], "2018-06-02", None),
        (["nobody"], ["President"], "USA", ["USA"], "2018-03-03", None),
    ],
)
def test_who_is_meant(
    names: list[str], roles: list[str], country: str | None, told: list[str], day: str | None, person: str | None
) -> None:
    assert listed_holder(names, roles, country, told, day) == person

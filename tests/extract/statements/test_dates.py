"""When a statement was said: by the shape of the words that tell it, and what only looks like it."""

from __future__ import annotations

import pytest

from tests.conftest import Read
from tests.reading import told

OTIENO = "Kenyan Foreign Minister Amina Otieno"
MONDAY = "2015-03-16"

# text (of Wednesday 18 March 2015), words that are told, when they were
SAID = [
    # on the verb
    (f"{OTIENO} said on Monday that the border would stay open.", "stay open", MONDAY),
    (f"{OTIENO} said Monday the border would stay open.", "stay open", MONDAY),
    (f"{OTIENO} on Monday denied that the border was shut.", "border was shut", MONDAY),
    (f"“The border stays open,” {OTIENO} said on Monday.", "border stays open", MONDAY),
    (f"On Monday, {OTIENO} said the border would stay open.", "stay open", MONDAY),
    (f"{OTIENO} told reporters in Oslo on 3 May 2014 that the border would stay open.", "stay open", "2014-05-03"),
    ("Uganda rejected the plan on Monday.", "the plan", MONDAY),
    # as precise as it is told
    (f"Last week, {OTIENO} warned that the border would be shut.", "would be shut", "2015-03-09/2015-03-15"),
    (f"{OTIENO} said in January that the border would stay open.", "stay open", "2015-01"),
    (f"{OTIENO} said in 2013 that the border would stay open.", "stay open", "2013"),
    # on the occasion
    (f"{OTIENO} said in a statement released on Monday that the border would stay open.", "stay open", MONDAY),
    (f"In a letter dated 3 March, {OTIENO} warned that the border would be shut.", "be shut", "2015-03-03"),
    (f"{OTIENO} told a news conference on Monday that the border would stay open.", "stay open", MONDAY),
    ("A statement released on Monday said that the border would stay open.", "stay open", MONDAY),
    ("Monday's statement said that the border would stay open.", "stay open", MONDAY),
    # on what the speaker did at the same time
    (f"Speaking in Oslo on Monday, {OTIENO} said the border would stay open.", "stay open", MONDAY),
    (f"{OTIENO}, speaking in Oslo on Monday, said the border would stay open.", "stay open", MONDAY),
    (f"Asked on Monday about the border, {OTIENO} said it would stay open.", "it would stay open", MONDAY),
    (f"{OTIENO} said on Monday that the border was open, adding that no visa was needed.", "no visa", MONDAY),
    (f"{OTIENO} surprised Uganda on Monday by saying that the border would stay open.", "stay open", MONDAY),
    # on the noun that is the cue, on the verb that brings it, on who quotes
    (f"{OTIENO} issued a warning on Monday that the border would be shut.", "would be shut", MONDAY),
    (f"{OTIENO} was quoted on Monday as saying that the border would stay open.", "stay open", MONDAY),
    # what is still to be said
    (f"{OTIENO} will tell parliament on Friday that the border is open.", "border is open", "2015-03-20"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "date"), SAID)
def test_when_it_was_said(read_dated: Read, text: str, words: str, date: str) -> None:
    (record,) = read_dated([text])
    assert told(record, words).date == date


NOT_SAID = [
    # a time inside the content
    (f"{OTIENO} said the border had been open since Monday.", "since Monday"),
    (f"{OTIENO} said that on Monday the border would be shut.", "would be shut"),
    ("Uganda rejected Monday's plan.", "Monday's plan"),
    # of something else
    (f"{OTIENO}, who came back on Monday, said the border would stay open.", "stay open"),
    (f"{OTIENO} said after Monday's vote that the border would stay open.", "stay open"),
    (f"{OTIENO} said ahead of Friday's summit that the border would stay open.", "stay open"),
    (f"{OTIENO} said of the attack on Monday that nobody had been hurt.", "nobody had been hurt"),
    (f"In response to Monday's attack, {OTIENO} said the border would be shut.", "would be shut"),
    (f"{OTIENO}, minister since 2013, said the border would stay open.", "stay open"),
    (f"{OTIENO} met the premier on Monday. She said the border would stay open.", "stay open"),
    (f"Uganda protested on Monday, with {OTIENO} saying the border would stay open.", "stay open"),
    # no day
    (f"{OTIENO} has said since Monday that the border would stay open.", "stay open"),
    (f"{OTIENO} said at 5 p.m. that the border would stay open.", "stay open"),
    (f"{OTIENO} said recently that the border would stay open.", "stay open"),
    (f"{OTIENO} said that the border would stay open.", "stay open"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words"), NOT_SAID)
def test_when_it_was_said_is_not_told(read_dated: Read, text: str, words: str) -> None:
    (record,) = read_dated([text])
    assert told(record, words).date is None


@pytest.mark.parametrize(("warned", "date"), [("warned in January", "2015-01"), ("warned", None)])
def test_a_statement_inside_another_has_a_day_of_its_own(read_dated: Read, warned: str, date: str | None) -> None:
    (record,) = read_dated([f"Irish Foreign Minister Sean Byrne said on Tuesday Belgium had {warned} that the summit "
                            "would fail."])  # fmt: skip
    inner = told(record, "the summit would fail")
    outer = next(s for s in record.statements if s.id == inner.parent)
    assert (outer.date, inner.date) == ("2015-03-17", date)


def test_a_weekday_without_a_date_is_none(read: Read) -> None:
    (record,) = read([f"{OTIENO} said on Monday that the border would stay open."])
    assert told(record, "stay open").date is None

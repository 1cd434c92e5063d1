"""Since when and until when relations hold: by the shape of the words that tell it, and what only looks like it."""

from __future__ import annotations

import pytest

from tests.extract.reading import name, read

OTIENO = "Amina Otieno"

# text (of Wednesday 18 March 2015), type, source, target, since, until
TOLD = [
    # a noun and its bounds
    (f"Kenyan Foreign Minister {OTIENO}, minister since 2013, left.", "represents", OTIENO, "Kenya", "2013", None),
    (f"{OTIENO}, Kenya's president from 2003 to 2008, left.", "leads", OTIENO, "Kenya", "2003", "2008"),
    # what somebody has been
    (f"{OTIENO} has been prime minister of Kenya since 2006.", "leads", OTIENO, "Kenya", "2006", None),
    (f"{OTIENO}, who was Kenya's ambassador to Ukraine from 1998 to 2000, left.", "represents", OTIENO, "Kenya",
     "1998", "2000"),
    (f"{OTIENO} was Kenya's ambassador to Chad between 2007 and 2009.", "represents", OTIENO, "Kenya", "2007", "2009"),
    (f"{OTIENO} served as Kenya's ambassador to Chad until May 2012.", "represents", OTIENO, "Kenya", None, "2012-05"),
    ("Peru has been a member of the Arab League since 1990.", "member_of", "Peru", "Arab League", "1990", None),
    # what begins it, and what ends it
    (f"{OTIENO} became president of Kenya in 2014.", "leads", OTIENO, "Kenya", "2014", None),
    (f"{OTIENO} was sworn in as president of Kenya on Monday.", "leads", OTIENO, "Kenya", "2015-03-16", None),
    (f"{OTIENO} was named Kenya's envoy to Oslo in May 2012. Kenya is far.", "represents", OTIENO, "Kenya", "2012-05",
     None),
    (f"{OTIENO} resigned as Kenya's foreign minister on Monday.", "represents", OTIENO, "Kenya", None, "2015-03-16"),
    ("Peru joined the Arab League in 1990.", "member_of", "Peru", "Arab League", "1990", None),
    # without the office's name
    (f"Kenyan President {OTIENO} took office in January.", "leads", OTIENO, "Kenya", "2015-01", None),
    (f"Kenyan President {OTIENO} has been in power since 1994.", "leads", OTIENO, "Kenya", "1994", None),
    (f"Kenyan President {OTIENO} came to power in 1994.", "leads", OTIENO, "Kenya", "1994", None),
    (f"Kenyan President {OTIENO} left office in 2013.", "leads", OTIENO, "Kenya", None, "2013"),
    (f"Kenyan Foreign Minister {OTIENO} resigned on Monday.", "represents", OTIENO, "Kenya", None, "2015-03-16"),
    (f"Kenyan President {OTIENO} was ousted in 2011.", "leads", OTIENO, "Kenya", None, "2011"),
    (f"Kenyan President {OTIENO} stepped down in 2011.", "leads", OTIENO, "Kenya", None, "2011"),
    # verbs and phrases of the table
    (f"{OTIENO} has led the African Union since 2016.", "leads", OTIENO, "African Union", "2016", None),
    ("Norway has supported the Syrian opposition since 2011.", "supports", "Norway", "Syrian opposition", "2011", None),
    ("Kenya and Uganda have been at odds over the lake since 2003.", "at_odds", "Kenya", "Uganda", "2003", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "type_", "source", "target", "since", "until"), TOLD)
def test_term(text: str, type_: str, source: str, target: str, since: str | None, until: str | None) -> None:
    record = read(text)
    found = [(r.type, name(record, r.source), name(record, r.target), r.since, r.until) for r in record.relations]
    assert found == [(type_, source, target, since, until)]


NOT_TOLD = [
    # a time of something else
    f"Kenyan President {OTIENO} said on Monday that the road had been open since 2013.",
    f"Kenyan President {OTIENO} has been to Oslo twice since 2013.",
    f"Kenyan President {OTIENO}, who lived in Oslo from 2003 to 2008, left.",
    f"Kenyan President {OTIENO} left Oslo on Monday.",
    f"Kenyan President {OTIENO} stepped up her campaign on Monday.",
    f"Kenyan President {OTIENO} dismissed the charge on Monday.",
    # what is still to come
    f"Kenyan President {OTIENO} leaves office in January.",
    # another office of the same person
    f"Kenyan President {OTIENO}, who became mayor of Mombasa in 2001, spoke.",
    f"Kenyan Foreign Minister {OTIENO}, who became governor of Mombasa in 2001, spoke.",
    # who is elected does not hold it yet
    f"Kenyan President {OTIENO} was elected in 2013.",
]


@pytest.mark.parametrize("text", NOT_TOLD)
def test_no_term(text: str) -> None:
    record = read(text)
    found = [(name(record, r.source), name(record, r.target), r.since, r.until) for r in record.relations]
    assert found == [(OTIENO, "Kenya", None, None)]


@pytest.mark.parametrize(
    "text",
    [
        f"{OTIENO} would become president of Kenya in 2017.",
        f"{OTIENO} hopes to become president of Kenya in 2017.",
        f"{OTIENO} never became president of Kenya in 2014.",
        f"{OTIENO} was president of Kenya in 2013.",
        f"Former Kenyan President {OTIENO} spoke on Monday.",
    ],
)
def test_no_office(text: str) -> None:
    assert read(text).relations == ()

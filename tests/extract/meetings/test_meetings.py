"""Meetings of short texts: what became of them, when, where and with whom; and what is none."""

from __future__ import annotations

import pytest

from communique.extract.meetings.status import status_of
from tests.extract.reading import name, read, reader, words

HELD = [
    ("Kenyan President Amina Otieno held talks with Ugandan Prime Minister Moses Okello in Nairobi on Monday.",
     "talks", "held", "2015-03-16", "Nairobi"),
    ("Peruvian Foreign Minister Rosa Quispe will meet Chilean President Pablo Soto in Lima on Friday.",
     "other", "planned", "2015-03-20", "Lima"),
    ("Brazilian President Ana Prado postponed her visit to Norway, her office said.", "visit", "postponed", None,
     "Norway"),
    ("Peace talks open on Sunday in Oslo, Norway said.", "talks", "planned", "2015-03-22", "Oslo"),
    ("Norway cancelled a planned meeting with Chad in Oslo.", "other", "cancelled", None, "Oslo"),
    ("President Ana Prado is considering cancelling a planned meeting with Chad in Oslo.", "other", "planned", None,
     "Oslo"),
    ("Norway threatened to call off talks with Chad in Oslo.", "talks", "planned", None, "Oslo"),
    ("The army said, a month ahead of a historic summit in Oslo, that it would withdraw.", "summit", "planned", None,
     "Oslo"),
    ("Austrian Chancellor Otto Kranz heads into a meeting with Irish President Jane Marsh in Helsinki.", "other",
     "planned", None, "Helsinki"),
    ("Ghana proposed a summit on the river in Accra.", "summit", "proposed", None, "Accra"),
    ("The Security Council will hold an emergency session on Thursday.", "other", "planned", "2015-03-19", None),
    ("Canadian Prime Minister Jane Roy spoke by phone with Mexican President Luis Vega on Tuesday.", "call", "held",
     "2015-03-17", None),
    ("Zambian and Malawian officials have brought forward border talks in Lusaka from May 9 to April 25.", "talks",
     "planned", "2015-04-25", "Lusaka"),
    ("The meeting of the Sudanese and Ethiopian water ministers, due on March 22, has been moved to April 5.", "other",
     "planned", "2015-04-05", None),
    ("The Kenyan president met with the host, Maltese President Carmela Vella, on Tuesday to discuss oil.", "other",
     "held", "2015-03-17", None),
    ("Peruvian President Rosa Quispe met a Chilean team headed by Pablo Soto in Lima on Tuesday.", "other", "held",
     "2015-03-17", "Lima"),
    ("HELSINKI (AP) - The presidents of Finland and Estonia met Tuesday.", "other", "held", "2015-03-17", "Helsinki"),
    ("HELSINKI (AP) - The presidents of Finland and Estonia met in Riga on Tuesday.", "other", "held", "2015-03-17",
     "Riga"),
    ("HELSINKI (AP) - The presidents of Finland and Estonia will meet on Friday.", "other", "planned", "2015-03-20",
     None),
    ("HELSINKI (AP) - The ferries are late. The presidents of Finland and Estonia met Tuesday.", "other", "held",
     "2015-03-17", None),
    ("HELSINKI (AP) - The presidents of Finland and Estonia met in May 2009.", "other", "held", "2009-05", None),
    ("Indian Prime Minister Arun Mehta visited Nepal last week.", "visit", "held", "2015-03-09", "Nepal"),
    ("Turkish Foreign Minister Deniz Acar arrived in Paris to attend the second meeting of the Contact Group.",
     "other", "held", None, "Paris"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "format", "status", "start", "place"), HELD)
def test_one_meeting(text: str, format: str, status: str, start: str | None, place: str | None) -> None:  # noqa: A002
    record = read(text)
    assert len(record.meetings) == 1, [words(record, m.evidence[0]) for m in record.meetings]
    meeting = record.meetings[0]
    assert (meeting.format, meeting.status, meeting.start) == (format, status, start)
    assert (meeting.place.name if meeting.place else None) == place


WHO_MET = [
    ("Tunisian Foreign Minister Sami Gharbi met on Sunday with the host, Maltese President Carmela Vella.",
     {"Sami Gharbi", "Carmela Vella"}),
    ("The foreign ministers of Norway, Chile and Ghana met in Hanoi on Monday.", {"Norway", "Chile", "Ghana"}),
    ("The presidents of Mali and Niger met with their host, Chadian President Jane Marsh, on Monday.",
     {"Mali", "Niger", "Jane Marsh"}),
    ("Irish Foreign Minister Jane Marsh met her counterparts from Chad and Mali on Monday.",
     {"Jane Marsh", "Chad", "Mali"}),
    ("Irish Foreign Minister Jane Marsh arrives Sunday in Cairo for talks with Austrian Chancellor Otto Kranz.",
     {"Jane Marsh", "Otto Kranz"}),
    ("Two foreign ministers, Jane Marsh of Ireland and Otto Kranz of Austria, met in Vienna on Monday.",
     {"Jane Marsh", "Otto Kranz"}),
    ("Envoys from Ecuador and Peru sat down in Lima on Monday. The talks lasted six hours.", {"Ecuador", "Peru"}),
    ("Kenya proposed a meeting with Uganda in May.", {"Kenya", "Uganda"}),
    ("Austrian Chancellor Otto Kranz called for direct talks with Peru.", {"Otto Kranz", "Peru"}),
    ("Kenya welcomed a meeting with Uganda in May.", {"Uganda"}),
    ("Irish President Jane Marsh held talks with the prime ministers of Chad and Mali, the Libyan oil minister and the "
     "Austrian envoy, Otto Kranz.", {"Jane Marsh", "Chad", "Mali", "Libyan oil minister", "Otto Kranz"}),
    ("Chancellor Greta Holm, the kings of Jordan and Morocco, the NATO secretary general, Lars Berg, and envoys from "
     "Japan attended a conference on Libya in Tunis on Monday.",
     {"Greta Holm", "Jordan", "Morocco", "Lars Berg", "envoys"}),
    ("A Kenya-Somalia border meeting was held in Nairobi on Monday.", {"Kenya", "Somalia"}),
    ("Ghana/Togo sea border talks were held in Lome on Monday.", {"Ghana", "Togo"}),
    ("Polish, Czech leaders met in Prague.", {"Polish, Czech leaders"}),
    ("Peace talks between Kenya and Somalia fell apart last week.", {"Kenya", "Somalia"}),
    ("The trip follows several visits to Oman by Kenyan officials.", {"Kenyan officials"}),
    ("On Friday, during a visit to Oslo, Otto Kranz of Austria said that Peru must act.", {"Otto Kranz"}),
    ("Irish Foreign Minister Jane Marsh, speaking at a joint news conference with Austrian Foreign Minister Otto "
     "Kranz, stressed this.", {"Jane Marsh", "Otto Kranz"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "who"), WHO_MET)
def test_who_met(text: str, who: set[str]) -> None:
    record = read(text)
    assert [{name(record, i) for i in m.participants} for m in record.meetings] == [who]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Norway called off a meeting with Chad.", {"Norway", "Chad"}),
        ("Norway is considering cancelling the talks with Chad.", {"Norway", "Chad"}),
        ("Norway postponed talks with Chad until Monday.", {"Norway", "Chad"}),
    ],
)
def test_who_calls_it_off_would_have_met(text: str, who: set[str]) -> None:
    record = read(text)
    assert {name(record, p) for p in record.meetings[0].participants} == who


def test_a_heading_and_the_sentence_below_it_tell_one_meeting() -> None:
    record = read(
        "READOUT OF THE SECRETARY'S MEETING WITH FOREIGN MINISTER ADAMU. Secretary Robert Hale met today with Nigerian "
        "Foreign Minister Musa Adamu in Munich."
    )
    assert [{name(record, i) for i in m.participants} for m in record.meetings] == [{"Robert Hale", "Musa Adamu"}]


def test_a_summit_of_a_body_is_called_by_its_whole_name_and_told_once() -> None:
    record = read("The Group of 20 summit in Argentina began on Monday. The G-20 meetings ended on Tuesday.")
    assert [m.title for m in record.meetings] == ["Group of 20 summit in Argentina"]


def test_a_month_that_has_passed_is_no_plan() -> None:
    assert [
        m.status for m in read("Peace talks planned for January 2015 brought Chad and Mali together.").meetings
    ] == ["held"]


MOVED = [
    ("A summit between Kenya and Somalia planned for Friday has been put off until next Tuesday.", "2015-03-24"),
    ("Japan and Peru pushed back their summit from April 3 to May 9, the ministry said.", "2015-05-09"),
]


@pytest.mark.parametrize(("text", "start"), MOVED)
def test_a_moved_meeting_has_its_new_day(text: str, start: str) -> None:
    assert [(m.status, m.start) for m in read(text).meetings] == [("postponed", start)]


NONE = [
    "Senator Tom Roe, speaking with CNN's Jane Poe on Wednesday, urged Chad to leave.",
    "Kenyan President Amina Otieno spoke with the BBC's Jane Poe on Wednesday.",
    "They waited for Austria to open the border so that they can head to Germany.",
    "Prospective members need to enter into negotiations with potential trading countries.",
    "Irish Foreign Minister Jane Marsh spoke at a news conference.",
    "Kenyan Foreign Minister Ana Roe returned to Kenya on Monday.",
    "No talks were held.",
    "Kenya refused to meet Uganda.",
    "The minister called for peace talks.",
    "He told a press conference that the border was shut.",
    "Kenya would not discuss the border or hold talks with Uganda.",
    "Norway does not plan to meet Egyptian President Hassan Farouk.",
    "The plan met the demands of the rebels.",
    "Norwegian votes for the party fell.",
    "The trade talks process is slow.",
]


@pytest.mark.parametrize("text", NONE)
def test_no_meeting(text: str) -> None:
    record = read(text)
    assert [words(record, m.evidence[0]) for m in record.meetings] == []


@pytest.mark.parametrize(
    ("text", "format", "status", "who"),
    [
        ("Kenyan minister Amina Otieno was in contact with Sudanese minister Omar Hadi.", "talks", "held", 2),
        ("Kenyan President Amina Otieno called Sudanese President Omar Hadi to discuss the raid.", "call", "held", 2),
        ("The Kenyan president convened leaders from Chad and Mali in Nairobi.", "talks", "held", 2),
        ("Kenyan minister Amina Otieno returned to Chad.", "visit", "held", 1),
        ("Kenyan minister Amina Otieno will sit down with Omar Hadi.", "talks", "planned", 2),
    ],
)
def test_an_act_of_consulting_is_a_meeting(text: str, format: str, status: str, who: int) -> None:  # noqa: A002
    record = read(text)
    [meeting] = record.meetings
    assert (meeting.format, meeting.status, len(meeting.participants) >= who) == (format, status, True)
    assert [e.meeting for e in record.events if e.type == "CONSULT"] in ([meeting.id], [])


def test_what_may_be_consulted_is_no_meeting() -> None:
    assert read("Kenyan minister Amina Otieno failed to consult the Sudanese minister.").meetings == ()


def test_five_mentions_are_one_meeting() -> None:
    text = (
        "Kenyan Foreign Minister Amina Otieno met Ugandan Foreign Minister Moses Okello in Kampala on Monday. "
        "At the end of their meeting they signed a paper. Okello praised his frank talks with Otieno. "
        "The upcoming meeting of the African Union in Addis Ababa on April 2 will take up the matter. "
        "Otieno will attend the African Union meeting."
    )
    record = read(text)
    assert [len(m.evidence) for m in record.meetings] == [3, 2]
    talks, summit = record.meetings
    assert {name(record, i) for i in talks.participants} == {"Amina Otieno", "Moses Okello"}
    assert (talks.status, talks.start, summit.status, summit.start) == ("held", "2015-03-16", "planned", "2015-04-02")
    assert name(record, summit.body) == "African Union"


@pytest.mark.parametrize(
    ("text", "status", "start"),
    [
        ("Otieno will travel to Cairo to meet Egyptian President Hassan Farouk.", "planned", None),
        ("Kenyan President Amina Otieno travelled north to meet Egyptian President Hassan Farouk.", "held", None),
        ("Zhuk suggested that Estonia and Latvia meet in Minsk.", "proposed", None),
        ("It was the first meeting of Estonia and Latvia since 2012.", "held", None),
    ],
)
def test_what_is_done_in_order_to_meet_tells_whether_they_did(text: str, status: str, start: str | None) -> None:
    met = read(text).meetings[-1]
    assert (met.status, met.start) == (status, start)


def test_on_the_sidelines_tells_two() -> None:
    record = read(
        "Leaders of Kenya and Uganda met on the sidelines of the African Union summit in Addis Ababa on Monday."
    )
    assert sorted(m.format for m in record.meetings) == ["other", "summit"]


def test_what_a_speaker_tells_carries_his_statement() -> None:
    record = read(
        "Kenyan Foreign Minister Amina Otieno said that she would meet President Moses Okello in Kampala on Friday."
    )
    assert len(record.meetings) == 1
    assert record.meetings[0].statement == record.statements[0].id


def test_a_plan_whose_day_is_past_was_held() -> None:
    record = read("The ministers of Peru and Chile were to meet in Lima on 3 March 2015.")
    assert [m.status for m in record.meetings] == ["held"]


@pytest.mark.parametrize(
    "text", ["", "talks talks talks talks", "met met met", "the meeting of the meeting of the meeting"]
)
def test_hostile_texts_break_nothing(text: str) -> None:
    read(text)


@pytest.mark.parametrize(
    ("text", "noun", "expected"),
    [
        ("They held talks.", "talks", "held"),
        ("They will hold talks.", "talks", "planned"),
        ("They called off the talks.", "talks", "cancelled"),
        ("They put off the talks.", "talks", "postponed"),
        ("They rejected talks.", "talks", "none"),
        ("After the talks, he left.", "talks", "held"),
        ("The planned meeting is near.", "meeting", "planned"),
        ("A possible meeting was discussed.", "meeting", "proposed"),
        ("They agreed to hold a meeting.", "meeting", "planned"),
    ],
)
def test_status(text: str, noun: str, expected: str) -> None:
    from communique.language.syntax import parse

    doc = next(iter(parse([text])))
    head = next(t for t in doc if t.text == noun)
    assert status_of(head)[0] == expected


def test_evidence_is_the_text() -> None:
    for text, *_ in HELD:
        record = read(text)
        for meeting in record.meetings:
            assert all(s.of(text).strip() for s in meeting.evidence)
    assert reader().steps


DATED = [
    # text of a report of 2 June 2018, status and first day of its meeting
    ("Amina Otieno said on Friday she would meet Anna Lind on June 12 in Vienna.", "proposed", "2018-06-12"),
    ("The commission holds its annual meeting in London from 12 to 15 November.", "planned", "2018-11-12"),
    ("Peru said on Friday it would hold a summit with Chile on June 12. Days after cancelling the summit, Peru left.",
     "proposed", "2018-06-12"),
    ("Days after cancelling the summit with Chad, Kenya hosted the envoy.", "cancelled", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "status", "start"), DATED)
def test_its_own_day_and_what_became_of_it(text: str, status: str, start: str | None) -> None:
    (meeting, *_) = read(text, date="2018-06-02").meetings
    assert (meeting.status, meeting.start) == (status, start)


def test_meetings_in_general_are_none() -> None:
    assert read("Russia and Chad have not taken past negotiations and ceasefires seriously.").meetings == ()


MOVED = [
    # text of a report of 10 March 2016, then its only meeting: status, first day, the one it had before
    ("Talks between Kenya and Uganda were brought forward from May 9 to April 25, the ministry said.",
     "planned", "2016-04-25", "2016-05-09"),
    ("The summit of Kenya and Uganda, due on August 22, has been moved to September 5, officials said.",
     "planned", "2016-09-05", "2016-08-22"),
    ("Kenya and Uganda will hold talks on August 22. On Wednesday the talks were postponed until September 5.",
     "postponed", "2016-09-05", "2016-08-22"),
    ("The talks between Kenya and Uganda scheduled for August 22 were postponed to September 5.",
     "postponed", "2016-09-05", "2016-08-22"),
    ("Talks between Kenya and Uganda were postponed until Tuesday.", "postponed", "2016-03-15", None),
    ("Talks between Kenya and Uganda were postponed indefinitely.", "postponed", None, None),
    ("Kenya and Uganda will hold talks on August 22.", "planned", "2016-08-22", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "status", "start", "before"), MOVED)
def test_a_moved_meeting_has_both_days(text: str, status: str, start: str | None, before: str | None) -> None:
    record = read(text, date="2016-03-10")
    assert [(m.status, m.start, m.moved_from) for m in record.meetings] == [(status, start, before)]
    assert {e.date for e in record.events if e.meeting} <= {start}


def test_two_who_are_called_by_one_office_are_two() -> None:
    record = read("Read-out of the meeting between the Foreign Minister of Peru and the Foreign Minister of Chile.")
    assert [len(m.participants) for m in record.meetings] == [2]

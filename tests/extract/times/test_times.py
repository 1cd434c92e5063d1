"""What expressions mean: against the report's date (Wednesday 2013-04-17), the tense, and the story told."""

from __future__ import annotations

import itertools

import pytest

from communique.extract.time_index import dates_of
from communique.language.document import Document
from communique.language.read import documents
from communique.model import make_report

from .conftest import times, times_of


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("In 2011-10 it accused Peru.", "2011-10", "2011-10"),
        ("It fell in the 2009 second quarter.", "the 2009 second quarter", "2009-Q2"),
        ("On Sunday Times Square was full.", "Sunday", "2013-04-14"),
        # The tense tells whether a weekday, a day or a month has passed.
        ("Lavrov rejected the plan on Friday.", "Friday", "2013-04-12"),
        ("Lavrov will visit Ankara on Friday.", "Friday", "2013-04-19"),
        ("Lavrov is to visit Ankara on Friday.", "Friday", "2013-04-19"),
        ("The talks are scheduled for Friday.", "Friday", "2013-04-19"),
        ("The ceasefire has held since Friday.", "Friday", "2013-04-12"),
        ("The envoy said the talks would open on Monday.", "Monday", "2013-04-22"),
        ("Otieno said Monday the road would open.", "Monday", "2013-04-15"),
        ("The upcoming meeting in Istanbul on April 20 was praised.", "April 20", "2013-04-20"),
        ("The two ministers met on December 3.", "December 3", "2012-12-03"),
        ("The two ministers will meet on January 9.", "January 9", "2014-01-09"),
        ("The accord was signed in November.", "November", "2012-11"),
        ("The daily was first to report the accord in November.", "November", "2012-11"),
        ("The accord will be signed in November.", "November", "2013-11"),
        ("The summit was held on Saturday, April 13.", "Saturday, April 13", "2013-04-13"),
        # A month beside the report's own, when its own verb is plain; what goes on from an earlier year's date.
        ("The council will vote on the treaty in March.", "March", "2014-03"),
        ("In May the Ruritanian army left the town.", "May", "2012-05"),
        ("The talks opened on December 29, 2010. On January 4 they broke down.", "January 4", "2011-01-04"),
        ("Votes were held in May 2011. The president took office in July.", "July", "2011-07"),
        ("The pact was signed in July 2011. Ruritania withdrew in February.", "February", "2013-02"),
        ("The truce lasted from March to May 2011.", "March", "2011-03"),
        # "In ten days" tells when only of what will be.
        ("The ministers will meet again in ten days.", "ten days", "2013-04-27"),
        ("They will meet for the first time in ten years.", "ten years", "P10Y"),
        ("They built the bridge in two years.", "two years", "P2Y"),
        # Timetables, and days counted down.
        ("Talks open on Friday in Geneva, the ministry said.", "Friday", "2013-04-19"),
        ("The assembly opens on the second Tuesday of September.", "the second Tuesday of September", "2013-09-10"),
        ("Two days before Friday's summit, Kenya replaced its envoy.", "Friday", "2013-04-19"),
        ("Two days before Monday's attack, the envoy had left.", "Monday", "2013-04-15"),
        ("The truce starts on the first day of next week.", "the first day of next week", "2013-04-22"),
        ("He resigned on the last day of March 2012.", "the last day of March 2012", "2012-03-31"),
        # Ranges share the year that stands at their end.
        ("They met on June 3-4, 2012 in Geneva.", "June 3", "2012-06-03"),
        ("The siege lasted from November to February 2011.", "November", "2010-11"),
        ("The siege lasted from April to June 2011.", "April", "2011-04"),
        # Parts of the day belong to a day.
        ("Shelling resumed on Monday night.", "Monday night", "2013-04-15TNI"),
        ("He spoke at 9:30 p.m. on Tuesday.", "9:30 p.m.", "2013-04-16T21:30"),
        ("He spoke at 0900 GMT on Tuesday.", "0900 GMT", "2013-04-16T09:00Z"),
        (
            "Tanks moved in early in the morning of 29 April 2012.",
            "early in the morning of 29 April 2012",
            "2012-04-29TMO",
        ),
        # One expression tells another's year.
        ("It fell in the first quarter of last year.", "the first quarter of last year", "2012-Q1"),
        ("They will meet in the spring of next year.", "the spring of next year", "2014-SP"),
        ("They met in 2011. In October of that year they parted.", "October of that year", "2011-10"),
        # What is told from the date told last.
        ("They met on June 3, 2012. The following month they parted.", "The following month", "2012-07"),
        ("They met on May 30, 2012 and parted three days later.", "three days later", "2012-06-02"),
        # What belongs to the news belongs to its day, whatever old day was told before it.
        (
            "They recalled the accord of June 30, 2012. He arrived earlier in the day.",
            "earlier in the day",
            "2013-04-17",
        ),
        ("They fought on Tuesday. Earlier in the day he had left.", "Earlier in the day", "2013-04-16"),
        ("A vote is due in the autumn. The autumn vote was planned.", "The autumn", "2013-FA"),
        # Every order of the parts.
        ("The note of 2012-06-30 stands.", "2012-06-30", "2012-06-30"),
        ("The note of the 30th of June, 2012 stands.", "the 30th of June, 2012", "2012-06-30"),
        ("The note of 30 Jun. 2012 stands.", "30 Jun. 2012", "2012-06-30"),
        ("The war began in 490 BC.", "490 BC", "BC0490"),
        ("The budget for fiscal 2012 passed.", "fiscal 2012", "FY2012"),
        ("It was built in mid-2012.", "mid-2012", "2012"),
        ("Exports fell over the past two weeks.", "the past two weeks", "P2W"),
        ("He waited for two and a half years.", "two and a half years", "P2.5Y"),
    ],
)
def test_values(text: str, words: str, value: str) -> None:
    assert (words, value) in [(w, v) for w, _, v in times(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Resolutions 1973 and 2118 were cited.", "1973"),
        ("Resolutions 1973 and 2118 were cited.", "2118"),
        ("Over 2000 soldiers deserted.", "2000"),
        ("It cost $2012.", "2012"),
        ("Theresa May spoke.", "May"),
        ("They may march on the capital.", "may"),
        ("Peru is weak, the Sunday Chronicle said.", "Sunday"),
        ("Evening Standard readers laughed.", "Evening"),
        ("The war of 1904-05 was long.", "1904-05"),
        ("The 2010-11 budget passed.", "2010-11"),
        ("The Long March was told again.", "March"),
        ("The 45th of May does not exist.", "May"),
        ("A second round failed.", "A second"),
        ("The fall of the government was near.", "The fall"),
        ("The 38th Army stood there.", "The 38th"),
        ("In the year 0 nothing happened.", "0"),
        ("It was counted 9999 times.", "9999"),
    ],
)
def test_what_is_no_time(text: str, words: str) -> None:
    assert words not in [w for w, _, _ in times(text)]


def test_words_that_no_blank_parts() -> None:
    text = "Both reaffirmed the need to restore order in the country as soon as possible. They met".replace(
        " ", "\u200b"
    )
    assert all(value for _, _, value in times(text))


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("They met on 31 February 2013.", "31 February 2013", "2013-02-XX"),
        ("They met on 29 February 2013.", "29 February 2013", "2013-02-XX"),
        ("The note of 31/31/2013 is forged.", "31/31/2013", "2013-XX-XX"),
        ("It ended 999999999999999999 years ago.", "999999999999999999 years ago", "PAST_REF"),
        ("It ended 99999 years ago.", "99999 years ago", "PAST_REF"),
        ("It ended 999999 days ago.", "999999 days ago", "PAST_REF"),
    ],
)
def test_impossible_dates_are_not_made_possible(text: str, words: str, value: str) -> None:
    assert (words, value) in [(w, v) for w, _, v in times(text)]


@pytest.mark.parametrize(
    ("publisher", "url", "value"),
    [
        ("BBC News", None, "2012-04-03"),
        ("Washington Post", None, "2012-03-04"),
        (None, "https://www.example.co.uk/a", "2012-04-03"),
        (None, "https://www.state.gov/a", "2012-03-04"),
        (None, None, "2012-XX-XX"),
        ("Nobody's Gazette", "https://example.com/", "2012-XX-XX"),
    ],
)
def test_an_ambiguous_order_asks_the_publisher(publisher: str | None, url: str | None, value: str) -> None:
    report = make_report("The note of 3/4/2012 stands.", "test", publisher=publisher, url=url, date="2013-04-17")
    document = next(iter(documents([report])))
    assert [t.value for t in times_of(document)] == [value]


def test_without_a_date_nothing_is_guessed() -> None:
    found = {w: v for w, _, v in times("He left on Wednesday, last week, and on April 20.", None)}
    assert found == {"Wednesday": "XXXX-WXX-3", "last week": "XXXX-WXX", "April 20": "XXXX-04-20"}


def test_news_of_the_weekday_to_come_was_written_where_it_had_come() -> None:
    text = "The Kenyan army fired a missile on Thursday. On Wednesday it had fired two."
    assert [v for _, _, v in times(text)] == ["2013-04-18", "2013-04-17"]
    assert [v for _, _, v in times("The army will parade on Thursday.")] == ["2013-04-18"]
    assert [v for _, _, v in times("It rained. " * 40 + "The army fired a missile on Thursday.")] == ["2013-04-11"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Kenya dropped its demand ahead of Monday's talks.", "2013-04-22"),
        ("Ministers gathered in preparation for Monday's summit.", "2013-04-22"),
        ("He spoke in the run-up to Monday's vote.", "2013-04-22"),
        ("The talks were put off until Monday.", "2013-04-22"),
        ("The talks went on until Monday.", "2013-04-15"),
    ],
)
def test_a_weekday_still_to_come(text: str, value: str) -> None:
    assert [v for _, _, v in times(text)] == [value]


def test_a_history_goes_on_from_the_date_told_last() -> None:
    text = (
        "The war began in March 1936. In April 1936 the capital fell. On May 3, 1936 the king left. "
        "In June the league met. Sanctions ended on 4 July. By December the last garrison had fallen. "
        "In January 1937 the occupation was complete."
    )
    found = [v for _, _, v in times(text)]
    assert found == ["1936-03", "1936-04", "1936-05-03", "1936-06", "1936-07-04", "1936-12", "1937-01"]


def test_spans_do_not_overlap_and_stand_in_order() -> None:
    text = "Between late March 2012 and the night of 3-4 May, two years ago, at 0900 GMT on Friday, they met weekly."
    read = next(iter(documents([make_report(text, "test", date="2013-04-17")])))
    found = times_of(read)
    assert len(found) >= 6
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


@pytest.mark.parametrize("word", ["one ", "about ", "the ", "1 ", "2013 ", "the end of ", "9" * 5000 + " ", "\n"])
def test_hostile_repetition_takes_linear_time(word: str) -> None:
    from communique.extract.times.grammar import grammar
    from communique.extract.times.word_sequence import tokens

    words = tokens(word * (60_000 // len(word)))
    assert len(list(grammar().hits(words))) <= len(words.words)


def test_a_holiday_in_the_name_of_an_agreement_is_no_time() -> None:
    assert times("They invoked the Good Friday Agreement.") == []
    assert len(times("They met on Good Friday.")) == 1


@pytest.mark.parametrize("text", ["", " ", "\n\n", "0", "May", "'s", "—"])
def test_almost_nothing(text: str) -> None:
    document: Document = next(iter(documents([make_report(text, "test", date="2013-04-17")])))
    assert isinstance(times_of(document), tuple)


TOLD = (
    "Lavrov met Kerry in Geneva last Monday. They will meet again on Friday, next Sunday or this Saturday. They had "
    "left on Tuesday, Monday the 15th, three weeks after the weekend. Two days ago and a fortnight later it rained: "
    "yesterday, tomorrow night, last month, next quarter, in two decades, a century ago, in a million years, 10,000 "
    "years ago. The accord of this week, on Tuesday of next week, in January, in December, on January 1, on "
    "December 31, at Easter, by Christmas, last spring, next winter, the first half of next year, since last fiscal "
    "year, 12/31 and 1/1."
)


@pytest.mark.parametrize("date", ["0001-01-01", "0001-01", "0001", "9999-12-31", "9999-12-25", "9999-12", "9999"])
def test_dates_at_the_ends_of_the_calendar_are_read(date: str) -> None:
    found = times(TOLD, date)
    assert len(found) == 29
    for _, kind, value in found:
        days = dates_of(value)
        assert days is None or "0001" <= days.start <= days.end <= "9999-12-31", (kind, value)


def test_a_day_beyond_the_calendar_is_not_known() -> None:
    assert times("They met last Friday.", "0001-01-01") == [("last Friday", "DATE", "XXXX-WXX-5")]
    assert times("They will meet next Monday.", "9999-12-31") == [("next Monday", "DATE", "XXXX-WXX-1")]
    assert times("They met on Friday.", "9999-12-31") == [("Friday", "DATE", "9999-12-31")]

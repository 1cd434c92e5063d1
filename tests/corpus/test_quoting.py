"""Words in braces lead to one place of the text, or are refused with a remedy."""

from __future__ import annotations

import pytest
from corpus.quoting import QuoteError, occurrences, span_of, spans_of

TEXT = (
    "The minister met the envoy on Monday. “We met,” he said.\n"
    "They will meet in Riga and then in Vilnius.\n\nRiga waits."
)


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("{met the envoy}", ["met the envoy"]),
        ("{met}#2", ["met"]),
        ("{met}#1 {Vilnius}", ["met", "Vilnius"]),
        ("{Riga}#all", ["Riga", "Riga"]),
        ("{met}#1,2", ["met", "met"]),
        ("{he}", ["he"]),  # whole words: not in "The", "the", "They", "then"
        ('{"We met,"}', ["“We met,”"]),  # straight marks find curly ones
        ("{he said. They will}", ["he said.\nThey will"]),  # white space is white space
        ("{will … Vilnius}", ["will meet in Riga and then in Vilnius"]),
        ("{met ... Monday}", ["met the envoy on Monday"]),
    ],
)
def test_words_are_found(field: str, expected: list[str]) -> None:
    assert [TEXT[a:b] for a, b in spans_of(field, TEXT)] == expected


@pytest.mark.parametrize(
    ("field", "message"),
    [
        ("{met}", r"\{met\} stands 2 times in the text; write which: #1 “The minister met the envoy on Mond”; #2"),
        ("{met}#3", r"\{met\}#3: the words stand 2 times"),
        ("{met}#0", "the words stand 2 times"),
        ("{the envoy in Riga}", "are not in the text; the first 2 of them are, up to 'envoy'"),
        ("{riga waits}", "but for capitals or word limits they are"),
        ("{Oslo}", r"the words \{Oslo\} are not in the text$"),
        ("{met … waits}", "are not in the text"),  # a gap ends with its paragraph
        ("{}", "hold no words"),
        ("met", "expected words of the text in braces"),
        ("{met}#1 and {Riga}#1", "expected words of the text in braces"),
        ("", "expected words"),
    ],
)
def test_what_leads_nowhere_is_refused(field: str, message: str) -> None:
    with pytest.raises(QuoteError, match=message):
        spans_of(field, TEXT)


def test_one_span_is_one() -> None:
    assert TEXT[slice(*span_of("{Monday}", TEXT))] == "Monday"
    with pytest.raises(QuoteError, match="expected one quotation, not 2"):
        span_of("{Monday} {Vilnius}", TEXT)


def test_punctuation_may_begin_and_end_a_quotation() -> None:
    assert len(occurrences("said.", TEXT)) == 1
    assert occurrences("Vil", TEXT) == []

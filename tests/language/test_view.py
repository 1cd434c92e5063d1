from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.language.view import paragraphs, view
from communique.model import Report, Span, make_report


def report(text: str, *blank: str) -> Report:
    spans = tuple(Span(text.index(b), text.index(b) + len(b)) for b in blank)
    return msgspec.structs.replace(make_report(text, "a.txt"), boilerplate=spans)


@pytest.mark.parametrize(
    ("text", "blank", "seen"),
    [
        ("Ministers met. Share this! They left.", ["Share this!"], "Ministers met.             They left."),
        ("Ministers met.<br/>They left.", ["<br/>"], "Ministers met.\n\n   They left."),
        ("Ministers met. <b>They</b> left.", ["<b>", "</b>"], "Ministers met.    They     left."),
        ("The ministers met in a hotel by the lake and\ntalked about the weather until the night fell\nand left.", [],
         "The ministers met in a hotel by the lake and talked about the weather until the night fell and left."),
        ("Talks fail\nMinisters left.\nThey said no more.", [], "Talks fail\nMinisters left.\nThey said no more."),
        ("One.\r\nTwo.\rThree.", [], "One. \nTwo.\nThree."),
        ("One.\u2028Two.\u00a0Three.\tFour.", [], "One.\nTwo. Three. Four."),
        ("OSLO, May 3 (NTK) - Ministers met.", [], "OSLO, May 3 (NTK) \n Ministers met."),
        ("", [], ""),
    ],
)  # fmt: skip
def test_what_the_tools_see(text: str, blank: list[str], seen: str) -> None:
    assert view(report(text, *blank)) == seen


def test_a_text_in_capitals_is_seen_in_mixed_case() -> None:
    assert view(report("THE MINISTERS OF BOTH STATES MET IN SECRET ON SUNDAY.")).startswith("The ministers of both")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("One.\n\nTwo.\n  Three.  \n", ["One.", "Two.", "Three."]),
        ("\n \n", []),
        ("", []),
        ("Only one", ["Only one"]),
    ],
)
def test_paragraphs(text: str, found: list[str]) -> None:
    assert [p.of(text) for p in paragraphs(text)] == found


@settings(deadline=None, max_examples=150, derandomize=True)
@given(
    st.text(alphabet='aB. -\n\r\t"<>/\u2028\u00a0\U0001f600\u0301\0', max_size=80),
    st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80)), max_size=4),
)
def test_the_view_has_the_length_of_the_text(text: str, cuts: list[tuple[int, int]]) -> None:
    spans = tuple(Span(min(c), min(max(c), len(text))) for c in cuts if min(c) <= len(text))
    seen = view(msgspec.structs.replace(make_report(text, "a"), boilerplate=spans))
    assert len(seen) == len(text)
    for span in spans:
        assert not span.of(seen).strip()

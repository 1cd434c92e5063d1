from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.language.quotations import Quotation, quotations
from communique.language.view import paragraphs


def found(text: str) -> tuple[Quotation, ...]:
    return quotations(text, list(paragraphs(text)))


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ('"We go," he said.', ["We go,"]),
        ("“We go,” he said. “You stay.”", ["We go,", "You stay."]),
        ("«We go», he said.", ["We go"]),
        ("« We go », he said.", ["We go"]),
        ("„We go“, he said, „and“ left “them”.", ["We go", "and", "them"]),
        ("„We go”, he said.", ["We go"]),
        ("»We go«, he said, »and stay«.", ["We go", "and stay"]),
        ("``We go,'' he said.", ["We go,"]),
        ("＂We go,＂ he said.", ["We go,"]),
        ("❝We go,❞ he said.", ["We go,"]),
        ('He said:"We go."', ["We go."]),
        ('The "so-called" friends', ["so-called"]),
        ('(“We go,” he said.)', ["We go,"]),
        ("‘We can’t go,’ he said. ‘It’s over.’", ["We can’t go,", "It’s over."]),
        ("'We can't go,' said the ministers' aide.", ["We can't go,"]),
        ("“Outer ‘inner words’ outer.”", ["Outer ‘inner words’ outer."]),
        ("‘The ministers’ letters were lost,’ he said.", ["The ministers’ letters were lost,"]),
        ("'The ministers' letters were lost,' he said.", ["The ministers' letters were lost,"]),
        ("‘They said, “No,” to us,’ he said. ‘So we left.’", ["They said, “No,” to us,", "So we left."]),
        ("“No,” said the players' aide in the '90s, and the players' lawyer left.", ["No,"]),
        ("The soldiers' tents and the minister’s car weren't there.", []),
        ('A 5" gun stood by a 6" mortar.', []),
        ('"', []),
        ('"""', []),
        ("”””", []),
        ("“”", []),
        ("", []),
        ("No marks at all.", []),
    ],
)  # fmt: skip
def test_marks_of_all_kinds(text: str, inside: list[str]) -> None:
    assert [text[q.start : q.end] for q in found(text)] == inside


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A lost closing mark: the quotation ends with the paragraph ...
        ('He said: "We go.\nThen he left.', [("We go.", True, False, False)]),
        # ... or with its first sentence, where another one begins.
        ('He said "We go. He sat down. "We stay," he said.',
         [("We go.", True, False, False), ("We stay,", True, True, False)]),
        # A lost opening mark: the sentence that the closing one ends.
        ('He came. The talks failed," she said.', [("The talks failed,", False, True, False)]),
        ('The talks failed," she said. "They did."',
         [("The talks failed,", False, True, False), ("They did.", True, True, False)]),
        # The printers' rule for several paragraphs.
        ("“One.\n\n“Two.\n\n“Three,” she said.",
         [("One.", True, True, True), ("Two.", True, True, True), ("Three,", True, True, False)]),
        # No opening mark at the next paragraph: it was only a lost mark.
        ("“One.\n\nTwo. Three.\n\nFour.", [("One.", True, False, False)]),
    ],
)  # fmt: skip
def test_lost_marks_and_paragraphs(text: str, expected: list[tuple[str, bool, bool, bool]]) -> None:
    assert [(text[q.start : q.end], q.opened, q.closed, q.continues) for q in found(text)] == expected


@pytest.mark.parametrize("mark", ['"', "“", "«", "„", "``", "‘"])
def test_a_lost_closing_mark_never_swallows_the_report(mark: str) -> None:
    text = f"He said {mark}we are going home.\n" + "Nobody was there to hear it.\n" * 50
    assert all(q.end <= text.index("\n") for q in found(text))


@pytest.mark.parametrize("mark", ['"', "”", "»", "''"])
def test_a_lost_opening_mark_never_swallows_the_report(mark: str) -> None:
    text = "Nobody was there. " * 50 + f"We are going home,{mark} he said."
    assert all(text[q.start : q.end] in ("We are going home,", "") for q in found(text))


@settings(deadline=None, max_examples=200, derandomize=True)
@given(st.text(alphabet="\"'“”‘’«»„`＂ab1. ,!\n", max_size=80))
def test_quotations_are_ordered_apart_and_in_bounds(text: str) -> None:
    at = 0
    for q in found(text):
        assert at <= q.start < q.end <= len(text)
        assert text[q.start : q.end].strip() == text[q.start : q.end]
        assert "\n" not in text[q.start : q.end]
        at = q.end

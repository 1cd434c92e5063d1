from __future__ import annotations

import msgspec
import pytest

from communique.export.wording import ActorNames, date_words, headline, known_by, period_words, statement_tree, tone
from communique.model import Published, Record, Span, Statement
from communique.model.span import span_words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2025-03-11", "11 March 2025"),
        ("2025-03", "March 2025"),
        ("2025", "2025"),
        ("2025-03-11T10:00", "11 March 2025"),
        ("2024-11-12/2024-11-15", "12 to 15 November 2024"),
        ("2024-11-28/2024-12-02", "28 November to 2 December 2024"),
        ("2024-12-28/2025-01-02", "28 December 2024 to 2 January 2025"),
        ("2024/2025", "2024 to 2025"),
        ("2025-13-01", "2025-13-01"),
        ("XXXX-WXX-5", "XXXX-WXX-5"),
        ("2025-W15", "2025-W15"),
        ("", ""),
        (None, ""),
    ],
)
def test_date_words(value: str | None, words: str) -> None:
    assert date_words(value) == words


def test_a_period_of_one_day_is_a_day() -> None:
    assert period_words("2025-04-02", "2025-04-02") == "2 April 2025"
    assert period_words("2025-05", None) == "May 2025"
    assert period_words(None, None) == ""


@pytest.mark.parametrize(
    ("published", "words"),
    [
        (Published(), "date unknown"),
        (Published("2025-03-11", basis="metadata"), "11 March 2025"),
        (Published("2025-03-11", basis="dateline"), "11 March 2025 (from its dateline)"),
        (Published("2025-03", basis="inferred"), "March 2025 (inferred)"),
        (Published(earliest="2012", latest="2013-05"), "date unknown, between 2012 and May 2013"),
        (Published(earliest="2012"), "date unknown, not before 2012"),
        (Published(latest="2012"), "date unknown, not after 2012"),
    ],
)
def test_known_by(bare: Record, published: Published, words: str) -> None:
    report = msgspec.structs.replace(bare.report, published=published)
    assert known_by(msgspec.structs.replace(bare, report=report)) == words


@pytest.mark.parametrize(
    ("text", "title", "shown"),
    [
        ("Whatever", "The title", "The title"),
        ("\n\nA fish that does not read maps\n\nBy X", None, "A fish that does not read maps"),
        ("ROME, May 1 (Agency) - The minister said on Monday that he would not go, and went.", None, "x.txt"),
        ("Short. ", None, "x.txt"),
        ("x" * 91, None, "x.txt"),
        ("x", "   ", "x"),
    ],
)
def test_headline(bare: Record, text: str, title: str | None, shown: str) -> None:
    report = msgspec.structs.replace(bare.report, text=text, title=title, source="x.txt")
    assert headline(msgspec.structs.replace(bare, report=report)) == shown


def test_quotations_get_their_marks_back() -> None:
    text = "We came. Then we left. “Enough”"
    spans = (Span(0, 8), Span(9, 22))
    assert span_words(spans, text) == "We came. … Then we left."
    assert span_words(spans, text, quoted=True) == "“We came. … Then we left.”"
    assert span_words((Span(23, 31),), text, quoted=True) == "“Enough”"
    assert span_words((), text, quoted=True) == ""


@pytest.mark.parametrize(
    ("text", "parts", "words"),
    [
        ("that he “will go”. “We must,” he said.", ["that he “will go”", "We must"], "that he “will go” … “We must”"),
        ('said "yes" and left', ["yes"], "“yes”"),
        ("said yes and left", ["yes"], "yes"),
        ("yes", ["yes"], "yes"),
        ("the minister’s plan", ["plan"], "plan"),
    ],
)
def test_a_part_that_is_quoted_is_shown_so(text: str, parts: list[str], words: str) -> None:
    spans = [Span(text.index(p), text.index(p) + len(p)) for p in parts]
    assert span_words(spans, text) == words


def _statements(*parents: str | None) -> list[Statement]:
    return [Statement(f"s{i}", (Span(i, i + 1),), (Span(i, i + 1),), parent=p) for i, p in enumerate(parents)]


@pytest.mark.parametrize(
    ("parents", "order"),
    [
        ((None, None), [("s0", 0), ("s1", 0)]),
        ((None, None, "s0"), [("s0", 0), ("s2", 1), ("s1", 0)]),
        ((None, "s0", "s1", "s0"), [("s0", 0), ("s1", 1), ("s2", 2), ("s3", 1)]),
        (("gone",), [("s0", 0)]),
        (("s1", "s0", None), [("s2", 0), ("s0", 0), ("s1", 1)]),  # a circle
        (("s0",), [("s0", 0)]),  # its own parent
    ],
)
def test_tree(parents: tuple[str | None, ...], order: list[tuple[str, int]]) -> None:
    assert [(s.id, depth) for s, depth in statement_tree(_statements(*parents))] == order


def test_a_deep_chain_is_no_recursion() -> None:
    chain = _statements(None, *(f"s{i}" for i in range(5000)))
    assert statement_tree(chain)[-1][1] == 5000


def test_names_and_roles(record: Record) -> None:
    named = ActorNames(record)
    assert named.name("otieno") == "Amina Otieno"
    assert named.name("nobody") == "nobody"
    assert named.name(None) == ""
    assert named.names(["ken", "uga", "court"]) == "Kenya, Uganda and East African Court"
    assert named.names([]) == ""
    otieno = named.by_id["otieno"]
    assert named.role(otieno) == "Foreign Minister of Kenya"
    assert named.role(otieno, full=False) == "Foreign Minister"
    assert named.own_sides("otieno") == {"otieno", "ken"}
    assert named.own_sides("nobody") == set()
    state = named.state_of(otieno)
    assert state is not None
    assert state.id == "ken"
    assert named.is_minor(named.by_id["court"])
    assert not named.is_minor(named.by_id["both"])


@pytest.mark.parametrize(
    ("state", "words"),
    [("United States", "President of the United States"), ("Peru", "President of Peru"),
     ("Czech Republic", "President of the Czech Republic"), ("Netherlands", "President of the Netherlands")],
)  # fmt: skip
def test_states_with_an_article(record: Record, state: str, words: str) -> None:
    ken, otieno = record.actors[:2]
    actors = (
        msgspec.structs.replace(ken, name=state),
        msgspec.structs.replace(otieno, roles=(msgspec.structs.replace(otieno.roles[0], title="President"),)),
    )
    named = ActorNames(msgspec.structs.replace(record, actors=actors))
    assert named.role(actors[1]) == words


@pytest.mark.parametrize(
    ("word", "expected"),
    [("accuse", "bad"), ("agree", "good"), ("urge", "open"), ("say", "none"), ("no such act", "none"), ("held", "good"),
     ("threat", "bad"), ("SANCTION", "bad"), ("promise", "good")],
)  # fmt: skip
def test_tone(word: str, expected: str) -> None:
    assert tone(word) == expected

"""Time grows as the text does, whatever its shape: what would take it by the square is bounded or found by an index."""

from __future__ import annotations

import cProfile
import time
from collections.abc import Callable, Iterator
from functools import cache
from types import ModuleType

import pytest

from communique.extract.actors import surnames
from communique.extract.events import folding
from communique.extract.meetings import gather
from communique.extract.positions import extractor as positions
from communique.extract.statements import mending
from communique.language import syntax
from communique.language.document import Attribution
from communique.language.sentences import begins
from communique.language.view import view
from communique.model import Span
from communique.reader import Reader
from communique.sources import from_text
from communique.sources.html import visible_paragraphs

FACTOR = 8
MOST = 2.0
"""Times more than linear growth that FACTOR times the text may take here; growth by the square is FACTOR times."""


@cache
def reader() -> Reader:
    found = Reader(rules_only=True)
    found.read(from_text("The minister said that he would go to Geneva."))
    return found


def read(text: str) -> None:
    reader().read(from_text(text, any_language=True))


def growth(work: Callable[[str], None], short: str, long: str) -> float:
    """How many times more than linear growth ``work`` calls for the long text: functions entered, whatever the load."""
    taken = []
    for text in (short, long):
        work(text)  # what is remembered once for all is not counted
        profile = cProfile.Profile()
        profile.runcall(work, text)
        taken.append(sum(entry.callcount for entry in profile.getstats()))
    return taken[1] / taken[0] / (len(long) / len(short))


def seconds(work: Callable[[str], None], text: str) -> float:
    """CPU time of the quickest of three, for work that calls nothing: searches in a long string."""
    taken = []
    for _ in range(3):
        begin = time.process_time()
        work(text)
        taken.append(time.process_time() - begin)
    return max(min(taken), 0.01)


def page(markup: str) -> None:
    assert len(list(visible_paragraphs(markup))) < len(markup)


@pytest.mark.parametrize(
    "unit", ["<svg>a", "<button>", "<select><option>", "<nav>a", "<!-- a", "<aside><footer>", "<title>", "<object>a<p>"]
)
def test_pages_with_elements_that_are_never_closed(unit: str) -> None:
    short, long = (unit * (length // len(unit)) for length in (20_000, 160_000))
    assert seconds(page, long) / seconds(page, short) < FACTOR * 4  # by the square it is FACTOR * FACTOR


RUNS = ['"', "“”", ",", "(", "🇷🇺", "/\\|_", "Qm9sZA+", "…—"]


@pytest.mark.parametrize("unit", RUNS)
def test_runs_without_a_blank_reach_the_tokenizer_in_pieces(unit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    parser = syntax.Parser()
    monkeypatch.setattr(syntax, "load", lambda: parser)
    list(syntax.parse(["Talks failed."]))
    seen: list[str] = []
    tokenizer = parser._tokenizer
    parser._tokenizer = Watched(tokenizer, seen)
    text = "Before: " + unit * (2000 // len(unit)) + " and after."
    (tokens,) = syntax.parse([text])
    assert max(len(word) for part in seen for word in part.split()) <= syntax.UNBROKEN
    assert all(text[t.idx : t.idx + len(t.text)] == t.text for t in tokens)
    assert sum(len(t.text) for t in tokens) == len("".join(text.split()))


class Watched:
    """A tokenizer that notes what it is given."""

    def __init__(self, tokenizer: object, seen: list[str]) -> None:
        self.tokenizer = tokenizer
        self.vocab = tokenizer.vocab  # type: ignore[attr-defined]
        self.seen = seen

    def __call__(self, text: str) -> object:
        self.seen.append(text)
        return self.tokenizer(text)  # type: ignore[operator]


@pytest.mark.parametrize("unit", ['"', "“ ”", ",", "🇷🇺", "👩‍👩‍👧", "/\\|_ ", "(\n[ "])
def test_a_long_run_of_marks_is_blank(unit: str) -> None:
    text = "Talks in Geneva failed. " + unit * (3000 // len(unit)) + "\nNobody said why."
    document = reader().document(from_text(text, any_language=True))
    assert len(document.view) == len(text)
    assert document.view.startswith("Talks in Geneva failed. ")
    assert document.view.endswith("\nNobody said why.")
    assert document.view.count("\n") >= text.count("\n") - 1
    assert len([t for t in document.syntax if not t.is_space]) <= 9 + 10


@pytest.mark.parametrize("marks", ["-" * 80, "* * * * *", "_" * 120, "." * 150, "“‘…"])
def test_a_short_run_of_marks_is_not(marks: str) -> None:
    text = f"Talks in Geneva failed {marks} and nobody said why."
    assert view(from_text(text, any_language=True)) == text


@pytest.mark.parametrize(
    "unit",
    [
        "Kenya accused Peru of lies and ",
        "Amina Odhiambo, Marco Quispe, ",
        "the minister’s brother’s ",
        "He said, “She told me, ‘They said ",
        "Amina Odhiambo ",
        "(a) the Parties shall consult; ",
    ],
)
def test_an_endless_sentence_is_cut(unit: str) -> None:
    text = unit * (12_000 // len(unit))
    (tokens,) = syntax.parse([text])
    assert max(map(len, tokens.sents)) <= syntax.LONGEST
    assert all(text[t.idx : t.idx + len(t.text)] == t.text for t in tokens)


def test_it_is_cut_where_least_is_torn() -> None:
    text = "Kenya accused Peru of lies, and Peru left the talks in Lima; " * 100
    (tokens,) = syntax.parse([text])
    begin = [tokens[s.start - 1].text for s in tokens.sents if s.start]
    assert set(begin) <= {";", ","}


def test_sentences_are_looked_for_near_a_source_only(monkeypatch: pytest.MonkeyPatch) -> None:
    text = (
        "Trade is slow. " * 2000
        + "The envoy flew back to the U.S. Ghana's minister said that talks failed. "
        + "No. " * 2000
    )
    document = reader().document(from_text(text, any_language=True))
    start, ghana = text.index("the U.S."), text.index("Ghana's")
    (content,) = [Span(at, at + 17) for at in [text.index("that talks failed")]]
    found = Attribution((Span(start, ghana + 16),), (Span(ghana + 17, ghana + 21),), (content,), 0.9)
    seen: list[str] = []

    def watched(view: str) -> Iterator[tuple[int, bool]]:
        seen.append(view)
        return begins(view)

    monkeypatch.setattr(mending, "begins", watched)
    assert mending._in_its_sentence(document, found).source == (Span(ghana, ghana + 16),)
    assert sum(map(len, seen)) < 2000


@pytest.mark.parametrize(
    ("module", "name"), [(gather, "_points"), (gather, "_above"), (folding, "_same"), (positions, "_one")]
)
def test_facts_are_compared_only_with_those_that_may_be_the_same(
    module: ModuleType, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    unit = "Kenya accused Peru of lies, Odhiambo backed the ban, Quispe met Pulei in Geneva after the raid by Chile. "
    compare, asked = getattr(module, name), []

    def counted(*compared: object) -> object:
        asked.append(1)
        return compare(*compared)

    monkeypatch.setattr(gather, "LOOKED_AT", 10)
    monkeypatch.setattr(folding, "TELLINGS", 10)
    monkeypatch.setattr(module, name, counted)
    read(unit * 30)
    few = len(asked)
    read(unit * 120)
    assert len(asked) - few < 4 * 1.5 * max(few, 30)


def names(count: int) -> list[str]:
    """Different made-up names of persons, no two with one surname."""
    ends = ("dan", "gor", "lek", "mir", "sut")
    parts = [start + end for start in ("Ba", "Do", "Ki", "Lu", "Me", "No", "Pa", "Ra") for end in ends]
    return [f"{parts[n * 7 % 40]}a {parts[n % 40]}ov{parts[n // 40 % 40].lower()}" for n in range(count)]


def test_names_are_compared_only_with_names_like_them(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    fits = surnames.fits

    def counted(words: tuple[str, ...], name: surnames.NameMention, cluster: surnames.NameCluster) -> bool:
        asked.append(1)
        return fits(words, name, cluster)

    monkeypatch.setattr(surnames, "fits", counted)
    read(" ".join(f"The envoy {name} left Geneva. {name.split()[1]} was late." for name in names(400)))
    assert 300 < len(asked) < 400 * 5
    asked.clear()
    read(" ".join(f"The envoy {name.split()[1]} Moreno left Geneva." for name in names(400)))
    assert len(asked) < 400 * 5


@pytest.mark.parametrize(
    "unit",
    [
        "Kenya accused Peru of lies and Odhiambo said that Quispe met Pulei in Geneva on Monday and ",
        "Amina Odhiambo ",
        "the minister's ",
        "“We will not,” Odhiambo said. He told them that she met him. ",
        "Both sides agreed. They said so. ",
        "Kenya, Peru, Chile, ",
        "Kenya Peru ",
        "Mr. ",
        "the Treaty of Moscow, ",
    ],
)
def test_reading(unit: str) -> None:
    assert growth(read, unit * (2_000 // len(unit)), unit * (16_000 // len(unit))) < MOST

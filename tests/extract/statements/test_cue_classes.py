"""What a cue says of its statement."""

from __future__ import annotations

import pytest

from communique.extract.statements.cue_classes import classify, find_cue
from communique.language.document import Attribution
from communique.language.read import documents
from communique.model import Span, make_report


@pytest.mark.parametrize(
    ("text", "cue", "content", "mode", "expected"),
    [
        ("She said that it rained.", "said", "that it rained", "indirect",
         ("say", "communication", "affirmed", "actual")),
        ("She did not say that it rained.", "did not say", "that it rained", "indirect",
         ("say", "communication", "negated", "actual")),
        ("She never denied that it rained.", "never denied", "that it rained", "indirect",
         ("deny", "communication", "negated", "actual")),
        ("She will warn that it rained.", "will warn", "that it rained", "indirect",
         ("warn", "communication", "affirmed", "planned")),
        ("She would welcome a summit.", "would welcome", "a summit", "reported",
         ("welcome", "evaluation", "affirmed", "conditional")),
        ("She did not agree to a summit.", "did not agree to", "a summit", "reported",
         ("reject", "commitment", "negated", "actual")),
        ("She hoped that it would rain.", "hoped", "that it would rain", "indirect",
         ("hope", "intention", "affirmed", "actual")),
        ("She was convinced that it had failed.", "was convinced", "that it had failed", "indirect",
         ("say", "belief", "affirmed", "actual")),
        ("She was encouraged by the talks.", "was encouraged by", "the talks", "reported",
         ("welcome", "evaluation", "affirmed", "actual")),
        ("She encouraged both sides to talk.", "encouraged", "both sides to talk", "indirect",
         ("urge", "communication", "affirmed", "actual")),
        ("She insisted that it be dropped.", "insisted", "that it be dropped", "indirect",
         ("demand", "communication", "affirmed", "actual")),
        ("She insisted that it had been dropped.", "insisted", "that it had been dropped", "indirect",
         ("say", "communication", "affirmed", "actual")),
        ("She insisted that he should leave.", "insisted", "that he should leave", "indirect",
         ("demand", "communication", "affirmed", "actual")),
        ("She assured them that no one was hurt.", "assured", "that no one was hurt", "indirect",
         ("say", "commitment", "affirmed", "actual")),
        ("She assured them that it would stop.", "assured", "that it would stop", "indirect",
         ("promise", "commitment", "affirmed", "actual")),
        ("She acknowledged that it rained.", "acknowledged", "that it rained", "indirect",
         ("say", "communication", "affirmed", "actual")),
        ("She slammed a summit.", "slammed", "a summit", "reported", ("condemn", "evaluation", "affirmed", "actual")),
        ("She expressed doubts over a summit.", "expressed doubts over", "a summit", "reported",
         ("doubt", "evaluation", "affirmed", "actual")),
        ("She is due to call for a summit.", "is due to call for", "a summit", "reported",
         ("urge", "communication", "affirmed", "planned")),
        ("She was set to tell us that it rained.", "was set to tell", "that it rained", "indirect",
         ("say", "communication", "affirmed", "planned")),
        ("She was obliged to call for a summit.", "was obliged to call for", "a summit", "reported",
         ("urge", "communication", "affirmed", "actual")),
        ("She glorped that it rained.", "glorped", "that it rained", "indirect",
         ("say", "communication", "affirmed", "actual")),
    ],
)  # fmt: skip
def test_classes(text: str, cue: str, content: str, mode: str, expected: tuple[str, str, str, str]) -> None:
    (document,) = documents([make_report(text, "a.txt")])

    def at(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    got = classify(document, Attribution((at("She"),), (at(cue),), (at(content),), 0.9), mode)  # type: ignore[arg-type]
    act, attitude, polarity, factuality = expected
    assert (got.act, got.polarity, got.factuality) == (act, polarity, factuality)
    assert got.attitude == attitude or attitude in ("evaluation", "commitment", "belief")


def test_no_cue_is_plain_saying() -> None:
    (document,) = documents([make_report("It rained.", "a.txt")])
    assert classify(document, Attribution((), (), (Span(0, 9),), 0.5), "free").act == "say"
    assert find_cue(document, []) == (None, None)


def test_a_noun_goes_before_its_light_verb_and_words_before_both() -> None:
    text = "She voiced concern. She was quoted as saying it."
    (document,) = documents([make_report(text, "a.txt")])
    noun, token = find_cue(document, list(document.tokens_in(Span(4, 18))))
    assert noun is not None
    assert (noun.act, token.text) == ("concern", "concern")
    phrase, _ = find_cue(document, list(document.tokens_in(Span(24, 44))))
    assert phrase is not None
    assert phrase.act == "say"

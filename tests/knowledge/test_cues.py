from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from communique.errors import KnowledgeError
from communique.knowledge import cues
from communique.knowledge.inflection import noun_forms, verb_forms
from communique.knowledge.tables import Row, read_table

WORDS = re.compile(r"[\w'-]+")  # "Moscow's", "go-ahead"


@pytest.mark.parametrize(
    ("form", "lemma", "act"),
    [
        ("said", "say", "say"),
        ("SAYING", "say", "say"),
        ("told", "tell", "say"),
        ("denies", "deny", "deny"),
        ("slammed", "slam", "condemn"),
        ("CRITICIZED", "criticize", "condemn"),
        ("criticising", "criticize", "condemn"),
        ("emphasised", "emphasize", "reaffirm"),
        ("urging", "urge", "urge"),
        ("agreed", "agree", "agree"),
        ("agreeing", "agree", "agree"),
        ("foresaw", "foresee", "predict"),
        ("sworn", "swear", "promise"),
        ("rebutted", "rebut", "deny"),
        ("regretting", "regret", "regret"),
        ("signalled", "signal", "say"),
        ("signaling", "signal", "say"),
        ("favours", "favour", "agree"),
        ("favored", "favour", "agree"),
        ("lying", "lie", "say"),
        ("vetoes", "veto", "reject"),
        ("found", "find", "say"),
        ("thought", "think", "say"),
        ("quipped", "quip", "say"),
        ("vowed", "vow", "promise"),
        ("panned", None, None),
        ("walked", None, None),
        ("", None, None),
    ],
)
def test_verb_forms_find_their_cue(form: str, lemma: str | None, act: str | None) -> None:
    cue = cues.verb(form)
    assert (cue and cue.lemma, cue and cue.act) == (lemma, act)


@pytest.mark.parametrize(
    ("form", "lemma", "act", "attitude"),
    [
        ("concerns", "concern", "concern", "evaluation"),
        ("doubts", "doubt", "doubt", "belief"),
        ("ALLEGATIONS", "allegation", "accuse", "communication"),
        ("hypotheses", "hypothesis", "say", "belief"),
        ("skepticism", "scepticism", "doubt", "belief"),
        ("characterisation", "characterization", "say", "communication"),
        ("apologies", "apology", "regret", "evaluation"),
        ("pledges", "pledge", "promise", "commitment"),
    ],
)
def test_noun_forms_find_their_cue(form: str, lemma: str, act: str, attitude: str) -> None:
    cue = cues.noun(form)
    assert cue is not None
    assert (cue.lemma, cue.act, cue.attitude) == (lemma, act, attitude)


@pytest.mark.parametrize(
    ("form", "act"),
    [("adamant", "demand"), ("Wary", "doubt"), ("skeptical", "doubt"), ("opposed", "reject"), ("confident", "say")],
)
def test_adjectives(form: str, act: str) -> None:
    cue = cues.adjective(form)
    assert cue is not None
    assert cue.act == act


@pytest.mark.parametrize(
    ("verb", "shape", "preposition", "act", "attitude", "factuality"),
    [
        ("agreed", "clause", None, "agree", "belief", "actual"),
        ("agreed", "inf", None, "agree", "commitment", "planned"),
        ("tell", "clause", None, "say", "communication", "actual"),
        ("tell", "inf", None, "demand", "communication", "actual"),
        ("accused", "np_pp", "of", "accuse", "evaluation", "actual"),
        ("described", "np_as", None, "say", "communication", "actual"),
        ("called", "np_comp", None, "say", "communication", "actual"),
        ("vowed", "inf", None, "promise", "commitment", "planned"),
        ("hopes", "inf", None, "hope", "intention", "planned"),
        ("warned", "pp", "of", "warn", "communication", "actual"),
    ],
)
def test_a_frame_tells_what_the_verb_means_in_it(
    verb: str, shape: cues.Shape, preposition: str | None, act: str, attitude: str, factuality: str
) -> None:
    cue = cues.verb(verb)
    assert cue is not None
    frame = cue.frame(shape, preposition)
    assert frame is not None
    assert (frame.act, frame.attitude, frame.factuality) == (act, attitude, factuality)


def test_frames_that_a_verb_has_not() -> None:
    warn, say = cues.verb("warned"), cues.verb("said")
    assert warn is not None
    assert say is not None
    assert warn.frame("pp", "beneath") is None
    assert say.frame("np_comp") is None
    assert {"of", "about", "against"} <= warn.prepositions()


@pytest.mark.parametrize(
    ("verb", "noun", "expected"),
    [
        ("expressed", "concern", True),
        ("VOICING", "doubts", True),
        ("reiterated", "call", True),
        ("made", "claims", True),
        ("lodged", "protest", True),
        ("sent", "condolences", True),
        ("ate", "concern", False),
        ("lodged", "hope", False),
    ],
)
def test_light_verbs_bring_their_nouns(verb: str, noun: str, expected: bool) -> None:
    cue = cues.noun(noun)
    assert cue is not None
    assert cues.brings(verb, cue) is expected


@pytest.mark.parametrize(
    ("text", "lemma", "length"),
    [
        ("according to witnesses", "according to", 2),
        ("ACCORDING TO TASS", "according to", 2),
        ("ruled out a strike", "rule* out", 2),
        ("called on both sides", "call* on", 2),
        ("was quoted as saying that", "be* quoted as saying", 4),
        ("quoted the deputy minister as saying", "quote* ... as saying", 6),
        ("took note of the progress", "take* note of", 3),
        ("lashed out at the press", "lash* out at", 3),
        ("is at odds with", "be* at odds", 3),
        ("in the words of one envoy", "in the words of", 4),
        ("taken the ministers to task", "take* ... to task", 5),
        ("gave the go-ahead to", "give* the go-ahead", 3),
        ("gave the go - ahead to", "give* the go-ahead", 5),
        ("set its sights on", "set* one's sights on", 4),
        ("committed itself to reform", "commit* oneself to", 3),
        ("made it clear that", "make* it clear", 3),
        ("was refusing to comment on", None, 0),
        ("according as they", None, 0),
    ],
)
def test_multiword_cues_are_matched_where_they_begin(text: str, lemma: str | None, length: int) -> None:
    found = cues.match(text.split(), 0)
    if lemma is None:
        assert found is None
    else:
        assert found is not None
        assert (found[0].cue.lemma, found[1]) == (lemma, length)


def test_matching_outside_the_words_finds_nothing() -> None:
    assert cues.match([], 0) is None
    assert cues.match(["according"], 5) is None
    assert cues.match(["according"], 0) is None
    assert cues.match(["according", "to"], -1) is None


def test_every_row_has_frames_and_an_example_that_holds_the_cue() -> None:
    wanting = [f"{row['pos']} {row['lemma']}" for row in _rows() if not (row["frames"] and _found_in_example(row))]
    # A bare idiom needs no frame: its whole meaning is in its words.
    bare = {"multi be* unavailable for comment", "multi did not return calls", "multi take* the oath"}
    assert set(wanting) - bare == set()


def _rows() -> tuple[Row, ...]:
    return read_table("cues", cues.COLUMNS, cues.KEY)


def _found_in_example(row: Row) -> bool:
    words = WORDS.findall(re.sub(r"[’']s\b", " 's", row["example"]))  # "Moscow's" is two words to a tokenizer
    lemma = row["lemma"].split("/")[0]
    if row["pos"] == "multi":
        found = {m[0].cue.lemma for i in range(len(words)) if (m := cues.match(words, i))}
        return any(lemma in other or _shares_head(lemma, other) for other in found)
    find = {"verb": cues.verb, "noun": cues.noun, "adj": cues.adjective}[row["pos"]]
    return lemma in {cue.lemma for word in words if (cue := find(word))}


def _shares_head(lemma: str, other: str) -> bool:
    """A longer cue that begins with the same word may win in the example ("lash out" in "lash out at")."""
    return lemma.split()[0] == other.split()[0]


def test_the_lexicon_is_large_enough() -> None:
    counts = Counter(row["pos"] for row in _rows())
    assert counts["verb"] >= 450
    assert counts["noun"] >= 120
    assert counts["adj"] >= 60
    assert counts["multi"] >= 80


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("zorp\tverb\tsay\tcommunication\tclaws\taffirmed\tactual\t1", "is no frame"),
        ("zorp\tverb\tsay\tcommunication\tpp\taffirmed\tactual\t1", "is no frame"),
        ("zorp\tverb\tsay\tcommunication\tpp:of,,to\taffirmed\tactual\t1", "is no frame"),
        ("zorp\tverb\tshout\tcommunication\tclause\taffirmed\tactual\t1", "column act is unknown"),
        ("zorp\tadverb\tsay\tcommunication\tclause\taffirmed\tactual\t1", "column pos is unknown"),
        ("zorp\tverb\tsay\tcommunication\tclause\taffirmed\tactual\tsure", "no number between 0 and 1"),
        ("zorp\tverb\tsay\tcommunication\tclause@2\taffirmed\tactual\t1", "no number between 0 and 1"),
        ("zorp\tverb\tsay\tcommunication\tclause\taffirmed\tactual\tnan", "no number between 0 and 1"),
    ],
)
def test_a_malformed_row_of_the_user_is_named(tmp_path: Path, line: str, complaint: str) -> None:
    (tmp_path / "cues.tsv").write_text("\t".join(cues.COLUMNS[:8]) + "\n" + line + "\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=complaint) as raised:
        cues.verb("zorp", tmp_path)
    assert "cues.tsv, line 2" in str(raised.value)


def test_a_user_adds_and_replaces_cues(tmp_path: Path) -> None:
    rows = [
        "\t".join(cues.COLUMNS[:8]),
        "zorp\tverb\tdeny\tcommunication\tclause quote\tnegated\tactual\t0.9",
        "say\tverb\tsay\tcommunication\tquote\taffirmed\tactual\t0.5",
    ]
    (tmp_path / "cues.tsv").write_text("\n".join(rows), encoding="utf-8")
    zorped, said = cues.verb("zorped", tmp_path), cues.verb("says", tmp_path)
    assert zorped is not None
    assert said is not None
    assert (zorped.act, zorped.polarity) == ("deny", "negated")
    assert said.frame("clause") is None
    assert cues.verb("zorped") is None


@pytest.mark.parametrize(
    ("lemma", "irregular", "forms"),
    [
        ("deny", (), {"deny", "denies", "denied", "denying"}),
        ("slam", (), {"slam", "slams", "slammed", "slamming"}),
        ("press", (), {"press", "presses", "pressed", "pressing"}),
        ("agree", (), {"agree", "agrees", "agreed", "agreeing"}),
        ("lie", (), {"lie", "lies", "lied", "lying"}),
        ("admit", ("admitted", "admitting"), {"admit", "admits", "admitted", "admitting"}),
        ("write", ("wrote", "written"), {"write", "writes", "wrote", "written", "writing"}),
        ("seize", (), {"seize", "seizes", "seized", "seizing"}),
        ("be", (), {"be", "is", "are", "am", "was", "were", "been", "being"}),
        ("stress", (), {"stress", "stresses", "stressed", "stressing"}),
        ("speak", ("spoke", "spoken"), {"speak", "speaks", "spoke", "spoken", "speaking"}),
    ],
)
def test_verb_inflection(lemma: str, irregular: tuple[str, ...], forms: set[str]) -> None:
    assert verb_forms(lemma, irregular) == forms


def test_noun_inflection() -> None:
    assert noun_forms("reply") == {"reply", "replies"}
    assert noun_forms("speech") == {"speech", "speeches"}
    assert noun_forms("hypothesis", ("hypotheses",)) == {"hypothesis", "hypotheses"}

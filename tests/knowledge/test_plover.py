"""The lexicon's tables: they load, say what is wrong with a user's rows, and take types of his own."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.errors import KnowledgeError
from communique.knowledge import plover

HEADER = "rule\tlemmas\tpos\ttype\tmode\tactor\trecipient\tconditions\tcameo\tcontexts\texample\n"


def _overlay(folder: Path, row: str) -> Path:
    (folder / "plover_acts.tsv").write_text(HEADER + row + "\n", encoding="utf-8")
    return folder


def test_size() -> None:
    assert len(plover.rules()) > 350
    assert sum(len(r.lemmas) for r in plover.rules()) > 1500


@pytest.mark.parametrize(
    ("form", "rule"), [("severed", "cut"), ("CRITICISED", "criticize"), ("withdrew", "withdraw"), ("shot", "shoot")]
)
def test_forms(form: str, rule: str) -> None:
    assert rule in [e.rule.name for e in plover.verbs(form)]


def test_a_particle_is_kept_apart() -> None:
    assert ("off",) in [e.rest for e in plover.verbs("called")]


def test_a_user_s_own_type(tmp_path: Path) -> None:
    folder = _overlay(tmp_path, "own\ttweet; post\tverb\tPOST\t\tsubj\tobj\t\t\t\tShe tweeted it.")
    (entry,) = [e for e in plover.verbs("tweeted", folder) if e.rule.name == "own"]
    assert entry.rule.type == "POST"
    assert len(plover.rules(folder)) == len(plover.rules()) + 1


def test_a_rule_of_the_same_name_replaces_ours(tmp_path: Path) -> None:
    folder = _overlay(tmp_path, "meet\tmeet\tverb\tSUPPORT\t\tsubj\tobj\t\t\t\tThey met.")
    assert [e.rule.type for e in plover.verbs("met", folder) if e.rule.name == "meet"] == ["SUPPORT"]


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("x\tbow\tverb\tAGREE\t\tsubj\tobj\tobj:@NOSUCH\t\t\t", "there is no class '@NOSUCH'"),
        ("x\tbow\tverb\tAGREE\t\tsubj\tobj\tobj:#NOSUCH\t\t\t", "there is no kind '#NOSUCH'"),
        ("x\tbow\tverb\tAGREE\t\tsubj\tobj\tnonsense\t\t\t", "is no condition"),
        ("x\tbow\tadverb\tAGREE\t\tsubj\tobj\t\t\t\t", "no part of speech 'adverb'"),
    ],
)
def test_complaints_say_what_to_do(tmp_path: Path, row: str, complaint: str) -> None:
    folder = _overlay(tmp_path, row)
    with pytest.raises(KnowledgeError, match=complaint):
        plover.rules(folder)


def test_effects() -> None:
    assert (plover.effect("failed"), plover.effect("hopes"), plover.effect("sang")) == ("negated", "conditional", None)
    assert plover.is_light("held")
    assert not plover.is_light("sang")

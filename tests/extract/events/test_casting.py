"""Who takes part: the options of an act, what tells them apart, and when the rule's choice gives way."""

from __future__ import annotations

import pytest

from communique.explain import explain
from communique.extract.events import ACTS, Act, Acts
from communique.extract.events.casting import AS_RULED, Casting, choice, probabilities, shipped
from communique.extract.events.evidence import of_cast
from communique.extract.events.options import Stage, path
from communique.extract.events.traits import Scene
from communique.language.document import Document
from communique.model import make_report
from communique.reader import Reader, all_steps


def reader_with(casting: Casting) -> Reader:
    """The whole reader, with other weights of participants."""
    return Reader([Acts(None, casting) if isinstance(step, Acts) else step for step in all_steps()])


def of(document: Document, word: str) -> tuple[Stage, Act]:
    """The stage of a document and its act that has a word."""
    found = document.layers[ACTS]
    stage = Stage(document, found.company, found.acts)
    return stage, next(a for a in stage.acts if a.match.token.text == word)


@pytest.fixture(scope="module")
def as_ruled() -> Reader:
    return reader_with(AS_RULED)


@pytest.mark.parametrize(
    ("text", "word", "options"),
    [
        # A list is one option; what the rule found for either role, and nobody, are options too.
        ("Peru and Chile condemned Fiji.", "condemned", ["Peru, Chile", "Fiji", ""]),
        ("Roe said that Peru had condemned Fiji.", "condemned", ["Peru", "Fiji", "Roe", ""]),
        # Whose the sanctions are stands before them.
        ("U.S. sanctions were imposed on Fiji.", "imposed", ["Fiji", "United States", ""]),
        # Whom the sentence before is about.
        ("Chad left the union. Peru condemned Fiji.", "condemned", ["Peru", "Fiji", "Chad", ""]),
    ],
)
def test_who_could_take_part(as_ruled: Reader, text: str, word: str, options: list[str]) -> None:
    stage, act = of(as_ruled.document(make_report(text, "test")), word)
    found = [", ".join(p.actor.name for p in o.people) for o in Scene(stage, act).options]
    assert set(options) <= set(found)
    assert len(found) == len(set(found))
    assert found[-1] == ""


def test_no_name_is_a_trait(as_ruled: Reader) -> None:
    told = []
    for text in ("Roe said Peru had condemned Fiji.", "Poe said Chad had condemned Mali."):
        scene = Scene(*of(as_ruled.document(make_report(text, "test")), "condemned"))
        told.append([scene.common(o) + scene.of_role(o, k) for o in scene.options for k in (0, 1)])
    assert told[0] == told[1]


@pytest.mark.parametrize(
    ("sentence", "start", "end", "way"),
    [
        ("Peru condemned Fiji.", "condemned", "Peru", ([], ["nsubj"])),
        ("Peru promised to condemn Fiji.", "condemn", "Peru", (["xcomp"], ["nsubj"])),
        ("The raid on Fiji ended.", "raid", "Fiji", ([], ["on", "pobj"])),
        ("Peru and Chile condemned Fiji.", "condemned", "Chile", ([], ["nsubj"])),  # as what it is coordinated with
    ],
)
def test_the_way_from_word_to_word(
    as_ruled: Reader, sentence: str, start: str, end: str, way: tuple[list[str], list[str]]
) -> None:
    words = {t.text: t for t in as_ruled.document(make_report(sentence, "test")).syntax}
    assert tuple(map(list, path(words[start], words[end]))) == way


@pytest.mark.parametrize(
    ("chances", "listed", "taken"),
    [
        ([0.2, 0.8], [0, 1], 1),
        ([0.45, 0.55], [0, 1], 0),  # not clearly likelier than the rule's, which is the first
        ([0.1, 0.3, 0.3], [0, 1, 2], 0),  # not likely
        ([0.2, 0.8], [0], 0),  # taken for the other role
        ([0.9, 0.1], [0, 1], 0),
    ],
)
def test_when_the_rule_gives_way(chances: list[float], listed: list[int], taken: int) -> None:
    assert choice(chances, 0, listed, 0.4, 1.5) == taken


def test_probabilities_of_any_scores() -> None:
    assert probabilities([0.0, 0.0]) == [0.5, 0.5]
    assert probabilities([-1000.0, 1000.0]) == [0.0, 1.0]


def test_others_are_chosen_and_nobody_has_both_roles() -> None:
    text = "Peru condemned Fiji."
    turned = Casting({"at obj": (9.0, 0.0), "at subj": (0.0, 9.0)}, (0.4, 0.4), (1.5, 1.5), (1.5, 1.5))
    record = reader_with(turned).read(make_report(text, "test"))
    names = {a.id: a.name for a in record.actors}
    told = [([names[a] for a in e.actors], [names[a] for a in e.recipients]) for e in record.events]
    assert told == [(["Fiji"], ["Peru"])]
    both = Casting({"at obj": (9.0, 9.0)}, (0.4, 0.4), (1.5, 1.5), (1.5, 1.5))
    record = reader_with(both).read(make_report(text, "test"))
    assert [len(e.actors) for e in record.events] == [1]
    assert all(not set(e.actors) & set(e.recipients) for e in record.events)


def test_both_choices_are_explained() -> None:
    turned = Casting({"at obj": (9.0, 0.0)}, (0.4, 2.0), (1.5, 1.0), (1.5, 1.0))
    told = explain(reader_with(turned), make_report("Peru condemned Fiji.", "test"))
    assert "actors: the rule says Peru, 0.00; likelier Fiji, 1.00" in told
    assert "recipients: the rule says Fiji, " in told


def test_how_sure_participants_are_is_known_of_their_event() -> None:
    turned = Casting({"at obj": (9.0, 0.0)}, (0.4, 2.0), (1.5, 1.0), (1.5, 1.0))
    (act,) = reader_with(turned).document(make_report("Peru condemned Fiji.", "test")).layers[ACTS].acts
    assert of_cast(act) == {"actors likely 6", "actors other than the rule's", "recipients likely 0"}
    (act,) = reader_with(AS_RULED).document(make_report("Peru condemned Fiji.", "test")).layers[ACTS].acts
    assert of_cast(act) == set()


def test_rules_alone_weigh_nothing() -> None:
    document = Reader(rules_only=True).document(make_report("Peru condemned Fiji.", "test"))
    assert [a.cast for a in document.layers[ACTS].acts] == [()]


def test_shipped_weights() -> None:
    casting = shipped()
    assert {"by rule", "nobody", "at subj", "at obj"} <= casting.weights.keys()
    assert casting.weights["at subj"][0] > casting.weights["at subj"][1]
    assert all(0 < x < 1 for x in casting.least)
    assert all(x >= 1 for x in (*casting.over_nobody, *casting.over_somebody))

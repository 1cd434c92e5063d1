"""States are one and the same to the tagger, and their names still stand where they stood."""

from __future__ import annotations

import pytest
from tokenizers import Tokenizer

from communique.language.attribution import AttributionTagger
from communique.language.attribution.pieces import pieces
from communique.language.attribution.standins import StandIns


@pytest.fixture(scope="module")
def stand_ins(tokenizer: Tokenizer) -> StandIns:
    return StandIns(tokenizer)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Kenya said", "france said"),
        ("Saudi Arabia's envoy left Kuala Lumpur.", "france ' s envoy left paris ."),
        ("An Uzbekistani minister met two Swedes and a Turk.", "an french minister met two germans and a german ."),
        ("The Japanese left.", "the french left ."),  # the people has the adjective's form
        ("South Koreans and North Korea", "germans and france"),
        ("a Kenya-backed, pro-Iranian group", "a france - backed , pro - french group"),
        ("KENYA AND YEMEN", "france and france"),
        # What may be something else, is written small, is part of a word or takes an article stays.
        ("Jordan Reed of Chad met Georgia officials in Washington.", None),
        ("the turkey and some china", None),
        ("Omanization", None),
        ("the United States and American troops", None),
    ],
)
def test_what_is_read(tokenizer: Tokenizer, stand_ins: StandIns, text: str, read: str | None) -> None:
    found = pieces(tokenizer, text, (), stand_ins)
    bare = pieces(tokenizer, text)
    shown = [tokenizer.id_to_token(int(i)) for i in found.ids]
    assert shown == ([tokenizer.id_to_token(int(i)) for i in bare.ids] if read is None else read.split())


def test_a_stand_in_has_the_offsets_of_the_whole_name(tokenizer: Tokenizer, stand_ins: StandIns) -> None:
    text = "Ships of Equatorial Guinea left Guinea-Bissau on Monday."
    found = pieces(tokenizer, text, (), stand_ins)
    words = [text[a:b] for a, b in zip(found.start.tolist(), found.end.tolist(), strict=True)]
    assert words == ["Ships", "of", "Equatorial Guinea", "left", "Guinea-Bissau", "on", "Monday", "."]
    assert found.capital.tolist() == [1, 0, 1, 0, 1, 0, 1, 0]


FRAMES = [
    "{A} again rejected Thursday an appeal for deploying army troops along its borders with {B}.",
    "{a} officials accused {CA} of piracy, according to the {b} news agency.",
    "The envoy has laid out five options on {B}, including “limited” strikes, {A} said.",
    "Four ministers issue a warning about {A} and a call to the {b} people.",
    "{CA} has promised {CB} “a swift answer”, but the {b} envoy doubts that it will come.",
]
STATES = [
    {"A": "Russia", "a": "Russian", "CA": "Moscow", "B": "Iran", "b": "Iranian", "CB": "Tehran"},
    {"A": "Kyrgyzstan", "a": "Kyrgyz", "CA": "Bishkek", "B": "Costa Rica", "b": "Costa Rican", "CB": "Quito"},
    {"A": "Burkina Faso", "a": "Burkinabe", "CA": "Ouagadougou", "B": "Israel", "b": "Israeli", "CB": "Tallinn"},
]


@pytest.mark.parametrize("frame", FRAMES)
def test_attributions_do_not_hang_on_which_states_they_are(tagger: AttributionTagger, frame: str) -> None:
    def told(names: dict[str, str]) -> list[tuple[list[str], float]]:
        text = frame.format(**names)
        longest = sorted(names.items(), key=lambda item: -len(item[1]))
        found = []
        for a in tagger.tag([text])[0]:
            words = [s.of(text) for s in (*a.source, *a.cue, *a.content)]
            for mark, name in longest:
                words = [w.replace(name, mark) for w in words]
            found.append((words, a.confidence))
        return found

    first, *others = map(told, STATES)
    assert first
    assert others == [first, first]

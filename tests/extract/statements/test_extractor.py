"""Who said what, to whom and how: through the whole reader, with the trained tagger."""

from __future__ import annotations

from typing import Any

import pytest

from communique.extract.statements.extractor import unquoted
from communique.model import Span
from tests.conftest import Read
from tests.reading import classes, content, name_of, told

OTIENO = "Kenyan Foreign Minister Amina Otieno"

# text, words that are told, what is asked of the innermost statement that tells them
CASES: list[tuple[str, str, dict[str, Any]]] = [
    # -- mode: computed from the characters
    (f"“We will not accept the ban on fish,” {OTIENO} said.", "accept the ban",
     {"mode": "direct", "speaker": "Amina Otieno", "cue": "said", "speaks_for": "Kenya",
      "content": "We will not accept the ban on fish"}),
    (f"{OTIENO} said that the ban on fish would stay.", "the ban on fish",
     {"mode": "indirect", "speaker": "Amina Otieno", "content": "that the ban on fish would stay", "speaks_for": None}),
    (f"{OTIENO} said the treaty was “a dead letter”.", "the treaty was", {"mode": "mixed", "act": "say"}),
    (f"{OTIENO} slammed the new law.", "the new law", {"mode": "reported", "act": "condemn", "attitude": "evaluation"}),
    (f"{OTIENO} accused Uganda of arming the rebels.", "arming the rebels", {"mode": "indirect"}),
    (f"{OTIENO} welcomed the plan to end the ban.", "the plan to end", {"mode": "reported"}),
    (f"{OTIENO} said that “the road is shut for now.”", "the road is shut", {"mode": "direct"}),
    (f"{OTIENO} expressed deep concern over the arrests.", "the arrests",
     {"mode": "reported", "act": "concern", "cue": "expressed deep concern over"}),
    ("‘The ministers’ letters were lost,’ Kenyan Foreign Minister Amina Otieno said.", "letters were lost",
     {"mode": "direct", "content": "The ministers’ letters were lost"}),
    ("‘They said, “No,” to our offer,’ Kenyan Foreign Minister Amina Otieno said.", "to our offer",
     {"mode": "direct", "content": "They said, “No,” to our offer"}),
    # -- a quotation with a label
    ("“The border stays shut for now.” — Amina Otieno, Kenyan foreign minister", "border stays shut",
     {"mode": "direct", "speaker": "Amina Otieno"}),
    (f"“The raid was a crime,” {OTIENO} in a statement on Monday.", "raid was a crime",
     {"mode": "direct", "speaker": "Amina Otieno"}),
    # -- a lead-in and its list
    (f"{OTIENO} said:\n\n1. The border will stay shut.\n\n2. No talks will be held in May.\n", "No talks will be held",
     {"speaker": "Amina Otieno", "content": "No talks will be held in May", "act": "say"}),
    (f"Statements by {OTIENO}:\n\n• “The border will stay shut.”\n\n• “No talks will be held.”\n", "will stay shut",
     {"speaker": "Amina Otieno", "mode": "direct"}),
    # -- all of those who speak
    ("The foreign ministers of Ghana, Togo and Benin urged Kenya to stop.", "to stop",
     {"speaker": "foreign ministers"}),
    ("Envoys from Ghana, Togo and Benin told reporters that the truce would hold.", "truce would hold",
     {"speaker": "Envoys"}),
    # -- acts follow the cue
    (f"{OTIENO} warned that the war would spread.", "war would spread", {"act": "warn"}),
    (f"{OTIENO} denied that the planes had crossed the border.", "planes had crossed", {"act": "deny"}),
    (f"{OTIENO} promised that the road would be mended.", "road would be mended", {"act": "promise"}),
    (f"{OTIENO} accused Uganda of arming the rebels.", "arming the rebels", {"act": "accuse"}),
    (f"{OTIENO} praised the accord.", "the accord", {"act": "praise"}),
    (f"{OTIENO} welcomed the release of the sailors.", "release of the sailors", {"act": "welcome"}),
    (f"{OTIENO} rejected the plan.", "the plan", {"act": "reject"}),
    (f"{OTIENO} proposed a meeting in June.", "a meeting", {"act": "propose"}),
    (f"{OTIENO} demanded that the troops leave.", "troops leave", {"act": "demand"}),
    (f"{OTIENO} said she hoped that the talks would go on. “We hope for peace,” she said.", "hope for peace",
     {"speaker": "Amina Otieno"}),
    # -- addressees
    ("Ghanaian Foreign Minister Kofi Addo told his Togolese counterpart Yao Mensah that the border would stay open.",
     "border would stay open", {"addressee": "Yao Mensah", "speaker": "Kofi Addo"}),
    (f"{OTIENO} urged Uganda to reopen the border.", "reopen the border", {"addressee": "Uganda", "act": "urge"}),
    (f"{OTIENO} said that Uganda should reopen the border.", "should reopen", {"addressee": None}),
    (f"{OTIENO}, speaking to reporters in Oslo, said that the road was open.", "the road was open",
     {"addressee": "reporters"}),
    (f"{OTIENO} praised Uganda for its patience.", "patience", {"addressee": None}),
    (f"{OTIENO} accused Uganda of arming the rebels.", "arming", {"addressee": "Uganda"}),
    (f"{OTIENO} called Uganda a liar.", "a liar", {"addressee": None}),
    (f"{OTIENO} thanked Uganda for its patience.", "patience", {"addressee": "Uganda"}),
    (f"{OTIENO} told a room of envoys that the road was open. “It will stay so,” she added.", "It will stay so",
     {"addressee": "envoys"}),
    (f"{OTIENO} said the road was a trap in a speech to the United Nations this month.", "road was a trap",
     {"addressee": "United Nations", "content": "the road was a trap"}),
    (f"{OTIENO} called on Uganda to reopen the border.", "reopen the border", {"addressee": "Uganda"}),
    # -- whose words they are
    ("Kenya was calm. A Kenyan official said that the road was open.", "road was open", {"speaks_for": "Kenya"}),
    ("Kenya was calm. The Kenyan foreign ministry said that the road was open.", "road was open",
     {"speaks_for": "Kenya"}),
    ("Kenya was calm. Former Kenyan officials said that the road was open.", "road was open", {"speaks_for": None}),
    ("Kenya was calm. A source in the Kenyan army said that the road was open.", "road was open",
     {"speaks_for": "Kenyan army"}),
    ("Kenya was calm. A former Kenyan diplomat said that Kenya's road was open.", "road was open",
     {"speaks_for": None}),
    ("NATO Secretary-General Jon Eldon said that the road was open.", "road was open",
     {"speaks_for": "North Atlantic Treaty Organization"}),
    ("U.N. envoy Amina Roe of Chile urged calm.", "calm", {"speaks_for": "United Nations"}),
    ("Former U.N. envoy Amina Roe urged calm.", "calm", {"speaks_for": None}),
    ("The road was shut. Officials in Islamabad said that the road was open.", "road was open",
     {"speaks_for": "Pakistan"}),
    ("The road was shut. U.S. officials in Islamabad said that the road was open.", "road was open",
     {"speaks_for": "United States"}),
    ("The United States was silent. The Defense Department said that the road was open.", "road was open",
     {"speaks_for": "United States"}),
    ("Kenya was silent. The defence ministry said that the road was open.", "road was open", {"speaks_for": None}),
    ("The U.N. Security Council met. A spokesman for Doctors Without Borders said that the road was open.",
     "road was open", {"speaks_for": "Doctors Without Borders"}),
    ("A spokesman for the Oslo Relief Board declined to comment. “The road is open,” spokeswoman Amina Roe said.",
     "road is open", {"speaks_for": "Oslo Relief Board"}),
    ("“The road is open,” spokeswoman Amina Roe said. A spokesman for the Oslo Relief Board declined to comment.",
     "road is open", {"speaks_for": None}),
    ("Kenya was calm. The office of Kenya's army spokesman said that the road was open.", "road was open",
     {"speaks_for": "Kenya"}),
    # -- polarity and factuality
    (f"{OTIENO} did not say whether she would come.", "she would come", {"polarity": "negated"}),
    (f"{OTIENO} never said that the road was open.", "the road was open", {"polarity": "negated"}),
    (f"{OTIENO} will announce the names of the judges on Friday.", "names of the judges",
     {"factuality": "planned", "act": "announce"}),
    (f"{OTIENO} declined to comment on the arrests.", "to comment", {"act": "decline"}),
    # -- sources
    ("The spokesman, who said that the army was ready, smiled.", "the army was ready", {"speaker": "spokesman"}),
    ("According to Japanese Foreign Minister Kenji Mori, the fleet has left port.", "fleet has left port",
     {"speaker": "Kenji Mori", "content": "the fleet has left port"}),
    ("Both Kenya and Uganda are poor. Nairobi said that the road was open.", "the road was open", {"speaker": "Kenya"}),
    ("The Kenyan foreign ministry said that the road was open.", "the road was open",
     {"speaker": "Kenyan foreign ministry"}),
    ("The Czech premier, Pavel Dvorak, and his Slovak colleague, Jana Hlavata, said the road was open.",
     "the road was open", {"speaker": "Pavel Dvorak and Jana Hlavata"}),
    ("Amnesty International, the Red Cross and Oxfam said that the road was open.", "the road was open",
     {"speaker": "Amnesty International and International Committee of the Red Cross and Oxfam"}),
    ("Kenya and its ally, Norway, said that the road was open.", "the road was open", {"speaker": "Kenya and Norway"}),
    ("Peru's president, Marco Quispe, said the road was open.", "the road was open", {"speaker": "Marco Quispe"}),
    # -- lost and doubled marks
    ("The talks failed,\" Nepalese envoy Ram Thapa said. Reporters left.", "The talks failed",
     {"speaker": "Ram Thapa", "content": "The talks failed"}),
    ("Nepalese envoy Ram Thapa said \"the door is open. He then left the room without a word.", "the door is open",
     {"speaker": "Ram Thapa", "content": "the door is open"}),
    ("\"We go,\" Nepalese envoy Ram Thapa said, \"and you will see it.\"", "you will see",
     {"speaker": "Ram Thapa", "mode": "direct"}),
    # -- one sentence, two statements
    ("Dutch Foreign Minister Pieter Visser said talks had failed, adding that the envoy would leave.",
     "talks had failed",
     {"cue": "said", "content": "talks had failed"}),
    ("Dutch Foreign Minister Pieter Visser said talks had failed, adding that the envoy would leave.",
     "envoy would leave", {"cue": "adding", "content": "that the envoy would leave", "speaker": "Pieter Visser"}),
    ("“First,” Nepalese envoy Ram Thapa said. “The second point is water,” he added.", "second point is water",
     {"speaker": "Ram Thapa"}),
    # -- capitals
    ("MALIAN FOREIGN MINISTER OUMAR KEITA SAID ON TUESDAY THAT NIGER MUST WITHDRAW ITS TROOPS FROM THE BORDER.",
     "NIGER MUST WITHDRAW", {"speaker": "Oumar Keita", "cue": "SAID", "mode": "indirect"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "asked"), CASES)
def test_what_is_told(read: Read, text: str, words: str, asked: dict[str, Any]) -> None:
    (record,) = read([text])
    found = classes(record, told(record, words))
    assert {k: found[k] for k in asked} == asked


def test_a_statement_inside_another(read: Read) -> None:
    (record,) = read(["Irish Foreign Minister Sean Byrne said Belgium hopes that the summit will go ahead."])
    inner = told(record, "the summit will go ahead")
    assert name_of(record, inner.speaker) == "Belgium"
    assert inner.act == "hope"
    outer = next(s for s in record.statements if s.id == inner.parent)
    assert inner.statement == outer.id
    assert name_of(record, outer.speaker) == "Sean Byrne"
    assert outer.parent is None


def test_two_deep(read: Read) -> None:
    (record,) = read([
        "Lebanese Prime Minister Karim Haddad said Syria's foreign minister told him that the road was open."
    ])  # fmt: skip
    inner = told(record, "the road was open")
    assert name_of(record, inner.speaker) == "Syria's foreign minister"
    assert name_of(record, inner.addressee) == "Karim Haddad"
    assert inner.parent is not None


@pytest.mark.parametrize(
    "text",
    [
        "Ministers met in Oslo on Monday. The hall was full.",
        "The Lisbon Treaty entered into force in 2009, after a referendum.",
        "",
    ],
)
def test_where_nobody_says_anything(read: Read, text: str) -> None:
    (record,) = read([text])
    assert record.statements == ()


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("“We go,”", "We go"),
        ('"We go."', "We go."),
        ('We go,"', "We go"),
        ("“We go” and “they stay”", "“We go” and “they stay”"),
        ("the “dead” letter", "the “dead” letter"),
        ("‘We can’t go’", "We can’t go"),
        ("the ministers'", "the ministers'"),
        ("  it went ,", "it went"),
        ("“‘We go’”", "We go"),
        ("“”", None),
        ("...", None),
        ("", None),
    ],
)
def test_contents_lose_their_outer_marks(text: str, inner: str | None) -> None:
    found = unquoted(f"x{text}x", Span(1, 1 + len(text)))
    assert (found.of(f"x{text}x") if found else None) == inner


def test_all_text_in_marks(read: Read) -> None:
    (record,) = read(["“We went home. We slept. We rose again in the morning to a city that was not ours.”"])
    for statement in record.statements:
        assert statement.mode in ("direct", "free")
        assert statement.speaker is None or content(record, statement)

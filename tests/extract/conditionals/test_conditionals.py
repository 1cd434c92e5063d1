"""Conditionals of short texts: both halves, the kind, and what only looks like one."""

from __future__ import annotations

import pytest

from communique.extract.conditionals.clauses import marked_conditionals
from communique.extract.statement_index import StatementIndex
from communique.language.read import documents
from communique.model import Span, Statement
from communique.sources import from_text
from tests.extract.reading import name, read, words

FOUND = [
    ("Kenyan President Amina Otieno warned that the tragedy will continue if the bombing goes on.",
     "the bombing goes on", "the tragedy will continue", "prediction"),
    ("“If the gates stay shut, we will retaliate,” Kenyan President Amina Otieno said.",
     "the gates stay shut", "we will retaliate", "threat"),
    ("“If they come to the table, we will help them,” Kenyan President Amina Otieno said.",
     "they come to the table", "we will help them", "promise"),
    ("“If they had signed, the war would have ended,” Otieno said.",
     "they had signed", "the war would have ended", "counterfactual"),
    ("The bridge will stay shut unless the troops leave.", "the troops leave", "The bridge will stay shut",
     "prediction"),
    ("If, indeed, the deal is reached, it would mark the end of the row.", "indeed, the deal is reached",
     "it would mark the end of the row", "prediction"),
    ("The violence puts millions at risk, and should Kenyan forces launch a ground invasion of Chad, the violence in "
     "the town would increase.", "Kenyan forces launch a ground invasion of Chad",
     "the violence in the town would increase", "prediction"),
    ("If they decide to walk away from the deal they would be walking away with better technology.",
     "they decide to walk away from the deal", "they would be walking away with better technology", "prediction"),
    ("If confirmed a major gas attack could increase pressure on Kenya.", "confirmed",
     "a major gas attack could increase pressure on Kenya", "prediction"),
    ("The army will turn the valley into a sea of fire the moment it has an order.", "it has an order",
     "The army will turn the valley into a sea of fire", "prediction"),
    ("The region often sees raids when it comes under pressure.", "it comes under pressure",
     "The region often sees raids", "prediction"),
    ("Without such a deal, Kenya faces a chaotic exit.", "such a deal", "Kenya faces a chaotic exit", "prediction"),
    ("The talks cannot succeed without a ceasefire.", "a ceasefire", "The talks cannot succeed", "prediction"),
    ("Provided that the text is unchanged, the rebels will sign.", "the text is unchanged", "the rebels will sign",
     "prediction"),
    ("Leave the town, and the siege will end.", "Leave the town", "the siege will end", "prediction"),
    ("Kenyan companies could face sanctions if found in breach.", "found in breach",
     "Kenyan companies could face sanctions", "prediction"),
    ("If approved by parliament the deal would end the row.", "approved by parliament",
     "the deal would end the row", "prediction"),
    ("If the rebels leave, the army will enter the town, which lies near the border.", "the rebels leave",
     "the army will enter the town", "prediction"),
    ("If Iran were to leave the deal, the union would respond, but it has not done so.",
     "Iran were to leave the deal", "the union would respond", "prediction"),
    ("If the rebels leave, the army will free those who were held in the town.", "the rebels leave",
     "the army will free those who were held in the town", "prediction"),
    ("Should the truce fail, the force would move north.", "the truce fail", "the force would move north",
     "prediction"),
    ("“When one side is left out, we lose the ground for talks,” she said.",
     "one side is left out", "we lose the ground for talks", "prediction"),
    ("If any force enters the town, the chance for dialogue would be lost.", "any force enters the town",
     "the chance for dialogue would be lost", "prediction"),
    ("The rebels will be mistaken if they think they could stay.", "they think they could stay",
     "The rebels will be mistaken", "prediction"),
    ("The force would move north in case of an attack.", "an attack", "The force would move north", "prediction"),
    ("Once the treaty is signed, the sanctions will be lifted.", "the treaty is signed",
     "the sanctions will be lifted", "prediction"),
    ("“If the talks fail,” Minister Amina Otieno said, “the truce will end.”", "the talks fail", "the truce will end",
     "prediction"),
    ("“We will sign,” Minister Amina Otieno said, “if they withdraw their troops.”", "they withdraw their troops",
     "We will sign", "promise"),
    ("Tough tests on rights still have to be met if the ban is lifted.", "the ban is lifted",
     "Tough tests on rights still have to be met", "prediction"),
    ("“This will only end like the Libyan war ended if they do not make a deal,” Otieno said.",
     "they do not make a deal", "This will only end like the Libyan war ended", "prediction"),
    ("If confirmed, the raid would be the third in a month.", "confirmed", "the raid would be the third in a month",
     "prediction"),
    ("The pact, if ratified, would end the dispute.", "ratified", "would end the dispute", "prediction"),
    ("He would be happy to talk if invited.", "invited", "He would be happy to talk", "prediction"),
    ("Failure to comply will lead to new sanctions.", "Failure to comply", "will lead to new sanctions", "prediction"),
    ("The failure of the talks would mean more pain for Chad.", "The failure of the talks",
     "would mean more pain for Chad", "prediction"),
    ("Any attack on the port would be met with force, Otieno said.", "Any attack on the port",
     "would be met with force", "prediction"),
    ("An intervention would mean war.", "An intervention", "would mean war", "prediction"),
    ("Leaving the pact would isolate Chad.", "Leaving the pact", "would isolate Chad", "prediction"),
    ("Sanctions will stay until the troops leave.", "the troops leave", "Sanctions will stay", "prediction"),
    ("He said gas would be halved should one be declared.", "one be declared", "gas would be halved", "prediction"),
    ("In the absence of a deal, the fighting will resume.", "a deal", "the fighting will resume", "prediction"),
    ("Barring a last-minute deal, the talks will collapse.", "a last-minute deal", "the talks will collapse",
     "prediction"),
    ("Unless and until they withdraw, there will be no talks.", "they withdraw", "there will be no talks",
     "prediction"),
    ("As soon as the troops leave, the border will open.", "the troops leave", "the border will open", "prediction"),
    ("The aid will flow if and when the port opens.", "the port opens", "The aid will flow", "prediction"),
    ("If they do that, it is game on, the minister said.", "they do that", "it is game on", "prediction"),
    ("Leave the town or we will attack, the general said.", "Leave the town", "we will attack", "threat"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "condition", "consequence", "kind"), FOUND)
def test_halves(text: str, condition: str, consequence: str, kind: str) -> None:
    record = read(text)
    assert [(words(record, c.condition), words(record, c.consequence), c.kind) for c in record.conditionals] == [
        (condition, consequence, kind)
    ]


NONE = [
    "If I was a betting man, I would put some money on Kenya.",
    "Reporters asked if the border would open.",
    "It was not clear if the talks would resume.",
    "If you look at the map, the border is long.",
    "He acted as if nothing had happened.",
    "Without a word, the minister leaves the room.",
    "The minister did not leave without a deal.",
    "Read more about the talks and you will see.",
    "He went to Oslo and the talks will go on.",
    "It is the same when it comes to trade; talks will fail.",
    "When the talks began on Monday, the hall was full.",
    "The minister declined to comment if Chad had given any assurance.",
    "He will now consider when ministers should be called for talks.",
    "You have to begin with the reality, and the reality is that if your policy is peace, as it is ours.",
    "The intervention means war.",
    "This sanction will prevent funds flowing to Chad.",
    "His failure to consult the allies will make it hard to get their support.",
    "A meeting will be held in Rome.",
    "They waited until the talks ended.",
    "The office is closed until Friday.",
    "The envoy will visit three towns until the talks begin.",
    "Stay or go, Kenya will vote.",
    "Will they come if they are invited?",
    "“As if by magic,” Minister Amina Otieno said, “the hall is cold.”",
    "“If they are invited,” Minister Amina Otieno asked, “will they come?”",
]


@pytest.mark.parametrize("text", NONE)
def test_no_conditional(text: str) -> None:
    record = read(text)
    assert [(words(record, c.condition), words(record, c.consequence)) for c in record.conditionals] == []


def test_it_is_the_speakers() -> None:
    record = read("Kenyan President Amina Otieno said if the dam is built, the valley would be lost.")
    assert [name(record, c.speaker) for c in record.conditionals] == ["Amina Otieno"]
    assert record.conditionals[0].statement == record.statements[0].id


def test_otherwise_takes_up_what_was_said() -> None:
    record = read("“They must leave the town. Otherwise, we will attack,” Kenyan President Amina Otieno said.")
    assert [(words(record, c.condition), words(record, c.consequence), c.kind) for c in record.conditionals] == [
        ("They must leave the town", "we will attack", "threat")
    ]


class Cut(StatementIndex):
    """One statement with a content that ends or begins where the tagger happens to cut it."""

    def __init__(self, content: Span) -> None:
        self._told = Statement("s", (content,), (content,))

    def at(self, span: Span) -> Statement | None:
        return self._told if self._told.content[0].covers(span) else None

    def content_at(self, span: Span) -> Span | None:
        return self._told.content[0] if self.at(span) else None


@pytest.mark.parametrize("content", [
    "Kenya will sign if Sudan withdraws its troops from the north", "if Sudan withdraws its troops from the north",
    "Kenya will sign if Sudan withdraws", "Kenya will sign", "if Sudan withdraws",
])  # fmt: skip
def test_a_conditional_is_the_same_however_the_content_is_cut(content: str) -> None:
    text = "Kenya will sign if Sudan withdraws its troops from the north."
    document = next(documents([from_text(text)]))
    at = text.index(content)
    found = list(marked_conditionals(document, Cut(Span(at, at + len(content)))))
    assert [(c.condition.of(text), c.consequence.of(text)) for c in found] == [
        ("Sudan withdraws its troops from the north", "Kenya will sign")
    ]

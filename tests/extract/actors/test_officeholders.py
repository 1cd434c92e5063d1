"""Whom "the president", "his foreign minister" mean: by who speaks, whose state, who was spoken of; else nobody."""

from __future__ import annotations

import re

import pytest

from communique.model import Record
from communique.reader import Reader
from communique.sources import from_text

MARKED = re.compile(
    r"\[\[(.*?)\|(.*?)\]\]"
)  # ``[[the president|Ruiz]]``: the words and whose name they stand for; ``?`` for none


def _given(case: str) -> tuple[str, list[tuple[int, int, str]]]:
    """The text of a case and, of each marked description or pronoun, where it stands and whom it means."""
    text, wanted, last = "", [], 0
    for m in MARKED.finditer(case):
        text += case[last : m.start()]
        wanted.append((len(text), len(text) + len(m[1]), m[2]))
        text += m[1]
        last = m.end()
    return text + case[last:], wanted


def _meant(record: Record, start: int, end: int) -> str:
    """The name of whom the words mean; ``?`` for nobody, or somebody whom no name tells."""
    found = next((a for a in record.actors for m in a.mentions if (m.start, m.end) == (start, end)), None)
    named = found is not None and (found.members or any(m.form == "name" for m in found.mentions))
    return found.name if found is not None and named else "?"


CASES = [
    (
        "President Ana Ruiz of Peru met President Luis Toro of Chile in Lima. Ruiz opened the talks with a "
        'warning. "Chile must pay for the bridge," [[the president|Ruiz]] said.'
    ),
    "President Ana Ruiz of Peru met President Luis Toro of Chile in Lima. [[The president|?]] was pleased.",
    (
        "Peru's President Ana Ruiz told reporters that she had called Chile's President Luis Toro. \"He did not "
        'answer," [[the president|Ruiz]] said.'
    ),
    (
        "Peru's President Ana Ruiz criticised Chile's President Luis Toro. In Santiago, Toro rejected the words. "
        '"This is not how neighbours speak," [[the president|Toro]] said.'
    ),
    (
        "White House spokesman Todd Marlowe said the talks with Russian President Viktor Sedov had been useful. "
        '"[[The president|?]] underlined our commitment," Marlowe said.'
    ),
    (
        "US President Carl Hadley met Russian President Viktor Sedov in Geneva. Russian forces moved on Tuesday. "
        'White House spokesman Todd Marlowe said: "[[The president|Hadley]] has made his view clear."'
    ),
    (
        "US President Carl Hadley called Ukrainian President Taras Bilyk on Monday. Bilyk thanked him for the "
        "help. White House spokesman Todd Marlowe said [[the president|Hadley]] had offered condolences."
    ),
    (
        "US President Carl Hadley called Ukrainian President Taras Bilyk on Monday. Hadley offered help. "
        "Ukrainian Foreign Minister Oksana Hrytsenko said [[the president|Bilyk]] had asked for missiles."
    ),
    (
        'Kremlin spokesman Oleg Durov said that US President Carl Hadley had called. "[[The president|?]] '
        'listened politely," Durov said.'
    ),
    (
        "Russian President Viktor Sedov and US President Carl Hadley spoke on Monday. Kremlin spokesman Oleg "
        "Durov said [[the president|Sedov]] had raised the matter of the bases."
    ),
    (
        "US President Carl Hadley met Russian President Viktor Sedov. [[The Russian president|Sedov]] said "
        "little. [[The American president|Hadley]] smiled."
    ),
    (
        "US President Carl Hadley met Russian President Viktor Sedov. Sedov said little. [[The US leader|Hadley]]"
        " spoke for an hour."
    ),
    (
        "Iraq's prime minister, Salim Haddad, met the Iranian president, Reza Tavakoli. [[The prime "
        "minister|Haddad]] asked for water. [[The president|Tavakoli]] promised it."
    ),
    (
        "Prime Minister Salim Haddad of Iraq met Prime Minister Omar Kaya of Turkey. Haddad flew home on Friday. "
        "At the airport [[the Iraqi premier|Haddad]] said water would flow."
    ),
    (
        "Secretary of State John Marlow met Foreign Minister Lun Purev of Mongolia. Marlow smiled. Marlow left. "
        "[[The foreign minister|Purev]] laughed."
    ),
    (
        "A summit follows U.S. Secretary of State George Marlow's talks with Soviet Foreign Minister Egor Orlov. "
        "It was discussed by [[the secretary of state|Marlow]] and the Soviet foreign minister."
    ),
    (
        "A summit follows U.S. Secretary of State George Marlow's talks with Soviet Foreign Minister Egor Orlov. "
        "It was discussed by the secretary of state and [[the Soviet foreign minister|Orlov]]."
    ),
    ("Russian President Viktor Sedov rang the White House. Sedov told [[the president|?]] that the bases would stay."),
    (
        "US President Carl Hadley is in Geneva. On Monday Russian President Viktor Sedov told [[the "
        "president|Hadley]] that the bases would stay."
    ),
    (
        "Foreign Minister Jan Brandt of Norway met the minister for trade, Ola Lund. Brandt said [[the "
        "minister|Lund]] had done well."
    ),
    (
        "WASHINGTON - President Carl Hadley will decide on the tariff next week, officials said. The tariff hits "
        "Mexico. Mexican President Rosa Ibarra protested on Sunday. Hadley shrugged. Aides said the decision was "
        "near. [[The president|Hadley]] will speak on Friday."
    ),
    (
        "WASHINGTON (Reuters) - US President Carl Hadley praised the accord. French President Henri Vasseur came "
        "too. The Senate votes in May. Two senators warned [[the president|Hadley]] against it."
    ),
    (
        "Russian President Viktor Sedov visited Harare last week. Zimbabwe's opposition called a march on Friday."
        ' Police fired at it. "[[The president|?]] must go," said the Zimbabwean opposition leader, Tendai Moyo.'
    ),
    (
        "Kenya's parliament passed the bill on Tuesday. [[The president|?]] has two weeks to sign it. Ugandan "
        "President Moses Okello welcomed the vote."
    ),
    (
        "British Prime Minister Helen Ward met Irish Prime Minister Sean Daly in Dublin. Ward called the border a"
        ' scar. "It heals," [[the prime minister|Ward]] added. [[She|Ward]] returns on Friday.'
    ),
    (
        "British Prime Minister Helen Ward met Irish Prime Minister Sean Daly in Dublin. [[The two prime "
        "ministers|Helen Ward and Sean Daly]] dined."
    ),
    (
        "Foreign Minister Pavel Novak of Slovakia received Foreign Minister Laszlo Kerekes of Hungary. Kerekes "
        'thanked his host. "We are neighbours," [[the minister|Kerekes]] said.'
    ),
    (
        "Foreign ministry spokesman Li Fang said China was against it. US State Department spokesman Mark Toland "
        'said Washington took note. "We regret this," [[the spokesman|Toland]] said.'
    ),
    (
        'Foreign ministry spokesman Li Fang said China was against it. "We regret this," [[the spokesman|Li '
        "Fang]] said of a remark by US State Department spokesman Mark Toland."
    ),
    (
        "The secretary of state, Anne Hale, arrived in Doha. Qatar welcomed her. [[The secretary of state|Hale]] "
        "said [[she|Hale]] was pleased."
    ),
    (
        "Secretary of State Anne Hale warned Syria and Iran on Monday. [[The secretary of state|Hale]]'s words "
        "came after a raid. Iran challenged [[the secretary of state|Hale]] to a debate."
    ),
    (
        "Syrian President Karim Aswad sent [[his foreign minister|?]] out on Saturday. French Foreign Minister "
        "Luc Perrin called it a provocation."
    ),
    (
        "French Foreign Minister Luc Perrin met Syrian Foreign Minister Walid Mansur. Syrian President Karim "
        "Aswad had sent [[his foreign minister|Mansur]] to Paris."
    ),
    (
        "US Secretary of State Anne Hale met [[her Russian counterpart|Lebedev]] in Paris. Syria was on the "
        "table. Mr Lebedev, Russia's foreign minister, left early."
    ),
    (
        "US Secretary of State Anne Hale and Russian Foreign Minister Pyotr Lebedev met. Hale told [[her "
        "counterpart|Lebedev]] that time was short."
    ),
    (
        'Former French president Paul Duroc met US President Carl Hadley. Duroc said it was time. "It is late," '
        "[[the former president|Duroc]] said."
    ),
    (
        "European Council President Piet Maas met Turkish President Orhan Demir. Demir asked for visas. [[The "
        "president|Demir]] said promises must be kept."
    ),
    (
        'Sen. Mark Rowe, R-Fla., said Assad was stalling. "We should act," Rowe said. [[The Florida '
        "senator|Rowe]] called for weapons. [[The senator|Rowe]] sits on a committee."
    ),
    'General Omar Bashir told General Ali Nur to withdraw. "Go home," [[the general|Bashir]] said.',
    (
        "British Foreign Secretary Jim Stroud was in Tokyo. Japanese Foreign Minister Noboru Machida told [[the "
        "British minister|Stroud]] that the plan was a worry."
    ),
    (
        "Foreign Secretary Jim Stroud is in Tokyo. [[The foreign secretary|Stroud]] met Japanese Foreign Minister"
        " Noboru Machida. Machida said he trusted [[the minister|Stroud]]."
    ),
    (
        'Israeli Prime Minister Avi Regev spoke to Congress. President Carl Hadley stayed away. "The deal is '
        'bad," [[the prime minister|Regev]] said. [[The Israeli leader|Regev]] flew home. [[The US '
        "president|Hadley]] was angry."
    ),
    (
        "Palestinian leader Yusuf Darwish met Israeli Prime Minister Avi Regev. Regev demanded calm. [[The "
        'Palestinian leader|Darwish]] agreed. "We want peace," [[the leader|Darwish]] said.'
    ),
    (
        "President Carl Hadley faces a choice on Iran. Hadley has called the accord weak. Iran's president, Reza "
        "Tavakoli, says it stands. Tavakoli spoke on Sunday in Tehran. The crowd cheered him. Prices rose by a "
        "tenth. Israel wants the accord ended. Some in Congress agree. Aides to Hadley say nothing is settled. "
        "Allies urge patience. In the end [[the president|Hadley]] will decide alone."
    ),
    (
        "The ambassador of Chad, Idriss Oumar, met the ambassador of Niger, Moussa Sani. Sani gave a dinner. "
        "[[The ambassador|Sani]] spoke of water. [[He|Sani]] left late."
    ),
]


@pytest.mark.parametrize("case", CASES)
def test_who_holds_the_office_that_a_description_names(reader: Reader, case: str) -> None:
    text, wanted = _given(case)
    record = reader.read(from_text(text, any_language=True))
    found = [_meant(record, start, end) for start, end, _ in wanted]
    assert [(text[s:e], w) for s, e, w in wanted] == [
        (text[s:e], w if w in f else f) for (s, e, w), f in zip(wanted, found, strict=True)
    ]


DATED = [
    ("US President Barack Obama criticised Russian President Vladimir Putin on Monday. Obama said the sanctions would "
     'stay. "We will not look away while Putin redraws borders," [[the president|Obama]] said. [[He|Obama]] leaves on '
     "Tuesday.", "2014-04-02", None),
    ('Obama spoke by telephone with Russian President Vladimir Putin. "We see that aggression has a price," '
     "[[the president|Obama]] told reporters at the White House.", "2014-04-02", None),
    ("North Korean leader Kim Jong Il met her in 2000. Kim Jong Un, his son, now has bombs. [[The North Korean leader|"
     "Kim Jong Un]] will meet the envoy.", "2018-04-18", None),
    ("Former President Bill Clinton praised President Barack Obama. [[The former president|Clinton]] said the plan was "
     "sound. [[The president|Obama]] thanked him.", "2012-04-02", None),
    ("WASHINGTON -- Trump said Putin was strong. Russian President Vladimir Putin denies it. "
     "[[The president|Trump]]'s own advisers disagree with him.", "2018-07-17", "NPR Online News"),
    ('Peruvian President Ana Ruiz met Chilean President Luis Toro. [[The president|Ruiz]] was pleased.', None,
     "Embassy of Peru"),
]  # fmt: skip


@pytest.mark.parametrize(("case", "day", "publisher"), DATED)
def test_the_day_and_the_home_of_a_report_tell_too(
    reader: Reader, case: str, day: str | None, publisher: str | None
) -> None:
    text, wanted = _given(case)
    record = reader.read(from_text(text, any_language=True, date=day, publisher=publisher))
    assert [w in _meant(record, s, e) for s, e, w in wanted] == [True] * len(wanted)


APART = [
    ("When asked about John Bolton, the president laughed.", "John Bolton", []),
    ("In a call with Anna Berg, the prime minister promised help.", "Anna Berg", []),
    ("Anna Berg, the president of Peru, laughed.", "Anna Berg", ["president"]),
    ("Anna Berg, the foreign minister, said it was over.", "Anna Berg", ["foreign minister"]),
    ("The envoy met Anna Berg, the Peruvian president.", "Anna Berg", ["president"]),
]


@pytest.mark.parametrize(("text", "name", "titles"), APART)
def test_who_does_something_behind_a_comma_is_another(reader: Reader, text: str, name: str, titles: list[str]) -> None:
    record = reader.read(from_text(text, any_language=True))
    (found,) = [a for a in record.actors if a.name == name]
    assert [r.title for r in found.roles] == titles

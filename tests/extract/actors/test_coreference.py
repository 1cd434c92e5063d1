"""Pronouns and descriptions of the first and third person, each to its actor."""

from __future__ import annotations

import pytest

import communique
from communique.reader import Reader
from communique.sources import from_text
from tests.conftest import Read
from tests.reading import means, name_of, told

# text, the words of a mention, which of its occurrences, whom it means
CASES = [
    # gender and number
    ("Norwegian Prime Minister Anna Nilsen met Erik Lund. She praised him.", "She", 0, "Anna Nilsen"),
    ("Norwegian Prime Minister Anna Nilsen met Erik Lund. She praised him.", "him", 0, "Erik Lund"),
    ("Colombian Defence Minister Luis Paz wrote to Venezuelan President Maria Vega. He thanked her.", "her", 0,
     "Maria Vega"),
    # the first person inside a quotation
    ("“We will not accept it,” Kenyan Foreign Minister Amina Otieno said.", "We", 0, "Kenya"),
    ("“I will not accept it,” Kenyan Foreign Minister Amina Otieno said.", "I", 0, "Amina Otieno"),
    ("“My answer is no,” Kenyan Foreign Minister Amina Otieno said.", "My", 0, "Amina Otieno"),
    ("\"We have peace,\" said Israeli Defence Minister Dan Levi.", "We", 0, "Israel"),
    ("He was told that we shall overcome.", "we", 0, None),
    # whose country
    ("Ugandan Trade Minister John Okello said his country would lift the ban.", "his country", 0, "Uganda"),
    ("Ugandan Trade Minister John Okello met Kenyan President Daniel Kamau. Okello said his country was poor.",
     "his country", 0, "Uganda"),
    # it
    ("Egypt denied that its planes had crossed the border.", "its", 0, "Egypt"),
    ("It is clear that Egypt failed.", "It", 0, None),
    ("Egypt left. It was raining in the delta.", "It", 0, None),
    # they, of those named together
    ("Zambia and Malawi issued a declaration. They agreed to share water.", "They", 0, "Zambia and Malawi"),
    ("Zambia and Malawi issued a declaration in which they voiced concern.", "they", 0, "Zambia and Malawi"),
    ("Swedish Prime Minister Erik Lund and Danish Prime Minister Mette Holm met. They left early.", "They", 0,
     "Erik Lund and Mette Holm"),
    ("He urged Jordan and Egypt to sign. They refused.", "They", 0, "Jordan and Egypt"),
    # pairs
    ("Kenya and Uganda signed a pact on Tuesday. Both sides said that the road was open.", "Both sides", 0,
     "Kenya and Uganda"),
    ("Kenya attacked Uganda on Monday. The two countries cut ties.", "The two countries", 0, "Kenya and Uganda"),
    ("Swedish Prime Minister Erik Lund met Danish Prime Minister Mette Holm. The two leaders smiled.",
     "The two leaders", 0, "Erik Lund and Mette Holm"),
    ("Peru welcomed the accord between Kenya and Chad. It congratulated both governments.", "both governments", 0,
     "Kenya and Chad"),
    ("Kenya and Chad said that the countries would sign.", "the countries", 0, "Kenya and Chad"),
    ("Kenya, Chad and Mali will hold drills. The three nations will share data.", "The three nations", 0,
     "Kenya and Chad and Mali"),
    ("Kenya and Uganda signed. Tanzania's minister said the sides were glad.", "the sides", 0, "Kenya and Uganda"),
    # so many
    ("Kenya, Uganda and Tanzania will drill together. The navies train in May. Rescue comes first. The three nations "
     "share data.", "The three nations", 0, "Kenya and Uganda and Tanzania"),
    ("Kenya hosts the talks. Uganda came on Monday and Tanzania on Tuesday. The three countries want a deal.",
     "The three countries", 0, "Kenya and Uganda and Tanzania"),
    ("Kenya hosts the talks. Uganda came on Monday. The three countries want a deal.", "The three countries", 0,
     "three countries"),
    ("India and Bhutan ended talks on the border. Earlier China had protested. Both sides said they would meet again.",
     "Both sides", 0, "India and Bhutan"),
    ("Peru and Chile opened talks on fishing. Both praised the deal.", "Both", 0, "Peru and Chile"),
    ("Kenyan President Ali Moi met Peruvian President Ana Vega on Monday. Both praised the deal.", "Both", 0,
     "Ali Moi and Ana Vega"),
    ("Peru opened talks on fishing. Both deals were praised.", "Both", 0, None),
    # who wants it done is not it
    ("The treaty expires next year, and Peru wants it extended.", "it", 0, None),
    ("Peru said it wanted a longer treaty.", "it", 0, "Peru"),
    # who only tells of others
    ("The missiles were built in Iran, officials said. They have a range of 300 km.", "They", 0, None),
    ("Rebels attacked the bridge, officials said. They fled on foot.", "They", 0, "Rebels"),
    ("Kenyan officials said the road was open. They praised the army.", "They", 0, "Kenyan officials"),
    # the man
    ("A farmer, Joao Pinto, was held at the border. The man said the guards had beaten him.", "The man", 0,
     "Joao Pinto"),
    ("Police held Ana Vega on Monday. The woman said she was ill.", "The woman", 0, "Ana Vega"),
    ("Police held Ana Vega on Monday. The man said she was ill.", "The man", 0, None),
    ("Police held Joao Pinto on Monday. The man who sold him the gun said nothing.", "The man", 0, None),
    ("Kenyan President Ali Moi spoke on Monday. The man who shot at him said nothing.", "The man", 0, None),
    # ours
    ("Kenya received the president of Peru. “Trade between our countries grows,” Kenyan President Ali Moi said.",
     "our countries", 0, "Kenya and Peru"),
    ("“Our countries trade,” Kenyan President Ali Moi said.", "Our countries", 0, "countries"),
    # two in office side by side
    ("Kenyan President Ali Moi met Peruvian Prime Minister Ana Vega. The president and the prime minister discussed "
     "trade. They agreed.", "They", 0, "Ali Moi and Ana Vega"),
    ("Kenyan President Ali Moi met his Peruvian counterpart, Ana Vega. They discussed trade.", "They", 0,
     "Ali Moi and Ana Vega"),
    ("Kenyan Foreign Minister Ali Moi and Defence Minister Ana Vega have talked by phone with their Peruvian "
     "counterparts.", "their", 0, "Ali Moi and Ana Vega"),
    # the subject of its own clause
    ("Kenyan envoy Ali Moi met Peruvian envoy Juan Diaz, and Attorney General Erik Lund recused himself.", "himself", 0,
     "Erik Lund"),
    # who is praised or blamed
    ("The United States delivered a sharp rebuke to Peru for its support of the rebels.", "its", 0, "Peru"),
    ("Kenya thanked Peru for its help.", "its", 0, "Peru"),
    ("Kenya criticised Peru over its silence.", "its", 0, "Peru"),
    ("Kenya apologised to Peru for its silence.", "its", 0, "Kenya"),
    # sides of a place
    ("Kenya and Uganda opened the bridge. Villagers on both sides of the border rejoiced.", "both sides", 0, None),
    ("Kenya and Uganda fought on. Both sides of the conflict rejoiced.", "Both sides of the conflict", 0,
     "Kenya and Uganda"),
    # somebody new
    ("United Nations envoy Ali Moi left. One U.N. envoy said that the talks failed.", "One U.N. envoy", 0,
     "One U.N. envoy"),
    # one is not several, and a bloc is no party
    ("Several shell companies hid the money of Nokia. The company denied it.", "The company", 0,
     "Nokia"),
    ("The European Union opened talks. Labour Party leader Ana Holm met the bloc's negotiators.", "the bloc", 0,
     "European Union"),
    ("Ericsson sold masts to Peru. A scheme of the telecoms equipment maker failed.", "the telecoms equipment maker",
     0, "Ericsson"),
    ("Ericsson and Nokia sold masts to Peru. The equipment maker denied it.", "The equipment maker", 0,
     "equipment maker"),
    # "the country" is of the kind that its words tell, and not who deals with it
    ("Jordan and Chile signed. Chile's trade with the kingdom grew.", "the kingdom", 0, "Jordan"),
    ("Cuba waited. Russia sent ships to the island nation.", "the island nation", 0, "Cuba"),
    ("Chile spoke of Kuwait. Chile has cut its trade with the Gulf country.", "the Gulf country", 0, "Kuwait"),
    ("Chile met Peru. It keeps close ties with the country.", "the country", 0, "Peru"),
    ("Peru accused Chile. It expelled two diplomats from the country.", "the country", 0, "Peru"),
    # nobody calls an administration a regime
    ("Syria's government fell. Aides of the Obama administration spoke of the regime.", "the regime", 0,
     "Syrian government"),
    # a side at the table is its state, and no side in a figure of speech is anybody
    ("Chad met Mali. He said the Malian side had gone.", "the Malian side", 0, "Mali"),
    ("China said that the Philippine side ignored it.", "the Philippine side", 0, "Philippines"),
    ("Kenya does not take sides.", "sides", 0, None),
    ("\"We kept our side of the bargain,\" Kenyan Foreign Minister Amina Otieno said.", "our side", 0, None),
    ("Kenya gambled with other people's money.", "other people", 0, None),
    # whose counterpart
    ("Marr's adviser, John Bolt, met his Chilean counterpart.", "his", 0, "John Bolt"),
    # for his part
    ("Erik Lund left. For his part, Omar Keita stayed.", "his", 0, "Omar Keita"),
    # cataphora
    ("After his talks, Prime Minister Erik Lund said the road was open.", "his", 0, "Erik Lund"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "nth", "who"), CASES)
def test_whom_a_pronoun_or_description_means(read: Read, text: str, words: str, nth: int, who: str | None) -> None:
    (record,) = read([text])
    assert means(record, words, nth) == who


def test_a_group_has_its_members(read: Read) -> None:
    (record,) = read(["Kenya and Uganda signed a pact on Tuesday. Both sides said that the road was open."])
    said = told(record, "the road was open")
    group = record.actor(said.speaker)
    assert group is not None
    assert [name_of(record, m) for m in group.members] == ["Kenya", "Uganda"]


def test_all_of_a_source_speak(read: Read) -> None:
    (record,) = read(["France, Germany and Italy said that the pact was dead."])
    group = record.actor(told(record, "the pact was dead").speaker)
    assert group is not None
    assert [name_of(record, m) for m in group.members] == ["France", "Germany", "Italy"]


def test_the_speaker_is_not_he_in_his_own_quotation(read: Read) -> None:
    text = "Peruvian President Marco Quispe met Chilean Foreign Minister Pablo Soto. “He is a liar,” Quispe said."
    (record,) = read([text])
    assert means(record, "He") == "Pablo Soto"


def test_the_issuers_of_a_communique_are_we(read: Read) -> None:
    text = (
        "Joint Communiqué of Kenya and Uganda\n\n"
        "We, the Governments of Kenya and Uganda, met in Kigali. We reaffirm our support for the accord."
    )
    (record,) = read([text])
    who = {means(record, "We", 1), means(record, "our")}
    assert None not in who
    assert len(who) == 1


@pytest.mark.parametrize(
    ("text", "title", "publisher", "word", "who"),
    [
        (
            "President Roe called President Doe of Chad on Monday. He reaffirmed our support for Chad.",
            "Readout of President Roe's Call with President Doe of Chad",
            "The White House",
            "our",
            "United States",
        ),
        (
            "Norway regrets the decision. We have asked Iceland for help.",
            "Press release",
            "Embassy of Norway in Lima",
            "We",
            "Norway",
        ),
        ("Norway regrets the decision. We all know how that ends.", "A column", "The Norway Post", "We", None),
        (
            "Chad and Niger met in Niamey. We have agreed to open the border.",
            "Joint statement of Chad and Niger",
            "Embassy of Chad in Niamey",
            "We",
            "Chad and Niger",
        ),
    ],
)
def test_we_outside_quotations_is_the_office_that_publishes(
    text: str, title: str, publisher: str, word: str, who: str | None
) -> None:
    record = Reader().read(from_text(text, title=title, publisher=publisher))
    assert means(record, word) == who


def test_a_quotation_that_nobody_is_told_to_speak_goes_on_for_who_spoke_before() -> None:
    text = (
        "Peruvian Foreign Minister Ana Roe addressed reporters in Lima. “Our boats will go back to sea,” Roe said.\n\n"
        "“We have waited long enough. The ports are open.”"
    )
    assert means(communique.read(text), "We") == "Peru"


# text, "we", whom it means
OURSELVES = [
    ("We, the foreign ministers of Peru and Mali, condemn the raid. We urge Russia to leave.", "foreign ministers"),
    ("We, the leaders of the African Union, met Chad's president. Our support is firm.", "African Union"),
    ('"We are strong," Nikki Haley said at the United Nations.', "United States"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "who"), OURSELVES)
def test_who_we_are(read: Read, text: str, who: str) -> None:
    (record,) = read([text])
    at = max(text.rfind("We"), text.rfind("Our"))
    assert [a.name for a in record.actors for m in a.mentions if m.start == at] == [who]

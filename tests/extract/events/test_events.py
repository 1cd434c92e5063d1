"""Who did what to whom: sentences and the events they tell."""

from __future__ import annotations

import pytest

from communique.model import Span, make_report
from communique.sources.prepare import prepare
from tests.extract.events.reading import listed
from tests.extract.reading import read_all as read
from tests.extract.reading import reader

# sentence, then of one of its events: type, modality, actors, recipients
EVENTS = [
    ("Chad accused Sudan of arming rebels.", "ACCUSE", "actual", ["Chad"], ["Sudan"]),
    ("Peru severed its ties with Ecuador.", "SANCTION", "actual", ["Peru"], ["Ecuador"]),
    ("Ties with Ecuador were severed by Peru.", "SANCTION", "actual", ["Peru"], ["Ecuador"]),
    ("Kenya and Uganda held talks on the lake.", "CONSULT", "actual", ["Kenya", "Uganda"], []),
    ("Talks between Kenya and Uganda ended on Friday.", "CONSULT", "actual", ["Kenya", "Uganda"], []),
    ("Finland gave Tanzania a grant.", "AID", "actual", ["Finland"], ["Tanzania"]),
    ("Tanzania was given a grant by Finland.", "AID", "actual", ["Finland"], ["Tanzania"]),
    ("Iraq invaded Kuwait.", "ASSAULT", "actual", ["Iraq"], ["Kuwait"]),
    ("Iraq's invasion of Kuwait was a shock.", "ASSAULT", "actual", ["Iraq"], ["Kuwait"]),
    ("Poland urged Belarus to release the prisoners.", "REQUEST", "actual", ["Poland"], ["Belarus"]),
    ("Yemen rejected an Egyptian proposal for talks.", "REJECT", "actual", ["Yemen"], ["Egypt"]),
    ("Ghana withdrew its troops from Mali.", "RETREAT", "actual", ["Ghana"], ["Mali"]),
    ("France called off a meeting with Turkey.", "REJECT", "actual", ["France"], ["Turkey"]),
    ("The minister cancelled a planned visit to Haiti.", "SANCTION", "actual", ["minister"], ["Haiti"]),
    ("Chile did not recognize Kosovo.", "SUPPORT", "negated", ["Chile"], ["Kosovo"]),
    ("Norway wants to sanction Belarus.", "SANCTION", "conditional", ["Norway"], ["Belarus"]),
    ("Serbia apologized to Bosnia, a step that Croatia praised.", "CONCEDE", "actual", ["Serbia"], ["Bosnia and Herzegovina"]),  # noqa: E501
    ("Peru and Chile agreed to cooperate in line with the text issued by the Arab League.", "AGREE", "actual", ["Peru", "Chile"], []),  # noqa: E501
    ("After talks with Kenyan minister Amina Otieno, Chile left the union.", "CONSULT", "past", ["Chile"], ["Amina Otieno"]),  # noqa: E501
    ("They differ, with Kenya leading calls for the fall of the Malian government.", "REQUEST", "actual", ["Kenya"], ["Malian government"]),  # noqa: E501
    ("Kenya and Tanzania postponed a summit on Lake Victoria security.", "REJECT", "actual", ["Kenya", "Tanzania"], []),
    ("Ana Roe took to Twitter to condemn Chad.", "ACCUSE", "actual", ["Ana Roe"], ["Chad"]),
    ("Jane Roe of Kenya took pains to praise Chad on Friday.", "SUPPORT", "actual", ["Jane Roe"], ["Chad"]),
    ("Kenya said that it plans to help Chad.", "AGREE", "actual", ["Kenya"], ["Chad"]),
    ("Kenya said that Uganda plans to help Chad.", "AGREE", "planned", ["Uganda"], ["Chad"]),
    ("“We urge Chad to respect the freedom of the press,” Kenyan Foreign Minister Ana Roe said.", "REQUEST", "actual", ["Ana Roe"], ["Chad"]),  # noqa: E501
    ("Ana Roe issued a statement condemning Chad.", "ACCUSE", "actual", ["Ana Roe"], ["Chad"]),
    ("The envoy posted a series of tweets condemning Kenya.", "ACCUSE", "actual", ["envoy"], ["Kenya"]),
    ("“It matters,” said Ana Roe, a senior fellow at the New Africa Foundation who has met Chadian officials.", "CONSULT", "actual", ["Ana Roe"], ["Chadian officials"]),  # noqa: E501
    ("John Doe was a pastor who had sent medical aid to Chad.", "AID", "past", ["John Doe"], ["Chad"]),
    ("Germany was among states condemning Chad.", "ACCUSE", "actual", ["Germany"], ["Chad"]),
    ("Peru is opposed to Chilean mediation in talks with Mali, an aide to the premier of Kenya said.", "REJECT", "actual", ["Peru"], ["Chile"]),  # noqa: E501
    ("Kenya, which is opposed to the plan of Chad, left.", "REJECT", "actual", ["Kenya"], ["Chad"]),
    ("Ana Roe and John Doe agreed that Chad must stop its tests.", "REQUEST", "actual", ["Ana Roe", "John Doe"], ["Chad"]),  # noqa: E501
    ("Kenya, along with Uganda and Rwanda, condemned Sudan.", "ACCUSE", "actual", ["Kenya", "Uganda", "Rwanda"], ["Sudan"]),  # noqa: E501
    ("Kenya, which together with Uganda signed the deal, has left.", "AGREE", "actual", ["Kenya", "Uganda"], []),
    ("Kenya worked together with Uganda against Sudan.", "COOPERATE", "actual", ["Kenya"], ["Uganda"]),
    ("A Kenyan officer was killed during shelling by Sudan.", "ASSAULT", "actual", ["Sudan"], []),
    ("Kenya signed the Lisbon Treaty.", "AGREE", "actual", ["Kenya"], []),
    ("Kenyan minister Amina Otieno met her Dutch counterpart Visser.", "CONSULT", "actual", ["Amina Otieno"], ["Visser"]),  # noqa: E501
    ("Kenya would not discuss the border or hold talks with Uganda.", "REJECT", "actual", ["Kenya"], ["Uganda"]),
    ("Peru called the vote regrettable for the future of Chile.", "ACCUSE", "actual", ["Peru"], []),
    ("Peru described the raid as a reckless act.", "ACCUSE", "actual", ["Peru"], []),
    ("Kenyan minister Amina Otieno said Sudan was stalling.", "ACCUSE", "actual", ["Amina Otieno"], ["Sudan"]),
    ("Kenyan minister Amina Otieno said Sudan was a threat to the region.", "ACCUSE", "actual", ["Amina Otieno"], ["Sudan"]),  # noqa: E501
    ("Kenyan minister Amina Otieno said Peru deserved a prize.", "SUPPORT", "actual", ["Amina Otieno"], ["Peru"]),
    ("Kenyan minister Amina Otieno said that Sudan needed to free the sailors.", "REQUEST", "actual", ["Amina Otieno"], ["Sudan"]),  # noqa: E501
    ("Kenya warned that it would close the port if Uganda did not pay.", "THREATEN", "actual", ["Kenya"], ["Uganda"]),
    ("The raid on the Peruvian embassy shocked the city.", "ASSAULT", "actual", [], ["Peruvian embassy"]),
    ("Iran conducted its sixth nuclear test.", "MOBILIZE", "actual", ["Iran"], []),
    ("Iran's missile test alarmed Kuwait.", "MOBILIZE", "actual", ["Iran"], []),
    ("Chad's arrest of two editors was a shock.", "COERCE", "actual", ["Chad"], ["two editors"]),
    ("The union banned imports of Belarusian steel.", "SANCTION", "actual", ["union"], ["Belarus"]),
    ("Turkey's threat to Greece does not frighten Cyprus.", "THREATEN", "actual", ["Turkey"], ["Greece"]),
    ("The Kenyan premier called the Jordanian king on Sunday.", "CONSULT", "actual", ["Kenyan premier"], ["Jordanian king"]),  # noqa: E501
    ("The Kenyan president paid a state visit to Uganda.", "CONSULT", "actual", ["Kenyan president"], ["Uganda"]),
    ("Officials from Peru and Chile met in Paris.", "CONSULT", "actual", ["Peru", "Chile"], []),
    ("Two ministers, Jane Roe of Peru and John Doe of Chile, met in Paris.", "CONSULT", "actual", ["Jane Roe", "John Doe"], []),  # noqa: E501
    ("The minister met with the host, President Jane Roe.", "CONSULT", "actual", ["minister"], ["Jane Roe"]),
    ("Kenya worked with allies like Peru and Chile.", "COOPERATE", "actual", ["Kenya"], ["Peru", "Chile"]),
    ("Kenya honoured its alliance with Peru.", "SUPPORT", "actual", ["Kenya"], ["Peru"]),
    ("Peru was supported by Kenya, the Netherlands, Japan and Chile.", "SUPPORT", "actual", ["Kenya", "Netherlands", "Japan", "Chile"], ["Peru"]),  # noqa: E501
    ("Delegations led by Jane Roe and John Doe met in Lima.", "CONSULT", "actual", ["Jane Roe", "John Doe"], []),
    ("The governments of Peru and Chile have cooperated.", "COOPERATE", "actual", ["Peru", "Chile"], []),
    ("Kenyan minister Amina Otieno met Sudanese leaders to urge them to free the sailors.", "REQUEST", "actual", ["Amina Otieno"], ["Sudanese leaders"]),  # noqa: E501
    ("Kenya summoned the Dutch ambassador to express outrage over the raid.", "ACCUSE", "actual", ["Kenya"], ["Dutch ambassador"]),  # noqa: E501
    ("Kenya tried to persuade Uganda to open the border.", "REQUEST", "actual", ["Kenya"], ["Uganda"]),
    ("Chad disarmed only to be invaded by Sudan.", "ASSAULT", "actual", ["Sudan"], ["Chad"]),
    ("Kenya said it would not hesitate to sanction Sudan.", "THREATEN", "actual", ["Kenya"], ["Sudan"]),
    ("Kenya vowed to respond with force to the raid.", "THREATEN", "actual", ["Kenya"], []),
    ("Kenyan minister Amina Otieno said Sudan would face consequences.", "THREATEN", "actual", ["Amina Otieno"], ["Sudan"]),  # noqa: E501
    ("Kenya called for Sudan to leave the island.", "REQUEST", "actual", ["Kenya"], ["Sudan"]),
    ("Iran wants the sanctions lifted.", "REQUEST", "actual", ["Iran"], []),
    ("Kenya told Sudan that it should leave the island.", "REQUEST", "actual", ["Kenya"], ["Sudan"]),
    ("Peru launched what appeared to be a ballistic missile.", "MOBILIZE", "actual", ["Peru"], []),
    ("Jane Roe of Peru, Chancellor John Doe of Chile and Premier Ann Poe of Fiji met in Paris.", "CONSULT", "actual", ["Jane Roe", "John Doe", "Ann Poe"], []),  # noqa: E501
    ("Chad's pledge to halt its tests was hollow.", "AGREE", "actual", ["Chad"], []),
    ("A meeting of Kenyan and Sudanese ministers ended in Oslo.", "CONSULT", "actual", ["Kenya", "Sudan"], []),
    ("The plan of Peru drew criticism from Chile.", "ACCUSE", "actual", ["Chile"], ["Peru"]),
    ("Kenya held Sudan responsible for the raid.", "ACCUSE", "actual", ["Kenya"], ["Sudan"]),
    ("Russia's war in Ukraine goes on.", "ASSAULT", "actual", ["Russia"], ["Ukraine"]),
    ("Warplanes attacked the town on Monday.", "ASSAULT", "actual", ["Warplanes"], []),
    ("A Kenyan destroyer sank a Libyan gunboat.", "ASSAULT", "actual", ["Kenyan destroyer"], ["Libya"]),
    ("Kenya refused to hand over the fugitive general to Chad.", "REJECT", "actual", ["Kenya"], ["Chad"]),
    ("Kenya has yet to recognise Kosovo.", "SUPPORT", "negated", ["Kenya"], ["Kosovo"]),
    ("Kenya and Chad put off a summit on the lake.", "REJECT", "actual", ["Kenya", "Chad"], []),
    ("Up to 100 ethnic Albanians demonstrated on Tuesday.", "PROTEST", "actual", ["Albanians"], []),
    ("Peru and Chile traded insults.", "ACCUSE", "actual", ["Peru", "Chile"], ["Peru", "Chile"]),
    ("Kenya criticised a deal that Sudan struck with Chad.", "ACCUSE", "actual", ["Kenya"], ["Sudan"]),
    ("Kenya downed a Sudanese drone.", "ASSAULT", "actual", ["Kenya"], ["Sudan"]),
    ("Sudan closed its border with Chad. Kenya condemned the move.", "ACCUSE", "actual", ["Kenya"], ["Sudan"]),
    ("Kenya voiced concern that the elections in Chad were rigged.", "ACCUSE", "actual", ["Kenya"], ["Chad"]),
    ("Kenya has fired missiles at Sudan before. " * 6 + "Kenya has fired a ballistic missile.", "MOBILIZE", "past", ["Kenya"], []),  # noqa: E501
    ("Kenya had first proposed talks with Chad.", "REQUEST", "past", ["Kenya"], ["Chad"]),
    ("Kenya signed a treaty with Chad in 2009.", "AGREE", "past", ["Kenya"], ["Chad"]),
    ("It was raining when Kenya severed its ties with Chad.", "SANCTION", "past", ["Kenya"], ["Chad"]),
    ("Kenya answered by raising tariffs on Chad.", "SANCTION", "past", ["Kenya"], ["Chad"]),
    ("Kenya is in direct contact with Sudan.", "CONSULT", "actual", ["Kenya"], ["Sudan"]),
    ("Kenya doubled tariffs on Sudanese steel.", "SANCTION", "actual", ["Kenya"], ["Sudan"]),
    ("Officials arrived as Peru and Chile begin a withdrawal from the island.", "RETREAT", "actual", ["Peru", "Chile"], []),  # noqa: E501
    ("Jane Roe led a delegation to Kenya.", "CONSULT", "actual", ["Jane Roe"], ["Kenya"]),
    ("Kenya laid the blame on Peru.", "ACCUSE", "actual", ["Kenya"], ["Peru"]),
    ("Kenya vowed a tough response to the drills.", "THREATEN", "actual", ["Kenya"], []),
    ("Kenya vowed to take action against Peru.", "THREATEN", "actual", ["Kenya"], ["Peru"]),
    ("Peru decided against expelling the Kenyan ambassador.", "SANCTION", "negated", ["Peru"], ["Kenyan ambassador"]),
    ("Kenya called the report of Peru baseless.", "REJECT", "actual", ["Kenya"], ["Peru"]),
    ("Kenya objected to the plan of Peru.", "REJECT", "actual", ["Kenya"], ["Peru"]),
    ("Kenya and Peru held joint naval exercises.", "COOPERATE", "actual", ["Kenya", "Peru"], []),
    ("Kenya reaffirmed its commitment to Peru.", "AGREE", "actual", ["Kenya"], ["Peru"]),
    ("Kenya insisted that Peru leave the island.", "REQUEST", "actual", ["Kenya"], ["Peru"]),
    ("The plan gives the Turks free rein to attack Chile.", "ASSAULT", "conditional", ["Turks"], ["Chile"]),
    ("The pact allows Chile to bomb Peru.", "ASSAULT", "conditional", ["Chile"], ["Peru"]),
    ("Peru was the first state to recognise Chile.", "SUPPORT", "actual", ["Peru"], ["Chile"]),
    ("The president put great emphasis on invading Chile.", "ASSAULT", "conditional", ["president"], ["Chile"]),
    ("Chile said it was false that Peru had invaded Chile.", "ASSAULT", "negated", ["Peru"], ["Chile"]),
    ("It is not true that Peru bombed Chile.", "ASSAULT", "negated", ["Peru"], ["Chile"]),
    ("It is true that Peru bombed Chile.", "ASSAULT", "actual", ["Peru"], ["Chile"]),
    ("Slapping tariffs on Chile!", "SANCTION", "conditional", [], ["Chile"]),
    ("Kenyan minister Amina Otieno clashed with Malian minister Aba Keita over the budget.", "ACCUSE", "actual", ["Amina Otieno"], ["Aba Keita"]),  # noqa: E501
    ("Peru and Chile clashed over whaling.", "ACCUSE", "actual", ["Peru", "Chile"], ["Peru", "Chile"]),
    ("Oman hopes for a ceasefire between Mali and Chad.", "RETREAT", "conditional", ["Mali", "Chad"], []),
    ("Police clashed with students over the reform.", "ASSAULT", "actual", ["Police"], []),
    ("Denmark and Sweden signed a treaty of friendship.", "AGREE", "actual", ["Denmark", "Sweden"], []),
]  # fmt: skip
# What is to come is told by the type.
DERIVED = [
    ("Japan will send rice to Nepal.", "AGREE", "planned"),
    ("The Spanish king will visit Peru next week.", "AGREE", "planned"),
    ("Kenya plans to send doctors to Malawi.", "AGREE", "planned"),
    ("Kenya undertook to send doctors to Malawi.", "AGREE", "actual"),
    ("The joint commission meets in Lima on Friday.", "CONSULT", "planned"),
    ("Cuba promised to free the prisoners.", "AGREE", "actual"),
    ("Iran vowed to strike any base near the border.", "THREATEN", "actual"),
    ("Iran vowed to strike a deal with Oman.", "AGREE", "actual"),
    ("Peru and Chile agreed to stop fighting.", "AGREE", "actual"),
    ("Laos said it would boycott the elections.", "THREATEN", "actual"),
    ("Algeria threatened to expel Moroccan diplomats.", "THREATEN", "actual"),
    ("Brazil said it would not meet Bolivian officials.", "REJECT", "actual"),
    ("Jordan refused to send troops to Libya.", "REJECT", "actual"),
    ("Kenya said that Uganda must withdraw its troops.", "REQUEST", "actual"),
    ("Mali agreed to impose sanctions on Niger.", "SANCTION", "actual"),
]
FALLS_ON = [
    ("Kenyan air strikes on Chad killed ten rebels.", "ASSAULT", ["Kenya"], ["ten rebels"]),
    ("Kenya pulled out of the trade deal with Chad.", "SANCTION", ["Kenya"], ["Chad"]),
    ("Kenya has walked away from the peace talks with Chad.", "REJECT", ["Kenya"], ["Chad"]),
    ("Kenya wants Chad to suspend its nuclear program.", "REQUEST", ["Kenya"], ["Chad"]),
    ("The Kenyan president attacked Chad for stealing jobs.", "ACCUSE", ["Kenyan president"], ["Chad"]),
    ("Premier Ana Roe of Kenya said that Kenya opposes the plan of Chad.", "REJECT", ["Kenya"], ["Chad"]),
    ("Kenya urged Chad to halt its tests, while calling on Peru to leave the lake.", "REQUEST", ["Kenya"], ["Peru"]),
    ("Kenya has led calls for new measures by the Arab League.", "REQUEST", ["Kenya"], ["Arab League"]),
    ("It was a reference to Chad, Kenya's ally, which has rejected the offer of Peru.", "REJECT", ["Chad"], ["Peru"]),
    ("Kenya carried out air strikes in Chad in support of Uganda.", "ASSAULT", ["Kenya"], ["Chad"]),
    # Nobody is blamed for an attack that he suffered, nor kills where he is struck.
    ("Kenya condemned the attack on Somalia.", "ACCUSE", ["Kenya"], []),
    ("Kenya condemned the bombing in Mali.", "ACCUSE", ["Kenya"], []),
    ("Kenya condemned Somalia's attack on Chad.", "ACCUSE", ["Kenya"], ["Somalia"]),
    ("Kenya condemned the attack by Somalia on Chad.", "ACCUSE", ["Kenya"], ["Somalia"]),
    ("The attack on the United Nations headquarters that killed ten people shook it.", "ASSAULT", [], ["ten people"]),
    # What an actor promises his own side and another falls on the other; "our ties with Mali" are Mali's.
    ("Kenyan President Amina Otieno promised new Kenyan-Malian projects to Kenya and Mali.", "AGREE", ["Amina Otieno"],
     ["Mali"]),
    ("Kenyan President Amina Otieno welcomed our close cooperation with Mali.", "SUPPORT", ["Amina Otieno"], ["Mali"]),
    ("North and South Korea agreed on Friday to reopen a hotline.", "AGREE", ["North Korea", "South Korea"], []),
    ("Rwanda first threatened, then attacked, the rebels.", "ASSAULT", ["Rwanda"], ["rebels"]),
    # Concern about what befalls somebody blames nobody, about somebody's deeds him.
    ("Kenya expressed concern over the raid by Peru on Chile.", "ACCUSE", ["Kenya"], ["Peru"]),
    ("Kenya voiced alarm at Chad's arrests.", "ACCUSE", ["Kenya"], ["Chad"]),
    ("Kenya is concerned about Sudan.", "ACCUSE", ["Kenya"], ["Sudan"]),
    ("There was condemnation by Sweden.", "ACCUSE", ["Sweden"], []),
    ("Kenya agreed to bomb Sudan unless the siege was lifted.", "THREATEN", ["Kenya"], ["Sudan"]),
    ("Kenya agreed to bomb Sudan.", "ASSAULT", ["Kenya"], ["Sudan"]),
    ("A Peruvian company rejected the offer of Kenya.", "REJECT", ["Peruvian company"], ["Kenya"]),
    ("Amina Otieno attended a lunch hosted by Malian President Aba Keita.", "CONSULT", ["Amina Otieno"], ["Aba Keita"]),
    ("Kenyan President Amina Otieno expressed solidarity with the people of Mali for their courage.", "SUPPORT",
     ["Amina Otieno"], ["people"]),
    ("Kenyan President Amina Otieno called his counterpart Aba Keita on Tuesday, urging him to sign.", "REQUEST",
     ["Amina Otieno"], ["Aba Keita"]),
]  # fmt: skip
NOTHING = [
    "Kenya waged a war of words with Chad.",
    "The Nairobi attack shocked Peru.",
    "The Kenyan party launched an assault on the budget.",
    "Troops met stiff resistance in the hills.",
    "The results met expectations in Peru.",
    "The Kenyan official asked not to be named.",
    "The trade war between China and Japan went on.",
    "Kenya insisted that nobody was fooled.",
    "If sanctions on Peru came, nobody would mind.",
    "Reporters bombarded the minister with questions.",
    "The court demonstrated that the law was old.",
    "The minister was not authorised to speak to the press.",
    "The minister assured that nothing was signed.",
    "The Kenyan minister declined to comment.",
    "Analysts asked what Congress could do.",
    "The row threatens to slow investment in Chile.",
    "The two states did it to meet the aspirations of the people.",
    "The Kenyan minister, when asked about the border, smiled.",
    "Norway is a large country.",
    "Italy and Spain will meet in the final on Sunday.",
    "A Kenyan chess player resigned after four hours.",
    "The markets attacked the Turkish lira.",
    "They spoke of resolutions that ban the North from using missiles.",
    "The report cleared the way.",
    "Amina Otieno launched a Twitter attack on Chile.",
    "Peru launched a messaging campaign in Chile.",
    "Peru declared war on corruption in Chile.",
    "Peru staged a simulated assault on a Chilean ship.",
    "Peru and Chile agreed to disagree on Mali.",
    "Warplanes helped the uprising in Chad.",
    "Four Peruvian destroyers equipped with missiles sailed.",
    "Kenya expressed grave concern about the implications of the row on the neighbours, Peru and Chile.",
    "Chilean wine has conquered Japan.",
    "A strong yen hit Japan.",
    "Kenya remains worried by the row between Peru and Chile.",
    "The actress threatened to leave the film.",
    "A bank rejected the offer of a rival.",
    "The officials demanded anonymity.",
    "Reporters fired questions at the Chilean minister.",
    "A Kenyan diplomat, who requested anonymity, said the file was open.",
]


FALLS_ON_NOBODY_BESIDE = [
    ("Iran's threats worried Oman.", "THREATEN", ["Iran"], []),
    ("Iran's threats against Iraq worried Oman.", "THREATEN", ["Iran"], ["Iraq"]),
    ("Peru's condemnation of the raid angered Chad.", "ACCUSE", ["Peru"], []),
    ("The Peruvian president attended a conference on Libya in Tunis.", "CONSULT", ["Peruvian president"], []),
]


@pytest.mark.parametrize(("text", "kind", "actors", "recipients"), FALLS_ON + FALLS_ON_NOBODY_BESIDE)
def test_on_whom_it_falls(text: str, kind: str, actors: list[str], recipients: list[str]) -> None:
    (record,) = read([text])
    assert (kind, actors, recipients) in [(e["type"], e["actors"], e["recipients"]) for e in listed(record)]


@pytest.mark.parametrize(("text", "kind", "modality", "actors", "recipients"), EVENTS)
def test_events(text: str, kind: str, modality: str, actors: list[str], recipients: list[str]) -> None:
    (record,) = read([text])
    found = [(e["type"], e["modality"], e["actors"], e["recipients"]) for e in listed(record)]
    assert (kind, modality, actors, recipients) in found


@pytest.mark.parametrize(("text", "kind", "modality"), DERIVED)
def test_what_is_to_come(text: str, kind: str, modality: str) -> None:
    (record,) = read([text])
    assert (kind, modality) in [(e["type"], e["modality"]) for e in listed(record)]


@pytest.mark.parametrize("text", NOTHING)
def test_no_event(text: str) -> None:
    (record,) = read([text])
    assert listed(record) == []


def test_an_accusation_is_one_event_and_what_it_alleges_another() -> None:
    (record,) = read(["Sudan accused Chad of killing refugees."])
    events = {e["type"]: e for e in listed(record)}
    assert (events["ACCUSE"]["actors"], events["ACCUSE"]["recipients"]) == (["Sudan"], ["Chad"])
    assert events["ACCUSE"]["modality"] == "actual"
    assert (events["ASSAULT"]["actors"], events["ASSAULT"]["modality"]) == (["Chad"], "alleged")


def test_what_somebody_tells_names_the_statement() -> None:
    (record,) = read(["Kenya said that Sudan had bombed a village in Chad."])
    (assault,) = [e for e in record.events if e.type == "ASSAULT"]
    (statement,) = [s for s in record.statements if s.id == assault.statement]
    assert record.actor(statement.speaker).name == "Kenya"  # type: ignore[union-attr]


def test_several_who_act_together_are_one_event() -> None:
    (record,) = read(["France, Germany and Italy condemned Belarus."])
    assert [(e["actors"], e["recipients"]) for e in listed(record)] == [(["France", "Germany", "Italy"], ["Belarus"])]


@pytest.mark.parametrize("text", [
    "Kenya and Uganda held talks in Lima. The talks between Kenya and Uganda were frank.",
    "Kenya and Uganda held talks in Lima. Kenya and Uganda discussed the lake.",
    "Talks between Kenya and Uganda ended. Kenya and Uganda met in Lima.",
])  # fmt: skip
def test_an_act_told_again_is_one_event(text: str) -> None:
    (record,) = read([text])
    (event,) = [e for e in record.events if e.type == "CONSULT"]
    assert len(event.evidence) == 2


# text, the type of its acts, how many there are
ONE_OR_MORE = [
    ("Kenya signed a deal with Chad. It was a new deal that Kenya signed.", "AGREE", 1),
    ("Kenya agreed to open its border with Chad. Kenya had agreed to open the border, it said.", "AGREE", 1),
    ("Kenya fired tear gas at the crowd, wounding two men.", "ASSAULT", 1),
    ("Kenya lashed out at Chad, accusing the state of lies.", "ACCUSE", 1),
    ("Kenyan air strikes on Chad killed ten rebels.", "ASSAULT", 1),
    ("An attack by Kenya on Chad wounded ten soldiers.", "ASSAULT", 1),
    ("Kenya asked Chad for tents. Kenya asked Chad for ambulances.", "REQUEST", 2),
    ("Kenya signed a trade deal. Kenya signed a peace deal.", "AGREE", 2),
    ("Chad tested two missiles in May. Chad tested a bomb in June.", "MOBILIZE", 2),
    ("Kenya killed five men. Kenya killed nine men.", "ASSAULT", 2),
    ("Kenya has criticised Chad, calling the state a menace.", "ACCUSE", 1),
    ("The Kenyan army has been helping Chad, providing aid to Chad.", "AID", 1),
    ("Ten Chadians were killed or wounded by Kenya.", "ASSAULT", 1),
    ("Kenya suggested that Chad should leave the town.", "REQUEST", 1),
    ("Kenya blamed Chad for the raid and accused Chad of lying.", "ACCUSE", 2),
    ("Kenya accused Chad of violating the accord.", "REJECT", 0),
    ("Kenya accused Chad of arming rebels.", "AID", 1),
]


@pytest.mark.parametrize(("text", "kind", "count"), ONE_OR_MORE)
def test_a_sentence_tells_an_act_once(text: str, kind: str, count: int) -> None:
    (record,) = read([text])
    assert [e.type for e in record.events].count(kind) == count


# text, the types of its events with their recipients: what is in force, imagined or somebody's fault is no act
STANDING = [
    ("Chad fired a missile despite U.N. sanctions.", [("MOBILIZE", [])]),
    ("Kenya wants to live under U.N. sanctions no longer.", []),
    ("The base where Peruvian troops are stationed grew.", []),
    ("Kenya blamed the attack on Sudanese rebels.", [("ACCUSE", ["Sudanese rebels"])]),
    ("Critics of Chile warmed up their attacks on talk shows.", []),
    ("A video simulates an attack on the Chilean embassy.", []),
    ("Kenyan officials executed Obote's policy in Uganda.", []),
    ("Syria's opposition is weak.", []),
    # but these are acts
    ("Kenya executed two spies.", [("ASSAULT", ["two spies"])]),
    ("Norway's opposition to the Danish plan was a blow.", [("REJECT", ["Denmark"])]),
    ("New U.S. sanctions against Chad shocked the town.", [("SANCTION", ["Chad"])]),
    ("Fresh U.S. sanctions came.", [("SANCTION", [])]),
    ("The U.N. imposed sanctions on Chad.", [("SANCTION", ["Chad"])]),
]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Kenyan senators urged Norway to back the rebels.", ["REQUEST"]),
        ("Kenya pledged to send food to Chad.", ["AGREE"]),
        ("Kenya plans to apologize to Chad for the raid.", ["AGREE"]),
        ("Kenya agreed to lift its sanctions on Chad.", ["AGREE"]),
        ("Kenya urged Chad to lift the ban. Uganda bombed Chad.", ["REQUEST", "ASSAULT"]),
    ],
)
def test_a_governor_and_what_it_governs_are_one_event(text: str, kinds: list[str]) -> None:
    assert [e.type for e in read([text])[0].events] == kinds


# text, the types of its events: what is but thought of is nobody's act
THOUGHT_OF = [
    ("Chad does not want to attack Kenya.", []),
    ("Kenya has not decided whether to attack Chad.", []),
    ("Fear deterred Kenyan officials from arming Chad.", []),
    ("John Doe walked out of the building.", []),
    ("If Chad makes a deal with Kenya, oil will be cheap.", []),
    ("Kenya would lift the ban if Chad made a pledge.", []),
    ("The port stays shut as long as Chad bombs Kenya.", []),
    ("Had Chad not attacked Kenya, the lake would be calm.", []),
    ("The question is whether Chad will attack Kenya.", []),
    ("Chad could attack Kenya with its new planes.", []),
    ("Chad is able to bomb Kenya.", []),
    ("Chad has the right to arrest Kenyans.", []),
    ("The risk of attacking Kenya is great.", []),
    ("Attacking Kenya is no option.", []),
    ("The aim is to attack Kenya.", []),
    ("It is a law intended to punish Chad.", []),
    ("The dam is meant to help Chad.", []),
    ("Kenya shows no sign of wanting to meet Chad.", []),
    ("Kenya left the room without criticising Chad.", []),
    ("Chad has no plans to attack Kenya.", []),
    ("The airline plans to continue.", []),
    ("Talks are slow when Chad meets Kenya.", []),
    # but these are told
    ("Chad wants to attack Kenya.", ["ASSAULT"]),
    ("Chad says that it may attack Kenya.", ["ASSAULT"]),
    ("The decision to expel the Kenyan envoy angered Kenya.", ["SANCTION"]),
    ("Chad is not ready to help Kenya.", ["REJECT"]),
    ("Chad would help Kenya.", ["AID"]),
    ("Chad will not help Kenya.", ["REJECT"]),
]


@pytest.mark.parametrize(("text", "kinds"), THOUGHT_OF)
def test_what_is_but_thought_of_is_no_act(text: str, kinds: list[str]) -> None:
    assert [e.type for e in read([text])[0].events] == kinds


@pytest.mark.parametrize(("text", "events"), STANDING)
def test_states_of_things_are_no_acts(text: str, events: list[tuple[str, list[str]]]) -> None:
    (record,) = read([text])
    assert [(e["type"], e["recipients"]) for e in listed(record)] == events


# text, the modality of its last event: what was before the report's news is told as past
BEFORE = [
    ("Chad tested a missile last month.", "past"),
    ("Last year Kenya urged Uganda to sign.", "past"),
    ("Peru has in the past accused Chile of spying.", "past"),
    ("Peru expelled a Chilean envoy previously.", "past"),
    ("Sweden quoted an agreement reached by Peru and Chile.", "past"),
    ("It was a case rejected by Uganda.", "past"),
    ("In recent months Mali expelled two envoys and accused France of spying.", "past"),
    ("The EU imposed sanctions on Chad in 2009.", "past"),
    ("This year Chad tested a missile.", "past"),
    # the news
    ("Chad accused Sudan of spying last week.", "actual"),
    ("Kenya has urged Uganda to sign.", "actual"),
    ("Peru accused Chile of spying on Tuesday.", "actual"),
    ("Kenya criticised Uganda for its last budget.", "actual"),
]


@pytest.mark.parametrize(("text", "modality"), BEFORE)
def test_what_was_before_the_news(text: str, modality: str) -> None:
    (record,) = read([text])
    assert [e["modality"] for e in listed(record)][-1:] == [modality]


# text, the type of its last event, on whom that falls
ANSWERS = [
    ("Kenya accused Uganda of stalling. Uganda rejected the accusation.", "REJECT", ["Kenya"]),
    ("Kenya accused Uganda of stalling in May, and Uganda denied the accusation.", "REJECT", ["Kenya"]),
    ("Norway cut its aid to Mali. Sweden criticised the move.", "ACCUSE", ["Norway"]),
    ("Togo offered to host talks. Benin rejected the plan.", "REJECT", ["Togo"]),
    ("Peru severed its ties with Chile. Brazil welcomed the decision.", "SUPPORT", ["Peru"]),
    # these take up nothing that was told before
    ("Egypt and Jordan condemned the raid by Sudan. Kenya rejected the plan.", "REJECT", []),
    ("Egypt condemned Chad. Kenya welcomed the move.", "SUPPORT", []),
    ("Chad bombed a village in Sudan. Kenya criticised the statement.", "ACCUSE", []),
    ("Togo would cut its aid to Mali. Benin criticised the step.", "ACCUSE", []),
    ("Peru reached a deal with Chile. Chile defended the agreement.", "SUPPORT", []),
]


@pytest.mark.parametrize(("text", "kind", "recipients"), ANSWERS)
def test_an_answer_falls_on_whoever_is_answered(text: str, kind: str, recipients: list[str]) -> None:
    (record,) = read([text])
    last = [e for e in listed(record) if e["type"] == kind][-1]
    assert last["recipients"] == recipients


def test_the_same_verb_of_the_same_people_tells_one_act() -> None:
    [record] = read(["Sudan rejected the Kenyan offer. Sudan had rejected the Kenyan offer in May."])
    [rejection] = listed(record)
    assert rejection["type"] == "REJECT"


def test_two_verbs_are_two_acts() -> None:
    (record,) = read(["Chad bombed a village in Sudan. Later Chad bombed a market in Sudan."])
    assert [e["type"] for e in listed(record)] == ["ASSAULT", "ASSAULT"]


def test_the_time_of_the_act_is_not_the_report_s() -> None:
    (record,) = read(["Peru severed its ties with Ecuador in 1998."])
    assert [e["date"] for e in listed(record)] == ["1998"]


def test_the_place_has_its_country() -> None:
    (record,) = read(["Gunmen kidnapped two Kenyan doctors in Mogadishu."])
    (event,) = record.events
    assert event.place is not None
    assert (event.place.name, event.place.country) == ("Mogadishu", "SOM")


def test_the_place_may_stand_with_those_on_whom_it_fell() -> None:
    [record] = read(["Soldiers opened fire on protesters in Lima."])
    assert [e["place"] for e in listed(record)] == ["Lima"]


def test_a_city_has_coordinates_and_a_state_none() -> None:
    city, state = read(["Gunmen kidnapped two doctors in Mogadishu.", "Gunmen kidnapped two doctors in Somalia."])
    assert city.events[0].place is not None
    assert round(city.events[0].place.latitude or 0) == 2
    assert state.events[0].place is not None
    assert state.events[0].place.latitude is None


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Air strikes hit a hospital in a rebel-held area of Syria's Aleppo and killed at least 27 people.", "Aleppo"),
        ("More than 50 people were killed by Israeli gunfire on the Gaza border.", "Gaza border"),
        ("The army shelled the town of Harim in northern Syria.", "Harim"),
        ("Chad invaded Niger.", None),
    ],
)
def test_the_place_of_a_deed(text: str, place: str | None) -> None:
    (record,) = read([text])
    assert {e["place"] for e in listed(record)} == {place}


def test_in_a_read_out_it_was_said_where_they_met() -> None:
    text = (
        "Vice President Jane Roe met with President Ana Diaz of Peru in Lima today. President Diaz condemned the raid."
    )
    told = make_report(
        text,
        "test.txt",
        title="Readout of the Vice President’s Meeting",
        publisher="The White House",
        date="2015-03-18",
    )
    found = [e for e in listed(reader().read(prepare(told))) if e["type"] == "ACCUSE"]
    assert [e["place"] for e in found] == ["Lima"]


# sentence, and the date and its basis of its first event, in a report of 18 March 2015 (a Wednesday)
DATES = [
    ("Peru expelled two Chilean diplomats on Monday.", "2015-03-16", "text"),
    ("Peru expelled two Chilean diplomats last week.", "2015-03-09/2015-03-15", "text"),
    ("Peru expelled two Chilean diplomats.", "2015-03-18", "report"),
    ("Peru freed two Chilean diplomats and held a third on Monday.", "2015-03-16", "text"),
    ("Peru freed two Chilean diplomats and will meet a third on Monday.", "2015-03-18", "report"),
    ("Peru blamed Chile and vowed on Monday that it would leave.", "2015-03-18", "report"),
    ("Peru welcomed and Chile mocked the Kenyan law on Monday.", "2015-03-16", "text"),
    ("Peru expelled two Chilean diplomats on Monday to punish Chile.", "2015-03-16", "text"),
    ("Peru has recalled its ambassador from Chile.", "2015-03-18", "report"),
    ("It rained for days in all the valleys of the south and in the hills behind them, as it had in the year before, "
     "and nobody in the towns by the lake spoke of anything else, for the harvest was lost and the rivers rose. "
     "Peru has recalled its ambassador from Chile.", None, None),
    ("The governor, who criticised Chile, smiled.", None, None),
    ("Peru would expel the Chilean diplomats.", None, None),
    ("Peruvian minister Ana Roe said on Monday that Chile must release the sailors.", "2015-03-16", "text"),
    # With what was done, that by which it was done, and that for which; with the noun, the clause on it.
    ("On Monday Peru's minister Ana Roe appeared to back the plan.", "2015-03-16", "text"),
    ("The flag was lowered in 1961, when Peru severed ties with Chile.", "1961", "text"),
    ("They read last week's statement, signed by Peru and Chile.", "2015-03-09/2015-03-15", "text"),
    # What a speaker tells of his own state is as of his saying, be it by its words.
    ("Peruvian President Ana Roe said on Monday that Peru opposes the blockade.", "2015-03-16", "text"),
    # A time that tells which thing is meant dates no act; one that tells where it was done does.
    ("Peru condemned Monday's attack on Chile.", "2015-03-18", "report"),
    ("Peru criticised Chile over the 2011 nuclear deal.", "2015-03-18", "report"),
    ("Peru criticised Chile at Monday's summit.", "2015-03-16", "text"),
    # A stretch is told whole; two days are none, and a week that the sentence before is about dates what happened.
    ("The Peruvian premier visited Chile from March 13 to March 16.", "2015-03-13/2015-03-16", "text"),
    ("Peru shelled Chile between March 13 and March 16.", "2015-03-13/2015-03-16", "text"),
    ("Peru shelled Chile on March 13 and March 16.", "2015-03-13", "text"),
    ("Last week was busy for diplomats. Peru signed an accord with Chile.", "2015-03-09/2015-03-15", "text"),
    ("The economy was weak last year. Peru signed an accord with Chile.", "2015-03-18", "report"),
    ("Next week will be busy. Peru signed an accord with Chile.", "2015-03-18", "report"),
    ("Peru told Chile on Tuesday it should play a constructive role.", "2015-03-17", "text"),
    ("North Korea launched what appeared to be a missile on Monday.", "2015-03-16", "text"),
    # The day after the report's, told as past, has come already where it was written.
    ("Peru fired a ballistic missile on Thursday that flew far.", "2015-03-19", "text"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "date", "basis"), DATES)
def test_the_date_and_whence_it_is_known(text: str, date: str | None, basis: str | None) -> None:
    (record,) = read([text])
    event = record.events[0]
    assert (event.date, event.date_basis) == (date, basis)


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("The Times reports that Peru opposes the blockade.", "actual"),
        ("The minister says Peru has agreed to a truce.", "actual"),
        ("The minister claims that Peru opposes the blockade.", "alleged"),
        ("The Times reports that Peru bombed the port.", "alleged"),
    ],
)
def test_what_was_said_can_be_heard_and_what_was_done_is_reported(text: str, modality: str) -> None:
    (record,) = read([text])
    assert record.events[0].modality == modality


# sentence, and the numbers of its first event
NUMBERS = [
    ("Gunmen killed nine soldiers, wounding thirty-four.", {"dead": 9, "injured": 34}),
    ("Police arrested 1,200 students.", {"arrested": 1200}),
    ("Kenya sent 500 troops to the border.", {"size": 500}),
    ("Gunmen killed dozens of soldiers.", {}),
]


@pytest.mark.parametrize(("text", "numbers"), NUMBERS)
def test_how_many(text: str, numbers: dict[str, int]) -> None:
    (record,) = read([text])
    told = record.events[0].magnitude
    found = {f: getattr(told, f) for f in ("dead", "injured", "arrested", "size")} if told else {}
    assert {f: c.value for f, c in found.items() if c} == numbers
    assert all(c is None or c.span.of(text) for c in found.values())


def test_a_heading_and_the_sentence_below_it_tell_one_act() -> None:
    (record,) = read(
        [
            "READOUT OF THE SECRETARY'S MEETING WITH FOREIGN MINISTER ADAMU. Secretary Robert Hale met today with "
            "Nigerian Foreign Minister Musa Adamu in Munich."
        ]
    )
    assert [(e["type"], e["actors"], e["recipients"]) for e in listed(record)] == [
        ("CONSULT", ["Robert Hale"], ["Musa Adamu"])
    ]


def test_a_meeting_and_its_event_are_one() -> None:
    (record,) = read(["Kenya and Uganda held talks in Lima on Monday."])
    (event,) = record.events
    (meeting,) = record.meetings
    assert event.meeting == meeting.id
    assert event.place == meeting.place


def test_spans_are_the_text_s_own_words() -> None:
    (record,) = read(["Yesterday Peru severed its ties with Ecuador."])
    (event,) = record.events
    text = record.report.text
    assert event.spans.act.of(text) == "severed its ties"
    assert event.spans.actor is not None
    assert event.spans.actor.of(text) == "Peru"
    assert event.evidence[0].covers(event.spans.act)
    assert all(isinstance(s, Span) and 0 <= s.start < s.end <= len(text) for s in event.evidence)


def test_a_paragraph_in_front_only_shifts() -> None:
    front = "It rained in the hills.\n\n"
    text = "Peru severed its ties with Ecuador. Kenya urged Sudan to release the prisoners."
    plain, shifted = read([text, front + text])
    assert [(e.type, e.spans.act.start + len(front)) for e in plain.events] == [
        (e.type, e.spans.act.start) for e in shifted.events
    ]


def test_the_same_text_gives_the_same_events() -> None:

    report = make_report("Chad accused Sudan of arming rebels in Darfur.", "test.txt", date="2015-03-18")
    assert reader().read(report).to_json() == reader().read(report).to_json()


@pytest.mark.parametrize(
    ("text", "date", "modality"),
    [
        ("Peru is calm. Russia invaded and annexed Crimea.", "2016-04-11", "past"),
        ("Peru is calm. Russia annexed Crimea.", "2014-03-19", "actual"),
        ("Peru is calm. Ukraine invaded Chad.", "2016-04-11", "actual"),
        ("Peru is calm. Iraq invaded Kuwait.", "1990-08-03", "actual"),
        ("Peru is calm. Iraq invaded Kuwait.", "2003-08-03", "past"),
        ("Iraq invaded Kuwait.", "2003-08-03", "actual"),
    ],
)
def test_what_everybody_knows_is_history(text: str, date: str, modality: str) -> None:
    (record,) = read([text], date=date)
    assert {(e.modality, e.date) for e in record.events} == {(modality, date if modality == "actual" else None)}

"""Positions of short texts: holder, stance and issue."""

from __future__ import annotations

import pytest

from communique.extract.positions.wording import joined
from tests.extract.reading import name, read

FOUND = [
    ("Norway supports the peace plan.", "Norway", "for", "peace plan"),
    ("Norway opposes the peace plan.", "Norway", "against", "peace plan"),
    ("Israel remained opposed to a French initiative.", "Israel", "against", "French initiative"),
    ("Norway does not support the plan.", "Norway", "against", "plan"),
    ("Kenyan President Amina Otieno called for a truce in the valley.", "Amina Otieno", "for", "truce in the valley"),
    ("Kenyan President Amina Otieno urged both sides to observe the truce.", "Amina Otieno", "for",
     "observing the truce"),
    ("Norway reaffirmed its opposition to the blockade.", "Norway", "against", "blockade"),
    ("The plan was rejected by Norway.", "Norway", "against", "plan"),
    ("Rejection of the peace plan by Norway surprised Kenya.", "Norway", "against", "peace plan"),
    ("Rejection of the treaty by Norway and Chad surprised Kenya.", "Chad", "against", "treaty"),
    ("Chad opposes the reopening of the airport.", "Chad", "against", "reopening the airport"),
    ("Chad called for an end to the embargo on Kenya.", "Chad", "for", "ending the embargo on Kenya"),
    ("Chad opposes the meeting of the rebels.", "Chad", "against", "meeting of the rebels"),
    ("Norway no longer opposes the plan.", "Norway", "for", "plan"),
    ("Norway no longer rejects the truce.", "Norway", "for", "truce"),
    ("Norway no longer supports the truce.", "Norway", "against", "truce"),
    ("Chad is not against the ban.", "Chad", "for", "ban"),
    ("Norway insisted on a formal truce.", "Norway", "for", "formal truce"),
    ("Kenyan President Amina Otieno criticised how Norway had handled the matter.", "Amina Otieno", "against",
     "Norway handling the matter"),
    ("President Amina Otieno said the treaty must not expire.", "Amina Otieno", "against", "treaty expiring"),
    ("Norway urged Kenya not to leave the alliance.", "Norway", "against", "leaving the alliance"),
    ("Norway asked for an inquiry into the deaths on Monday.", "Norway", "for", "inquiry into the deaths"),
    ("Norway is willing to support the plan.", "Norway", "for", "plan"),
    ("Norway, which has long backed the plan, sent an envoy.", "Norway", "for", "plan"),
    ("A plan drafted by Kenya and backed by Norway was signed.", "Norway", "for", "plan"),
    ("Kenya voted against the resolution on the raid.", "Kenya", "against", "resolution on the raid"),
    ("Norway came out against the ban.", "Norway", "against", "ban"),
    ("Kenya is in favor of a ban on mines.", "Kenya", "for", "ban on mines"),
    ("Kenya ruled out talks with the rebels.", "Kenya", "against", "talks with the rebels"),
    ("Norway favours lifting the embargo.", "Norway", "for", "lifting the embargo"),
    ("Kenya called the raid a reckless act.", "Kenya", "against", "raid"),
    ("Kenya described the vote as a farce.", "Kenya", "against", "vote"),
    ("Kenya resisted calls for an inquiry.", "Kenya", "against", "inquiry"),
    ("The Kenya-backed government of Chad met Kenya's president.", "Kenya", "for", "government of Chad"),
    ("Anti-government protesters in Kenya burnt tyres.", "Anti-government protesters", "against", "government"),
    ("Norway commended Kenya for hosting the peace talks.", "Norway", "for", "hosting the peace talks"),
    ("Norway praised Kenya's scientists for what it called patient work.", "Norway", "for",
     "Kenya's scientists"),
    ("Norway criticised Chad over the raid on the camp.", "Norway", "against", "raid on the camp"),
    ("Norway criticised Chad for not signing the treaty.", "Norway", "for", "signing the treaty"),
    ("Norway praised the plan for a truce.", "Norway", "for", "plan for a truce"),
    ("Norway supports a plan not to deploy troops.", "Norway", "for", "plan not to deploy troops"),
    ("Norway proposed a resolution calling on countries not to build mines.", "Norway", "for",
     "resolution calling on countries not to build mines"),
    ("Norway is committed to reforming and adapting the council.", "Norway", "for", "reforming the council"),
    ("Kenya suggested ways to end the war.", "Kenya", "for", "ending the war"),
    ("Norway does not want war with Chad.", "Norway", "against", "war with Chad"),
    ("Norway did not welcome the ban.", "Norway", "against", "ban"),
    ("Amina Otieno seeks re-election in May.", "Amina Otieno", "for", "re-election"),
    ("Norway spoke at the meeting, rejecting the use of force, calling for military de-escalation.", "Norway", "for",
     "military de-escalation"),
    ("Chad, whose regime is supported by Norway, rejected the plan.", "Norway", "for", "Chad's regime"),
    ("Norway reversed a decision to sign a trade deal with Chad.", "Norway", "against",
     "decision to sign a trade deal with Chad"),
    ("“We repeat our condemnation of Chad's unprovoked, unjust and illegal war,” Norway said.", "Norway", "against",
     "Chad's unprovoked, unjust and illegal war"),
    ("Joint drills began on Monday. Chad denounced them as a rehearsal for war.", "Chad", "against", "joint drills"),
    ("Kenya announced new tariffs on steel. Chad opposes them.", "Chad", "against", "new tariffs on steel"),
    ("Kenya wants to avoid a war with Chad.", "Kenya", "against", "war with Chad"),
    ("The ban has not brought the intervention that rebel leaders have sought.", "rebel leaders", "for",
     "intervention"),
    ("Kenya pressured Chad and other nations to cut trade ties.", "Kenya", "for", "cutting trade ties"),
    ("Norway insisted that Chad be included in the talks.", "Norway", "for", "including Chad in the talks"),
    ("Norway's critique of the plan annoyed Kenya.", "Norway", "against", "plan"),
    ('"The raid was a grave mistake," President Amina Otieno said.', "Amina Otieno", "against", "raid"),
    ('"We will never accept the new border," President Amina Otieno said.', "Amina Otieno", "against", "new border"),
    ('"There must be no new border," President Amina Otieno said.', "Amina Otieno", "against", "new border"),
    ("Norway supported Kenyan efforts to bring an end to the fighting.", "Norway", "for",
     "bringing an end to the fighting"),
    ("The speech infuriated Norway.", "Norway", "against", "speech"),
    ("Norway was angered by the speech.", "Norway", "against", "speech"),
    ("Chad ignored a demand from Norway to end the war.", "Norway", "for", "ending the war"),
    ("Kenya refused Norway's suggestion for a truce.", "Norway", "for", "truce"),
    ("Norway promised to lift the ban and to free the prisoners.", "Norway", "for", "lifting the ban"),
    ("Kenya demanded the need for an independent inquiry.", "Kenya", "for", "independent inquiry"),
    ("Norway vowed to continue to expand trade with Kenya.", "Norway", "for", "expanding trade with Kenya"),
    ("Norway hopes to persuade Chad to sign the treaty.", "Norway", "for", "Chad signing the treaty"),
    ("Chad proposed a new border treaty with Kenya. Norway opposes the treaty.", "Norway", "against",
     "new border treaty with Kenya"),
    ("Chad left the customs union. Kenya deplored the move.", "Kenya", "against", "Chad leaving the customs union"),
    ("Norway wants to prevent Chad from leaving the union.", "Norway", "against", "Chad leaving the union"),
    ("Kenya supports peace, trade and the rule of law.", "Kenya", "for", "peace, trade and rule of law"),
    ("Norway criticised Chad for the raid on the camp.", "Norway", "against", "raid on the camp"),
    ("Norway demanded that any relief from the embargo — Chad's main wish — be immediate.", "Norway", "for",
     "relief from the embargo being immediate"),
    ("Norway urged Chad to re-open its border with Kenya.", "Norway", "for", "re-opening Chad's border with Kenya"),
    ("Norway called for Chad to give up its missiles.", "Norway", "for", "Chad giving up its missiles"),
    ("Kenya blocked firms from selling parts to Chad.", "Kenya", "against", "selling parts to Chad"),
    ("Norway criticised Chad for failing to protect the river.", "Norway", "for", "protecting the river"),
    ("Kenya supports the efforts of the envoy in this regard.", "Kenya", "for", "efforts of the envoy"),
    ("Kenya opposed an interim agreement signed in 2013.", "Kenya", "against", "interim agreement"),
    ('"Chad must go back to the treaty," President Amina Otieno said.', "Amina Otieno", "for",
     "Chad going back to the treaty"),
    ('"The rebels must stop the raids," President Amina Otieno said.', "Amina Otieno", "for", "stopping the raids"),
]  # fmt: skip


def test_a_name_in_parts_is_written_once() -> None:
    assert joined(["ending", "support for", "Ali al-Said", "Ali al-Said"]) == "ending support for Ali al-Said"


@pytest.mark.parametrize(("text", "actor", "stance", "issue"), FOUND)
def test_position(text: str, actor: str, stance: str, issue: str) -> None:
    record = read(text)
    assert (actor, stance, issue) in {(name(record, p.actor), p.stance, p.issue.label) for p in record.positions}


@pytest.mark.parametrize(
    "text",
    [
        "Norway would support the plan.",
        "Kenya saw condemnation of the attack on the plan by Norway.",
        "Kenya urged Norway to reject the plan.",
        "Norway did not oppose the plan.",
        "Kenya called on Norway to back the plan.",
        "Kenya accused Norway of backing the plan.",
        "Norway gave no evidence to support the plan.",
        "Norway looks forward to welcoming the authors of the plan.",
        "Asked to comment on the plan, Norway smiled.",
        "Norway asked about a proposal from Kenya to change the plan.",
        "The bridge supports the road.",
        "Kenya and Uganda blamed each other.",
        "Norway withdrew its troops from the site of the plan.",
        "Norway insisted that the plan was late.",
        "Norway called the authors of the plan on Tuesday to discuss trade.",
    ],
)
def test_no_position_of_norway(text: str) -> None:
    record = read(text)
    assert [p for p in record.positions if name(record, p.actor) == "Norway" and "plan" in p.issue.label] == []


def test_who_is_urged_is_no_issue() -> None:
    assert [p.issue.label for p in read("Norway urged Chad on Monday.").positions] == []


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Militants repeatedly attacked the Red Cross building in Lima.", "building"),
        ("Amina Otieno worked for the United Nations for ten years.", "United Nations"),
        ("Norway did not call for a boycott.", "boycott"),
        ("Two sailors worked for the Lima-based relief agency.", "agency"),
        ("For that reason, Norway is pushing for Chad to open its ports.", "reason"),
        ("Norway was pleased to welcome Chad's minister.", "minister"),
        ("Two Kenyan diplomats, who asked not to be named, left the talks.", "named"),
        ("Norway has not asked for an inquiry.", "inquiry"),
        ("Norway cut its debt without proposing new taxes.", "new taxes"),
        ("Norway is trying to get the government of Chad to respect political opponents.", "political opponents"),
    ],
)
def test_deeds_work_and_what_others_shall_do_are_no_positions(text: str, label: str) -> None:
    assert [p.issue.label for p in read(text).positions if label in p.issue.label] == []


@pytest.mark.parametrize(
    "text", ["Amina Otieno persuaded him to take it.", "Norway said they should try to defend them."]
)
def test_what_only_points_is_no_issue(text: str) -> None:
    labels = [p.issue.label for p in read(text).positions]
    assert not {"taking", "to take it", "them", "it"} & set(labels)


def test_how_sure_a_position_is_lies_between_the_bounds() -> None:
    record = read("Norway opposes the peace plan. Kenya is keen to join the union.")
    assert record.positions
    assert all(0.05 <= p.confidence <= 0.95 for p in record.positions)


@pytest.mark.parametrize(
    "text",
    [
        "Norway denied having sold arms to Chad.",
        "Norway declined to comment on the raid.",
        "Norway rejected reports of a raid on the camp.",
        "Norway criticised Chad.",
        'Norway rejected the reports. "It is a shame," President Amina Otieno said.',
        "Kenya deplored the move.",
        "President Amina Otieno said no one wanted a war with Chad.",
        "Norway lashed out at Chad.",
    ],
)
def test_denials_reproaches_of_nobody_and_what_only_points_are_no_positions(text: str) -> None:
    assert [p.issue.label for p in read(text).positions] == []


def test_what_is_named_alike_is_one_position_with_all_its_evidence() -> None:
    record = read(
        "Norway supports the lifting of the embargo. On Monday Norway again supported lifting of the embargo."
    )
    assert [(p.issue.label, len(p.evidence)) for p in record.positions] == [("lifting the embargo", 2)]


def test_for_and_against_the_same_is_ambivalent() -> None:
    record = read("Norway supports and opposes the plan.")
    assert len({p.stance for p in record.positions if name(record, p.actor) == "Norway"}) <= 1


def test_what_each_member_holds_is_not_told_of_the_group_again() -> None:
    record = read("Norway and Kenya vetoed a resolution to impose sanctions against Chad.")
    assert sorted(name(record, p.actor) or "" for p in record.positions) == ["Kenya", "Norway"]


def test_a_verb_that_is_cut_short_is_named_whole() -> None:
    record = read("Norway praised what's a good plan.")
    assert [p.issue.label for p in record.positions] == ["being a good plan"]

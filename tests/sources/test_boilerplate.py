"""Boilerplate: each rule finds its example, and no sentence of a report is ever taken for it."""

from __future__ import annotations

import pytest

from communique.sources.boilerplate import BoilerplateRule, boilerplate_rules, find_boilerplate

BODY = "The ministers met in Geneva on Monday."


@pytest.mark.parametrize("rule", boilerplate_rules(), ids=lambda rule: rule.name)
def test_each_rule_finds_its_example(rule: BoilerplateRule) -> None:
    assert any(sign in rule.example.lower() for sign in rule.signs)
    match rule.scope:
        case "line":
            assert rule.pattern.fullmatch(rule.example)
        case "end":
            assert rule.pattern.search(f"{BODY}\n{rule.example}")
        case _:
            assert rule.pattern.search(rule.example)


@pytest.mark.parametrize("rule", boilerplate_rules(), ids=lambda rule: rule.name)
def test_no_rule_takes_the_body(rule: BoilerplateRule) -> None:
    before, after = ("", "\n\n") if rule.pattern.pattern.startswith(r"\A") else (BODY + "\n\n", "\n\n")
    text = before + rule.example + (after + BODY if rule.scope != "end" else "")
    marked = "".join(span.of(text) for span in find_boilerplate(text))
    assert marked
    assert BODY not in marked


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Talks End\nJane Doe\nThey met.\n\nCHAD BLAMES KENYA FOR RAID ON PORT, ENVOY SAYS\n\nThey agreed.",
         ["CHAD BLAMES KENYA FOR RAID ON PORT, ENVOY SAYS"]),
        ("CHAD BLAMES KENYA FOR RAID ON PORT, ENVOY SAYS\n\nThey met.\n\nTHE LAST CHANCE\n\nThey agreed.", []),
        ("THE ENVOY OF CHAD MET THE MINISTER\nTHE MINISTER MET THE ENVOY OF CHAD\nTHEY MET IN LIMA ON A SUNDAY\n"
         "THE ENVOY OF CHAD AGREED WITH THE MINISTER", []),
        ("It was set up last year.\nGo to Forum >>0 Comment(s)", ["Go to Forum >>0 Comment(s)"]),
        ("They agreed.\n\n(Additional reporting by Jane Doe in Paris; Editing by John Roe)\n\nSource ",
         ["(Additional reporting by Jane Doe in Paris; Editing by John Roe)", "Source"]),
        ("[ad_1]\n<br><div id=\"x\">\n<p>He said <b>no</b>.</p></div>[ad_2]",
         ["[ad_1]", "<br><div id=\"x\">", "<p>", "<b>", "</b>", "</p></div>[ad_2]"]),
        ("<script>alert('said')</script>He left.<style>p{}</style>",
         ["<script>alert('said')</script>", "<style>p{}</style>"]),
        ("He left.<!-- a <b> comment --> She stayed.", ["<!-- a <b> comment -->"]),
        ("Officials declined to comment. Example News' Jane Doe contributed to this report.",
         ["Example News' Jane Doe contributed to this report."]),
        ("Image copyright Reuters Image caption The ministers met", ["Image copyright Reuters Image caption"]),
        ("The talks ended. REUTER", ["REUTER"]),
        ("Officials said so. ENDS\n\nENDS", ["ENDS"]),
        ("By Jane Doe and John Roe\n\nThe talks ended.", ["By Jane Doe and John Roe"]),
        ("They left.\n\n\\# \\# \\#", ["\\# \\# \\#"]),
    ],
)  # fmt: skip
def test_real_cases(text: str, marked: list[str]) -> None:
    assert [span.of(text) for span in find_boilerplate(text)] == marked


@pytest.mark.parametrize(
    "text",
    [
        "“We share this article of faith,” the president said.",
        "Source of the conflict, he said, is the border.",
        "An official source",
        "The newsletter of the ministry said that talks would resume.",
        "The minister signed up to the accord and asked others to follow.",
        "By Monday the ministers had left Geneva.",
        "By Friday Moscow and Ankara",
        "He follows the talks on Twitter, where the ministry posts its statements.",
        "Follow the money, the prosecutor told reporters.",
        "Copyright law was among the subjects of the talks.",
        "The ministers (reporting by their aides aside) said nothing.",
        "If a < b and c > d, the border moves.",
        "The ministry may be written to at <jane@example.org> for the text of the accord.",
        "The two sides had contributed to the delay.",
        "Russia contributed troops.",
        "Click on the map, the general said, and you see the front.",
        "The sanctions were updated at the summit in Brussels.",
        "Cookies and tea were served as the ministers talked.",
        "In the end",
        "Reuters asked the ministry for comment.",
        "The report was written by the ministry (edited version).",
        "“”“”“”",
        '""""""""',
        "The photo: a handshake between the two presidents, seen around the world.",
        "Comments by the minister angered Tehran.",
        "More talks are planned, the ministry said.",
        "Related talks in Vienna went on.",
        "Watch what we do, he said.",
    ],
)
def test_sentences_stay(text: str) -> None:
    assert find_boilerplate(f"The talks ended.\n\n{text}\n\n{BODY}") == ()
    assert find_boilerplate(text) == ()


def test_letters_that_grow_in_lower_case_move_nothing() -> None:
    text = "İİİ said no.\n\n(Reporting by Jane Doe; Editing by John Roe)"
    assert [span.of(text) for span in find_boilerplate(text)] == ["(Reporting by Jane Doe; Editing by John Roe)"]

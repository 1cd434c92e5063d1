"""What the characters of a span tell: the form of a mention, the mode of a statement. No parser, no models."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence


def words(line: str) -> frozenset[str]:
    """The words of a line as a set."""
    return frozenset(line.split())


PRONOUNS = words(
    "i me my mine myself you your yours yourself yourselves he him his himself she her hers herself it its itself "
    "we us our ours ourselves they them their theirs themselves"
)
# Common nouns that declarations write with a capital: "the Heads of State", "the Secretary".
CAPITALISED = words(
    "Ambassador Chair Chairman Chairperson Chancellor Commissioner Country Countries Delegation Delegations Emir Envoy "
    "Government Governments Head Heads King Leader Leaders Member Members Minister Ministers Participant Participants "
    "Parties Party President Presidents Queen Representative Representatives Secretary Secretary-General Side Sides "
    "Spokesperson State States Sultan"
)
# Where the head of a noun phrase is behind us: "the minister | of", "officials | who", "the two sides, | which".
AFTER_HEAD = re.compile(
    r",|\s(?:of|for|in|on|at|from|to|with|by|about|under|close|near|familiar|involved|present|who|that|which)\b"
)
# A finite auxiliary or modal, the surest sign of a clause without a parser: "the talks were over".
FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|do|does|did|will|would|shall|should|can|could|may|might|must|cannot)\b|n[’']t\b",
    re.IGNORECASE,
)
CLAUSE_START = re.compile(  # "that it", "to withdraw", "whether", "not to", "why"
    r"[\"“«‘']?(?:that|to|not to|whether|if|how|why|when|where|what|who|which|whom|there)\b", re.IGNORECASE
)
# Cues whose object is a thing judged or felt, not a thing said: "slammed", "expressed doubts over".
JUDGING = re.compile(
    r"\b(?:slam\w*|hail\w*|welcom\w*|prais\w*|applaud\w*|commend\w*|congratulat\w*|thank\w*|condemn\w*|denounc\w*|deplor\w*|"
    r"decr\w+|criticis\w*|criticiz\w*|blast\w*|attack\w*|lambast\w*|rebuk\w*|mock\w*|dismiss\w*|reject\w*|oppos\w*|"
    r"support\w*|back\w*|endors\w*|defend\w*|regret\w*|lament\w*|mourn\w*|accus\w*|blam\w*|salut\w*|tribute)\b|"
    r"(?:\b(?:for|of|over|about|on|at|to|with|against|in|towards?))$",
    re.IGNORECASE,
)
# Where a relative clause may begin, whose verb is not the content's own: "the fighters who | have held the road".
RELATIVE = re.compile(r"\s(?=(?:who|whom|whose|which|that)\b)")
# Cues that end in a preposition but take somebody and an infinitive: "called on | donors to pay".
URGING = re.compile(r"\b(?:call\w* (?:up)?on|appeal\w* (?:\w+ ){0,2}to)$", re.IGNORECASE)


def hull_of_touching(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order, those that touch or overlap made one."""
    out: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def capital_tells(text: str, start: int, end: int) -> bool:
    """Whether a capital letter here means a name: not at a sentence's start, nor in text set in capitals."""
    before = text[:start].rstrip(" \"“«‘'")
    line = text[text.rfind("\n", 0, start) + 1 :].split("\n", 1)[0]
    in_capitals = not any(c.islower() for c in line)
    starts = not before or before[-1] in ".!?:\n—–"
    return not in_capitals and not (starts and text[start:end].split()[0].istitle())


def mention_form(mention: str, kind: str, names: Sequence[str], capital_tells: bool) -> str:
    """name, nominal, pronoun or metonym: by a list, by the head's case, and for a state by whether it is its name."""
    parts = mention.split()
    if parts[0].lower() in PRONOUNS and (len(parts) == 1 or parts[1].lower() in ("all", "both", "two")):
        return "pronoun"
    head = AFTER_HEAD.split(mention, maxsplit=1)[0].split()[-1]
    if not any(c.isupper() for c in head):
        return "nominal"
    if kind == "state":
        return "name" if _is_name(mention, names) else "metonym"
    if head in CAPITALISED and len(parts) > 1 and mention not in names:
        return "nominal"
    known = {part.casefold() for name in names for part in name.split() if any(c.isupper() for c in part)}
    if not capital_tells and (head == parts[0] or mention.isupper()) and head.casefold() not in known:
        return "nominal"
    return "name"


def _is_name(mention: str, names: Sequence[str]) -> bool:
    """ "the U.S." is a name of the United States, "the Kremlin" is none of Russia."""
    bare = re.sub(r"^the ", "", mention, flags=re.IGNORECASE)
    letters = bare.replace(".", "")
    for name in names:
        full = re.sub(r"^the ", "", name, flags=re.IGNORECASE)
        initials = "".join(w[0] for w in full.split() if w[0].isupper())
        if bare.casefold() == full.casefold() or (len(initials) > 1 and letters == initials):
            return True
    return False


def quoted(text: str) -> set[int]:
    """Offsets of the characters inside quotation marks; a mark never reaches over a paragraph's end.

    Single marks count when they open after a space and close before none of a word's letters (‘a “quiet” word’).
    """
    out: set[int] = set()
    position = 0
    for paragraph in re.split(r"(\n\s*\n|\n)", text):
        close = ""
        for i, char in enumerate(paragraph):
            before, after = paragraph[i - 1 : i] if i else "", paragraph[i + 1 : i + 2]
            if not close and char in '“«"‘' and not (char == '"' and before.isalnum()):
                close = {"“": "”", "«": "»", '"': '"', "‘": "’"}[char]
            elif close and char == close and not (char == "’" and after.isalpha()):
                close = ""
            elif close:
                out.add(position + i)
        position += len(paragraph)
    return out


def mode_of(text: str, content: Sequence[tuple[int, int]], cue: Sequence[tuple[int, int]]) -> str:
    """direct, mixed, indirect, reported or free, as far as the characters tell it."""
    if not cue:
        return "free"
    inside = quoted(text)
    letters = [i in inside for start, end in content for i in range(start, end) if text[i].isalnum()]
    if letters and all(letters):
        return "direct"
    if any(letters):
        return "mixed"
    said = " ".join(text[start:end] for start, end in content)
    main = RELATIVE.split(said, maxsplit=1)[0]
    if CLAUSE_START.match(said) or FINITE.search(main) or any(URGING.search(text[start:end]) for start, end in cue):
        return "indirect"
    return "reported" if any(JUDGING.search(text[start:end]) for start, end in cue) else "indirect"

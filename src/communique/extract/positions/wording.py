"""How the words of an issue's name are written: shortened, joined as in the report, without what leads to nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from communique.knowledge.word_lists import word_list
from communique.language.tags import NOUNS, PROPER_NOUNS
from communique.language.tree import Token

MOST_WORDS = 12
"""Words of a name; what hangs on it last is left out until it has no more."""
MOST_BARE = 15
"""Words of a name that would lose the only phrase behind its verb if it had fewer."""
HYPHENS = ("-", "–", "‐", "‑")
BRACKETS = frozenset("[]()")
THIRD = frozenset(("it", "its", "he", "his", "him", "she", "her", "they", "their", "them"))
HANGING = frozenset(("agent", "aux", "cc", "det", "mark", "predet", "prep", "punct"))
"""What leads to a word behind it."""


class PronounName(str):
    """The name that a pronoun means."""

    pronoun: str
    called: tuple[str, ...]
    __slots__ = ("called", "pronoun")

    def __new__(cls, name: str, pronoun: str, called: Iterable[str] = ()) -> PronounName:
        """The name, the pronoun as it is written, and all that its actor is called."""
        made = super().__new__(cls, name)
        made.pronoun = pronoun.casefold()
        made.called = (name.removesuffix("'s"), *called)
        return made


def shortened(made: Callable[[int], Sequence[str | Token]], last: int) -> str:
    """The words as text, with less and less of what hangs on them until they are few."""
    text = ""
    for spare, most in ((0, MOST_WORDS), (1, MOST_WORDS), (2, MOST_BARE), (3, MOST_WORDS), (9, MOST_WORDS)):
        text = joined(_before(made(spare), last))
        if len(text.split()) <= most:
            break
    if text.casefold() in word_list("empty_issues") | word_list("general_nouns") or text.endswith((" what", " that")):
        return ""
    return text


def _before(words: Sequence[str | Token], last: int) -> list[str | Token]:
    """The words before an offset; a name that stands for a word goes with the word before it."""
    found: list[str | Token] = []
    inside = True
    for word in words:
        inside = word.idx < last if isinstance(word, Token) else inside
        if inside:
            found.append(word)
    return found


def prefix(verb: Token) -> str:
    """What the parser cut off a verb: "[re]-evaluate"."""
    if verb.i < 2 or verb.doc[verb.i - 1].text not in HYPHENS:
        return ""
    first = verb.doc[verb.i - 2]
    return first.text if first.idx + len(first.text) == verb.doc[verb.i - 1].idx else ""


def cut_off(verb: Token) -> Token | None:
    """The verb that the parser hangs on its prefix: "re-[evaluate]"."""
    if verb.i + 2 >= len(verb.doc) or verb.doc[verb.i + 1].text not in HYPHENS:
        return None
    rest = verb.doc[verb.i + 2]
    return rest if rest.idx == verb.doc[verb.i + 1].idx + 1 and rest.text.islower() else None


def subtree(c: Token) -> Sequence[Token]:
    return c.doc[c.left_edge.i : c.right_edge.i + 1]


def _hangs(words: Sequence[str | Token]) -> bool:
    """Whether the last word leads to something that is not there: "the talks [in] ..."."""
    last = words[-1]
    if isinstance(last, str):
        return last in ("", ",")
    before = words[-2] if len(words) > 1 else None
    if last.text.casefold() == "order" and isinstance(before, Token) and before.text.casefold() == "in":
        return True
    return last.tag_ == "PRP$" or (last.dep_ in HANGING and last.tag_ not in NOUNS)


def as_gerund(label: str) -> str:
    """The noun of an act in -ing as its gerund, so that both are one issue: "reopening [of] the airport", "end to"."""
    act, _, rest = label.partition(" ")
    preposition, _, thing = rest.partition(" ")
    if (act, preposition) == ("end", "to") and thing:
        return f"ending {thing}"
    return f"{act} {thing}" if thing and preposition == "of" and act in word_list("acts_in_ing") else label


def joined(words: Sequence[str | Token]) -> str:
    """The words as text, with the blanks that stand between them in the report."""
    text = ""
    last: Token | None = None
    words = list(words)
    while words and _hangs(words):
        words.pop()
    for word in words:
        if isinstance(word, PronounName) and word.pronoun in THIRD and any(name in text for name in word.called):
            text += f" {word.pronoun}"  # "Iran giving up its missiles"
            last = None
            continue
        if isinstance(word, str):
            if word and word != "," and text.endswith(word):
                continue  # each part of "Bashar al-Assad" is he
            text += (" " if text and word not in ("", ",") else "") + word
            last = None
            continue
        if word.text in BRACKETS:
            continue
        touching = last is not None and last.idx + len(last.text) == word.idx
        written = word.text
        if (word.is_sent_start or word.tag_ == "DT") and word.tag_ not in PROPER_NOUNS and not written.isupper():
            written = written.lower()
        text += ("" if not text or touching else " ") + written
        last = word
    return " ".join(text.split()).strip(" ,;:-–—")

"""Personal pronouns and what each tells of whom it means."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from communique.knowledge.word_lists import word_list


class Pronoun(msgspec.Struct, frozen=True):
    """What a pronoun tells about whom it means."""

    person: int
    plural: bool
    gender: str | None
    """m, f, n (it) or None."""
    possessive: bool = False
    reflexive: bool = False

    @property
    def family(self) -> str:
        """The name of the weights of a pronoun that is neither "I" nor "he" or "she": it, its, they, their, we, our."""
        if self.person == 1:
            return "our" if self.possessive else "we"
        if self.plural:
            return "their" if self.possessive else "they"
        return "its" if self.possessive else "it"


def _table() -> dict[str, Pronoun]:
    table: dict[str, Pronoun] = {}
    for words, person, plural, gender in (
        ("he him his himself", 3, False, "m"),
        ("she her hers herself", 3, False, "f"),
        ("it its itself", 3, False, "n"),
        ("they them their theirs themselves", 3, True, None),
        ("i me my mine myself", 1, False, None),
        ("we us our ours ourselves", 1, True, None),
    ):
        for word in words.split():
            table[word] = Pronoun(
                person,
                plural,
                gender,
                word in word_list("possessives") or word in ("ours", "theirs"),
                word.endswith(("self", "selves")),
            )
    return table


PRONOUNS: Mapping[str, Pronoun] = _table()
"""By the word in small letters."""

"""Which language a report is in, and whether it can be read."""

# ruff: noqa: SIM905 (a list of words is easier to read and to mend as words)

from __future__ import annotations

import math
import re

from communique.errors import LanguageError

# A word of letters, with an apostrophe inside: "don’t"
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
# Scripts that set no blanks between words: kana, Han, Hangul, Thai, Khmer, Lao, Burmese
UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")

ENGLISH = frozenset(
    "the of and to that with was from said by has which were their his her they this not have had been will would who "
    "are it be or but its when about there after into than more other also could he she you what is".split()
)
"""The commonest words of English, without those that are common in its neighbours too ("in", "a", "on", "for")."""

# A language as files give it: "fr", "pt-BR", "French"
CODE = re.compile(r"[A-Za-z]{2,20}(?:[-_]\w{1,20})*")
UNDETERMINED = frozenset(("und", "mul", "mis", "zxx", "unknown", "none", "null"))
"""What files give when they do not know (ISO 639-2 has the first four)."""

LAST_LATIN = "\u024f"
LEAST_WORDS = 25
"""Words under which no language is told."""
SURELY = 0.2
"""Share of :data:`ENGLISH` in a text that makes it English without a further look (news has 0.3)."""
HARDLY = 0.1
"""Share above which no text is taken for another language."""
MOST_NAMES = 0.6
"""Share of words with a capital above which a text is a list of names (German prose has 0.4)."""
CERTAIN = 0.95
"""Probability that the classifier must give another language."""
SAMPLE = 2_000
"""Characters looked at: half from the start, half from the middle."""


def is_english(language: str) -> bool:
    """Whether a language as files give it ("en", "en-GB", "eng", "English") is English."""
    return re.fullmatch(r"en(?:g|glish)?(?:[-_].*)?", language.strip(), re.I) is not None


def check_language(text: str, source: str, given: str | None = None, *, any_language: bool = False) -> str | None:
    """The ISO 639-1 code of a text's language, or None when the text is too short or too doubtful to tell.

    ``given`` is what the source says: English is trusted; another language is where the text does not tell.

    Raises:
        LanguageError: the text is in another language than English, and ``any_language`` is not set.
    """
    if given and is_english(given):
        return "en"
    found = find_language(text)
    if found is None and given and CODE.fullmatch(given.strip()) and given.strip().lower() not in UNDETERMINED:
        found = given.strip().lower()
    if found in {None, "en"} or any_language:
        return found
    assert found is not None
    raise LanguageError(
        source, found, "Translate it first, or read it all the same with --any-language (any_language=True)"
    )


def find_language(text: str) -> str | None:
    """The ISO 639-1 code of a text's language; None when it is short or the signs disagree.

    The share of common English words decides for English; else the classifier of langid.py (Lui and Baldwin 2012), as
    py3langid carries it, when it is certain and the share is low. Capitals are lowered first, since the classifier was
    made from ordinary print.
    """
    sample = _sample(text)
    words = [word.lower() for word in WORD.findall(sample)]
    if max(len(words), len(UNSPACED.findall(sample)) // 2) < LEAST_WORDS:
        return None
    share = sum(word in ENGLISH for word in words) / max(1, len(words))
    foreign = _in_another_script(sample)
    if share >= SURELY and not foreign:
        return "en"
    if not _shouts(sample) and sum(word[0].isupper() for word in WORD.findall(sample)) > MOST_NAMES * len(words):
        return None
    import py3langid  # a second to load: only for what is not plainly English

    ranked = py3langid.rank(sample.lower() if _shouts(sample) else sample)
    language, score = ranked[0]
    probability = 1 / sum(math.exp(max(-700.0, float(other - score))) for _, other in ranked)
    if foreign:
        return str(language) if language != "en" and probability >= CERTAIN else None
    if language == "en" or share >= HARDLY:
        return "en" if language == "en" and probability >= CERTAIN else None
    return str(language) if probability >= CERTAIN else None


def _sample(text: str) -> str:
    if len(text) <= SAMPLE:
        return text
    middle = len(text) // 2
    return text[: SAMPLE // 2] + "\n" + text[middle : middle + SAMPLE // 2]


def _in_another_script(text: str) -> bool:
    """Whether most letters are not Latin: a Chinese text with English names and notes is Chinese."""
    letters = [c for c in text if c.isalpha()]
    return sum(c > LAST_LATIN for c in letters) > len(letters) / 2


def _shouts(text: str) -> bool:
    """Whether most letters are capitals, as in old agency wires."""
    upper = sum(c.isupper() for c in text)
    return upper > 0.6 * sum(c.isalpha() for c in text)

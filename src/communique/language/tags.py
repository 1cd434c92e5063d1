"""Sets of part-of-speech tags, each spelled once: what rules ask of ``Token.tag_``.

The parser gives the Penn Treebank's tags (Marcus, Santorini, Marcinkiewicz 1993, "Building a Large Annotated Corpus of
English"). A rule that wants a set of its own joins these: ``NOUNS | {"CD"}``.
"""

from __future__ import annotations

COMMON_NOUNS = frozenset(("NN", "NNS"))
PROPER_NOUNS = frozenset(("NNP", "NNPS"))
PLURAL_NOUNS = frozenset(("NNS", "NNPS"))
SINGULAR_NOUNS = frozenset(("NN", "NNP"))
NOUNS = COMMON_NOUNS | PROPER_NOUNS
PERSONAL_PRONOUNS = frozenset(("PRP", "PRP$"))
"""Personal and possessive: "he", "his"."""
NOUNS_AND_PRONOUNS = NOUNS | {"PRP"}
RELATIVE_PRONOUNS = frozenset(("WDT", "WP"))
"""Also of questions: "who", "which", "what"; "whose" (``WP$``) is none of them."""
QUESTION_WORDS = RELATIVE_PRONOUNS | {"WRB"}
DETERMINERS = frozenset(("DT", "PDT", "PRP$"))
ADJECTIVES = frozenset(("JJ", "JJR", "JJS"))
NOUNS_AND_ADJECTIVES = NOUNS | ADJECTIVES
NAME_TAGS = NOUNS | {"JJ"}
"""What the words of a name are tagged as."""
NOMINALS = NOUNS_AND_PRONOUNS | RELATIVE_PRONOUNS | {"CD", "DT", "JJ", "JJS", "PRP$"}
"""What can head a noun phrase: "two", "those", "the poor", "the largest" too."""

VERBS = frozenset(("VB", "VBD", "VBG", "VBN", "VBP", "VBZ"))
VERBS_AND_MODALS = VERBS | {"MD"}
PRESENT_VERBS = frozenset(("VBP", "VBZ"))
FINITE_VERBS = PRESENT_VERBS | {"VBD"}
FINITE = FINITE_VERBS | {"MD"}
SINGULAR_VERBS = frozenset(("VBD", "VBZ"))
"""The forms that follow a singular name."""
SINGULAR_VERBS_AND_ING = SINGULAR_VERBS | {"VBG"}
PAST_VERBS = frozenset(("VBD", "VBN"))
PARTICIPLES = frozenset(("VBG", "VBN"))
PAST_AND_PARTICIPLES = PAST_VERBS | PARTICIPLES
VERBS_AND_ADJECTIVES = VERBS | ADJECTIVES
CONTENT_WORDS = NOUNS | ADJECTIVES | VERBS
CLAUSE_HEADS = VERBS_AND_MODALS | ADJECTIVES | COMMON_NOUNS
"""What the parser makes the head of a clause: the verb, the predicate, the auxiliary of what is left out."""
PREPOSITIONS = frozenset(("IN", "TO"))
BARE_VERBS = frozenset(("VB", "VBP"))
"""The form of infinitives and subjunctives, which the parser takes for a present tense at times."""
INFINITIVES_AND_ING = frozenset(("VB", "VBG"))
PRESENT_OR_BARE_VERBS = PRESENT_VERBS | BARE_VERBS
PRESENT_OR_BARE = PRESENT_OR_BARE_VERBS | {"MD"}
PARTICLES = PREPOSITIONS | {"RB", "RP", "VBG"}
"""What takes an object as a preposition does: "out", "including" too."""
PREDICATIVES = frozenset(("JJ", "RB", "VBN"))
PAST_VERBS_AND_ADJECTIVES = PAST_VERBS | {"JJ"}
ADVERBIALS = frozenset(("IN", "RB"))
ADJECTIVES_AND_ADVERBS = frozenset(("JJ", "RB"))

BEFORE_DATES = PREPOSITIONS | PROPER_NOUNS | {"DT", "JJ"}
"""What stands between a noun and its date: "the meeting in Istanbul on April 20"."""
BEFORE_TIMES = PREPOSITIONS | DETERMINERS | {"JJ", "POS"}
"""What stands before a time and seldom before a name: "in April", "last June", "Kenya's March offensive"."""
BEHIND_ORDINALS = NOUNS_AND_ADJECTIVES | {"CD", "POS", "VBG"}
"""What follows an ordinal that counts things and no days: "the 10th session"."""
QUESTIONS = frozenset(("TO", "WP", "WRB"))
"""First words of the content of a question or a demand: "[what to do]", "[to leave]"."""

# Words around and in names and noun phrases
INSIDE_NAMES = NOUNS_AND_ADJECTIVES | {"CD", "FW"}
STARTS_OF_NAMES = COMMON_NOUNS | {"FW", "JJ", "UH", "VBG"}
"""What the first word of a name may be tagged as when it is no proper noun."""
BEHIND_NAMES = SINGULAR_VERBS | {"POS"}
BEFORE_NOUNS = DETERMINERS | {"RB"}
BEFORE_MONTHS = frozenset(("CD", "IN"))
INSIDE_TITLES = COMMON_NOUNS | DETERMINERS | {"CD", "HYPH", "JJ", "NNP", "POS", "RB"}
DESCRIBING = frozenset(("JJS", "RBS", "VBG", "VBN"))
"""What may describe a noun besides adjectives: "the most senior", "a leading", "the elected"."""
BESIDE_NOUNS = DETERMINERS | {"CD", "POS", "RB", "``", "''"}
"""What stands in a noun phrase and describes nothing."""
NOUNS_AND_MODIFIERS = NOUNS | {"DT", "HYPH", "JJ", "POS", "PRP$"}
NOUN_PHRASE = NOUNS_AND_ADJECTIVES | PERSONAL_PRONOUNS | {"CD", "DT", "POS"}
PHRASE_HEADS = NOUNS_AND_PRONOUNS | {"CD", "DT", "JJ"}
STAND_INS = RELATIVE_PRONOUNS | PERSONAL_PRONOUNS | {"DT"}
"""Words that stand for a name told elsewhere."""
NAMELESS = RELATIVE_PRONOUNS | {"CD", "DT", "EX", "PRP"}
OWNED = ADJECTIVES | PARTICIPLES | {"CC", "CD", "HYPH", "RB", ",", "``", "''"}
"""What stands between an owner and what he owns: "Russia's [unprovoked and illegal] war"."""
POINTING = STAND_INS | VERBS | {"RB", "TO"}
"""Words that without a noun only point: "to take it", "that"."""
OPENING_TAGS = PREPOSITIONS | QUESTION_WORDS | {"DT", "PRP", "VBG"}
"""First words of a content that tell its shape: "[to leave]", "[that it left]", "[leaving]", "[it] lifted"."""
FUNCTION_WORDS = PREPOSITIONS | {"CC", "DT", "EX", "MD", "RB", ",", ".", ":", "``", "''"}
"""Words and marks that say nothing by themselves."""

OUTSIDE_PHRASES = FINITE | QUESTION_WORDS | {"EX", "PRP", "VB"}
"""What stands in no noun phrase, though the parser may hang it on a noun."""
BEFORE_GERUNDS = PREPOSITIONS | VERBS | {"RB"}
"""What stands before a verb in -ing that has an object: "charged with infiltrating", "denied harboring"."""
POSSESSIVES = frozenset(("POS", "PRP$"))
"""What tells that something is somebody's: "'s", "his"."""

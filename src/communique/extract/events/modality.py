"""Whether an act happened: read off auxiliaries, negation, conjunctions, and what governs the act's clause."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from communique.extract.events.matching import VERBAL, Match
from communique.extract.events.supposition import condition_of, goes_there, is_a_purpose, is_made_for, only_thought
from communique.knowledge import plover
from communique.knowledge.word_lists import word_list
from communique.language import clauses
from communique.language.negation import denied
from communique.language.tags import BARE_VERBS, COMMON_NOUNS, PARTICIPLES, PRESENT_VERBS, VERBS
from communique.language.tree import Token
from communique.model.event import Modality

FUTURE = frozenset(("will", "shall", "'ll", "’ll", "wo", "gon"))
SUPPOSED: tuple[Modality, ...] = ("planned", "conditional", "alleged", "negated")
"""What a modifier before a noun of action can make of it; a list of words for each, "supposed_planned" and so on."""
GOVERNED: Mapping[str, Modality] = {
    "AGREE": "planned", "THREATEN": "conditional", "REQUEST": "conditional", "REJECT": "conditional",
    "ACCUSE": "alleged", "SUPPORT": "conditional", "CONSULT": "conditional", "CONCEDE": "conditional",
}  # fmt: skip
SCHEDULED = frozenset(("CONSULT", "RETREAT"))
"""Types whose verbs in the present tense tell a plan: "the commission meets on Friday"; headlines apart."""
HELD: frozenset[Modality] = frozenset(("actual", "past", "alleged"))
"""Of what is, was, or is said to have been; the others tell what may or will be, or was not."""
AHEAD = frozenset((("ahead", "of"), ("prior", "to"), ("advance", "of")))
BY_WORDS = frozenset(("REQUEST", "ACCUSE", "SUPPORT", "REJECT", "THREATEN", "AGREE"))
"""Types of acts done by speaking: who meets somebody to urge him urges him."""
DEPTH = 8


class ModalityJudgement(msgspec.Struct, frozen=True):
    """What was found: the modality, in which words, and whether it is to come by the words of a future."""

    modality: Modality
    why: str = ""
    future: bool = False
    negated: bool = False
    mere: bool = False
    """Whether it is but thought of: under a condition, as possible, for some purpose, by a noun that only names it."""


def _supposed(word: str) -> Modality | None:
    """What a modifier makes of the act behind it: "the [alleged] raid"."""
    return next((m for m in SUPPOSED if word in word_list(f"supposed_{m}")), None)


def judge(match: Match, matches: Mapping[int, Match]) -> ModalityJudgement:
    """The modality of a match, from its own words and from those that govern it."""
    token: Token | None = match.token
    if match.rule.pos == "noun":
        own = _of_noun(match, matches)
        if own is not None:
            return own
        if not match.light and match.token.dep_ == "nsubj" and clauses.children(match.token, "poss"):
            return ModalityJudgement("actual")  # "Turkey's threat does not frighten us": it was made
        token = match.verb if match.light and match.verb is not None else _above(match.token)
    elif match.rule.pos == "adj" and match.verb is not None:
        token = match.verb
    if token is None:
        return ModalityJudgement("actual")
    return _climb(token, matches, match)


def _of_noun(match: Match, matches: Mapping[int, Match]) -> ModalityJudgement | None:
    """What a noun's own modifiers and the noun that it hangs on say."""
    noun = match.token
    for c in noun.children:
        if c.i < noun.i and (said := _supposed(c.text.casefold())) is not None:
            return ModalityJudgement(said, c.text, negated=said == "negated", mere=said == "conditional")
    if match.light:
        return None
    current = noun
    for _ in range(DEPTH):
        if current.dep_ == "conj":
            current = current.head
            continue
        governor = current.head
        if governor == current:
            return None
        if current.dep_ == "pobj" and _ahead(governor):
            return ModalityJudgement("planned", "ahead of")
        if (
            governor.dep_ in ("prep", "agent", "dative", "pcomp")
            and governor.text.casefold() in word_list("event_background")
            and current.dep_ == "pobj"
        ):
            return (
                ModalityJudgement("past", governor.text)
                if governor.text.casefold() in word_list("event_before")
                else None
            )
        if governor.i in matches and _is_its_object(current):
            held = matches[governor.i].rule.type
            if held in GOVERNED:
                return ModalityJudgement(GOVERNED[held], governor.text, mere=True)
        if current.dep_ in ("dobj", "nsubjpass") and governor.tag_ in VERBS:
            said2 = plover.effect(governor.text)
            if said2 not in (None, "actual"):
                return ModalityJudgement(said2, governor.text, mere=only_thought(governor, said2))
            return None
        if (
            governor.tag_ in COMMON_NOUNS
            and governor.text.casefold() in word_list("unsure_nouns")
            and current.dep_ in ("prep", "pobj")
        ):
            return ModalityJudgement("conditional", governor.text, mere=True)
        if governor.tag_ in VERBS and current.dep_ not in ("prep", "agent"):
            return None
        if (
            governor.tag_ in VERBS
            and current.text.casefold() == "for"
            and plover.effect(governor.text) == "conditional"
        ):
            return ModalityJudgement("conditional", governor.text)  # "hopes for a ceasefire"
        current = governor
        if current.tag_ in VERBS:
            return None
    return None


def _is_its_object(noun: Token) -> bool:
    """Whether a noun, or its preposition, is what the word above is about: "agreed on talks", not "said at talks"."""
    if noun.dep_ == "prep":
        return noun.text.casefold() in word_list("object_prepositions")
    return noun.dep_ in ("dobj", "pobj", "nsubjpass", "pcomp")


def _above(noun: Token) -> Token | None:
    """The verb of the clause that a bare noun stands in, when it is its subject or object."""
    current = noun
    for _ in range(DEPTH):
        if current.tag_ in VERBS:
            return current
        if current.dep_ not in ("dobj", "nsubj", "nsubjpass", "conj", "attr") or current.head == current:
            return None
        current = current.head
    return None


def _climb(token: Token, matches: Mapping[int, Match], match: Match) -> ModalityJudgement:
    verb, pluperfect = token, False
    for step in range(DEPTH):
        low = [(c, c.text.casefold()) for c in verb.children]
        aux = [w for c, w in low if c.dep_ in ("aux", "auxpass")]
        if verb.dep_ == "acl" and any(c.text.casefold() == "no" for c in verb.head.children):
            return ModalityJudgement("negated", "no", negated=True, mere=True)
        if verb.tag_ == "VBG" and verb.dep_ in ("csubj", "nsubj") and step == 0 and match.rule.pos != "noun":
            return ModalityJudgement("conditional", verb.text, mere=True)  # "arming the rebels is an option"
        if step == 0 and verb.tag_ == "VBG" and verb.dep_ == "ROOT" and not (aux or clauses.children(verb, "nsubj")):
            return ModalityJudgement("conditional", verb.text)  # what is left of a sentence that dashes cut
        if step == 0 and clauses.infinitive(verb) and _result(verb):
            return ModalityJudgement("actual", "only to")
        negated = denied(verb)
        marks = [w for c, w in low if c.dep_ in ("mark", "advmod") and c.i < verb.i]
        if (
            not aux
            and verb.dep_ == "conj"
            and verb.head.tag_ in VERBS
            and not clauses.children(verb, "nsubj", "nsubjpass")
        ):
            aux = [c.text.casefold() for c in clauses.children(verb.head, "aux", "auxpass")]
        if (condition := condition_of(verb)) is not None:
            return ModalityJudgement("conditional", condition, mere=True)
        if any(w in FUTURE for w in aux):
            return ModalityJudgement("negated" if negated else "planned", "will", future=True, negated=negated)
        if "would" in aux:
            reported = _reported(verb)
            return ModalityJudgement(
                "negated" if negated else "planned" if reported else "conditional",
                "would",
                future=reported,
                negated=negated,
                mere=not (reported or negated or _is_told(verb)),
            )
        if any(w in ("must",) for w in aux) or ("should" in aux) or _has_to(aux):
            return ModalityJudgement("conditional", "must", negated=negated, mere=True)
        if any(w in word_list("possible_auxiliaries") for w in aux):
            could = next(w for w in aux if w in word_list("possible_auxiliaries"))
            plan = (
                match.rule.type in SCHEDULED and verb.dep_ == "ROOT" and could in ("may", "might")
            )  # "may visit Chad"
            return ModalityJudgement("negated" if negated else "conditional", could, mere=not (negated or plan))
        if any(w in word_list("can_auxiliaries") for w in aux):
            return ModalityJudgement("negated" if negated else "conditional", "can", negated=negated, mere=True)
        if "to" in aux and step == 0 and (verb.dep_ == "ROOT" or (verb.dep_ == "acl" and verb.head.tag_ == "NNP")):
            return ModalityJudgement("planned", "to", future=True, negated=negated)  # "Obama and Putin to meet Monday"
        if clauses.infinitive(verb) and _yet(verb):
            return ModalityJudgement("negated", "yet to", negated=True)  # "has yet to recognise it"
        if "to" in aux and any(w in ("is", "are", "was", "were") for w in aux):
            return ModalityJudgement("planned", "is to", future=True, negated=negated)
        if verb.dep_ == "xcomp" and verb.head.text.casefold() in ("is", "are", "'s", "was", "were") and "to" in aux:
            return ModalityJudgement("planned", "is to", future=True, negated=negated, mere=is_a_purpose(verb.head))
        if verb.dep_ == "xcomp" and verb.head.text.casefold() == "going" and "to" in aux:
            return ModalityJudgement("planned", "going to", future=True, negated=negated)
        if negated and step == 0:
            return ModalityJudgement("negated", "not", negated=True)
        if (
            step == 0
            and match.rule.type in SCHEDULED
            and verb.text.casefold() not in word_list("states_of_things")  # "is in touch with Peru"
            and verb.tag_ in PRESENT_VERBS
            and not (aux or {"as", "while"} & set(marks))
            and _in_a_text(verb)
        ):
            if "when" in marks or "whenever" in marks:
                return ModalityJudgement("conditional", "when", mere=True)  # "when it meets": a habit
            return ModalityJudgement("planned", verb.text)  # "the commission meets on Friday"
        pluperfect = pluperfect or "had" in aux
        governor = verb.head
        if governor == verb:
            break
        if match.rule.type in BY_WORDS and clauses.infinitive(verb) and _spoken(verb, governor, matches, match):
            verb = governor.head if governor.tag_ in COMMON_NOUNS and governor.head.tag_ in VERBS else governor
            continue
        governed = _governed(verb, governor, matches, aux, match)
        if governed is not None:
            return governed
        if verb.dep_ in ("xcomp", "pcomp", "acl", "conj", "acomp", "oprd") or (
            verb.dep_ == "ccomp" and (governor.text.casefold() not in word_list("reported"))
        ):
            if verb.dep_ == "acl" and verb.tag_ in PARTICIPLES:
                break
            verb = governor.head if verb.dep_ == "pcomp" and governor.dep_ == "prep" else governor
            if verb.tag_ not in VERBS and verb.dep_ not in ("acomp", "oprd", "attr"):
                break
            continue
        break
    if (pluperfect and token.dep_ in ("relcl", "advcl", "acl", "conj")) or (pluperfect and match.rule.pos == "noun"):
        return ModalityJudgement("past", "had")
    return ModalityJudgement("actual")


def _governed(
    verb: Token, governor: Token, matches: Mapping[int, Match], aux: list[str], match: Match
) -> ModalityJudgement | None:
    """What the verb, adjective or noun above says of the act below it."""
    if verb.dep_ == "advcl":
        purpose = clauses.infinitive(verb)
        if not purpose or "having" in aux:
            return None
        return ModalityJudgement("planned", "to", mere=governor.tag_ in VERBS and not goes_there(governor, match))
    if verb.dep_ not in ("xcomp", "ccomp", "pcomp", "acl") and not _free(verb):
        return None
    if verb.dep_ == "ccomp" and any(c.text.casefold() == "what" for c in verb.children):
        return None  # "discussed what they called an outrage"
    above = governor.head if verb.dep_ == "pcomp" and governor.dep_ == "prep" else governor
    if verb.dep_ == "pcomp" and governor.text.casefold() == "against" and plover.effect(above.text) == "planned":
        return ModalityJudgement("negated", "against", negated=True)  # "decided against expelling"
    if verb.dep_ == "pcomp" and above.text.casefold() == "short":
        return ModalityJudgement("negated", "short of", negated=True)  # "stopped short of condemning"
    if verb.dep_ == "pcomp" and governor.text.casefold() in word_list("gerund_prepositions"):
        if governor.text.casefold() == "without":
            return ModalityJudgement("negated", "without", negated=True, mere=True)
        if governor.text.casefold() != "for" or above.i not in matches:
            return None
    if verb.dep_ == "pcomp" and governor.text.casefold() == "on" and above.text.casefold() in word_list("set_upon"):
        return ModalityJudgement("conditional", above.text)  # "put great emphasis on signing"
    if verb.dep_ == "ccomp" and (untrue := _untrue(verb, above)) is not None:
        return ModalityJudgement("negated", untrue)
    if above.tag_ in COMMON_NOUNS and verb.dep_ == "pcomp":
        if (
            above.dep_ == "dobj"
            and (accusing := matches.get(above.head.i)) is not None
            and accusing.rule.type == "ACCUSE"
        ):
            return ModalityJudgement("alleged", above.head.text)
        if governor.text.casefold() in word_list("noun_to_gerund"):
            return ModalityJudgement("conditional", above.text, mere=True)  # "the risk of arming them"
    if above.text.casefold() in word_list("hesitating") and denied(above):
        return ModalityJudgement("planned", "will not hesitate", future=True)
    held = matches.get(above.i)
    if held is not None and held.rule.type in GOVERNED and held.token.i != verb.i:
        return ModalityJudgement(GOVERNED[held.rule.type], above.text, mere=True)
    if is_made_for(above):
        return ModalityJudgement("planned", above.text, mere=True)
    said = plover.effect(above.text)
    heard = verb.dep_ == "ccomp" and match.rule.type in VERBAL and above.text.casefold() in word_list("telling_facts")
    if said == "alleged" and heard:
        return None  # "says that Kenya opposes the plan": what was said can be heard
    if verb.dep_ == "ccomp" and said != "alleged" and not clauses.infinitive(verb):
        return None
    if said is not None and said != "actual":
        mere = only_thought(above, said)
        return ModalityJudgement(said, above.text, future=said == "planned", negated=said == "negated", mere=mere)
    if verb.dep_ == "acl" and above.text.casefold() in word_list("decisions"):
        return None  # "the decision to close the port": it was taken
    if _free(verb) or (verb.dep_ == "acl" and clauses.infinitive(verb)):
        return ModalityJudgement("conditional", above.text, mere=above.text.casefold() not in word_list("leave_to_act"))
    return None


def _is_told(verb: Token) -> bool:
    """Whether a main clause with "would" tells what was to come: "Peru would leave", not "would leave if Chad paid"."""
    conditions = clauses.children(verb, "advcl")
    return (
        verb.dep_ == "ROOT"
        and not any(condition_of(c) for c in conditions)
        and not _has_to([c.text.casefold() for c in clauses.children(verb, "aux")])
    )


def _has_to(auxiliaries: list[str]) -> bool:
    """Whether auxiliaries in their order oblige: "has to leave", not "claims to have left"."""
    first, _, behind = " ".join(auxiliaries).partition(" to")
    return first.split(" ")[-1:] in (["has"], ["have"]) and auxiliaries.count("to") == 1 and not behind.strip()


def _free(verb: Token) -> bool:
    """Whether an infinitive behind a noun, taken for a relative, tells what is open: "free rein to [attack] Peru".

    What "the first", "the only" or "the highest" one did he did.
    """
    if verb.dep_ != "relcl" or not any(c.tag_ == "TO" and c.dep_ == "aux" for c in verb.children):
        return False
    before = verb.doc[verb.head.left_edge.i : verb.head.i]
    return not any(t.tag_ == "JJS" or t.text.casefold() in word_list("singled_out") for t in before)


def _untrue(clause: Token, copula: Token) -> str | None:
    """The predicate that denies the clause behind it: "it is false that", "it is not true that"."""
    for c in clauses.children(copula, "acomp", "attr"):
        if c.i < clause.i and denied(copula) is (c.text.casefold() == "true"):
            return c.text if c.text.casefold() in word_list("untrue") | {"true"} else None
    return None


def _spoken(verb: Token, governor: Token, matches: Mapping[int, Match], match: Match) -> bool:
    """Whether an act of words is done by what governs it: "called to urge him", "tried to persuade them"."""
    if match.rule.type == "REQUEST" and governor.text.casefold() in word_list("attempting"):
        return True
    doing = clauses.governing_verb(governor) if governor.tag_ in COMMON_NOUNS and verb.dep_ == "acl" else governor
    if doing is not None and doing.tag_ in VERBS and doing.i < verb.i and _by_effort(doing, verb):
        return True
    if verb.dep_ not in ("advcl", "xcomp") or governor.tag_ not in VERBS or governor.i > verb.i:
        return False
    above = matches.get(governor.i)
    spoke = governor.text.casefold() in word_list("speaking_to") and not clauses.children(governor, "prep")
    return spoke or (above is not None and above.rule.type in ("CONSULT", "ACCUSE") and verb.dep_ == "advcl")


def _by_effort(governor: Token, verb: Token) -> bool:
    """Whether words tell but how somebody came to speak: "took pains to praise", "took to Twitter to condemn"."""
    if governor.text.casefold() not in word_list("taking_to_words"):
        return False
    between = governor.doc[governor.i + 1 : verb.i]
    return any(t.text.casefold() in word_list("ways_to_words") for t in between)


def _yet(verb: Token) -> bool:
    """Whether "yet" stands before the "to" of an infinitive."""
    to = next((c for c in clauses.children(verb, "aux") if c.text.casefold() == "to"), None)
    return to is not None and to.i > 0 and to.nbor(-1).text.casefold() == "yet"


def _ahead(preposition: Token) -> bool:
    """Whether a preposition puts what follows after the report's news: "ahead of the talks", "prior to"."""
    before = preposition.doc[preposition.i - 1].text.casefold() if preposition.i else ""
    return (before, preposition.text.casefold()) in AHEAD


def _result(verb: Token) -> bool:
    """Whether an infinitive tells what came of it: "disarmed only to be [killed]"."""
    first = verb.doc[verb.left_edge.i]
    before = first if first.text.casefold() == "only" else first.doc[first.i - 1] if first.i else first
    return before.text.casefold() == "only" or (
        verb.dep_ == "conj" and verb.head.tag_ in VERBS and clauses.infinitive(verb.head) and _result(verb.head)
    )


def _reported(verb: Token) -> bool:
    """Whether "would" is a "will" that somebody spoke of in the past."""
    current = verb
    for _ in range(4):
        if current.dep_ == "ccomp" and current.head.tag_ in VERBS - BARE_VERBS:
            return True
        if current.dep_ in ("conj", "xcomp", "ccomp", "relcl") and current.head != current:
            current = current.head
            continue
        break
    sentence = [t.text.casefold() for t in verb.sent]
    return any(w in word_list("reported") for w in sentence) and "if" not in sentence


def _in_a_text(verb: Token) -> bool:
    """Whether the sentence is none of a headline, which tells the past in the present tense."""
    words = [t for t in verb.sent if not t.is_space]
    return bool(words) and words[-1].text in (".", "!", "?", "”", '"', "’", "'")

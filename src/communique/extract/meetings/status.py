"""What became of a meeting: held, planned, proposed, postponed, cancelled, or no meeting at all."""

from __future__ import annotations

from communique.knowledge.meetings import Status, status_words
from communique.knowledge.word_lists import word_list
from communique.language import clauses
from communique.language.negation import denied
from communique.language.tags import (
    BARE_VERBS,
    COMMON_NOUNS,
    INFINITIVES_AND_ING,
    PAST_VERBS,
    PREDICATIVES,
    PRESENT_OR_BARE_VERBS,
    PRESENT_VERBS,
    VERBS,
    VERBS_AND_MODALS,
)
from communique.language.tree import Token

WILL = frozenset(("will", "shall", "'ll", "’ll", "wo"))
STEPS = 7


def status_of(head: Token) -> tuple[Status | None, bool]:
    """The status that the words around a meeting's noun or verb give it, and whether they are sure.

    The words nearest to it count first: what modifies it, then what governs it, step by step up the tree. None: they
    say nothing ("the meeting").
    """
    own = _modifiers(head)
    if own is not None and not own[1]:
        return _undone(head) or own[0], True
    weak = own[0] if own is not None else None
    of_adjective = weak is not None  # "ahead of a historic summit": what governs it tells more than how it is called
    here = head
    crossed = False
    for step in range(STEPS):
        if here.tag_ in VERBS_AND_MODALS and here.dep_ not in ("aux", "auxpass"):
            word = here.text.casefold()
            far = crossed and _is_copula(here)
            if word in word_list("telling_of_meetings"):  # "told a meeting", not "said of talks that"
                far = crossed or head.dep_ not in ("dobj", "dative") or head.head != here
            found = None if far else _verb(here, is_head=step == 0)
            if found is not None:
                return found
            crossed = True
        if here.head == here:
            break
        above = here.head
        found = _governor(above, here)
        if found is not None and found[0] is not None:
            if found[1] or found[0] == "cancelled":
                return found
            weak = found[0] if of_adjective else weak or found[0]
            of_adjective = False
        here = above
    return weak, False


def _undone(head: Token) -> Status | None:
    """What became of a planned meeting: "cancelled a planned meeting"."""
    here = head
    for _ in range(2):
        found = _governor(here.head, here) if here.head != here else None
        if found is not None and found[0] in ("cancelled", "postponed", "none") and found[1]:
            return found[0]
        here = here.head
    return None


def _modifiers(head: Token) -> tuple[Status, bool] | None:
    adjectives, verbs = status_words("adj"), status_words("verb")
    weak: Status | None = None
    for child in head.children:
        word = child.text.casefold()
        if child.dep_ == "neg" or (child.i < head.i and word in word_list("negations")):
            return "none", False
        if child.dep_ in ("amod", "det", "compound", "nmod", "acomp") and child.i < head.i and word in adjectives:
            found = adjectives[word][0]
            if not found.weak:
                return found.status, False
            weak = weak or found.status
        if child.dep_ in ("acl", "relcl") and child.tag_ in PAST_VERBS and word in verbs and child.i > head.i:
            told = _past_modal(child)
            found = verbs[word][0] if verbs[word][0].particle is None else verbs[word][-1]
            if told is not None:
                return told, False
            if found.particle is None and not found.weak:
                return found.status, False
            if found.weak:
                weak = weak or found.status
        if child.dep_ == "relcl" and (told := _past_modal(child)) is not None:
            return told, False
    return (weak, True) if weak is not None else None


def _past_modal(verb: Token) -> Status | None:
    words = {c.text.casefold() for c in verb.children if c.dep_ in ("aux", "auxpass")}
    if words & WILL:
        return "planned"
    return "proposed" if words & word_list("meeting_would") else None


def _verb(verb: Token, *, is_head: bool) -> tuple[Status | None, bool] | None:
    """What a verb's own form says; None sends the question up the tree (an infinitive, a participle)."""
    children = list(verb.children)
    auxiliaries = {c.text.casefold() for c in children if c.dep_ in ("aux", "auxpass")}
    if denied(verb):
        return ("none", True) if is_head or verb.text.casefold() in word_list("meeting_holding") else None
    if not is_head and verb.text.casefold() not in word_list("meeting_holding") and not _is_copula(verb):
        return None
    if is_head and not auxiliaries and verb.dep_ == "ccomp" and verb.head.text.casefold() in word_list("suggesting"):
        return ("proposed", True) if verb.tag_ in BARE_VERBS else None  # "suggested that they meet"
    if auxiliaries & WILL:
        return "planned", True
    if auxiliaries & word_list("meeting_would"):
        return "proposed", bool(auxiliaries & word_list("obliged"))
    if (
        "to" in auxiliaries
        or verb.dep_ in ("xcomp", "pcomp", "acl")
        or (verb.dep_ == "advcl" and verb.tag_ in INFINITIVES_AND_ING)
    ):
        return None
    if verb.tag_ == "VBD" or auxiliaries & word_list("meeting_past_auxiliaries"):
        return "held", True
    if verb.tag_ == "VBG" and auxiliaries & {"is", "are", "'re", "’re", "'s", "’s", "am"}:
        going = is_head and verb.text.casefold() in word_list("under_way")
        return ("planned", True) if going else ("held", False)
    if verb.tag_ in PRESENT_VERBS and not _is_copula(verb):
        return "held", False
    return None


def _is_copula(verb: Token) -> bool:
    return verb.text.casefold() in word_list("copulas")


def _governor(above: Token, here: Token) -> tuple[Status | None, bool] | None:
    """What the word above says of the meeting below it."""
    word = above.text.casefold()
    if above.tag_ == "IN" or above.dep_ in ("prep", "mark"):
        return _preposition(above)
    if above.tag_ in VERBS_AND_MODALS:
        return _governing_verb(above, here)
    if above.tag_ in COMMON_NOUNS:
        for found in status_words("noun").get(word, ()):
            return (found.status, not found.weak) if not denied(above) else ("none", True)
        return None
    if word == "open" and here.dep_ == "nsubj" and not any(c.text.casefold() == "to" for c in above.children):
        return "held", False  # "peace talks open on Sunday", the verb read as an adjective
    if above.tag_ in PREDICATIVES:
        for found in status_words("adj").get(word, ()):
            return found.status, not found.weak
    return None


def _preposition(above: Token) -> tuple[Status | None, bool] | None:
    word = above.text.casefold()
    if word == "of" and above.head.text.casefold() in word_list("parts_of_meetings"):
        place = above.head.text.casefold()
        return ("planned", False) if place in ("ahead", "eve") else ("held", place in word_list("ends_of_meetings"))
    found = next(iter(status_words("prep").get(word, ())), None)
    if found is None:
        return None
    if found.status == "held" and _future(above):
        return "planned", True
    return found.status, not found.weak


def _future(token: Token) -> bool:
    """Whether the clause that a phrase belongs to lies ahead: "will meet during the summit"."""
    here = token
    for _ in range(STEPS):
        if here.tag_ in VERBS_AND_MODALS:
            words = {c.text.casefold() for c in here.children if c.dep_ == "aux"}
            return bool(words & WILL)
        if here.head == here:
            return False
        here = here.head
    return False


def _governing_verb(above: Token, here: Token) -> tuple[Status | None, bool] | None:
    if (
        here.dep_ in ("nsubj", "npadvmod", "advcl", "advmod", "conj", "ccomp", "parataxis")
        and here.tag_ not in VERBS_AND_MODALS
        and here.dep_ != "nsubj"
    ):
        return None
    particles = {c.text.casefold() for c in above.children if c.dep_ in ("prt", "advmod", "prep")}
    for found in status_words("verb").get(above.text.casefold(), ()):
        if found.particle is not None and found.particle not in particles:
            continue
        if here.dep_ == "nsubj" and found.status not in ("cancelled", "postponed"):
            continue
        if (
            here.dep_ in ("advcl", "prep")
            and found.particle is None
            and found.status in ("none", "cancelled", "postponed", "planned")
        ):
            continue  # "cancelled the deal before the talks": not the talks
        if here.dep_ == "advcl" and here.tag_ == "VBG":
            continue  # "speaking with the envoys, urged them"
        if here.dep_ == "prep" and (found.particle is None and found.status != "proposed"):
            continue
        if found.status == "planned" and above.tag_ in VERBS - {"VBG"} and denied(above):
            return "none", True
        if found.status in ("cancelled", "postponed") and (_past_modal(above) is not None or _pondered(above)):
            return "planned", False  # "could be cancelled", "is considering cancelling"
        if found.status == "cancelled" and _before_it(above):
            return found.status, False  # "days after cancelling the summit", which may be on again
        return found.status, not found.weak
    purpose = here.dep_ in ("advcl", "xcomp", "acl")
    if purpose and above.text.casefold() in word_list("travelling") and above.tag_ in PRESENT_OR_BARE_VERBS:
        return "planned", True  # "will travel there to meet"
    if purpose and above.text.casefold() in word_list("having_come"):
        return ("planned", True) if _past_modal(above) == "planned" else ("held", True)
    if here.dep_ in ("advcl", "xcomp", "ccomp") and above.text.casefold() in word_list("about_to"):
        return "planned", True
    if here.dep_ == "xcomp" and _is_copula(above):
        return "planned", True  # "is to meet"
    return None


def called_for(noun: Token) -> bool:
    """Whether somebody calls for the meeting: "called *for* direct talks with Peru"."""
    verb = clauses.attached(noun, "for")
    return verb is not None and verb.text.casefold() in ("call", "called", "calls", "calling") and verb.tag_ in VERBS


def calls_off(verb: Token) -> bool:
    """Whether a verb says that a meeting is called off or put off."""
    told = status_words("verb").get(verb.text.casefold(), ())
    particles = {c.text.casefold() for c in verb.children if c.dep_ in ("prt", "advmod")}
    return any(f.status in ("cancelled", "postponed") and f.particle in (None, *particles) for f in told)


def _pondered(verb: Token) -> bool:
    """Whether a deed is only thought of or threatened: "is considering cancelling", "threatened to call off"."""
    return verb.dep_ == "xcomp" and verb.head.text.casefold() in word_list("pondering")


def _before_it(verb: Token) -> bool:
    """Whether a gerund behind "after" or "despite" tells what was before the news."""
    return verb.dep_ == "pcomp" and verb.head.text.casefold() in ("after", "since", "despite")

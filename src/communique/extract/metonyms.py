"""When a capital or a seat of government stands for its state: when it acts, not when things happen there."""

from __future__ import annotations

from typing import Any

# "talks with Moscow", "pressure on Tehran", "a deal between Ankara and Baku", "accused by Kigali"
TOWARDS = frozenset(("with", "between", "against", "by", "toward", "towards", "on", "upon", "for", "of", "from", "to", "as", "than", "among"))
# Prepositions that tell a place even behind the words above.
PLACES = frozenset(("in", "at", "near", "around", "outside", "inside", "through", "across", "into", "via", "throughout", "within", "over", "above"))
# Nouns that take a preposition to a government: "relations with", "pressure on", "criticism of", "message to"
TAKE_PARTNER = frozenset(
    "relation relations tie ties talks talk dialogue deal agreement pact accord dispute conflict war pressure sanctions sanction "
    "criticism message letter warning call calls demand demands appeal request support help aid assistance statement response reaction answer "
    "signal signals threat threats confrontation cooperation alliance rift tension tensions negotiations understanding rapprochement "
    "offer proposal concession concessions approval permission order orders instructions influence position stance view policy attitude "
    "claim claims denial denials confirmation comment word guarantee guarantees pledge assurances".split()
)
# Verbs that do something to a government: "urged Ankara", "accused Moscow"
TO_A_GOVERNMENT = frozenset(
    "urge urged urging urges accuse accused accusing accuses press pressed pressing warn warned warning warns ask asked asking asks tell told telling "
    "tells inform informed assure assured support supported supporting supports criticize criticized criticise criticised blame blamed blaming "
    "condemn condemned persuade persuaded pressure pressured pressuring threaten threatened threatening isolate isolated join joined thank thanked "
    "praise praised provoke provoked help helped helping recognize recognized recognise recognised force forced convince convinced call called "
    "request requested notify notified sanction sanctioned anger angered alarm alarmed back backed oppose opposed challenge challenged invite invited "
    "punish punished arm armed betray betrayed defy defied".split()
)
# Verbs of what places are and undergo: "Damascus lies", "Kabul was calm", "Beirut awoke"
OF_A_PLACE = frozenset("lie lies lay sit sits sat be is was are were has have stands stood remained remains awoke became fell hosts hosted".split())
# Nouns of what a city has: "Moscow's mayor"
OF_A_CITY = frozenset(
    "mayor airport suburb suburbs street streets outskirts square police residents university embassy hotel centre center downtown district "
    "districts time station hospital port neighbourhood neighborhood museum stadium metro climate population skyline".split()
)


def acts_as_state(tokens: Any, i: int, j: int, *, seat: bool) -> bool:
    """Whether the capital or seat in tokens ``i`` to ``j`` acts, speaks, is addressed or is dealt with like a state."""
    head = _head(tokens, i, j)
    after = tokens[j] if j < len(tokens) else None
    before = tokens[i - 1].text.casefold() if i else ""
    if after is not None and after.tag_ in ("VBG", "VBD", "VBZ") and after.text.casefold() not in OF_A_PLACE and before in ("and", "with", "but", "while", ","):
        return True
    if i > 0 and tokens[i - 1].text.casefold() in PLACES:
        return False
    while head.dep_ in ("conj", "appos") and head.head != head:
        head = head.head
    dep, governor = head.dep_, head.head
    if dep in ("nsubj", "csubj", "agent"):
        return seat or not (governor.text.casefold() in OF_A_PLACE and not _does(governor))
    if dep == "nsubjpass":
        return seat or governor.text.casefold() in TO_A_GOVERNMENT
    if dep == "poss":
        return governor.text.casefold() not in OF_A_CITY
    if dep in ("dobj", "dative"):
        return seat or governor.text.casefold() in TO_A_GOVERNMENT
    if dep in ("pobj", "pcomp"):
        preposition = governor.text.casefold()
        if preposition in PLACES:
            return False
        if preposition in ("with", "between", "against", "by", "among"):
            return preposition != "by" or governor.dep_ == "agent"
        if preposition in TOWARDS:
            return governor.head.text.casefold() in TAKE_PARTNER or (seat and preposition == "from")
    return False


def _head(tokens: Any, i: int, j: int) -> Any:
    """The token of the stretch whose own head lies outside it."""
    for t in tokens[i:j]:
        if not i <= t.head.i < j or t.head == t:
            return t
    return tokens[j - 1]


def _does(verb: Any) -> bool:
    """Whether "is", "has" only help another verb or take a clause: "Moscow is ready to", "Ankara has said"."""
    return any(c.dep_ in ("acomp", "xcomp", "ccomp", "attr", "dobj", "oprd") for c in verb.children)

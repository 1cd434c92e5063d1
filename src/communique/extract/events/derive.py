"""What an act becomes by what governs it: a future meeting is AGREE, a future attack THREATEN (PLOVER's manual)."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from communique.extract.events.matching import Match
from communique.extract.events.modality import ModalityJudgement
from communique.extract.events.supposition import condition_of
from communique.knowledge import plover
from communique.knowledge.word_lists import word_list
from communique.language.tags import COMMON_NOUNS
from communique.language.tree import Token

COOPERATIVE = frozenset(("CONSULT", "SUPPORT", "COOPERATE", "AID", "RETREAT", "CONCEDE", "AGREE"))
CONFLICT = frozenset(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "THREATEN"))
WANTED = {
    "AID": "assist",
    "COOPERATE": "assist",
    "SUPPORT": "assist",
    "CONSULT": "meet",
    "RETREAT": "yield",
    "CONCEDE": "yield",
}
"""What is asked for or refused, as a mode of REQUEST and REJECT; anything else is a change."""
THREATS = {
    "SANCTION": "relations", "ASSAULT": "violence", "MOBILIZE": "violence", "PROTEST": "restrict", "COERCE": "restrict",
    "REJECT": "relations",
    "THREATEN": "violence",
}  # fmt: skip
THREAT_MODES = {"arrest": "arrest", "expel": "expel", "deport": "expel", "seize": "territory"}
AGREED = {"CONSULT": "036", "AID": "033", "COOPERATE": "031", "SUPPORT": "032", "RETREAT": "035", "CONCEDE": "034"}
"""CAMEO's codes of intentions to cooperate, by what is intended; 030 for anything else."""
CODES: Mapping[str, Mapping[str, str]] = {
    "REQUEST": {"assist": "103", "meet": "106", "yield": "105", "change": "104"},
    "REJECT": {"assist": "122", "meet": "125", "yield": "124", "change": "123"},
    "THREATEN": {
        "violence": "138", "relations": "131", "restrict": "132", "arrest": "132", "expel": "136", "territory": "1382",
    },
}  # fmt: skip
"""CAMEO's codes of requests, refusals and threats, by mode."""


UNDERTAKEN = "who says that he will commits himself"
"""Why what somebody says that he will do is an act already."""


class Shape(msgspec.Struct, frozen=True):
    """Type, mode and code of an event as it comes out, and the sentence that explains it."""

    type: str
    mode: str | None
    cameo: str | None
    modality: str
    why: str = ""


def own_shape(match: Match, judged: ModalityJudgement, below: Match | None) -> Shape:
    """The shape of a match by its rule, turned by the act that it governs and by its own modality."""
    rule = match.rule
    kind, mode, cameo, why = rule.type, rule.mode, rule.cameo, ""
    if below is not None and rule.pos != "noun":
        kind, mode, cameo, why = _with_complement(match, below)
    elif kind in ("REQUEST", "REJECT") and mode is None:
        mode = _wanted_mode(match)
        cameo = CODES[kind].get(mode or "", cameo)
    modality = judged.modality
    if judged.future and kind in COOPERATIVE and not judged.negated and (match.actors or match.recipients):
        return Shape("AGREE", None, AGREED.get(kind, "030"), "planned", f"{kind} to come ({judged.why}) is AGREE")
    if judged.negated and kind in COOPERATIVE and match.actors and judged.why in ("will", "would"):
        mode = WANTED.get(kind, "change")
        return Shape("REJECT", mode, CODES["REJECT"].get(mode), "actual", f"refusing {kind} is REJECT")
    unready = kind == "AGREE" and judged.why == "not" and match.token.text.casefold() in word_list("readiness")
    if unready and match.actors and (below is None or below.rule.type in COOPERATIVE):
        mode = WANTED.get(below.rule.type, "change") if below is not None else "change"
        return Shape("REJECT", mode, CODES["REJECT"].get(mode), "actual", "who is not ready to refuses")
    if judged.future and kind in CONFLICT and not judged.negated and match.actors:
        mode = THREAT_MODES.get(rule.mode or "", THREATS.get(kind, "violence"))
        return Shape(
            "THREATEN", mode, CODES["THREATEN"].get(mode), "actual", f"{kind} to come ({judged.why}) is THREATEN"
        )
    if judged.future and kind == "REJECT" and not judged.negated and match.actors:
        return Shape(kind, mode, cameo, "actual", "who says that he will refuse refuses")
    if kind == "COERCE" and rule.cameo == "172" and _on_a_state(match):
        return Shape("SANCTION", "discontinue", "163", modality, "what restricts another state is a sanction")
    if (
        kind == "AGREE"
        and rule.pos == "verb"
        and modality == "actual"
        and match.token.text.casefold() in word_list("planning")
    ):
        return Shape(kind, mode, cameo, "planned", "what is only planned is to come")
    return Shape(kind, mode, cameo, modality, why)


def _with_complement(match: Match, below: Match) -> tuple[str, str | None, str | None, str]:
    """Type, mode, code and reason of a verb that governs another act ("threatened to cut ties")."""
    rule = match.rule
    kind, mode = rule.type, rule.mode
    inner = below.rule.type
    if kind == "AGREE":
        if inner in CONFLICT and match.lemma in word_list("settling") and not _on_condition(below.token):
            return inner, below.rule.mode, below.rule.cameo, f"what was agreed is {inner}"
        if inner in CONFLICT:
            mode = THREAT_MODES.get(below.rule.mode or "", THREATS.get(inner, "violence"))
            return "THREATEN", mode, CODES["THREATEN"].get(mode), f"committing to {inner} is THREATEN"
        if inner == "REJECT":
            return "REJECT", below.rule.mode, below.rule.cameo, "committing to refuse is REJECT"
        return kind, mode, AGREED.get(inner, rule.cameo), ""
    if kind in ("REQUEST", "REJECT"):
        wanted = mode or WANTED.get(inner, "change")
        if inner == "COERCE" and below.rule.mode == "censor" and kind == "REQUEST":
            return "COERCE", "censor", "1721", "ordering a newspaper to close is COERCE"
        return kind, wanted, CODES[kind].get(wanted, rule.cameo), ""
    if kind == "THREATEN":
        wanted = THREAT_MODES.get(below.rule.mode or "", THREATS.get(inner, mode or "restrict"))
        return kind, wanted, CODES[kind].get(wanted, rule.cameo), ""
    if kind == "CONCEDE" and inner in ("RETREAT", "AID"):
        return kind, mode, rule.cameo, ""
    return kind, mode, rule.cameo, ""


def _on_condition(verb: Token) -> bool:
    """Whether what is settled is only done if something else is: "agreed to bomb the port unless they left"."""
    return any(c.dep_ == "advcl" and condition_of(c) is not None for c in verb.children)


def _wanted_mode(match: Match) -> str | None:
    """Mode of a request or refusal by the noun that tells what is wanted ("rejected talks")."""
    words: list[Token] = [t for t in match.token.subtree if t.i > match.token.i and t.tag_ in COMMON_NOUNS]
    for t in words[:6]:
        for entry in plover.nouns(t.text):
            if (wanted := WANTED.get(entry.rule.type)) is not None and not entry.rest:
                return wanted
    return "change" if words else None


def _on_a_state(match: Match) -> bool:
    """Whether an act falls on a state that is not the actor's own: "the union banned imports of Chinese steel"."""
    own = {p.actor.country for p in match.actors}
    return any(p.actor.kind == "state" and p.actor.country not in own for p in match.recipients)

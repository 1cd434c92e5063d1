"""Third-person pronouns: features of a candidate, and weights that add up to its score.

The sieve before the scores is hard: gender and number must not clash, a quotation's speaker is not "he" inside it, and
the object of a verb is not its subject. Then a pronoun means the best of the actors left; "it" means him only if he is
likelier than nobody, which is each thing spoken of and nothing at all together, and so is "they". The weights are in
``data/pronouns.json`` (fitted by ``training.pronouns``, which tells on what).
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from itertools import islice, takewhile

import msgspec

from communique.extract.actors.discourse import Discourse, MentionTrace, grammatical_role
from communique.extract.actors.drafts import ActorDraft
from communique.extract.actors.things import nobody_features, nobody_of_several, plural_thing_features, thing_features
from communique.knowledge.word_lists import word_list
from communique.language.clauses import governing_verb, subject
from communique.language.tree import Token

MOST_ASKED = 200  # actors of the whole report whom a pronoun may mean if those near it do not fit


class Pronoun(msgspec.Struct, frozen=True):
    """What a pronoun tells about whom it means."""

    person: int
    plural: bool
    gender: str | None
    """m, f, n (it) or None."""
    possessive: bool = False
    reflexive: bool = False


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
                word in word_list("possessives"),
                word.endswith(("self", "selves")),
            )
    return table


PRONOUNS: Mapping[str, Pronoun] = _table()
WINDOW = 6  # sentences looked back


LEAST = -4.0  # score below which a pronoun other than "it" is left without an actor


@cache
def weights(of: str = "weights") -> dict[str, float]:
    """Feature name -> weight: ``it`` of "it" itself, ``they`` of "they", over ``weights``, which is of the rest."""
    loaded: dict[str, float] = json.loads(
        files("communique.extract.actors").joinpath("data/pronouns.json").read_text("utf-8")
    )[of]
    return loaded


def agrees(p: Pronoun, draft: ActorDraft) -> bool:
    """Whether gender, number and kind allow it."""
    if p.gender in ("m", "f"):
        return draft.kind == "person" and not draft.plural and draft.gender in (None, p.gender)
    if p.gender == "n":
        return draft.kind != "person" and not (draft.kind == "group" and draft.plural)
    return draft.plural or draft.kind in ("organization", "group", "state")


def features(
    d: Discourse, token: Token, p: Pronoun, draft: ActorDraft, latest: MentionTrace, here: int
) -> dict[str, float]:
    """What speaks for ``draft``, whose latest mention is ``latest``, as what the pronoun ``token`` means."""
    gap = here - latest.sentence
    role = grammatical_role(token)
    tokens = -math.log2(1 + abs(token.i - latest.i)) / 4
    found = {
        "distance": -math.log2(1 + gap),
        "tokens": tokens,
        "same sentence": float(gap == 0),
        "subject": float(latest.role == "subject"),
        "parallel": float(latest.role == role),
        "possessed": float(latest.role == "possessive"),
        "object": float(latest.role == "object"),
        "often": math.log2(1 + d.counts[id(draft)]) / 3,
        "gender known": float(draft.gender is not None and draft.gender == p.gender),
        "latest a pronoun": float(latest.form == "pronoun"),
        "latest a name": float(latest.form == "name"),
        "full name": float(" " in draft.name),
        "spoken of first": float(bool(d.seen) and d.seen[0].draft is draft),
        "plural": float(p.plural and draft.plural),
        "state": float(draft.kind == "state"),
        "after": float(latest.i > token.i),
        "quoted apart": float((latest.quotation is None) != (not d.document.in_quotation(token.idx))),
        f"{role}: tokens": tokens,
        f"{role}: subject": float(latest.role == "subject"),
        f"{role}: same sentence": float(gap == 0),
        f"{role}: subject, same sentence": float(gap == 0 and latest.role == "subject"),
        f"{role}: subject, sentence before": float(gap == 1 and latest.role == "subject"),
    }
    if d.spoke_last(token) is draft:
        found["spoke last"] = 1.0
    if gap == 0 and _governs(d, latest, token):
        found["subject of the clause above" if latest.role == "subject" else "part of the clause above"] = 1.0
    first = d.document.syntax[latest.i]
    if gap and first.sent.start >= first.i - 1:
        found["began its sentence"] = 1.0
    opening = token.sent.start >= token.i - 1
    if opening and gap == 1 and latest.role == "subject":
        found["subject to subject"] = 1.0
    if _loosely(d, latest):
        found["in an apposition or a list"] = 1.0
    return found


def further_features(d: Discourse, token: Token, draft: ActorDraft) -> dict[str, float]:
    """What speaks for an actor as what "it" means, beside :func:`features`."""
    role = grammatical_role(token)
    inside = d.attribution_at(token.idx)
    says = inside is not None and d.speakers.get(inside[0]) is draft
    quoted = d.document.in_quotation(token.idx)
    found = {
        f"kind {draft.kind}": 1.0,
        f"{role}: {draft.kind}": 1.0,
        "members": float(bool(draft.members)),
        "plural draft": float(draft.plural),
    }
    if says:
        found["speaker quoted" if quoted else "speaker of indirect"] = 1.0
        if not quoted:
            found[f"{role}: speaker of indirect"] = 1.0
    if d.sources.around(token.idx, token.idx + 1):
        found[f"source: {draft.kind}"] = 1.0
    verb = governing_verb(token)
    own = subject(verb) if verb is not None else None
    if own is not None and own is not token:
        found[f"{role}: subject of its clause"] = float(
            any(s.draft is draft and s.i <= own.i < s.j for s in reversed(d.seen[-20:]))
        )
    here = d.document.sentence_number(token.idx)
    subjects = [s for s in d.recent(here, 1) if s.role == "subject" and s.i < token.i]
    for before, where in ((0, "of this sentence"), (1, "of the sentence before")):
        told = [s.draft for s in subjects if s.sentence == here - before]
        if any(x is draft for x in told):
            found[f"a subject {where}"] = found[f"{role}: a subject {where}"] = 1.0
            found[f"the first subject {where}"] = float(told[-1] is draft)
    return found


def features_of_several(draft: ActorDraft, found: Mapping[str, float]) -> dict[str, float]:
    """What speaks for an actor as what "they" means: features as they are ``found``, how they rank it, and its kind."""
    kind = "pair" if draft.members else "group" if draft.plural else draft.kind
    return {
        **{name: value for name, value in found.items() if ": " not in name},
        "ranked": score(found),
        f"kind {kind}": 1.0,
        "outlet": float(draft.sector == "JRN"),
        "people": float(draft.kind == "group" and draft.code is not None),
    }


def score(found: Mapping[str, float], of: str = "weights") -> float:
    """The weighted sum."""
    w = weights(of)
    return sum([w.get(name, 0.0) * value for name, value in found.items() if value])


def meant(d: Discourse, token: Token, p: Pronoun, ahead: list[MentionTrace]) -> ActorDraft | None:
    """The actor whom a third-person pronoun means; None when it means nobody, or nobody can be told."""
    listed = candidates(d, token, p, ahead)
    if not listed:
        return None
    if p.plural:
        return _meant_of_several(d, token, p, listed)
    if p.gender != "n" or p.possessive:
        best, _, draft = max((score(f), -n, draft) for n, (draft, f) in enumerate(listed))
        return draft if best >= LEAST else None
    best, _, draft = max(
        (score(f | further_features(d, token, draft), "it"), -n, draft) for n, (draft, f) in enumerate(listed)
    )
    nobody = [score(nobody_features(d, token), "it")] + [score(f, "it") for f in thing_features(d, token)]
    return draft if best >= _together(nobody) else None


def _meant_of_several(
    d: Discourse, token: Token, p: Pronoun, listed: list[tuple[ActorDraft, dict[str, float]]]
) -> ActorDraft | None:
    """The actor that "they" means, unless it is likelier that it stands for things, or for nobody.

    Whose "their" is, the other weights tell as well: it mostly is whoever stands before it.
    """
    several = [(score(features_of_several(x, f), "they"), -n, x) for n, (x, f) in enumerate(listed)]
    best, _, draft = max(several)
    if p.possessive:
        _, _, draft = max((score(f), -n, x) for n, (x, f) in enumerate(listed))
    nobody = [score(nobody_of_several(d, token, alone=False), "they")]
    nobody += [score(f, "they") for f in plural_thing_features(d, token)]
    return draft if best >= _together(nobody) else None


def _together(scores: list[float]) -> float:
    """The score of all of them together: the logarithm of the sum of their exponentials."""
    most = max(scores)
    return most + math.log(sum(math.exp(x - most) for x in scores))


def candidates(
    d: Discourse, token: Token, p: Pronoun, ahead: list[MentionTrace]
) -> list[tuple[ActorDraft, dict[str, float]]]:
    """Everybody whom the pronoun may mean, with features; ``ahead`` are names later in the sentence (cataphora)."""
    here = d.document.sentence_number(token.idx)
    quoting = d.attribution_at(token.idx) if d.document.in_quotation(token.idx) else None
    barred = {id(d.speakers[quoting[0]])} if quoting and quoting[0] in d.speakers else set()
    if not p.reflexive and not p.possessive and grammatical_role(token) == "object":
        subject = _clause_subject(token, p)
        barred |= {id(s.draft) for s in d.recent(here, 0) if subject is not None and s.i <= subject.i < s.j}
    latest: dict[int, MentionTrace] = {}
    for s in d.recent(here, WINDOW):
        if s.i < token.i:
            latest.setdefault(id(s.draft), s)
    if len(latest) < 2 and not any(agrees(p, s.draft) for s in latest.values()):
        for s in islice(reversed(d.latest.values()), MOST_ASKED):
            latest.setdefault(id(s.draft), s)
    for s in ahead:
        latest.setdefault(id(s.draft), s)
    if p.plural:
        for s in reversed(d.pairs):
            if s.sentence < here - WINDOW:
                break
            latest.setdefault(id(s.draft), s)
    if p.plural:  # "Zambia and Malawi ... they": no single one of them
        least = min((s.i for s in latest.values()), default=0)
        for draft in latest:
            for group in takewhile(lambda g: g.j > least, reversed(d.groups.get(draft, ()))):
                inside = {id(s.draft) for s in latest.values() if group.i <= s.i and s.j <= group.j}
                barred |= inside - {draft}
    return [
        (s.draft, features(d, token, p, s.draft, s, here))
        for s in latest.values()
        if id(s.draft) not in barred and agrees(p, s.draft)
    ]


def _governs(d: Discourse, latest: MentionTrace, token: Token) -> bool:
    subject = d.document.syntax[latest.j - 1]
    verb = subject.head
    up = token.head
    while up != up.head:
        up = up.head
        if up == verb:
            return True
    return False


def _loosely(d: Discourse, latest: MentionTrace) -> bool:
    """Whether the mention hangs on another noun: "his wife, Anna Berg", "with Berg and Lund"."""
    return any(
        t.dep_ in ("appos", "conj", "compound", "nmod") and not latest.i <= t.head.i < latest.j
        for t in d.document.syntax[latest.i : latest.j]
    )


def _clause_subject(token: Token, p: Pronoun) -> Token | None:
    """The subject of the verb whose object the token is; of "him" and "her" also one that a verb above it has."""
    up = token.head
    hops = 0
    while up.dep_ in ("prep", "pobj", "dobj", "attr", "agent") and up.head != up and hops < 3:
        up = up.head
        hops += 1
    own = next((c for c in up.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if own is None and p.gender in ("m", "f") and up.i and up.nbor(-1).text in (",", "and"):
        return subject(up)  # "called Roe, urging him to stay", "met Roe and urged him to stay"
    return own

"""States of one name: "North and South Korea", "the South", "the two Koreas"."""

from __future__ import annotations

from collections import Counter

from communique.extract.known_name import FORMS, KnownName
from communique.knowledge import states
from communique.knowledge.divided_states import by_plural, divided_states
from communique.knowledge.surface_forms import in_force, normalise
from communique.knowledge.word_lists import word_list
from communique.language.tags import NOUNS, PROPER_NOUNS, VERBS
from communique.language.tree import Tokens


def shares_noun(tokens: Tokens, i: int, j: int, behind: int) -> KnownName | None:
    """The state of "North" in "North and South Korea", "the East and West German ministers"."""
    if j - i < 2 or i - 2 < behind or tokens[i].text.casefold() not in word_list("directions"):
        return None
    direction, joint = tokens[i - 2].text, tokens[i - 1].text.casefold()
    if joint not in ("and", "or", "&") or direction.casefold() not in word_list("directions"):
        return None
    form = normalise(f"{direction} {tokens.part(i + 1, j).text}")
    entry = next((e for e in in_force(states.vocabulary().get(form, ())) if e.form in ("name", "demonym")), None)
    state = states.by_code(entry.code) if entry is not None else None
    if entry is None or state is None or not direction[:1].isupper():
        return None
    return KnownName(FORMS[entry.form], entry.code, state.name, entry.code, entry.sector, entry.plural)


def states_by_direction(tokens: Tokens, known: list[tuple[int, int, KnownName]]) -> list[tuple[int, int, KnownName]]:
    """ "The North", "the South's": one of two states of one name, where the report names either of them."""
    told = word_list("directions")
    named = Counter(
        k.code for i, _, k in known if {tokens[i].text.casefold(), k.name.split()[0].casefold()} & told
    )  # "Vietnam" makes no North of it
    pairs = [(sum(named[c] for c in d.members), d) for d in divided_states() if d.directions]
    most, pair = max(pairs, key=lambda x: x[0])
    if not most:
        return []
    taken = {k for i, j, _ in known for k in range(i, j)}
    found = []
    for token in tokens.capitals:
        code = pair.directions.get(token.text.casefold())
        if code is not None and token.i not in taken and _stands_alone(tokens, token.i):
            state = states.by_code(code)
            found.append((token.i, token.i + 1, KnownName("state", code, state.name if state else code, code)))
    return found


def _stands_alone(tokens: Tokens, i: int) -> bool:
    before = tokens[i - 1] if i else None
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if before is None or before.text.casefold() != "the":
        subject = tokens[i].dep_ in ("nsubj", "nsubjpass") and tokens[i].tag_ in PROPER_NOUNS
        if not subject or (before is not None and not before.is_punct and before.tag_ != "CC"):
            return False
    if after is None:
        return True
    if after.text.casefold() in ("of", "-", "–") or (after.tag_ in NOUNS and after.dep_ != "punct"):
        return after.tag_ == "POS"
    return not after.text[:1].isupper() or after.tag_ in VERBS


def with_divided_together(tokens: Tokens, known: list[tuple[int, int, KnownName]]) -> list[tuple[int, int, KnownName]]:
    """Known names with "the two Koreas", "both Sudans": all the states of one name, with what counts them."""
    together = _divided_together(tokens)
    inside = {k for i, j, _ in together for k in range(i, j)}
    return [*(x for x in known if not inside.issuperset(range(x[0], x[1]))), *together]


def _divided_together(tokens: Tokens) -> list[tuple[int, int, KnownName]]:
    found = []
    for token in tokens.capitals:
        pair = by_plural(token.text) if token.text.endswith("s") else None
        if pair is None:
            continue
        i = token.i
        while i and tokens[i - 1].text.casefold() in word_list("counting_states"):
            i -= 1
        found.append((i, token.i + 1, KnownName("group", f"divided/{pair.name}", token.text, plural=True)))
    return found


def members_of(known: KnownName) -> tuple[str, ...]:
    """Codes of the states that a known group of states is made of."""
    name = known.code.removeprefix("divided/")
    return next((d.members for d in divided_states() if known.code != name and d.name == name), ())

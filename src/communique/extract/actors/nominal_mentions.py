"""Descriptions: noun phrases that speak of actors without naming them ("the minister", "both sides", "his country")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import msgspec

from communique.extract.actors.drafts import TitleMention
from communique.extract.actors.idle_nouns import extent, is_idle, with_quantity
from communique.extract.american_namesakes import before_american_state
from communique.extract.states_in_phrases import adjectives_in, own_states_in, seats_in, states_in
from communique.knowledge.bodies import OF_STATES
from communique.knowledge.gazetteer import city_country
from communique.knowledge.nominals import Nominal, nominals
from communique.knowledge.titles import Title
from communique.knowledge.word_lists import word_list
from communique.language.clauses import children, conjuncts
from communique.language.document import Document
from communique.language.phrases import head_of
from communique.language.tags import COMMON_NOUNS, NOUNS, PLURAL_NOUNS, PROPER_NOUNS
from communique.language.tree import Token, Tokens

ROW = frozenset((",", "and", "or"))
FIELD = re.compile(r"[a-z]+(?:ic|al|an)")  # "economic", "political", "humanitarian"
DEEPEST = 6  # nouns that a description takes in one behind the other, at most


MEMBER_STATES = frozenset(("member countries", "member country", "member nations", "member state", "member states"))
"""Words of which the first describes nobody: "EU member states Chad and Togo"."""


class Description(msgspec.Struct, frozen=True):
    """One noun phrase that describes an actor; token and character offsets of the phrase and of its head."""

    i: int
    j: int
    head: int
    nominal: Nominal
    use: TitleMention | None
    """The title in its words, with its place."""
    definite: bool
    owner: int | None
    """Token of a possessive pronoun before it ("his country")."""
    pair: bool
    """Two of a kind: "both sides", "the two ministers"."""
    countries: tuple[str, ...]
    """Codes of the states in its modifiers ("the Turkish and Russian ministers") or behind "of"."""
    apposed: int | None = None
    """Token where the name begins to which it stands in apposition ("her counterpart, Henrik Aasland,")."""
    begins: int = -1
    """Token where the words begin that count those described: "[dozens of] troops"; ``i`` where there are none."""

    @property
    def title(self) -> Title | None:
        """The title in its words."""
        return self.use.match.title if self.use is not None else None


def find_descriptions(
    document: Document, titles: list[TitleMention], named: Mapping[int, str]
) -> Iterator[Description]:
    """Descriptions in text order; none whose head lies in a name or in a title that stands before a name.

    ``named`` has the kind of the actor for every token that lies in a name.
    """
    tokens = document.syntax
    table = nominals()
    at_title = {use.j - 1: use for use in titles}
    beginning = {use.i: use.j for use in titles}
    bound = {k for use in titles if _before_holder(use, beginning) for k in range(use.i, use.j)}
    for token in tokens:
        if token.tag_ not in NOUNS:
            continue
        nominal = table.get(token.text.casefold()) if not is_nobody(tokens, token.i) else None
        use = at_title.get(token.i)
        if nominal is None and use is None:
            continue
        if token.i + 1 < len(tokens) and f"{token.text} {tokens[token.i + 1].text}".casefold() in MEMBER_STATES:
            continue
        if (
            token.i in named
            or token.i in bound
            or _owns_a_name(tokens, token)
            or (use is None and _in_a_name(tokens, token, named))
        ):
            continue
        if (
            token.dep_ in ("compound", "amod", "nmod")
            and token.head.i > token.i
            and not (use and use.j - 1 == token.i and use.holder is not None)
        ):
            continue
        if token.i + 1 < len(tokens) and nominal is not None and _before_body(tokens, token, nominal, named):
            continue  # "the militant group Hamas" is Hamas
        joined = token.i + 1 < len(tokens) and named.get(token.i + 1) == "person"
        if joined and (nominal is None or (nominal.noun != "counterpart" and not nominal.plural)):
            continue  # "his aide Davutoglu" is Davutoglu, whose office "his counterpart" tells
        i = use.i if use is not None else token.i
        top = token if use is None else head_of(tokens[use.i : use.j])
        if use is not None and (nominal is None or (nominal.kind != "person" and top is not token)):
            plural = top.tag_ in PLURAL_NOUNS  # "the secretary of state" is no state
            nominal = Nominal(top.text.casefold(), "person", use.match.title.sector, plural, False, True)
        assert nominal is not None
        left = min(
            i,
            min(
                (
                    c.left_edge.i
                    for c in top.children
                    if c.i < top.i and c.dep_ not in ("relcl", "acl", "cc", "punct", "conj", "appos", "prep")
                ),
                default=i,
            ),
        )
        left = max(extent(tokens, left, i), _behind_person(tokens, left, i, named))
        while left < i and (tokens[left].is_space or tokens[left].is_punct):
            left += 1
        if token.tag_ in PLURAL_NOUNS:
            left = _first_of_a_row(tokens, left)
        if (
            token.i > left
            and any(named.get(k) in ("organization", "group") for k in range(left, token.i))
            and nominal.kind != "person"
        ):
            continue  # "the Friends of Syria group" is the Friends of Syria
        if use is None and is_idle(tokens, token, nominal, left, token.i + 1):
            continue
        words = [t.text.casefold() for t in tokens[left : token.i]]
        owner = next((t.i for t in tokens[left : token.i] if t.tag_ == "PRP$"), None)
        possessive = any(t.tag_ == "POS" for t in tokens[left : token.i])
        pair = (
            token.tag_ in PLURAL_NOUNS
            and nominal.noun in word_list("pairs")
            and (bool(word_list("opposed") & set(words)) or ("two" in words and words[0] in word_list("definite")))
        )
        listed = _listed(tokens, token) if token.tag_ in PLURAL_NOUNS else {}
        end = max(max(listed.values(), default=token.i) + 1, _with_complement(top, token.i + 1))
        begins = with_quantity(tokens, left) if token.tag_ in PLURAL_NOUNS else left
        yield Description(
            left, end, top.i, nominal, use,
            bool(words and (words[0] in word_list("definite") or possessive or owner is not None)), owner, pair,
            tuple(listed or sorted(_whose(tokens, left, token, use) or _where(tokens, nominal, token.i + 1, end))),
            (token.i + 1 if joined else _apposed(tokens, token.i, end, named, beginning))
            if nominal.kind == "person" and not nominal.plural
            else None,
            begins,
        )  # fmt: skip


def _behind_person(tokens: Tokens, left: int, i: int, named: Mapping[int, str]) -> int:
    """Behind a full name that the parser put before a description in small letters: "[Ann Roe] spokesman for"."""
    k = next((k for k in range(i - 1, left, -1) if named.get(k) == "person"), left)
    full = k > left and named.get(left) == "person" and tokens[k + 1].tag_ != "POS"
    return k + 1 if full and tokens[i].text.islower() and tokens[i].tag_ not in PLURAL_NOUNS else left


def _first_of_a_row(tokens: Tokens, left: int) -> int:
    """Where a headline's row of adjectives begins: "Polish, Czech Leaders Meet"; else ``left`` itself."""
    first = left - 2
    begins = first >= 0 and (tokens[first].is_sent_start or tokens[first - 1].is_space or first == 0)
    if not begins or tokens[left - 1].text != ",":
        return left
    return first if adjectives_in(tokens[first].text) and adjectives_in(tokens[left].text) else left


def is_nobody(tokens: Tokens, at: int) -> bool:
    """Whether "opposition" is against something, and no group ("Norway's opposition to the pipeline"), and "military"
    the first of a row of adjectives: "its military and humanitarian aid".
    """
    word = tokens[at].text.casefold()
    if word == "opposition":
        return at + 1 < len(tokens) and tokens[at + 1].text.casefold() == "to"
    return word == "military" and _in_a_row_of_adjectives(tokens, at + 1)


def _in_a_row_of_adjectives(tokens: Tokens, k: int) -> bool:
    """Whether adjectives like "political" are joined on from ``k``, and a common noun ends the row."""
    first = k
    while k < len(tokens) and (tokens[k].text in ROW or FIELD.fullmatch(tokens[k].text)):
        k += 1
    joined = k - first > 1 and tokens[first].text in ROW and tokens[k - 1].text not in ROW
    return joined and k < len(tokens) and tokens[k].tag_ in COMMON_NOUNS


def _with_complement(head: Token, end: int) -> int:
    """Behind the phrase that tells which one is meant: "the president of Peru", "officials from the two Koreas"."""
    for prep in children(head, "prep"):
        if prep.i == end and prep.text.casefold() in word_list("which_one"):
            for noun in children(prep, "pobj"):
                if noun.tag_ in NOUNS and not (
                    prep.text.casefold() != "of" and noun.text.casefold() in word_list("calendar")
                ):
                    return max(_phrase_end(noun), end)
    return end


def _phrase_end(noun: Token, depth: int = DEEPEST) -> int:
    """Behind a noun phrase with what it is joined to ("Peru and Chad") and its own "of", ``depth`` nouns on at most."""
    end = noun.i + 1
    if not depth:
        return end
    for c in noun.children:
        if c.i < end:
            continue
        if c.dep_ == "prep" and c.i == end and c.text.casefold() == "of":
            end = max([_phrase_end(n, depth - 1) for n in children(c, "pobj") if n.tag_ in NOUNS], default=end)
        elif c.dep_ == "conj" and c.tag_ in NOUNS and c.left_edge.i - end <= 2:
            end = _phrase_end(c, depth - 1)
    return end


def _before_body(tokens: Tokens, token: Token, nominal: Nominal, named: Mapping[int, str]) -> bool:
    return (
        nominal.kind == "organization"
        and not nominal.plural
        and token.text.islower()
        and named.get(token.i + 1) in ("organization", "group")
        and tokens[token.i + 1].text[:1].isupper()
    )


def _owns_a_name(tokens: Tokens, token: Token) -> bool:
    """Whether a noun with a capital is the owner in a name: "the People's Theatre"."""
    k = token.i + 1
    return (
        token.tag_ in PROPER_NOUNS
        and token.text[:1].isupper()
        and not token.is_sent_start
        and k + 1 < len(tokens)
        and tokens[k].tag_ == "POS"
        and tokens[k + 1].text[:1].isupper()
    )


def _in_a_name(tokens: Tokens, token: Token, named: Mapping[int, str]) -> bool:
    """Whether a noun ends a name that is no actor's: "the West Bank"; "the Syrian Government" is a description."""
    before = tokens[token.i - 1] if token.i else None
    return (
        before is not None
        and token.tag_ in PROPER_NOUNS
        and token.text[:1].isupper()
        and before.tag_ in PROPER_NOUNS
        and before.text[:1].isupper()
        and before.i not in named
        and before.head == token
        and not states_in(before.text)
    )


def _listed(tokens: Tokens, head: Token) -> dict[str, int]:
    """The states of a list behind a plural, each with its token: "the ministers of Peru, Chad and Mali"."""
    for prep in (*children(head, "prep"), *_beside_counterparts(tokens, head)):
        if prep.i < head.i or prep.text.casefold() not in word_list("before_owners"):
            continue
        found: dict[str, int] = {}
        for first in children(prep, "pobj"):
            for one in conjuncts(first):
                left = max([c.i for c in one.children if c.i < one.i and c.dep_ in ("cc", "conj", "punct")], default=-1)
                codes = states_in(tokens.part(max(left + 1, one.left_edge.i), one.i + 1).text)
                if len(codes) == 1:
                    found[next(iter(codes))] = one.i
        if len(found) > 1:
            return found
    return {}


def _beside_counterparts(tokens: Tokens, head: Token) -> Iterator[Token]:
    """The "from" behind "her counterparts", which tells whose they are even where the parser has it with the verb."""
    noun = nominals().get(head.text.casefold())
    if noun is not None and noun.noun == "counterpart" and head.i + 1 < len(tokens):
        behind = tokens[head.i + 1]
        if behind.dep_ == "prep" and behind.head != head:
            yield behind


def _whose(tokens: Tokens, left: int, head: Token, use: TitleMention | None) -> frozenset[str] | set[str]:
    """The states in the modifiers of a noun, or behind "of"; who arms or leads others is not theirs."""
    return (
        own_states_in(tokens.part(left, head.i + 1).text)
        or _behind_of(tokens, head, use)
        or _seated(tokens, left, head)
    )


def _seated(tokens: Tokens, left: int, head: Token) -> frozenset[str]:
    """The state in whose seat or capital officials are: "Pentagon officials", "officials in Lima"."""
    noun = nominals().get(head.text.casefold())
    if noun is not None and noun.noun in word_list("of_their_capital") and _in_a_city(tokens, head.i + 1):
        codes = seats_in(tokens.part(head.i + 2, head.i + 4).text)
        return codes if len(codes) == 1 else frozenset()
    before = tokens[head.i - 1] if head.i > left else None
    if noun is None or noun.sector not in OF_STATES or before is None or before.tag_ not in PROPER_NOUNS:
        return frozenset()
    codes = seats_in(tokens.part(left, head.i).text)
    return codes if len(codes) == 1 else frozenset()


def _in_a_city(tokens: Tokens, i: int) -> bool:
    return i + 1 < len(tokens) and tokens[i].text.casefold() == "in" and tokens[i + 1].tag_ in PROPER_NOUNS


def _where(tokens: Tokens, nominal: Nominal, i: int, j: int) -> set[str]:
    """The state in which people are of whom no state is told: "separatists in Ukraine", "the ministry in Tokyo"."""
    if j - i < 2 or nominal.sector == "JRN" or nominal.noun in word_list("sent_abroad"):
        return set()
    if tokens[i].text.casefold() not in ("in", "from") or not (nominal.plural or nominal.kind != "person"):
        return set()
    if before_american_state(tokens, j):
        return {"USA"}  # "police in Paris, Texas"
    if any(t.tag_ == "CC" for t in tokens[i:j]):
        return set()  # "voters in Georgia and Florida"
    place = tokens.part(i + 1, j).text
    return set(states_in(place)) or {c for c in [city_country(place)] if c is not None and place[:1].isupper()}


def _behind_of(tokens: Tokens, head: Token, use: TitleMention | None) -> set[str]:
    """The state in "the foreign minister of Viet Nam"."""
    if use is not None and use.of is not None and use.of.kind in ("state", "demonym", "seat"):
        return {use.of.code}
    k = head.i + 1
    if k + 1 < len(tokens) and tokens[k].text.casefold() == "of":
        return set(states_in(tokens.part(k + 1, k + 4).text)) if tokens[k + 1].tag_ in PROPER_NOUNS | {"DT"} else set()
    return set()


def _apposed(tokens: Tokens, head: int, behind: int, named: Mapping[int, str], titles: Mapping[int, int]) -> int | None:
    """Where a person's name begins that follows behind a comma and is followed by a mark itself.

    Or the name before the comma: "Henrik Aasland, [a member of the council]". ``behind`` is where the description ends,
    ``titles`` has where each title begins and ends: one may stand before the name ("the judge, Mr Justice Alderby,").
    """
    noun = tokens[head]
    if noun.dep_ == "appos" and named.get(noun.head.i) == "person" and noun.head.i < noun.left_edge.i:
        first = noun.head.i
        while named.get(first - 1) == "person":
            first -= 1
        return first if tokens[noun.left_edge.i - 1].text == "," and first < noun.head.i else None
    k = next((at for end in (head + 1, behind) if (at := _behind_comma(tokens, end, named, titles)) is not None), None)
    if k is None:
        beyond = next((c for c in noun.children if c.dep_ == "appos" and named.get(c.i) == "person"), None)
        if beyond is None or beyond.left_edge.i == 0 or tokens[beyond.left_edge.i - 1].text != ",":
            return None
        k = beyond.i  # "her predecessor at the ministry, Henrik Aasland,", "his wife, Secretary of State Jane Roe,"
        while named.get(k - 1) == "person":
            k -= 1
    end = k
    while end < len(tokens) and named.get(end) == "person":
        end += 1
    return k if end < len(tokens) and tokens[end].text in (",", ".", ";", ":", ")", "”", '"') else None


def _behind_comma(tokens: Tokens, at: int, named: Mapping[int, str], titles: Mapping[int, int]) -> int | None:
    """Where a person's name begins behind a comma at ``at`` and the titles that follow it."""
    k = at + 1
    while k in titles:
        k = titles[k]
    return k if k < len(tokens) and tokens[at].text == "," and named.get(k) == "person" else None


def _before_holder(use: TitleMention, titles: Mapping[int, int]) -> bool:
    """Whether a title stands before its holder's name, perhaps with another between: "Foreign Minister Gen. Moyo"."""
    if use.holder is None or use.holder.i < use.j:
        return False
    k = use.j
    while k in titles and k < use.holder.i:
        k = titles[k]
    return use.holder.i - k <= 1

"""Titles bound to the names beside them, and to the state or body whose office they are."""

from __future__ import annotations

from itertools import pairwise

from communique.extract.actors.drafts import NameMention, TitleMention
from communique.extract.actors.entity_types import is_seat
from communique.extract.known_name import KnownName
from communique.extract.offices import body_of_office
from communique.knowledge.bodies import OF_STATES
from communique.knowledge.given_names import is_given_name
from communique.knowledge.nominals import nominals
from communique.knowledge.word_lists import word_list
from communique.language.clauses import antecedent, attached
from communique.language.phrases import head_of
from communique.language.tags import ADJECTIVES, DESCRIBING, INSIDE_TITLES
from communique.language.tree import Token, Tokens

LOCAL = frozenset(("governor", "mayor", "police"))
"""Ranks of offices that a city has: "the Cairo governor"."""
NOW = frozenset(("now", "currently", "later", "today"))
BEYOND_A_COMMA = 8  # tokens between a title and the name before it to which it stands in apposition, at most


def bind_titles(tokens: Tokens, names: list[NameMention], titles: list[TitleMention]) -> None:
    """Bind titles to the names beside them and to the states or bodies whose office they are.

    A plural title ("Foreign Ministers A of Russia and B of Germany") is put into ``titles`` for each of its holders.
    """
    by_start = {n.i: n for n in names}
    by_end = {n.j: n for n in names}
    beginning = {use.i: use for use in titles}
    for name in names:
        owner = by_end.get(name.i - 1) if name.i and tokens[name.i - 1].tag_ == "POS" else None
        if name.known is None and owner is not None and owner.known is not None:
            if owner.known.kind == "state":
                name.country = owner.known.code
            elif owner.known.kind == "organization":
                name.country = owner.known.country  # "the BBC's Ann Hale"
        before = by_end.get(name.i)
        if name.known is None and before is not None and before.known is not None and before.known.kind == "demonym":
            name.country = before.known.code  # "Belgian Paul Maes told"
        if name.known is None and name.country is None:
            name.country = _of_its_member(tokens, name, by_end)
        if name.known is None and name.country is None and name.j - name.i > 1:
            behind = by_start.get(name.j + 1) if name.j < len(tokens) and tokens[name.j].lower_ == "of" else None
            if behind is not None and behind.known is not None and behind.known.kind == "state":
                name.country = behind.known.code  # "two ministers, Jane Roe of Chad and John Doe of Mali"
            elif behind is None and (institute := _institute(tokens, name, by_start)) is not None:
                name.country = institute.country  # "Fred Moyo of the Brookings Institution"
    inside = {k: n for n in names if n.known is not None and n.known.kind == "organization" for k in range(n.i, n.j)}
    honoured = _rows(beginning)
    last: TitleMention | None = None
    shared: list[TitleMention] = []
    for use in titles:
        owner = inside.get(use.i) if use.i and inside.get(use.i - 1) is inside.get(use.i) else None
        into = owner is not None and owner.j < use.j  # "[German government] spokesman" is a "government spokesman"
        owner = owner if into else _owner(tokens, use, by_end)
        if owner is not None and owner.known is not None:
            use.of = _state_of(owner.known) if into and "minister" in use.match.title.rank else owner.known
        at = _behind_brackets(tokens, use.j)
        if at + 1 < len(tokens) and (link := tokens[at].text.casefold()) in word_list("behind_titles"):
            k = at + 1 + (tokens[at + 1].text.casefold() == "the")
            behind = by_start.get(k)
            if behind is not None and (rest := _behind_portfolio(tokens, behind.j, by_start)) > behind.j:
                at = rest
            elif behind is not None and behind.known is not None:
                at = behind.j
                if link != "of" and behind.known.kind in (
                    "region",
                    "place",
                ):  # "Director for Asia at the council"
                    use.of = use.of or _employer(tokens, at, by_start)
                elif link == "of" or behind.known.kind not in ("state", "capital"):
                    use.of = use.of or behind.known  # "envoy for Syria", "ambassador to Chad": sent there, not by them
            elif behind is not None and tokens[behind.j - 1].text.casefold() in word_list("portfolios"):
                at = behind.j  # "Assistant Secretary of State for Near Eastern Affairs Anne Hale"
        if use.match.plural:
            shared += _each(tokens, use, at, by_start)
            last = use
            continue
        honours = honoured.get(at, at) if at == use.j else at  # "Foreign Minister Gen. Moyo"
        holder = by_start.get(honours)
        if holder is not None and honours != at and not use.match.title.before_name:
            holder = None
        if holder is not None and _is_portfolio(holder):
            holder = None  # "Assistant Secretary of State for African [Affairs] and Ambassador"
        if holder is not None and use.of is None and not _of_a_body(use):
            use.of = _behind_name(tokens, holder, by_start)
        if at == use.j and not use.match.title.before_name and not use.match.modifiers:
            holder = None  # "told reporters Akiman had come"
        if holder is not None and holder.known is None:
            use.holder = holder
            if (
                owner is not None
                and owner.known is not None
                and owner.known.kind in ("state", "organization")
                and tokens[owner.j].tag_ != "POS"
            ):
                owner.inside_title = True
        else:
            use.holder = (
                _apposed(tokens, use, at, by_start, by_end, beginning)
                or _who_is(tokens, use, by_end)
                or _without_commas(tokens, use, by_end)
            )
            if use.holder is None and last is not None and last.holder is not None and last.i > last.holder.j:
                use.holder = last.holder if _and_now(tokens, last, use) else None
        if use.holder is not None:
            use.holder.titles.append(use)
        elif use.of is not None and use.of.country is not None and (then := _who_was(tokens, use, by_end)) is not None:
            then.country = then.country or use.of.country
        # "Russian Foreign Minister Lavrov and Defence Minister Shoigu": one state for both.
        joined = (
            last is not None
            and last.holder is not None
            and 1 <= use.i - last.holder.j <= 1 + ("minister" in use.match.title.rank)
            and all(t.text.casefold() in ("and", "&", ",") for t in tokens[last.holder.j : use.i])
        )
        if joined and last is not None and use.of is None and use.holder is not None:
            use.of = last.of
        last = use
    titles += shared
    _inside(names, titles)


def _behind_brackets(tokens: Tokens, at: int) -> int:
    """Behind the brackets that close a title, or open its holder's name: "[Peruvian President] Ruiz"."""
    if at < len(tokens) and tokens[at].text == "(":
        return at + 1
    while at < len(tokens) and tokens[at].text in ("]", ")"):
        at += 1
    return at


def _behind_portfolio(tokens: Tokens, at: int, by_start: dict[int, NameMention]) -> int:
    """Behind the rest of what an office is for: "for African [Affairs] Ann Hale", "for Asia [and Africa] Ann Hale"."""
    rest = by_start.get(at)
    if rest is not None and rest.known is None and _is_portfolio(rest):
        return rest.j
    if at < len(tokens) and tokens[at].text.casefold() in ("and", "&"):
        other = by_start.get(at + 1 + (at + 1 < len(tokens) and tokens[at + 1].text.casefold() == "the"))
        if other is not None and other.known is not None and other.known.kind in ("region", "place", "demonym"):
            return _behind_portfolio(tokens, other.j, by_start)
    return at


def _of_its_member(tokens: Tokens, name: NameMention, by_end: dict[int, NameMention]) -> str | None:
    """The state of the body of a state whose one the noun before a name makes him: "Bundestag member Uwe Lorenz"."""
    noun = nominals().get(tokens[name.i - 1].text.casefold()) if name.i > 1 else None
    body = by_end.get(name.i - 2 + (tokens[name.i - 2].tag_ != "POS")) if noun is not None else None
    known = body.known if body is not None else None
    if noun is None or noun.kind != "person" or noun.plural or known is None or known.kind != "organization":
        return None
    return known.country if known.sector in OF_STATES else None


def _institute(tokens: Tokens, name: NameMention, by_start: dict[int, NameMention]) -> KnownName | None:
    """The institute of a state behind a name of two words, "of the" between them."""
    if tokens.part(name.j, min(name.j + 2, len(tokens))).text.casefold() != "of the":
        return None
    behind = by_start.get(name.j + 2)
    known = behind.known if behind is not None else None
    return known if known is not None and known.kind == "organization" and known.sector in ("EDU", "NGO") else None


def _is_portfolio(name: NameMention) -> bool:
    """Whether a name is what an office is for, and nobody: "Affairs", "Homeland Security"."""
    words = name.text.split()
    return words[-1].casefold() in word_list("portfolios") and not is_given_name(words[0])


def _and_now(tokens: Tokens, last: TitleMention, use: TitleMention) -> bool:
    """Whether a title goes on from the one before it: "Roe, a former minister of Chad and now [U.N. envoy],"."""
    between = [t.text.casefold() for t in tokens[last.j : use.i]]
    return len(between) < BEYOND_A_COMMA and any(a == "and" and b in NOW for a, b in pairwise(between))


def _employer(tokens: Tokens, at: int, by_start: dict[int, NameMention]) -> KnownName | None:
    """The body at which somebody is in charge of a region: "Director for Asia at the National Security Council"."""
    if at + 1 >= len(tokens) or tokens[at].text.casefold() not in ("at", "in", "with"):
        return None
    name = by_start.get(at + 1 + (tokens[at + 1].text.casefold() == "the"))
    return name.known if name is not None and name.known is not None and name.known.kind == "organization" else None


def _inside(names: list[NameMention], titles: list[TitleMention]) -> None:
    """Mark the bodies that are words of a title before a name: "[European Council] President Roe" mentions only Roe."""
    known = {n.i: n for n in names if n.known is not None}
    for use in titles:
        if use.holder is not None and use.holder.i >= use.j:
            for k in range(use.i, use.j):
                if k in known and known[k].j <= use.j:
                    known[k].inside_title = True


def _state_of(body: KnownName) -> KnownName:
    """The state of a body whose minister represents it: "U.S. Treasury Secretary"; else the body itself."""
    return KnownName("state", body.country, body.country, body.country) if body.country else body


def _owner(tokens: Tokens, use: TitleMention, by_end: dict[int, NameMention]) -> NameMention | None:
    """The state or body before a title ("Russian", "the Security Council's"), never the city of a dateline."""
    before = use.i
    while before > 0 and tokens[before - 1].text.casefold() in word_list("before_titles"):
        before -= 1
    possessive = before > 0 and tokens[before - 1].tag_ == "POS"
    owner = by_end.get(before) or by_end.get(before - 1 if possessive else -1)
    if owner is None or owner.known is None:
        return owner
    if any(tokens[k].is_sent_start for k in range(owner.j, use.i + 1)):
        return None  # "... in the U.S.A. President Moyo said"
    if owner.known.kind == "state" and not possessive and use.match.title.rank == "envoy":
        sender = by_end.get(owner.i)
        if (
            sender is not None
            and sender.known is not None
            and sender.known.kind in ("organization", "state", "demonym")
        ):
            return sender  # "[UN] Syria envoy": sent there, and not by Syria
    if owner.known.kind == "capital" and not possessive and use.match.title.rank not in LOCAL:
        return None  # "From Vienna Secretary of State Roe warned"
    return owner


def _of_a_body(use: TitleMention) -> bool:
    """Whether the title tells the body of states whose office it is: "U.N. envoy Ana Roe of Chad" is not Chad's."""
    return use.match.title.sector == "IGO" and body_of_office(use.match.title) is not None


def _behind_name(tokens: Tokens, holder: NameMention, by_start: dict[int, NameMention]) -> KnownName | None:
    """The state in "Foreign Minister Tom Reed of Australia"."""
    if holder.j + 1 >= len(tokens) or tokens[holder.j].text != "of":
        return None
    of = by_start.get(holder.j + 1 + (tokens[holder.j + 1].text.casefold() == "the"))
    return of.known if of is not None and of.known is not None and of.known.kind in ("state", "place") else None


def _each(tokens: Tokens, use: TitleMention, at: int, by_start: dict[int, NameMention]) -> list[TitleMention]:
    """A plural title for each of those that it stands before: "Presidents Ana Ruiz and Luis Toro"."""
    each: list[TitleMention] = []
    while (holder := by_start.get(at)) is not None and holder.known is None:
        of = _behind_name(tokens, holder, by_start)
        one = TitleMention(use.i, use.j, use.start, use.end, use.match, _singular(use), use.of or of, holder)
        holder.titles.append(one)
        each.append(one)
        at = holder.j
        if of is not None:
            at = by_start[at + 1 + (tokens[at + 1].text.casefold() == "the")].j
        while at < len(tokens) and tokens[at].text.casefold() in (",", "and", "&"):
            at += 1
        if at == holder.j:
            break
    return each


def _singular(use: TitleMention) -> str:
    """ "Foreign Minister" of "Foreign Ministers", as the text writes it."""
    plural, singular = use.match.title.plural.split(), use.match.title.title.split()
    words = use.text.split()
    if len(plural) != len(singular) or len(words) < len(plural):
        return use.match.title.title
    for k, (many, one) in enumerate(zip(plural, singular, strict=True), len(words) - len(plural)):
        if many != one:
            words[k] = one.capitalize() if words[k][:1].isupper() else one
    return " ".join(words)


def _rows(beginning: dict[int, TitleMention]) -> dict[int, int]:
    """By the token with which a title begins that stands before a name: where the row of such titles ends."""
    found: dict[int, int] = {}
    for i in sorted(beginning, reverse=True):
        use = beginning[i]
        if use.match.title.before_name and not use.match.plural:
            found[i] = found.get(use.j, use.j)
    return found


def _apposed(
    tokens: Tokens,
    use: TitleMention,
    after: int,
    by_start: dict[int, NameMention],
    by_end: dict[int, NameMention],
    beginning: dict[int, TitleMention],
) -> NameMention | None:
    """The name that a title stands in apposition to: "Sergei Lavrov, the Russian foreign minister," or turned round."""
    if after + 1 < len(tokens) and tokens[after].text == ",":
        at, honours = after + 1, 0
        while (own := beginning.get(at)) is not None and not own.match.plural:
            at, honours = own.j, honours + 1  # "the judge, Mr Justice Alderby,"
        name = by_start.get(at)
        if name is not None and name.known is None and name.j < len(tokens):
            closed = tokens[name.j].text in ",.;:)" or "\n\n" in tokens[name.j].text  # a heading has no full stop
            if closed and (len(name.text.split()) > 1 or honours):
                return name
    if _acts_itself(tokens, use):
        return None
    k = use.i - 1
    while (
        k > 0 and use.i - k < BEYOND_A_COMMA and (_inside_title(tokens, k) or k + 1 in by_end) and tokens[k].text != ","
    ):
        k -= 1
    if k > 0 and tokens[k].text in (",", "("):
        name = by_end.get(k)
        if name is None and tokens[k - 1].tag_ == "CD" and k > 1 and tokens[k - 2].text == ",":
            name = by_end.get(k - 2)  # ``Jane Doe, 45, the minister``
        if name is not None and name.known is None and is_seat(name.text) and tokens[name.i - 1].text in (",", "("):
            name = by_end.get(name.i - 1)  # ``Jane Doe, R-Fla., the chairman``
        if name is not None and name.known is None:
            return name
    return None


def _without_commas(tokens: Tokens, use: TitleMention, by_end: dict[int, NameMention]) -> NameMention | None:
    """The full name before a title in a text that lost its commas: "said Ann Roe [spokesman] for the agency"."""
    behind = tokens[use.j].text if use.j < len(tokens) else ""
    if behind not in ("of", "for") or not use.text[:1].islower():
        return None
    k = use.i
    while k > 0 and use.i - k < BEYOND_A_COMMA:
        name = by_end.get(k)
        if name is not None and name.known is None:
            return name if name.j - name.i > 1 and is_given_name(tokens[name.i].text) else None
        if name is None and tokens[k - 1].tag_ not in ADJECTIVES:
            return None
        k = name.i if name is not None else k - 1
    return None


def _inside_title(tokens: Tokens, k: int) -> bool:
    """Whether a word may stand before a title in its phrase: "the most senior Thai official", "a leading analyst"."""
    token = tokens[k]
    if token.text == "and":  # "Foreign and Security Policy Adviser"
        return tokens[k - 1].text.istitle() and tokens[k + 1].text.istitle() and tokens[k - 1].tag_ in ADJECTIVES
    return token.tag_ in INSIDE_TITLES or (token.tag_ in DESCRIBING and token.dep_ in ("amod", "advmod"))


def _acts_itself(tokens: Tokens, use: TitleMention) -> bool:
    """Whether a title behind a comma begins a clause of its own: "Asked about Roe, the president laughed"."""
    head = head_of(tokens[use.i : use.j])
    verb = head.head
    return head.dep_ in ("nsubj", "nsubjpass") and verb.i > head.i and "," not in tokens.part(use.j, verb.i).text


def _who_is(tokens: Tokens, use: TitleMention, by_end: dict[int, NameMention]) -> NameMention | None:
    """The name of whom it is told what he is: "Ana Roe is the new envoy", "a former minister who is now the envoy"."""
    head = head_of(tokens[use.i : use.j])
    if (verb := _serving(head)) is not None:
        served = _own_subject(verb)
        if served is not None and served.text.casefold() in ("he", "she"):
            before = [n for n in by_end.values() if n.known is None and n.j <= served.i and _opens(tokens, n)]
            return max(before, key=lambda n: n.j, default=None)
    elif head.dep_ != "attr" or head.head.text.casefold() not in word_list("copulas_of_office"):
        return None
    else:
        served = next((c for c in head.head.children if c.dep_ == "nsubj" and c.i < head.i), None)
    if served is None:
        return None
    meant = antecedent(served) or served
    while meant.dep_ in ("appos", "conj") and meant.i + 1 not in by_end and meant.head != meant:
        meant = meant.head
    name = by_end.get(meant.i + 1)
    if name is not None and name.j - name.i == 1 and head.dep_ != "attr" and meant.i != served.i:
        return None  # "said Kim, who served as the envoy": a surname may be anybody's
    return name if name is not None and name.known is None else None


def _who_was(tokens: Tokens, use: TitleMention, by_end: dict[int, NameMention]) -> NameMention | None:
    """The name of whom it is told what he was: "Ines Paz, who was Peru's envoy until 2015,"."""
    head = head_of(tokens[use.i : use.j])
    if head.dep_ != "attr" or head.head.text.casefold() != "was":
        return None
    served = next((c for c in head.head.children if c.dep_ == "nsubj" and c.i < head.i), None)
    name = by_end.get(((antecedent(served) or served).i) + 1) if served is not None else None
    return name if name is not None and name.known is None and name.j - name.i > 1 else None


def _serving(head: Token) -> Token | None:
    """The verb of "served as the envoy", "has served as envoy and counsellor"; None where there is none."""
    while head.dep_ == "conj" and head.head.i < head.i:
        head = head.head
    verb = attached(head, "as")
    return verb if verb is not None and verb.text.casefold() in word_list("serving") else None


def _own_subject(verb: Token) -> Token | None:
    """Who serves, by the verb's own subject or that of the verb beside it; "to serve as" tells what is yet to be."""
    while verb.dep_ == "conj" and not any(c.dep_ == "nsubj" for c in verb.children):
        verb = verb.head
    return next((c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i), None)


def _opens(tokens: Tokens, name: NameMention) -> bool:
    """Whether a name of two words or a subject may be who "he served" means."""
    head = head_of(tokens[name.i : name.j])
    return head.dep_ in ("nsubj", "nsubjpass", "ROOT") or tokens[name.i].is_sent_start

"""Titles bound to the names beside them, and to the state or body whose office they are."""

from __future__ import annotations

from communique.extract.actors.drafts import NameMention, TitleMention
from communique.knowledge.word_lists import word_list
from communique.language.tags import INSIDE_TITLES
from communique.language.tree import Tokens


def bind_titles(tokens: Tokens, names: list[NameMention], titles: list[TitleMention]) -> None:
    """Bind titles to the names beside them and to the states or bodies whose office they are."""
    by_start = {n.i: n for n in names}
    by_end = {n.j: n for n in names}
    for name in names:
        owner = by_end.get(name.i - 1) if name.i and tokens[name.i - 1].tag_ == "POS" else None
        if name.known is None and owner is not None and owner.known is not None and owner.known.kind == "state":
            name.country = owner.known.code
    last: TitleMention | None = None
    for use in titles:
        before = use.i
        while before > 0 and tokens[before - 1].text.casefold() in word_list("before_titles"):
            before -= 1
        owner = by_end.get(before) or by_end.get(before - 1 if before and tokens[before - 1].tag_ == "POS" else -1)
        if owner is not None and owner.known is not None:
            use.of = owner.known
        at = use.j
        if at + 1 < len(tokens) and (link := tokens[at].text.casefold()) in word_list("behind_titles"):
            k = at + 1 + (tokens[at + 1].text.casefold() == "the")
            behind = by_start.get(k)
            if behind is not None and behind.known is not None:
                if link == "of" or behind.known.kind not in ("state", "capital"):
                    use.of = use.of or behind.known  # "envoy for Syria", "ambassador to Chad": sent there, not by them
                at = behind.j
            elif behind is not None and tokens[behind.j - 1].text.casefold() in word_list("portfolios"):
                at = behind.j  # "Assistant Secretary of State for Near Eastern Affairs Anne Hale"
        holder = by_start.get(at)
        if holder is not None and use.of is None and holder.j + 1 < len(tokens) and tokens[holder.j].text == "of":
            of = by_start.get(holder.j + 1 + (tokens[holder.j + 1].text.casefold() == "the"))
            if of is not None and of.known is not None and of.known.kind == "state":
                use.of = of.known  # "Foreign Minister Tom Reed of Australia"
        if use.match.plural or (at == use.j and not use.match.title.before_name and not use.match.modifiers):
            holder = None  # "told reporters Akiman had come"
        if holder is not None and holder.known is None:
            use.holder = holder
            if (
                owner is not None
                and owner.known is not None
                and owner.known.kind == "state"
                and tokens[owner.j].tag_ != "POS"
            ):
                owner.inside_title = True
        elif not use.match.plural:
            use.holder = _apposed(tokens, use, at, by_start, by_end)
        if use.holder is not None:
            use.holder.titles.append(use)
        # "Russian Foreign Minister Lavrov and Defence Minister Shoigu": one state for both.
        joined = (
            last is not None
            and last.holder is not None
            and use.i - last.holder.j == 1
            and tokens[use.i - 1].text.casefold() in ("and", "&", ",")
        )
        if joined and last is not None and use.of is None and use.holder is not None:
            use.of = last.of
        last = use


def _apposed(
    tokens: Tokens, use: TitleMention, after: int, by_start: dict[int, NameMention], by_end: dict[int, NameMention]
) -> NameMention | None:
    """The name that a title stands in apposition to: "Sergei Lavrov, the Russian foreign minister," or turned round."""
    if (
        after + 1 < len(tokens)
        and tokens[after].text == ","
        and (name := by_start.get(after + 1))
        and name.known is None
    ):
        end = name.j
        if end < len(tokens) and tokens[end].text in ",.;:)" and len(name.text.split()) > 1:
            return name
    k = use.i - 1
    while k > 0 and use.i - k < 8 and (tokens[k].tag_ in INSIDE_TITLES or k + 1 in by_end) and tokens[k].text != ",":
        k -= 1
    if k > 0 and tokens[k].text in (",", "("):
        name = by_end.get(k)
        if name is None and tokens[k - 1].tag_ == "CD" and k > 1 and tokens[k - 2].text == ",":
            name = by_end.get(k - 2)  # ``Jane Doe, 45, the minister``
        if name is not None and name.known is None:
            return name
    return None

"""Who a token of the tree names: what every extractor of facts looks up."""

from __future__ import annotations

from communique.language.clauses import antecedent, conjuncts
from communique.language.document import ACTORS, Document
from communique.language.layers import Index
from communique.language.tree import Token
from communique.model import Actor, Mention, Span


class MentionIndex:
    """The actors of a document by the tokens that name them."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._at: dict[int, list[tuple[Mention, Actor]]] = {}
        for actor in document.actors:
            for mention in actor.mentions:
                for token in document.tokens_in(mention.span):
                    self._at.setdefault(token.i, []).append((mention, actor))
            for title in titles_of(actor):
                for token in document.tokens_in(title.span):
                    self._at.setdefault(token.i, []).append((title, actor))
        for found in self._at.values():
            found.sort(key=lambda x: x[0].end - x[0].start)

    def mention(self, token: Token) -> tuple[Mention, Actor] | None:
        """The mention that the token heads: the smallest that it ends, else the smallest that covers it."""
        found = self._at.get(token.i)
        if not found:
            return None
        end = token.idx + len(token.text)
        for mention, actor in found:
            if (mention.end == end and not _complements(token, mention)) or _heads(token, mention):
                return mention, actor
        return None

    def actor_of(self, token: Token) -> Actor | None:
        """The actor that the token names, or that a relative pronoun takes up, or None."""
        token = antecedent(token) or token
        found = self.mention(token)
        if found is not None:
            return found[1]
        # ``the foreign minister, Jane Roe``: what stands in apposition names it too.
        for child in token.children:
            if child.dep_ == "appos" and (found := self.mention(child)) is not None:
                return found[1]
        if token.dep_ == "appos" and (found := self.mention(token.head)) is not None:
            return found[1]
        return None

    def actors_in_coordination(self, token: Token) -> list[Actor]:
        """The actors of a phrase and of what is coordinated with it, in text order, each once."""
        token = antecedent(token) or token
        before = [c for c in token.children if c.dep_ == "nmod" and any(g.dep_ == "cc" for g in c.children)]
        found = [a for t in [*before, *conjuncts(token)] if (a := self.actor_of(t)) is not None]
        return list({a.id: a for a in found}.values())

    def actors_within(self, span: Span) -> list[Actor]:
        """The actors whose mentions lie inside a span, in text order, each once."""
        return list({a.id: a for _, a in self.document.mentions_in(span)}.values())


def titles_of(actor: Actor) -> list[Mention]:
    """The words of a person's offices, which mean him where the parser takes them for the head of his name."""
    told = [r.evidence for r in actor.roles if r.evidence is not None]
    return [Mention(e.start, e.end, "nominal") for e in told if not any(m.span.covers(e) for m in actor.mentions)]


def _complements(token: Token, mention: Mention) -> bool:
    """Whether it stands in the phrase behind the noun that a description speaks of: "critics of the [policy]"."""
    return mention.form == "nominal" and token.dep_ in ("pobj", "conj") and mention.start <= token.head.idx < token.idx


def _heads(token: Token, mention: Mention) -> bool:
    head = token.head
    return head == token or not mention.start <= head.idx < mention.end


MENTION_INDEX: Index[MentionIndex] = Index("index of mentions", (ACTORS,), MentionIndex)

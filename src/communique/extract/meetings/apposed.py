"""Who stands in apposition to a description of those who are met: "his counterparts Jane Roe and Ali Musa"."""

from __future__ import annotations

from communique.extract.mention_index import MentionIndex
from communique.extract.states_in_phrases import states_in
from communique.language.tags import PROPER_NOUNS
from communique.language.tree import Token
from communique.model import Actor

MOST_TITLE = 6  # words between "the host," and his name


def list_behind(who: MentionIndex, obj: Token) -> list[Actor]:
    """ "his Kenyan and Ugandan counterparts Jane Roe and Ali Musa": names in apposition behind a noun.

    Also behind the comma of one that is nobody by itself, where the parser hangs the name elsewhere: "with the host,
    Malian President Jane Roe".
    """
    apposed = [a for c in obj.children if c.dep_ == "appos" for a in who.actors_in_coordination(c)]
    tokens = obj.doc
    if apposed or obj.tag_ != "NN" or obj.i + 2 >= len(tokens) or tokens[obj.i + 1].text != ",":
        return apposed
    for token in tokens[obj.i + 2 : obj.i + 2 + MOST_TITLE]:
        found = who.mention(token)
        if found is not None and found[1].kind == "person" and found[0].form == "name":
            return [found[1]]
        if token.tag_ not in PROPER_NOUNS and not states_in(token.text):
            break
    return []

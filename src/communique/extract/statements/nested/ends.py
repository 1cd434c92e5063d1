"""Where the content of a cue ends: as the parse has it, with what stands right behind it, or without a reason given."""

from __future__ import annotations

from collections.abc import Iterator

from communique.extract.statements.nested.shapes import ContentOption, Cut
from communique.knowledge import cues
from communique.language import clauses
from communique.language.document import Document
from communique.language.phrases import trimmed
from communique.language.tags import VERBS
from communique.language.tree import Token
from communique.model import Span

SHORT = frozenset(("np", "pp", "np_inf", "inf", "ing"))
"""Shapes of which the parser may have cut off the end."""
LOOSE_ENDS = frozenset(("prep", "advcl", "acl", "xcomp", "dative"))
BEHIND = LOOSE_ENDS | {"npadvmod", "advmod", "relcl", "prt", "agent"}
ARGUMENTS = frozenset(
    ("against", "as", "between", "for", "from", "into", "of", "over", "to", "toward", "towards", "with")
)
"""Prepositions that bring what a verb's object lacks rather than when or where it is said."""
REASONS = frozenset(("although", "because", "despite", "though", "whereas", "while"))
"""What begins a clause that gives a reason or an objection, mostly of who speaks."""
ROUNDS = 6  # pieces that are added to a content at most


def endings(document: Document, what: ContentOption, token: Token, part: Span) -> Iterator[tuple[Cut, Span]]:
    """The content with each of the ends that it may have, no two the same."""
    seen: set[Span] = set()
    first = what.content
    drafts: list[tuple[Cut, int]] = [
        ("parse", _parsed(document, what, token)),
        ("long", _longest(document, what, token, part)),
        ("short", _without_reason(document, what.content)),
        ("joint", _without_another(document, what.content)),
    ]
    if first.start > token.idx:
        drafts.append(("whole", min(part.end, document.sentence_at(first.start).end)))
    for cut, end in drafts:
        end = min(end, part.end)
        if end <= first.start:
            continue
        content = trimmed(document.view, Span(first.start, _before_joint(document, first.start, end)))
        if content is None:
            continue
        content = _closed(document, Span(content.start, min(_end_of_word(document, content.end), part.end)), part)
        if content not in seen:
            seen.add(content)
            yield cut, content


def _parsed(document: Document, what: ContentOption, token: Token) -> int:
    """With what hangs on the cue right behind it and is an argument."""
    end = what.content.end
    if what.shape not in SHORT:
        return end
    for above in (token, what.last):
        for child in above.rights:
            if child.dep_ not in LOOSE_ENDS or not _follows(document, child, end):
                continue
            if child.dep_ == "prep" and child.text.casefold() not in ARGUMENTS:
                continue
            if child.dep_ == "advcl" and not (clauses.infinitive(child) or child.tag_ == "VBG"):
                continue
            end = max(end, _right(child))
    return end


def _longest(document: Document, what: ContentOption, token: Token, part: Span) -> int:
    """With all that stands right behind it and hangs on the cue, on what is told, or on the verb above."""
    end = what.content.end
    inside = document.tokens_in(what.content)
    for _ in range(ROUNDS):
        follows = document.token_at(end) if end < part.end else None
        while follows is not None and follows.idx < end:
            follows = follows.nbor() if follows.i + 1 < len(document.syntax) else None
        while follows is not None and follows.text in ("(", "“", '"', "‘"):
            follows = follows.nbor() if follows.i + 1 < len(document.syntax) else None
        if follows is None or follows.idx >= part.end:
            return end
        top = follows
        for above in follows.ancestors:
            if above.left_edge.i < follows.i and above.left_edge.text not in ("(", "“", '"', "‘"):
                break
            top = above
        near = {token.i, what.last.i, token.head.i, *(t.i for t in inside)}
        if top.dep_ not in BEHIND or top.head.i not in near or top.text.casefold() in REASONS or _reason(top):
            return end
        end = max(end, _right(top))
        inside = document.tokens_in(Span(what.content.start, end))
    return end


def _without_reason(document: Document, content: Span) -> int:
    """Without a clause of reason at its end: "wants the ban lifted [because it sells arms]"."""
    for t in document.tokens_in(content)[2:]:
        if t.text.casefold() in REASONS and t.dep_ in ("mark", "prep") and t.idx > content.start:
            return t.idx
    return content.end


def _without_another(document: Document, content: Span) -> int:
    """Without another's or another thing that is said: "its support for X [and its concern over Y]"."""
    tokens = document.tokens_in(content)
    for t in tokens[2:]:
        if t.dep_ != "cc" or not any(c.dep_ == "conj" and c.i > t.i for c in t.head.children):
            continue
        after = next(c for c in t.head.children if c.dep_ == "conj" and c.i > t.i)
        owned = any(c.dep_ == "poss" for c in after.children) and cues.noun(after.text) is not None
        clause = after.tag_ in VERBS and cues.verb(after.text) is not None
        if owned or clause or t.head.i < tokens[0].i:
            return t.idx
    for t in tokens[2:]:
        if t.dep_ == "cc" and t.i + 1 < len(document.syntax):
            own = t.nbor()
            if own.dep_ == "poss" and cues.noun(own.head.text) is not None:
                return t.idx
    return content.end


def _closed(document: Document, content: Span, part: Span) -> Span:
    """With the bracket that closes what was opened inside, and without one that only opens."""
    view, end = document.view, content.end
    while end > content.start and (view[end - 1] == "(" or view[end - 1].isspace()):
        end -= 1
    inside = view[content.start : end]
    if inside.count("(") > inside.count(")") and end < part.end and view[end] == ")":
        end += 1
    return Span(content.start, end)


def _before_joint(document: Document, start: int, end: int) -> int:
    """The end without an "and" that joins nothing any more."""
    last = document.tokens_in(Span(start, end))[-1:]
    return last[0].idx if last and last[0].tag_ == "CC" and last[0].idx > start else end


def _reason(clause: Token) -> bool:
    return clause.dep_ == "advcl" and any(c.text.casefold() in REASONS for c in clause.lefts)


def _follows(document: Document, child: Token, end: int) -> bool:
    left = child.left_edge.idx
    return 0 <= left - end <= 1 and not document.view[end:left].strip()


def _right(token: Token) -> int:
    right = token.right_edge
    return right.idx + len(right.text)


def _end_of_word(document: Document, end: int) -> int:
    """The end of the written word in which an end lies: "the U.S|.", "non|-proliferation"."""
    token = document.token_at(end - 1)
    if token is None:
        return end
    end = max(end, token.idx + len(token.text))
    view = document.view
    while end < len(view) and (view[end - 1] in "-–" or view[end] in "-–") and view[end : end + 1].strip():
        following = document.token_at(end)
        if following is None or following.idx != end or (view[end] in "-–" and not view[end + 1 : end + 2].isalnum()):
            break
        end = following.idx + len(following.text)
    return end

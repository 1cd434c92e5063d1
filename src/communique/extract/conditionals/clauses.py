"""Conditionals with a marker, as "if" or "unless": the condition is the marker's clause."""

from __future__ import annotations

from collections.abc import Iterator

from communique.extract.conditionals.consequence import (
    ahead,
    beginning_behind,
    beginning_of,
    end_of,
    has_subject,
    main_verb,
    whole_clause,
)
from communique.extract.conditionals.halves import EDGES, ConditionalSpans, both_halves, frame, region_of
from communique.extract.conditionals.shapes import by_choice, by_inversion, by_noun, by_otherwise
from communique.extract.statement_index import StatementIndex
from communique.extract.time_index import times_from
from communique.knowledge.conditional_markers import Marker, markers
from communique.knowledge.word_lists import word_list
from communique.language import clauses
from communique.language.document import Document
from communique.language.negation import denied
from communique.language.phrases import subtree_span
from communique.language.tags import COMMON_NOUNS, PAST_AND_PARTICIPLES, PAST_VERBS, PRESENT_VERBS, VERBS_AND_MODALS
from communique.language.tree import Phrase, Token
from communique.model import Span

JOINING = frozenset(("and", "but", "or", "so", "then", "even", "only"))  # may stand before a marker
CLAUSES = ("advcl", "ccomp", "ROOT", "pcomp", "acl", "relcl")


def marked_conditionals(document: Document, told: StatementIndex) -> Iterator[ConditionalSpans]:
    """The conditionals that a marker of the table opens, in text order of it."""
    table = markers()
    tokens = document.syntax
    behind = 0
    for token, word in zip(tokens, document.folded, strict=True):
        listed = table.get(word)
        if listed is None or token.i < behind:
            continue
        for marker in listed:
            n = len(marker.words)
            if token.i + n > len(tokens) or any(
                tokens[token.i + k].text.casefold() != w for k, w in enumerate(marker.words)
            ):
                continue
            found = _by_shape(document, told, tokens.part(token.i, token.i + n), marker)
            if found is not None:
                behind = token.i + n  # "only if" is no "if" besides
                yield found
            break


def _by_shape(document: Document, told: StatementIndex, words: Phrase, marker: Marker) -> ConditionalSpans | None:
    sentence = document.sentence_at(words[0].idx)
    region = region_of(document, told, words, sentence)
    found = _shaped(document, words, marker, region)
    if found is None and marker.shape in ("clause", "tense"):
        found = _across(document, told, words, marker)
    return found or (_beyond(document, told, words, marker, sentence) if region != sentence else None)


def _shaped(document: Document, words: Phrase, marker: Marker, region: Span) -> ConditionalSpans | None:
    """The conditional of a marker by its shape, with both halves in ``region``."""
    if document.view[region.start : region.end].rstrip("\"”' ").endswith("?"):
        return None
    if marker.shape == "noun":
        return by_noun(document, words, marker, region)
    if marker.shape == "else":
        return by_otherwise(document, words, marker, region)
    if marker.shape == "inverted":
        return by_inversion(document, words, marker, region)
    if marker.shape == "choice":
        return by_choice(document, words, marker, region)
    return _clause(document, words, marker, region)


def _clause(document: Document, words: Phrase, marker: Marker, region: Span) -> ConditionalSpans | None:
    first, last = words[0], words[-1]
    verb: Token | None = last.head if last.dep_ in ("mark", "advmod", "prep", "pcomp") else first.head
    if verb is not None and verb.tag_ not in VERBS_AND_MODALS:
        behind = last.doc[last.i + 1 : last.i + 14]
        verb = next((t for t in behind if t.tag_ in VERBS_AND_MODALS and t.dep_ in CLAUSES), None)
    if verb is not None and last.i + 1 < len(last.doc) and last.nbor(1).text == ",":  # "if, indeed, it is reached"
        verb = next((c for c in verb.children if c.dep_ == "advcl" and first.i < c.i < verb.i), verb)
    if (alone := _participle_alone(last)) is not None:
        verb = alone
    elif verb is None or verb.i < first.i or not has_subject(verb):
        return None
    around = [t.text for t in (verb.doc[max(verb.i - 1, 0)], *verb.doc[verb.i + 1 : verb.i + 2])]
    if marker.shape == "tense" and verb.text == "comes" and around == ["it", "to"]:
        return None  # "when it comes to"
    if _whether(first, verb) or _rhetorical(verb):
        return None
    main = main_verb(verb, first)
    main = whole_clause(main, verb) if main is not None else None
    if main is not None and first.i and first.nbor(-1).text.casefold() == "that" and not ahead(main):
        return None  # "the fact is that if": what follows is not told
    if main is None or main.i == verb.i or (alone is not None and not ahead(main)):
        return None
    beside = verb.dep_ == "relcl" and last.tag_ not in COMMON_NOUNS  # but "the moment we have an order"
    if marker.shape == "tense" and (beside or not _general(document, verb, main)):
        return None
    if marker.words == ("until",) and not (denied(main) or main.text.casefold() in word_list("lasting")):
        return None
    start = last.idx + len(last.text)
    if main.i > verb.i:
        edge = beginning_behind(main, verb)
        condition = Span(start, edge if alone is None else _end(verb))
        consequence = Span(edge, end_of(main, region))
    else:
        own = subtree_span(verb)
        end = own.end if own is not None else region.end
        condition = Span(start, min(end, region.end))
        offered = None if ahead(main) else _offered(first, region)
        consequence = offered or Span(max(region.start, beginning_of(main, region)), first.idx)
    return both_halves(document, condition, consequence, region, marker, verb, main)


def _participle_alone(marker: Token) -> Token | None:
    """The participle that is a whole condition: "[if] confirmed, it would be the third", "will speak if invited"."""
    if marker.i + 1 >= len(marker.doc) or marker.text.casefold() not in word_list("before_participles"):
        return None
    verb = marker.nbor(1)
    if verb.tag_ not in PAST_AND_PARTICIPLES or has_subject(verb) or clauses.children(verb, "aux", "auxpass", "dobj"):
        return None
    if verb.i + 1 == len(verb.doc) or verb.nbor(1).is_punct or verb.nbor(1).head == verb:
        return verb if verb.tag_ == "VBN" else None
    subject = clauses.first_child(verb.head, "nsubj", "nsubjpass")  # "if confirmed the attack could lead to"
    return verb if subject is not None and subject.left_edge.i == verb.i + 1 else None


def _end(verb: Token) -> int:
    """Where the words of a participle end."""
    last = verb.right_edge
    return last.idx + len(last.text)


def _across(document: Document, told: StatementIndex, words: Phrase, marker: Marker) -> ConditionalSpans | None:
    """ "“If the talks fail,” she said, “the truce will end”": the halves are two parts of what one statement tells."""
    at = Span(words[0].idx, words[-1].idx + len(words[-1].text))
    statement, own = told.at(at), told.content_at(at)
    sentence = document.sentence_at(at.start)
    if statement is None or own is None:
        return None
    opening = document.view[max(own.start, sentence.start) : at.start].strip(EDGES).casefold()
    if not JOINING.issuperset(opening.split()):
        return None
    parts = [Span(max(c.start, sentence.start), min(c.end, sentence.end)) for c in statement.content]
    before = [c for c in parts if c.start < c.end <= at.start]
    behind = [c for c in parts if own.end <= c.start < c.end]
    if not before and not behind:
        return None
    condition, consequence = Span(at.end, min(own.end, sentence.end)), before[-1] if before else behind[0]
    verb, main = _first_verb(document, condition), _first_verb(document, consequence)
    if verb is None or main is None or _whether(words[0], verb) or _rhetorical(verb):
        return None
    told_then = document.tokens_in(consequence)
    if any(t.tag_ == "CC" for t in told_then[:2]) or any(t.text == "?" for t in told_then):
        return None
    return both_halves(document, condition, consequence, None, marker, verb, main)


def _beyond(
    document: Document, told: StatementIndex, words: Phrase, marker: Marker, sentence: Span
) -> ConditionalSpans | None:
    """One with a half that stands in the sentence, but not in the content that has the marker.

    Contents begin late or end early now and then; but what frames them ("she said") is no half, unless it tells of what
    is still to come ("would say").
    """
    statement = told.at(Span(words[0].idx, words[-1].idx + len(words[-1].text)))
    found = _shaped(document, words, marker, sentence)
    if found is None or statement is None:
        return None
    if found.main is not None and ahead(document.syntax[found.main]):
        return found
    framed = any(s.overlaps(half) for s in frame(statement) for half in (found.condition, found.consequence))
    return None if framed else found


def _first_verb(document: Document, half: Span) -> Token | None:
    """The first verb of some words that has a subject."""
    return next((t for t in document.tokens_in(half) if t.tag_ in VERBS_AND_MODALS and has_subject(t)), None)


def _offered(first: Token, region: Span) -> Span | None:
    """ "an offer of a truce if": what is offered or threatened by a noun is the consequence."""
    for token in reversed(first.doc[max(0, first.i - 14) : first.i]):
        if token.idx < region.start or (
            token.tag_ in VERBS_AND_MODALS and token.dep_ not in ("acl", "amod", "auxpass")
        ):
            return None
        if token.text.casefold() in word_list("offers"):
            after = token.nbor(1)
            if after.text.casefold() in word_list("behind_offers"):
                start = after.idx if after.text.casefold() == "to" else after.idx + len(after.text)
                return Span(start, first.idx)
    return None


def _whether(first: Token, verb: Token) -> bool:
    """ "asked if", "not clear if": whether."""
    if first.text.casefold() not in ("if", "when"):
        return False
    asking = word_list("conditional_asking")
    above = verb.head
    if verb.dep_ in ("ccomp", "pcomp") and above.i < verb.i and above.text.casefold() in asking:
        return True
    if above.i < first.i and any(c.dep_ == "acomp" and c.text.casefold() in asking for c in above.children):
        return True  # "it was not clear from their words if"
    before = first.nbor(-1).text.casefold() if first.i else ""
    if before in word_list("before_whether") and any(c.dep_ == "neg" for c in first.nbor(-1).children):
        return True
    return before in asking or before in word_list("before_whether_too")


def _rhetorical(verb: Token) -> bool:
    subject = next((c.text.casefold() for c in verb.children if c.dep_ == "nsubj"), "")
    return subject == "you" and verb.text.casefold() in word_list("conditional_rhetorical")


def _general(document: Document, verb: Token, main: Token) -> bool:
    """ "When": a condition only where the consequence is general or still to come, and no day is named."""
    if (main.tag_ in PAST_VERBS and not ahead(main)) or any(
        c.tag_ == "VBD" for c in main.children if c.dep_ in ("aux", "auxpass")
    ):
        return False
    own = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    if verb.tag_ == "VBD" or any(c.tag_ == "VBD" or c.text.casefold() in ("will", "would") for c in own):
        return False
    span = subtree_span(verb)
    if span is not None and any(t.type in ("DATE", "TIME") for t in times_from(document, span)):
        return False
    present = main.tag_ in PRESENT_VERBS and verb.tag_ in PRESENT_VERBS | {"VBN"}
    return ahead(main) or present

"""The two halves of a conditional: which words are the condition and which the consequence."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from communique.extract.statement_index import StatementIndex
from communique.extract.time_index import times_from
from communique.knowledge import plover
from communique.knowledge.conditional_markers import Marker, markers
from communique.knowledge.word_lists import word_list
from communique.language import clauses
from communique.language.clauses import SUBJECTS
from communique.language.document import Document
from communique.language.negation import denied
from communique.language.phrases import subtree_span
from communique.language.tags import BARE_VERBS, PAST_VERBS, PRESENT_VERBS, RELATIVE_PRONOUNS, VERBS, VERBS_AND_MODALS
from communique.language.tree import Phrase, Token
from communique.model import Span, Statement

EDGES = ' \t\r\n,;:–—-"“”«»„'
LEADING = ("and ", "but ", "or ", "then ", "that ", "so ", "because ", "while ", "which ")
JOINING = frozenset(("and", "but", "or", "so", "then", "even", "only"))  # may stand before a marker
SUBJECT = Marker((), "noun", 0.6)
"""Stands where no word but the subject brings the condition."""
CLAUSES = ("advcl", "ccomp", "ROOT", "pcomp", "acl", "relcl")
LEAST = 2  # words of each half
DEPTH = 6  # steps from a part of a consequence to its verb


class ConditionalSpans(msgspec.Struct, frozen=True):
    """One conditional before it is told whose it is."""

    condition: Span
    consequence: Span
    marker: Marker
    verb: int | None
    """Token of the condition's verb."""
    main: int | None
    """Token of the consequence's verb."""


def find_conditionals(document: Document, told: StatementIndex) -> Iterator[ConditionalSpans]:
    """Every conditional of a document: those with a marker in text order of it, then those whose subject is one."""
    yield from _marked(document, told)
    yield from _subjects(document, told)


def _marked(document: Document, told: StatementIndex) -> Iterator[ConditionalSpans]:
    table = markers()
    tokens = document.syntax
    behind = 0
    for token in tokens:
        listed = table.get(token.text.casefold())
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


def _subjects(document: Document, told: StatementIndex) -> Iterator[ConditionalSpans]:
    """What would follow if its subject came about: "[Failure to comply] will lead to", "[an attack] would mean war"."""
    for verb in document.syntax:
        if verb.tag_ not in VERBS or not _would(verb):
            continue
        subject = clauses.first_child(verb, "nsubj", "nsubjpass", "csubj")
        if subject is None or subject.i > verb.i or not _supposed(subject, verb):
            continue
        own = subtree_span(subject)
        words = document.syntax.part(subject.left_edge.i, subject.i + 1)
        if own is None or any(t.tag_ in RELATIVE_PRONOUNS for t in words):
            continue
        region = _region(document, told, words, document.sentence_at(subject.idx))
        consequence = Span(own.end, _right(verb, region))
        found = _halves(document, own, consequence, region, SUBJECT, None, verb)
        if found is not None:
            yield found


def _supposed(subject: Token, verb: Token) -> bool:
    """Whether a subject may or may not come about, and the verb tells what that brings."""
    will = any(c.text.casefold() in word_list("foretelling") for c in clauses.children(verb, "aux"))
    results = any(
        w.text.casefold() in word_list("conditional_results") for w in (verb, *clauses.children(verb, "dobj"))
    )
    if subject.dep_ == "csubj":
        return results and will and subject.tag_ == "VBG"
    noun = subject.text.casefold()
    before = {c.text.casefold() for c in clauses.children(subject, "det", "amod")}
    if noun in word_list("failings"):
        owned = clauses.children(subject, "poss")  # "his failure to consult them": it is told as a fact
        return not owned and (results or bool(clauses.children(subject, "prep", "acl")))
    if before & word_list("pointing") or not before & word_list("suppositions"):
        return False
    return results and (noun in word_list("attempts") or bool(plover.nouns(noun)))


def _by_shape(document: Document, told: StatementIndex, words: Phrase, marker: Marker) -> ConditionalSpans | None:
    sentence = document.sentence_at(words[0].idx)
    region = _region(document, told, words, sentence)
    found = _shaped(document, words, marker, region)
    if found is None and marker.shape in ("clause", "tense"):
        found = _across(document, told, words, marker)
    return found or (_beyond(document, told, words, marker, sentence) if region != sentence else None)


def _shaped(document: Document, words: Phrase, marker: Marker, region: Span) -> ConditionalSpans | None:
    """The conditional of a marker by its shape, with both halves in ``region``."""
    if document.view[region.start : region.end].rstrip("\"”' ").endswith("?"):
        return None
    if marker.shape == "noun":
        return _noun(document, words, marker, region)
    if marker.shape == "else":
        return _otherwise(document, words, marker, region)
    if marker.shape == "inverted":
        return _inverted(document, words, marker, region)
    if marker.shape == "choice":
        return _choice(document, words, marker, region)
    return _clause(document, words, marker, region)


def _region(document: Document, told: StatementIndex, words: Phrase, sentence: Span) -> Span:
    """The sentence, or the part of it that is in the statement which tells the condition.

    A content that ends between two words with no mark between them has ended early: the part goes on to the words that
    frame it, or to the end of the sentence.
    """
    at = Span(words[0].idx, words[-1].idx + len(words[-1].text))
    content, statement = told.content_at(at), told.at(at)
    if content is None or statement is None:
        return sentence
    start, end = max(content.start, sentence.start), min(content.end, max(sentence.end, at.end))
    view = document.view
    if at.end < end < sentence.end and view[end - 1].isalnum() and view[end:].lstrip(" ")[:1].isalnum():
        end = min([s.start for s in _frame(statement) if s.start >= end], default=sentence.end)
    return Span(start, end)


def _frame(statement: Statement) -> list[Span]:
    """The words beside a statement's content that tell whose it is."""
    return [s for s in (statement.source, statement.cue) if s is not None]


# -- clauses --------------------------------------------------------------------------------------------------------


def _clause(document: Document, words: Phrase, marker: Marker, region: Span) -> ConditionalSpans | None:
    first, last = words[0], words[-1]
    verb: Token | None = last.head if last.dep_ in ("mark", "advmod", "prep", "pcomp") else first.head
    if verb is not None and verb.tag_ not in VERBS_AND_MODALS:
        behind = last.doc[last.i + 1 : last.i + 14]
        verb = next((t for t in behind if t.tag_ in VERBS_AND_MODALS and t.dep_ in CLAUSES), None)
    if (alone := _participle_alone(last)) is not None:
        verb = alone
    elif verb is None or verb.i < first.i or not _has_subject(verb):
        return None
    if marker.shape == "tense" and verb.text == "comes" and verb.nbor(-1).text == "it":
        return None  # "when it comes to"
    if _whether(first, verb) or _rhetorical(verb):
        return None
    main = _main(verb, first)
    main = _whole(main, verb) if main is not None else None
    if main is not None and first.i and first.nbor(-1).text.casefold() == "that" and not _ahead(main):
        return None  # "the fact is that if": what follows is not told
    if main is None or main.i == verb.i or (alone is not None and not _ahead(main)):
        return None
    if marker.shape == "tense" and (verb.dep_ == "relcl" or not _general(document, verb, main)):
        return None
    if marker.words == ("until",) and not (denied(main) or main.text.casefold() in word_list("lasting")):
        return None
    start = last.idx + len(last.text)
    if main.i > verb.i:
        edge = _before_main(main, verb)
        condition = Span(start, edge if alone is None else verb.idx + len(verb.text))
        consequence = Span(edge, _right(main, region))
    else:
        own = subtree_span(verb)
        end = own.end if own is not None else region.end
        condition = Span(start, min(end, region.end))
        offered = None if _ahead(main) else _offered(first, region)
        consequence = offered or Span(max(region.start, _left(main, region)), first.idx)
    return _halves(document, condition, consequence, region, marker, verb, main)


def _participle_alone(marker: Token) -> Token | None:
    """The participle that is a whole condition: "[if] confirmed, it would be the third", "will speak if invited"."""
    if marker.i + 1 >= len(marker.doc) or marker.text.casefold() not in word_list("before_participles"):
        return None
    verb = marker.nbor(1)
    if verb.tag_ != "VBN" or _has_subject(verb) or clauses.children(verb, "aux", "auxpass"):
        return None
    return verb if verb.i + 1 == len(verb.doc) or verb.nbor(1).is_punct else None


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
    return _halves(document, condition, consequence, None, marker, verb, main)


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
    if found.main is not None and _ahead(document.syntax[found.main]):
        return found
    framed = any(s.overlaps(half) for s in _frame(statement) for half in (found.condition, found.consequence))
    return None if framed else found


def _first_verb(document: Document, half: Span) -> Token | None:
    """The first verb of some words that has a subject."""
    return next((t for t in document.tokens_in(half) if t.tag_ in VERBS_AND_MODALS and _has_subject(t)), None)


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


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in ("nsubj", "nsubjpass", "expl", "csubj") for c in verb.children)


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


def _main(verb: Token, first: Token) -> Token | None:
    """The verb of the consequence: what the condition hangs on, or what the parser coordinated with it."""
    for child in verb.children:
        plain = not any(c.dep_ == "cc" and verb.i < c.i < child.i for c in verb.children)
        # "were wrong if they thought they could stay": what is thought is a part of the condition.
        plain &= child.dep_ != "ccomp" or any(t.text in (",", "then") for t in verb.doc[verb.i : child.i])
        if (
            child.dep_ in ("conj", "ccomp", "parataxis")
            and child.i > verb.i
            and plain
            and _has_subject(child)
            and _ahead(child)
        ):
            return child
    head = verb.head
    if head == verb:
        return None
    while head.tag_ not in VERBS_AND_MODALS and head.head != head:
        head = head.head
    if head.i > first.i and head.dep_ in ("ccomp",) and not _has_subject(head) and head.head.i > head.i:
        head = head.head
    # "said if X happens, Y would follow" may hang the condition on "said": then Y is what was said.
    if not _ahead(head) and head.i < first.i:
        after = next((c for c in head.children if c.dep_ == "ccomp" and c.i > verb.i and _has_subject(c)), None)
        if after is not None:
            return after
        before = next(
            (c for c in head.children if c.dep_ in ("ccomp", "xcomp") and c.i < verb.i and c.i != verb.i), None
        )
        if before is not None and (_ahead(before) or before.dep_ == "ccomp"):
            return before
    return head


def _whole(main: Token, verb: Token) -> Token:
    """The verb whose clause the consequence is, where the condition hangs on a part of it.

    "Tests still have [to be met] if", "will end like the war [ended] if", "declined [to comment] if".
    """
    for _ in range(DEPTH):
        above = main.head
        if above in (main, verb) or above.i > verb.i > main.i:
            break
        compared = main.dep_ in ("advcl", "ccomp") and _compared(main)
        completes = main.dep_ in ("xcomp", "acomp") and not _ahead(main) and not _has_subject(main)
        if not compared and not completes:
            break
        main = above
    return main


def _compared(clause: Token) -> bool:
    """Whether a clause tells what something is compared with; the parser hangs "like" on the verb or in the clause."""
    beside = [*clause.children, *(c for c in clause.head.children if c.dep_ == "prep" and not c.children)]
    return any(c.text.casefold() in word_list("comparing") and c.i < clause.i for c in beside)


def _ahead(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.text.casefold() in word_list("conditional_ahead") for c in verb.children)


def _general(document: Document, verb: Token, main: Token) -> bool:
    """ "When": a condition only where the consequence is general or still to come, and no day is named."""
    if (main.tag_ in PAST_VERBS and not _ahead(main)) or any(
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
    return _ahead(main) or present


def _before_main(main: Token, verb: Token) -> int:
    """Where the consequence begins when the condition comes first: at the main verb's own first word behind it."""
    end = verb.right_edge.i
    own = [c.left_edge for c in main.children if c.i > end or (c.dep_ in SUBJECTS and c.left_edge.i > verb.i)]
    own.append(main)
    inside = {t.i for t in verb.subtree} if main.i not in {t.i for t in verb.subtree} else set()
    begins = [t for t in own if t.i > verb.i and t.i not in inside and not t.is_punct]
    return int(min(begins, key=lambda t: t.i).idx) if begins else int(main.idx)


def _right(main: Token, region: Span) -> int:
    """Where the main clause ends: at its last word in the region, before what hangs on it only by coordination."""
    end = main.idx + len(main.text)
    end = max([end, *(t.idx + len(t.text) for t in main.subtree if t.i > main.i and t.idx < region.end)])
    return min(int(end), region.end)


def _left(main: Token, region: Span) -> int:
    """Where the main clause begins; a chain of coordinated ones that are all still to come begins with its first."""
    here = main
    for _ in range(6):
        both_ahead = _ahead(here.head) and _ahead(here)
        if here.dep_ == "conj" and here.head.tag_ in VERBS_AND_MODALS and (both_ahead or not _has_subject(here)):
            here = here.head
        elif here.dep_ == "xcomp" and _ahead(here.head):
            here = here.head  # "will have to go"
        else:
            break
    # "A will go, B will go and C will go": the parser hangs the first elsewhere.
    siblings = [*here.children, *(here.head.children if here.dep_ == "ccomp" else ())]
    for c in siblings:
        if c.dep_ in ("ccomp", "parataxis") and c.i < here.i and _ahead(c) and _ahead(here) and _has_subject(c):
            here = c
            break
    if here.dep_ == "relcl":  # "sanctions that will be taken if": what is taken is a part of it
        return max(int(here.head.left_edge.idx), region.start)
    loose = ("mark", "cc", "punct", "advcl", "ccomp", "parataxis")
    starts: list[int] = [here.idx, *(c.left_edge.idx for c in here.children if c.i < here.i and c.dep_ not in loose)]
    return max(min(starts), region.start)


# -- other shapes ---------------------------------------------------------------------------------------------------


def _noun(document: Document, words: Phrase, marker: Marker, region: Span) -> ConditionalSpans | None:
    last = words[-1]
    obj = next((c for c in last.children if c.dep_ == "pobj"), None)
    if obj is None or (condition := subtree_span(obj)) is None:
        return None
    head = words[0].head
    for _ in range(6):
        if head.tag_ in VERBS_AND_MODALS or head.head == head:
            break
        head = head.head
    if head.tag_ not in VERBS_AND_MODALS or (
        marker.words[0] in ("without", "but") and (not _would(head) or head.i < obj.i)
    ):
        return None
    if head.i > obj.i:
        consequence = Span(max(_before_main(head, obj), condition.end), _right(head, region))
    else:
        consequence = Span(_left(head, region), words[0].idx)
    return _halves(document, condition, consequence, region, marker, None, head)


def _would(verb: Token) -> bool:
    return any(c.text.casefold() in word_list("consequence_auxiliaries") for c in verb.children if c.dep_ == "aux")


def _otherwise(document: Document, words: Phrase, marker: Marker, region: Span) -> ConditionalSpans | None:
    first, last = words[0], words[-1]
    after = Span(last.idx + len(last.text), region.end)
    before = Span(region.start, first.idx)
    said = document.view[before.start : before.end].strip(EDGES + "'‘’")
    opens = not said or said[-1] in ".!?;"
    if not said:
        # The sentence before it, if the same speaker says it.
        number = document.sentence_number(first.idx)
        if number == 0:
            return None
        before = document.sentences[number - 1]
        if "\n\n" in document.view[before.end : first.idx]:
            return None
        if document.in_quotation(before.end - 2) != document.in_quotation(first.idx):
            return None  # another's words
    main = next((t for t in document.tokens_in(after) if t.tag_ in VERBS_AND_MODALS and t.dep_ != "aux"), None)
    if main is None or (marker.words == ("otherwise",) and not (opens and _ahead(main))):
        return None
    return _halves(document, before, after, region if not opens else None, marker, None, main)


def _choice(document: Document, words: Phrase, marker: Marker, region: Span) -> ConditionalSpans | None:
    """ "Leave the town or we will attack": what is demanded before it, were it refused."""
    joint = words[0]
    demanded = joint.head
    main = next((c for c in clauses.children(demanded, "conj") if c.i > joint.i), None)
    if main is None or demanded.tag_ not in BARE_VERBS or _has_subject(demanded) or clauses.infinitive(demanded):
        return None
    if not (_ahead(main) and _has_subject(main)) or joint.dep_ != "cc":
        return None
    condition = Span(max(region.start, demanded.idx), joint.idx)
    consequence = Span(joint.idx + len(joint.text), _right(main, region))
    return _halves(document, condition, consequence, region, marker, None, main)


def _inverted(document: Document, words: Phrase, marker: Marker, region: Span) -> ConditionalSpans | None:
    """ "Should the truce fail, ...", "Had he signed, ..." at the beginning of a clause."""
    aux = words[0]
    verb = aux.head if aux.dep_ in ("aux", "auxpass") else aux
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass") and c.i > aux.i), None)
    if (
        subject is None
        or verb.i < aux.i
        or subject.left_edge.i != aux.i + 1
        or verb.dep_ not in ("advcl", "ccomp", "csubj", "dep")
    ):
        return None
    if marker.words == ("were",) and not any(t.text == "to" for t in verb.subtree):
        return None
    main = verb.head
    if not _ahead(main):  # "said gas would be halved should one be declared": the parser hangs both on "said"
        beside = (c for c in clauses.children(main, "ccomp") if c.i < aux.i and _ahead(c) and c != verb)
        main = next(beside, main)
    if main.tag_ not in VERBS_AND_MODALS or not _ahead(main) or main == verb:
        return None
    if main.i > verb.i:
        edge = _before_main(main, verb)
        condition, consequence = Span(subject.left_edge.idx, edge), Span(edge, _right(main, region))
    else:
        own = subtree_span(verb)
        condition = Span(subject.left_edge.idx, own.end if own else region.end)
        consequence = Span(_left(main, region), aux.idx)
    return _halves(document, condition, consequence, region, marker, verb, main)


def _halves(
    document: Document,
    condition: Span,
    consequence: Span,
    region: Span | None,
    marker: Marker,
    verb: Token | None,
    main: Token,
) -> ConditionalSpans | None:
    first, second = _clean(document, condition, LEADING[:3]), _clean(document, consequence, LEADING)
    if first is None or second is None or first.overlaps(second):
        return None
    halves = first, second
    if region is not None and not all(region.start <= h.start and h.end <= region.end for h in halves):
        return None
    alone = verb is not None and not _has_subject(verb)
    if any(len(h.of(document.view).split()) < least for h, least in zip(halves, (LEAST - alone, LEAST), strict=True)):
        return None
    opening = halves[0].of(document.view).split()[0].casefold()
    if opening in word_list("if_without_clause") or (
        verb is None and marker.words and opening in word_list("if_alone")
    ):
        return None
    if halves[1].of(document.view).split()[0].casefold() in word_list("question_words"):
        return None  # "what they would do if": asked, not foretold
    return ConditionalSpans(halves[0], halves[1], marker, verb.i if verb is not None else None, main.i)


def _clean(document: Document, span: Span, leading: tuple[str, ...]) -> Span | None:
    """Without marks, blanks and joining words at its edges, and without a final stop."""
    view, start, end = document.view, span.start, span.end
    while True:
        before = (start, end)
        while start < end and view[start] in EDGES + "(":
            start += 1
        while end > start and view[end - 1] in EDGES + ".!)":
            end -= 1
        for word in leading:
            if view[start:end].casefold().startswith(word):
                start += len(word)
        for word in (" and", " but", " even", " only", " or", " that", " then"):
            if view[start:end].casefold().endswith(word) and not _stands_for(document, end - 1):
                end -= len(word)
        if (start, end) == before:
            return Span(start, end) if end > start else None


def _stands_for(document: Document, offset: int) -> bool:
    """Whether the word stands for something: "if they do [that]"."""
    token = document.token_at(offset)
    return token is not None and token.tag_ == "DT"

"""Coreference inside a report: a sieve that gives pronouns and descriptions to the actors that the names made.

Walks the text once. Names and descriptions come first, third-person pronouns are scored against who has been spoken
of (:mod:`~communique.extract.actors.pronoun_coreference`), then sources of attributions get their actors, and at last
the first person inside quotations goes to the speaker, or to the state or body for which he speaks.
"""

from __future__ import annotations

from bisect import bisect_left

from communique.extract.actors.clustering import ActorDrafts
from communique.extract.actors.decisions import ReferenceChoice
from communique.extract.actors.discourse import Discourse, MentionTrace, grammatical_role
from communique.extract.actors.drafts import ActorDraft, DraftMention, TitleMention
from communique.extract.actors.first_person import FirstPerson
from communique.extract.actors.homes import give_homes
from communique.extract.actors.nominal_coreference import NominalResolver
from communique.extract.actors.nominal_mentions import Description, find_descriptions
from communique.extract.actors.pronoun_coreference import agrees, meant
from communique.extract.actors.pronouns import PRONOUNS, Pronoun
from communique.extract.actors.taken_together import MOST_TOGETHER
from communique.extract.issuers import issuing_state
from communique.knowledge import states
from communique.knowledge.word_lists import word_list
from communique.language.clauses import antecedent, attached, children, governing_verb, subject
from communique.language.document import Document
from communique.language.phrases import head_of
from communique.language.span_index import SpanIndex
from communique.language.tags import BEFORE_NOUNS, COMMON_NOUNS, PERSONAL_PRONOUNS, PROPER_NOUNS
from communique.language.tree import Token
from communique.model import Span
from communique.model.actor import Form

TOGETHER = frozenset(("nsubj", "nsubjpass", "dobj", "nmod", "pobj"))  # relations of the first of a group
FEW = 4  # words between two names that stand in a row


def resolve_coreference(
    document: Document, cast: ActorDrafts, titles: list[TitleMention], decisions: list[ReferenceChoice] | None = None
) -> dict[int, ActorDraft]:
    """Add mentions to the drafts of ``cast``, and states to officials; gives the speaker of each attribution.

    The speakers are by the numbers of the attributions, as far as they are known. How it is decided whom pronouns and
    descriptions mean is added to ``decisions``, if given.
    """
    walk = _Walk(document, cast, titles)
    walk.discourse.decisions = decisions
    walk.third_person()
    walk.sources()
    give_homes(document, cast, issuing_state(document))
    FirstPerson(document, cast, walk.discourse, walk.describer, walk.owned).walk()
    return walk.discourse.speakers


class _Walk:
    def __init__(self, document: Document, cast: ActorDrafts, titles: list[TitleMention]) -> None:
        self.document = document
        self.cast = cast
        self.tokens = document.syntax
        self.discourse = Discourse(document)
        self.describer = NominalResolver(document, cast, self.discourse)
        kinds: dict[int, str] = dict.fromkeys(cast.nobody, "none")
        self.named: dict[int, list[tuple[ActorDraft, DraftMention]]] = {}
        for draft in cast.drafts:
            for p in draft.places:
                kinds.update(dict.fromkeys(range(p.i, p.j), draft.kind))
                self.named.setdefault(p.i, []).append((draft, p))
        self.inside = {k for found in self.named.values() for _, p in found for k in range(p.i + 1, p.j)}
        """Tokens inside names, of which none is a pronoun: "Liu He"."""
        self.owned: dict[int, ActorDraft] = {}
        """Whom a description with a possessive pronoun means, by the pronoun's token."""
        self.described = {d.head: d for d in find_descriptions(document, titles, kinds)}
        self.holders = {
            k: use.holder.owner
            for use in titles
            if use.holder is not None and use.holder.owner is not None
            for k in range(use.i, use.j)
        }

    # -- third person -------------------------------------------------------------------------------------------

    def third_person(self) -> None:
        for draft, p in (x for found in self.named.values() for x in found):
            self._may_speak(draft, p.i, p.j)  # "“He lied,” Quispe said": who speaks is known before his words are read
        for token in self.tokens:
            for draft, p in self.named.get(token.i, ()):
                self._see(draft, p.i, p.j, p.form)
                self._together(p.i, p.j, "name")
                self._in_a_row(p.i, p.j)
                self._meets(draft, p.i, p.j)
            if (d := self.described.get(token.i)) is not None:
                self._describe(d)
            elif token.i in self.inside:
                continue
            elif token.tag_ in PERSONAL_PRONOUNS and (p3 := PRONOUNS.get(token.text.casefold())) and p3.person == 3:
                self._pronoun(token, p3)
            elif (both := self.describer.together.both(token, self.document.sentence_number(token.idx))) is not None:
                both.mention(token.idx, token.idx + len(token.text), "nominal", token.i, token.i + 1)
                self._see(both, token.i, token.i + 1, "nominal")

    def _see(self, draft: ActorDraft, i: int, j: int, form: Form) -> MentionTrace:
        seen = self.discourse.add(draft, i, j, form)
        self._may_speak(draft, i, j)
        return seen

    def _may_speak(self, draft: ActorDraft, i: int, j: int) -> None:
        start, end = self.tokens[i].idx, self.tokens[j - 1].idx + len(self.tokens[j - 1].text)
        for _, _, number in self.discourse.sources.around(start, end):
            if number not in self.discourse.speakers:
                self._speaks(number, draft, Span(start, end))

    def _together(self, i: int, j: int, form: Form) -> None:
        """ "Zambia and Malawi signed": behind the last of them, "they" may be all of them."""
        last = head_of(self.tokens[i:j])
        if last.dep_ == "appos" and last.head.i < i:
            last = last.head  # "Zambia's premier and his colleague, [Jane Roe], said"
        if last.dep_ != "conj" or any(c.dep_ == "conj" for c in last.children):
            return
        first = last.head
        while first.dep_ == "conj" and first.head != first:
            first = first.head
        if first.dep_ not in TOGETHER:
            return
        preposition = first.head
        if first.dep_ == "pobj" and preposition.head.i in self.described:
            return  # "the foreign ministers of Peru and Chad said": the ministers, who have them as members
        seen = [s for s in self.discourse.seen[-8:] if first.i < s.j <= j and s.form != "pronoun"]
        members = list({id(s.draft): s.draft for s in seen if not s.draft.plural}.values())
        persons = sum(m.kind == "person" for m in members)
        if persons and persons < len(members):
            members = [m for m in members if m.kind == "person"]  # "France's Roe and Spain's Gil" are two
        if 2 <= len(members) <= MOST_TOGETHER:
            self._one_source(self.discourse.add(self.describer.together.group(members), seen[0].i, j, form), form)

    def _in_a_row(self, i: int, j: int) -> None:
        """ "The president and the minister agreed", "the regime and its backers": behind them "they" may be both.

        By the words that stand side by side, so that a slip of the parser hides no pair; they speak as one only where
        :meth:`_together` finds them.
        """
        row = [s for s in self.discourse.seen[-MOST_TOGETHER * 2 :] if s.form != "pronoun" and not s.draft.members]
        members: list[ActorDraft] = []
        start, before = j, i
        for s in reversed(row):
            if members and not self._joined(s.j, before):
                if s.i < before:
                    break
                continue
            if not members and (s.i, s.j) != (i, j):
                continue
            members.insert(0, s.draft)
            start, before = s.i, s.i
        members = list({id(m): m for m in members}.values())
        if 2 <= len(members) <= MOST_TOGETHER:
            self.discourse.add_pair(self.describer.together.group(members), start, j)

    def _joined(self, end: int, start: int) -> bool:
        """Whether only "and", a comma and words like "its" stand between two mentions."""
        between = self.tokens[end:start]
        plain = [t for t in between if t.i not in self.holders]  # "Roe and Defence Minister Gil"
        return 0 < len(plain) <= FEW and all(
            t.text.casefold() in word_list("joins_names") or t.tag_ in BEFORE_NOUNS for t in plain
        )

    def _meets(self, draft: ActorDraft, i: int, j: int) -> None:
        """ "Roe met with Gil", "Roe met his counterpart, Ana Gil", "Roe met envoys": behind it "they" may be all."""
        head = head_of(self.tokens[i:j])
        while head.dep_ == "appos" and head.head != head:
            head = head.head
        verb = governing_verb(head)
        beside = head.dep_ == "pobj" and head.head.text.casefold() == "with"
        met = head.dep_ == "dobj" and head.head.text.casefold() in word_list("verbs_of_receiving")
        who = subject(verb) if verb is not None and (beside or met) else None
        if who is None:
            return
        other = next((s for s in reversed(self.discourse.seen[-12:]) if s.i <= who.i < s.j), None)
        if other is None or other.draft is draft or other.draft.plural:
            return
        alike = (
            other.draft.kind == draft.kind if not draft.plural else other.draft.kind == "person" and not draft.members
        )
        if alike:
            self.discourse.add_pair(self.describer.together.group([other.draft, draft]), other.i, j)

    def _one_source(self, together: MentionTrace, form: Form) -> None:
        """All of them speak where the words name all of them: "Zambia and Malawi said"."""
        first, last = self.tokens[together.i], self.tokens[together.j - 1]
        start, end = first.idx, last.idx + len(last.text)
        for number in dict.fromkeys(n for _, _, n in self.discourse.sources.around(start, end)):
            self.discourse.speakers[number] = together.draft
            together.draft.mention(start, end, form, together.i, together.j)

    def _speaks(self, number: int, draft: ActorDraft, at: Span) -> None:
        """The speaker is the mention that heads the source; a state inside "a Turkish official" is not."""
        a = self.document.attributions[number]
        head = self._source_head(a.source[0])
        if head is not None and (holder := self.holders.get(head.i)) is not None:
            self.discourse.speakers[number] = holder  # "Peru's president, Marco Quispe": the title heads the phrase
            return
        if (
            head is None
            or at.start <= head.idx < at.end
            or (len(a.source) == 1 and at.start <= a.source[0].start and a.source[0].end - at.end < 2)
        ):
            self.discourse.speakers[number] = draft

    def _source_head(self, source: Span) -> Token | None:
        tokens = self.document.tokens_in(source)
        return head_of(tokens) if tokens else None

    def _describe(self, d: Description) -> None:
        owner: ActorDraft | None = None
        if d.owner is not None:
            owner = self.discourse.at[d.owner].draft if d.owner in self.discourse.at else None
        else:
            owner = next(
                (
                    s.draft
                    for s in reversed(self.discourse.seen[-3:])
                    if d.i <= s.i < d.head and (s.form == "name" or s.draft.kind == "state")
                ),
                None,
            )
        known = self.holders.get(d.head)
        if known is None and d.apposed is not None:
            known = next((n for n, p in self.named.get(d.apposed, ()) if n.kind == "person"), None)
        if known is not None:
            if self.discourse.decisions is not None:
                self.discourse.decisions.append(self.describer.decision(d, known, "beside the name"))
            self._office(known, d, owner)
            return
        draft = self.describer.resolve(d, owner)
        if draft is None:
            return
        if d.owner is not None and d.nominal.noun not in word_list("beside_states_one"):
            self.owned[d.owner] = draft
        if draft.kind == "person" and d.use is not None and d.countries and not draft.roles:
            draft.roles.append(self.describer.role(d, draft.country, owner))
        tokens = self.tokens
        start, last = tokens[d.begins if d.begins >= 0 else d.i].idx, tokens[d.j - 1]
        draft.mention(start, last.idx + len(last.text), "nominal", d.i, d.j)
        self._see(draft, d.i, d.j, "nominal")
        if draft.kind == "person" and d.definite:
            self._together(d.i, d.j, "nominal")
        self._in_a_row(d.i, d.j)
        self._meets(draft, d.i, d.j)

    def _office(self, holder: ActorDraft, d: Description, owner: ActorDraft | None) -> None:
        """A description in apposition to a name tells his office and country, and speaks for him."""
        state = self.cast.state(d.countries[0]) if len(d.countries) == 1 else None
        whose = state or (owner if owner is not None and owner.kind in ("state", "organization") else None)
        for role in holder.roles:
            if role.of is None and whose is not None and role.match.title.relation != "none":
                role.of = whose
        of_all = any(r.of is not None and r.of.sector == "IGO" for r in holder.roles)  # now the U.N.'s, before Chad's
        if holder.country is None and whose is not None and not of_all:
            holder.country = whose.country
        if d.use is not None and all(r.match.title != d.use.match.title for r in holder.roles):
            holder.roles.append(self.describer.role(d, d.countries[0] if len(d.countries) == 1 else None, owner))
        if d.nominal.noun == "counterpart" and owner is not None and owner.kind == "person":
            self.describer.same_office(holder, owner, d)
        head = self.tokens[d.head]
        for _, _, number in self.discourse.sources.around(head.idx, head.idx + 1):
            self.discourse.speakers.setdefault(number, holder)

    def _pronoun(self, token: Token, p: Pronoun) -> None:
        if (p.gender == "n" and _empty_it(token)) or _anybody(token, p):
            if self.discourse.decisions is not None:
                end = token.idx + len(token.text)
                self.discourse.decisions.append(ReferenceChoice(token.idx, end, None, (), "no actor"))
            return
        ahead = self._ahead(token) if p.gender in ("m", "f") else []
        if (
            p.possessive
            and ahead
            and token.i
            and self.tokens[token.i - 1].text.casefold() == "for"
            and self.tokens[token.i + 1].text.casefold() == "part"
        ):
            self._means(token, p, ahead[0].draft)  # "For his part, Davutoglu hailed"
            return
        draft = (
            self._whose_counterpart(token, p) or self._whose_deed(token, p) or meant(self.discourse, token, p, ahead)
        )
        if draft is not None:
            self._means(token, p, draft)

    def _whose_counterpart(self, token: Token, p: Pronoun) -> ActorDraft | None:
        """ "The premier's adviser, Jane Roe, met [her] Chilean counterpart": whoever acts in the clause; all who do."""
        if not p.possessive or p.gender == "n" or not token.head.text.casefold().startswith("counterpart"):
            return None
        verb = governing_verb(token)
        who = subject(verb) if verb is not None else None
        if who is None or who.i >= token.i:
            return None
        acting = [s.draft for s in reversed(self.discourse.seen[-12:]) if s.i <= who.i < s.j]
        if p.plural:
            acting = [s.draft for s in reversed(self.discourse.pairs[-MOST_TOGETHER:]) if s.i <= who.i < s.j] + acting
        elif who.i in self.holders:
            acting.insert(0, self.holders[who.i])
        meant_by = next(iter(acting), None)
        return meant_by if meant_by is not None and agrees(p, meant_by) else None

    def _whose_deed(self, token: Token, p: Pronoun) -> ActorDraft | None:
        """ "Roe thanked Peru for [its] help", "criticism of Peru for [its] silence": whoever is praised or blamed."""
        judging = attached(token.head, "for", "over")
        if judging is None or not p.possessive or p.gender in ("m", "f"):
            return None
        said = (judging, *children(judging, "dobj"))  # "delivered a rebuke to Peru for its help"
        judged = children(judging, "dobj") if judging.text.casefold() in word_list("verbs_of_judging") else []
        if any(n.text.casefold() in word_list("nouns_of_judging") for n in said):
            before = [c for n in said for c in children(n, "prep", "dative") if c.i < token.i]
            judged = [t for c in before for t in children(c, "pobj")]
        last = [t.i for t in judged if t.i < token.i]
        seen = next((s.draft for s in reversed(self.discourse.seen[-12:]) if last and s.i <= last[-1] < s.j), None)
        return seen if seen is not None and agrees(p, seen) else None

    def _means(self, token: Token, p: Pronoun, draft: ActorDraft) -> None:
        if p.gender in ("m", "f") and draft.gender is None:
            draft.gender = p.gender
        draft.mention(token.idx, token.idx + len(token.text), "pronoun", token.i, token.i + 1)
        self._see(draft, token.i, token.i + 1, "pronoun")
        if p.gender not in ("m", "f"):
            self.discourse.called[id(draft)].add(p.plural)

    def _ahead(self, token: Token) -> list[MentionTrace]:
        """Persons named later in the sentence, for "After his talks, Lavrov said"."""
        found: list[MentionTrace] = []
        here = self.document.sentence_number(token.idx)
        for i in range(token.i + 1, min(token.sent.end, token.i + 40)):
            for draft, p in self.named.get(i, ()):
                if draft.kind == "person":
                    head = self.tokens[p.j - 1]
                    found.append(MentionTrace(draft, p.i, p.j, here, grammatical_role(head), None, "name"))
        return found[:3]

    # -- sources of attributions --------------------------------------------------------------------------------

    def sources(self) -> None:
        """Speakers of attributions: the actor of the source's mention; a new one where the words name nobody yet."""
        seen = self.discourse.seen
        over = SpanIndex((s.i, s.j, n) for n, s in enumerate(seen))
        begins = sorted((self.tokens[s.i].idx, n) for n, s in enumerate(seen))
        for number, a in enumerate(self.document.attributions):
            if number in self.discourse.speakers or not a.source:
                continue
            source = a.source[0]
            head = self._source_head(source)
            if head is None:
                continue
            if (meant := antecedent(head)) is not None:
                head = meant  # "the spokesman, who added that"
                source = Span(head.idx, head.idx + len(head.text))
            at_head = [n for _, _, n in over.around(head.i, head.i + 1)]
            inside = begins[bisect_left(begins, (source.start, 0)) : bisect_left(begins, (source.end, 0))]
            chosen = at_head or sorted(n for _, n in inside if seen[n].form != "pronoun")
            if chosen:
                self.discourse.speakers[number] = seen[chosen[0]].draft
            elif (state := _whose_adjective(head)) is not None:
                self.discourse.speakers[number] = self.cast.state(state.code)  # "Russian criticism of"


def _whose_adjective(head: Token) -> states.State | None:
    """The state whose adjective, or name before a noun, a source is: "Russian criticism of", "U.S. support for"."""
    if head.tag_ == "JJ":
        return states.by_demonym(head.text)
    if head.tag_ in PROPER_NOUNS and head.dep_ in ("compound", "nmod") and head.head.tag_ in COMMON_NOUNS:
        return states.by_demonym(head.text) or states.by_name(head.text)
    return None


def _anybody(token: Token, p: Pronoun) -> bool:
    """Whether a pronoun means whoever it may be: "[he] or she will have to", "his or [her] vote"."""
    tokens = token.doc
    for other, joint in ((token.i + 2, token.i + 1), (token.i - 2, token.i - 1)):
        if 0 <= other < len(tokens) and tokens[joint].text.casefold() in ("or", "/"):
            beside = PRONOUNS.get(tokens[other].text.casefold())
            if beside is not None and {p.gender, beside.gender} == {"m", "f"}:
                return True
    return False


def _empty_it(token: Token) -> bool:
    """ "It is clear that", "it was raining", "makes it possible to": no actor."""
    if token.dep_ == "expl":
        return True
    verb = token.head
    if verb.text.casefold() in word_list("weather"):
        return True
    if token.dep_ in ("nsubj", "nsubjpass"):
        has_clause = any(c.dep_ in ("ccomp", "csubj", "xcomp", "csubjpass") and c.i > verb.i for c in verb.children)
        copula = verb.text.casefold() in word_list("copulas_of_it")
        if copula and (
            has_clause or any(c.text.casefold() in word_list("empty_it") or c.tag_ == "CD" for c in verb.children)
        ):
            return True
        if token.dep_ == "nsubjpass" and has_clause:
            return True
    return False

"""Actors: persons, states, organisations and groups that a report names, each once, with its names as mentions.

The kind of an unknown name is decided per actor over the whole report (titles, given names, nouns that head names of
bodies, what its mentions do), never for a single mention. Descriptions and pronouns are
added by :mod:`communique.extract.actors.coreference`.
"""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from communique.extract.actors.drafts import ActorDraft, NameMention, RoleDraft, TitleMention
from communique.extract.actors.lone_surnames import HYPHENS
from communique.extract.actors.metonyms import acts_as_state
from communique.extract.actors.name_mentions import find_names
from communique.extract.actors.persons import in_congress, leads, of_a_surname, settle_person
from communique.extract.actors.surnames import NameCluster, NameClusters, meant, name_words
from communique.extract.divided_names import members_of
from communique.extract.known_name import KnownName
from communique.extract.offices import body_of_office, institution, seated_at
from communique.extract.states_in_phrases import own_states_in
from communique.knowledge import offices, states
from communique.knowledge.gazetteer import cities
from communique.knowledge.given_names import is_given_name
from communique.knowledge.nominals import nominals
from communique.knowledge.word_lists import word_list
from communique.language.document import Document
from communique.language.tags import ADJECTIVES, COMMON_NOUNS, CONTENT_WORDS, PROPER_NOUNS, VERBS
from communique.language.truecase import usually_lower
from communique.model.actor import ActorKind

KNOWN = 0.95  # confidence of what the tables know, by hand
SURE = 4  # points for a name being a person's, of whom the tables know that he led a state then; by hand
NOBODY = 8  # points for a name being nobody's, whoever else is called so; by hand
UNDECIDED, DECIDED = 0.5, 0.45  # of a name: when nothing tells what it is, and what a vote without dissent adds

STATELESS = frozenset(("PSE",))
"""Peoples that are told apart from the state called after them: "the Palestinians"."""
MODIFYING = frozenset(("compound", "amod", "nmod"))
JOINTS = frozenset((",", "and", "or"))
CLOSING = frozenset((",", ".", ";", ")", "]", "-", "–", "—"))
STANDING_FOR = frozenset(("capital", "seat", "region"))
"""Kinds of names that are actors only where they act."""


SIGNED = re.compile(r"\)\s*(?:[-–—]|$)")  # "(Reuters) -"
VIA = re.compile(r"\bvia $", re.I)  # "Pool via Reuters"


class ActorDrafts:
    """The actors of one report while they are found: look-ups by what they are."""

    def __init__(self) -> None:
        self.drafts: list[ActorDraft] = []
        self.nobody: set[int] = set()
        """Tokens of known names that are nobody's: "the State of the Union"."""
        self._known: dict[tuple[str, str], ActorDraft] = {}
        self._numbers: dict[int, int] = {}
        self._hosted: dict[str, list[KnownName]] = {}
        self._groups: dict[frozenset[int], ActorDraft] = {}

    def known(self, known: KnownName) -> ActorDraft:
        """The draft of a thing that the tables know, made when it is first met."""
        kind = {"capital": "state", "seat": "state", "demonym": "people", "region": "group"}.get(known.kind, known.kind)
        draft = self._known.get((kind, known.code))
        if draft is None:
            if kind == "people":
                state = states.by_code(known.code)
                name = next((n.plural.text for n in state.nouns), known.name) if state else known.name
                draft = ActorDraft("group", name, country=known.code, sector="CVL", plural=True)
            elif kind == "state":
                state = states.by_code(known.code)
                draft = ActorDraft("state", state.name if state else known.name, country=known.code, sector=None)
            else:
                draft = ActorDraft(
                    "group" if kind == "group" else "organization",
                    known.name,
                    country=known.country,
                    sector=known.sector,
                    plural=known.plural,
                )
                draft.nouns = {w for w in known.name.casefold().split() if w in nominals()} or {
                    known.name.split()[-1].casefold()
                }
            if members := members_of(known):
                draft.members = [self.state(code) for code in members]
                draft.name = " and ".join(m.name for m in draft.members)
                draft.sector, draft.nouns = None, {"side"}
            draft.code = known.code
            draft.confidence = KNOWN
            self._known[kind, known.code] = draft
            self.add(draft)
        return draft

    def state(self, code: str) -> ActorDraft:
        """The state with that code."""
        return self.known(KnownName("state", code, code, code))

    def find_state(self, code: str) -> ActorDraft | None:
        """The state if the report has it already."""
        return self.find("state", code)

    def find(self, kind: str, code: str) -> ActorDraft | None:
        """The known thing of that kind and code if the report has it already."""
        return self._known.get((kind, code))

    def add(self, draft: ActorDraft) -> ActorDraft:
        """A new actor."""
        self._numbers[id(draft)] = len(self.drafts)
        self.drafts.append(draft)
        if draft.members and "side" in draft.nouns:  # "officials from Peru and Chad" are not Peru and Chad
            self._groups.setdefault(frozenset(map(id, draft.members)), draft)
        return draft

    def hosted(self, code: str) -> list[KnownName]:
        """The missions of that code that the report has told so far with the city that hosts them."""
        return self._hosted.get(code, [])

    def note_host(self, code: str, here: KnownName) -> None:
        """Note a mission with its city."""
        if here not in self._hosted.setdefault(code, []):
            self._hosted[code].append(here)

    def number(self, draft: ActorDraft) -> int:
        """Its place among the drafts, from 0."""
        return self._numbers[id(draft)]

    def group_of(self, members: Iterable[ActorDraft]) -> ActorDraft | None:
        """The group that has exactly these members, if the report has it already."""
        return self._groups.get(frozenset(map(id, members)))


def draft_actors(document: Document) -> tuple[ActorDrafts, list[TitleMention]]:
    """The actors that are named, without descriptions and pronouns, and the titles found on the way."""
    names, titles = find_names(document)
    day = day_of(document)
    for name in names:
        if name.known is None and day is not None and leads(name.text, day):
            name.votes["person"] += SURE
    cast = ActorDrafts()
    cast.nobody = {k for n in names if n.known is not None and n.known.kind == "none" for k in range(n.i, n.j)}
    capitals = [n for n in names if n.known is not None and n.known.kind in STANDING_FOR]
    sources = {s.start: s.end for a in document.attributions for s in a.source}
    for name in names:
        if name.known is not None and name.known.kind not in STANDING_FOR:
            _add_known(document, cast, name)
    for name in capitals:
        _add_metonym(document, cast, name, speaks=sources.get(name.start, -1) == name.end)
    _join_ministries(cast)
    for cluster in _cluster([n for n in names if n.known is None and not _credit(document, n)]):
        if (body := _body_again(document, cast, cluster)) is not None:
            for name in cluster:
                body.mention(name.start, name.end, "name", name.i, name.j)
        else:
            _add_unknown(document, cast, cluster)
    for use in titles:
        if use.holder is not None:
            _add_role(document, cast, use)
    for draft in cast.drafts:
        if draft.kind == "person":
            settle_person(document.view, draft)
    spoken_of = {n.known.country for n in names if n.known is not None and n.known.country is not None}
    for draft in cast.drafts:
        if draft.kind == "person" and draft.country is None and len(draft.name.split()) == 1:
            draft.country = of_a_surname(draft, spoken_of, day)
        if draft.kind == "person" and draft.country is None and in_congress(draft, spoken_of):
            draft.country = "USA"
    return cast, titles


def _join_ministries(cast: ActorDrafts) -> None:
    """ "The Finance Ministry" of a report that has only one, the Japanese, is that one."""
    for draft in cast.drafts:
        if draft.kind != "organization" or draft.code is None or not draft.code.endswith("/"):
            continue
        own = [d for d in cast.drafts if d is not draft and (d.code or "").startswith(draft.code) and d.country]
        if len(own) == 1:
            for place in draft.places:
                own[0].mention(place.start, place.end, place.form, place.i, place.j)
            draft.places.clear()


def _body_again(document: Document, cast: ActorDrafts, names: list[NameMention]) -> ActorDraft | None:
    """The body that one word of its name takes up: "the Observatory", "Nusra", "Rodong"."""
    word = names[0].text
    if len(word.split()) > 1 or not word.istitle() or is_given_name(word) or any(n.titles or n.country for n in names):
        return None
    if any(document.syntax[n.i].tag_ not in PROPER_NOUNS or document.syntax[n.i].dep_ == "amod" for n in names):
        return None  # "Democratic senators" are not the party
    found = []
    for draft in cast.drafts:
        if draft.kind != "organization" or (draft.sector == "IGO" and not nominals().get(word.casefold())):
            continue
        full = [n.text.split() for n in draft.names if n.i < names[0].i and len(n.text.split()) > 1]
        if any(_heads(words, word) or (words[0] == word and _is_telling(word)) for words in full):
            found.append(draft)
    return found[0] if len(found) == 1 else None


def _heads(words: list[str], word: str) -> bool:
    """Whether a word is the noun that heads a body's name: the last, or the one before "of" and "for"."""
    at = next((k for k, w in enumerate(words) if w.casefold() in word_list("links_in_names")), len(words))
    return at > 1 and words[at - 1] == word


def _is_telling(word: str) -> bool:
    return not usually_lower(word) and not offices.holders(word) and word.casefold() not in nominals()


def day_of(document: Document) -> datetime.date | None:
    """The day of the report where it gives one itself; what its text lets one guess comes later."""
    value = document.report.published.value
    try:
        return datetime.date.fromisoformat(value) if value and len(value) == 10 else None
    except ValueError:
        return None


def _add_known(document: Document, cast: ActorDrafts, name: NameMention) -> None:
    known = name.known
    assert known is not None
    if known.kind == "demonym":
        if _people_for_state(document, name):
            article = document.syntax[name.i - 1]
            cast.state(known.code).mention(article.idx, name.end, "nominal", name.i - 1, name.j)
        elif known.plural:
            cast.known(known).mention(name.start, name.end, "name", name.i, name.j)
        return
    if name.inside_title or known.kind in ("place", "none"):
        return
    if known.kind == "state" and (_modifies(document, name) or _behind_city(document, name)):
        return
    if _in_a_compound(document, name) or (known.sector == "JRN" and _credit(document, name)):
        return
    host = _hosted(document, cast, name)
    draft = cast.known(host)
    generic = "/" in known.code and not document.syntax[name.j - 1].text[:1].isupper()
    end, behind = name.end, name.j
    if host is not known and document.view[name.end : name.end + 4] == " in ":  # "the U.S. Embassy in Oslo"
        behind = name.j + 1 + len(host.code.rpartition("/")[2].split())
        last = document.syntax[behind - 1]
        end = last.idx + len(last.text)
    draft.mention(name.start, end, "nominal" if generic else "name", name.i, behind)
    draft.names.append(name)
    after = document.syntax[name.j].text.casefold() if name.j < len(document.syntax) else ""
    if draft.kind != "state":
        draft.nouns |= {n.noun for w in name.text.casefold().split() if (n := nominals().get(w))}
    if after in nominals() and draft.kind != "state":
        draft.nouns.add(nominals()[after].noun)  # "the Friends of Syria group" may be "the group" next
    before = nominals().get(document.syntax[name.i - 1].text) if name.i else None
    if before is not None and before.kind == "organization" and draft.kind != "state":
        draft.nouns.add(before.noun)  # and so may "the militant group Hamas"


def _hosted(document: Document, cast: ActorDrafts, name: NameMention) -> KnownName:
    """A mission by its city: the U.S. embassies in Oslo and in Lima are two, "the U.S. embassy" is the one told."""
    known, tokens = name.known, document.syntax
    assert known is not None
    if known.code.split("/")[0] not in word_list("missions_abroad") or known.country is None:
        return known
    at = name.j + (name.j < len(tokens) and tokens[name.j].text.casefold() == "in")
    end = at
    while end < len(tokens) and tokens[end].tag_ in PROPER_NOUNS and tokens[end].text[:1].isupper():
        end += 1
    told = cast.hosted(known.code)
    if at == name.j or end == at:
        return told[0] if len(told) == 1 else known
    place = tokens.part(at, end).text
    here = KnownName(known.kind, f"{known.code}/{place}", f"{known.name} in {place}", known.country, known.sector)
    cast.note_host(known.code, here)
    return here


def _add_metonym(document: Document, cast: ActorDrafts, name: NameMention, *, speaks: bool) -> None:
    """A capital or seat that acts is its state, or the body that sits there if the report names that and not the state.

    A body with no other name than its house's is an actor of its own: "the White House".

    ``speaks``: somebody's words are attributed to it, which tells more than the syntax.
    """
    known = name.known
    assert known is not None
    if known.kind == "region" and (_modifies(document, name) or _in_a_compound(document, name)):
        return
    if not speaks and not acts_as_state(document.syntax, name.i, name.j, seat=known.kind == "seat"):
        return
    if known.kind == "seat" and (house := institution(name.text)) is not None:
        draft = cast.known(house)
        draft.mention(name.start, name.end, "name", name.i, name.j)
        draft.names.append(name)
        return
    body = next((b for key in seated_at(name.text) if (b := cast.find("organization", key))), None)
    draft = body if body is not None and cast.find_state(known.code) is None else cast.known(known)
    draft.mention(name.start, name.end, "metonym", name.i, name.j)


def _modifies(document: Document, name: NameMention) -> bool:
    """Whether a state's name stands as an adjective ("U.S. officials", "China trade"), which is no mention of it."""
    tokens = document.syntax
    last, after = tokens[name.j - 1], tokens[name.j] if name.j < len(tokens) else None
    if after is not None and after.text in JOINTS and last.dep_ in MODIFYING and name.j < last.head.i <= name.j + 6:
        between = tokens[name.j : last.head.i]  # "U.S. and Japanese officials"
        return last.head.tag_ in COMMON_NOUNS and all(
            t.tag_ in ADJECTIVES or t.text in JOINTS or t.tag_ in PROPER_NOUNS for t in between
        )
    return (
        last.dep_ in MODIFYING
        and after is not None
        and after.tag_ in CONTENT_WORDS
        and after.dep_ != "punct"
        and not after.is_space
    )


def _people_for_state(document: Document, name: NameMention) -> bool:
    """Whether a people stands for its state: "the Iranians have agreed", "the French want"; not "young Iranians"."""
    tokens = document.syntax
    known = name.known
    assert known is not None
    head = tokens[name.j - 1]
    if not name.i or tokens[name.i - 1].text.casefold() != "the" or known.kind != "demonym":
        return False
    state = states.by_code(known.code)
    if state is None or state.code in STATELESS:
        return False
    after = tokens[name.j] if name.j < len(tokens) else None
    if not known.plural and (after is None or after.tag_ in CONTENT_WORDS - VERBS or after.text in HYPHENS):
        return False
    if any(c.dep_ in ("relcl", "acl", "prep", "amod") for c in head.children):
        return False
    return head.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj", "poss", "conj", "dative")


def _in_a_compound(document: Document, name: NameMention) -> bool:
    """Whether hyphens make a modifier of a name: "Britain-based", "anti-EU", "the Chad-Sudan border"."""
    text = document.view
    after, before = text[name.end : name.end + 2], text[max(0, name.start - 2) : name.start]
    word = re.match(r"[a-z]+", text[name.end + 1 : name.end + 20])
    if word is not None and word[0] in word_list("hosting"):
        return False  # "Oman-hosted talks"
    return (after[:1] in "-‑" and after[1:].isalnum()) or (before[1:] in HYPHENS and before[:1].isalnum())


def _behind_city(document: Document, name: NameMention) -> bool:
    """Whether a state only tells where a city is: "in Lausanne, Switzerland,"; "in Bam, Iran said no" it speaks."""
    tokens = document.syntax
    if name.i < 3 or tokens[name.i - 1].text != "," or tokens[name.i - 2].tag_ not in PROPER_NOUNS:
        return False
    first = name.i - 2
    while first and tokens[first - 1].tag_ in PROPER_NOUNS and tokens[first - 1].text[:1].isupper():
        first -= 1
    city = tokens.part(first, name.i - 1).text
    assert name.known is not None
    if any(c.country == name.known.code for c in cities(city)):
        return True
    # A place that the tables do not know there, brought by a preposition inside its sentence and closed off behind.
    before, behind = tokens[first - 1] if first else None, [t.text for t in tokens[name.j : name.j + 2]]
    return (
        before is not None
        and before.text in word_list("place_prepositions")
        and not before.is_sent_start
        and states.by_name(city) is None
        and (not behind or behind[0] in CLOSING)
        and behind[1:] not in (["and"], ["or"])
        and not any(states.by_name(word) for word in behind[1:])
    )


def _credit(document: Document, name: NameMention) -> bool:
    """Whether an outlet only signs a report or a picture: "LIMA (Reuters) -", "REUTERS/Amin Haddad", "Pool via AP"."""
    text = document.text
    before, after = text[max(0, name.start - 1) : name.start], text[name.end : name.end + 1]
    if "/" in (before, after):
        return True
    if name.known is None or name.known.sector != "JRN":
        return False
    if before == "(" and after == ")":
        return SIGNED.match(text, name.end) is not None or not text[: name.start - 1].strip()
    return VIA.search(text, max(0, name.start - 5), name.start) is not None and after in ("", "\n", ".", ")", "]")


def _cluster(names: list[NameMention]) -> Iterator[list[NameMention]]:
    """Names of one and the same unknown thing: full forms first, then the short forms that can only be theirs."""
    clusters = NameClusters()
    for words, name in sorted(((name_words(n), n) for n in names), key=lambda x: (-len(x[0]), not x[1].titles, x[1].i)):
        fitting = clusters.fitting(words, name)
        best = meant(words, name, fitting) if fitting else None
        if best is None and fitting and not name.titles:
            best = clusters.shared(words)
        if best is None:
            clusters.add(NameCluster(words, name, shared=bool(fitting)))
        else:
            best.add(name)
    for cluster in sorted(clusters, key=lambda c: min(m.i for m in c.members)):
        yield sorted(cluster.members, key=lambda m: m.i)


def _add_unknown(document: Document, cast: ActorDrafts, members: list[NameMention]) -> None:
    votes: defaultdict[str, float] = defaultdict(float)
    full = max(members, key=lambda m: (len(name_words(m)), sum(len(w) > 1 for w in name_words(m)), -m.i))
    words = name_words(full)
    given = len(words) > 1 and (is_given_name(words[0]) or bool(full.titles))
    for m in members:
        short = given and len(name_words(m)) == 1  # "Power", "Hill", of whom the report has a given name
        for key, points in m.votes.items():
            votes[key] += 0 if short and key in ("other", "place") and points < NOBODY else points
    person, body, place, other = (votes[k] for k in ("person", "organization", "place", "other"))
    if body <= 0 and len(words) == 1 and offices.holders(full.text) and _whose_government(document, full):
        person = max(person, 1.0)  # "the Trump administration", of a report that has no more of his name
    best = max(person, body, place, other)
    if best <= 0 and (len(name_words(full)) > 3 or len(members) < 2):
        return
    if person < best and body < best:
        return
    kind: ActorKind = "person" if person == best else "organization"
    total = sum(v for v in votes.values() if v > 0)
    draft = ActorDraft(
        kind, full.text, confidence=round(UNDECIDED + DECIDED * (max(person, body) / total if total else 0), 2)
    )
    draft.names = list(members)
    if kind == "organization":
        _settle_body(draft, full)
    for m in members:
        silent = kind == "person" and (_whose_government(document, m) or _beside_hyphen(document, m))
        draft.mention(m.start, m.end, "name", m.i, m.j, silent=silent)
        m.owner = draft
    cast.add(draft)


def _whose_government(document: Document, name: NameMention) -> bool:
    """Whether a person's name tells only whose a government is: "the Obama administration", "Assad's" is a mention."""
    tokens = document.syntax
    after = tokens[name.j].text.casefold() if name.j < len(tokens) else ""
    return after in word_list("governments") and tokens[name.j - 1].head.i >= name.j


def _beside_hyphen(document: Document, name: NameMention) -> bool:
    """Whether a person's name is half of what is called after two: "the Moon-Kim summit"."""
    text, tokens = document.view, document.syntax
    joined = text[name.end : name.end + 1] in HYPHENS or text[name.start - 1 : name.start] in HYPHENS
    return joined and name.j - name.i == 1 and tokens[name.j - 1].dep_ in MODIFYING


def _settle_body(draft: ActorDraft, full: NameMention) -> None:
    """Sector of a body from the noun that heads its name; country from a state or demonym in it, if only one."""
    for word in (full.text.split()[-1], full.text.split()[0]):
        head = nominals().get(word.casefold())
        if head is not None:
            draft.sector = head.sector
            draft.nouns.add(head.noun)
            draft.plural = head.plural
            break
    codes = own_states_in(full.text)
    if len(codes) == 1 and draft.sector not in (None, "IGO"):
        draft.country = next(iter(codes))
    elif not codes and draft.sector != "IGO":
        draft.country = next((m.country for m in draft.names if m.country), None)  # "Japan's Maritime Force"


def _add_role(document: Document, cast: ActorDrafts, use: TitleMention) -> None:
    holder = use.holder.owner if use.holder is not None else None
    if holder is None or holder.kind != "person":
        return
    of = None
    if use.of is not None and use.of.kind in ("place", "capital"):
        holder.country = holder.country or use.of.country  # "Florida Governor Ann Hale" heads no state
    elif use.of is not None:
        of = cast.state(use.of.code) if use.of.kind == "demonym" else cast.known(use.of)
    elif (body := body_of_office(use.match.title)) is not None:
        of = cast.known(body)
    title = use.match.title
    holder.gender = holder.gender or title.gender
    if title.rank != "honorific":
        words = document.text[use.start : use.end]
        title_text = use.text.title() if words.isupper() and not use.text.isupper() else use.text
        holder.roles.append(RoleDraft(title_text, use.match, of, use.start, use.end))

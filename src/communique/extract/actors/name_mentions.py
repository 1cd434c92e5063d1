"""Names in a text: known ones by the tables, unknown ones by their capitals, with what stands around them.

Nothing is decided here about who a name is; :mod:`communique.extract.actors.clustering` does that over the report.
"""

from __future__ import annotations

import re
from collections import defaultdict

from communique.extract.actors.acronyms import as_meant_here, without_offices
from communique.extract.actors.drafts import NameMention, TitleMention
from communique.extract.actors.entity_types import vote
from communique.extract.actors.nominal_mentions import is_nobody
from communique.extract.actors.place_surnames import without_people
from communique.extract.actors.proper_nouns import after_link, behind, capital_runs, has_capital
from communique.extract.actors.titles import bind_titles
from communique.extract.divided_names import states_by_direction, with_divided_together
from communique.extract.known_name import KnownName
from communique.extract.namesakes import people
from communique.extract.outlet_names import other_times, outlets_again
from communique.extract.states_in_phrases import adjective, states_in
from communique.extract.table_names import body_of_any, known_names
from communique.extract.title_index import title_spans, titled
from communique.knowledge import offices, states
from communique.knowledge.given_names import is_given_name
from communique.knowledge.nominals import nominals
from communique.knowledge.surface_forms import normalise
from communique.knowledge.titles import may_begin
from communique.knowledge.word_lists import word_list
from communique.language.document import Document
from communique.language.lexicon import cells
from communique.language.tags import COMMON_NOUNS, PROPER_NOUNS
from communique.language.tree import Token, Tokens
from communique.language.truecase import usually_lower

LOOSE_HYPHEN = re.compile(r"(?<=\w)- (?=\w)")  # ``al- Assad``, as some transmissions have it

BRITISH = "GBR"
APOSTROPHE = re.compile(r"[A-Za-z]['’‘`´]s\b")
LONG = 400  # characters of a text in which some possessive is to be expected
CALLED_STATES = frozenset(("State", "Emirate", "Caliphate"))
REBELS = "REB"
SHORTEST = 6  # letters of a name with its s


def find_names(document: Document) -> tuple[list[NameMention], list[TitleMention]]:
    """All names of a document in text order, and all titles, bound to the name they stand beside if there is one."""
    tokens = document.syntax
    compared = cells(tokens)
    told = list(known_names(compared, tokens))
    told, of_bodies = without_offices(tokens, as_meant_here(tokens, other_times(tokens, told)))
    told = with_divided_together(tokens, told)
    told += [*states_by_direction(tokens, told), *outlets_again(tokens, told)]
    lost = _without_apostrophes(document.view)
    owners = _states_with_s(tokens, told) if lost else []
    told += owners
    told.sort(key=lambda x: x[:2])
    told = without_people(tokens, told)
    told = [x for x in told if not (x[2].kind == "demonym" and _forename(tokens, x[0], x[1]))]
    known = _with_owners(tokens, [NameMention(i, j, *_chars(tokens, i, j), known=k) for i, j, k in told])
    titles = [
        TitleMention(i, j, *_chars(tokens, i, j)[:2], m, _chars(tokens, i, j)[2])
        for i, j, m in title_spans(tokens)
        if j - 1 not in of_bodies
    ]
    titles = [use for use in titles if not _called_emir(tokens, use)]
    if all(k.country != BRITISH for _, _, k in told):
        titles = [use for use in titles if not _called_earl(tokens, use)]
    for use in titles:
        _with_compound(tokens, use)
    months = people(document)
    found, runs = _split(tokens, known, titles, months)
    if persons := _called_like_states(tokens, runs):
        known = [n for n in known if not _bears(tokens, n, persons)]
        found, runs = _split(tokens, known, titles, months)
    runs = _without_openers(tokens, runs)
    unknown = [
        NameMention(i, j, *_chars(tokens, i, j)) for i, j in runs if any(c.isalpha() for c in tokens.part(i, j).text)
    ]
    if lost:
        _without_s(unknown, shown=bool(owners))
    names = sorted([*found, *unknown], key=lambda n: (n.i, -n.j))
    bind_titles(tokens, names, titles)
    for name in names:
        if name.known is None:
            vote(tokens, name)
    return names, titles


def _without_apostrophes(text: str) -> bool:
    """Whether a text has lost its apostrophes: "Saddam Husseins forces", "Argentinas envoy"."""
    return len(text) > LONG and not APOSTROPHE.search(text)


def _states_with_s(tokens: Tokens, told: list[tuple[int, int, KnownName]]) -> list[tuple[int, int, KnownName]]:
    """The states whose name stands with the s of a possessive that has lost its apostrophe: "Argentinas envoy"."""
    taken = {k for i, j, _ in told for k in range(i, j)}
    found = []
    for token in tokens:
        word = token.text
        if token.i in taken or not word[:1].isupper() or not word.endswith("s") or len(word) < SHORTEST:
            continue
        state = states.by_name(word[:-1])
        if state is not None and states.by_name(word) is None and state.name == word[:-1]:
            found.append((token.i, token.i + 1, KnownName("state", state.code, state.name, state.code)))
    return found


def _without_s(names: list[NameMention], *, shown: bool) -> None:
    """Take the s of a lost possessive off names that the text has without it too.

    Where a state's name has shown that it is lost (``shown``), also off those that somebody in office bears.
    """
    written = {n.text for n in names}
    for name in names:
        stem = name.text[:-1]
        if not name.text.endswith("s") or len(name.text) < SHORTEST or stem.endswith("s"):
            continue
        last = stem.split()[-1]
        if stem in written or (shown and offices.holders(last) and not offices.holders(last + "s")):
            name.text, name.end = stem, name.end - 1


def _split(
    tokens: Tokens, known: list[NameMention], titles: list[TitleMention], months: frozenset[int]
) -> tuple[list[NameMention], list[tuple[int, int]]]:
    """The known names, some of them grown to longer ones, and the runs of capitals beside them."""
    taken = [0] * len(tokens)
    for number, name in enumerate(known, 1):
        taken[name.i : name.j] = [number] * (name.j - name.i)
    for use in titles:
        for k in range(use.i, use.j):
            taken[k] = taken[k] or -1
    found = _grow(tokens, known, taken)
    return found, capital_runs(tokens, taken, months)


def _without_openers(tokens: Tokens, runs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Runs without an ordinary word before a name of the report: "Triggering Sternitz", "for Stopping Sternitz"."""
    surnames = {tokens[j - 1].text for i, j in runs if not tokens[i].is_sent_start or not usually_lower(tokens[i].text)}
    people = {tokens[j - 1].text for i, j in runs if j - i > 1 and is_given_name(tokens[i].text)}
    kept = []
    for i, j in runs:
        opener, last = tokens[i], tokens[j - 1].text
        if j - i > 1 and (
            (opener.is_sent_start and last in surnames and _ordinary(opener))
            or (j - i == 2 and last in people and _ordinary(opener) and opener.text.endswith("ing"))
            or (j - i == 2 and last in people and opener.text == "Said")
        ):
            i += 1
        kept.append((i, j))
    return kept


def _ordinary(token: Token) -> bool:
    word = token.text
    nobody = not is_given_name(word) and word.casefold() not in nominals()
    return usually_lower(word) and nobody and word.casefold() not in word_list("name_particles")


def _called_like_states(tokens: Tokens, runs: list[tuple[int, int]]) -> dict[str, int]:
    """Names of states and capitals that people of this report bear, and where the full name stands first."""
    bearers: dict[str, int] = {}
    for i, j in runs:
        person = j - i > 1 and (is_given_name(tokens[i].text) or titled(tokens, i))
        for word in {tokens[i].text, tokens[j - 1].text} if person else ():
            entries = states.vocabulary().get(normalise(word), ())
            if any(e.form in ("name", "capital") for e in entries):
                bearers.setdefault(word, i)
    return bearers


def _bears(tokens: Tokens, name: NameMention, persons: dict[str, int]) -> bool:
    """Whether a state's or capital's name means the person who is called so: "Lima said", "Mr Lima"."""
    if name.j - name.i > 1 or persons.get(name.text, len(tokens)) > name.i:
        return False
    before = tokens[name.i - 1].text.casefold() if name.i else ""
    after = [t.text.casefold() for t in tokens[name.j : name.j + 2]]
    if before in word_list("place_prepositions") or before in ("to", "from") or after[:2] == [",", "which"]:
        return False
    token = tokens[name.i]
    return (
        token.dep_ in ("nsubj", "nsubjpass", "poss", "dative")
        or titled(tokens, name.i)
        or (token.dep_ == "pobj" and before in word_list("beside_people"))
    )


def _called_earl(tokens: Tokens, use: TitleMention) -> bool:
    """Whether a peer's title is an American's forename: "Earl Moyo", where nothing is British."""
    after = tokens[use.j] if use.j < len(tokens) else None
    return (
        use.j - use.i == 1
        and use.text.casefold() in word_list("forenames_of_peers")
        and is_given_name(use.text)
        and after is not None
        and after.tag_ in PROPER_NOUNS
        and after.text[:1].isupper()
    )


def _called_emir(tokens: Tokens, use: TitleMention) -> bool:
    """Whether a title of the East is a forename: "Amir Rezai", of whom no word before it tells where he rules."""
    before = tokens[use.i - 1] if use.i else None
    bare = before is None or before.is_punct or before.is_space or titled(tokens, use.i)
    after = tokens[use.j : use.j + 2]
    return (
        use.j - use.i == 1
        and use.text.casefold() in word_list("forenames_of_rulers")
        and use.text.istitle()
        and bare
        and len(after) == 2
        and after[0].tag_ in PROPER_NOUNS
        and after[0].text.istitle()
        and not is_given_name(after[0].text)
        and after[1].tag_ not in PROPER_NOUNS
    )


def _forename(tokens: Tokens, i: int, j: int) -> bool:
    """Whether an adjective of a state is somebody's forename: between title and surname, "Rep. Dutch Moyo"."""
    after = tokens[j] if j < len(tokens) else None
    return (
        j - i == 1
        and after is not None
        and after.tag_ in PROPER_NOUNS
        and after.text[:1].isupper()
        and not tokens[i].is_sent_start
        and titled(tokens, i)
        and not may_begin(after.text)
    )


def _with_compound(tokens: Tokens, use: TitleMention) -> None:
    """A title with the nouns that belong to it: "fisheries minister", "water inspector"."""
    i = use.i
    while (
        i > 0
        and tokens[i - 1].tag_ in COMMON_NOUNS
        and tokens[i - 1].text.islower()
        and tokens[i - 1].dep_ == "compound"
    ):
        i -= 1
    if i < use.i and use.i <= tokens[i].head.i < use.j:
        use.i = i
        use.start, use.end, use.text = _chars(tokens, i, use.j)


def _chars(tokens: Tokens, i: int, j: int) -> tuple[int, int, str]:
    last = tokens[j - 1]
    start, end = tokens[i].idx, last.idx + len(last.text)
    words = tokens.part(i, j).text.replace("] ", " ")  # ``[President Amin] Haddad``
    if "(" not in words:
        words = words.replace(") ", " ")
    return start, end, LOOSE_HYPHEN.sub("-", " ".join(words.split()))


def _with_owners(tokens: Tokens, known: list[NameMention]) -> list[NameMention]:
    """Bodies that every state has, joined with the state whose they are: "Syrian government", "Iran's parliament".

    Without one they are names only if written with capitals ("the Foreign Ministry"); else they are descriptions.
    """
    result: list[NameMention] = []
    for name in known:
        body = name.known
        assert body is not None
        if (
            body.kind == "seat"
            and (of_any := body_of_any(name.text)) is not None
            and _follows_a_state(tokens, result, name)
        ):
            body = of_any  # "Kenya's Foreign Office" is not Britain's
        if body.kind != "body":
            result.append(name)
            continue
        if is_nobody(tokens, name.j - 1):
            continue
        owner = result[-1] if result else None
        possessive = owner is not None and owner.j == name.i - 1 and tokens[owner.j].tag_ == "POS"
        beside = owner is not None and all(t.is_space for t in tokens[owner.j : name.i])
        if (
            owner is not None
            and owner.known is not None
            and owner.known.kind in ("state", "demonym")
            and (beside or possessive)
        ):
            if not possessive and _of_its_own(tokens, owner.i, name.j):
                result.pop()  # "the Free Kenyan Army" is not Kenya's
                start, end, text = _chars(tokens, owner.i - 1, name.j)
                own = KnownName("organization", text, text, owner.known.country, REBELS)
                result.append(NameMention(owner.i - 1, name.j, start, end, text, known=own))
                continue
            text = " ".join(tokens.part(name.i, name.j).text.split())
            joined = f"{adjective(owner.known.code)} {text}"
            whole = KnownName("organization", f"{body.code}/{owner.known.code}", joined, owner.known.code, body.sector)
            if not possessive:
                result.pop()
            result.append(NameMention(owner.i, name.j, *_chars(tokens, owner.i, name.j), known=whole))
        elif (
            all(has_capital(t) for t in tokens[name.i : name.j] if len(t.text) > 3)
            and not tokens[name.i].is_sent_start
            and name.j - name.i > 1
        ):
            result.append(
                NameMention(
                    name.i,
                    name.j,
                    name.start,
                    name.end,
                    name.text,
                    known=KnownName("organization", f"{body.code}/", name.text, None, body.sector),
                )
            )
    return result


def _of_its_own(tokens: Tokens, i: int, j: int) -> bool:
    """Whether a word of those who set up a body against a state stands before the state's adjective and its body."""
    return (
        i > 0
        and tokens[i - 1].text[:1].isupper()
        and tokens[i - 1].text.casefold() in word_list("of_a_body_of_its_own")
        and all(has_capital(t) for t in tokens[i:j])
        and not tokens[i - 1].is_sent_start
    )


def _follows_a_state(tokens: Tokens, before: list[NameMention], name: NameMention) -> bool:
    owner = before[-1] if before else None
    if owner is None or owner.known is None or owner.known.kind not in ("state", "demonym"):
        return False
    return owner.j == name.i or (owner.j == name.i - 1 and tokens[owner.j].tag_ == "POS")


def _grow(tokens: Tokens, known: list[NameMention], taken: list[int]) -> list[NameMention]:
    """Known names that are only a part of a longer one give way to it: "Turkey" in "Turkey-Russia Cooperation Council".

    A longer name is a run of capitals around the known name whose head is a noun that heads names of bodies.
    """
    heads = nominals()
    result: list[NameMention] = []
    starting = {n.i: n for n in known}
    run = (0, -1)  # the last run of capitals, which is not walked again for each name in it
    for name in known:
        assert name.known is not None
        i, j = name.i, name.j
        if name.known.kind in ("state", "demonym") and _before_its_body(tokens, name, starting.get(j), taken):
            continue  # "the U.S. State Department"
        if name.known.kind == "organization":
            _with_kind_of_body(tokens, name, taken)
            _with_its_state(tokens, name, known, taken)
        if name.known.kind == "seat" or (
            name.known.kind in ("place", "none") and _before_kind_of_body(tokens, j, taken)
        ):
            pass  # "Pacific Command", "African Group"
        elif name.known.kind not in ("state", "demonym", "capital"):
            result.append(_grown_left(tokens, name, taken))
            continue
        if result and result[-1].j > i:
            continue
        end = run[1] if run[0] <= j <= run[1] else j
        while end < len(tokens) and (
            (has_capital(tokens[end]) and tokens[end].tag_ != "POS" and taken[end] != -1)
            or tokens[end].text in "-–"
            or (taken[end] > 0 and tokens[end - 1].text in ("-", "–"))
        ):
            end += 1
        run = (min(run[0], j) if end == run[1] else j, end)
        while end > j and not has_capital(tokens[end - 1]):
            end -= 1
        if _is_tie(tokens, j, end, starting):
            result.append(name)
            continue  # "the Chad-Mali Alliance", "Japan-Republic of Korea ties"
        head = heads.get(tokens[end - 1].text.casefold()) if end > j else None
        if head is not None and head.names and end - i > 1 and (name.known.kind != "demonym" or end - i > 2):
            while (
                end < len(tokens)
                and tokens[end].text.casefold() in word_list("links_in_names")
                and (after := after_link(tokens, end))
            ):
                end = behind(tokens, after, taken)
            result.append(NameMention(i, end, *_chars(tokens, i, end), votes=defaultdict(float, organization=4.0)))
            while i > 0 and not taken[i - 1] and not tokens[i].is_sent_start and _begins_body(tokens[i - 1]):
                i -= 1  # "International Syrian Support Group"
            result[-1].i, (result[-1].start, result[-1].end, result[-1].text) = i, _chars(tokens, i, end)
            for k in range(i, end):
                taken[k] = taken[k] or len(known) + 1
        else:
            result.append(name)
    return result


def _is_tie(tokens: Tokens, j: int, end: int, starting: dict[int, NameMention]) -> bool:
    """Whether two states joined by a hyphen are followed by nothing, or by a noun of what ties them."""
    other = starting.get(j + 1) if j + 1 < end and tokens[j].text in "-–" else None
    if other is None or other.known is None or other.known.kind != "state":
        return False
    return other.j >= end or (other.j == end - 1 and tokens[other.j].text.casefold() in word_list("ties"))


def _before_its_body(tokens: Tokens, state: NameMention, body: NameMention | None, taken: list[int]) -> bool:
    """Whether a state's name stands before its own body's, whose name then has it: "the U.S. State Department"."""
    known = body.known if body is not None else None
    if body is None or known is None or known.kind != "organization" or state.known is None:
        return False
    if known.country != state.known.country or not tokens[body.i].text[:1].isupper():
        return False
    taken[state.i : state.j] = [taken[body.i]] * (state.j - state.i)
    body.i = state.i
    body.start, body.end, body.text = _chars(tokens, body.i, body.j)
    return True


def _before_kind_of_body(tokens: Tokens, at: int, taken: list[int]) -> bool:
    """Whether a capitalised noun that heads names of bodies stands there: "Command", "Group"."""
    token = tokens[at] if at < len(tokens) else None
    head = nominals().get(token.text.casefold()) if token is not None else None
    return (
        token is not None
        and not taken[at]
        and not token.is_sent_start
        and token.text[:1].isupper()
        and head is not None
        and head.names
        and head.kind == "organization"
    )


def _with_kind_of_body(tokens: Tokens, name: NameMention, taken: list[int]) -> None:
    """A known body's name with the noun behind it: "ZTE Corp", "the U.S. Treasury Department"."""
    j = name.j
    if j < len(tokens) and not taken[j] and (
        tokens[j].text.casefold().rstrip(".") in word_list("kinds_of_companies")
        or (_before_kind_of_body(tokens, j, taken) and name.text.split()[-1].casefold() not in nominals())
    ) and tokens[j].text[:1].isupper():  # fmt: skip
        taken[j] = taken[name.i]
        name.j = j + 1
        name.start, name.end, name.text = _chars(tokens, name.i, name.j)


def _with_its_state(tokens: Tokens, name: NameMention, known: list[NameMention], taken: list[int]) -> None:
    """A body that is called a state, with the land it is said to be of: "Islamic State of Oman and the Levant"."""
    j = name.j
    if tokens[j - 1].text not in CALLED_STATES or j + 1 >= len(tokens) or tokens[j].text != "of" or taken[j + 1] <= 0:
        return
    land = known[taken[j + 1] - 1]
    if land.known is None or land.known.kind != "state":
        return
    end = land.j
    if [t.text for t in tokens[end : end + 3]] == ["and", "the", "Levant"]:
        end += 3
    taken[name.i : end] = [taken[name.i]] * (end - name.i)
    name.j = end
    name.start, name.end, name.text = _chars(tokens, name.i, end)


def _grown_left(tokens: Tokens, name: NameMention, taken: list[int]) -> NameMention:
    """ "Security Council" in "State Security Council" is another body than the one the tables know."""
    i = name.i
    if name.known is None or name.known.kind != "organization" or "/" in name.known.code:
        return name
    if states_in(tokens[i].text):
        return name  # "the U.S. Commerce Department" is whole
    while (
        i > 0
        and not taken[i - 1]
        and not tokens[i].is_sent_start
        and tokens[i - 1].tag_ in PROPER_NOUNS
        and tokens[i - 1].text[:1].isupper()
        and tokens[i - 1].text.isalpha()
    ):
        i -= 1
    if i == name.i or tokens[name.i].text.isupper():
        return name
    taken[i : name.i] = [taken[name.i]] * (name.i - i)
    return NameMention(i, name.j, *_chars(tokens, i, name.j), votes=defaultdict(float, organization=5.0))


def _begins_body(token: Token) -> bool:
    return token.tag_ in PROPER_NOUNS and token.text[:1].isupper() and token.text.isalpha() and not token.is_sent_start

"""What README.md and DATA_CARD.md tell in numbers, counted from the passages.

`python -m corpus.card` prints the tables; `--write` puts each between its marks, `<!-- counted: name -->` and `<!--
/counted -->`. Standard library only; regions and given names are those of the project's own tables.
"""

from __future__ import annotations

import argparse
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from corpus.markup import COLUMNS, numbers, read_all
from corpus.passage import Actor, Passage
from corpus.record import record
from corpus.spans import words
from corpus.splits import read_splits
from corpus.vocabulary import rows

FILES = tuple(Path(__file__).with_name(name) for name in ("README.md", "DATA_CARD.md"))
MARKED = re.compile(r"(<!-- counted: (\w+) -->\n).*?(<!-- /counted -->)", re.DOTALL)
HE, SHE = words("he him his himself"), words("she her hers herself")
# Titles right before a mention ("Mr Tran", "Ms Dahl") and words of roles ("spokesman", "chairwoman").
MEN = re.compile(r"\b(?:Mr|Sir|Lord|King|Prince|Emir|Sultan|Sheikh)\b\.?\s*$|\b(?!\w*woman)\w*man\b")
WOMEN = re.compile(r"\b(?:Mrs|Ms|Miss|Lady|Queen|Princess)\b\.?\s*$|\b\w*woman\b")
REGIONS = {
    "middle_east": "Middle East", "african": "Africa", "latin_american": "Latin America and the Caribbean",
    "caribbean": "Latin America and the Caribbean", "north_american": "North America",
    "american_continent": "Latin America and the Caribbean", "south_asian": "South Asia",
    "southeast_asian": "South-East Asia", "european": "Europe", "asian": "other Asia", "oceanian": "Oceania",
}  # fmt: skip
COUNTRIES = 15  # countries shown one by one


class Person(NamedTuple):
    """A person whom a passage names."""

    country: str | None
    gender: str  # woman, man, unknown
    leads: bool
    statements: int


def named(passages: Iterable[Passage]) -> Iterator[Person]:
    """Every person with a mention that is a name, once for each passage."""
    for passage in passages:
        made = record(passage)
        forms = {a["id"]: {m["form"] for m in a["mentions"]} for a in made["actors"]}
        heads = {r["source"] for r in made.get("relations", ()) if r["type"] == "leads"}
        for key, actor in passage.actors.items():
            if actor.kind == "person" and "name" in forms[key]:
                said = sum(s.speaker == key for s in passage.statements.values())
                yield Person(actor.country, gender(passage.text, actor), key in heads, said)


def gender(text: str, actor: Actor) -> str:
    """woman or man, as the text's pronouns, titles and roles have it, else by the given name, else unknown."""
    said = [text[slice(*m)].lower() for m in actor.mentions]
    before = [text[max(0, m.start - 12) : m.start] for m in actor.mentions]
    signs: tuple[tuple[bool, bool], ...] = (
        (any(w in SHE for w in said), any(w in HE for w in said)),
        (any(map(WOMEN.search, before)), any(map(MEN.search, before))),
        (any(map(WOMEN.search, actor.roles)), any(map(MEN.search, actor.roles))),
    )
    for she, he in signs:
        if she != he:
            return "woman" if she else "man"
    for word in actor.names[0].split():
        if (known := given_names().get(_bare(word))) in ("f", "m"):
            return {"f": "woman", "m": "man"}[known]
    return "unknown"


def _bare(word: str) -> str:
    """Without accents, as the table of given names is written."""
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


@cache
def given_names() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("given_names.tsv")}


@cache
def regions() -> dict[str, tuple[str, str]]:
    """Name and region of each country, by the tags of the project's table."""
    tagged = {row[0]: (row[1], set(row[8].split("; "))) for row in rows("states.tsv")}
    return {c: (n, next((REGIONS[t] for t in REGIONS if t in tags), "others")) for c, (n, tags) in tagged.items()}


def _table(head: Sequence[str], body: Iterable[Sequence[object]]) -> str:
    lines = ["| " + " | ".join(head) + " |", "|---|" + "--:|" * (len(head) - 1)]
    return "\n".join([*lines, *("| " + " | ".join(map(str, row)) + " |" for row in body)]) + "\n"


def _genders(name: str, people: Sequence[Person]) -> list[object]:
    found = Counter(p.gender for p in people)
    told = found["woman"] + found["man"]
    share = f"{100 * found['woman'] / told:.0f}" if told else "–"
    return [name, len(people), found["woman"], found["man"], found["unknown"], share]


GENDERS = ("persons named", "women", "men", "unknown", "women of those known, %")


def _by_region(passages: Sequence[Passage]) -> str:
    people = list(named(passages))
    groups: dict[str, list[Person]] = {}
    for p in people:
        region = regions().get(p.country, ("", "others"))[1] if p.country else "none told"
        groups.setdefault(region, []).append(p)
    ordered = sorted(groups.items(), key=lambda g: (-len(g[1]), g[0]))
    return _table(("region", *GENDERS), [*(_genders(n, g) for n, g in ordered), _genders("all", people)])


def _by_role(passages: Sequence[Passage]) -> str:
    people = list(named(passages))
    speakers = [p for p in people if p.statements]
    said: Counter[str] = Counter()
    for p in people:
        said[p.gender] += p.statements
    told = said["woman"] + said["man"]
    share = f"{100 * said['woman'] / told:.0f}" if told else "–"
    words_of = ["their statements", sum(said.values()), said["woman"], said["man"], said["unknown"], share]
    leaders = [p for p in people if p.leads]
    return _table(
        ("who", *GENDERS), [_genders("all", people), _genders("heads of states and bodies", leaders),
                            _genders("who speak", speakers), words_of],
    )  # fmt: skip


def _by_country(passages: Sequence[Passage]) -> str:
    people = Counter(p.country for p in named(passages) if p.country)
    states = Counter(a.country for p in passages for a in p.actors.values() if a.kind == "state" and a.country)
    shown = sorted(set(people) | set(states), key=lambda c: (-people[c] - states[c], c))
    body: list[Sequence[object]] = [(regions().get(c, (c, ""))[0], people[c], states[c]) for c in shown[:COUNTRIES]]
    rest = shown[COUNTRIES:]
    body.append((f"{len(rest)} others", sum(people[c] for c in rest), sum(states[c] for c in rest)))
    return _table(("country", "persons named", "passages in which the state takes part"), body)


def _by_decade(passages: Sequence[Passage]) -> str:
    decades = Counter(p.header["date"][:3] + "0s" if p.header.get("date") else "no date" for p in passages)
    return _table(("date", "passages"), sorted(decades.items()))


def _numbers(passages: Sequence[Passage]) -> str:
    names = ("style", *(name for name, _ in COLUMNS))
    return _table(names, ([style, *row] for style, row in numbers(passages).items()))


def _splits(passages: Sequence[Passage]) -> str:
    splits = read_splits()
    parts = {name: [p for p in passages if splits.get(p.path.stem) == name] for name in ("train", "dev", "test")}
    names = ("split", *(name for name, _ in COLUMNS))
    return _table(names, ([name, *numbers(some)["all"]] for name, some in parts.items()))


TABLES: dict[str, Callable[[Sequence[Passage]], str]] = {
    "numbers": _numbers,
    "splits": _splits,
    "regions": _by_region,
    "roles": _by_role,
    "countries": _by_country,
    "decades": _by_decade,
}


def filled(content: str, passages: Sequence[Passage]) -> str:
    """The file's text with every table counted anew."""
    return MARKED.sub(lambda m: m.group(1) + TABLES[m.group(2)](passages) + m.group(3), content)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m corpus.card", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--write", action="store_true", help="put the tables into README.md and DATA_CARD.md")
    given = parser.parse_args()
    passages = list(read_all())
    for path in FILES if given.write else ():
        path.write_text(filled(path.read_text(encoding="utf-8"), passages), encoding="utf-8")
    for name, table in () if given.write else TABLES.items():
        print(f"{name}\n\n{table(passages)}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

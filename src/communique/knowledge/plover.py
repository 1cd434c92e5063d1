"""PLOVER's event types as the words of English tell them: the lexicon of acts.

Types and modes are those of the PLOVER codebook (Open Event Data Alliance, manual 0.8). The rules
are in ``data/plover_acts.tsv``, whose header explains the columns; a user's overlay may replace rules by name, add
some, and name types of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal, cast, get_args

import msgspec

from communique.knowledge.inflection import noun_forms, noun_phrase_forms, spellings, verb_forms
from communique.knowledge.tables import Row, overlay_folder, read_table
from communique.knowledge.word_lists import word_list

__all__ = [
    "Condition",
    "EventClass",
    "EventRule",
    "Slot",
    "WordRule",
    "adjectives",
    "effect",
    "in_class",
    "is_light",
    "mutual_types",
    "nouns",
    "own_rules",
    "rules",
    "types",
    "verb_forms_of",
    "verbs",
]  # fmt: skip

PartOfSpeech = Literal["verb", "noun", "adj"]
Effect = Literal["actual", "negated", "planned", "conditional", "alleged"]
ACT_COLUMNS = (
    "rule", "lemmas", "pos", "type", "mode", "actor", "recipient", "conditions", "cameo", "contexts", "example",
)  # fmt: skip
KINDS = frozenset(
    (
        "PERSON", "CROWD", "ONE", "ACTOR", "ORG", "STATE", "STATEORG", "OFFICIAL", "PLACE", "ANY", "DISASTER", "BLAME",
        "PRAISE",
    )
)  # fmt: skip


class Slot(msgspec.Struct, frozen=True):
    """A place in a clause or noun phrase where a participant is looked for: ``subj``, ``obj``, a preposition ..."""

    place: str
    required: bool = False


class Condition(msgspec.Struct, frozen=True):
    """What must stand, or must not, in a place: forms of nouns, or kinds of participant (``#PERSON``)."""

    place: str
    nouns: frozenset[str]
    kinds: frozenset[str]
    negated: bool
    text: str
    """As the table has it, to be shown."""


class EventRule(msgspec.Struct, frozen=True):
    """One rule: its words tell an event of this type if all conditions hold."""

    name: str
    lemmas: tuple[str, ...]
    pos: PartOfSpeech
    type: str
    mode: str | None
    actor: tuple[Slot, ...]
    recipient: tuple[Slot, ...]
    conditions: tuple[Condition, ...]
    cameo: str | None
    contexts: tuple[str, ...]
    example: str


class WordRule(msgspec.Struct, frozen=True):
    """A rule under one of its words: the lemma, and the further words of it (a particle; the modifiers of a noun)."""

    rule: EventRule
    lemma: str
    rest: tuple[str, ...] = ()


def rules(overlay: Path | str | None = None) -> tuple[EventRule, ...]:
    """All rules, in the order of the table."""
    return _rules(overlay_folder(overlay))


def own_rules(overlay: Path | str | None = None) -> frozenset[EventRule]:
    """The rules that a user's overlay brings: new ones, and those that replace a shipped one."""
    folder = overlay_folder(overlay)
    return frozenset() if folder is None else _own_rules(folder)


@cache
def _own_rules(folder: Path) -> frozenset[EventRule]:
    return frozenset(_rules(folder)) - frozenset(_rules(None))


def verbs(form: str, overlay: Path | str | None = None) -> tuple[WordRule, ...]:
    """The rules of the verbs of which this is a form; particles are in ``Entry.rest``."""
    return _index("verb", overlay_folder(overlay)).get(form.casefold(), ())


def nouns(form: str, overlay: Path | str | None = None) -> tuple[WordRule, ...]:
    """The rules of the nouns of which this is a singular or plural; what must stand before it is in ``Entry.rest``."""
    return _index("noun", overlay_folder(overlay)).get(form.casefold(), ())


def adjectives(form: str, overlay: Path | str | None = None) -> tuple[WordRule, ...]:
    """The rules of the adjective."""
    return _index("adj", overlay_folder(overlay)).get(form.casefold(), ())


class EventClass(msgspec.Struct, frozen=True):
    """An event type, or one of its modes: its quad class and score, what it means, and a sentence that tells one."""

    quad: str
    scale: float
    meaning: str
    example: str


def types(overlay: Path | str | None = None) -> Mapping[tuple[str, str], EventClass]:
    """By type and mode, the mode being empty for the type itself; in PLOVER's order."""
    return _types(overlay_folder(overlay))


@cache
def _types(folder: Path | None) -> Mapping[tuple[str, str], EventClass]:
    table: dict[tuple[str, str], EventClass] = {}
    for row in read_table(
        "plover_types", ("type", "mode", "quad", "scale", "meaning", "example"), ("type", "meaning"), folder
    ):
        try:
            scale = float(row["scale"])
        except ValueError:
            raise row.error(f"the scale {row['scale']!r} is no number", "Write it like -3.5.") from None
        table[row["type"], row["mode"]] = EventClass(row["quad"], scale, row["meaning"], row["example"])
    return MappingProxyType(table)


def mutual_types(overlay: Path | str | None = None) -> frozenset[str]:
    """The types of acts that all who do them together do to one another, where no recipient is named: CONSULT ..."""
    return frozenset(
        row["type"] for row in read_table("plover_mutual", ("type", "example"), ("type",), overlay_folder(overlay))
    )


def in_class(nouns_: frozenset[str], words: Sequence[str]) -> bool:
    """Whether the last of ``words``, alone or with some of those before it, is one of the nouns."""
    return any(" ".join(words[-k:]) in nouns_ for k in range(1, min(4, len(words)) + 1))


def effect(form: str, overlay: Path | str | None = None) -> Effect | None:
    """What a verb or adjective does to the act that it governs ("failed" -> negated), or None if it is not listed."""
    return _effects(overlay_folder(overlay)).get(form.casefold())


def is_light(form: str, overlay: Path | str | None = None) -> bool:
    """Whether it is a form of a light verb, which brings a noun that tells the act."""
    return form.casefold() in _light(overlay_folder(overlay))


def controls_object(form: str, overlay: Path | str | None = None) -> bool:
    """Whether it is a form of a verb whose object does what the infinitive behind it says: "urged Israel to halt"."""
    return form.casefold() in _object_control(overlay_folder(overlay))


@cache
def _object_control(folder: Path | None) -> frozenset[str]:
    return frozenset(f for lemma in word_list("object_control", folder) for f in verb_forms_of(lemma, folder))


@cache
def _rules(folder: Path | None) -> tuple[EventRule, ...]:
    classes = _classes(folder)
    return tuple(_rule(row, classes) for row in read_table("plover_acts", ACT_COLUMNS, ("rule",), folder))


def _rule(row: Row, classes: Mapping[str, frozenset[str]]) -> EventRule:
    pos = row["pos"]
    if pos not in get_args(PartOfSpeech):
        raise row.error(f"there is no part of speech {pos!r}", "Write verb, noun or adj.")
    return EventRule(
        name=row["rule"],
        lemmas=row.items("lemmas") or (row.required("lemmas"),),
        pos=cast("PartOfSpeech", pos),
        type=row.required("type"),
        mode=row["mode"] or None,
        actor=_slots(row["actor"]),
        recipient=_slots(row["recipient"]),
        conditions=tuple(_condition(row, item, classes) for item in _split(row["conditions"])),
        cameo=row["cameo"] or None,
        contexts=row.items("contexts"),
        example=row["example"],
    )


def _slots(cell: str) -> tuple[Slot, ...]:
    return tuple(Slot(item.removesuffix("!").partition(":")[0], item.endswith("!")) for item in cell.split(",") if item)


def _split(cell: str) -> list[str]:
    """Conditions of a cell; blanks separate them, but nouns of two words may hold one ("obj:ice cream by:army")."""
    found: list[str] = []
    for word in cell.split(" "):
        if ":" in word or not found:
            found.append(word)
        else:
            found[-1] += " " + word
    return [item for item in found if item]


def _condition(row: Row, text: str, classes: Mapping[str, frozenset[str]]) -> Condition:
    place, colon, listed = text.partition(":")
    if not colon or not listed:
        raise row.error(f"{text!r} is no condition", "Write it like obj:@TALKS, with:#ACTOR or on:strike,march.")
    negated = listed.startswith("!")
    forms: set[str] = set()
    kinds: set[str] = set()
    for item in listed.removeprefix("!").split(","):
        if item.startswith("@"):
            if item[1:] not in classes:
                raise row.error(f"there is no class {item!r}", "Use a class of plover_classes.tsv.")
            forms |= classes[item[1:]]
        elif item.startswith("#"):
            if item[1:] not in KINDS:
                raise row.error(f"there is no kind {item!r}", f"Use one of: {' '.join(sorted(KINDS))}.")
            kinds.add(item[1:])
        else:
            forms |= noun_phrase_forms(item.replace("_", " "))
    return Condition(place, frozenset(forms), frozenset(kinds), negated, text)


@cache
def _classes(folder: Path | None) -> Mapping[str, frozenset[str]]:
    rows = read_table("plover_classes", ("class", "nouns"), ("class",), folder)
    return MappingProxyType(
        {row["class"]: frozenset(f for n in row.items("nouns") for f in noun_phrase_forms(n)) for row in rows}
    )


@cache
def _irregular(folder: Path | None) -> Mapping[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for name in ("irregular_verbs", "plover_forms"):
        table.update(
            {
                row["lemma"]: tuple(row["forms"].split())
                for row in read_table(name, ("lemma", "forms"), ("lemma",), folder)
            }
        )
    return MappingProxyType(table)


def verb_forms_of(lemma: str, folder: Path | None) -> frozenset[str]:
    """All forms of a verb of these tables, the irregular ones as ``irregular_verbs`` and ``plover_forms`` have them."""
    return verb_forms(lemma, _irregular(folder).get(lemma, ()))


@cache
def _index(pos: PartOfSpeech, folder: Path | None) -> Mapping[str, tuple[WordRule, ...]]:
    table: dict[str, list[WordRule]] = {}
    for rule in _rules(folder):
        if rule.pos != pos:
            continue
        for lemma in rule.lemmas:
            words = lemma.casefold().split()
            if pos == "verb":
                entry, forms = WordRule(rule, lemma, tuple(words[1:])), verb_forms_of(words[0], folder)
            elif pos == "noun":
                entry, forms = WordRule(rule, lemma, tuple(words[:-1])), noun_forms(words[-1])
            else:
                entry, forms = WordRule(rule, lemma), frozenset(spellings(lemma))
            for form in forms:
                listed = table.setdefault(form, [])
                if entry not in listed:
                    listed.append(entry)
    return MappingProxyType({form: tuple(entries) for form, entries in table.items()})


@cache
def _governors(folder: Path | None) -> tuple[Row, ...]:
    return read_table("plover_governors", ("effect", "lemmas", "example"), ("effect",), folder)


@cache
def _effects(folder: Path | None) -> Mapping[str, Effect]:
    table: dict[str, Effect] = {}
    for row in _governors(folder):
        if row["effect"] == "light":
            continue
        if row["effect"] not in get_args(Effect):
            raise row.error(
                f"there is no effect {row['effect']!r}", f"Use one of: {', '.join(get_args(Effect))}, light."
            )
        for lemma in row.items("lemmas"):
            for form in (*verb_forms_of(lemma.split()[0], folder), lemma):
                table.setdefault(form, cast("Effect", row["effect"]))
    return MappingProxyType(table)


@cache
def _light(folder: Path | None) -> frozenset[str]:
    return frozenset(
        f
        for row in _governors(folder)
        if row["effect"] == "light"
        for lemma in row.items("lemmas")
        for f in verb_forms_of(lemma.split()[0], folder)
    )

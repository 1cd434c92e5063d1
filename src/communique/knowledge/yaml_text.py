"""YAML from outside: plain texts, lists and mappings, without tags, of bounded size whatever its aliases say."""

from __future__ import annotations

from typing import Any

import yaml
from yaml.constructor import BaseConstructor
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from communique.errors import InputError

__all__ = ["read_entries", "read_yaml"]

MOST_CHARACTERS = 4_000_000
MOST_NODES = 200_000
"""Texts, lists and mappings once every alias is put in: ten lists of ten aliases each come to ten thousand million."""
MOST_DEPTH = 40
REMEDY = "Mend the file with an editor for plain text; the manual has an example"


def read_yaml(text: str, source: str) -> Any:
    """What a text in YAML says: texts, lists and mappings of these.

    Raises:
        InputError: it is malformed, names a key twice, or has too much in it; says at which line.
    """
    node = _composed(text, source)
    return None if node is None else BaseConstructor().construct_document(node)


def read_entries(text: str, source: str) -> list[tuple[int, dict[str, tuple[str, ...]]]]:
    """The entries of a list of mappings in YAML: the line of each, and the texts that each key holds.

    Raises:
        InputError: it is malformed, or something else than a list of such; says at which line.
    """
    node = _composed(text, source)
    if node is None:
        return []
    if not isinstance(node, SequenceNode):
        raise InputError(source, f"it is no list, in line {node.start_mark.line + 1}", "Begin each entry with `- `")
    return [(one.start_mark.line + 1, _entry(one, source)) for one in node.value]


def _entry(node: Node, source: str) -> dict[str, tuple[str, ...]]:
    at = node.start_mark.line + 1
    if not isinstance(node, MappingNode):
        raise InputError(source, f"the entry in line {at} says no `name: value`", REMEDY)
    found: dict[str, tuple[str, ...]] = {}
    for name, value in node.value:
        listed = value.value if isinstance(value, SequenceNode) else [value]
        if not all(isinstance(one, ScalarNode) for one in listed):
            line = value.start_mark.line + 1
            raise InputError(source, f"what {name.value} holds in line {line} is no text and no list of texts", REMEDY)
        found[name.value] = tuple(one.value for one in listed)
    return found


def _composed(text: str, source: str) -> Node | None:
    """The tree of a text: of bounded size and depth, no key twice."""
    if len(text) > MOST_CHARACTERS:
        raise InputError(source, f"it has more than {MOST_CHARACTERS:,} characters", REMEDY)
    try:
        _see_depth(text, source)
        loader = yaml.BaseLoader(text)  # all scalars are texts: no number, date or yes is made of a name
        try:
            node = loader.get_single_node()
        finally:
            loader.dispose()
    except yaml.YAMLError as error:
        raise _malformed(source, error) from error
    if node is not None:
        _Sizes(source).of(node)
    return node


def _malformed(source: str, error: yaml.YAMLError) -> InputError:
    mark = getattr(error, "problem_mark", None)
    told = getattr(error, "problem", None) or "a character that YAML does not allow"
    at = f" in line {mark.line + 1}" if mark is not None else ""
    return InputError(source, f"it is not YAML{at} ({told})", REMEDY)


def _see_depth(text: str, source: str) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=yaml.BaseLoader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MOST_DEPTH:
                raise InputError(source, f"lists stand in lists more than {MOST_DEPTH} deep", REMEDY)
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


class _Sizes:
    """How much there is once every alias is put in, each node counted once."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.known: dict[int, int] = {}
        self.open: set[int] = set()

    def of(self, node: Node) -> int:
        key = id(node)
        if key in self.known:
            return self.known[key]
        line = node.start_mark.line + 1
        if key in self.open:
            raise InputError(self.source, f"what begins in line {line} stands in itself", REMEDY)
        self.open.add(key)
        size = 1
        if isinstance(node, MappingNode):
            seen: set[str] = set()
            for name, value in node.value:
                if not isinstance(name, ScalarNode):
                    raise InputError(self.source, f"a key in line {name.start_mark.line + 1} is no text", REMEDY)
                if name.value in seen:
                    at = name.start_mark.line + 1
                    raise InputError(self.source, f"{name.value!r} is said twice, again in line {at}", REMEDY)
                seen.add(name.value)
                size += 1 + self.of(value)
        elif isinstance(node, SequenceNode):
            size += sum(self.of(one) for one in node.value)
        if size > MOST_NODES:
            raise InputError(self.source, f"its aliases come to more than {MOST_NODES:,} entries", REMEDY)
        self.open.discard(key)
        self.known[key] = size
        return size

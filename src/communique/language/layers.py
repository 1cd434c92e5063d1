"""Layers: what steps give a document and read of it, by typed keys that stand beside their makers.

A :class:`Layer` is given once, by one step. An :class:`Index` is made of layers when it is first asked for, once a
report. While a step runs, it may read the layers among its needs and no others, and an index only if it needs what the
index is made of: a step whose needs are not told in full fails in every run and not only where its order is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from communique.language.document import Document

T = TypeVar("T")
Made = TypeVar("Made", covariant=True)


class LayerError(RuntimeError):
    """A step reads what it does not need, gives what it does not tell, or comes too early: a fault in the program."""


class Layer(Generic[T]):
    """A key for what one step gives, a ``T``.

    Args:
        name: how messages call it.
        field: the field of the record that it fills, if it fills one.
    """

    __slots__ = ("field", "name")

    def __init__(self, name: str, field: str | None = None) -> None:
        self.name = name
        self.field = field

    def __repr__(self) -> str:
        return self.name


class Index(Generic[Made]):
    """A key for what is made of layers, once a report.

    Args:
        name: how messages call it.
        needs: the layers that ``make`` reads.
        make: makes it of the document.
    """

    __slots__ = ("make", "name", "needs")

    def __init__(self, name: str, needs: tuple[Layer[Any], ...], make: Callable[[Document], Made]) -> None:
        self.name = name
        self.needs = needs
        self.make = make

    def __repr__(self) -> str:
        return self.name


class Layers:
    """The layers of one document."""

    __slots__ = ("_given", "_indexes", "_may_give", "_may_read", "_step")

    def __init__(self) -> None:
        self._given: dict[Layer[Any], Any] = {}
        self._indexes: dict[Index[Any], Any] = {}
        self._step: str | None = None
        self._may_read: frozenset[Layer[Any]] = frozenset()
        self._may_give: frozenset[Layer[Any]] = frozenset()

    def __contains__(self, layer: Layer[Any]) -> bool:
        """Whether the layer is given and may be read now."""
        return layer in self._given and (self._step is None or layer in self._may_read)

    def __getitem__(self, layer: Layer[T]) -> T:
        """What a step gave.

        Raises:
            LayerError: the running step does not need it, or no step has given it yet.
        """
        if self._step is not None and layer not in self._may_read:
            raise LayerError(f"{self._step} reads {layer}, which is not among its needs")
        if layer not in self._given:
            raise LayerError(f"{self._step or 'somebody'} reads {layer} before a step has given it")
        value: T = self._given[layer]
        return value

    def give(self, layer: Layer[T], value: T) -> T:
        """Set a layer, once.

        Raises:
            LayerError: it is given already, or the running step does not say that it gives it.
        """
        if layer in self._given:
            raise LayerError(f"{self._step or 'somebody'} gives {layer} a second time")
        if self._step is not None and layer not in self._may_give:
            raise LayerError(f"{self._step} gives {layer}, which it does not tell")
        self._given[layer] = value
        return value

    def index(self, index: Index[T], document: Document) -> T:
        """An index, made when it is first asked for; see :meth:`Document.index`.

        Raises:
            LayerError: the running step does not need all that the index is made of.
        """
        if self._step is not None and not self._may_read.issuperset(index.needs):
            missing = ", ".join(sorted(str(layer) for layer in set(index.needs) - self._may_read))
            raise LayerError(f"{self._step} asks for the {index}, and {missing} is not among its needs")
        if index not in self._indexes:
            self._indexes[index] = index.make(document)
        made: T = self._indexes[index]
        return made

    def begin(self, step: str, needs: Iterable[Layer[Any]], gives: Iterable[Layer[Any]]) -> None:
        """Hold whoever reads and gives from now on to what a step tells of itself."""
        self._step = step
        self._may_give = frozenset(gives)
        self._may_read = frozenset(needs) | self._may_give

    def end(self) -> None:
        """Let anybody read again.

        Raises:
            LayerError: the step has not given all that it tells.
        """
        step, missing = self._step, [str(layer) for layer in self._may_give if layer not in self._given]
        self._step = None
        if missing:
            raise LayerError(f"{step} has not given {', '.join(sorted(missing))}")

    def forget(self) -> None:
        """Drop what was given and made: some of it holds the document, which holds it."""
        self._given.clear()
        self._indexes.clear()

    def fields(self) -> dict[str, Any]:
        """What fills fields of the record, by their names; of two layers for one field the later counts."""
        return {layer.field: value for layer, value in self._given.items() if layer.field is not None}

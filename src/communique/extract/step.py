"""What every step of reading is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from communique.language.document import Document
from communique.language.layers import Layer


class Step:
    """One step of reading a report: it reads the layers that it needs and gives its own.

    The text, the view, the syntax and the quotation marks are the document itself; ``needs`` names what other steps
    give. The reader checks the order of the steps when it is made, and holds each to its needs whenever it runs.
    """

    name: ClassVar[str]
    """How it is called in messages and in the docs."""
    needs: ClassVar[tuple[Layer[Any], ...]] = ()
    """The layers that it reads."""
    gives: ClassVar[tuple[Layer[Any], ...]]
    """The layers that it gives, each of them to every document."""
    together: ClassVar[bool] = False
    """Whether it reads the documents of a batch together, as models like to."""

    def __call__(self, document: Document) -> None:
        """Read a document and give it this step's layers.

        Raises:
            LayerError: it reads or gives what it does not tell of itself.
        """
        raise NotImplementedError

    def many(self, documents: Sequence[Document]) -> None:
        """The same for documents read together."""
        for document in documents:
            self(document)

    def models(self) -> dict[str, str]:
        """Name and checksum or version of the models that it has used so far."""
        return {}

"""Answers that stay the same while the store does, and are found anew when reports, facts or entities change."""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable
from typing import Any, TypeVar, cast

from litestar import Request

from communique.errors import CommuniqueError
from communique.store import Store

__all__ = ["NO_FACTS", "Memory", "remembered", "warm"]

T = TypeVar("T")
MOST = 300
"""Answers that are kept, the latest asked for."""
NO_FACTS = ("",)
"""Of what answers tell in which no fact stands."""
log = logging.getLogger(__name__)


class Memory:
    """Answers by what was asked and by the store's content then. Several threads may ask at once."""

    def __init__(self) -> None:
        self._answers: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, store: Store, asked: Hashable, find: Callable[[], T], kinds: Collection[str] = ()) -> T:
        """The answer to what is asked, found only if the store has changed since it was.

        ``kinds`` are those of facts of which it tells; none: all.

        What people decide of facts changes answers too: those of the kinds that are asked for.
        """
        key = (asked, store.content_stamp(), store.decisions().stamp(*kinds))
        with self._lock:
            if key in self._answers:
                self._answers.move_to_end(key)
                return cast("T", self._answers[key])
        answer = find()
        with self._lock:
            self._answers[key] = answer
            while len(self._answers) > MOST:
                self._answers.popitem(last=False)
        return answer

    def forget(self) -> None:
        """Begin anew."""
        with self._lock:
            self._answers.clear()


def remembered(request: Request[Any, Any, Any], store: Store, asked: Hashable, find: Callable[[], T], *kinds: str) -> T:
    """The same of a request's explorer."""
    memory: Memory = request.app.state.memory
    return memory.get(store, asked, find, kinds)


def warm(memory: Memory, store: Store, questions: dict[Hashable, tuple[Callable[[], Any], Collection[str]]]) -> None:
    """Ask these questions beforehand, so that nobody waits for them; what fails then is told to who asks.

    Each with the kinds of facts of which its answer tells.
    """
    for asked, (find, kinds) in questions.items():
        try:
            memory.get(store, asked, find, kinds)
        except CommuniqueError as error:
            log.debug("not asked beforehand: %s", error)
            return

"""What can go wrong, as one tree. Every message names the input and says what to do next.

::

    CommuniqueError
    ├── InputError               a report cannot be read
    │   ├── UnreadableError      the file is not there, may not be opened, or is not text
    │   ├── UnsupportedError     its format is none that communique reads
    │   ├── EmptyError           it holds no text
    │   ├── LanguageError        it is not in English
    │   └── ExtractionError      a step of reading failed over it: a fault in the program
    ├── UsageError               an argument does not make sense (a wrong date, say)
    ├── KnowledgeError           a table of facts about the world is malformed
    ├── ModelError               a shipped model is missing, damaged or of another version
    ├── StoreError               a store cannot be opened, read or written
    │   ├── AbsentError          it has no such report, actor or issue, or several are called so
    │   └── ConflictError        what was judged is another one now than the coder saw
    ├── ShardError               a folder of shards is damaged, of another version, or cannot be written
    └── GoldError                gold for an evaluation is malformed
"""

from __future__ import annotations

__all__ = [
    "AbsentError",
    "CommuniqueError",
    "ConflictError",
    "EmptyError",
    "ExtractionError",
    "GoldError",
    "InputError",
    "KnowledgeError",
    "LanguageError",
    "ModelError",
    "ShardError",
    "StoreError",
    "UnreadableError",
    "UnsupportedError",
    "UsageError",
]


class CommuniqueError(Exception):
    """Any failure that communique foresees; its text is meant for the user."""


class InputError(CommuniqueError):
    """A report cannot be read. ``source`` is the input as the user named it."""

    def __init__(self, source: str, problem: str, remedy: str) -> None:
        self.source = source
        self.problem = problem
        self.remedy = remedy
        super().__init__(f"{printable(source)}: {problem}. {remedy}")


class UnreadableError(InputError):
    """The file is not there, may not be opened, or is not text."""


class UnsupportedError(InputError):
    """The format is none that communique reads."""


class EmptyError(InputError):
    """The input holds no text."""


class LanguageError(InputError):
    """The report is not in English. ``language`` is the ISO 639-1 code that was found."""

    def __init__(self, source: str, language: str, remedy: str) -> None:
        self.language = language
        super().__init__(source, f"the text seems to be in another language than English ({language})", remedy)


class ExtractionError(InputError):
    """A step of reading failed over a report: a fault in the program, or want of memory.

    ``step`` is the step's name, ``fault`` what it raised, ``trace`` where: a traceback as text.
    """

    def __init__(self, source: str, step: str, fault: str, trace: str = "") -> None:
        self.step = step
        self.fault = fault
        self.trace = trace
        super().__init__(
            source,
            f"reading it failed in the step {step} ({printable(fault)})",
            "Leave it out, and tell the makers of communique what `communique --debug` prints",
        )


class UsageError(CommuniqueError):
    """An argument does not make sense."""


class KnowledgeError(CommuniqueError):
    """A table of facts about the world is malformed; the message names file and line."""


class ModelError(CommuniqueError):
    """A shipped model is missing, damaged or of another version."""


class StoreError(CommuniqueError):
    """A store cannot be opened, read or written."""


class AbsentError(StoreError):
    """A store has no such report, actor or issue, or several are called so."""


class ConflictError(StoreError):
    """What was judged is another one now than the coder saw: look again."""


class ShardError(CommuniqueError):
    """A folder of shards is damaged, of another version, or cannot be written."""


class GoldError(CommuniqueError):
    """Gold for an evaluation is malformed."""


def printable(name: str, limit: int = 200) -> str:
    r"""A name from outside made safe for a terminal: control characters escaped, at most ``limit`` characters.

    A byte of a file's name that is not UTF-8 is shown as ``\xff``.
    """
    safe = "".join(c if c.isprintable() else _escaped(c) for c in name)
    return safe if len(safe) <= limit else safe[: limit - 1] + "…"


def _escaped(character: str) -> str:
    if "\udc80" <= character <= "\udcff":  # how Python holds such a byte (PEP 383)
        return f"\\x{ord(character) - 0xDC00:02x}"
    return character.encode("unicode_escape").decode("ascii")

"""communique reads news reports on international affairs and keeps the diplomatic record they contain.

>>> import communique
>>> record = communique.read("ANKARA, April 3 - Turkey's foreign minister said talks would resume.")  # doctest: +SKIP
>>> record.statements[0].act  # doctest: +SKIP
'say'

Many reports at once, each a record or an error in its place:

>>> for item in communique.Reader().read_many(communique.open_reports(["reports/"])):  # doctest: +SKIP
...     print(item)
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from communique.errors import CommuniqueError
from communique.version import __version__

if TYPE_CHECKING:
    from communique.model import Record
    from communique.reader import Reader
    from communique.sources import open_reports
    from communique.store import Store

__all__ = ["CommuniqueError", "Reader", "Record", "__version__", "open_reports", "open_store", "read"]

_LATE = {"Reader": "communique.reader", "Record": "communique.model", "open_reports": "communique.sources"}
"""What is imported when it is first asked for, and from where: what reads pages and loads models is heavy."""


def __getattr__(name: str) -> Any:
    if name not in _LATE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(_LATE[name]), name)
    return found


def __dir__() -> list[str]:
    return sorted({*__all__, *(name for name in globals() if name.startswith("__"))})


def read(source: str | Path, date: str | None = None) -> Record:
    """The record of one report.

    Args:
        source: the report's text, or the path of a file that holds it. A string of one line that names an existing
            file is a path; any other string is the text itself.
        date: when the report was published (``2013-04-17``), if you know it and the report does not say it.

    Raises:
        InputError: there is nothing to read, or it is not in English.
        UsageError: ``date`` is no date, or the file holds several reports: read these with :class:`Reader`.
    """
    from communique.reader import read_one  # the models load with the first report

    return read_one(source, date)


def open_store(path: str | Path | None = None) -> Store:
    """The store in the file ``path``: many reports, and questions to them. It is made when something is added.

    >>> store = communique.open_store("syria.db")  # doctest: +SKIP
    >>> store.statements(by="Lavrov", about="military intervention", since="2013-01")  # doctest: +SKIP

    Args:
        path: the file; by default ``$COMMUNIQUE_STORE``, or ``communique.db`` in the working folder.
    """
    from communique.store import open_store as opened  # the database's libraries load with the first store

    return opened(path)

"""Where a store on a server lies, and who asks for it: an address that shows itself without its password."""

from __future__ import annotations

import getpass
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from communique.errors import StoreError, UsageError, printable

__all__ = ["Place", "ServerAddress", "hide_passwords", "is_address", "place_of"]

SCHEMES = ("postgresql", "postgres", "postgresql+pg8000")
ADDRESS = re.compile(r"postgres(?:ql)?(?:\+\w+)?:/|[A-Za-z][A-Za-z0-9+.-]+://")
"""How an address begins. A path of "postgresql:/..." has lost one of its strokes to :class:`pathlib.Path`."""
PASSWORD = re.compile(r"(postgres(?:ql)?(?:\+\w+)?:/{1,2}[^\s/@:]*):\S*@")
"""What stands before a password in an address, and the password, which may hold what it should not."""
QUERIED = re.compile(r"(?<=[?&])(password|passfile|sslpassword)=[^&\s]*", re.IGNORECASE)
PORT = 5432
OPTIONS = ("host", "port", "user", "dbname", "schema", "sslmode", "sslrootcert", "passfile", "connect_timeout")
MODES = ("disable", "prefer", "require", "verify-ca", "verify-full")
NAME = re.compile(r"[a-z_][a-z0-9_]{0,62}")
"""A schema's name that needs no quotation marks."""
EXAMPLE = "Write postgresql://USER@HOST/DATABASE"


class ServerAddress:
    """A store on a PostgreSQL server: ``postgresql://user@host:port/database?schema=name``.

    What the address leaves out is taken from PGHOST, PGPORT, PGUSER and PGDATABASE, as other programs of PostgreSQL do,
    and the password from PGPASSWORD, or from the file of PGPASSFILE or ``~/.pgpass``. A ``host`` that begins with a
    stroke is the folder of the server's socket. ``str()`` never shows the password.

    Raises:
        UsageError: it is none; the message shows no password.
    """

    def __init__(self, text: str, environment: Mapping[str, str] | None = None) -> None:
        env = os.environ if environment is None else environment
        shown = printable(hide_passwords(text))
        parts = urlsplit(text if "://" in text else text.replace(":/", "://", 1))
        if parts.scheme not in SCHEMES:
            raise UsageError(f"{shown}: stores are kept in files and on PostgreSQL servers. {EXAMPLE}")
        given = dict(parse_qsl(parts.query, keep_blank_values=True))
        if unknown := sorted(given.keys() - {*OPTIONS, "password"}):
            raise UsageError(
                f"{shown}: there is no option {printable(unknown[0])!r}. The options are: {', '.join(OPTIONS)}"
            )
        try:
            port: int | str | None = parts.port
            host = parts.hostname
        except ValueError:
            raise UsageError(f"{shown}: the port is no number from 1 to 65535. {EXAMPLE}") from None
        self.host = given.get("host") or (unquote(host) if host else "") or env.get("PGHOST") or "localhost"
        self.port = self._port(given.get("port") or port or env.get("PGPORT") or PORT, shown)
        self.user = given.get("user") or unquote(parts.username or "") or env.get("PGUSER") or _user()
        path = unquote(parts.path.removeprefix("/"))
        self.database = given.get("dbname") or path or env.get("PGDATABASE") or self.user
        self.schema = given.get("schema") or "public"
        if not NAME.fullmatch(self.schema) or self.schema.startswith("pg_"):
            raise UsageError(
                f"{shown}: {printable(self.schema)!r} is no name of a schema. Use small letters, digits and _"
            )
        self.sslmode = given.get("sslmode") or env.get("PGSSLMODE") or "prefer"
        if self.sslmode not in MODES:
            raise UsageError(f"{shown}: sslmode is one of: {', '.join(MODES)}")
        self.sslrootcert = given.get("sslrootcert") or env.get("PGSSLROOTCERT")
        wait = given.get("connect_timeout") or env.get("PGCONNECT_TIMEOUT") or "10"
        if not wait.isdecimal():
            raise UsageError(f"{shown}: connect_timeout is a number of seconds")
        self.connect_timeout = max(2, int(wait))
        self._password = given.get("password") or (unquote(parts.password) if parts.password else None)
        self._password = self._password or env.get("PGPASSWORD")
        self._passfile = given.get("passfile") or env.get("PGPASSFILE") or "~/.pgpass"
        self._there = False

    def __str__(self) -> str:
        host = "" if self.host.startswith("/") else f"[{self.host}]" if ":" in self.host else self.host
        port = f":{self.port}" if self.port != PORT and host else ""
        told = f"postgresql://{quote(self.user, safe='')}@{host}{port}/{quote(self.database, safe='')}"
        query = [f"host={self.host}"] if not host else []
        query += [f"port={self.port}"] if not host and self.port != PORT else []
        query += [f"schema={self.schema}"] if self.schema != "public" else []
        return told + ("?" + "&".join(query) if query else "")

    __repr__ = __str__

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ServerAddress) and str(self) == str(other)

    def __hash__(self) -> int:
        return hash(str(self))

    def __fspath__(self) -> str:
        raise UsageError(f"{self}: a store on a server is no file, which this needs")

    @property
    def name(self) -> str:
        """What a person calls it: the database's name."""
        return self.database

    @property
    def password(self) -> str | None:
        """What the server may ask for; never to be shown."""
        return self._password or self._filed()

    def exists(self) -> bool:
        """Whether there is a store.

        Raises:
            StoreError: the server cannot be asked.
        """
        if not self._there:
            from communique.database.engines.postgres import is_there

            self._there = is_there(self)
        return self._there

    def _filed(self) -> str | None:
        """The password in the file of passwords, https://www.postgresql.org/docs/current/libpq-pgpass.html."""
        path = Path(self._passfile).expanduser()
        if not path.is_file():
            return None
        if os.name == "posix" and path.stat().st_mode & 0o077:
            raise StoreError(
                f"{printable(str(path))}: others may read the file of passwords, so that it is not used. "
                "Make it yours alone: chmod 600"
            )
        host = "localhost" if self.host.startswith("/") else self.host
        own = (host, str(self.port), self.database, self.user)
        for line in _lines(path):
            fields = [re.sub(r"\\(.)", r"\1", field) for field in re.findall(r"(?:^|:)((?:\\.|[^:\\])*)", line)]
            if len(fields) == 5 and all(field in ("*", mine) for field, mine in zip(fields, own, strict=False)):
                return fields[4]
        return None

    @staticmethod
    def _port(told: int | str, shown: str) -> int:
        number = int(told) if str(told).isdecimal() else 0
        if not 1 <= number <= 65535:
            raise UsageError(f"{shown}: the port is no number from 1 to 65535. {EXAMPLE}")
        return number


Place = Path | ServerAddress
"""Where a store lies."""


def is_address(text: str) -> bool:
    """Whether this names a server rather than a file."""
    return ADDRESS.match(text) is not None


def place_of(text: str | Path | ServerAddress) -> Place:
    """The place that a user names.

    Raises:
        UsageError: it is an address of something else than a PostgreSQL server.
    """
    if isinstance(text, ServerAddress):
        return text
    return ServerAddress(str(text)) if is_address(str(text)) else Path(text)


def hide_passwords(text: str) -> str:
    """A text without the passwords in the addresses that it holds."""
    return QUERIED.sub(r"\1=***", PASSWORD.sub(r"\1:***@", text))


def _lines(path: Path) -> Iterator[str]:
    try:
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip() and not line.startswith("#"):
                yield line
    except (OSError, UnicodeDecodeError):
        raise StoreError(
            f"{printable(str(path))}: the file of passwords cannot be read. Check its rights, or set PGPASSWORD"
        ) from None


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "postgres"

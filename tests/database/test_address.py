"""Addresses of stores on servers: what they mean, and that no password is ever shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.database.engines.address import ServerAddress, hide_passwords, is_address, place_of
from communique.errors import StoreError, UsageError


def address(text: str, **environment: str) -> ServerAddress:
    return ServerAddress(text, {"PGUSER": "eva", **environment})


@pytest.mark.parametrize(
    ("text", "environment", "host", "port", "user", "database"),
    [
        ("postgresql://ana@db.example.org:5433/years", {}, "db.example.org", 5433, "ana", "years"),
        ("postgres://ana@db.example.org/years", {}, "db.example.org", 5432, "ana", "years"),
        ("postgresql+pg8000://ana@db/years", {}, "db", 5432, "ana", "years"),
        ("postgresql:/ana@db/years", {}, "db", 5432, "ana", "years"),
        ("postgresql:///years", {}, "localhost", 5432, "eva", "years"),
        ("postgresql://", {}, "localhost", 5432, "eva", "eva"),
        ("postgresql:///", {"PGHOST": "/run/pg", "PGPORT": "6000", "PGDATABASE": "d"}, "/run/pg", 6000, "eva", "d"),
        ("postgresql://a%40b@db/y%C3%BC", {}, "db", 5432, "a@b", "yü"),
        ("postgresql:///years?host=/var/run/postgresql&port=5433", {}, "/var/run/postgresql", 5433, "eva", "years"),
        ("postgresql://%2Fvar%2Frun/years", {}, "/var/run", 5432, "eva", "years"),
        ("postgresql://ana@[::1]:77/years", {}, "::1", 77, "ana", "years"),
    ],
)
def test_what_an_address_means(
    text: str, environment: dict[str, str], host: str, port: int, user: str, database: str
) -> None:
    found = address(text, **environment)
    assert (found.host, found.port, found.user, found.database) == (host, port, user, database)
    again = ServerAddress(str(found), {})
    assert (again.host, again.port, again.user, again.database) == (host, port, user, database)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("mysql://ana:Geheim@db/years", "PostgreSQL"),
        ("postgresql://ana:Geheim@db:port/years", "port"),
        ("postgresql://ana:Geheim@db:99999/years", "port"),
        ("postgresql://ana:Geheim@db/years?colour=red", "colour"),
        ("postgresql://ana:Geheim@db/years?schema=a;drop", "schema"),
        ("postgresql://ana:Geheim@db/years?schema=pg_catalog", "schema"),
        ("postgresql://ana:Geheim@db/years?sslmode=maybe", "sslmode"),
        ("postgresql://ana:Ge/heim@db/years", "port"),
        ("postgresql://db/years?password=Geheim&port=x", "port"),
        ("postgresql://db/years?connect_timeout=soon", "seconds"),
    ],
)
def test_an_address_that_makes_no_sense(text: str, said: str) -> None:
    with pytest.raises(UsageError, match=said) as told:
        address(text)
    if text.startswith("postgres"):
        assert "eheim" not in str(told.value).replace("***", "")


def test_a_password_is_never_shown() -> None:
    for text in (
        "postgresql://ana:Geheim@db/years", "postgresql:/ana:Geheim@db/years", "postgresql://ana@db/years?password=Geheim",
        "postgresql+pg8000://ana:Geheim@db:99/years?schema=two",
    ):  # fmt: skip
        found = address(text)
        assert found.password == "Geheim"
        assert "Geheim" not in f"{found} {found!r} {[found]} {found.name}"
        assert "Geheim" not in hide_passwords(f"cannot open {text}, or {text}")
    assert hide_passwords("postgresql://ana:Ge/he:im@1@db/years") == "postgresql://ana:***@db/years"
    assert hide_passwords("no address: http://ana:x@y/z") == "no address: http://ana:x@y/z"


@pytest.mark.parametrize(
    ("lines", "password"),
    [
        (["db:5432:years:ana:one"], "one"),
        (["# a comment", "", "other:*:*:*:no", "*:*:*:ana:two"], "two"),
        ([r"db:5432:years:ana:with\:colon\\"], "with:colon\\"),
        (["db:5433:years:ana:no"], None),
    ],
)
def test_the_file_of_passwords(tmp_path: Path, lines: list[str], password: str | None) -> None:
    path = tmp_path / "pgpass"
    path.write_text("\n".join(lines), encoding="utf-8")
    path.chmod(0o600)
    assert address("postgresql://ana@db/years", PGPASSFILE=str(path)).password == password
    assert address("postgresql://ana@db/years", PGPASSFILE=str(path), PGPASSWORD="own").password == "own"
    path.chmod(0o644)
    with pytest.raises(StoreError, match="chmod 600"):
        _ = address("postgresql://ana@db/years", PGPASSFILE=str(path)).password


@pytest.mark.parametrize(
    ("text", "server"),
    [
        ("years.db", False), ("/a/b.db", False), ("C:/years.db", False), ("a:/b", False), ("postgresql.db", False),
        ("postgresql://x/y", True), ("postgres://x/y", True), ("postgresql:/x/y", True), ("mysql://x/y", True),
    ],
)  # fmt: skip
def test_what_is_an_address(text: str, server: bool) -> None:
    assert is_address(text) is server
    if not server:
        assert place_of(text) == Path(text)

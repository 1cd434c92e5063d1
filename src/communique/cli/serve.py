"""``communique serve``: the explorer, in a browser."""

from __future__ import annotations

import secrets
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from communique.cli.options import StorePath
from communique.errors import UsageError, printable

if TYPE_CHECKING:
    from communique.database.engines.address import Place, ServerAddress


@click.command("serve", short_help="Look at a store in a browser.")
@click.option(
    "--store", "store", metavar="FILE", envvar="COMMUNIQUE_STORE", type=StorePath(), show_envvar=True,
    help="The store, a file or an address; without one, the example reports that come with the program.",
)  # fmt: skip
@click.option("--port", type=click.IntRange(0, 65535), default=8765, show_default=True, help="0: any free one.")
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    metavar="ADDRESS",
    help="The address to listen on; another one than this machine's own needs --token or --password-file.",
)
@click.option(
    "--allow-host",
    "hosts",
    multiple=True,
    metavar="NAME",
    help="A further name by which browsers call it, such as that of a proxy before it.",
)
@click.option(
    "--token",
    metavar="WORD",
    envvar="COMMUNIQUE_TOKEN",
    show_envvar=True,
    is_flag=False,
    flag_value="",
    help="What whoever comes must know; without a WORD one is made and printed.",
)
@click.option("--password-file", metavar="FILE", type=click.Path(), help="The same, as the first line of a file.")
@click.option("--open", "open_", is_flag=True, help="Open a browser.")
def command(
    store: str | ServerAddress | None, port: int, host: str, hosts: tuple[str, ...], token: str | None,
    password_file: str | None, open_: bool,
) -> None:  # fmt: skip
    """Show a store in a browser, on this machine alone: reports beside their records, actors, issues, the calendar.

    Whoever can reach the address can read the store and judge its facts. On another address than this machine's own
    it therefore asks for a token or a password; it speaks plain HTTP, so put a proxy with TLS before it where others
    could listen. The HTTP API is described at /api/openapi.json.

    \b
    communique serve                                    the example reports
    communique serve --store years.db --open
    communique serve --store years.db --host 0.0.0.0 --password-file secret.txt
    """
    from communique.web.server import listen, serve
    from communique.web.settings import ExplorerSettings, is_loopback

    if token is not None and password_file is not None:
        raise UsageError("give --token or --password-file, not both")
    password = _password(token, password_file)
    if password is None and not is_loopback(host):
        raise UsageError(
            f"on {host} other machines could read the store. Say what they must know with --token or --password-file"
        )
    with ExitStack() as stack:
        if store is None:
            from communique.web.example import example_store

            place: Place = stack.enter_context(example_store())
        else:
            place = _checked(store)
        sock = stack.enter_context(listen(host, port))
        bound = int(sock.getsockname()[1])
        address = f"http://{f'[{host}]' if ':' in host else host}:{bound}/"
        settings = ExplorerSettings(
            store=place, host=host, hosts=hosts, password=password, example=store is None, port=bound, warm=True
        )
        shown = "the example reports" if store is None else str(store)
        click.echo(f"communique: {shown} at {address} (end with Ctrl-C)", err=True)
        if token == "":
            click.echo(f"communique: the token is {password}", err=True)
        serve(settings, sock, open_at=address if open_ else None)


def _checked(store: str | ServerAddress) -> Place:
    """The store's place; what is wrong with one that is there is told before a browser shows it."""
    from communique.database.engines.address import place_of
    from communique.store import open_store

    path = place_of(store)
    if path.exists():
        with open_store(path) as place:
            place.engine()
    else:
        click.echo(
            f"communique: {printable(str(store))} is not there yet: its pages are empty until you add to it", err=True
        )
    return path


def _password(token: str | None, file: str | None) -> str | None:
    if token is not None:
        return token or secrets.token_urlsafe(18)
    if file is None:
        return None
    try:
        first = Path(file).read_text(encoding="utf-8").partition("\n")[0].strip()
    except (OSError, UnicodeDecodeError):
        raise UsageError(
            f"{file}: cannot be read. Give --password-file a file of text with the password in it"
        ) from None
    if not first:
        raise UsageError(f"{file}: its first line is empty. Write the password there")
    return first

"""What stands around the explorer: whoever asks passes here first, and every answer leaves through here.

- The host by which it was called must be its own, or a foreign page could have its name point here (DNS rebinding).
- On another address than loopback one signs in, or sends the password as a bearer token.
- What changes something comes from a page of our own: browsers say where a request comes from, and a form or script
  sends back the token that its page was given (signed double submit; OWASP, "Cross-Site Request Forgery Prevention").
- Bodies have a greatest size and a time by which they must have come.
- Every answer, errors and files too, says what a browser may do with it.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import ipaddress
import secrets
import time
from collections.abc import Awaitable, Callable, MutableMapping
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

from communique.web.settings import ExplorerSettings, is_loopback

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Any, Any, Any], Awaitable[None]]
"""ASGI's (https://asgi.readthedocs.io), said as plainly as it is."""

__all__ = ["CSRF_FIELD", "CSRF_HEADER", "MOST_BYTES", "POLICY", "Guard"]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""The content security policy (CSP Level 3): files of our own, and nothing that stands in a page."""
HEADERS = (
    ("content-security-policy", POLICY),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("x-frame-options", "DENY"),
    ("permissions-policy", "camera=(), microphone=(), geolocation=()"),
)
CSRF_HEADER, CSRF_FIELD = "x-csrf-token", "csrf_token"
MOST_BYTES = 1_000_000
"""Bytes of the body of a request."""
BODY_SECONDS = 15.0
"""In which a body must have come whole."""
SIGNED_IN_SECONDS = 12 * 3600
"""How long one stays signed in."""
SAFE = frozenset(("GET", "HEAD", "OPTIONS"))
OPEN = ("/static/", "/sign-in")
"""What can be seen without signing in."""
FORM = "application/x-www-form-urlencoded"
PATIENCE = 1.0
"""Seconds that an answer to a wrong password takes; one at a time is tried."""


class Guard:
    """An ASGI application around another one."""

    def __init__(self, app: Application, settings: ExplorerSettings) -> None:
        self.app = app
        self.settings = settings
        self.names = {name.casefold() for name in settings.hosts}
        self._trying = asyncio.Lock()

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer a request, or pass it on."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return
        headers = {k.decode("latin-1").lower(): v.decode("latin-1") for k, v in scope["headers"]}
        cookies = _cookies(headers.get("cookie", ""))
        told = cookies.get(self._csrf_cookie, "")
        csrf = told if len(told) == 64 and told.isalnum() else secrets.token_hex(32)
        scope["state"]["csrf"] = self._signed("csrf", csrf)

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                extra = [(k.encode(), v.encode()) for k, v in HEADERS]
                if csrf != told and not scope["path"].startswith(("/static/", "/api")):
                    extra.append((b"set-cookie", self._cookie(self._csrf_cookie, csrf).encode()))
                message["headers"] = [*message["headers"], *extra]
            await send(message)

        if not self._is_own(headers.get("host", "")):
            await _refuse(sending, 400, "This is not the name of the explorer. Open the address that it printed.")
        elif scope["path"] == "/sign-in" and scope["method"] == "POST":
            await self._sign_in(headers, receive, sending)
        elif not self._may_see(scope, headers, cookies):
            await self._ask_to_sign_in(scope, sending)
        else:
            await self._pass(scope, headers, csrf if csrf == told else "", receive, sending)

    async def _pass(self, scope: Message, headers: dict[str, str], csrf: str, receive: Receive, send: Send) -> None:
        receive = _Punctual(receive)
        if scope["method"] not in SAFE and not self._bearer(headers):
            if not _from_own_page(headers):
                await _refuse(send, 403, "This request comes from another page.")
                return
            if scope["path"].startswith("/api/"):
                if not _is_json(headers):
                    await _refuse(send, 415, "Send JSON, and say so: Content-Type: application/json")
                    return
            elif not csrf or not hmac.compare_digest(self._signed("csrf", csrf), headers.get(CSRF_HEADER, "")):
                body = await _form(headers, receive)
                given = parse_qs((body or b"").decode("utf-8", "replace")).get(CSRF_FIELD, [""])[0]
                if not csrf or not hmac.compare_digest(self._signed("csrf", csrf).encode(), given.encode()):
                    await _refuse(send, 403, "This page is too old. Load it again, then repeat what you did.")
                    return
                receive = _replayed(body or b"")
        await self.app(scope, receive, send)

    # hosts

    def _is_own(self, host: str) -> bool:
        """Whether the explorer may be called so. An address cannot be pointed elsewhere; a name can."""
        try:
            name = urlsplit(f"//{host}").hostname or ""
        except ValueError:
            return False
        if is_loopback(name) or name in self.names:
            return True
        if is_loopback(self.settings.host):
            return False
        try:
            ipaddress.ip_address(name)
        except ValueError:
            return name == self.settings.host.casefold()
        return True

    # signing in

    @property
    def _session_cookie(self) -> str:
        return f"communique_session_{self.settings.port}"

    @property
    def _csrf_cookie(self) -> str:
        return f"communique_page_{self.settings.port}"

    def _may_see(self, scope: Message, headers: dict[str, str], cookies: dict[str, str]) -> bool:
        if self.settings.password is None or scope["path"].startswith(OPEN):
            return True
        return self._bearer(headers) or self._in_session(cookies.get(self._session_cookie, ""))

    def _bearer(self, headers: dict[str, str]) -> bool:
        scheme, _, given = headers.get("authorization", "").partition(" ")
        sent = given.encode("latin-1").decode("utf-8", "replace")
        return self.settings.password is not None and scheme.casefold() == "bearer" and self._knows(sent)

    def _knows(self, given: str) -> bool:
        known, tried = (hashlib.sha256(x.encode("utf-8", "replace")).digest() for x in (self._password, given.strip()))
        return hmac.compare_digest(known, tried)

    @property
    def _password(self) -> str:
        return self.settings.password or ""

    def _in_session(self, cookie: str) -> bool:
        until, _, signature = cookie.partition(".")
        good = hmac.compare_digest(self._signed("session", until).encode(), signature.encode())
        return good and until.isdecimal() and int(until) > time.time()

    async def _sign_in(self, headers: dict[str, str], receive: Receive, send: Send) -> None:
        body = await _form(headers, _Punctual(receive))
        if body is None or not _from_own_page(headers):
            await _refuse(send, 403, "Sign in on the explorer's own page.")
            return
        form = parse_qs(body.decode("utf-8", "replace"))
        target = _local(form.get("next", ["/"])[0])
        async with self._trying:
            good = self.settings.password is not None and self._knows(form.get("password", [""])[0])
            if not good:
                await asyncio.sleep(PATIENCE)
        if not good:
            await _redirect(send, f"/sign-in?wrong=1&next={quote(target, safe='')}")
            return
        until = str(int(time.time()) + SIGNED_IN_SECONDS)
        cookie = self._cookie(self._session_cookie, f"{until}.{self._signed('session', until)}")
        await _redirect(send, target, cookie)

    async def _ask_to_sign_in(self, scope: Message, send: Send) -> None:
        path = scope["path"]
        if path.startswith("/api") or scope["method"] not in SAFE:
            await _refuse(send, 401, "Sign in, or send Authorization: Bearer PASSWORD.")
            return
        query = scope.get("query_string", b"").decode("latin-1")
        await _redirect(send, f"/sign-in?next={quote(path + ('?' + query if query else ''), safe='')}")

    def _signed(self, purpose: str, value: str) -> str:
        return hmac.new(self.settings.secret, f"{purpose}:{value}".encode(), hashlib.sha256).hexdigest()

    def _cookie(self, name: str, value: str) -> str:
        return f"{name}={value}; Path=/; HttpOnly; SameSite=Strict"


class _Punctual:
    """Gives on what comes, until it takes too long or is too much."""

    def __init__(self, receive: Receive) -> None:
        self.receive = receive
        self.until = time.monotonic() + BODY_SECONDS
        self.whole = False

    async def __call__(self) -> Message:
        if self.whole:
            return await self.receive()  # what comes now is that somebody hangs up
        left = self.until - time.monotonic()
        try:
            message = await asyncio.wait_for(self.receive(), max(left, 0.001))
        except TimeoutError:
            return {"type": "http.disconnect"}
        self.whole = message["type"] != "http.request" or not message.get("more_body", False)
        return message


def _replayed(body: bytes) -> Receive:
    """A body that was read already, given once."""
    waiting = [body]

    async def receive() -> Message:
        if waiting:
            return {"type": "http.request", "body": waiting.pop(), "more_body": False}
        await asyncio.sleep(3600)
        return {"type": "http.disconnect"}

    return receive


async def _form(headers: dict[str, str], receive: Receive) -> bytes | None:
    """The body of a form; None if it is none, or too large."""
    if headers.get("content-type", "").partition(";")[0].strip().lower() != FORM:
        return None
    body = b""
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return None
        body += bytes(message.get("body", b""))
        if len(body) > MOST_BYTES:
            return None
        if not message.get("more_body", False):
            return body


def _is_json(headers: dict[str, str]) -> bool:
    return headers.get("content-type", "").partition(";")[0].strip().lower() == "application/json"


def _from_own_page(headers: dict[str, str]) -> bool:
    """Whether the browser says that it is so; programs say nothing."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc == headers.get("host")


def _local(target: str) -> str:
    """The address if it is one of this explorer, else its first page."""
    safe = target.startswith("/") and not target.startswith(("//", "/\\")) and target.isprintable()
    return target if safe else "/"


def _cookies(header: str) -> dict[str, str]:
    try:
        return {name: one.value for name, one in SimpleCookie(header).items()}
    except CookieError:
        return {}


async def _refuse(send: Send, status: int, words: str) -> None:
    # The rest of a body that nobody reads would be waited for.
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"connection", b"close")]
    await _answer(send, status, words.encode(), headers)


async def _redirect(send: Send, target: str, cookie: str | None = None) -> None:
    headers = [(b"location", quote(target, safe="/?&=%#:+,;~!*'()@$").encode("ascii"))]
    headers += [(b"set-cookie", cookie.encode())] if cookie else []
    await _answer(send, 303, b"", headers)


async def _answer(send: Send, status: int, body: bytes, headers: list[tuple[bytes, bytes]]) -> None:
    head = [*headers, (b"content-length", str(len(body)).encode()), (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": status, "headers": head})
    await send({"type": "http.response.body", "body": body, "more_body": False})

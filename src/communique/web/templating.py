"""Pages from templates. Whatever is not marked as HTML is escaped, and nothing in it steers the reader's eye."""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from litestar import Request, Response
from markupsafe import Markup, escape

from communique.export.safe import link, one_line, visible
from communique.export.wording import tone
from communique.version import __version__
from communique.web.addresses import actor_page, facts_page, issue_page, report_page, words_page
from communique.web.assets import address
from communique.web.charts import balance_bar
from communique.web.navigation import NAVIGATION
from communique.web.parameters import with_query
from communique.web.security import CSRF_FIELD

__all__ = ["page", "render"]


def page(
    request: Request[Any, Any, Any],
    template: str,
    *,
    title: str,
    part: str | None = None,
    status: int = 200,
    **shown: Any,
) -> Response[str]:
    """The answer with a page; ``part`` is the template of what htmx asks for instead of the whole.

    Besides ``shown`` templates have ``title``, ``path`` and ``here`` (the address with its query), the settings as
    ``explorer``, and ``csrf_token()`` and ``csrf_field()``.
    """
    partial = part is not None and request.headers.get("HX-Request") == "true" and not _restores(request)
    query = request.scope.get("query_string", b"").decode("latin-1")
    path = request.scope["path"]
    token = str(request.scope["state"].get("csrf", ""))
    here = f"{path}?{query}" if query else path
    html = render(
        part if partial and part is not None else template,
        title=title, path=path, query=query, here=here, explorer=request.app.state.settings,
        host=request.headers.get("host", ""), csrf_token=lambda: token,
        csrf_field=lambda: Markup('<input type="hidden" name="{}" value="{}">').format(CSRF_FIELD, token),
        **shown,
    )  # fmt: skip
    return Response(html, status_code=status, media_type="text/html; charset=utf-8", headers={"vary": "HX-Request"})


def _restores(request: Request[Any, Any, Any]) -> bool:
    """Whether htmx wants a page that it no longer remembers, whole."""
    return request.headers.get("HX-History-Restore-Request") == "true"


def render(template: str, **shown: Any) -> str:
    """A template as text."""
    return _environment().get_template(template).render(**shown)


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("communique.web"), autoescape=True, undefined=StrictUndefined, finalize=_shown,
        trim_blocks=True, lstrip_blocks=True, auto_reload=False,
    )  # fmt: skip
    made.globals |= {
        "navigation": NAVIGATION, "version": __version__, "asset": address, "tone": tone, "balance": balance_bar,
        "actor_page": actor_page, "facts_page": facts_page, "issue_page": issue_page, "report_page": report_page,
        "words_page": words_page, "with_query": with_query, "month_name": _month,
    }  # fmt: skip
    made.filters |= {
        "line": one_line, "safe_link": link, "number": _number, "plural": _plural,
        "sum_of": lambda cells, quad: sum(cell.quads[quad] for cell in cells),
    }  # fmt: skip
    return made


def _shown(value: Any) -> Any:
    if value is None:
        return ""
    return visible(value) if isinstance(value, str) and not hasattr(value, "__html__") else value


def _number(value: float) -> str:
    """A number as people read it: 12,345."""
    return f"{value:,}"


def _plural(many: int, one: str, more: str | None = None) -> Markup:
    """ "1 report", "3,000 reports"."""
    return escape(f"{many:,} {one if many == 1 else more or one + 's'}")


def _month(month: str) -> str:
    """ "2013-04" in words; "2013" and what is no month as it is."""
    names = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
             "November", "December")  # fmt: skip
    year, _, number = month.partition("-")
    known = number.isdecimal() and 1 <= int(number) <= 12
    return f"{names[int(number) - 1]} {year}" if known else month or "Without a day"

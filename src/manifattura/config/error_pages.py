"""The pages for what goes wrong, from the design system; they say what to do next and need no database."""

import logging
import sys
from math import ceil

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string

from manifattura.kernel.errors import PermissionRefused
from manifattura.kernel.secret_fields import holds_secret

FOUND = 302
FIVE_MINUTES = 300
logger = logging.getLogger(__name__)

BARE_PAGE = """<!doctype html><html lang="it"><head><meta charset="utf-8"><title>Errore del sito</title></head>
<body><main><h1>Il sito ha un problema</h1><p>Non è colpa tua. Riprova fra qualche minuto.</p>
<p lang="en">The site has a problem. Please try again in a few minutes.</p></main></body></html>"""


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """With the reason, where an action gave one."""
    refusal = exception.__cause__
    return _page(request, 403, reason=refusal.message if isinstance(refusal, PermissionRefused) else "")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(request, 404)


def only_by_button(request: HttpRequest, back: str) -> HttpResponse:
    """405: an address that takes what a button sends; `back`: the page where the button is, empty when unknown."""
    return _page(request, 405, back=back)


def too_often(request: HttpRequest, seconds: int = FIVE_MINUTES) -> HttpResponse:
    """429: says when, and offers what was typed again; files are chosen again."""
    again: dict[str, object] = {"go_back": True}
    if request.method != "POST":
        again = {"read_again": request.get_full_path()}
    elif not holds_secret(request.POST):
        fields = [(name, value) for name, given in request.POST.lists() for value in given]
        again = {"fields": fields, "path": request.path}
    minutes = ceil(seconds / 60) if seconds > 90 else 0
    fragment = render_to_string("ui/errors/_again.html", again)
    response = _page(request, 429, again=fragment, seconds=seconds, minutes=minutes)
    response["Retry-After"] = str(seconds)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """When even the page of the design system cannot be made, a bare one still says what to do.

    A database that is away, restarts, or has a full disk is no fault of the page: "later", which the gate dresses
    (`gate/busy.py`). Whatever was under way in it was undone.
    """
    if isinstance(sys.exception(), (OperationalError, InterfaceError)):
        return HttpResponse(
            BARE_PAGE, status=503, headers={"Cache-Control": "private, no-store", "Retry-After": "5"}
        )
    try:
        return _page(request, 500)
    except Exception:
        logger.exception("The page for errors failed too")
        return HttpResponse(BARE_PAGE, status=500, headers={"Cache-Control": "private, no-store"})


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A page opened before signing in again: nothing was sent, and a form that can keep what was written does."""
    view = request.resolver_match.func if request.resolver_match else None
    keep = getattr(view, "signed_out", None)
    if keep is not None and _is_ours(request):
        kept: HttpResponse = keep(request)
        if kept.status_code == FOUND and request.user.is_authenticated:
            return redirect(request.get_full_path())
        return kept
    return _page(request, 403, template="ui/errors/csrf.html")


def _is_ours(request: HttpRequest) -> bool:
    """Whether one of our own pages sent this; browsers say so with every POST."""
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"


def _page(request: HttpRequest, status: int, template: str = "", **context: object) -> HttpResponse:
    response = render(request, template or f"ui/errors/{status}.html", context, status=status)
    response["Cache-Control"] = "private, no-store"
    return response

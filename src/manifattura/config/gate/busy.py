"""The 503: ready before it is needed, without database; a refused form is offered again with what it carried."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest, HttpResponse, QueryDict
from django.middleware.clickjacking import XFrameOptionsMiddleware
from django.middleware.security import SecurityMiddleware
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation
from django.utils.safestring import SafeString

from manifattura.applications.domain.late_tickets import Pass, give_ticket, read_pass, signing_key
from manifattura.config.policy_header import PolicyMiddleware
from manifattura.kernel.secret_fields import holds_secret

from .clock import clock_now
from .limits import RETRY_SECONDS

SENDING = re.compile(r"(?:/en)?/domande/[^/]+/invia/")
ENGLISH = "/en/"
PASS_FIELD, TICKET_FIELD = "pass", "ticket"
# scripts of ours that read the status and the header, and show no page
SCRIPTS = ("HTTP_X_AUTOSAVE", "HTTP_X_UPLOAD", "HTTP_HX_REQUEST")
# where a prepared page takes in what belongs to one refusal; no text of anybody is in it
PLACE = SafeString("<!--again-->")
DRESSES = (XFrameOptionsMiddleware, PolicyMiddleware, SecurityMiddleware)


@dataclass(frozen=True)
class Answer:
    """What the gate gives instead of Django."""

    status: str
    headers: list[tuple[str, str]]
    content: bytes
    with_ticket: bool = False


def busy(environ: dict[str, Any], form: bytes) -> Answer:
    """503 with Retry-After. `form`: the body of a small form, empty when there was none or it was not received."""
    path = str(environ.get("PATH_INFO", ""))
    headers = [*dressed_headers(503), ("Retry-After", str(RETRY_SECONDS))]
    if any(environ.get(name) for name in SCRIPTS):
        return Answer(
            "503 Service Unavailable", [*headers, ("Content-Type", "text/plain; charset=utf-8")], b""
        )
    language = "en" if path.startswith(ENGLISH) else "it"
    again, with_ticket = _again(environ, form, path, language)
    content = _page(503, language).replace(PLACE.encode(), again.encode())
    return Answer(
        "503 Service Unavailable",
        [*headers, ("Content-Type", "text/html; charset=utf-8")],
        content,
        with_ticket,
    )


def too_large(environ: dict[str, Any]) -> Answer:
    """413: nobody reads the rest."""
    return _said(environ, 413, "413 Content Too Large", ("Connection", "close"))


def not_understood(environ: dict[str, Any]) -> Answer:
    """400: with a character that no keyboard types and PostgreSQL cannot keep."""
    return _said(environ, 400, "400 Bad Request")


def holds_nul(environ: dict[str, Any], form: bytes) -> bool:
    """The character zero in the address or in a plain form; files may hold it."""
    is_form = str(environ.get("CONTENT_TYPE", "")).startswith("application/x-www-form-urlencoded")
    return (
        "\0" in str(environ.get("PATH_INFO", ""))
        or "%00" in str(environ.get("QUERY_STRING", ""))
        or (is_form and (b"%00" in form or b"\0" in form))
    )


def _said(environ: dict[str, Any], status: int, line: str, *more: tuple[str, str]) -> Answer:
    language = "en" if str(environ.get("PATH_INFO", "")).startswith(ENGLISH) else "it"
    headers = [*dressed_headers(status), ("Content-Type", "text/html; charset=utf-8"), *more]
    return Answer(line, headers, _page(status, language))


def is_sending(environ: dict[str, Any]) -> bool:
    """Whether this request sends an application."""
    return environ.get("REQUEST_METHOD") == "POST" and bool(SENDING.fullmatch(environ.get("PATH_INFO", "")))


def make_ready() -> None:
    """Prepare the pages, so that the first refusal is as quick as the others."""
    for language in ("it", "en"):
        for status in (503, 413, 400):
            _page(status, language)
        _fragment({"fields": [("name", "value")], "path": "/"}, language)


def _again(environ: dict[str, Any], form: bytes, path: str, language: str) -> tuple[str, bool]:
    if environ.get("REQUEST_METHOD") != "POST":
        return _fragment({"read_again": path}, language), False
    fields = _fields(environ, form)
    if not fields:
        return _fragment({"go_back": True}, language), False
    context: dict[str, Any] = {"fields": fields, "path": path}
    ticket, shown = _ticket(environ, fields)
    if ticket:
        context |= {"ticket": ticket, "shown": shown, "refused_at": clock_now()}
        context["fields"] = [*fields, (TICKET_FIELD, ticket)]
    return _fragment(context, language), bool(ticket)


def _fields(environ: dict[str, Any], form: bytes) -> list[tuple[str, str]]:
    """What our own page sent; nothing of what another site made the browser send, and nothing that must not be shown again."""
    if not form or not str(environ.get("CONTENT_TYPE", "")).startswith("application/x-www-form-urlencoded"):
        return []
    request = WSGIRequest(environ)
    try:
        if environ.get("HTTP_ORIGIN") != f"{request.scheme}://{request.get_host()}":
            return []
        values = QueryDict(form, encoding="utf-8")
    except (DisallowedHost, ValueError):
        return []
    if holds_secret(values):
        return []
    return [(name, value) for name, given in values.lists() for value in given]


def _ticket(environ: dict[str, Any], fields: list[tuple[str, str]]) -> tuple[str, Pass | None]:
    """A ticket when this refuses a sending in the last minutes; who has one already keeps the first."""
    posted = dict(fields)
    moment = clock_now()
    if not is_sending(environ) or TICKET_FIELD in posted or PASS_FIELD not in posted or moment is None:
        return "", None
    key = signing_key(settings.SECRET_KEY)
    shown = read_pass(key, posted[PASS_FIELD])
    if shown is None or f"/domande/{shown.application}/" not in str(environ.get("PATH_INFO", "")):
        return "", None
    return give_ticket(key, shown, moment) or "", shown


def _fragment(context: dict[str, Any], language: str) -> str:
    with translation.override(language):
        return render_to_string("ui/errors/_again.html", context)


@cache
def _page(status: int, language: str) -> bytes:
    with translation.override(language):
        return render_to_string(
            f"ui/errors/{status}.html", {"again": PLACE, "seconds": RETRY_SECONDS}, request=_nobody(language)
        ).encode()


@cache
def dressed_headers(status: int) -> list[tuple[str, str]]:
    """Those that every answer has, from the same middleware."""

    def plain(request: HttpRequest) -> HttpResponse:
        return HttpResponse(status=status, headers={"Cache-Control": "private, no-store"})

    answer: Any = plain
    for dress in DRESSES:
        answer = dress(answer)
    return [pair for pair in answer(_nobody("it")).items() if pair[0] != "Content-Type"]


def _nobody(language: str) -> HttpRequest:
    request = RequestFactory().get(
        "/" if language == "it" else ENGLISH,
        secure=True,
        headers={"host": settings.ALLOWED_HOSTS[0].lstrip(".*") or "localhost"},
    )
    request.person = None  # type: ignore[attr-defined]
    return request

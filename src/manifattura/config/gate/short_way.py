"""Around Django: a sending that is ready and in order goes the short way; everything else, refusals included, the usual one.

On a click day nearly all requests are this one. Django's handler, its signals, fifteen layers of middleware and the second
look at account and address cost as much as the sending itself (docs/performance.md). Here Django's own parts do what a
sending needs and nothing else: its request, its check against forged forms, the session, the limit per person, the action.
Whatever is not plainly in order changes nothing and is left to the usual way, which takes the same request from the start.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from datetime import timedelta
from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.core.handlers.wsgi import WSGIRequest
from django.db import Error, connection
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.urls import resolve, reverse

from manifattura.accounts.web.recognise import person_of_session
from manifattura.applications.actions.send_prepared import send_prepared
from manifattura.kernel.rate_limits import seconds_to_wait

from .busy import dressed_headers, is_sending
from .route import COUNTED, ROUTE

Environ = dict[str, Any]
Start = Callable[..., Any]
SENDING = "applications:send"
logger = logging.getLogger(__name__)


class _Forgery(CsrfViewMiddleware):
    """Django's check; the refusal is worded, and logged, by the usual way."""

    def _reject(self, request: HttpRequest, reason: str) -> HttpResponse:
        return HttpResponse(status=403)


class ShortWay:
    """A WSGI application in front of Django's."""

    def __init__(self, django: Callable[[Environ, Start], Iterable[bytes]]) -> None:
        self._django = django
        self._forgery = _Forgery(lambda request: HttpResponse())
        self._before, self._after = reverse(SENDING, args=["0"]).split("0")
        self._receipt = reverse("applications:receipt", args=["0"]).split("0")[1]
        self._found = resolve(reverse(SENDING, args=["0"]))
        self._limit, self._window = settings.RATE_LIMITS[settings.RATE_LIMITED[SENDING]]

    def __call__(self, environ: Environ, start_response: Start) -> Iterable[bytes]:
        body = environ.get("wsgi.input")
        # the gate has received it whole: it can be read a second time
        if isinstance(body, BytesIO) and is_sending(environ):
            address = self._try(environ)
            if address:
                start_response("302 Found", [("Location", address), *self._headers()])
                return [b""]
            body.seek(0)
        return self._django(environ, start_response)

    def _try(self, environ: Environ) -> str:
        """The address of the receipt, or nothing."""
        try:
            if not connection.in_atomic_block:
                connection.close_if_unusable_or_obsolete()
            return self._send(WSGIRequest(environ))
        except (Error, SuspiciousOperation):
            # the usual way says it in its own words
            return ""
        except Exception:
            logger.exception("A sending went the usual way")
            return ""

    def _send(self, request: WSGIRequest) -> str:
        if settings.SECURE_SSL_REDIRECT and not request.is_secure():
            return ""
        request.get_host()
        self._forgery.process_request(request)
        if self._forgery.process_view(request, self._found.func, (), {}) is not None:
            return ""
        given = request.POST
        if not given.get("confirm") or not given.get("key") or given.get("ticket"):
            return ""
        person = person_of_session(request.COOKIES.get(settings.SESSION_COOKIE_NAME, ""))
        if person is None or self._is_too_often(request, person.account_id):
            return ""
        request.META[ROUTE] = self._found.route
        path = request.path
        code = path[path.index(self._before) + len(self._before) : -len(self._after)]
        sent = send_prepared(code=code.upper(), idempotency_key=given["key"], by=person)
        return path[: -len(self._after)] + self._receipt if sent.submission_id is not None else ""

    def _is_too_often(self, request: WSGIRequest, account_id: int | None) -> bool:
        name = settings.RATE_LIMITED[SENDING]
        wait = seconds_to_wait(f"{name}:{account_id}", self._limit, timedelta(seconds=self._window))
        # counted once, whichever way it goes on; a refusal counts, and is said, there
        request.META[COUNTED] = not wait
        return bool(wait)

    @staticmethod
    def _headers() -> list[tuple[str, str]]:
        return [*dressed_headers(302), ("Content-Type", "text/html; charset=utf-8"), ("Content-Length", "0")]

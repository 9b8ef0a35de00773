"""Before a page is made: tells the gate's log which one it is, and counts what one person may not do too often."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse

from manifattura.config.error_pages import too_often
from manifattura.kernel.rate_limits import seconds_to_wait

BACK_OFFICE = settings.BACK_OFFICE
BACK_OFFICE_ADDRESSES = "manifattura.config.back_office_urls"
# in a request's META: the pattern of its address, and whether it was counted against the limit of its person
ROUTE, COUNTED = "manifattura.route", "manifattura.counted"


class PrivateUnlessPublic:
    """Outermost: an answer that nobody has called public is private, redirects and errors of any layer included."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(BACK_OFFICE):
            request.urlconf = BACK_OFFICE_ADDRESSES
        response = self.get_response(request)
        if "Cache-Control" not in response:
            response["Cache-Control"] = "private, no-store"
        return response


class RouteMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        match = request.resolver_match
        if match is None:
            return None
        # the pattern of the address, never the address itself: that may name somebody's papers
        request.META[ROUTE] = match.route
        kind = settings.RATE_LIMITED.get(match.view_name) if request.method == "POST" else None
        if kind is None or request.META.get(COUNTED):
            return None
        account = request.session.get(SESSION_KEY)
        if account is None:
            return None
        limit, seconds = settings.RATE_LIMITS[kind]
        wait = seconds_to_wait(f"{kind}:{account}", limit, timedelta(seconds=seconds))
        return too_often(request, wait) if wait else None

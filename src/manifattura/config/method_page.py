"""The page for an address that only takes what a button sends, opened as if it were a page (a reload, a link kept, a sign-in on the way)."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve

from .error_pages import only_by_button

NOT_ALLOWED = 405
READING = ("GET", "HEAD")


class MethodPageMiddleware:
    """An empty 405 that a browser would show becomes a page that says what to do and leads back."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != NOT_ALLOWED or request.method not in READING:
            return response
        if "text/html" not in request.headers.get("Accept", ""):
            return response
        page = only_by_button(request, page_above(request))
        page["Allow"] = response.get("Allow", "POST")
        return page


def page_above(request: HttpRequest) -> str:
    """The nearest address above this one that the site knows: the page whose button was pressed, mostly; empty for none."""
    parts = request.path_info.strip("/").split("/")
    for length in range(len(parts) - 1, 0, -1):
        address = f"/{'/'.join(parts[:length])}/"
        try:
            found = resolve(address, urlconf=getattr(request, "urlconf", None))
        except Resolver404:
            continue
        # the last address of all takes any path, whether the tree has such a page or not
        if found.url_name != "wagtail_serve":
            return address
    return ""

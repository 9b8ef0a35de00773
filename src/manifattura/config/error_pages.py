"""The pages for what goes wrong, from the design system; they say what to do next and need no database."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    return _page(request, 500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A page opened before signing out and in again: nothing was sent."""
    return _page(request, 403, template="ui/errors/csrf.html")


def _page(request: HttpRequest, status: int, template: str = "") -> HttpResponse:
    response = render(request, template or f"ui/errors/{status}.html", status=status)
    response["Cache-Control"] = "private, no-store"
    return response

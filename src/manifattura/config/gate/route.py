"""Tells the gate's log which page answered, by the pattern of its address: the address itself may name somebody's papers."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse


class RouteMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> None:
        if request.resolver_match is not None:
            request.META["manifattura.route"] = request.resolver_match.route

"""Gives each request its person, enforces the audience every view declares, and keeps private answers out of caches."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import add_never_cache_headers, patch_cache_control
from django.utils.functional import SimpleLazyObject

from manifattura.kernel.audience import audience_of

from ..models import Person
from ..permissions import is_committee, is_office


def _person_of(request: HttpRequest) -> Person | None:
    account_id = request.user.pk
    return Person.objects.filter(account_id=account_id).first() if account_id else None


class PersonMiddleware:
    """`request.person`: the signed-in person, read when first asked; None for a visitor."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.person = SimpleLazyObject(lambda: _person_of(request))  # type: ignore[attr-defined]
        response = self.get_response(request)
        if getattr(request, "declared_audience", None) != "public" and "Cache-Control" not in response:
            add_never_cache_headers(response)
            patch_cache_control(response, private=True, no_store=True)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        declared = audience_of(view)
        request.declared_audience = declared  # type: ignore[attr-defined]
        if declared is None or declared == "public":
            return None
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        person = request.person  # type: ignore[attr-defined]
        if not person:
            raise PermissionDenied
        allowed = {
            "person": lambda: True,
            "committee": lambda: is_committee(person) or is_office(person),
            "office": lambda: is_office(person),
        }[declared]()
        if not allowed:
            raise PermissionDenied
        return None

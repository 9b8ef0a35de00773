"""The door of the editors' back office: staff with a second factor, editors and approvers only, a policy of its own."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from csp.constants import HEADER, SELF
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from manifattura.kernel.audience import audience

from ..actions.follow_roles import follow_roles
from ..permissions import may_write_pages

View = Callable[..., HttpResponseBase]

# Wagtail's pages have scripts and styles inside them, without nonces; our own never do (docs/security.md)
POLICY = {
    "default-src": [SELF],
    "script-src": [SELF, "'unsafe-inline'"],
    "style-src": [SELF, "'unsafe-inline'"],
    "img-src": [SELF, "data:", "blob:"],
    "font-src": [SELF],
    "connect-src": [SELF],
    "form-action": [SELF],
    "base-uri": [SELF],
    "frame-src": [SELF],
    "frame-ancestors": [SELF],
    "object-src": ["'none'"],
}


def for_editors(view: View) -> View:
    """Declares the audience (`accounts` asks sign-in and second factor), asks the role, loosens the policy."""

    @audience("office")
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_write_pages(request.person):
            raise PermissionDenied
        follow_roles()
        response = view(request, *args, **kwargs)
        # a preview comes with the policy of a public page, which nobody may frame
        if HEADER in response:
            del response[HEADER]
        response._csp_replace = POLICY  # noqa: SLF001 - how django-csp is told
        response["X-Frame-Options"] = "SAMEORIGIN"
        return response

    return guarded

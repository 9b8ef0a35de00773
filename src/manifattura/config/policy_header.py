"""The policies that every answer carries: what may be loaded (built once), and that no page asks for camera, position or the like."""

from __future__ import annotations

from dataclasses import asdict

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.http import HttpRequest
from django.http.response import HttpResponseBase

PERMISSIONS = "Permissions-Policy"
NOBODY = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "usb",
    )
)


class PolicyMiddleware(CSPMiddleware):
    """django-csp works the header out anew for each answer; it need only where a view changes it or asks for a nonce."""

    _header: str | None = None

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        response.headers.setdefault(PERMISSIONS, NOBODY)
        if getattr(request, "_csp_nonce", None) is not None or any(
            name.startswith("_csp") for name in vars(response)
        ):
            return super().process_response(request, response)
        if HEADER not in response:
            if self._header is None:
                self._header = build_policy(**asdict(self.get_policy_parts(request, response)))
            response[HEADER] = self._header
        return response

"""Context processor: what every base template needs."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from manifattura.ui.navigation import Navigation


def navigation(request: HttpRequest) -> dict[str, Any]:
    """`nav`, with one lazily computed list per menu; `city`, texts of the city profile; `sample_site` in demo mode."""
    return {
        "nav": Navigation(request),
        "city": getattr(settings, "CITY", {}),
        "sample_site": getattr(settings, "DEMO", False),
    }

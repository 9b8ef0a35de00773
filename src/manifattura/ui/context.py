"""Context processor: the city and the navigation of the request, for the base templates."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from manifattura.ui.navigation import Navigation


def navigation(request: HttpRequest) -> dict[str, Any]:
    """`nav`, with one lazily computed list per menu; `city`, its profile; `sample_site` in demo mode."""
    return {"nav": Navigation(request), "city": settings.CITY, "sample_site": settings.DEMO}

"""Context processor: the navigation of the request, for the base templates."""

from django.http import HttpRequest

from manifattura.ui.navigation import Navigation


def navigation(request: HttpRequest) -> dict[str, Navigation]:
    """`nav`, with one lazily computed list per menu."""
    return {"nav": Navigation(request)}

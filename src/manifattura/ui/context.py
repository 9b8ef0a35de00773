"""Context processor: what every base template needs."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from manifattura.ui.navigation import Navigation


def navigation(request: HttpRequest) -> dict[str, Any]:
    """`nav`, with one lazily computed list per menu; `city`, texts of the city profile; `sample_site` in demo mode."""
    return {
        "nav": Navigation(request),
        "city": city_texts(getattr(settings, "CITY", {}), get_language() or ""),
        "sample_site": getattr(settings, "DEMO", False),
    }


def city_texts(city: dict[str, Any], language: str) -> dict[str, Any]:
    """The profile with the texts of this language where it has them: `sentence_en` in place of `sentence`."""
    ending = f"_{language.split('-', maxsplit=1)[0]}"
    translated = {key.removesuffix(ending): text for key, text in city.items() if key.endswith(ending)}
    return {**city, **translated}

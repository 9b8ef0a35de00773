"""The city's areas in a test: all of them, as the profile lists them."""

from __future__ import annotations

from django.conf import settings

from manifattura.territory.actions.load_areas import load_areas
from manifattura.territory.models import Municipio, Nil


def load_city() -> None:
    """All municipi and NIL of the city profile, once per test."""
    if not Nil.objects.exists():
        load_areas(nil_csv=settings.CITY["nil_csv"], municipi=settings.CITY["municipi"])


def any_nil(id_nil: int = 77) -> Nil:
    load_city()
    return Nil.objects.get(pk=id_nil)


def any_municipio(number: int = 8) -> Municipio:
    load_city()
    return Municipio.objects.get(pk=number)

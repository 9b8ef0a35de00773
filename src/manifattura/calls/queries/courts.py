"""Where acts are contested."""

from django.conf import settings


def regional_court() -> str:
    """The court of the city's profile that hears appeals against acts (D.Lgs 104/2010); "" where it names none."""
    return str(settings.CITY.get("courts", {}).get("regional_court", ""))

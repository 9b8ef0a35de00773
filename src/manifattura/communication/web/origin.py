"""Guards of the report form: the kernel's, with the limit of this form."""

from django.http import HttpRequest

from manifattura.kernel import public_forms
from manifattura.kernel.public_forms import comes_from_us

__all__ = ["comes_from_us", "within_limit"]
PER_HOUR = 20


def within_limit(request: HttpRequest) -> bool:
    """False when this address has sent too much in this hour."""
    return public_forms.within_limit(request, "communication.report", PER_HOUR)

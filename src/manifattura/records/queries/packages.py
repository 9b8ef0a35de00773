"""The preservation packages of a call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import QuerySet

from ..models import PreservationPackage

if TYPE_CHECKING:
    from manifattura.calls.models import Call


def packages_of(call: Call) -> QuerySet[PreservationPackage]:
    """The latest first."""
    return PreservationPackage.objects.filter(call=call).select_related("asked_by").order_by("-pk")

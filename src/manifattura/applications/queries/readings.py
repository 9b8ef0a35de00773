"""Who opened an application and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import QuerySet

from ..models import ApplicationReading

if TYPE_CHECKING:
    from ..models import Application


def readings_of(application: Application) -> QuerySet[ApplicationReading]:
    """The latest first."""
    return (
        ApplicationReading.objects.filter(application=application)
        .select_related("person")
        .order_by("-day", "-last_at", "pk")
    )

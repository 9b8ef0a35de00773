"""A declaration made in an application."""

from django.db import models

from .sheet import Tick


class DeclarationTick(Tick):
    application = models.ForeignKey(
        "applications.Application", on_delete=models.CASCADE, related_name="ticks"
    )

    class Meta(Tick.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["application", "declaration_key", "organisation"],
                condition=models.Q(cleared_at=None),
                name="one_live_tick",
            )
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.declaration_key}"

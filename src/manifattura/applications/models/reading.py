"""Who of the office or of a committee opened an application: one row per person, kind of page and day."""

from django.db import models

from ..domain.readings import ReadingKind


class ApplicationReading(models.Model):
    """`times` and `last_at` grow within the day; nothing else of a row changes (trigger)."""

    application = models.ForeignKey("applications.Application", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=[(one.value, one.value) for one in ReadingKind])
    day = models.DateField(help_text="In Rome")
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    times = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-last_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "person", "kind", "day"], name="application_reading_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.kind} {self.day}"

"""A dated value of a legal parameter that the office adds to those of the city profile. Written once (trigger)."""

from django.db import models


class ParameterValue(models.Model):
    """The value in force from `valid_from`; of two from the same day the one recorded later holds."""

    key = models.CharField(max_length=64, db_index=True)
    value = models.CharField(max_length=40)
    valid_from = models.DateField()
    source = models.CharField(max_length=300)
    act = models.CharField(max_length=200)
    verified = models.BooleanField()
    recorded_by = models.CharField(max_length=200)
    recorded_at = models.DateTimeField(db_default=models.functions.Now(), editable=False)

    class Meta:
        ordering = ["key", "valid_from", "id"]

    def __str__(self) -> str:
        return f"{self.key} {self.valid_from}"

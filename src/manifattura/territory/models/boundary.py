"""The official boundary of an area, as it was imported."""

from django.db import models


class Boundary(models.Model):
    level = models.CharField(max_length=12, choices=[("nil", "nil"), ("municipio", "municipio")])
    number = models.PositiveSmallIntegerField()
    geometry = models.JSONField(help_text="GeoJSON, degrees WGS84")
    source = models.CharField(max_length=200, help_text="The file it came from")
    imported_at = models.DateTimeField()

    class Meta:
        ordering = ["level", "number"]
        constraints = [models.UniqueConstraint(fields=["level", "number"], name="boundary_once")]

    def __str__(self) -> str:
        return f"{self.level} {self.number}"

"""Area levels of the city profile: boroughs (municipi) and local-identity units (NIL), keyed by their official ids."""

from django.db import models


class Municipio(models.Model):
    number = models.PositiveSmallIntegerField(primary_key=True)
    name = models.CharField(max_length=120)

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return f"Municipio {self.number} – {self.name}"


class Nil(models.Model):
    id_nil = models.PositiveSmallIntegerField(primary_key=True)
    name = models.CharField(max_length=120)
    sort_key = models.CharField(max_length=120, db_index=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6)
    latitude = models.DecimalField(max_digits=9, decimal_places=6)

    class Meta:
        ordering = ["sort_key"]

    def __str__(self) -> str:
        return f"{self.name} ({self.id_nil})"

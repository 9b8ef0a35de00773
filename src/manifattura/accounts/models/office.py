"""A municipal office that runs calls; scopes what officials may see and do."""

from django.db import models


class Office(models.Model):
    slug = models.SlugField(max_length=64, unique=True)
    name = models.CharField(max_length=160)
    department = models.CharField(max_length=200, blank=True)
    email = models.EmailField()
    pec = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    address = models.CharField(max_length=200, blank=True)
    opening_hours = models.CharField(max_length=200, blank=True)
    substitute_power = models.CharField(
        max_length=200, help_text="Who acts if the office stays silent (L. 241/1990 art. 2 c. 9-bis)"
    )
    substitute_power_email = models.EmailField(blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def audit_type(self) -> str:
        return "office"

    @property
    def audit_id(self) -> str:
        return str(self.pk)

    @property
    def audit_label(self) -> str:
        return self.name

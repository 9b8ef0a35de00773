"""Where a space is, when its owner asked not to tell: kept apart, so that nothing that reads a space can give it away."""

from django.db import models


class ExactPlace(models.Model):
    """For the office alone. The space itself then holds no address, and the middle of a square of one kilometre."""

    space = models.OneToOneField("spaces.Space", on_delete=models.CASCADE, related_name="exact")
    address = models.CharField(max_length=300)
    postal_code = models.CharField(max_length=5, blank=True)
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)

    def __str__(self) -> str:
        return self.address

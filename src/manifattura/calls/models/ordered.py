"""What all ordered, keyed parts of a draft call share."""

from django.db import models


class CallPart(models.Model):
    """A keyed, ordered piece of the draft: keys are stable over editions."""

    call = models.ForeignKey("calls.Call", on_delete=models.CASCADE, related_name="%(class)ss")
    position = models.PositiveSmallIntegerField(default=0)
    key = models.CharField(max_length=40)

    class Meta:
        abstract = True
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["call", "key"], name="%(class)s_key")]

    def __str__(self) -> str:
        return self.key

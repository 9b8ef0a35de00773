"""The last sign of life of each web process, and what it counted; the processes that are gone are added up in one row."""

from django.db import models


class WebPulse(models.Model):
    """Written by the process itself every few seconds; figures only, nothing of anybody."""

    process = models.CharField(max_length=64, primary_key=True)
    at = models.DateTimeField(help_text="clock_timestamp() of the statement that wrote it")
    sendings = models.PositiveIntegerField(default=0, help_text="Sendings answered in the minute before")
    refused = models.PositiveIntegerField(default=0, help_text="Of those, refused because the site was full")
    last_ticket_at = models.DateTimeField(
        null=True, blank=True, help_text="When it last gave a ticket to a refused sending"
    )
    counts = models.JSONField(default=dict, help_text="Counters since the process began")

    class Meta:
        ordering = ["process"]

    def __str__(self) -> str:
        return self.process

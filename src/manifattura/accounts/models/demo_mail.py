"""E-mail kept instead of sent, in demo mode only, so that whoever tries the site can read it."""

from django.db import models


class DemoMail(models.Model):
    at = models.DateTimeField(auto_now_add=True)
    recipients = models.CharField(max_length=400)
    sender = models.CharField(max_length=254)
    subject = models.CharField(max_length=300)
    body = models.TextField()
    attachments = models.JSONField(default=list)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.subject

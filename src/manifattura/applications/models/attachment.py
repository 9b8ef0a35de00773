"""A file given with an application."""

from django.db import models

from .sheet import GivenFile


class Attachment(GivenFile):
    application = models.ForeignKey(
        "applications.Application", on_delete=models.PROTECT, related_name="attachments"
    )

    class Meta(GivenFile.Meta):
        indexes = [models.Index(fields=["application", "field_key"], name="attachment_field")]

"""Answers of one form section of a draft, with a version so that two people do not overwrite each other."""

from django.db import models


class SectionAnswers(models.Model):
    application = models.ForeignKey(
        "applications.Application", on_delete=models.CASCADE, related_name="sections"
    )
    section_key = models.CharField(max_length=40)
    version = models.PositiveIntegerField(default=0)
    answers = models.JSONField(default=dict, help_text="Field key → value; money and numbers as strings")
    versions = models.JSONField(
        default=dict, help_text="Field key → section version at which it last changed"
    )
    changed_by = models.ForeignKey("accounts.Person", null=True, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["application", "section_key"], name="section_once")]

    def __str__(self) -> str:
        return f"{self.application_id} {self.section_key} v{self.version}"

"""Answers of one form section of a draft."""

from django.db import models

from .sheet import StepAnswers


class SectionAnswers(StepAnswers):
    application = models.ForeignKey(
        "applications.Application", on_delete=models.CASCADE, related_name="sections"
    )

    class Meta(StepAnswers.Meta):
        constraints = [models.UniqueConstraint(fields=["application", "section_key"], name="section_once")]

    def __str__(self) -> str:
        return f"{self.application_id} {self.section_key} v{self.version}"

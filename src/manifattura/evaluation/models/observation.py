"""Observations on the provisional ranking: what an applicant wrote and what the office answered, each written once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from manifattura.applications.models import LaterArrival


class Observation(models.Model):
    call = models.ForeignKey("calls.Call", on_delete=models.PROTECT, related_name="+")
    ranking = models.ForeignKey(
        "evaluation.Ranking",
        on_delete=models.PROTECT,
        related_name="observations",
        help_text="The version it is about",
    )
    application = models.ForeignKey("applications.Application", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField(help_text="Within the call: the only name it has in public")
    text = models.TextField()
    sent_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(db_default=models.functions.Now())

    arrival: LaterArrival | None = None
    """How it came on paper or by certified mail, where a page asks for it (`queries/observations.with_arrivals`)."""

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["call", "number"], name="observation_number_once")]

    def __str__(self) -> str:
        return f"{self.call_id} n. {self.number}"

    @property
    def audit_type(self) -> str:
        return "observation"

    @property
    def audit_id(self) -> str:
        return str(self.pk)

    @property
    def audit_label(self) -> str:
        return f"osservazione {self.number} sulla graduatoria del bando {self.call_id}"


class ObservationFile(models.Model):
    """A file given with an observation: random storage key, digest stored."""

    observation = models.ForeignKey(Observation, on_delete=models.PROTECT, related_name="files")
    storage_key = models.CharField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    size = models.PositiveIntegerField()
    content_type = models.CharField(max_length=100)
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name


class ObservationAnswer(models.Model):
    """The office's answer; one per observation, so that two officers never answer twice."""

    observation = models.OneToOneField(Observation, on_delete=models.PROTECT, related_name="answer")
    accepted = models.BooleanField()
    text = models.TextField(help_text="Accepted: what changes. Not accepted: why. Public, without names")
    answered_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(db_default=models.functions.Now())

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.observation_id} {'accepted' if self.accepted else 'not accepted'}"

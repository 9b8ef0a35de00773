"""When the system stood still, and the extensions that this proposes."""

from django.db import models
from django.db.models import F, Q

from ..domain.outages import Interruption


class Heartbeat(models.Model):
    """One row: the last minute in which the system was alive."""

    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.at.isoformat()


class Outage(models.Model):
    """Measured by the heartbeat, or recorded by an officer (`recorded_by`) with what was seen."""

    started_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    note = models.TextField(blank=True)
    recorded_by = models.ForeignKey(
        "accounts.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(db_default=models.functions.Now())

    class Meta:
        ordering = ["-started_at"]
        constraints = [models.CheckConstraint(condition=Q(ended_at__gt=F("started_at")), name="outage_lasts")]

    def __str__(self) -> str:
        return f"{self.started_at.isoformat()}/{self.ended_at.isoformat()}"

    @property
    def interruption(self) -> Interruption:
        return Interruption(self.started_at, self.ended_at)

    @property
    def minutes(self) -> int:
        return round(self.interruption.length.total_seconds() / 60)

    @property
    def audit_type(self) -> str:
        return "outage"

    @property
    def audit_id(self) -> str:
        return str(self.pk)

    @property
    def audit_label(self) -> str:
        return f"interruzione di {self.minutes} minuti"


class ExtensionProposal(models.Model):
    """What an outage proposes for a session: the head of procedure accepts it with an act, or sets it aside with a reason."""

    outage = models.ForeignKey(Outage, on_delete=models.PROTECT, related_name="proposals")
    round = models.ForeignKey("calls.CallRound", on_delete=models.PROTECT, related_name="proposals")
    deadline_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        "accounts.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    edition = models.ForeignKey(
        "calls.CallEdition", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.TextField(blank=True, help_text="Why it was set aside")

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["outage", "round"], name="one_proposal_per_outage_and_round")
        ]

    def __str__(self) -> str:
        return f"{self.round_id} {self.deadline_at.isoformat()}"

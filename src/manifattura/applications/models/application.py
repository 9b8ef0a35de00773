"""An application to a call, from draft to outcome; scores and rankings hang on its bids."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from manifattura.kernel.clock import now

from ..domain.channels import Channel
from ..domain.states import ApplicationState


class Application(models.Model):
    call = models.ForeignKey("calls.Call", on_delete=models.PROTECT, related_name="+")
    edition = models.ForeignKey("calls.CallEdition", on_delete=models.PROTECT, related_name="+")
    lead = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, default=ApplicationState.DRAFT)
    is_live = models.BooleanField(default=False, help_text="Sent and not withdrawn")
    gave_way = models.BooleanField(
        default=False, db_default=False, help_text="Got nothing in its session; the firm sent another"
    )
    code = models.CharField(max_length=12, unique=True, help_text="Neutral public code, random")
    eligibility_answers = models.JSONField(default=dict)
    sections_to_review = ArrayField(
        models.CharField(max_length=40),
        default=list,
        blank=True,
        help_text="Steps whose questions an amendment changed: saved again before sending",
    )
    copied_from = models.ForeignKey(
        "applications.Application", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    project_title = models.CharField(max_length=200, blank=True)
    project_cost = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    requested_amount = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    nil_id = models.PositiveSmallIntegerField(null=True, blank=True)
    channel = models.CharField(max_length=10, default=Channel.ONLINE)
    is_sample = models.BooleanField(default=False)
    created_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=now)
    changed_at = models.DateTimeField(auto_now=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        "accounts.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    discarded_at = models.DateTimeField(
        null=True, blank=True, help_text="The content is gone; digest, numbers and outcome stay"
    )
    discarded_under = models.CharField(
        max_length=200, blank=True, db_default="", help_text="The act, and the archives' authorisation"
    )
    messages_discarded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["call", "state"], name="application_call_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["call", "lead"],
                condition=models.Q(is_live=True, gave_way=False),
                name="one_live_application",
            ),
            models.UniqueConstraint(
                fields=["call", "lead"],
                condition=models.Q(state="draft", channel="online"),
                name="one_draft_application",
            ),
            models.UniqueConstraint(
                fields=["call", "lead"],
                condition=models.Q(state="draft") & ~models.Q(channel="online"),
                name="one_entered_draft",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def audit_type(self) -> str:
        return "application"

    @property
    def audit_id(self) -> str:
        return str(self.pk)

    @property
    def audit_label(self) -> str:
        return f"domanda {self.code}"

    @property
    def audit_scope(self) -> str:
        return f"call:{self.call_id}"


class Bid(models.Model):
    """The application within one round and one lot."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="bids")
    round = models.ForeignKey("calls.CallRound", on_delete=models.PROTECT, related_name="+")
    lot = models.ForeignKey("calls.CallLot", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["application", "round", "lot"], name="bid_once")]

    def __str__(self) -> str:
        return f"{self.application_id} {self.round_id}/{self.lot_id}"

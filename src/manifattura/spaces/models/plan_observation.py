"""A request to simplify a rule of the city plan, and what became of it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from ..domain.plan_observations import CLOSED, PUBLIC, ObservationState, Observer


class PlanObservation(models.Model):
    """`text` is as it came and stays in the office; `title` and `summary` are what everybody reads. The address goes with the answer."""

    code = models.CharField(max_length=12, unique=True)
    observer = models.CharField(max_length=8, choices=[(one.value, one.value) for one in Observer])
    text = models.TextField()
    article = models.CharField(max_length=200, blank=True, help_text="Which rule: act and article")
    space = models.ForeignKey(
        "spaces.Space", null=True, blank=True, on_delete=models.PROTECT, related_name="plan_observations"
    )
    nil = models.ForeignKey(
        "territory.Nil", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reply_email = models.EmailField(max_length=254, blank=True)
    language = models.CharField(max_length=5, default="it")
    state = models.CharField(
        max_length=10,
        default=ObservationState.RECEIVED,
        choices=[(one.value, one.value) for one in ObservationState],
    )
    created_at = models.DateTimeField(auto_now_add=True)
    title = models.CharField(max_length=160, blank=True)
    summary = models.TextField(blank=True)
    taken_by = models.ForeignKey(
        "accounts.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    taken_at = models.DateTimeField(null=True, blank=True)
    forwarded_to = models.CharField(max_length=200, blank=True)
    forwarded_on = models.DateField(null=True, blank=True)
    reason = models.TextField(blank=True, help_text="Of the outcome")
    decided_on = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(
        "accounts.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    mailed = ArrayField(models.CharField(max_length=12), default=list, help_text="Which e-mails were sent")
    is_sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state", "-id"], name="plan_observation_state")]
        constraints = [
            models.CheckConstraint(
                name="plan_observation_public",
                condition=~Q(state__in=PUBLIC) | (~Q(title="") & ~Q(summary="") & Q(taken_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="plan_observation_closed",
                condition=Q(state__in=CLOSED, decided_on__isnull=False) & ~Q(reason="")
                | (~Q(state__in=CLOSED) & Q(decided_on__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def is_public(self) -> bool:
        return self.state in PUBLIC

    @property
    def is_closed(self) -> bool:
        return self.state in CLOSED

    @property
    def audit_type(self) -> str:
        return "plan_observation"

    @property
    def audit_id(self) -> str:
        return str(self.pk)

    @property
    def audit_label(self) -> str:
        return self.code

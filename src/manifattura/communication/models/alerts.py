"""Who is told by e-mail of what is new, and the digests that were made for them."""

from django.db import models

from ..domain.alerts import AlertState


class AlertSubscriber(models.Model):
    """The code is in every e-mail and is the only key: to confirm, to change, to end. Ending erases the row."""

    code = models.CharField(max_length=40, unique=True)
    email = models.EmailField(max_length=254, unique=True)
    language = models.CharField(max_length=5, default="it")
    topics = models.JSONField(default=dict, help_text="By source the filters chosen; none: all of it")
    state = models.CharField(max_length=8, default=AlertState.PENDING.value)
    asked_at = models.DateTimeField()
    written_at = models.DateTimeField(null=True, blank=True, help_text="When a link was last sent")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    told_until = models.DateTimeField(null=True, blank=True, help_text="Where the next digest begins")

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["state", "told_until"], name="alert_due")]

    def __str__(self) -> str:
        return f"{self.pk}"

    @property
    def audit_type(self) -> str:
        return "alerts"

    @property
    def audit_id(self) -> str:
        return str(self.pk)

    @property
    def audit_label(self) -> str:
        """Without the address: the trail stays, the address is erased."""
        return f"avvisi {self.pk}"


class AlertDigest(models.Model):
    """One e-mail for one person, written in the transaction that queues it. Begun once, it is never begun again."""

    subscriber = models.ForeignKey(
        AlertSubscriber, null=True, on_delete=models.SET_NULL, related_name="digests"
    )
    since = models.DateTimeField()
    until = models.DateTimeField()
    things = models.JSONField(help_text="By source: label, things, how many more")
    made_at = models.DateTimeField()
    begun_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["subscriber", "until"], name="alert_digest_once")]
        indexes = [models.Index(fields=["made_at"], name="alert_digest_made")]

    def __str__(self) -> str:
        return f"{self.pk}"

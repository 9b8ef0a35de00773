"""Published editions (immutable, trigger in the migration), rounds and lots: what applications hang on."""

from decimal import Decimal

from django.db import models

from ..domain.states import CallState


class CallEdition(models.Model):
    """One canonical document with its digest; run time reads only this."""

    call = models.ForeignKey("calls.Call", on_delete=models.PROTECT, related_name="editions")
    version = models.PositiveSmallIntegerField()
    document = models.JSONField()
    sha256 = models.CharField(max_length=64)
    act_number = models.CharField(max_length=40)
    act_on = models.DateField()
    note = models.TextField(blank=True)
    published_at = models.DateTimeField(db_default=models.functions.Now())
    published_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["call_id", "version"]
        constraints = [models.UniqueConstraint(fields=["call", "version"], name="edition_once")]

    def __str__(self) -> str:
        return f"{self.call_id} v{self.version}"


class CallRound(models.Model):
    """A ranking call has one round; a rolling call one per session, with its own money and cut-off.

    `state` is where the session stands (`domain.states.ROUND_STATES`); the only round of a ranking call stands where
    its call stands, and stays there while the call is suspended.
    """

    call = models.ForeignKey("calls.Call", on_delete=models.PROTECT, related_name="rounds")
    number = models.PositiveSmallIntegerField(default=1)
    opens_at = models.DateTimeField()
    deadline_at = models.DateTimeField()
    deadline_inclusive = models.BooleanField(default=False)
    budget = models.DecimalField(max_digits=14, decimal_places=2)
    carried_in = models.DecimalField(
        max_digits=14,
        decimal_places=2,
        default=Decimal("0.00"),
        help_text="Money left by the session before, when the call carries it over",
    )
    state = models.CharField(max_length=24, default=CallState.PUBLISHED)

    class Meta:
        ordering = ["call_id", "number"]
        constraints = [models.UniqueConstraint(fields=["call", "number"], name="round_once")]

    def __str__(self) -> str:
        return f"{self.call_id} round {self.number}"

    @property
    def money(self) -> Decimal:
        """What the session may grant: its own money and what came over from the session before."""
        return self.budget + self.carried_in


class CallLot(models.Model):
    """A call without lots has one implicit lot, `unico`."""

    call = models.ForeignKey("calls.Call", on_delete=models.PROTECT, related_name="lots")
    key = models.CharField(max_length=32, default="unico")
    title = models.CharField(max_length=160)
    budget = models.DecimalField(max_digits=14, decimal_places=2)

    class Meta:
        ordering = ["call_id", "id"]
        constraints = [models.UniqueConstraint(fields=["call", "key"], name="lot_once")]

    def __str__(self) -> str:
        return f"{self.call_id} {self.key}"

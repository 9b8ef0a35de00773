"""Published editions (immutable, trigger in the migration), rounds and lots: what applications hang on."""

from django.db import models


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
    """A ranking call has one round; a rolling call one per session, with its own money and cut-off."""

    call = models.ForeignKey("calls.Call", on_delete=models.PROTECT, related_name="rounds")
    number = models.PositiveSmallIntegerField(default=1)
    opens_at = models.DateTimeField()
    deadline_at = models.DateTimeField()
    deadline_inclusive = models.BooleanField(default=False)
    budget = models.DecimalField(max_digits=14, decimal_places=2)

    class Meta:
        ordering = ["call_id", "number"]
        constraints = [models.UniqueConstraint(fields=["call", "number"], name="round_once")]

    def __str__(self) -> str:
        return f"{self.call_id} round {self.number}"


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

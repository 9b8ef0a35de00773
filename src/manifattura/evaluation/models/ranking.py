"""A version of the ranking: the replay input and its result as computed, written once (trigger)."""

from django.db import models


class Ranking(models.Model):
    call = models.ForeignKey("calls.Call", on_delete=models.PROTECT, related_name="rankings")
    round = models.ForeignKey("calls.CallRound", on_delete=models.PROTECT, related_name="+")
    lot = models.ForeignKey("calls.CallLot", on_delete=models.PROTECT, related_name="+")
    version = models.PositiveSmallIntegerField()
    stage = models.CharField(max_length=12)
    input_document = models.JSONField(help_text="manifattura-ranking/1, pseudonymous: the public replay file")
    result_document = models.JSONField(help_text="manifattura-ranking-result/1")
    input_sha256 = models.CharField(max_length=64)
    result_sha256 = models.CharField(max_length=64)
    summary = models.JSONField(default=dict, help_text="Counts by status and money, for the head of the page")
    changes = models.JSONField(default=list, help_text="What changed against the version before")
    draw_seed = models.CharField(max_length=200, blank=True)
    computed_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    computed_at = models.DateTimeField(db_default=models.functions.Now())
    act_number = models.CharField(max_length=40, blank=True)
    act_on = models.DateField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    observations_until = models.DateField(null=True, blank=True)
    published_until = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True, help_text="What changed against the version before, and why")
    draw = models.ForeignKey(
        "evaluation.PublicDraw", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    added_budget = models.DecimalField(
        max_digits=14,
        decimal_places=2,
        default=0,
        help_text="Money added by act since the publication of the call",
    )
    lots_input = models.JSONField(
        null=True,
        blank=True,
        help_text="manifattura-allocation, where the call assigns lots: its replay file",
    )
    lots_result = models.JSONField(null=True, blank=True, help_text="manifattura-allocation-result")
    lots_input_sha256 = models.CharField(max_length=64, blank=True, db_default="")
    lots_result_sha256 = models.CharField(max_length=64, blank=True, db_default="")
    answers = models.JSONField(default=list, help_text="Answers to the observations: number, accepted, text")

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["call", "round", "lot", "version"], name="ranking_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.call_id} v{self.version} {self.stage}"

    @property
    def audit_type(self) -> str:
        return "ranking"

    @property
    def audit_id(self) -> str:
        return str(self.pk)

    @property
    def audit_label(self) -> str:
        return f"graduatoria v{self.version} del bando {self.call_id}"


class RankingEntry(models.Model):
    """A row of the ranking, copied from the result so that it can be listed, searched and joined."""

    ranking = models.ForeignKey(Ranking, on_delete=models.PROTECT, related_name="entries")
    bid = models.ForeignKey("applications.Bid", on_delete=models.PROTECT, related_name="+")
    order = models.PositiveIntegerField()
    position = models.PositiveIntegerField(null=True)
    ranking_key = models.CharField(
        max_length=64,
        blank=True,
        help_text="Which of the call's rankings placed it; blank: the only one, or none",
    )
    status = models.CharField(max_length=20)
    pseudonym = models.CharField(max_length=64, help_text="Id in the replay file")
    public_label = models.CharField(max_length=200, help_text="By the call's privacy rule")
    search_key = models.CharField(max_length=240)
    total = models.DecimalField(max_digits=9, decimal_places=3, null=True)
    bonus = models.DecimalField(max_digits=9, decimal_places=3, null=True)
    requested = models.DecimalField(
        max_digits=14, decimal_places=2, null=True, help_text="Null: not known, of one not admitted"
    )
    granted = models.DecimalField(max_digits=14, decimal_places=2)
    scores = models.JSONField(default=dict)
    tie_break = models.CharField(max_length=64, blank=True)
    reasons = models.JSONField(default=list)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["ranking", "bid"], name="ranking_bid_once"),
            models.UniqueConstraint(fields=["ranking", "order"], name="ranking_order_once"),
        ]

    def __str__(self) -> str:
        return f"{self.position} {self.public_label}"

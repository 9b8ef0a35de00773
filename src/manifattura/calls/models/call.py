"""A public call as the office writes it; what the public and the applicants read is its current edition."""

from decimal import Decimal

from django.contrib.postgres.fields import ArrayField
from django.db import models

from ..domain.edition import AppealFrom
from ..domain.places import outcome_words
from ..domain.states import CallKind, CallState


class Call(models.Model):
    slug = models.SlugField(max_length=80, unique=True)
    kind = models.CharField(max_length=12, default=CallKind.RANKING)
    state = models.CharField(max_length=24, default=CallState.DRAFT, db_index=True)
    office = models.ForeignKey("accounts.Office", on_delete=models.PROTECT, related_name="+")
    head_of_procedure = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    current_edition = models.ForeignKey(
        "calls.CallEdition", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    is_sample = models.BooleanField(default=False)

    title = models.CharField(max_length=160)
    title_en = models.CharField(max_length=160, blank=True)
    summary = models.TextField(max_length=400, blank=True)
    summary_en = models.TextField(max_length=400, blank=True)
    purpose = models.TextField(blank=True)
    what_you_get = models.TextField(blank=True)
    example = models.TextField(blank=True)
    how_to_apply = models.TextField(blank=True)
    conditions = models.TextField(blank=True)
    privacy = models.TextField(blank=True)
    names_rule = models.CharField(max_length=12, default="name")

    opens_at = models.DateTimeField(null=True, blank=True)
    deadline_at = models.DateTimeField(null=True, blank=True)
    deadline_inclusive = models.BooleanField(default=False)
    clarifications_until = models.DateTimeField(null=True, blank=True)
    review_days = models.PositiveSmallIntegerField(default=30)
    committee_days = models.PositiveSmallIntegerField(default=45)
    observations_days = models.PositiveSmallIntegerField(default=10)
    procedure_term_days = models.PositiveSmallIntegerField(default=90)
    publication_years = models.PositiveSmallIntegerField(default=5)
    remedy_days = models.PositiveSmallIntegerField(null=True, blank=True)
    acceptance_days = models.PositiveSmallIntegerField(null=True, blank=True)
    ranking_appeal_from = models.CharField(max_length=16, default=AppealFrom.NOTICE)
    remedy_suspends = models.BooleanField(default=False)

    gives_money = models.BooleanField(
        default=True, db_default=True, help_text="Otherwise it gives places: a programme, a prize, a label"
    )
    places = models.PositiveIntegerField(
        null=True, blank=True, help_text="Where it gives no money: how many are admitted; empty: all"
    )
    budget = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    aid_rate = models.DecimalField(max_digits=5, decimal_places=4, null=True, blank=True)
    aid_cap = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    cost_min = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    cost_max = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    aid_regime = models.CharField(max_length=200, blank=True)

    participant_kinds = ArrayField(models.CharField(max_length=16), default=list, blank=True)
    size_classes = ArrayField(models.CharField(max_length=8), default=list, blank=True)
    ateco_edition = models.CharField(max_length=4, default="2025")
    ateco_prefixes = ArrayField(models.CharField(max_length=8), default=list, blank=True)
    area_name = models.CharField(max_length=120, blank=True)
    area_nils = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    area_municipi = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    area_excluded_municipi = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    can_apply = ArrayField(models.CharField(max_length=300), default=list, blank=True)
    cannot_apply = ArrayField(models.CharField(max_length=300), default=list, blank=True)

    total_min = models.DecimalField(max_digits=9, decimal_places=3, null=True, blank=True)
    bonus_cap = models.DecimalField(max_digits=9, decimal_places=3, null=True, blank=True)
    rescale = models.BooleanField(default=False)
    minima_on = models.CharField(max_length=8, default="raw")
    partial_last = models.BooleanField(default=False)
    partial_min_share = models.DecimalField(max_digits=3, decimal_places=2, default=Decimal("0.00"))
    skip_unaffordable = models.BooleanField(default=False)
    edge_ties = models.CharField(max_length=8, default="none")
    decimals = models.PositiveSmallIntegerField(default=2)
    rounding = models.CharField(max_length=8, default="half_up")
    uplift_cap = models.DecimalField(max_digits=9, decimal_places=3, null=True, blank=True)
    second_phase_first = models.PositiveIntegerField(null=True, blank=True)
    second_phase_ties_in = models.BooleanField(default=True)
    by_arrival = models.BooleanField(default=False)
    threshold_times = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    most_funded = models.PositiveIntegerField(null=True, blank=True)
    one_per_link = models.BooleanField(default=False)
    link_field = models.CharField(max_length=40, blank=True)
    aid_progressive = models.BooleanField(default=False)
    aid_rate_question = models.CharField(
        max_length=40, blank=True, help_text="Key of the number question with the per cent that is asked for"
    )

    entry_years = models.PositiveSmallIntegerField(default=3)
    confirmation_months = models.PositiveSmallIntegerField(default=12)
    confirmation_days = models.PositiveSmallIntegerField(default=30)
    visit_required = models.BooleanField(default=True)
    cure_days = models.PositiveSmallIntegerField(default=30)

    committee_recusal = models.CharField(
        max_length=12,
        default="replacement",
        blank=True,
        help_text="Blank: the edition in force does not say it",
    )
    committee_harmonisation = models.BooleanField(default=False)
    committee_assessors = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="How many members mark each application, by turns; empty: all"
    )

    carry_over = models.BooleanField(
        default=False, help_text="Rolling calls: money left by a session goes to the next one"
    )
    between_sessions = models.BooleanField(
        default=False, help_text="Rolling calls: what arrives between two sessions counts for the next one"
    )
    rejection_notice = models.BooleanField(
        null=True, blank=True, help_text="Notice of L. 241/1990 art. 10-bis; empty: as calls of this kind do"
    )

    seal_whole = models.BooleanField(default=False, db_default=False)
    seal_threshold = models.PositiveSmallIntegerField(default=2, db_default=2)
    seal_shares = models.PositiveSmallIntegerField(default=3, db_default=3)
    seal_committee_reads = models.BooleanField(default=False, db_default=False)
    sealing_key = models.CharField(
        max_length=43,
        blank=True,
        db_default="",
        help_text="Public key of the sealed envelopes; no private one exists",
    )

    lots_most_bids = models.PositiveIntegerField(
        default=3, db_default=3, help_text="Lots that one application may ask for"
    )
    lots_most_won = models.PositiveIntegerField(default=1, db_default=1)
    lots_deposit = models.DecimalField(
        max_digits=5, decimal_places=4, null=True, blank=True, help_text="Share of the yearly base rent"
    )
    lots_after_withdrawal = models.CharField(max_length=8, default="reserve", db_default="reserve")
    lots_most_per_group = models.PositiveIntegerField(
        null=True, blank=True, help_text="Linked applicants together"
    )
    lots_bundles = models.BooleanField(
        default=False, db_default=False, help_text="An application may want some lots all or none"
    )

    submitted_for_approval_by = models.ForeignKey(
        "accounts.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    approved_by = models.ForeignKey(
        "accounts.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_sha256 = models.CharField(max_length=64, blank=True, help_text="Digest of what was approved")
    amendment_note = models.TextField(
        blank=True, help_text="What the amendment being written changes, and why"
    )
    amendment_by = models.ForeignKey(
        "accounts.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    revision = models.PositiveIntegerField(default=0, help_text="Grows at each save of the draft")
    part_revisions = models.JSONField(
        default=dict,
        blank=True,
        help_text="Part → revision and author of its last save: who edits elsewhere is not stopped",
    )
    created_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.title

    @property
    def outcome_words(self) -> str:
        """The vocabulary of what became of its applications."""
        return outcome_words(gives_money=self.gives_money)

    @property
    def audit_type(self) -> str:
        return "call"

    @property
    def audit_id(self) -> str:
        return str(self.pk)

    @property
    def audit_label(self) -> str:
        return self.title

    @property
    def audit_scope(self) -> str:
        return f"call:{self.pk}"

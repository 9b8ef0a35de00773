"""An agreement on a space: with whom, on which ground, its terms, its benefit in kind, its road from draft to end."""

from django.db import models
from django.db.models import Q

from ..domain.agreements import RUNNING, AgreementKind, AgreementState, Ground
from ..domain.rent import TenantKind


def _choices(codes: type) -> list[tuple[str, str]]:
    return [(code.value, code.value) for code in codes]  # type: ignore[attr-defined]


class Agreement(models.Model):
    code = models.CharField(max_length=12, unique=True)
    kind = models.CharField(max_length=12, choices=_choices(AgreementKind))
    state = models.CharField(
        max_length=12, default=AgreementState.DRAFT, choices=_choices(AgreementState), db_index=True
    )
    version = models.PositiveIntegerField(default=1, help_text="Grows with each change of the terms")
    space = models.ForeignKey("spaces.Space", on_delete=models.PROTECT, related_name="agreements")
    organisation = models.ForeignKey(
        "organisations.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    party_name = models.CharField(
        max_length=200, blank=True, help_text="An owner who is not registered: for the office, never public"
    )
    party_public = models.CharField(
        max_length=200, blank=True, help_text="The firm's name as it was signed; empty: a private owner"
    )
    party_code = models.CharField(
        max_length=11, blank=True, help_text="Its codice fiscale, where that is not a person's"
    )
    office = models.ForeignKey("accounts.Office", on_delete=models.PROTECT, related_name="+")
    ground = models.CharField(max_length=8, choices=_choices(Ground))
    ground_text = models.CharField(max_length=500, help_text="The act or reason, public")
    call = models.ForeignKey("calls.Call", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    lot_key = models.CharField(max_length=64, blank=True)
    application = models.ForeignKey(
        "applications.Application", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    renews = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="renewals"
    )
    # terms
    purpose = models.CharField(max_length=300, blank=True, help_text="What is done there, public")
    part_m2 = models.DecimalField(
        max_digits=9, decimal_places=2, null=True, blank=True, help_text="Of a shared space; empty: the whole"
    )
    starts_on = models.DateField(null=True, blank=True, help_text="Foreseen; then the day of the hand-over")
    months = models.PositiveSmallIntegerField(default=72)
    renewal_months = models.PositiveSmallIntegerField(default=0, help_text="72 in a lease 6+6")
    market_rent = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    start_rent = models.DecimalField(
        max_digits=12, decimal_places=2, null=True, blank=True, help_text="EUR a year, before cuts"
    )
    tenant_kind = models.CharField(max_length=12, default=TenantKind.FOR_PROFIT, choices=_choices(TenantKind))
    economic = models.BooleanField(default=True, help_text="An economic activity: rules on aid apply")
    recovers = models.BooleanField(default=False)
    granted_percent = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    frail = models.BooleanField(default=False)
    periphery = models.BooleanField(default=False)
    rent = models.DecimalField(
        max_digits=12, decimal_places=2, null=True, blank=True, help_text="EUR a year, after cuts"
    )
    every = models.PositiveSmallIntegerField(default=3, help_text="Months between due dates")
    free_months = models.PositiveSmallIntegerField(default=0)
    first_year = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    indexed = models.DecimalField(max_digits=5, decimal_places=2, default=0, help_text="Share of the index")
    incentive = models.DecimalField(
        max_digits=12, decimal_places=2, null=True, blank=True, help_text="To a private owner"
    )
    conditions = models.TextField(blank=True, help_text="Public")
    activity_days = models.PositiveSmallIntegerField(null=True, blank=True)
    # benefit in kind, frozen when the terms are closed; then the check
    aid = models.JSONField(null=True, blank=True, help_text="manifattura-space-aid/1")
    aid_equivalent = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    aid_verdict = models.CharField(max_length=16, blank=True)
    aid_received = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    aid_regime = models.CharField(max_length=200, blank=True, help_text="When it is not de minimis")
    aid_extract = models.CharField(max_length=60, blank=True, help_text="Number of the register's extract")
    aid_code = models.CharField(max_length=30, blank=True, help_text="COR")
    aid_checked_on = models.DateField(null=True, blank=True)
    # contract, hand-over, end
    contract_number = models.CharField(max_length=60, blank=True)
    signed_on = models.DateField(null=True, blank=True)
    handed_over_on = models.DateField(null=True, blank=True)
    meters = models.CharField(max_length=300, blank=True)
    condition_found = models.TextField(blank=True)
    activity_due_on = models.DateField(null=True, blank=True)
    active_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    closed_because = models.TextField(blank=True)
    # deposit
    deposit_due = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    deposit_lodged_on = models.DateField(null=True, blank=True)
    deposit_how = models.CharField(max_length=200, blank=True)
    deposit_released_on = models.DateField(null=True, blank=True)
    deposit_kept = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    deposit_note = models.CharField(max_length=300, blank=True)
    is_sample = models.BooleanField(default=False)
    created_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state", "ends_on"], name="agreement_state_end")]
        constraints = [
            models.UniqueConstraint(
                fields=["space"],
                condition=Q(state__in=sorted(RUNNING))
                & ~Q(kind=AgreementKind.OWNER_PACT)
                & ~Q(ground=Ground.RENEWAL)
                & Q(part_m2__isnull=True),
                name="agreement_one_tenant",
            ),
            models.UniqueConstraint(
                fields=["application", "lot_key"],
                condition=Q(application__isnull=False) & ~Q(state=AgreementState.DROPPED),
                name="agreement_award_once",
            ),
            models.UniqueConstraint(
                fields=["renews"],
                condition=Q(renews__isnull=False) & ~Q(state=AgreementState.DROPPED),
                name="agreement_renewed_once",
            ),
            models.CheckConstraint(
                name="agreement_party", condition=Q(organisation__isnull=False) | ~Q(party_name="")
            ),
            models.CheckConstraint(
                name="agreement_signed_whole",
                condition=Q(
                    state__in=[AgreementState.DRAFT, AgreementState.CHECK_READY, AgreementState.DROPPED]
                )
                | (~Q(contract_number="") & Q(signed_on__isnull=False, aid_checked_on__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.space_id}"

    @property
    def audit_type(self) -> str:
        return "space_agreement"

    @property
    def audit_id(self) -> str:
        return str(self.pk)

    @property
    def audit_label(self) -> str:
        return self.code

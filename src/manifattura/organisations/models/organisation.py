"""A participant: firm, self-employed person, non-profit, firm to be constituted, or grouping."""

from django.db import models

from ..domain.kinds import LegalForm, MandateState, ParticipantKind, SizeClass


class Organisation(models.Model):
    kind = models.CharField(max_length=16, choices=[(kind.value, kind.value) for kind in ParticipantKind])
    name = models.CharField(max_length=200)
    legal_form = models.CharField(
        max_length=16, blank=True, choices=[(form.value, form.value) for form in LegalForm]
    )
    fiscal_code = models.CharField(max_length=16, null=True, blank=True, unique=True)
    vat_number = models.CharField(max_length=11, blank=True)
    size_class = models.CharField(
        max_length=8, blank=True, choices=[(size.value, size.value) for size in SizeClass]
    )
    employees = models.PositiveIntegerField(null=True, blank=True)
    turnover = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    balance_total = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    email = models.EmailField(blank=True)
    pec = models.EmailField(blank=True)
    phone = models.CharField(max_length=32, blank=True)
    website = models.URLField(blank=True)
    founded_on = models.DateField(null=True, blank=True)
    is_sample = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def audit_type(self) -> str:
        return "organisation"

    @property
    def audit_id(self) -> str:
        return f"organisation:{self.pk}"

    @property
    def audit_label(self) -> str:
        return self.name


class OrganisationAteco(models.Model):
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="ateco_codes")
    code = models.CharField(max_length=8)
    edition = models.CharField(max_length=4, default="2025")
    is_main = models.BooleanField(default=False)

    class Meta:
        ordering = ["-is_main", "code"]
        constraints = [models.UniqueConstraint(fields=["organisation", "code", "edition"], name="ateco_once")]

    def __str__(self) -> str:
        return f"{self.code} ({self.edition})"


class GroupingMember(models.Model):
    """A firm inside a grouping, from the day its legal representative accepts; the lead signs for the others."""

    grouping = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="members")
    member = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="groupings")
    is_lead = models.BooleanField(default=False)
    state = models.CharField(
        max_length=8,
        default=MandateState.ACTIVE,
        choices=[(state.value, state.value) for state in MandateState],
    )
    invited_by = models.ForeignKey(
        "accounts.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-is_lead", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["grouping", "member"],
                condition=models.Q(state__in=["active", "pending"]),
                name="grouping_member_once",
            ),
            models.UniqueConstraint(
                fields=["grouping"],
                condition=models.Q(is_lead=True, state__in=["active", "pending"]),
                name="grouping_one_lead",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.grouping_id} {self.member_id}"

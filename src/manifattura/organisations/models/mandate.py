"""Who may act for an organisation, in which quality, and how that came to be."""

from django.db import models
from django.db.models.functions import Lower

from ..domain.kinds import MandateKind, MandateState


class Mandate(models.Model):
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.CASCADE, related_name="mandates"
    )
    person = models.ForeignKey(
        "accounts.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="mandates"
    )
    invited_email = models.EmailField(blank=True)
    kind = models.CharField(max_length=12, choices=[(kind.value, kind.value) for kind in MandateKind])
    state = models.CharField(
        max_length=8,
        default=MandateState.ACTIVE,
        choices=[(state.value, state.value) for state in MandateState],
    )
    declared_text = models.TextField(
        blank=True, help_text="The self-declaration given when claiming (DPR 445/2000)"
    )
    granted_by = models.ForeignKey("accounts.Person", null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    answered_by = models.ForeignKey(
        "accounts.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "person"],
                condition=models.Q(state__in=["active", "pending"]) & models.Q(person__isnull=False),
                name="one_live_mandate",
            ),
            models.UniqueConstraint(
                Lower("invited_email"),
                "organisation",
                condition=models.Q(state="pending", person__isnull=True),
                name="one_live_invitation",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.kind} {self.organisation_id}"

    @property
    def audit_type(self) -> str:
        return "mandate"

    @property
    def audit_id(self) -> str:
        return str(self.pk)

    @property
    def audit_label(self) -> str:
        who = self.person.full_name if self.person else self.invited_email
        return f"{who}, {self.organisation.name}"

"""Who holds which role, in which office, since when; a role removed stays on record."""

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from ..domain.roles import Role

ROLE_WORDS: dict[Role, Promise] = {
    Role.CASE_OFFICER: _("Istruttore"),
    Role.HEAD_OF_PROCEDURE: _("Responsabile del procedimento"),
    Role.SECRETARY: _("Segretario di commissione"),
    Role.EDITOR: _("Redattore"),
    Role.ADMINISTRATOR: _("Amministratore"),
    Role.COMMITTEE_MEMBER: _("Commissario"),
}


def recorded_role(role: str) -> str:
    """The word for a role as the audit trail keeps it, whatever language the page has."""
    with override("it"):
        return str(ROLE_WORDS[Role(role)])


class RoleAssignment(models.Model):
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="roles")
    role = models.CharField(max_length=24, choices=[(role.value, role.value) for role in Role])
    office = models.ForeignKey("accounts.Office", null=True, blank=True, on_delete=models.PROTECT)
    granted_at = models.DateTimeField(auto_now_add=True)
    granted_by = models.ForeignKey("accounts.Person", null=True, on_delete=models.PROTECT, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(
        "accounts.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    revoke_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "role", "office"],
                condition=models.Q(revoked_at=None),
                nulls_distinct=False,
                name="one_live_role",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.role}"

    def get_role_display(self) -> str:  # type: ignore[no-redef]
        return str(ROLE_WORDS[Role(self.role)])

    @property
    def audit_type(self) -> str:
        return "role"

    @property
    def audit_id(self) -> str:
        return str(self.pk)

    @property
    def audit_label(self) -> str:
        return f"{self.person.full_name} ({recorded_role(self.role)})"

"""An invitation to join the staff or a committee; only the token's digest is stored."""

from django.db import models

from ..domain.roles import Role


class Invitation(models.Model):
    email = models.EmailField()
    full_name = models.CharField(max_length=160)
    role = models.CharField(max_length=24, choices=[(role.value, role.value) for role in Role])
    office = models.ForeignKey("accounts.Office", null=True, blank=True, on_delete=models.PROTECT)
    token_sha256 = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        "accounts.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    cancelled_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.email} {self.role}"

    @property
    def audit_type(self) -> str:
        return "invitation"

    @property
    def audit_id(self) -> str:
        return str(self.pk)

    @property
    def audit_label(self) -> str:
        return f"{self.email} ({self.role})"

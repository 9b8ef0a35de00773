"""An invitation to join the staff or a committee; its link is derived from the nonce with the secret key."""

from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac

from manifattura.kernel.clock import now

from ..domain.invitations import InvitationState, invitation_state
from ..domain.roles import Role
from .role_assignment import ROLE_WORDS, recorded_role


class Invitation(models.Model):
    email = models.EmailField()
    full_name = models.CharField(max_length=160)
    role = models.CharField(max_length=24, choices=[(role.value, role.value) for role in Role])
    office = models.ForeignKey("accounts.Office", null=True, blank=True, on_delete=models.PROTECT)
    nonce = models.CharField(max_length=32, unique=True)
    invited_by = models.ForeignKey(
        "accounts.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    invited_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        "accounts.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    cancelled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                "role",
                "office",
                condition=models.Q(accepted_at=None, cancelled_at=None),
                nulls_distinct=False,
                name="one_open_invitation",
            )
        ]

    def __str__(self) -> str:
        return f"{self.email} {self.role}"

    @property
    def token(self) -> str:
        """The secret part of the link: who reads the database alone cannot make it."""
        proof = salted_hmac("manifattura.accounts.invitation", self.nonce, algorithm="sha256").hexdigest()
        return f"{self.nonce}{proof[:32]}"

    @property
    def state(self) -> InvitationState:
        return invitation_state(
            accepted_at=self.accepted_at,
            cancelled_at=self.cancelled_at,
            expires_at=self.expires_at,
            moment=now(),
        )

    def get_role_display(self) -> str:  # type: ignore[no-redef]
        return str(ROLE_WORDS[Role(self.role)])

    @property
    def audit_type(self) -> str:
        return "invitation"

    @property
    def audit_id(self) -> str:
        return str(self.pk)

    @property
    def audit_label(self) -> str:
        return f"{self.email} ({recorded_role(self.role)})"

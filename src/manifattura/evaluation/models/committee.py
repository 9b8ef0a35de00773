"""The committee of a call: appointed after the deadline, odd, with conflicts declared applicant by applicant."""

from django.db import models

from ..domain.states import MemberRole


class Committee(models.Model):
    call = models.OneToOneField("calls.Call", on_delete=models.PROTECT, related_name="committee")
    act_number = models.CharField(max_length=40)
    act_on = models.DateField()
    appointed_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    appointed_at = models.DateTimeField(db_default=models.functions.Now())
    declare_by = models.DateField(
        null=True, blank=True, help_text="Until when members accept and declare; a reminder, nothing expires"
    )

    def __str__(self) -> str:
        return f"commissione {self.call_id}"

    @property
    def audit_type(self) -> str:
        return "committee"

    @property
    def audit_id(self) -> str:
        return str(self.pk)

    @property
    def audit_label(self) -> str:
        return f"commissione del bando {self.call_id}"


class CommitteeMember(models.Model):
    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="members")
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="seats")
    role = models.CharField(max_length=12, choices=[(role.value, role.value) for role in MemberRole])
    position = models.PositiveSmallIntegerField(default=0)
    public_number = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        help_text="Drawn at appointment: the m1, m2… of the replay file, not the list's order",
    )
    accepted_at = models.DateTimeField(
        null=True, blank=True, help_text="Accepted, and nothing stands against it"
    )
    declined_at = models.DateTimeField(
        null=True, blank=True, help_text="Does not accept, or cannot sit: the office replaces them"
    )
    conflicts_declared_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True, help_text="When somebody took this seat")
    replaces = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by"
    )
    act_number = models.CharField(max_length=40, blank=True, help_text="The act of a replacement")
    act_on = models.DateField(null=True, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["committee", "person"], name="member_once"),
            models.UniqueConstraint(
                fields=["committee"],
                condition=models.Q(role="president", left_at=None),
                name="one_president",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.committee_id} {self.role}"

    @property
    def scores(self) -> bool:
        return self.role != MemberRole.SECRETARY

    @property
    def assessor_id(self) -> str:
        """Who this is in the replay file."""
        return f"m{self.public_number}"


class ConflictDeclaration(models.Model):
    """L. 241/1990 art. 6-bis, DPR 62/2013 art. 7: given before any file opens, one per applicant."""

    member = models.ForeignKey(CommitteeMember, on_delete=models.PROTECT, related_name="conflicts")
    application = models.ForeignKey("applications.Application", on_delete=models.PROTECT, related_name="+")
    has_conflict = models.BooleanField()
    reason = models.TextField(blank=True)
    declared_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["member", "application"], name="conflict_once")]

    def __str__(self) -> str:
        return f"{self.member_id} {self.application_id} {self.has_conflict}"

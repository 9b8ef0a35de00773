"""Firms that count as one where a call allows one grant per linked group; kept by the office, ended and never deleted."""

from django.db import models


class LinkedGroup(models.Model):
    name = models.CharField(max_length=120, help_text="What the office calls it")
    reason = models.TextField(help_text="What links the firms: control, the same owner, agreements")
    source = models.CharField(max_length=300, help_text="Where the office read it")
    created_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(db_default=models.functions.Now())
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        "accounts.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    end_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name

    @property
    def audit_type(self) -> str:
        return "linked_group"

    @property
    def audit_id(self) -> str:
        return str(self.pk)

    @property
    def audit_label(self) -> str:
        return f"gruppo di imprese collegate {self.name}"


class LinkedFirm(models.Model):
    """One firm of a group."""

    group = models.ForeignKey(LinkedGroup, on_delete=models.CASCADE, related_name="firms")
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="links"
    )

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["group", "organisation"], name="linked_firm_once")]

    def __str__(self) -> str:
        return f"{self.group_id} {self.organisation_id}"

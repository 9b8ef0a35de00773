"""The secret address of one person's calendar of terms; only its digest is kept, and it can be revoked."""

import hashlib

from django.db import models
from django.db.models import Q


class TermFeed(models.Model):
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    token_sha256 = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(db_default=models.functions.Now(), editable=False)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(revoked_at=None), name="term_feed_one_per_person"
            )
        ]

    def __str__(self) -> str:
        return f"terms of {self.person_id}"

    @staticmethod
    def digest(token: str) -> str:
        return hashlib.sha256(token.encode()).hexdigest()

    @property
    def audit_type(self) -> str:
        return "term_feed"

    @property
    def audit_id(self) -> str:
        return str(self.pk)

    @property
    def audit_label(self) -> str:
        return self.person.full_name

"""One row for every act: who, for whom, on what, what changed. Append-only (trigger in the migration)."""

from django.db import models


class AuditEntry(models.Model):
    at = models.DateTimeField(db_default=models.functions.Now(), editable=False)
    actor_id = models.CharField(max_length=64, blank=True)
    actor_label = models.CharField(max_length=200)
    actor_assurance = models.CharField(
        max_length=16, blank=True, db_default="", default="", help_text="How the actor was known: spid:2"
    )
    on_behalf_id = models.CharField(max_length=64, blank=True)
    on_behalf_label = models.CharField(max_length=200, blank=True)
    verb = models.CharField(max_length=64)
    subject_type = models.CharField(max_length=64)
    subject_id = models.CharField(max_length=64)
    subject_label = models.CharField(max_length=200)
    scope = models.CharField(max_length=64, blank=True)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["subject_type", "subject_id"], name="audit_subject"),
            models.Index(fields=["scope", "-id"], name="audit_scope"),
            models.Index(fields=["actor_id", "-id"], name="audit_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject_type}:{self.subject_id}"

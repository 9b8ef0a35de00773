"""The frozen application: canonical payload, its digest, arrival and registration numbers. Written once."""

from django.db import models


class Submission(models.Model):
    """A trigger forbids change, except the registration number given once by the registrar (DPR 445/2000 art. 53)."""

    application = models.OneToOneField(
        "applications.Application", on_delete=models.PROTECT, related_name="submission"
    )
    arrival = models.BigIntegerField(
        unique=True, help_text="From a sequence: order of arrival, may have gaps"
    )
    received_at = models.DateTimeField(help_text="clock_timestamp() of the inserting statement")
    payload = models.TextField(help_text="Canonical JSON (RFC 8785), exactly as hashed")
    payload_sha256 = models.CharField(max_length=64)
    submitted_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    assurance = models.CharField(
        max_length=16, blank=True, default="", db_default="", help_text="How the sender was known: spid:2"
    )
    on_behalf = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    idempotency_key = models.CharField(max_length=64, unique=True)
    registration_year = models.PositiveSmallIntegerField(null=True, blank=True)
    registration_number = models.PositiveIntegerField(null=True, blank=True)
    registered_at = models.DateTimeField(
        null=True, blank=True, help_text="When the number was given; never earlier than the number before"
    )

    class Meta:
        ordering = ["arrival"]
        indexes = [
            models.Index(
                fields=["arrival"],
                condition=models.Q(registration_number=None),
                name="waits_for_number",
            ),
            models.Index(fields=["registered_at"], name="submission_registered"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["registration_year", "registration_number"], name="registration_once"
            )
        ]

    def __str__(self) -> str:
        return self.registration or f"arrivo {self.arrival}"

    @property
    def registration(self) -> str:
        """`0000001/2026`, or empty until the registrar has given it."""
        if self.registration_number is None:
            return ""
        return f"{self.registration_number:07d}/{self.registration_year}"

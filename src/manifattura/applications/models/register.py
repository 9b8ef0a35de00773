"""The daily register of what was registered, and what the city's own protocol system answered."""

from django.db import models


class RegisterDay(models.Model):
    """One closed day (DPR 445/2000 art. 53; AgID guidelines): written once, each with the digest of the one before."""

    day = models.DateField(unique=True)
    first_number = models.CharField(max_length=16, help_text="As it is written: 0000001/2026")
    last_number = models.CharField(max_length=16)
    entries = models.PositiveIntegerField()
    document = models.TextField(help_text="Canonical JSON manifattura-daily-register/1, exactly as hashed")
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField(db_default=models.functions.Now())

    class Meta:
        ordering = ["-day"]

    def __str__(self) -> str:
        return f"{self.day}: {self.first_number} - {self.last_number}"

    @property
    def audit_type(self) -> str:
        return "register_day"

    @property
    def audit_id(self) -> str:
        return self.day.isoformat()

    @property
    def audit_label(self) -> str:
        return f"registro del {self.day:%d/%m/%Y}"


class ProtocolRecord(models.Model):
    """The answer of the city's system for one registration: its number, or why it refused."""

    submission = models.OneToOneField(
        "applications.Submission", on_delete=models.PROTECT, related_name="protocol_record"
    )
    number = models.CharField(max_length=60, blank=True)
    refusal = models.CharField(max_length=300, blank=True)
    answered_at = models.DateTimeField(db_default=models.functions.Now())

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(number="") ^ models.Q(refusal=""), name="protocol_number_or_refusal"
            )
        ]

    def __str__(self) -> str:
        return self.number or self.refusal

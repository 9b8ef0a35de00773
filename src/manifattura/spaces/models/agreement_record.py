"""What happens while an agreement runs: the yearly checks and the reminders that were sent, each once."""

from django.db import models

from ..domain.agreement_files import CheckOutcome


class YearlyCheck(models.Model):
    agreement = models.ForeignKey("spaces.Agreement", on_delete=models.PROTECT, related_name="checks")
    on = models.DateField()
    outcome = models.CharField(max_length=8, choices=[(one.value, one.value) for one in CheckOutcome])
    note = models.TextField()
    by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [models.UniqueConstraint(fields=["agreement", "on"], name="yearly_check_once")]

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.on} {self.outcome}"


class AgreementReminder(models.Model):
    """`what` and the day it is about: the job may run as often as it likes."""

    agreement = models.ForeignKey("spaces.Agreement", on_delete=models.PROTECT, related_name="reminders")
    what = models.CharField(max_length=12)
    about_on = models.DateField()
    sent_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agreement", "what", "about_on"], name="agreement_reminder_once")
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.what} {self.about_on}"

"""Who comes to a session of an event: the register that is locked while a place is given, and the sign-ups in it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q


class SessionRegister(models.Model):
    """One per session, whatever its languages. Its facts are those that people were told: a change is told again.

    Public pages read `is_full` alone, so it is written only when it turns: each write ends the kept pages.
    """

    session_key = models.UUIDField(unique=True, help_text="translation_key of the session")
    page_key = models.UUIDField(db_index=True, help_text="translation_key of the event's page")
    title = models.CharField(max_length=160)
    place = models.CharField(max_length=200, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    sequence = models.PositiveIntegerField(default=0, help_text="How often the facts changed")
    is_full = models.BooleanField(default=False)
    is_off = models.BooleanField(default=False, help_text="The session was taken away after people signed up")

    class Meta:
        ordering = ["starts_at", "id"]

    def __str__(self) -> str:
        return self.title

    @property
    def audit_type(self) -> str:
        return "session_register"

    @property
    def audit_id(self) -> str:
        return str(self.pk)

    @property
    def audit_label(self) -> str:
        return self.title


class SignUp(models.Model):
    """Order of arrival is the order of the list. The code is the only key to cancel: it is in the person's mail."""

    register = models.ForeignKey(SessionRegister, on_delete=models.PROTECT, related_name="sign_ups")
    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=120, blank=True)
    email = models.EmailField(max_length=254, blank=True)
    firm = models.CharField(max_length=160, blank=True)
    needs = models.CharField(max_length=300, blank=True)
    language = models.CharField(max_length=5, default="it")
    state = models.CharField(max_length=12)
    signed_up_at = models.DateTimeField()
    moved_up_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    forgotten_at = models.DateTimeField(null=True, blank=True)
    came = models.BooleanField(null=True, blank=True)
    told = ArrayField(models.CharField(max_length=20), default=list, help_text="Which e-mails were sent")

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["register", "state", "id"], name="sign_up_queue")]
        constraints = [
            models.UniqueConstraint(
                fields=["register", "email"],
                condition=~Q(state="cancelled") & ~Q(email=""),
                name="sign_up_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.pk}"

    @property
    def audit_type(self) -> str:
        return "sign_up"

    @property
    def audit_id(self) -> str:
        return str(self.pk)

    @property
    def audit_label(self) -> str:
        """Without the name: the trail stays, the name is forgotten."""
        return f"iscrizione {self.pk}"

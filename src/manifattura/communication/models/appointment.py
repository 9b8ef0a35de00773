"""Appointments with an office: what it offers, the slots it opens, who booked."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class AppointmentService(models.Model):
    """What an office receives people for. Its row is locked while a place in one of its slots is given or taken away.

    Slots keep place, minutes and places as they were when they were opened: a change holds for those opened later.
    """

    class Way(models.TextChoices):
        IN_PERSON = "in_person", _("Di persona")
        VIDEO = "video", _("In videochiamata")

    office = models.ForeignKey("accounts.Office", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    text = models.CharField(max_length=400)
    text_en = models.CharField(max_length=400, blank=True)
    way = models.CharField(max_length=10, choices=Way, default=Way.IN_PERSON)
    place = models.CharField(max_length=300, help_text="Address, or the link of the video call")
    minutes = models.PositiveSmallIntegerField(
        default=30, validators=[MinValueValidator(5), MaxValueValidator(240)]
    )
    places = models.PositiveSmallIntegerField(
        default=1, validators=[MinValueValidator(1), MaxValueValidator(200)]
    )
    is_offered = models.BooleanField(default=True, help_text="Whether the public page shows it")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        return self.name_en if self.name_en and get_language() == "en" else self.name

    @property
    def description(self) -> str:
        return self.text_en if self.text_en and get_language() == "en" else self.text

    @property
    def audit_type(self) -> str:
        return "appointment_service"

    @property
    def audit_id(self) -> str:
        return str(self.pk)

    @property
    def audit_label(self) -> str:
        return self.name


class AppointmentSlot(models.Model):
    service = models.ForeignKey(AppointmentService, on_delete=models.PROTECT, related_name="slots")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    places = models.PositiveSmallIntegerField()
    way = models.CharField(max_length=10, choices=AppointmentService.Way)
    place = models.CharField(max_length=300)
    off_at = models.DateTimeField(null=True, blank=True)
    off_because = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["starts_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["service", "starts_at"], condition=Q(off_at=None), name="appointment_slot_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M}"

    @property
    def is_video(self) -> bool:
        return self.way == AppointmentService.Way.VIDEO

    @property
    def audit_type(self) -> str:
        return "appointment_slot"

    @property
    def audit_id(self) -> str:
        return str(self.pk)

    @property
    def audit_label(self) -> str:
        return self.service.name


class Appointment(models.Model):
    """Somebody's place in a slot. The code is the only key to see and cancel it: it is in the person's mail."""

    slot = models.ForeignKey(AppointmentSlot, on_delete=models.PROTECT, related_name="appointments")
    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=120, blank=True)
    email = models.EmailField(max_length=254, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    language = models.CharField(max_length=5, default="it")
    state = models.CharField(max_length=12, default="booked")
    booked_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True, blank=True)
    forgotten_at = models.DateTimeField(null=True, blank=True)
    came = models.BooleanField(null=True, blank=True)
    told = ArrayField(models.CharField(max_length=20), default=list, help_text="Which e-mails were sent")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["slot", "email"], condition=Q(state="booked") & ~Q(email=""), name="appointment_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.pk}"

    @property
    def audit_type(self) -> str:
        return "appointment"

    @property
    def audit_id(self) -> str:
        return str(self.pk)

    @property
    def audit_label(self) -> str:
        """Without the name: the trail stays, the name is forgotten."""
        return f"appuntamento {self.pk}"

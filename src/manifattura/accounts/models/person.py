"""A human being the programme deals with; may or may not have a way to sign in."""

from django.conf import settings
from django.db import models

from ..domain.assurance import UNKNOWN, Assurance


class Person(models.Model):
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="person"
    )
    full_name = models.CharField(max_length=160)
    email = models.EmailField(max_length=254, blank=True)
    phone = models.CharField(max_length=32, blank=True)
    fiscal_code = models.CharField(max_length=16, null=True, blank=True, unique=True)
    language = models.CharField(max_length=5, default="it")
    is_sample = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    identified_at = models.DateTimeField(
        null=True, blank=True, help_text="When SPID, CIE or eIDAS last vouched for name and codice fiscale"
    )

    # how this session knows them (`accounts.web.middleware`); nothing of the row
    assurance: Assurance | None = None

    def __str__(self) -> str:
        return self.full_name

    @property
    def audit_type(self) -> str:
        return "person"

    @property
    def audit_id(self) -> str:
        return f"person:{self.pk}"

    @property
    def audit_label(self) -> str:
        return self.full_name

    @property
    def audit_assurance(self) -> str:
        return self.assurance.code if self.assurance else UNKNOWN

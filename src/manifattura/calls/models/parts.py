"""The draft's other parts: declarations, self-check questions, checklist, published documents."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from .ordered import CallPart


class DeclarationDraft(CallPart):
    title = models.CharField(max_length=160)
    text = models.TextField()
    law = models.CharField(max_length=200, blank=True)
    text_version = models.PositiveSmallIntegerField(default=1)
    declarant = models.CharField(max_length=12, default="legal_rep")
    facts = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    shown_if = models.JSONField(null=True, blank=True)

    class Meta(CallPart.Meta):
        pass


class EligibilityQuestionDraft(CallPart):
    question = models.CharField(max_length=240)
    expected = models.BooleanField(default=True)
    explain = models.TextField()

    class Meta(CallPart.Meta):
        pass


class RequirementDraft(CallPart):
    title = models.CharField(max_length=200)
    source = models.CharField(max_length=200, blank=True)
    automatic = models.CharField(max_length=24, blank=True)

    class Meta(CallPart.Meta):
        pass


class DocumentDraft(CallPart):
    title = models.CharField(max_length=200)
    file_name = models.CharField(max_length=200)
    storage_key = models.CharField(max_length=80)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()

    class Meta(CallPart.Meta):
        pass


class RoundDraft(CallPart):
    """A session of a rolling call: when it receives, and its own money, or places where the call gives no money."""

    opens_at = models.DateTimeField(null=True, blank=True)
    deadline_at = models.DateTimeField(null=True, blank=True)
    budget = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    places = models.PositiveIntegerField(null=True, blank=True)

    class Meta(CallPart.Meta):
        pass

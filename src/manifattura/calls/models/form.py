"""The draft of the form: sections, fields, options."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from ..domain.edition import FieldType
from .ordered import CallPart


class FormSectionDraft(CallPart):
    title = models.CharField(max_length=120)
    help = models.TextField(blank=True)
    per_lot = models.BooleanField(default=False)

    class Meta(CallPart.Meta):
        pass


class FormFieldDraft(CallPart):
    section = models.ForeignKey(FormSectionDraft, on_delete=models.CASCADE, related_name="fields")
    type = models.CharField(max_length=12, choices=[(kind.value, kind.value) for kind in FieldType])
    label = models.CharField(max_length=200)
    help = models.TextField(blank=True)
    required = models.BooleanField(default=True)
    shown_if = models.JSONField(null=True, blank=True)
    max_length = models.PositiveIntegerField(null=True, blank=True)
    min_value = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    max_value = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    accept = ArrayField(models.CharField(max_length=8), default=list, blank=True)
    max_files = models.PositiveSmallIntegerField(default=1)
    max_megabytes = models.PositiveSmallIntegerField(default=10)
    declaration = models.SlugField(max_length=40, blank=True)
    sealed = models.BooleanField(default=False)
    fields = models.JSONField(
        default=list, blank=True, help_text="Questions of each item of a group: FormField documents"
    )
    min_items = models.PositiveSmallIntegerField(default=0)
    max_items = models.PositiveSmallIntegerField(default=20)
    item_title = models.CharField(max_length=60, blank=True)
    formula = models.JSONField(null=True, blank=True)
    decimals = models.PositiveSmallIntegerField(default=2)
    unit = models.CharField(max_length=12, blank=True)
    prefill = models.CharField(max_length=30, blank=True)

    class Meta(CallPart.Meta):
        pass


class FieldOptionDraft(models.Model):
    field = models.ForeignKey(FormFieldDraft, on_delete=models.CASCADE, related_name="options")
    position = models.PositiveSmallIntegerField(default=0)
    key = models.SlugField(max_length=40)
    label = models.CharField(max_length=160)
    max_share = models.DecimalField(max_digits=3, decimal_places=2, null=True, blank=True)

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["field", "key"], name="option_once")]

    def __str__(self) -> str:
        return self.key

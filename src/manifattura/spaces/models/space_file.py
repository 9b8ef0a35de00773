"""A photograph or a plan of a space, checked when it came in and without what a camera writes into it."""

from django.db import models

from ..domain.words import FileKind


class SpaceFile(models.Model):
    space = models.ForeignKey("spaces.Space", on_delete=models.PROTECT, related_name="files")
    kind = models.CharField(max_length=8, choices=[(one.value, one.value) for one in FileKind])
    caption = models.CharField(max_length=200, help_text="What is seen: read aloud in place of the picture")
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=40)
    storage_key = models.CharField(max_length=80)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    width = models.PositiveIntegerField(default=0, help_text="Pixels; 0 for a document")
    height = models.PositiveIntegerField(default=0)
    added_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.caption

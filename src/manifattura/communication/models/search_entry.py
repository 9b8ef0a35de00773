"""What the public search looks through: one row per thing and language, with its words."""

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models


class SearchEntry(models.Model):
    """Written anew from its source (`ui.finding`): never the place where anything is kept."""

    kind = models.CharField(max_length=16)
    key = models.CharField(max_length=120)
    language = models.CharField(max_length=5)
    title = models.CharField(max_length=255)
    text = models.TextField(blank=True)
    address = models.CharField(max_length=300)
    topics = models.JSONField(default=list)
    weight = models.FloatField(
        default=1.0, help_text="How much such a thing is used: pages that do come before news"
    )
    at = models.DateTimeField(null=True, blank=True)
    vector = SearchVectorField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["kind", "key", "language"], name="search_entry_once")
        ]
        indexes: ClassVar[list[models.Index]] = [
            GinIndex(fields=["vector"], name="search_entry_words"),
            GinIndex(fields=["title"], name="search_entry_title", opclasses=["gin_trgm_ops"]),
        ]

    def __str__(self) -> str:
        return self.title

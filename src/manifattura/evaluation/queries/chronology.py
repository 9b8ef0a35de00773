"""Which rankings were published and when, as rows that an upper floor joins with its own."""

from typing import Any

from django.db.models import CharField, F, QuerySet, TextField
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.functions import Cast

from ..models import Ranking

DOCUMENT = "call__current_edition__document"


def ranking_rows() -> "QuerySet[Ranking, dict[str, Any]]":
    """One row per published ranking, with the columns of `calls.queries.chronology.edition_rows`; unordered.

    `kind` is the stage: "provisional" or "final".
    """
    rows: Any = (
        Ranking.objects.exclude(published_at=None)
        .order_by()
        .annotate(
            kind=Cast("stage", CharField()),
            at=F("published_at"),
            slug=F("call__slug"),
            title=KeyTextTransform("title", KeyTransform("texts", DOCUMENT)),
            title_en=KeyTextTransform("title_en", KeyTransform("texts", DOCUMENT)),
            number=F("version"),
            act=Cast("act_number", TextField()),
            act_day=F("act_on"),
            text=F("note"),
            sample=KeyTextTransform("is_sample", DOCUMENT),
        )
        .values("kind", "at", "slug", "title", "title_en", "number", "act", "act_day", "text", "sample")
    )
    return rows  # type: ignore[no-any-return]

"""Which rankings were published and when, as rows that an upper floor joins with its own."""

from typing import Any

from django.db.models import CharField, F, QuerySet, TextField
from django.db.models.fields.json import KT
from django.db.models.functions import Cast

from ..models import Ranking


def ranking_rows() -> "QuerySet[Ranking, dict[str, Any]]":
    """One row per published ranking, with the columns of `calls.queries.chronology.edition_rows`; unordered.

    `kind` is the stage: "provisional" or "final".
    """
    return (
        Ranking.objects.exclude(published_at=None)
        .order_by()
        .annotate(
            kind=Cast("stage", CharField()),
            at=F("published_at"),
            slug=F("call__slug"),
            title=KT("call__current_edition__document__texts__title"),
            title_en=KT("call__current_edition__document__texts__title_en"),
            number=F("version"),
            act=Cast("act_number", TextField()),
            act_day=F("act_on"),
            text=F("note"),
            sample=KT("call__current_edition__document__is_sample"),
        )
        .values("kind", "at", "slug", "title", "title_en", "number", "act", "act_day", "text", "sample")
    )

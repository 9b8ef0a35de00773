"""Which rankings were published and when, as rows that an upper floor joins with its own."""

from typing import Any

from django.db.models import Case, CharField, F, IntegerField, QuerySet, TextField, Value, When
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.functions import Cast

from manifattura.calls.domain.states import CallKind

from ..models import Ranking

DOCUMENT = "call__current_edition__document"


def ranking_rows() -> "QuerySet[Ranking, dict[str, Any]]":
    """One row per published ranking, with the columns of `calls.queries.chronology.edition_rows`; unordered.

    `kind` is the stage: "provisional" or "final"; `session` the number of the session in a rolling call.
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
            session=Case(
                When(call__kind=CallKind.ROLLING, then=F("round__number")),
                default=Value(0),
                output_field=IntegerField(),
            ),
        )
        .values(
            "kind", "at", "slug", "title", "title_en", "number", "act", "act_day", "text", "sample", "session"
        )
    )
    return rows  # type: ignore[no-any-return]

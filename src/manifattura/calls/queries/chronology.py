"""What was published about calls and when, as rows that an upper floor joins with its own."""

import re
from typing import Any

from django.db.models import CharField, F, IntegerField, QuerySet, TextField, Value
from django.db.models.fields.json import KT
from django.db.models.functions import Cast

from ..domain.states import PUBLIC_STATES
from ..models import Call, CallEdition

PUBLIC_ADDRESS = re.compile(r"/bandi/([a-z0-9-]+)/")


def edition_rows() -> "QuerySet[CallEdition, Any]":
    """One row per published edition of a public call: the first is a publication, the others are amendments.

    Columns: kind, at, slug, title, title_en, version, act_number, act_on, note, sample ("true"/"false"), session (0); unordered.
    """
    return (
        CallEdition.objects.filter(call__state__in=PUBLIC_STATES)
        .order_by()
        .annotate(
            kind=Value("edition", output_field=CharField()),
            at=F("published_at"),
            slug=F("call__slug"),
            title=KT("document__texts__title"),
            title_en=KT("document__texts__title_en"),
            number=F("version"),
            act=Cast("act_number", TextField()),
            act_day=F("act_on"),
            text=F("note"),
            sample=KT("document__is_sample"),
            session=Value(0, output_field=IntegerField()),
        )
        .values(
            "kind", "at", "slug", "title", "title_en", "number", "act", "act_day", "text", "sample", "session"
        )
    )


def office_of_public_address(address: str) -> int | None:
    """The office that runs the public call whose page `address` is (whole address or path), or None."""
    found = PUBLIC_ADDRESS.search(address)
    if not found:
        return None
    call = Call.objects.filter(slug=found[1], state__in=PUBLIC_STATES).values_list("office_id", flat=True)
    return call.first()

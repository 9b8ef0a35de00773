"""Reads the sources of the public search again and keeps what they say."""

from __future__ import annotations

from collections.abc import Collection

from django.db import connection, transaction

from manifattura.ui.finding import Source, sources

from ..models import SearchEntry

CONFIGURATIONS = {"it": "italian_unaccent", "en": "english_unaccent"}
WEIGH = """
UPDATE communication_searchentry SET vector =
  setweight(to_tsvector(%s::regconfig, title), 'A') || setweight(to_tsvector(%s::regconfig, text), 'C')
WHERE kind = %s AND language = %s
"""


def refresh_search(*, kinds: Collection[str] = ()) -> None:
    """All kinds, or these: rows of each are replaced together, so that a search never finds half of them."""
    for source in sources():
        if not kinds or source.kind in kinds:
            _refresh(source)


def _refresh(source: Source) -> None:
    with transaction.atomic():
        found = list(source.read())
        SearchEntry.objects.filter(kind=source.kind).delete()
        SearchEntry.objects.bulk_create(
            SearchEntry(
                kind=source.kind, key=one.key[:120], language=one.language, title=one.title[:255], text=one.text,
                address=one.address, topics=list(one.topics), weight=one.weight, at=one.at,
            )
            for one in found
        )  # fmt: skip
        with connection.cursor() as cursor:
            for language, configuration in CONFIGURATIONS.items():
                cursor.execute(WEIGH, [configuration, configuration, source.kind, language])

"""The public cards that lots of calls link to, by the code that the office writes."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.urls import reverse

from manifattura.calls.queries.lot_cards import LotCard

from ..domain.import_rules import space_identity
from ..domain.words import PUBLIC
from ..models import Space


def cards_of_codes(codes: Collection[str]) -> Mapping[str, LotCard]:
    """Code as written → its card; spaces that are not verified have none."""
    keys = {code: space_identity({"code": code}) for code in codes}
    rows = Space.objects.filter(code_key__in=set(keys.values()), state__in=PUBLIC)
    found = {
        key: LotCard(reverse("spaces:card", args=[key]), name or address)
        for key, name, address in rows.values_list("code_key", "name", "address")
    }
    return {code: found[key] for code, key in keys.items() if key in found}

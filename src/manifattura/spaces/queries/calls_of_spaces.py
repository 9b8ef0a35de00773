"""The call in which a space is a lot now."""

from __future__ import annotations

from manifattura.calls.queries.lots_in_calls import LotPlace, spaces_in_calls

from ..domain.import_rules import space_identity
from ..models import Space


def call_of(space: Space) -> LotPlace | None:
    return next(
        (
            place
            for code, place in spaces_in_calls().items()
            if space_identity({"code": code}) == space.code_key
        ),
        None,
    )

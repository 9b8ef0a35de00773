"""The checks by sample as a preservation system receives them: the list that was fixed, the seed, which codes it drew."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from manifattura.kernel.canonical_json import canonical_json
from manifattura.kernel.preservation import KeptFile

from ..domain.states import CheckReason
from ..models import CheckedApplication, SampleCheck

if TYPE_CHECKING:
    from manifattura.calls.models import Call


def kept_samples(call: Call) -> Iterator[KeptFile]:
    """Neutral codes only: what was checked, and with which outcome, is kept with the casework."""
    for one in SampleCheck.objects.filter(call=call).select_related("round").order_by("pk"):
        yield KeptFile(
            path=f"controlli-a-campione/controllo-{one.pk}.json",
            identifier=f"{call.slug}/controllo-a-campione/{one.pk}",
            kind="Controllo a campione",
            subject=f"Estrazione per i controlli a campione, sessione {one.round.number}. {call.title}",
            at=one.announced_at,
            author=call.office.name,
            content_type="application/json",
            content=canonical_json(_document(one)),
        )


def _document(one: SampleCheck) -> dict[str, Any]:
    drawn = CheckedApplication.objects.filter(sample=one, reason=CheckReason.DRAWN)
    return {
        "format": "manifattura-sample/1",
        "population": one.population,
        "percent": one.percent,
        "identifiers": one.identifiers,
        "identifiers_sha256": one.identifiers_sha256,
        "seed_rule": one.seed_rule,
        "seed_on": one.seed_on.isoformat(),
        "announced_at": one.announced_at.isoformat(),
        "seed": one.seed,
        "drawn_at": one.drawn_at.isoformat() if one.drawn_at else None,
        "drawn": sorted(drawn.values_list("application__code", flat=True)),
    }

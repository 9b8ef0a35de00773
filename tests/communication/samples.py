"""Published things for these tests, beside calls: a ranking, areas."""

from datetime import date

from django.conf import settings

from manifattura.calls.models import Call, CallLot, CallRound
from manifattura.evaluation.models import Ranking
from manifattura.kernel.clock import now
from manifattura.territory.actions.load_areas import load_areas


def published_ranking(
    call: Call, *, stage: str = "provisional", version: int = 1, round: CallRound | None = None
) -> Ranking:
    return Ranking.objects.create(
        call=call,
        round=round or CallRound.objects.get(call=call),
        lot=CallLot.objects.get(call=call),
        version=version,
        stage=stage,
        input_document={},
        result_document={},
        input_sha256="0" * 64,
        computed_by=call.head_of_procedure,
        published_at=now(),
        act_number="77/2026",
        act_on=date(2026, 11, 20),
    )


def city_areas() -> None:
    load_areas(nil_csv=settings.CITY["nil_csv"], municipi=settings.CITY["municipi"])

"""On which days the phases of an application were over: its review, its scoring, its ranking."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Max

from manifattura.applications.domain.phases import Phase
from manifattura.kernel.clock import ROME

from ..models import RankingEntry, Review, Sheet

if TYPE_CHECKING:
    from manifattura.applications.models import Application


def milestones(application: Application) -> Mapping[Phase, date]:
    """What the timeline of the application's page shows beside its phases; only what the applicant may know."""
    reviewed = Review.objects.filter(application=application).aggregate(at=Max("communicated_at"))["at"]
    if reviewed is None:
        return {}
    published = (
        RankingEntry.objects.filter(bid__application=application)
        .order_by("ranking__version")
        .values_list("ranking__published_at", flat=True)
        .first()
    )
    if published is None:
        return {Phase.REVIEW: _day(reviewed)}
    sheets = Sheet.objects.filter(bid__application=application, sitting__annulled_at=None)
    scored = sheets.aggregate(at=Max("sitting__closed_at"))["at"]
    return {
        Phase.REVIEW: _day(reviewed),
        Phase.RANKING: _day(published),
        **({Phase.EVALUATION: _day(scored)} if scored else {}),
    }


def _day(moment: object) -> date:
    return moment.astimezone(ROME).date()  # type: ignore[attr-defined,no-any-return]

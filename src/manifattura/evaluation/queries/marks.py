"""The marks that count: of closed sittings that stand; where a member harmonised one, the second."""

from __future__ import annotations

from decimal import Decimal

from django.db.models import QuerySet

from ..models import HarmonisedMark, Mark


def counted_marks() -> QuerySet[Mark]:
    """Individual marks of closed sittings that were not annulled."""
    return Mark.objects.filter(
        sheet__sitting__closed_at__isnull=False,
        sheet__sitting__annulled_at=None,
        coefficient__isnull=False,
    )


def harmonised_in_round(round_id: int) -> dict[tuple[int, str], Decimal]:
    """(sheet id, criterion) → the coefficient that counts instead, of the applications of a session."""
    return {
        (sheet_id, criterion): coefficient
        for sheet_id, criterion, coefficient in HarmonisedMark.objects.filter(
            harmonisation__sheet__bid__round_id=round_id
        ).values_list("harmonisation__sheet_id", "criterion_key", "coefficient")
    }


def harmonised_of(bid_ids: list[int]) -> dict[tuple[int, str], HarmonisedMark]:
    """(sheet id, criterion) → the harmonised mark, of some bids."""
    return {
        (mark.harmonisation.sheet_id, mark.criterion_key): mark
        for mark in HarmonisedMark.objects.filter(harmonisation__sheet__bid_id__in=bid_ids).select_related(
            "harmonisation"
        )
    }

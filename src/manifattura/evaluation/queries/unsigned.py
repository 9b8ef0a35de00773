"""Minutes that a ranking rests on and that nobody has brought back signed yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..models import Sitting

if TYPE_CHECKING:
    from manifattura.calls.models import CallRound


def unsigned_sittings(session: CallRound) -> list[Sitting]:
    """Closed sittings that stand and examined this session, without their signed minutes; by number."""
    return list(
        Sitting.objects.filter(
            examined__stands=True,
            examined__bid__round=session,
            closed_at__isnull=False,
            annulled_at=None,
            minutes__signed=None,
        )
        .distinct()
        .order_by("number")
    )

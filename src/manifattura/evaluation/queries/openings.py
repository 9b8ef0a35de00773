"""Where the opening of a call's envelopes stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from manifattura.calls.domain.edition import Edition
from manifattura.calls.queries.editions import current_edition
from manifattura.calls.queries.key_holders import holders_of
from manifattura.kernel.errors import Refused

from ..domain.openings import Obstacle, opening_obstacle
from ..models import EnvelopeOpening, GivenShare
from .progress import progress_of

if TYPE_CHECKING:
    from manifattura.calls.models import Call, KeyHolder


@dataclass(frozen=True)
class OpeningNow:
    """`given`: holder id → the share given, waiting; `obstacle` "" when the shares may be given."""

    edition: Edition
    holders: list[KeyHolder]
    given: dict[int, GivenShare]
    opening: EnvelopeOpening | None
    obstacle: str

    @property
    def needed(self) -> int:
        assert self.edition.sealing is not None
        return self.edition.sealing.threshold


def opening_of(call_id: int) -> EnvelopeOpening | None:
    return EnvelopeOpening.objects.filter(call_id=call_id).first()


def opening_facts(opening: EnvelopeOpening) -> dict[str, str | int]:
    """What a replay file says of the opening: when, how many envelopes, the digest of everything that came out."""
    return {
        "opened_at": opening.opened_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "envelopes": opening.envelopes,
        "unreadable": opening.unreadable,
        "opened_sha256": opening.result_sha256,
    }


def refuse_once_opened(call_id: int) -> None:
    """Technical scores are settled before anybody knows the offers: from the opening on nothing of them changes."""
    if EnvelopeOpening.objects.filter(call_id=call_id).exists():
        raise Refused(
            _("Le buste sono aperte: i punteggi tecnici non cambiano più, e non si tengono altre sedute."),
            code="envelopes_open",
        )


def refuse_while_closed(call: Call) -> None:
    """No ranking without what is in the envelopes."""
    if call.sealing_key and opening_of(call.pk) is None:
        raise Refused(
            _("Le buste sono ancora chiuse: la graduatoria si calcola dopo la loro apertura."),
            code="envelopes_closed",
        )


def opening_now(call: Call) -> OpeningNow | None:
    """None for a call that seals nothing."""
    edition = current_edition(call)
    if edition.sealing is None:
        return None
    found = opening_obstacle(progress_of(call))
    return OpeningNow(
        edition=edition,
        holders=holders_of(call.pk),
        given={row.holder_id: row for row in GivenShare.objects.filter(call_id=call.pk)},
        opening=opening_of(call.pk),
        obstacle=obstacle_words(found) if found else "",
    )


def obstacle_words(found: Obstacle) -> str:
    """What must happen first, in words."""
    return {
        Obstacle.STOPPED: _("Il bando è fermo: le buste restano chiuse."),
        Obstacle.BEFORE_DEADLINE: _("Le buste si aprono solo dopo la scadenza."),
        Obstacle.SCORES_OPEN: _(
            "Le buste si aprono solo dopo la chiusura dei punteggi tecnici: c’è ancora qualcosa da decidere."
        ),
    }[found]

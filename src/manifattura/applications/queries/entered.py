"""Applications that officers enter: under way and registered, with the proof of their arrival."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import QuerySet

from manifattura.calls.domain.states import CallState
from manifattura.calls.queries.calls import calls_for_staff

from ..domain.channels import ENTERED, Channel
from ..domain.payload import EnteredFact
from ..domain.states import ApplicationState
from ..models import Application, ArrivalProof

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from manifattura.accounts.models import Person
    from manifattura.calls.models import Call


def receiving_calls(person: Person) -> QuerySet[Call]:
    """Calls of the person's offices that receive applications now."""
    return calls_for_staff(person).filter(state=CallState.PUBLISHED).order_by("title")


def entered_applications(person: Person) -> QuerySet[Application]:
    """What the person's offices entered, under way first, then the newest."""
    return (
        Application.objects.filter(channel__in=ENTERED, call__in=calls_for_staff(person))
        .select_related("entered__entered_by", "lead", "call", "submission")
        .order_by("is_live", "-entered__entered_at")
    )


def draft_being_entered(call_id: int, organisation_id: int) -> Application | None:
    """The one that an officer is already typing for this firm."""
    return (
        Application.objects.filter(call_id=call_id, lead_id=organisation_id, state=ApplicationState.DRAFT)
        .exclude(channel=Channel.ONLINE)
        .select_related("created_by")
        .first()
    )


def entered_fact(proof: ArrivalProof, lacking: Sequence[Mapping[str, str]]) -> EnteredFact:
    """What the frozen document tells of the arrival."""
    return EnteredFact(
        channel=proof.channel,
        arrived_at=proof.arrived_at,
        protocol_number=proof.protocol_number,
        protocol_on=proof.protocol_on.isoformat(),
        entered_by=proof.entered_by.full_name,
        proof_name=proof.name,
        proof_sha256=proof.sha256,
        lacking=lacking,
    )

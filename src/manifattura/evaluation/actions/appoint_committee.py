"""Appoint the committee of a call: after the deadline, odd, with an act; members are told what they have to do first."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from manifattura.accounts.permissions import is_committee, is_office
from manifattura.calls.actions.move_round import move_round
from manifattura.calls.actions.refuse_early_act import refuse_early_act
from manifattura.calls.domain.grid_facts import has_committee, least_voting
from manifattura.calls.domain.states import CallState
from manifattura.calls.queries.editions import current_edition
from manifattura.calls.queries.rounds import deadline_passed, rounds_of
from manifattura.kernel import audit
from manifattura.kernel.clock import ROME, database_now
from manifattura.kernel.errors import PermissionRefused, Refused

from ..domain.committee import Fault, Seat, composition_faults
from ..domain.states import MemberRole
from ..models import Committee, CommitteeMember, FormalReview, Review
from ..permissions import may_direct
from ..queries.act_steps import before_committee
from .send_appointment_notice import send_appointment_notice

if TYPE_CHECKING:
    from manifattura.accounts.models import Person
    from manifattura.calls.models import Call

LATE_STATES = (CallState.PUBLISHED, CallState.UNDER_REVIEW)


def appoint_committee(
    *,
    call: Call,
    seats: Sequence[tuple[Person, MemberRole]],
    act_number: str,
    act_on: date,
    declare_by: date | None = None,
    by: Person,
) -> Committee:
    """Only the head of procedure. `declare_by`: until when members accept and declare. `Refused` before the deadline, or when the composition is not right."""
    if not may_direct(by, call):
        raise PermissionRefused(_("La commissione la nomina il responsabile del procedimento."))
    with transaction.atomic():
        locked = type(call).objects.select_for_update(of=("self",)).get(pk=call.pk)
        refuse_without_marks(locked)
        _refuse_early(locked, act_on)
        if not act_number.strip():
            raise Refused(_("Scrivi il numero dell’atto di nomina."), field="act_number")
        refuse_composition(locked, seats, field="members")
        if declare_by is not None and declare_by < database_now().astimezone(ROME).date():
            raise Refused(_("Il termine per rispondere è già passato."), field="declare_by")
        committee = _create(locked, seats, act_number.strip(), act_on, by)
        committee.declare_by = declare_by
        committee.save(update_fields=["declare_by"])
        audit.record(
            "committee_appointed",
            by=by,
            subject=committee,
            scope=locked.audit_scope,
            after={
                "act": committee.act_number,
                "act_on": act_on.isoformat(),
                "members": [f"{person.full_name} ({role.value})" for person, role in seats],
            },
        )
        for phase in FormalReview.objects.filter(call=locked, closed_at__isnull=False).select_related(
            "round"
        ):
            if phase.round.state == CallState.UNDER_REVIEW:
                move_round(round=phase.round, target=CallState.IN_EVALUATION, by=by)
        for member in committee.members.select_related("person"):
            send_appointment_notice(member=member)
    call.refresh_from_db()
    return committee


def _refuse_early(call: Call, act_on: date) -> None:
    if call.state not in LATE_STATES:
        raise Refused(_("In questo momento del bando non si nomina la commissione."), code="state")
    first_session = rounds_of(call)[0]
    moment = database_now()
    if not deadline_passed(first_session, moment):
        raise Refused(_("La commissione si nomina dopo la scadenza delle domande."), code="early")
    if act_on > moment.astimezone(ROME).date():
        raise Refused(_("L’atto non può avere una data futura."), field="act_on")
    refuse_early_act(call, act_on, before_committee(call))


def refuse_without_marks(call: Call) -> None:
    """`Refused` when the call leaves nothing to a committee."""
    if not has_committee(current_edition(call).grid):
        raise Refused(_("Questo bando non ha commissione: tutti i punti si calcolano."), code="state")


def refuse_composition(call: Call, seats: Sequence[tuple[Person, MemberRole]], *, field: str) -> None:
    """`Refused` when these people cannot be the committee of the call."""
    reviewers = set(
        Review.objects.filter(application__call=call, decided_by__isnull=False).values_list(
            "decided_by_id", flat=True
        )
    )
    least = least_voting(current_edition(call))
    faults = composition_faults(
        [Seat(person.pk, role) for person, role in seats],
        head_of_procedure_id=call.head_of_procedure_id,
        reviewers=reviewers,
        least=least,
    )
    if faults:
        words = " ".join(fault_text(fault) % {"least": least} for fault in faults)
        raise Refused(words, field=field, code=faults[0].value)
    for person, role in seats:
        able = (
            is_office(person) or is_committee(person)
            if role is MemberRole.SECRETARY
            else is_committee(person)
        )
        if not able:
            raise Refused(
                _("%(person)s non è nell’elenco di chi può far parte della commissione.")
                % {"person": person.full_name},
                field=field,
            )


def fault_text(fault: Fault) -> str:
    """What is wrong with a composition, in words; `%(least)s`: how many votes the call needs."""
    return {
        Fault.REPEATED: _("La stessa persona compare due volte."),
        Fault.NO_PRESIDENT: _("Scegli il presidente."),
        Fault.SEVERAL_PRESIDENTS: _("Il presidente è uno solo."),
        Fault.NO_SECRETARY: _("Scegli il segretario, che verbalizza e non vota."),
        Fault.SEVERAL_SECRETARIES: _("Il segretario è uno solo."),
        Fault.TOO_FEW: _("Servono almeno tre componenti che votano, presidente compreso."),
        Fault.EVEN: _("I componenti che votano devono essere in numero dispari."),
        Fault.CALL_NEEDS: _(
            "Per come il bando fa valutare le domande servono almeno %(least)s componenti che votano."
        ),
        Fault.HEAD_OF_PROCEDURE: _("Il responsabile del procedimento non può far parte della commissione."),
        Fault.REVIEWED: _("Chi ha deciso l’ammissione delle domande non può anche valutarle."),
    }[fault]


def _create(
    call: Call, seats: Sequence[tuple[Person, MemberRole]], act_number: str, act_on: date, by: Person
) -> Committee:
    try:
        with transaction.atomic():
            committee = Committee.objects.create(
                call=call, act_number=act_number, act_on=act_on, appointed_by=by
            )
    except IntegrityError as error:
        raise Refused(_("La commissione di questo bando è già nominata."), code="state") from error
    numbers = list(range(1, sum(role is not MemberRole.SECRETARY for _person, role in seats) + 1))
    # the numbers of the public replay file say nothing about who is who
    secrets.SystemRandom().shuffle(numbers)
    CommitteeMember.objects.bulk_create(
        [
            CommitteeMember(
                committee=committee,
                person=person,
                role=role,
                position=position,
                public_number=None if role is MemberRole.SECRETARY else numbers.pop(),
            )
            for position, (person, role) in enumerate(seats)
        ]
    )
    return committee

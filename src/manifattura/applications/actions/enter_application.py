"""Begin to enter an application that arrived by certified mail or on paper, with the proof of when it arrived."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from manifattura.calls.domain.edition import Edition
from manifattura.calls.domain.states import CallState
from manifattura.calls.queries.editions import edition as edition_by_id
from manifattura.kernel import audit
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.kernel.files import store
from manifattura.kernel.ids import readable_code

from ..domain.channels import Channel, is_mail_address
from ..domain.self_check import unanswered
from ..models import Application, Bid, EnteredArrival
from ..permissions import may_enter_for
from ..queries.applications import in_the_way
from ..queries.entered import draft_being_entered
from ..queries.times import round_in_view, session_term
from .check_arrival import (
    Proof,
    checked_proof_file,
    out_of_term,
    proof_facts,
    proof_trail,
    refuse_odd_proof,
    refuse_other_proof,
)
from .prefill_answers import prefill_answers

if TYPE_CHECKING:
    from manifattura.accounts.models import Person
    from manifattura.calls.models import Call
    from manifattura.organisations.models import Organisation


def enter_application(
    *, call: Call, lead: Organisation, proof: Proof, answers: Mapping[str, Any], by: Person
) -> Application:
    """A draft that only the office sees, or the one that a colleague is already entering for this firm.

    `answers`: the self-check as the document answers it. `Refused`, before anybody types the form, when the call does not
    receive, the proof is of the future, out of the term or already of another arrival, the firm has an application that
    counts, or an answer is missing. What arrived in time is registered whatever it answers: whether the firm may take
    part is judged in the review, with the reasons (L. 241/1990 art. 2).
    """
    if not may_enter_for(by, call):
        raise PermissionRefused
    existing = draft_being_entered(call.pk, lead.pk)
    if existing is not None:
        return existing
    edition = _receiving_edition(call)
    refuse_odd_proof(proof)
    _refuse_nowhere_to_write(proof)
    _refuse_out_of_term(call, edition, proof)
    _refuse_second(call, lead)
    _refuse_unanswered(edition, answers)
    content_type = checked_proof_file(proof)
    refuse_other_proof(proof)
    try:
        return _create(call, edition, lead, proof, content_type, answers, by)
    except IntegrityError:
        # two officers at the same moment: the second goes on with the first one's draft
        existing = draft_being_entered(call.pk, lead.pk)
        if existing is None:
            raise
        return existing


def _receiving_edition(call: Call) -> Edition:
    if call.state != CallState.PUBLISHED or call.current_edition_id is None:
        raise Refused(_not_receiving(), code="closed")
    edition = edition_by_id(call.current_edition_id)
    if edition.sealing is not None:
        raise Refused(
            _("Questo bando ha risposte in busta chiusa: si può fare domanda solo online."), code="sealed"
        )
    return edition


def _not_receiving() -> str:
    return _("Il bando non riceve: una domanda si registra prima che si apra l’istruttoria.")


def _refuse_nowhere_to_write(proof: Proof) -> None:
    """Who wrote by certified mail has an address that takes the receipt; who wrote on paper may have a street."""
    if proof.channel == Channel.PEC and not is_mail_address(proof.sender_address):
        raise Refused(
            _(
                "Scrivi la PEC da cui è arrivata, per esempio impresa@pec.it: la ricevuta parte verso quell’indirizzo."
            ),
            field="sender_address",
        )


def _refuse_out_of_term(call: Call, edition: Edition, proof: Proof) -> None:
    """As registration will judge it; sessions already under review receive no more."""
    rounds = list(call.rounds.filter(state=CallState.PUBLISHED).order_by("number"))
    if not rounds:
        raise Refused(_not_receiving(), code="closed")
    term = session_term(rounds, proof.arrived_at, between=edition.between_sessions)
    if not term.is_open(proof.arrived_at):
        raise Refused(out_of_term(proof.arrived_at, term), field="arrived_at", code="late")


def _refuse_second(call: Call, lead: Organisation) -> None:
    counting = in_the_way(call.pk, lead.pk)
    if counting is not None:
        raise Refused(
            _(
                "Questa impresa ha già una domanda che conta, la %(number)s. Se vuole cambiarla deve prima ritirarla; se no "
                "tieni questa nel protocollo e scrivi all’impresa che conta la prima."
            )
            % {"number": counting.submission},
            field="fiscal_code",
            code="already_sent",
        )


def _refuse_unanswered(edition: Edition, answers: Mapping[str, Any]) -> None:
    for question in unanswered(edition, answers):
        raise Refused(_("Riporta la risposta scritta nel documento."), field=question.key)


@transaction.atomic
def _create(
    call: Call,
    edition: Edition,
    lead: Organisation,
    proof: Proof,
    content_type: str,
    answers: Mapping[str, Any],
    by: Person,
) -> Application:
    assert call.current_edition is not None
    application = Application.objects.create(
        call=call,
        edition=call.current_edition,
        lead=lead,
        channel=proof.channel,
        code=readable_code(),
        eligibility_answers={question.key: answers[question.key] for question in edition.eligibility},
        is_sample=call.is_sample,
        created_by=by,
    )
    session = round_in_view(list(call.rounds.order_by("number")), proof.arrived_at)
    Bid.objects.create(application=application, round=session, lot=call.lots.order_by("id")[0])
    stored = store(proof.content)
    EnteredArrival.objects.create(
        application=application,
        **proof_facts(proof, content_type, stored),
        entered_by=by,
    )
    prefill_answers(application)
    audit.record(
        "application_entered",
        by=by,
        subject=application,
        on_behalf=lead,
        scope=application.audit_scope,
        after=proof_trail(proof, stored.sha256),
    )
    return application

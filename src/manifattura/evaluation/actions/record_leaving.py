"""Record that an application leaves after the scoring: given up, withdrawn, forfeited, excluded late.

Its scores stay in the comparison and its money moves on with the next version, unless the act orders rescoring.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.applications.actions.check_arrival import Proof, refuse_odd_proof
from manifattura.applications.actions.keep_arrival import keep_arrival
from manifattura.applications.actions.move_application import move_application
from manifattura.applications.actions.send_message import send_message
from manifattura.applications.actions.withdraw_application import mark_withdrawn
from manifattura.applications.domain.arrivals import About
from manifattura.applications.domain.states import ApplicationState, may_move
from manifattura.applications.permissions import may_send_application
from manifattura.applications.queries.applications import bid_of
from manifattura.applications.queries.locks import hold_call, lock_application
from manifattura.calls.actions.refuse_early_act import refuse_early_act
from manifattura.kernel import audit
from manifattura.kernel.clock import ROME
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.ui.formats import date_text, elided
from manifattura.ui.statuses import find_status

from ..domain.states import AcceptanceOutcome, DepartureKind
from ..models import Acceptance, Departure, RankingEntry
from ..permissions import may_direct
from ..queries.acceptances import request_of
from ..queries.act_steps import before_leaving, before_renouncing
from ..queries.after_words import after_template
from .accept_award import settle, settled_words
from .publish_ranking import checked_act
from .refuse_ended import refuse_ended

if TYPE_CHECKING:
    from manifattura.accounts.models import Person
    from manifattura.applications.models import Application
    from manifattura.calls.actions.refuse_early_act import Step

TEMPLATES = {kind: f"evaluation.left_{kind.value}" for kind in DepartureKind}
OUTCOMES = {
    DepartureKind.DECLINED: AcceptanceOutcome.DECLINED,
    DepartureKind.WITHDRAWN: AcceptanceOutcome.DECLINED,
    DepartureKind.FORFEITED: AcceptanceOutcome.FORFEITED,
    DepartureKind.EXCLUDED_LATE: AcceptanceOutcome.SUPERSEDED,
}
OWN_KINDS = (DepartureKind.WITHDRAWN, DepartureKind.DECLINED)


def record_leaving(
    *,
    application: Application,
    kind: DepartureKind,
    reason: str,
    by: Person,
    act_number: str = "",
    act_on: date | None = None,
    rescore: bool = False,
    rescore_reason: str = "",
    acceptance: Acceptance | None = None,
    proof: Proof | None = None,
) -> Departure:
    """The applicant withdraws or declines; the head of procedure records it for them, declares forfeiture, excludes.

    `proof`: how the applicant's own words arrived on paper or by certified mail; the office records none without it.

    `acceptance`: the unanswered request that a forfeiture is about; answered meanwhile, nothing is declared.
    `Refused` beside `reason`, `act_number`, `act_on`, `rescore_reason`; once gone, an application does not leave again.
    """
    office = may_direct(by, application.call)
    if not office and not (kind in OWN_KINDS and may_send_application(by, application)):
        raise PermissionRefused(_("Può farlo chi rappresenta l’impresa, o il responsabile del procedimento."))
    with transaction.atomic():
        refuse_ended(hold_call(application.call_id).state)
        locked = lock_application(application.pk)
        waiting = (
            Acceptance.objects.select_for_update(of=("self",)).filter(application=locked, outcome="").first()
        )
        asked = request_of(waiting) if waiting is not None and kind is DepartureKind.FORFEITED else None
        number, why, again = _checked(
            locked,
            kind,
            reason,
            act_number,
            act_on,
            rescore,
            rescore_reason,
            follows=before_leaving(bid_of(locked).round, asked),
            office=office,
        )
        if acceptance is not None and waiting is None:
            acceptance.refresh_from_db()
            raise Refused(settled_words(acceptance), code="settled")
        if office and kind in OWN_KINDS:
            _refuse_unproven(locked, kind, proof)
        _refuse_unless_leaving(locked, kind)
        if kind is DepartureKind.FORFEITED:
            _refuse_unless_over(locked, waiting)
        departure = Departure.objects.create(
            application=locked,
            call_id=locked.call_id,
            round_id=bid_of(locked).round_id,
            kind=kind,
            reason=why,
            act_number=number,
            act_on=act_on,
            rescore=rescore,
            rescore_reason=again,
            by_applicant=not office,
            recorded_by=by,
        )
        if proof is not None:
            keep_arrival(
                application=locked,
                about=About.LEAVING,
                about_id=departure.pk,
                title=_("Ritiro della domanda") if kind is DepartureKind.WITHDRAWN else _("Rinuncia"),
                proof=proof,
                by=by,
            )
        if waiting is not None:
            settle(waiting, OUTCOMES[kind], reason=why, by=by)
        if kind is DepartureKind.WITHDRAWN:
            mark_withdrawn(locked, by)
        else:
            move_application(application=locked, target=ApplicationState(kind.value), by=by, reason=why)
        send_message(
            application=locked,
            template=after_template(TEMPLATES[kind], locked.call),
            context={"reason": why, "act": _act_words(number, act_on)},
            once_key=f"left:{departure.pk}",
            by=by if office else None,
        )
        audit.record(
            f"application_left_{kind.value}",
            by=by,
            subject=locked,
            on_behalf=None if office else locked.lead,
            scope=locked.audit_scope,
            after={"why": why, "act": number, "rescore": rescore, "rescore_why": again},
        )
    application.refresh_from_db()
    return departure


def _checked(
    application: Application,
    kind: DepartureKind,
    reason: str,
    act_number: str,
    act_on: date | None,
    rescore: bool,
    rescore_reason: str,
    *,
    follows: Iterable[Step],
    office: bool,
) -> tuple[str, str, str]:
    why, again = reason.strip(), rescore_reason.strip()
    if not why:
        raise Refused(_("Scrivi il motivo."), field="reason")
    needs_act = kind in (DepartureKind.EXCLUDED_LATE, DepartureKind.FORFEITED) or rescore
    number = (
        checked_act(application.call, act_number, act_on, required=needs_act, follows=follows)
        if office
        else ""
    )
    if rescore and not office:
        raise PermissionRefused(_("Il ricalcolo dei punteggi lo ordina l’ufficio, con un atto."))
    if rescore and not again:
        raise Refused(
            _("Scrivi perché l’atto ordina di ricalcolare i punteggi delle altre domande."),
            field="rescore_reason",
        )
    return number, why, again if rescore else ""


def _refuse_unproven(application: Application, kind: DepartureKind, proof: Proof | None) -> None:
    if proof is None:
        raise Refused(_("Scrivi come e quando è arrivata, con il protocollo e la prova."), field="proof")
    refuse_odd_proof(proof)
    refuse_early_act(
        application.call,
        proof.arrived_at.astimezone(ROME).date(),
        before_renouncing(application, kind),
        field="arrived_at",
    )


def _refuse_unless_leaving(application: Application, kind: DepartureKind) -> None:
    if Departure.objects.filter(application_id=application.pk).exists():
        raise Refused(_("Questa domanda è già uscita dalla graduatoria."), code="gone")
    if not RankingEntry.objects.filter(bid__application_id=application.pk).exists():
        raise Refused(_("Questa domanda non è in una graduatoria pubblicata."), code="state")
    source, target = ApplicationState(application.state), ApplicationState(kind.value)
    if not may_move(source, target, application.call.kind):
        words = application.call.outcome_words
        ways = [
            one
            for one in DepartureKind
            if may_move(source, ApplicationState(one.value), application.call.kind)
        ]
        raise Refused(
            _("Chi è «%(state)s» non esce così. Puoi registrarla come: %(ways)s.")
            % {
                "state": find_status(words, source).word,
                "ways": ", ".join(str(find_status(words, one.value).word).lower() for one in ways),
            },
            code="state",
            field="kind",
        )


def _refuse_unless_over(application: Application, waiting: Acceptance | None) -> None:
    """Forfeiture follows a term that passed without an answer, or an acceptance that was not honoured."""
    if application.state == ApplicationState.ACCEPTED:
        return
    if waiting is None or not request_of(waiting).is_over:
        raise Refused(
            _("Il termine per accettare non è finito: la decadenza si dichiara dopo."), code="early"
        )


def _act_words(number: str, act_on: date | None) -> str:
    if not number or act_on is None:
        return ""
    return elided(_("Atto n. %(n)s del %(day)s.") % {"n": number, "day": date_text(act_on)})

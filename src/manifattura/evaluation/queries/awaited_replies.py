"""Whether a reply that arrived on paper or by certified mail may still be registered, and those that wait for their typing to end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from manifattura.applications.domain.form_states import FormState
from manifattura.applications.domain.states import ApplicationState
from manifattura.applications.queries.later_arrivals import has_arrived
from manifattura.applications.queries.reply_gates import register_reply_gate
from manifattura.kernel.errors import Refused

from ..domain.rejection_notices import NoticeState
from ..domain.remedies import RemedyState
from ..models import RejectionNotice, RemedyRequest
from .registers import SUBJECT as ENTRY
from .reviews import OPEN_STATES

if TYPE_CHECKING:
    from manifattura.applications.models import FilledForm

    from ..models import Review

REMEDY, NOTICE = "remedy_request", "rejection_notice"


def register_reply_gates() -> None:
    """Called when the app is ready."""
    register_reply_gate(REMEDY, _remedy_gate)
    register_reply_gate(NOTICE, _notice_gate)
    register_reply_gate(ENTRY, _confirmation_gate)


def arrived_in_time(review: Review) -> bool:
    """A reply came by the last day of a term that is over, and its typing has not ended: nothing is decided without it."""
    forms = [
        *RemedyRequest.objects.filter(review=review, state=RemedyState.EXPIRED).values_list(
            "form_id", flat=True
        ),
        *RejectionNotice.objects.filter(review=review, state=NoticeState.EXPIRED).values_list(
            "form_id", flat=True
        ),
    ]
    return has_arrived([pk for pk in forms if pk])


def refuse_before_arrived(review: Review) -> None:
    """`Refused` while a reply in time is being typed."""
    if arrived_in_time(review):
        raise Refused(
            _("È arrivata in tempo una risposta dell’impresa, da finire di registrare: prima registrala."),
            code="arrived",
        )


def _remedy_gate(form: FilledForm) -> None:
    request = RemedyRequest.objects.select_related("review__application").filter(form=form).first()
    if request is None or request.state == RemedyState.WITHDRAWN:
        raise Refused(_("L’ufficio ha ritirato la richiesta: non si aspetta più nulla."), code="withdrawn")
    if request.state == RemedyState.SENT:
        return
    if request.review.application.state == ApplicationState.REMEDY_REQUESTED:
        raise Refused(
            _("C’è un’altra richiesta di integrazione aperta: registra questa risposta quando è chiusa."),
            code="busy",
        )
    _refuse_decided(request.review)


def _refuse_decided(review: Review) -> None:
    if review.state not in OPEN_STATES or review.application.state != ApplicationState.UNDER_REVIEW:
        raise Refused(
            _("Su questa domanda è già stato deciso: il responsabile la riapre, poi registri la risposta."),
            code="decided",
        )


def _notice_gate(form: FilledForm) -> None:
    notice = RejectionNotice.objects.filter(form=form).first()
    if notice is None or notice.state == NoticeState.WITHDRAWN:
        raise Refused(_("Il preavviso è stato ritirato: non si aspetta più nulla."), code="withdrawn")
    if notice.state == NoticeState.DECIDED:
        raise Refused(_("Dopo il preavviso è già stato deciso: scrivi al responsabile."), code="decided")


def _confirmation_gate(form: FilledForm) -> None:
    if form.state == FormState.CLOSED:
        raise Refused(
            _(
                "La conferma non si aspetta più. Se è arrivata in tempo, nella pagina dell’iscrizione decidi di tenerla e "
                "scrivi perché."
            ),
            code="closed",
        )

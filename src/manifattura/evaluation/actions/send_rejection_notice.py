"""Tell an applicant that the application is about to be refused, and why (L. 241/1990 art. 10-bis)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.applications.actions.close_form import close_form
from manifattura.applications.actions.move_application import move_application
from manifattura.applications.actions.open_form import open_form
from manifattura.applications.actions.send_message import send_message
from manifattura.applications.domain.states import ApplicationState
from manifattura.calls.actions.close_term import close_term
from manifattura.calls.actions.start_term import start_term
from manifattura.calls.domain.clocks import TermKind
from manifattura.calls.domain.procedures.catalogue import sends_rejection_notice
from manifattura.calls.queries.editions import current_edition
from manifattura.kernel import audit
from manifattura.kernel.clock import now, today
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.kernel.parameters import legal_parameter

from ..domain.rejection_notices import NoticeState, Reason, observation_form
from ..domain.states import CheckOutcome
from ..models import NoticeReason, RejectionNotice, Review
from ..permissions import may_review
from ..queries.message_words import TEMPLATES
from ..queries.requirements import requirements_of
from ..queries.reviews import lock_review
from .lock_review import lock_for_act, touch
from .procedure_term import let_procedure_go_on

if TYPE_CHECKING:
    from collections.abc import Sequence

    from manifattura.accounts.models import Person
    from manifattura.calls.models import Call

PURPOSE = "observations"
SUBJECT = "rejection_notice"


def wants_notice(call: Call) -> bool:
    """Whether a refusal of this call needs the notice first: never in a comparison, unless the call says so."""
    return sends_rejection_notice(call.kind, current_edition(call).rejection_notice)


def reasons_now(review: Review) -> tuple[Reason, ...]:
    """The reasons that a notice would have: the requirements with outcome No, with their notes."""
    failed = {
        check.requirement_key: check.note for check in review.checks.filter(outcome=CheckOutcome.NOT_MET)
    }
    return tuple(
        Reason(row.key, row.title, failed[row.key])
        for row in requirements_of(review.application)
        if row.key in failed
    )


def send_rejection_notice(*, review: Review, base_version: int, by: Person) -> RejectionNotice:
    """All the reasons at once: later none can be added but those that come from the observations.

    `Refused` where the call sends no notice, when no requirement is missing, or a note is.
    """
    with transaction.atomic():
        locked = lock_for_act(review, base_version, by)
        application = locked.application
        reasons = _checked_reasons(locked)
        days = legal_parameter("refusal_notice.days", today()).count
        notice = RejectionNotice.objects.create(review=locked, days=days, sent_by=by)
        NoticeReason.objects.bulk_create(
            NoticeReason(
                notice=notice,
                position=position,
                requirement_key=reason.requirement,
                title=reason.title[:200],
                text=reason.text,
            )
            for position, reason in enumerate(reasons, start=1)
        )
        notice.form = open_form(
            application=application,
            purpose=PURPOSE,
            sections=observation_form(reasons),
            title=_("Osservazioni sul preavviso di esito negativo"),
            by=by,
            subject_type=SUBJECT,
            subject_id=str(notice.pk),
        )
        notice.message = send_message(
            application=application,
            template=TEMPLATES.NOTICE,
            context={"reasons": reasons_text(reasons), "days": days},
            once_key=f"{SUBJECT}:{notice.pk}",
            by=by,
        )
        notice.term = start_term(
            kind=TermKind.REJECTION_NOTICE,
            office=application.call.office,
            label=_("Osservazioni sul preavviso: %(firm)s") % {"firm": application.lead.name},
            days=days,
            subject_type=SUBJECT,
            subject_id=notice.pk,
            call=application.call,
            application_code=application.code,
            notice_ref=notice.message.notice_ref,
            url_name="evaluation:review",
            url_args=[application.code],
            by=by,
        )
        notice.save(update_fields=["form", "message", "term"])
        move_application(application=application, target=ApplicationState.REJECTION_NOTICE, by=by)
        touch(locked)
        audit.record(
            "rejection_notice_sent",
            by=by,
            subject=application,
            scope=application.audit_scope,
            after={"reasons": [reason.title for reason in reasons], "days": days},
        )
    return notice


def _checked_reasons(review: Review) -> tuple[Reason, ...]:
    call = review.application.call
    if not wants_notice(call):
        raise Refused(
            _("Questo bando è una comparazione: il preavviso non è previsto (L. 241/1990, art. 10-bis)."),
            code="comparative",
        )
    missing = len(requirements_of(review.application)) - review.checks.exclude(outcome="").count()
    if missing > 0:
        raise Refused(
            _("Completa prima tutti i controlli: dopo il preavviso non si aggiungono motivi."),
            code="incomplete",
        )
    reasons = reasons_now(review)
    if not reasons:
        raise Refused(_("Nessun requisito manca: la domanda va accolta."), code="all_met")
    silent = next((reason for reason in reasons if not reason.text.strip()), None)
    if silent is not None:
        raise Refused(
            _("Scrivi la nota di ogni requisito che manca: è il motivo che leggerà l’impresa."),
            field=silent.requirement,
            code="no_note",
        )
    return reasons


def withdraw_notice(*, notice: RejectionNotice, reason: str, by: Person) -> RejectionNotice:
    """The office takes the notice back before any observation, and the review goes on."""
    with transaction.atomic():
        review = lock_review(notice.review_id)
        locked = RejectionNotice.objects.select_for_update(of=("self",)).get(pk=notice.pk)
        application = review.application
        if not may_review(by, application.call):
            raise PermissionRefused
        if not reason.strip():
            raise Refused(_("Scrivi perché lo ritiri."), field="reason")
        if locked.state != NoticeState.SENT:
            raise Refused(_("Il preavviso non si può più ritirare: decidi sulle osservazioni."), code="state")
        assert locked.form is not None
        assert locked.term is not None
        if not close_form(form=locked.form, by=by):
            raise Refused(
                _("L’impresa ha appena mandato le osservazioni: leggile e decidi."), code="answered"
            )
        locked.state, locked.closed_at, locked.closed_by = NoticeState.WITHDRAWN, now(), by
        locked.closing_reason = reason.strip()
        locked.save(update_fields=["state", "closed_at", "closed_by", "closing_reason"])
        close_term(term=locked.term, outcome="withdrawn", by=by)
        let_procedure_go_on(review, today(), by)
        move_application(
            application=application, target=ApplicationState.UNDER_REVIEW, by=by, reason=reason.strip()
        )
        touch(review)
        send_message(
            application=application,
            template=TEMPLATES.NOTICE_WITHDRAWN,
            context={"reason": reason.strip()},
            once_key=f"notice_withdrawn:{locked.pk}",
            by=by,
        )
        audit.record(
            "rejection_notice_withdrawn",
            by=by,
            subject=application,
            scope=application.audit_scope,
            after={"reason": reason.strip()},
        )
    return locked


def reasons_text(reasons: Sequence[Reason]) -> str:
    """The reasons as the message lists them."""
    return "\n\n".join(
        f"{number}. {reason.title}\n{reason.text}" for number, reason in enumerate(reasons, start=1)
    )

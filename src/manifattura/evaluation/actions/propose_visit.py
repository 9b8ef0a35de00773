"""Propose the on-site visit before an entry, and cancel it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.applications.actions.send_message import send_message
from manifattura.calls.actions.close_term import close_term
from manifattura.calls.actions.start_term import start_term
from manifattura.calls.domain.clocks import TermKind
from manifattura.calls.domain.states import CallKind
from manifattura.calls.queries.editions import current_edition
from manifattura.calls.queries.terms import terms_of
from manifattura.kernel import audit
from manifattura.kernel.clock import ROME, now, today
from manifattura.kernel.errors import PermissionRefused, Refused

from ..domain.visits import OPEN_STATES, VisitState, may_move
from ..models import OfficerStatement, Review, Visit, VisitLine
from ..permissions import may_review
from ..queries.message_words import TEMPLATES
from ..queries.reviews import lock_review
from .lock_review import lock_for_act, touch

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

SUBJECT = "visit"


def propose_visit(
    *,
    review: Review,
    at: datetime,
    place: str,
    officers: tuple[Person, Person],
    base_version: int,
    by: Person,
) -> Visit:
    """The appointment, told to the applicant. `Refused` with field `at`, `place`, `officers`; one visit at a time."""
    with transaction.atomic():
        locked = lock_for_act(review, base_version, by)
        application = locked.application
        if application.call.kind != CallKind.REGISTER:
            raise Refused(_("La visita si fa solo per gli elenchi."), code="kind")
        if at <= now():
            raise Refused(_("Scegli un giorno e un’ora futuri."), field="at")
        if not place.strip():
            raise Refused(_("Scrivi dove."), field="place")
        _refuse_bad_officers(locked, officers)
        if locked.visits.filter(state__in=OPEN_STATES).exists():
            raise Refused(_("C’è già una visita in programma: annullala o scrivi il verbale."), code="open")
        visit = Visit.objects.create(
            review=locked,
            at=at,
            place=place.strip()[:240],
            first_officer=officers[0],
            second_officer=officers[1],
            proposed_by=by,
        )
        VisitLine.objects.bulk_create(
            VisitLine(visit=visit, requirement_key=row.key)
            for row in current_edition(application.call).requirements
            if row.automatic is None
        )
        visit.message = send_message(
            application=application,
            template=TEMPLATES.VISIT,
            context={
                "at": at,
                "place": visit.place,
                "officers": ", ".join(person.full_name for person in officers),
            },
            once_key=f"{SUBJECT}:{visit.pk}",
            by=by,
        )
        visit.save(update_fields=["message"])
        start_term(
            kind=TermKind.VISIT,
            office=application.call.office,
            label=_("Visita in sede: %(firm)s") % {"firm": application.lead.name},
            days=max((at.astimezone(ROME).date() - today()).days, 1),
            subject_type=SUBJECT,
            subject_id=visit.pk,
            call=application.call,
            application_code=application.code,
            starts_on=today(),
            url_name="evaluation:visit",
            url_args=[visit.pk],
            officer=officers[0],
            by=by,
        )
        touch(locked)
        audit.record(
            "visit_proposed",
            by=by,
            subject=application,
            scope=application.audit_scope,
            after={"at": at.isoformat(), "place": visit.place},
        )
    return visit


def _refuse_bad_officers(review: Review, officers: tuple[Person, Person]) -> None:
    first, second = officers
    if first.pk == second.pk:
        raise Refused(_("Alla visita vanno due persone diverse."), field="officers")
    for person in officers:
        if not may_review(person, review.application.call):
            raise Refused(
                _("%(name)s non lavora alle domande di questo ufficio.") % {"name": person.full_name},
                field="officers",
            )
        if OfficerStatement.objects.filter(review=review, person_id=person.pk, has_conflict=True).exists():
            raise Refused(
                _("%(name)s ha dichiarato un conflitto con questa impresa.") % {"name": person.full_name},
                field="officers",
            )


def cancel_visit(*, visit: Visit, reason: str, by: Person) -> Visit:
    """The appointment is off; the applicant is told why. Not after the report was written."""
    with transaction.atomic():
        review = lock_review(visit.review_id)
        locked = Visit.objects.select_for_update(of=("self",)).get(pk=visit.pk)
        application = review.application
        if not may_review(by, application.call):
            raise PermissionRefused
        if not reason.strip():
            raise Refused(_("Scrivi perché la annulli."), field="reason")
        if not may_move(VisitState(locked.state), VisitState.CANCELLED):
            raise Refused(_("La visita è già stata fatta."), code="state")
        locked.state, locked.closing_reason = VisitState.CANCELLED, reason.strip()
        locked.version += 1
        locked.save(update_fields=["state", "closing_reason", "version"])
        end_visit_term(locked, "cancelled", by)
        touch(review)
        send_message(
            application=application,
            template=TEMPLATES.VISIT_CANCELLED,
            context={"at": locked.at, "reason": reason.strip()},
            once_key=f"visit_cancelled:{locked.pk}",
            by=by,
        )
        audit.record(
            "visit_cancelled",
            by=by,
            subject=application,
            scope=application.audit_scope,
            after={"reason": reason.strip()},
        )
    return locked


def end_visit_term(visit: Visit, outcome: str, by: Person | None) -> None:
    """The appointment leaves the office's page of terms."""
    for term in terms_of(SUBJECT, visit.pk).filter(closed_at=None):
        close_term(term=term, outcome=outcome, by=by)

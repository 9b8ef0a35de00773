"""Tell those whose data are in the documents, and take their objections."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.applications.actions.send_message import send_message
from manifattura.applications.permissions import may_see_application
from manifattura.calls.actions.close_term import close_term
from manifattura.calls.actions.resume_term import resume_term
from manifattura.calls.actions.start_term import start_term
from manifattura.calls.actions.suspend_term import suspend_term
from manifattura.calls.domain.clocks import TermKind, TermState
from manifattura.calls.queries.terms import terms_of
from manifattura.kernel import audit
from manifattura.kernel.clock import database_now, today
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.kernel.parameters import legal_parameter

from ..domain.access import AccessKind, AccessState, stands_still_while_heard
from ..models import AccessRequest, CounterInterested
from ..permissions import may_answer_access
from ..queries.access import CONCERNED, MAY_OBJECT, SUBJECT, objection_address, still_heard
from ..queries.samples import applications_by_code
from .lock_access import lock_access

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

TEMPLATE = "records.access_concerned"


def tell_concerned(
    *, request: AccessRequest, codes: Collection[str], base_version: int, by: Person
) -> AccessRequest:
    """Each application's people get a message with the days they have from its delivery; generalised access stands still meanwhile.

    `Refused` (field `codes`) for a code that is not of the request's call.
    """
    with transaction.atomic():
        locked = lock_access(request, base_version, AccessState.HEARING)
        if not may_answer_access(by, locked.office_id):
            raise PermissionRefused
        wanted = sorted({code.strip().upper() for code in codes if code.strip()})
        if locked.call is None or not wanted:
            raise Refused(_("Scrivi i codici delle domande coinvolte."), field="codes")
        found = applications_by_code(locked.call.pk, wanted)
        unknown = [code for code in wanted if code not in found]
        if unknown:
            raise Refused(
                _("Questo codice non è di una domanda del bando: %(code)s.") % {"code": ", ".join(unknown)},
                field="codes",
            )
        days = legal_parameter("access.counter_interested_days", today()).count
        for code in wanted:
            concerned = CounterInterested.objects.create(request=locked, application=found[code])
            message = send_message(
                application=found[code],
                template=TEMPLATE,
                context={"days": days, "address": objection_address(concerned)},
                once_key=f"access:{concerned.pk}",
                by=by,
            )
            start_term(
                kind=TermKind.COUNTER_INTERESTED,
                office=locked.office,
                call=locked.call,
                application_code=code,
                label=_("Opposizione alla richiesta di accesso %(number)s") % {"number": locked},
                days=days,
                subject_type=CONCERNED,
                subject_id=concerned.pk,
                notice_ref=message.notice_ref,
                url_name="records:access_office_detail",
                url_args=(locked.pk,),
                by=by,
            )
        if stands_still_while_heard(AccessKind(locked.kind)):
            _stand_still(locked, by)
        locked.state = AccessState.HEARING
        locked.version += 1
        locked.save(update_fields=["state", "version"])
        audit.record(
            "access_heard", by=by, subject=locked, scope=locked.audit_scope, after={"applications": wanted}
        )
    return locked


def _stand_still(request: AccessRequest, by: Person) -> None:
    for term in terms_of(SUBJECT, request.pk):
        if term.state is TermState.RUNNING:
            suspend_term(term=term, since=today(), reason=_("Si sentono i controinteressati"), by=by)


def object_to_access(*, concerned: CounterInterested, text: str, by: Person) -> CounterInterested:
    """The applicant's people object, once, while their term runs."""
    if not text.strip():
        raise Refused(_("Scrivi perché ti opponi."), field="text")
    with transaction.atomic():
        locked = (
            CounterInterested.objects.select_for_update(of=("self",))
            .select_related("request", "application")
            .get(pk=concerned.pk)
        )
        if not may_see_application(by, locked.application):
            raise PermissionRefused
        term = terms_of(CONCERNED, locked.pk).last()
        if locked.objected_at is not None:
            raise Refused(_("Hai già inviato la tua opposizione."), code="sent")
        if term is None or term.state not in MAY_OBJECT or locked.request.state != AccessState.HEARING:
            raise Refused(_("Il termine per opporsi è passato."), code="late")
        locked.objection, locked.objected_at = text.strip(), database_now()
        locked.save(update_fields=["objection", "objected_at"])
        close_term(term=term, outcome="answered", by=by)
        audit.record(
            "access_objected",
            by=by,
            subject=locked.request,
            on_behalf=locked.application.lead,
            scope=locked.request.audit_scope,
            after={"application": locked.application.code},
        )
        end_hearing(request_id=locked.request_id)
    return locked


def end_hearing(*, request_id: int) -> bool:
    """Everybody answered or let their days pass: the term that stood still goes on. False while somebody may object."""
    with transaction.atomic():
        request = AccessRequest.objects.select_for_update(of=("self",)).get(pk=request_id)
        if request.state != AccessState.HEARING or still_heard(request):
            return False
        for term in terms_of(SUBJECT, request.pk):
            if term.state is TermState.SUSPENDED:
                resume_term(term=term, on=today(), by=None)
    return True

"""Ask for documents: a person on line, or an officer for a request that came another way."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from manifattura.accounts.actions.notify_person import notify_people
from manifattura.accounts.queries.people import staff_of_office
from manifattura.calls.actions.refuse_early_act import refuse_early_act
from manifattura.calls.actions.start_term import start_term
from manifattura.calls.domain.clocks import ProofKind, TermKind
from manifattura.kernel import audit
from manifattura.kernel.clock import today
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.kernel.parameters import legal_parameter

from ..domain.access import AccessKind, needs_reason
from ..models import AccessRequest
from ..permissions import may_answer_access
from ..queries.access import SUBJECT, office_address

if TYPE_CHECKING:
    from manifattura.accounts.models import Office, Person
    from manifattura.calls.models import Call

LONGEST = 4000
DAYS = {
    AccessKind.DOCUMENTS: "access.days",
    AccessKind.CIVIC: "generalised_access.days",
    AccessKind.GENERALISED: "generalised_access.days",
}
PROOFS = {
    "pec": ProofKind.CERTIFIED_MAIL,
    "paper": ProofKind.BY_HAND,
    "counter": ProofKind.BY_HAND,
}
"""By channel; what is sent on line arrives as it is sent, and needs none."""
LOCK = 7_305_104_491
"""Numbers of a year have no gaps: who takes one waits for who is taking one."""


def ask_access(
    *,
    kind: AccessKind,
    subject: str,
    reason: str,
    office: Office,
    by: Person,
    call: Call | None = None,
) -> AccessRequest:
    """The term runs from today: on line the request has arrived when it is sent."""
    return _keep(
        kind=kind,
        subject=subject,
        reason=reason,
        office=office,
        call=call,
        requester=by,
        requester_name=by.full_name,
        requester_contact=by.email,
        received_on=today(),
        channel="online",
        by=by,
    )


def record_access(
    *,
    kind: AccessKind,
    subject: str,
    reason: str,
    office: Office,
    requester_name: str,
    requester_contact: str,
    received_on: date,
    channel: str,
    by: Person,
    call: Call | None = None,
) -> AccessRequest:
    """For paper and certified mail: the term runs from the day the request arrived."""
    if not may_answer_access(by, office.pk):
        raise PermissionRefused
    if not requester_name.strip():
        raise Refused(_("Scrivi chi chiede."), field="requester_name")
    if received_on > today():
        raise Refused(_("Il giorno di arrivo non può essere futuro."), field="received_on")
    if call is not None:
        refuse_early_act(call, received_on, field="received_on")
    return _keep(
        kind=kind,
        subject=subject,
        reason=reason,
        office=office,
        call=call,
        requester=None,
        requester_name=requester_name.strip(),
        requester_contact=requester_contact.strip(),
        received_on=received_on,
        channel=channel,
        by=by,
    )


def _keep(
    *,
    kind: AccessKind,
    subject: str,
    reason: str,
    office: Office,
    call: Call | None,
    requester: Person | None,
    requester_name: str,
    requester_contact: str,
    received_on: date,
    channel: str,
    by: Person,
) -> AccessRequest:
    bare = subject.strip()
    if not bare or len(bare) > LONGEST:
        raise Refused(
            _("Scrivi quali documenti chiedi, in non più di %(n)s caratteri.") % {"n": LONGEST},
            field="subject",
        )
    if needs_reason(kind) and not reason.strip():
        raise Refused(_("Scrivi perché ti servono: questa richiesta va motivata."), field="reason")
    with transaction.atomic():
        request = AccessRequest.objects.create(
            office=office,
            number=_next_number(office.pk, received_on.year),
            year=received_on.year,
            kind=kind,
            subject=bare,
            reason=reason.strip(),
            call=call,
            requester=requester,
            requester_name=requester_name,
            requester_contact=requester_contact,
            received_on=received_on,
            channel=channel,
            recorded_by=None if requester else by,
        )
        start_term(
            kind=TermKind.ACCESS,
            office=office,
            call=call,
            label=_("Accesso ai documenti %(number)s") % {"number": request},
            days=legal_parameter(DAYS[kind], received_on).count,
            subject_type=SUBJECT,
            subject_id=request.pk,
            starts_on=received_on,
            proof=PROOFS.get(channel),
            url_name="records:access_office_detail",
            url_args=(request.pk,),
            officer=call.head_of_procedure if call else None,
            by=None if requester else by,
        )
        audit.record(
            "access_asked",
            by=by,
            subject=request,
            scope=request.audit_scope,
            after={"kind": kind.value, "received_on": received_on.isoformat(), "channel": channel},
        )
        notify_people(
            people=staff_of_office(office.pk),
            kind="access_asked",
            subject=_("Richiesta di accesso ai documenti %(number)s") % {"number": request},
            body=bare,
            url=office_address(request),
            scope=request.audit_scope,
        )
    return request


def _next_number(office_id: int, year: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    last = AccessRequest.objects.filter(office_id=office_id, year=year).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1

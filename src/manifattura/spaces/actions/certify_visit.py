"""Write the certificate of a visit that took place, tell the firm, and put it where a call asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from manifattura.applications.actions.attach_file import attach_file
from manifattura.kernel import audit
from manifattura.kernel.clock import now
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.kernel.files import read_stored, store
from manifattura.kernel.jobs import defer

from ..domain.visits import BookingState
from ..models import CompulsoryVisit, Space, VisitBooking, VisitSlot
from ..permissions import may_keep_census, may_visit_for
from ..queries.visit_certificates import certificate_pdf
from ..queries.visits import certificate_questions, drafts_waiting_for, visits_to_remind
from .visit_jobs import EMAIL_TASK

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def certify_visit(*, booking_id: int) -> bool:
    """Once for each visit; False when there is nothing to write."""
    with transaction.atomic():
        booking = (
            VisitBooking.objects.select_for_update(of=("self",))
            .select_related("slot", "space", "organisation", "marked_by", "booked_by")
            .get(pk=booking_id)
        )
        if booking.state != BookingState.ATTENDED or booking.certified_at:
            return False
        moment = now()
        with override(settings.LANGUAGE_CODE):
            content = certificate_pdf(booking, made_at=moment)
        stored = store(content)
        booking.storage_key, booking.sha256, booking.size = stored.storage_key, stored.sha256, stored.size
        booking.certified_at = moment
        booking.save(update_fields=["storage_key", "sha256", "size", "certified_at"])
        audit.record(
            "visit_certified",
            by=None,
            subject=booking,
            on_behalf=booking.organisation,
            after={"space": booking.space.code, "sha256": stored.sha256},
        )
        _attach(booking, booking.booked_by)
        defer(EMAIL_TASK, booking_id=booking.pk, what="certified")
    return True


def attach_certificate(*, booking: VisitBooking, by: Person) -> int:
    """Put the certificate into the firm's drafts that ask for it; how many took it. Raises `Refused`."""
    if not may_visit_for(by, booking.organisation_id):
        raise PermissionRefused
    taken, refusals = _attach(booking, by)
    if refusals and not taken:
        raise Refused(refusals[0])
    return taken


def _attach(booking: VisitBooking, by: Person) -> tuple[int, list[str]]:
    """A draft that is closed, or has its files already, keeps what it has: the certificate stays in the personal area."""
    taken, refusals = 0, []
    for draft, key in drafts_waiting_for(booking):
        try:
            with transaction.atomic():
                attach_file(
                    sheet=draft,
                    field_key=key,
                    name=f"certificato-visita-{booking.code}.pdf",
                    content=read_stored(booking.storage_key),
                    by=by,
                )
            taken += 1
        except Refused as refusal:
            refusals.append(refusal.message)
    return taken, refusals


def ask_for_certificate(*, space: Space, question: str, by: Person) -> CompulsoryVisit:
    """Say that a call asks for the certificate of this space, in that question ("call:key"). Raises `Refused`."""
    if not may_keep_census(by):
        raise PermissionRefused
    known = dict(certificate_questions(by))
    if question not in known:
        raise Refused(_("Scegli un bando e la domanda in cui va il certificato."), field="question")
    call_id, _separator, key = question.partition(":")
    with transaction.atomic():
        rule, _made = CompulsoryVisit.objects.update_or_create(
            space=space,
            call_id=int(call_id),
            defaults={"field_key": key},
            create_defaults={"field_key": key, "created_by": by},
        )
        audit.record("visit_made_compulsory", by=by, subject=space, after={"call_question": known[question]})
    return rule


def drop_certificate_rule(*, rule: CompulsoryVisit, by: Person) -> None:
    """The call does not ask for it any more; what was attached stays."""
    if not may_keep_census(by):
        raise PermissionRefused
    with transaction.atomic():
        space = rule.space
        rule.delete()
        audit.record("visit_made_voluntary", by=by, subject=space)


def remind_visits() -> int:
    """Write to the firms that come tomorrow; returns how many."""
    done = 0
    for booking_id, slot_id in visits_to_remind(now()):
        with transaction.atomic():
            VisitSlot.objects.select_for_update().get(pk=slot_id)
            booking = VisitBooking.objects.get(pk=booking_id)
            if booking.state != BookingState.BOOKED or booking.reminded_at:
                continue
            booking.reminded_at = now()
            booking.save(update_fields=["reminded_at"])
            defer(EMAIL_TASK, booking_id=booking_id, what="reminder")
            done += 1
    return done

"""Somebody of the office takes an enquiry in charge, or passes it to another office."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.accounts.queries.offices import office_by_id
from manifattura.kernel import audit
from manifattura.kernel.clock import now
from manifattura.kernel.errors import Refused

from ..domain.enquiries import EnquiryState
from ..models import Enquiry
from .file_enquiry import tell_the_office
from .open_enquiry import locked_while_open

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def take_enquiry(*, enquiry: Enquiry, seen_with: int | None, by: Person) -> Enquiry:
    """`seen_with`: who followed it when this person pressed the button, so that nobody takes it away unknowingly."""
    with transaction.atomic():
        locked = locked_while_open(enquiry, by)
        if locked.taken_by_id != seen_with:
            raise Refused(
                _("Nel frattempo l’ha presa in carico un’altra persona. Guarda chi la segue."), code="taken"
            )
        if locked.taken_by_id == by.pk:
            return locked
        before = {"state": locked.state}
        locked.taken_by_id, locked.taken_at = by.pk, now()
        locked.state = EnquiryState.IN_CHARGE
        locked.save(update_fields=["taken_by", "taken_at", "state"])
        audit.record(
            "enquiry_taken", by=by, subject=locked, before=before, after={"state": EnquiryState.IN_CHARGE}
        )
    return locked


def pass_enquiry(*, enquiry: Enquiry, office_id: int, by: Person) -> Enquiry:
    """To the office that can answer: it is told, and nobody there follows it yet."""
    with transaction.atomic():
        locked = locked_while_open(enquiry, by)
        if office_by_id(office_id) is None or office_id == locked.office_id:
            raise Refused(_("Scegli un altro ufficio."), field="office")
        before = {"office": locked.office_id, "state": locked.state}
        locked.office_id, locked.state = office_id, EnquiryState.TO_ANSWER
        locked.taken_by_id = locked.taken_at = None
        locked.save(update_fields=["office", "state", "taken_by", "taken_at"])
        after = {"office": office_id, "state": EnquiryState.TO_ANSWER}
        audit.record("enquiry_passed", by=by, subject=locked, before=before, after=after)
        tell_the_office(locked)
    return locked

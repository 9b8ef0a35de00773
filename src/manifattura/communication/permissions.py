"""Who handles enquiries (the staff of the office they went to), writes pages, keeps registers and appointments, counts alerts."""

from typing import TYPE_CHECKING

from manifattura.accounts.domain.roles import OFFICE_ROLES, Role
from manifattura.accounts.permissions import has_role, is_office

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

    from .models import AppointmentService, Enquiry


def may_handle_enquiry(person: "Person", enquiry: "Enquiry") -> bool:
    """Read, take in charge, answer: the staff of its office; of every office where it is nobody's yet."""
    if enquiry.office_id is None:
        return is_office(person)
    return has_role(person, *OFFICE_ROLES, office_id=enquiry.office_id)


def may_write_pages(person: "Person") -> bool:
    """Editors and those who approve: nobody else enters the editors' back office."""
    return has_role(person, Role.EDITOR, Role.HEAD_OF_PROCEDURE)


def may_keep_registers(person: "Person") -> bool:
    """Who signed up for an event, and who came: the staff of any office."""
    return is_office(person)


def may_read_feedback(person: "Person") -> bool:
    """What visitors say of the pages: the staff of any office, because anyone may mend a text."""
    return is_office(person)


def may_read_alerts(person: "Person") -> bool:
    """How many are told of what, never who: the staff of any office."""
    return is_office(person)


def may_keep_appointments(person: "Person", service: "AppointmentService") -> bool:
    """What an office offers, and who booked it: the staff of that office."""
    return may_offer_appointments(person, service.office_id)


def may_offer_appointments(person: "Person", office_id: int) -> bool:
    return has_role(person, *OFFICE_ROLES, office_id=office_id)

"""Who may do what with an application, on the applicant's side; officials are judged by `evaluation`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from manifattura.accounts.domain.assurance import is_public_identity
from manifattura.accounts.domain.roles import Role
from manifattura.accounts.permissions import has_role, is_administrator, may_run_call_of, may_sign_for_office
from manifattura.organisations.permissions import may_declare_for, may_edit_for, may_submit_for

from .domain.channels import Channel
from .domain.states import ApplicationState

if TYPE_CHECKING:
    from manifattura.accounts.models import Person
    from manifattura.calls.models import Call

    from .models import Application


def may_see_application(person: Person, application: Application) -> bool:
    """Whoever works for the applicant, or for a member of the grouping; not while an officer is still entering it."""
    return not is_being_entered(application) and may_edit_for(person, application.lead_id)


def is_being_entered(application: Application) -> bool:
    """It arrived on paper or by certified mail, and an officer is typing it."""
    return application.channel != Channel.ONLINE and application.state == ApplicationState.DRAFT


def may_enter_for(person: Person, call: Call) -> bool:
    """Case officers and heads of procedure of the call's office enter what arrived on paper or by certified mail."""
    return may_run_call_of(person, call.office_id)


def may_write_on(person: Person, application: Application) -> bool:
    """Who writes on a draft: the applicant's people, or the office where it arrived another way."""
    if is_being_entered(application):
        return may_enter_for(person, application.call)
    return may_see_application(person, application)


def may_edit_application(person: Person, application: Application) -> bool:
    """Only drafts are edited: nothing sent ever changes."""
    return application.state == ApplicationState.DRAFT and may_see_application(person, application)


def may_send_application(person: Person, application: Application) -> bool:
    """Legal representative or delegate of the applicant sends and withdraws."""
    return may_submit_for(person, application.lead_id)


def is_known_to_send(person: Person) -> bool:
    """Who sends came with SPID, CIE or eIDAS (CAD art. 64-65); a password alone sends nothing, except in the demo."""
    if not settings.IDENTITY_TO_SEND:
        return True
    least = settings.IDENTITY.level if settings.IDENTITY else 2
    return is_public_identity(person.assurance, least=least)


def may_delete_draft(person: Person, application: Application) -> bool:
    """Who may send it, and who began it while still working for the applicant; the office what it is entering."""
    if is_being_entered(application):
        return may_enter_for(person, application.call)
    return may_send_application(person, application) or (
        application.created_by_id == person.pk and may_see_application(person, application)
    )


def may_declare(person: Person, organisation_id: int) -> bool:
    """Only the legal representative of that very organisation: never a colleague (DPR 445/2000 art. 46-47)."""
    return may_declare_for(person, organisation_id)


def may_write_to_applicant(person: Person, application: Application) -> bool:
    """Case officers and heads of procedure of the call's own office read and write the thread; nobody else of the city."""
    return may_run_call_of(person, application.call.office_id)


def binds_applicant(person: Person, application: Application) -> bool:
    """Whose reading proves that the firm was reached: who may send for it; a collaborator just helps."""
    return may_send_application(person, application)


def may_see_readings(person: Person, application: Application) -> bool:
    """Who directs the office, and administrators, see who opened an application."""
    return may_sign_for_office(person, application.call.office_id) or is_administrator(person)


def may_discard(person: Person, call: Call) -> bool:
    """The head of procedure of the call's office orders what is discarded, and answers for it."""
    return may_sign_for_office(person, call.office_id)


def may_see_register(person: Person) -> bool:
    """Who runs calls and who administers see what was registered each day, and from whom."""
    return has_role(person, Role.CASE_OFFICER, Role.HEAD_OF_PROCEDURE, Role.ADMINISTRATOR)

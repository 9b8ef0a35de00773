"""Tell everybody with a draft or an application of the call that an answer was published."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.accounts.actions.notify_many import Letter, notify_many
from manifattura.accounts.actions.notify_person import in_language_of
from manifattura.calls.queries.clarifications import clarification as clarification_by_id
from manifattura.calls.queries.clarifications import public_address
from manifattura.calls.queries.editions import current_edition
from manifattura.organisations.queries.acting_people import people_acting_for_each

from ..domain.states import ApplicationState
from ..models import Application


def tell_clarification(*, clarification_id: int) -> int:
    """One notice per person, however many drafts; the one who asked has had the answer already. Returns how many."""
    found = clarification_by_id(clarification_id)
    title = current_edition(found.call).texts.title
    waiting = Application.objects.filter(
        call_id=found.call_id, state__in=(ApplicationState.DRAFT, ApplicationState.SUBMITTED)
    )
    by_lead = people_acting_for_each(set(waiting.values_list("lead_id", flat=True)))
    people = {person.pk: person for group in by_lead.values() for person in group}
    people.pop(found.asked_by_id, None)
    letters = []
    for person in people.values():
        with in_language_of(person):
            letters.append(
                Letter(
                    person=person,
                    kind="clarification_published",
                    subject=_("Un chiarimento sul bando «%(title)s»") % {"title": title},
                    body=f"{found.question}\n\n{found.answer}",
                    url=f"{public_address(found.call)}#chiarimento-{found.number}",
                    scope=found.call.audit_scope,
                )
            )
    with transaction.atomic():
        return notify_many(letters=letters)

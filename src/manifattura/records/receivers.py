"""What this app hears: the end of a term for a request of documents."""

from typing import Any

from django.dispatch import receiver
from django.utils.translation import gettext as _

from manifattura.accounts.actions.notify_person import notify_people
from manifattura.accounts.queries.people import staff_of_office
from manifattura.calls.queries.terms import term as term_by_id
from manifattura.calls.signals import term_expired

from .actions.hear_concerned import end_hearing
from .models import AccessRequest, CounterInterested
from .queries.access import CONCERNED, SUBJECT, office_address


@receiver(term_expired)
def follow_terms(sender: Any, term_id: int, **more: Any) -> None:
    term = term_by_id(term_id)
    if term.subject_type == CONCERNED:
        concerned = CounterInterested.objects.get(pk=term.subject_id)
        end_hearing(request_id=concerned.request_id)
        return
    if term.subject_type != SUBJECT:
        return
    request = AccessRequest.objects.get(pk=term.subject_id)
    notify_people(
        people=staff_of_office(request.office_id),
        kind="access_expired",
        subject=_("Termine scaduto: richiesta di accesso %(number)s") % {"number": request},
        body=_(
            "Nessuno ha risposto nel termine. Per chi ha chiesto documenti il silenzio vale come rifiuto: rispondi subito."
        ),
        url=office_address(request),
        scope=request.audit_scope,
    )

"""Answer an observation: accepted, with what changes, or not accepted, with why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from manifattura.applications.actions.send_message import send_message
from manifattura.kernel import audit
from manifattura.kernel.errors import Conflict, PermissionRefused, Refused

from ..models import Observation, ObservationAnswer
from ..permissions import may_direct

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

ACCEPTED = "evaluation.observation_accepted"
NOT_ACCEPTED = "evaluation.observation_not_accepted"


def answer_observation(
    *, observation: Observation, accepted: bool | None, text: str, by: Person
) -> ObservationAnswer:
    """Once, by the head of procedure: the answer reaches the applicant and is listed without names in the next version."""
    application = observation.application
    if not may_direct(by, application.call):
        raise PermissionRefused(_("Alle osservazioni risponde il responsabile del procedimento."))
    if accepted is None:
        raise Refused(_("Scegli se l’osservazione è accolta."), field="accepted")
    words = text.strip()
    if not words:
        raise Refused(
            _("Scrivi che cosa cambia.") if accepted else _("Scrivi perché non è accolta."), field="text"
        )
    with transaction.atomic():
        answer = _written(observation, accepted, words, by)
        send_message(
            application=application,
            template=ACCEPTED if accepted else NOT_ACCEPTED,
            context={"observation": observation.number, "answer": words},
            once_key=f"observation-answer:{observation.pk}",
            by=by,
        )
        audit.record(
            "observation_answered",
            by=by,
            subject=observation,
            scope=application.audit_scope,
            after={"accepted": accepted, "text": words},
        )
    return answer


def _written(observation: Observation, accepted: bool, text: str, by: Person) -> ObservationAnswer:
    try:
        with transaction.atomic():
            return ObservationAnswer.objects.create(
                observation=observation, accepted=accepted, text=text, answered_by=by
            )
    except IntegrityError:
        theirs = ObservationAnswer.objects.select_related("answered_by").get(observation=observation)
        raise Conflict(
            _("%(person)s ha già risposto a questa osservazione.") % {"person": theirs.answered_by.full_name},
            theirs={"accepted": theirs.accepted, "text": theirs.text},
        ) from None

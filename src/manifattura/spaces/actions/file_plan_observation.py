"""Somebody asks to simplify a rule of the city plan; no sign-in is needed. An office may write one of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from manifattura.accounts.actions.notify_person import notify_people
from manifattura.accounts.domain.roles import Role
from manifattura.accounts.queries.people import people_with_role
from manifattura.kernel import audit
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.kernel.ids import readable_code
from manifattura.kernel.jobs import defer

from ..domain.plan_observations import LONGEST, Observer
from ..models import PlanObservation, Space
from ..permissions import may_keep_census

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

EMAIL_TASK = "spaces.email_plan_observation"
CODE_LENGTH = 10


def file_plan_observation(
    *,
    text: str,
    observer: Observer,
    article: str = "",
    space: Space | None = None,
    nil: int | None = None,
    reply_email: str = "",
    by: Person | None = None,
) -> PlanObservation:
    """`space` says the quarter too. `by`: an officer, None from outside. Raises `Refused` beside the field."""
    if observer is Observer.OFFICE and (by is None or not may_keep_census(by)):
        raise PermissionRefused
    if not text.strip():
        raise Refused(_("Scrivi quale regola ti blocca e che cosa cambieresti."), field="text")
    if len(text) > LONGEST:
        raise Refused(_("Il testo è troppo lungo: al massimo 3.000 caratteri."), field="text")
    found = PlanObservation(
        code=readable_code(CODE_LENGTH),
        observer=observer,
        text=text.strip(),
        article=article.strip()[:200],
        space=space,
        nil_id=space.nil_id if space is not None else nil,
        reply_email=reply_email.strip(),
        language=get_language() or "it",
    )
    with transaction.atomic():
        found.save()
        audit.record("plan_observation_filed", by=by, subject=found, after={"observer": found.observer})
        if by is None:
            notify_people(
                people=people_with_role(Role.CASE_OFFICER, Role.HEAD_OF_PROCEDURE),
                kind="space.plan_observation",
                subject=_("Nuova osservazione sul piano {code}").format(code=found.code),
                body=_("Qualcuno chiede di semplificare una regola. Leggila e prendila in carico."),
                url=reverse("spaces:office_observation", args=[found.code]),
            )
        if found.reply_email:
            defer(EMAIL_TASK, observation_id=found.pk)
    return found

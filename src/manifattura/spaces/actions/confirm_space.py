"""Data grow old: the owner is asked whether the card still holds, and says yes or what changed."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from manifattura.accounts.actions.notify_person import in_language_of, notify_person
from manifattura.accounts.domain.roles import Role
from manifattura.accounts.queries.people import people_with_role
from manifattura.kernel import audit
from manifattura.kernel.clock import now, today
from manifattura.kernel.errors import Refused
from manifattura.kernel.ids import storage_key
from manifattura.kernel.jobs import defer

from ..domain.expiry import ASK_BEFORE, is_to_be_asked, valid_until
from ..domain.words import OFFERED
from ..models import Confirmation, Space
from ..queries.confirmations import spaces_due
from .file_space_report import report_by_owner

EMAIL_TASK = "spaces.email_confirmation"
MONDAY = 0


def ask_confirmations(*, on: date | None = None) -> int:
    """Ask the owners whose cards are due, and each Monday tell the office how many wait; returns how many were asked."""
    day = on or today()
    due = list(spaces_due(day).exclude(owner_email=""))
    asked = sum(_ask(space.pk, day) for space in due)
    waiting = spaces_due(day).count()
    if waiting and day.weekday() == MONDAY:
        _tell_office(waiting)
    return asked


def _tell_office(waiting: int) -> None:
    with transaction.atomic():
        for person in people_with_role(Role.CASE_OFFICER, Role.HEAD_OF_PROCEDURE):
            with in_language_of(person):
                notify_person(
                    person=person,
                    kind="space.due",
                    subject=ngettext(
                        "%(n)s scheda di spazio da riconfermare",
                        "%(n)s schede di spazi da riconfermare",
                        waiting,
                    )
                    % {"n": waiting},
                    body=_(
                        "I dati hanno più di undici mesi. Senti il proprietario, o torna a vedere lo spazio."
                    ),
                    url=f"{reverse('spaces:office_list')}?dati=due",
                )


def _ask(space_id: int, day: date) -> bool:
    with transaction.atomic():
        space = Space.objects.select_for_update().get(pk=space_id)
        if space.state not in OFFERED or space.valid_until is None or not space.owner_email:
            return False
        round_began = space.valid_until - timedelta(days=ASK_BEFORE)
        asked = list(
            Confirmation.objects.filter(space=space, asked_on__gte=round_began).values_list(
                "asked_on", flat=True
            )
        )
        if not is_to_be_asked(space.valid_until, day, asked_on=max(asked, default=None), times=len(asked)):
            return False
        confirmation = Confirmation.objects.create(space=space, token=storage_key(), asked_on=day)
        audit.record("space_asked", by=None, subject=space)
        defer(EMAIL_TASK, confirmation_id=confirmation.pk)
    return True


def confirm_space(*, token: str) -> Space:
    """The owner says that everything is as the card tells: it holds for another year. Raises `Refused`."""
    with transaction.atomic():
        confirmation, space = _locked(token)
        before = {"confirmed_on": space.confirmed_on.isoformat() if space.confirmed_on else ""}
        space.confirmed_on = today()
        space.valid_until = valid_until(space.verified_on or space.confirmed_on, space.confirmed_on)
        space.save()
        confirmation.answered_at, confirmation.holds = now(), True
        confirmation.save()
        audit.record(
            "space_confirmed",
            by=None,
            subject=space,
            before=before,
            after={"confirmed_on": space.confirmed_on.isoformat()},
        )
    return space


def correct_space(*, token: str, text: str) -> Space:
    """The owner says what changed: the office reads it as any report on a card, and answers. Raises `Refused`."""
    with transaction.atomic():
        confirmation, space = _locked(token)
        confirmation.report = report_by_owner(space=space, text=text)
        confirmation.answered_at, confirmation.holds = now(), False
        confirmation.save()
    return space


def _locked(token: str) -> tuple[Confirmation, Space]:
    confirmation = Confirmation.objects.select_for_update().filter(token=token).first()
    if confirmation is None or confirmation.answered_at:
        raise Refused(_("Hai già risposto con questo collegamento."))
    space = Space.objects.select_for_update().get(pk=confirmation.space_id)
    if space.state not in OFFERED:
        raise Refused(_("Questo spazio non è più nel censimento pubblico: non serve più rispondere."))
    return confirmation, space

"""One e-mail to one who signed up: place, waiting list, moved up, reminder, change, called off, cancelled; with its calendar file."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from ..domain.attendance import SignUpState
from ..models import SignUp
from ..queries.calendars import sign_up_calendar

ONLY_CONFIRMED = ("reminder", "moved_up", "confirmed")
"""Kinds that would be untrue by now if the person cancelled meanwhile."""


def mail_sign_up(*, sign_up_id: int, kind: str) -> bool:
    """True when it was sent now. Each kind is sent once: the row is locked and marked in the same transaction.

    `kind`: confirmed, waiting, moved_up, reminder, cancelled, `again:2026112518` (the hour), `changed:2`, `off:3` (with the register's sequence).
    """
    with transaction.atomic():
        sign_up = (
            SignUp.objects.select_for_update(of=("self",))
            .select_related("register")
            .filter(pk=sign_up_id)
            .exclude(email="")
            .first()
        )
        if sign_up is None or kind in sign_up.told:
            return False
        if kind in ONLY_CONFIRMED and sign_up.state != SignUpState.CONFIRMED:
            return False
        with override(sign_up.language):
            _message(sign_up, kind.partition(":")[0]).send()
        sign_up.told = [*sign_up.told, kind]
        sign_up.save(update_fields=["told"])
    return True


def _message(sign_up: SignUp, kind: str) -> EmailMessage:
    register = sign_up.register
    context: dict[str, Any] = {
        "city": settings.CITY,
        "kind": kind,
        "sign_up": sign_up,
        "register": register,
        "link": f"{settings.PUBLIC_ADDRESS}{reverse('communication:sign-up', args=[sign_up.code])}",
    }
    subject = _subjects()[kind].format(title=register.title)
    message = EmailMessage(
        subject=subject,
        body=render_to_string("communication/email/sign_up.txt", context),
        to=[sign_up.email],
    )
    if kind != "waiting":
        content, method = sign_up_calendar(sign_up, is_off=kind in ("cancelled", "off"))
        message.attach("evento.ics", content.decode(), f'text/calendar; method="{method}"')
    return message


def _subjects() -> dict[str, str]:
    return {
        "confirmed": _("Il tuo posto per «{title}»"),
        "waiting": _("Sei in lista d’attesa per «{title}»"),
        "moved_up": _("Si è liberato un posto: «{title}»"),
        "reminder": _("Promemoria: «{title}»"),
        "again": _("Hai già un’iscrizione a «{title}»"),
        "changed": _("È cambiato un appuntamento: «{title}»"),
        "off": _("Annullato: «{title}»"),
        "cancelled": _("Hai annullato l’iscrizione a «{title}»"),
    }

"""Every morning: what falls due, what is late, what begins or ends is told once to the tenant, to the office, or to both."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from manifattura.kernel.clock import now, today
from manifattura.kernel.parameters import legal_parameter
from manifattura.ui.formats import date_text

from ..domain.agreement_dates import Reminder, reminders
from ..models import Agreement, AgreementReminder
from ..queries.agreements import running_agreements, running_of
from .take_step import tell_office, tell_tenant

if TYPE_CHECKING:
    from .take_step import Words

TENANT = frozenset(Reminder) - {Reminder.CHECK_DUE, Reminder.FORMAL_NOTICE, Reminder.END_PASSED}
OFFICE = frozenset(Reminder) - {Reminder.RENT_DUE, Reminder.START_DUE}


def remind_agreements(*, on: date | None = None) -> int:
    """Returns how many were sent; may be run as often as one likes."""
    day = on or today()
    late = legal_parameter("space_rent.late_months", day).count
    notice = legal_parameter("lease.notice_months", day).count
    sent = 0
    for agreement in running_agreements():
        running = running_of(agreement, late_months=late, notice_months=notice)
        for what, about in reminders(running, day):
            sent += _send(agreement, what, about)
    return sent


def _send(agreement: Agreement, what: Reminder, about: date) -> bool:
    if AgreementReminder.objects.filter(agreement=agreement, what=what, about_on=about).exists():
        return False
    try:
        with transaction.atomic():
            AgreementReminder.objects.create(agreement=agreement, what=what, about_on=about, sent_at=now())
            words = _words(agreement, what, about)
            if what in TENANT:
                tell_tenant(agreement, what, words)
            if what in OFFICE:
                tell_office(agreement, what, words)
    except IntegrityError:
        # another worker sent it at this very moment
        return False
    return True


def _words(agreement: Agreement, what: Reminder, about: date) -> Words:
    def words() -> tuple[str, str]:
        told = {"space": agreement.space.name or agreement.space.code, "day": date_text(about)}
        subjects = {
            Reminder.RENT_DUE: _("Canone in scadenza il {day}: {space}"),
            Reminder.RENT_LATE: _("Canone non pagato, scaduto il {day}: {space}"),
            Reminder.FORMAL_NOTICE: _("Diffida da mandare, canone scaduto il {day}: {space}"),
            Reminder.START_DUE: _("L’attività comincia entro il {day}: {space}"),
            Reminder.START_LATE: _("L’attività doveva cominciare entro il {day}: {space}"),
            Reminder.CHECK_DUE: _("Controllo annuale entro il {day}: {space}"),
            Reminder.END_NEAR: _("L’accordo finisce il {day}: {space}"),
            Reminder.END_PASSED: _("L’accordo è finito il {day}: {space}"),
        }
        bodies = {
            Reminder.RENT_DUE: _("Nell’area personale trovi l’importo e perché è quello."),
            Reminder.RENT_LATE: _(
                "Se hai già pagato, manda la ricevuta all’ufficio. Altrimenti paga subito."
            ),
            Reminder.FORMAL_NOTICE: _(
                "Il ritardo ha passato il limite: l’ufficio scrive all’assegnatario di pagare."
            ),
            Reminder.START_DUE: _("Quando cominci, dillo all’ufficio: lo registra e il termine si chiude."),
            Reminder.START_LATE: _(
                "Se l’attività è cominciata, va registrata; altrimenti l’accordo può chiudersi."
            ),
            Reminder.CHECK_DUE: _("Vai a vedere lo spazio e scrivi che cosa hai trovato."),
            Reminder.END_NEAR: _("È il momento di decidere se rinnovare o restituire lo spazio."),
            Reminder.END_PASSED: _("Registra la restituzione dello spazio, o prepara il rinnovo."),
        }
        return subjects[what].format(**told), bodies[what]

    return words

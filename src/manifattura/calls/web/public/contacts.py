"""Office, person responsible, term and remedies: what L. 241/1990 art. 8 asks to tell, for the foot of the page."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from manifattura.kernel.clock import today
from manifattura.kernel.parameters import legal_parameter
from manifattura.ui.formats import date_text, elided

from ...domain.edition import Edition, Timetable
from ...domain.procedures.catalogue import sends_rejection_notice
from ...queries.public_times import procedure_end_of
from .registers import is_register

Row = tuple[str, str | SafeString]


def contact_rows(edition: Edition) -> list[Row]:
    """How to reach the office."""
    return [(label, value) for label, value in _contacts(edition) if value]


def _contacts(edition: Edition) -> Iterator[Row]:
    office = edition.office
    yield _("Ufficio responsabile"), office.name
    yield _("Responsabile del procedimento"), office.head_of_procedure
    yield _("E-mail"), _mail(office.email)
    yield _("PEC"), _mail(office.pec)
    yield _("Telefono"), _phone(office.phone)
    yield _("Indirizzo"), office.address
    yield _("Orari"), office.opening_hours
    until = edition.timetable.clarifications_until
    yield (
        _("Chiarimenti"),
        _("puoi chiederli fino a %(when)s") % {"when": date_text(until, "hour")} if until else "",
    )


def right_rows(edition: Edition, times: Timetable | None) -> list[Row]:
    """Term of the procedure and what to do when the office stays silent (L. 241/1990 art. 2).

    `times`: those of the session in view, where the call has sessions; None while the call stands still, and has no days.
    """
    office = edition.office
    who = format_html("{} {}", office.substitute_power, _mail(office.substitute_power_email))
    court = settings.CITY.get("courts", {}).get("regional_court", "") or _(
        "tribunale amministrativo regionale"
    )
    return [
        *_before_refusal(edition),
        (
            _("Termine del procedimento"),
            f"{_term(edition, times)} {_('Il silenzio dell’ufficio non vale come assenso (L. 241/1990, art. 2).')}",
        ),
        (
            _("Se l’ufficio non risponde"),
            format_html(
                "{} {}. {}",
                _("Chiedi di intervenire a chi ha il potere sostitutivo (art. 2 c. 9-bis):"),
                who,
                _(
                    "Oppure ricorri al %(court)s finché l’ufficio non risponde, entro un anno dalla fine del termine "
                    "(codice del processo amministrativo, art. 31 e 117)."
                )
                % {"court": court},
            ),
        ),
        (
            _("Come vedere gli atti"),
            _("Chiedi accesso all’ufficio (L. 241/1990, art. 22): risponde entro %(days)s giorni.")
            % {"days": legal_parameter("access.days", today()).count},
        ),
    ]


def _term(edition: Edition, times: Timetable | None) -> str:
    days = edition.timetable.procedure_term_days
    if is_register(edition):
        return _("%(days)s giorni da quando arriva la domanda.") % {"days": days}
    if times is None:
        return _("%(days)s giorni dalla scadenza.") % {"days": days}
    end = date_text(procedure_end_of(times), "")
    return elided(_("%(days)s giorni dalla scadenza: entro il %(end)s.") % {"days": days, "end": end})


def _before_refusal(edition: Edition) -> list[Row]:
    """L. 241/1990 art. 10-bis, in the calls that send the notice."""
    if not sends_rejection_notice(edition.kind, edition.rejection_notice):
        return []
    return [
        (
            _("Prima di un no"),
            _(
                "Se la domanda sta per essere respinta, l’ufficio ti scrive prima i motivi: hai %(days)s giorni per "
                "rispondere (L. 241/1990, art. 10-bis)."
            )
            % {"days": legal_parameter("refusal_notice.days", today()).count},
        )
    ]


def _mail(address: str) -> str | SafeString:
    return format_html('<a href="mailto:{0}">{0}</a>', address) if address else ""


def _phone(number: str) -> str | SafeString:
    digits = "".join(sign for sign in number if sign.isdigit() or sign == "+")
    return format_html('<a href="tel:{}">{}</a>', digits, number) if digits else number

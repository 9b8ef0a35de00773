"""What the page of an open register says in place of money, points and deadline."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from manifattura.ui.formats import date_text

from ...domain.edition import Edition, RegisterRule
from ...domain.states import CallKind
from .who import firms_words, others_words

Row = tuple[str, str, str]


def is_register(edition: Edition) -> bool:
    return edition.kind == CallKind.REGISTER


def rule_in(edition: Edition) -> RegisterRule:
    """The rule of the register; the usual one where the edition does not say it."""
    return edition.register or RegisterRule()


def register_facts(edition: Edition) -> list[Row]:
    """The row under the title: for whom, how one enters, for how long, when one knows."""
    who, rule = edition.beneficiaries, rule_in(edition)
    firms, others = firms_words(who), others_words(who)
    rows = [
        (
            _("Per chi"),
            (firms or others).capitalize(),
            _("anche %(others)s") % {"others": others} if firms and others else "",
        ),
        (
            _("Come si entra"),
            _("Requisiti, senza graduatoria"),
            _("con una visita in sede") if rule.visit_required else "",
        ),
        (_("Quanto dura"), years(rule), confirmed(rule)),
        (_("Quando si sa"), _("Entro %(n)s giorni") % {"n": edition.timetable.procedure_term_days}, ""),
    ]
    return [row for row in rows if row[1]]


def years(rule: RegisterRule) -> str:
    return ngettext("%(n)d anno", "%(n)d anni", rule.entry_years) % {"n": rule.entry_years}


def confirmed(rule: RegisterRule) -> str:
    return ngettext(
        "con una conferma ogni mese", "con una conferma ogni %(n)d mesi", rule.confirmation_months
    ) % {"n": rule.confirmation_months}


def register_line(edition: Edition) -> str:
    """One line for the list of calls."""
    return _("Iscrizione per %(years)s. Si sa entro %(days)s giorni dalla domanda.") % {
        "years": years(rule_in(edition)),
        "days": edition.timetable.procedure_term_days,
    }


def register_timeline(edition: Edition, moment: datetime) -> list[dict[str, Any]]:
    """The steps from the application to the entry, each counted from the day of the application."""
    times, rule = edition.timetable, rule_in(edition)
    opening = format_html(
        '<time datetime="{}">{}</time>', date_text(times.opens_at, "iso"), date_text(times.opens_at, "hour")
    )
    is_open = moment >= times.opens_at
    visit = (
        _("Controllo dei requisiti e visita in sede di due funzionari.")
        if rule.visit_required
        else _("Controllo dei requisiti.")
    )
    steps = [
        ("done" if is_open else "now", opening, _("Si apre: da questo momento puoi fare domanda.")),
        ("now" if is_open else "next", _("Quando vuoi"), _("Invii la domanda: non c’è una scadenza.")),
        ("next", _within(times.review_days), visit),
        ("next", _within(times.procedure_term_days), _("Iscrizione, o preavviso con i motivi.")),
        ("next", confirmed(rule).capitalize(), _("Dichiari che i requisiti ci sono ancora.")),
    ]
    return [{"state": state, "title": title, "text": text} for state, title, text in steps]


def _within(days: int) -> str:
    return ngettext("Entro un giorno dalla domanda", "Entro %(n)d giorni dalla domanda", days) % {"n": days}


def register_rules(edition: Edition) -> list[str]:
    """How entries are kept: in place of the rules of a ranking."""
    rule = rule_in(edition)
    return [
        _("Si entra con tutti i requisiti: non ci sono punti e non c’è un numero massimo di iscritti."),
        *(
            [_("Prima dell’iscrizione due funzionari visitano la sede e firmano un verbale.")]
            if rule.visit_required
            else []
        ),
        _("Prima di un no l’ufficio scrive i motivi e aspetta le osservazioni."),
        _(
            "Chi perde un requisito è sospeso e ha %(n)s giorni per rimediare; poi può essere cancellato con un atto."
        )
        % {"n": rule.cure_days},
    ]

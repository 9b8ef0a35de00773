"""The row of facts under the title: how much, for which project, for whom, how it is decided."""

from __future__ import annotations

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from manifattura.ui.templatetags.ui_filters import points_short

from ...domain.edition import Edition
from ...domain.states import CallKind
from .lots import lots_fact
from .money import cost_range, grant_range, rate_range, round_money
from .places import places_fact, places_words
from .registers import is_register, register_facts, register_line
from .rules import total_most
from .sessions import sessions_note
from .who import firms_words, others_words

Row = tuple[str, str, str]


def fact_rows(edition: Edition) -> list[Row]:
    """Label, value, small print."""
    if is_register(edition):
        return register_facts(edition)
    who, grid = edition.beneficiaries, edition.grid
    firms, others = firms_words(who), others_words(who)
    rows = [
        *_gives(edition),
        (
            _("Per chi"),
            capfirst(firms or others),
            _("anche %(others)s") % {"others": others} if firms and others else "",
        ),
        (
            _("Come si decide"),
            _how_decided(edition),
            _("soglia %(least)s su %(most)s")
            % {"least": points_short(grid.total_min), "most": points_short(total_most(grid))}
            if grid.total_min is not None
            else "",
        ),
    ]
    return [row for row in rows if row[1]]


def _how_decided(edition: Edition) -> str:
    by_session = edition.kind == CallKind.ROLLING
    if edition.grid.by_arrival:
        return (
            _("In ordine di arrivo, con i punti minimi, sessione per sessione")
            if by_session
            else _("In ordine di arrivo, con i punti minimi")
        )
    return _("Graduatoria a punti, sessione per sessione") if by_session else _("Graduatoria a punti")


def _gives(edition: Edition) -> list[Row]:
    aid = edition.aid
    if edition.allocation is not None:
        return [lots_fact(edition.allocation)]
    if not edition.gives_money:
        return [(_("Posti"), capfirst(places_fact(edition)), sessions_note(edition))]
    return [
        (_("Contributo"), rate_range(aid), grant_range(aid)),
        (_("Spesa del progetto"), cost_range(aid), _("IVA esclusa")),
        (_("Risorse del bando"), round_money(edition.budget), sessions_note(edition)),
    ]


def amount_line(edition: Edition) -> str:
    """One line for the list of calls."""
    if is_register(edition):
        return register_line(edition)
    if edition.allocation is not None:
        return _("Spazi da assegnare: %(lots)s.") % {
            "lots": " · ".join(filter(None, lots_fact(edition.allocation)[1:]))
        }
    if not edition.gives_money:
        return _("Posti, senza denaro: %(places)s.") % {"places": places_words(edition.places)}
    aid = edition.aid
    return _("Contributo: %(rate)s, %(range)s. Risorse: %(budget)s.") % {
        "rate": rate_range(aid),
        "range": grant_range(aid),
        "budget": round_money(edition.budget),
    }

"""Everything the page of a call shows, from its edition alone: also what an office previews before publishing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from manifattura.ui.formats import date_text
from manifattura.ui.templatetags.ui_filters import days_left

from ...domain.edition import Edition, Timetable
from ...domain.grid_facts import has_committee
from ...domain.sessions import timetable_at
from ...domain.states import CallState, PublicState, public_state
from ...queries.method_words import grid_words
from ...queries.upper_pages import upper
from .contacts import contact_rows, right_rows
from .facts import fact_rows
from .grid_rules import more_scoring_rules
from .language import summary_language, summary_of, title_language, title_of
from .links import Links
from .lots import lot_rows, lot_rules
from .money import aid_rule, examples
from .needs import declarations_needed, documents_published, files_needed, notes_on_files
from .places import places_rule
from .registers import is_register, register_rules, register_timeline
from .rules import (
    bonus_most,
    committee_rules,
    draw_rule,
    groups,
    has_minima,
    money_rules,
    scoring_rules,
    tie_rule,
    total_most,
)
from .service_data import service_data
from .sessions import session_rows, session_rules
from .times import deadline_rule, ticket_rule, timeline_entries, until_stopped
from .who import activities, area_of

if TYPE_CHECKING:
    from ...models import CallRound

RECEIVING = frozenset({PublicState.OPEN, PublicState.CLOSING_SOON, PublicState.ALWAYS_OPEN})
RANKED = frozenset({PublicState.PROVISIONAL_RANKING, PublicState.FINAL_RANKING})

STOPPED = {
    PublicState.SUSPENDED: (gettext_noop("Il bando è sospeso"), gettext_noop("I termini sono fermi.")),
    PublicState.REVOKED: (gettext_noop("Il bando è revocato"), gettext_noop("Non riceve più domande.")),
}


def edition_context(
    edition: Edition,
    state: CallState,
    moment: datetime,
    links: Links,
    rounds: Sequence[CallRound] = (),
) -> dict[str, Any]:
    """The context of `calls/_call.html` and of the head of the page; `rounds`: the sessions of a rolling call."""
    times, grid = timetable_at(edition, moment), edition.grid
    stopped = state in (CallState.SUSPENDED, CallState.REVOKED)
    shown = public_state(state, times.opens_at, times.deadline_at, moment, inclusive=times.deadline_inclusive)
    return {
        "edition": edition,
        "title": title_of(edition),
        "title_language": title_language(edition),
        "summary": summary_of(edition),
        "summary_language": summary_language(edition),
        "state": shown.value,
        "may_still_apply": shown in RECEIVING or shown is PublicState.ANNOUNCED,
        "links": links,
        "box": call_box(times, shown, links),
        "sessions": session_rows(edition, rounds, state, moment, upper("ranking", edition.call)),
        "session_rules": session_rules(edition),
        "facts": fact_rows(edition),
        "area": area_of(edition.beneficiaries.target_area),
        "activities": activities(edition.beneficiaries),
        "steps_count": steps_count(edition),
        "steps": ", ".join(section.title for section in edition.form),
        "files": files_needed(edition),
        "file_notes": notes_on_files(edition),
        "documents": documents_published(edition),
        "declarations": declarations_needed(edition),
        "lots": lot_rows(edition),
        "lot_rules": lot_rules(edition),
        "aid_rule": aid_rule(edition.aid, edition.flags) if edition.gives_money else places_rule(edition),
        "examples": examples(edition.aid) if edition.gives_money else [],
        "groups": groups(grid),
        "has_minima": has_minima(grid),
        "bonus_most": bonus_most(grid),
        "total_most": total_most(grid),
        "scoring_rules": [
            *scoring_rules(grid),
            *more_scoring_rules(edition),
            *(committee_rules(edition) if has_committee(grid) else ()),
        ],
        "method_words": grid_words(edition),
        "tie_rule": tie_rule(edition),
        "draw_rule": draw_rule(edition.grid),
        "money_rules": money_rules(edition),
        "timeline": until_stopped(
            register_timeline(edition, moment)
            if is_register(edition)
            else timeline_entries(times, state, moment, committee=has_committee(grid)),
            state,
        ),
        "is_register": is_register(edition),
        "register_rules": register_rules(edition) if is_register(edition) else [],
        "deadline_rule": deadline_rule(times),
        "ticket_rule": ticket_rule(),
        "contacts": contact_rows(edition),
        "rights": right_rows(edition, None if stopped else times),
        "service_data": service_data(edition, links.self_check),
    }


def call_box(times: Timetable, shown: PublicState, links: Links) -> dict[str, Any]:
    """The dark box: what counts now, and the one thing to do."""
    check = (_("Verifica se puoi partecipare"), links.self_check)
    if shown is PublicState.ALWAYS_OPEN:
        return _box(_("Puoi fare domanda quando vuoi."), *check, heading=_("Sempre aperto"))
    if shown in RECEIVING:
        text = _("Hai tempo fino a %(when)s (ora di Roma)") % {"when": date_text(times.deadline_at, "hour")}
        return _box(text, *check, instant=times.deadline_at)
    if shown is PublicState.ANNOUNCED:
        text = _("Si apre %(when)s (ora di Roma)") % {"when": date_text(times.opens_at, "hour")}
        return _box(text, *check, instant=times.opens_at)
    if shown in RANKED:
        heading = (
            _("La graduatoria provvisoria è pubblica")
            if shown is PublicState.PROVISIONAL_RANKING
            else _("La graduatoria definitiva è pubblica")
        )
        return _box(_("Il bando è chiuso da %(when)s.") % {"when": date_text(times.deadline_at, "long")},
                    _("Segui la graduatoria"), links.ranking, heading=heading)  # fmt: skip
    if shown in STOPPED:
        return _box(
            _(STOPPED[shown][1]), _("Guarda i prossimi passi"), "#tempi", heading=_(STOPPED[shown][0])
        )
    return _box(
        _("Il termine è scaduto %(when)s (ora di Roma).") % {"when": date_text(times.deadline_at, "hour")},
        _("Guarda i prossimi passi"),
        "#tempi",
        heading=_("Le domande sono chiuse"),
    )


def _box(
    text: str, action: str, href: str, *, instant: datetime | None = None, heading: str = ""
) -> dict[str, Any]:
    return {
        "text": text,
        "action": action,
        "href": href,
        "instant": instant,
        "days": days_left(instant),
        "heading": heading,
    }


def steps_count(edition: Edition) -> str:
    """`La domanda ha 6 passi`; their names follow, in Italian."""
    count = len(edition.form)
    return ngettext("La domanda ha un passo", "La domanda ha %(n)d passi", count) % {"n": count}


def index_entries(
    *, described: bool, conditions: bool, amended: bool, register: bool = False, lots: bool = False
) -> list[tuple[str, str]]:
    """The page index, in the order of the municipal model."""
    entries = [
        ("chi", _("A chi è rivolto")),
        ("descrizione", _("Descrizione") if described else ""),
        ("come", _("Come fare")),
        ("serve", _("Cosa serve")),
        ("ottieni", _("Cosa si ottiene")),
        ("lotti", _("I lotti") if lots else ""),
        ("criteri", _("Come si entra e si resta") if register else _("Come si valuta")),
        ("tempi", _("Tempi e scadenze")),
        ("accedi", _("Accedi al servizio")),
        ("documenti", _("Documenti")),
        ("rettifiche", _("Rettifiche") if amended else ""),
        ("verifica", _("Come si verifica")),
        ("condizioni", _("Condizioni di servizio") if conditions else ""),
        ("contatti", _("Contatti")),
    ]
    return [(anchor, label) for anchor, label in entries if label]

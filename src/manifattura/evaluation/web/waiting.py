"""What waits for the office, in one list for its first page: each line a count and the page where it is worked off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from manifattura.applications.queries.applications import financed_with_another
from manifattura.calls.domain.clocks import TermState
from manifattura.calls.queries.clarifications import waiting_by_call
from manifattura.calls.queries.outages import count_waiting_proposals
from manifattura.calls.queries.terms import TermFilters, state_counts

from ..permissions import casework_office_ids, is_caseworker
from ..queries.acceptances import overdue_by_session
from ..queries.observations import unanswered_by_session
from ..queries.office_lines import OfficeLine, registered_lines
from ..queries.registers import TO_DECIDE, entries_for_office
from .message_list import messages_unreached_for, messages_waiting_for
from .waiting_roles import administration_lines, seat_lines

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

NEAR_DAYS = 3


def waiting_for(person: Person) -> list[OfficeLine]:
    """What each of the person's roles has to do; what is late comes first."""
    lines = _casework_lines(person) if is_caseworker(person) else []
    lines += seat_lines(person)
    lines += administration_lines(person)
    lines += registered_lines(person)
    return sorted((line for line in lines if line.count), key=lambda line: not line.late)


def _casework_lines(person: Person) -> list[OfficeLine]:
    offices = casework_office_ids(person)
    lines = [
        OfficeLine(
            n,
            ngettext("accettazione non arrivata in tempo", "accettazioni non arrivate in tempo", n),
            reverse("evaluation:acceptances_office", args=[call]) + f"?sessione={session}",
            _where(title, session),
            late=True,
        )
        for call, title, session, n in overdue_by_session(offices)
    ]
    lines += [
        OfficeLine(
            1,
            _("impresa con il contributo e un’altra domanda che conta: chiedile quale tiene")
            if earlier.call.gives_money
            else _("impresa con un posto e un’altra domanda che conta: chiedile quale tiene"),
            reverse("evaluation:message_write", args=[other.code]),
            _("%(firm)s, %(title)s") % {"firm": earlier.lead.name, "title": earlier.call.title},
        )
        for earlier, other in financed_with_another(offices)
    ]
    soon = TermFilters(state=TermState.RUNNING, within=NEAR_DAYS)
    counts = state_counts(person, soon)
    over, near = counts[TermState.EXPIRED], counts[TermState.RUNNING]
    lines.append(
        OfficeLine(
            over,
            ngettext("termine scaduto da chiudere", "termini scaduti da chiudere", over),
            reverse("calls:office_terms") + f"?stato={TermState.EXPIRED}",
            late=True,
        )
    )
    lines.append(
        OfficeLine(
            near,
            ngettext(
                "termine che scade entro %(days)s giorni", "termini che scadono entro %(days)s giorni", near
            )
            % {"days": NEAR_DAYS},
            reverse("calls:office_terms") + f"?stato={TermState.RUNNING}&entro={NEAR_DAYS}",
        )
    )
    messages = messages_waiting_for(person).count()
    lines.append(
        OfficeLine(
            messages,
            ngettext("messaggio senza risposta", "messaggi senza risposta", messages),
            reverse("evaluation:messages_waiting"),
        )
    )
    unreached = messages_unreached_for(person).count()
    lines.append(
        OfficeLine(
            unreached,
            ngettext("messaggio da spedire fuori dal sito", "messaggi da spedire fuori dal sito", unreached),
            reverse("evaluation:messages_waiting") + "?vista=fuori",
        )
    )
    lines += [
        OfficeLine(
            n,
            ngettext("chiarimento senza risposta", "chiarimenti senza risposta", n),
            reverse("calls:office_clarifications", args=[call]),
            title,
        )
        for call, title, n in waiting_by_call(offices)
    ]
    lines += [
        OfficeLine(
            n,
            ngettext("osservazione senza risposta", "osservazioni senza risposta", n),
            reverse("evaluation:observations_office", args=[call]) + f"?sessione={session}",
            _where(title, session),
        )
        for call, title, session, n in unanswered_by_session(offices)
    ]
    entries = entries_for_office(offices, state=TO_DECIDE).count()
    lines.append(
        OfficeLine(
            entries,
            ngettext("iscrizione negli elenchi da decidere", "iscrizioni negli elenchi da decidere", entries),
            reverse("evaluation:entries") + f"?state={TO_DECIDE}",
        )
    )
    proposals = count_waiting_proposals(offices)
    lines.append(
        OfficeLine(
            proposals,
            ngettext("proposta di proroga da decidere", "proposte di proroga da decidere", proposals),
            reverse("calls:office_outages"),
        )
    )
    return lines


def _where(title: str, session: int) -> str:
    return title if session == 1 else _("%(title)s, sessione %(n)s") % {"title": title, "n": session}

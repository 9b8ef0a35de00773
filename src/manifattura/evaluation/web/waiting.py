"""What waits for the office, in one list for its first page: each line a count and the page where it is worked off."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from manifattura.calls.queries.clarifications import waiting_by_call
from manifattura.calls.queries.outages import count_waiting_proposals
from manifattura.calls.queries.terms import ending_within

from ..permissions import casework_office_ids
from ..queries.acceptances import overdue_by_session
from ..queries.observations import unanswered_by_session
from .message_list import messages_waiting_for

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

NEAR_DAYS = 3


def waiting_for(person: Person) -> list[dict[str, Any]]:
    """Lines with `count`, `text`, `href`, `where` (call and session) and whether it is `late`; what is late comes first."""
    offices = casework_office_ids(person)
    lines = [
        _line(
            n,
            ngettext("accettazione non arrivata in tempo", "accettazioni non arrivate in tempo", n),
            reverse("evaluation:acceptances_office", args=[call]) + f"?sessione={session}",
            _where(title, session),
            late=True,
        )
        for call, title, session, n in overdue_by_session(offices)
    ]
    near = ending_within(offices, NEAR_DAYS)
    lines.append(
        _line(
            near,
            ngettext(
                "termine che scade entro %(days)s giorni", "termini che scadono entro %(days)s giorni", near
            )
            % {"days": NEAR_DAYS},
            reverse("calls:office_terms") + "?stato=running",
        )
    )
    messages = messages_waiting_for(person).count()
    lines.append(
        _line(
            messages,
            ngettext("messaggio senza risposta", "messaggi senza risposta", messages),
            reverse("evaluation:messages_waiting"),
        )
    )
    lines += [
        _line(
            n,
            ngettext("chiarimento senza risposta", "chiarimenti senza risposta", n),
            reverse("calls:office_clarifications", args=[call]),
            title,
        )
        for call, title, n in waiting_by_call(offices)
    ]
    lines += [
        _line(
            n,
            ngettext("osservazione senza risposta", "osservazioni senza risposta", n),
            reverse("evaluation:observations_office", args=[call]) + f"?sessione={session}",
            _where(title, session),
        )
        for call, title, session, n in unanswered_by_session(offices)
    ]
    proposals = count_waiting_proposals(offices)
    lines.append(
        _line(
            proposals,
            ngettext("proposta di proroga da decidere", "proposte di proroga da decidere", proposals),
            reverse("calls:office_outages"),
        )
    )
    return [line for line in lines if line["count"]]


def _where(title: str, session: int) -> str:
    return title if session == 1 else _("%(title)s, sessione %(n)s") % {"title": title, "n": session}


def _line(count: int, text: str, href: str, where: str = "", *, late: bool = False) -> dict[str, Any]:
    return {"count": count, "text": text, "href": href, "where": where, "late": late}

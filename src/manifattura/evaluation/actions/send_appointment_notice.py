"""Tell who sits in a committee what they have to do: in their language, with the act, what to declare and by when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from manifattura.accounts.actions.notify_person import in_language_of, notify_person
from manifattura.ui.formats import date_text, elided

from ..queries.committees import live_sitting_of

if TYPE_CHECKING:
    from ..models import CommitteeMember


def send_appointment_notice(*, member: CommitteeMember) -> None:
    """In-app and by e-mail; the caller holds the transaction."""
    committee = member.committee
    with in_language_of(member.person):
        number, day = member.act_number or committee.act_number, member.act_on or committee.act_on
        lines = [
            elided(_("Nomina con determina n. %(n)s del %(day)s.") % {"n": number, "day": date_text(day)}),
            _(
                "Accetta la nomina e dichiara che non hai condanne (D.Lgs 165/2001, art. 35-bis) né incompatibilità."
            ),
            _(
                "Poi dichiara se hai conflitti di interesse, impresa per impresa: l’elenco compare quando "
                "l’istruttoria è chiusa. Fino ad allora nessuna domanda si apre."
            ),
        ]
        if committee.declare_by:
            lines.insert(1, _("Rispondi entro %(day)s.") % {"day": date_text(committee.declare_by, "long")})
        sitting = live_sitting_of(committee)
        if sitting is not None and sitting.opened_at is None:
            lines.append(
                _("È già convocata la seduta %(n)s: %(at)s. %(place)s")
                % {
                    "n": sitting.number,
                    "at": date_text(sitting.starts_at, "hour"),
                    "place": sitting.place or sitting.link,
                }
            )
        notify_person(
            person=member.person,
            kind="committee_appointed",
            subject=_("Sei nella commissione del bando «%(call)s»") % {"call": committee.call.title[:120]},
            body="\n".join(lines),
            url=reverse("evaluation:appointment", args=[committee.pk]),
            scope=committee.call.audit_scope,
        )

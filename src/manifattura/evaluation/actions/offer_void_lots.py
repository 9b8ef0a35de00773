"""Put the lots that nobody won into the draft of a new call, with a lower base."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.calls.actions.create_call import create_call
from manifattura.calls.domain.states import CallState
from manifattura.calls.domain.unfinished import NOT_YET
from manifattura.calls.queries.editions import current_edition
from manifattura.kernel import audit
from manifattura.kernel.errors import PermissionRefused, Refused

from ..domain.void_lots import LEAST_CUT, MOST_CUT, void_allocation
from ..models import Ranking
from ..permissions import may_direct

if TYPE_CHECKING:
    from manifattura.accounts.models import Person
    from manifattura.calls.models import Call


def offer_void_lots(*, call: Call, cut: Decimal, slug: str, title: str, by: Person) -> Call:
    """The draft: all of the call but its dates, with the lots that its final assignment left without a winner.

    `cut`: share (0–0.90) taken off each base. Only the head of procedure; `Refused` beside `cut`, `slug`, `title`.
    """
    if not may_direct(by, call):
        raise PermissionRefused
    edition, ranking = current_edition(call), last_version(call)
    if edition.allocation is None or ranking is None or ranking.summary.get("void") == []:
        raise Refused(_("Non ci sono lotti senza vincitore."), code="nothing")
    if ranking.stage != "final" or call.state not in (CallState.FINAL_RANKING, CallState.CONCLUDED):
        raise Refused(
            _("Prima serve l’assegnazione definitiva: finché è provvisoria può cambiare."), code="early"
        )
    if not LEAST_CUT <= cut <= MOST_CUT:
        raise Refused(_("Scrivi un ribasso da 0 a 90."), field="cut")
    if not title.strip():
        raise Refused(_("Scrivi il titolo del nuovo bando."), field="title")
    times = replace(edition.timetable, opens_at=NOT_YET, deadline_at=NOT_YET, clarifications_until=None)
    with transaction.atomic():
        draft = create_call(
            slug=slug,
            title=title.strip(),
            office=call.office,
            head_of_procedure=call.head_of_procedure,
            by=by,
            template=replace(
                edition,
                timetable=times,
                documents=(),
                allocation=void_allocation(edition.allocation, ranking.summary["void"], cut),
            ),
            kind=edition.kind,
        )
        audit.record(
            "void_lots_offered",
            by=by,
            subject=call,
            scope=call.audit_scope,
            after={"call": draft.slug, "lots": list(ranking.summary["void"]), "cut": str(cut)},
        )
    return draft


def last_version(call: Call) -> Ranking | None:
    """The newest version, without its documents."""
    heavy = ("input_document", "result_document", "lots_input", "lots_result", "changes")
    return Ranking.objects.filter(call=call).defer(*heavy).order_by("-version").first()

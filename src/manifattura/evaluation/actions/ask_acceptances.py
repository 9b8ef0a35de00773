"""Ask each funded applicant to accept: rows with the version, messages and terms by a job that may run again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.applications.actions.move_application import move_applications
from manifattura.applications.actions.send_message import send_message
from manifattura.applications.domain.states import ApplicationState
from manifattura.calls.actions.close_term import close_term
from manifattura.calls.actions.start_term import start_term
from manifattura.calls.domain.clocks import TermKind
from manifattura.calls.queries.editions import current_edition
from manifattura.calls.queries.lengths import acceptance_days
from manifattura.calls.queries.terms import terms_with_ids
from manifattura.kernel.clock import database_now
from manifattura.kernel.errors import Refused
from manifattura.kernel.jobs import defer

from ..domain.acceptances import Grant, Requests, requests_for
from ..domain.lots_outcome import won_keys
from ..domain.states import AcceptanceOutcome
from ..models import Acceptance, Ranking, RankingEntry
from ..queries.acceptances import TERM_SUBJECT, accepted_amounts, city_day, waiting_amounts
from ..queries.after_words import after_template

if TYPE_CHECKING:
    from manifattura.accounts.models import Person
    from manifattura.applications.models import Application
    from manifattura.calls.domain.edition import Edition
    from manifattura.calls.models import Call

SEND_TASK = "evaluation.send_acceptance_requests"
TEMPLATE, MOVED = "evaluation.accept_award", "evaluation.accept_moved"


def ask_acceptances(*, ranking: Ranking, by: Person) -> int:
    """Inside the publication's transaction; returns how many are asked. `Refused` when somebody who accepted would get less."""
    rows = {
        row.bid.application_id: row
        for row in RankingEntry.objects.filter(ranking=ranking, granted__gt=0).select_related(
            "bid__application"
        )
    }
    grants = [
        Grant(
            key,
            row.granted,
            row.bid.application.state == ApplicationState.ACCEPTED,
            ", ".join(won_keys(row.reasons)),
        )
        for key, row in rows.items()
    ]
    found = requests_for(grants, waiting_amounts(ranking.round_id), accepted_amounts(ranking.round_id))
    _refuse_reduced(found)
    _supersede(found, by)
    _ask_again([rows[one].bid.application for one in found.moved], by)
    Acceptance.objects.bulk_create(
        Acceptance(
            application_id=grant.application_id,
            ranking=ranking,
            amount=grant.amount,
            lots=grant.lots,
            moved=grant.application_id in found.moved,
            # who gets money was admitted, and asked for some
            requested=rows[grant.application_id].requested or 0,
        )
        for grant in found.ask
    )
    if found.ask:
        defer(SEND_TASK, ranking_id=ranking.pk)
    return len(found.ask)


def _refuse_reduced(found: Requests) -> None:
    codes = list(
        Acceptance.objects.filter(application_id__in=found.reduced)
        .values_list("application__code", flat=True)
        .distinct()
    )
    if codes:
        raise Refused(
            _(
                "Questa versione toglierebbe denaro, o il posto, a chi ha già accettato (%(codes)s): prima serve un atto "
                "che escluda la domanda, o una rinuncia."
            )
            % {"codes": ", ".join(codes)},
            code="reduced",
        )


def _ask_again(applications: list[Application], by: Person) -> None:
    """They had accepted other lots: that yes counts no more, and who gave it and when stays on its row."""
    Acceptance.objects.filter(application__in=applications, outcome=AcceptanceOutcome.ACCEPTED).update(
        outcome=AcceptanceOutcome.SUPERSEDED
    )
    move_applications(applications=applications, target=ApplicationState.FUNDED, by=by)


def _supersede(found: Requests, by: Person) -> None:
    waiting = list(
        Acceptance.objects.select_for_update().filter(application_id__in=found.supersede, outcome="")
    )
    terms = terms_with_ids(one.term_id for one in waiting if one.term_id)
    for one in waiting:
        one.outcome, one.decided_at, one.decided_by = AcceptanceOutcome.SUPERSEDED, database_now(), by
        one.save(update_fields=["outcome", "decided_at", "decided_by"])
        _close(terms, one, by)


def _close(terms: Mapping[int, object], one: Acceptance, by: Person) -> None:
    term = terms.get(one.term_id or 0)
    if term is not None:
        close_term(term=term, outcome="superseded", by=by)  # type: ignore[arg-type]


def send_acceptance_requests(*, ranking_id: int) -> int:
    """The job: each request once, with its term that waits for the proof of delivery; returns how many were sent."""
    waiting = Acceptance.objects.filter(ranking_id=ranking_id, outcome="", notice_ref="").values_list(
        "pk", flat=True
    )
    return sum(_sent(pk) for pk in list(waiting))


def _titles(one: Acceptance, edition: Edition) -> str:
    """The lots of a request by name; empty where the call has none."""
    if edition.allocation is None or not one.lots:
        return ""
    return ", ".join(edition.allocation.lot(key).title for key in one.lots.split(", "))


def _label(call: Call) -> str:
    if call.gives_money:
        return _("Accettare il contributo: %(firm)s")
    return _("Accettare il posto: %(firm)s")


def _sent(pk: int) -> bool:
    with transaction.atomic():
        one = (
            Acceptance.objects.select_for_update(of=("self",))
            .select_related("application__call__office", "application__lead")
            .get(pk=pk)
        )
        if one.outcome or one.notice_ref:
            return False
        application, call = one.application, one.application.call
        edition = current_edition(call)
        days = acceptance_days(edition.timetable, city_day())
        message = send_message(
            application=application,
            template=MOVED if one.moved else after_template(TEMPLATE, call),
            context={
                "amount": one.amount,
                "asked": one.requested,
                "days": days,
                "lots": _titles(one, edition),
            },
            once_key=f"acceptance:{one.pk}",
            by=None,
        )
        term = start_term(
            kind=TermKind.ACCEPTANCE,
            office=call.office,
            label=_label(call) % {"firm": application.lead.name},
            days=days,
            subject_type=TERM_SUBJECT,
            subject_id=one.pk,
            call=call,
            application_code=application.code,
            notice_ref=message.notice_ref,
            url_name="evaluation:acceptance_office",
            url_args=[call.pk, one.pk],
            by=None,
        )
        one.notice_ref, one.term_id = message.notice_ref, term.pk
        one.save(update_fields=["notice_ref", "term_id"])
    return True

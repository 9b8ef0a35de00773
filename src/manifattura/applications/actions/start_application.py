"""Start an application: one draft per call and firm, on the edition in force."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from manifattura.calls.domain.edition import Beneficiaries, Edition
from manifattura.calls.domain.sessions import timetable_at
from manifattura.calls.domain.states import CallState, is_before_deadline
from manifattura.calls.queries.editions import edition as edition_by_id
from manifattura.kernel import audit
from manifattura.kernel.clock import database_now
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.kernel.ids import readable_code
from manifattura.organisations.permissions import may_edit_for
from manifattura.organisations.queries.ateco import matches_prefix
from manifattura.organisations.queries.organisations import snapshot

from ..domain.self_check import Finding, check_firm, unanswered, unmet
from ..models import Application, Bid
from ..queries.applications import draft_of, live_of
from ..queries.moments import moment_words
from ..queries.texts import translated
from ..queries.times import round_in_view
from .make_room import refuse_decided
from .prefill_answers import prefill_answers

if TYPE_CHECKING:
    from manifattura.accounts.models import Person
    from manifattura.calls.models import Call
    from manifattura.organisations.models import Organisation


def start_application(
    *, call: Call, lead: Organisation, answers: Mapping[str, Any], by: Person
) -> Application:
    """A new draft of `lead` for `call`, or the one that exists already.

    `answers`: the self-check (question key → bool). `Refused` when the call is not open, an answer excludes the firm,
    or its kind or size does; what can still be put right is said by `findings_for` and does not stop.
    """
    if not may_edit_for(by, lead.pk):
        raise PermissionRefused(
            _("Non puoi fare domanda per questa impresa: non risulti fra chi agisce per lei.")
        )
    existing = draft_of(call.pk, lead.pk)
    if existing is not None:
        return existing
    edition = _open_edition(call)
    if (live := live_of(call.pk, lead.pk)) is not None:
        refuse_decided(live)
    _refuse_unfit(edition, answers, findings_for(edition, lead))
    try:
        return _create(call, edition, lead, answers, by)
    except IntegrityError:
        # the other tab, or a colleague, started it at the same moment
        existing = draft_of(call.pk, lead.pk)
        if existing is None:
            raise
        return existing


def findings_for(edition: Edition, lead: Organisation) -> tuple[Finding, ...]:
    """What the firm's facts say about this call."""
    return check_firm(edition.beneficiaries, snapshot(lead), prefix_matcher(edition.beneficiaries))


def prefix_matcher(beneficiaries: Beneficiaries) -> Any:
    """Whether a code falls under the call's prefixes, in the call's edition of ATECO."""
    prefixes, edition = beneficiaries.ateco_prefixes, beneficiaries.ateco_edition
    return lambda code: matches_prefix(code, prefixes, edition)


def _open_edition(call: Call) -> Edition:
    if call.state != CallState.PUBLISHED or call.current_edition_id is None:
        raise Refused(_("Questo bando non è aperto: non si può iniziare una domanda."), code="closed")
    edition = edition_by_id(call.current_edition_id)
    moment = database_now()
    times = timetable_at(edition, moment)
    if moment < times.opens_at:
        raise Refused(
            _("Questo bando non è aperto adesso: si apre %(moment)s.")
            % {"moment": moment_words(times.opens_at)},
            code="closed",
        )
    if not is_before_deadline(moment, times.deadline_at, inclusive=times.deadline_inclusive):
        raise Refused(
            _("Il termine di questo bando è passato: non si può iniziare una domanda."), code="late"
        )
    return edition


def _refuse_unfit(edition: Edition, answers: Mapping[str, Any], findings: tuple[Finding, ...]) -> None:
    if unanswered(edition, answers):
        raise Refused(_("Rispondi prima alla verifica dei requisiti."), code="self_check")
    for question in unmet(edition, answers):
        raise Refused(question.explain, field=question.key, code="not_eligible")
    for finding in findings:
        if finding.stops:
            raise Refused(translated(finding.message), code="not_eligible")


@transaction.atomic
def _create(
    call: Call, edition: Edition, lead: Organisation, answers: Mapping[str, Any], by: Person
) -> Application:
    assert call.current_edition is not None
    application = Application.objects.create(
        call=call,
        edition=call.current_edition,
        lead=lead,
        code=readable_code(),
        eligibility_answers={question.key: answers[question.key] for question in edition.eligibility},
        is_sample=call.is_sample,
        created_by=by,
    )
    # a draft stands in the session it would be sent to; sending decides (`submit_application`)
    session = round_in_view(list(call.rounds.order_by("number")), database_now())
    Bid.objects.create(application=application, round=session, lot=call.lots.order_by("id")[0])
    prefill_answers(application)
    audit.record(
        "application_started", by=by, subject=application, on_behalf=lead, scope=application.audit_scope
    )
    return application

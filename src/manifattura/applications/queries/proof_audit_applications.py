"""The application of an audited submission: its columns against the frozen content, its state against the audit trail."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from manifattura.kernel.models import AuditEntry

from ..domain.states import ApplicationState
from ..models import Application, Submission
from .proof_findings import AuditReport

APPLICATION, TICK = "applications_application", "applications_declarationtick"
BID, SECTION = "applications_bid", "applications_sectionanswers"
STATES = {
    "application_submitted": ApplicationState.SUBMITTED,
    "entered_registered": ApplicationState.SUBMITTED,
    "application_withdrawn": ApplicationState.WITHDRAWN,
}


def check_application(submission: Submission, document: Mapping[str, Any], report: AuditReport) -> None:
    """`document` is the frozen content, whose own digest was checked before."""
    application = submission.application
    stands = {
        "code": (application.code, document.get("code")),
        "call_id": (application.call.slug, document.get("call")),
        "lead_id": (application.lead_id, submission.on_behalf_id),
        "edition_id": (application.edition.sha256, document.get("edition_sha256")),
        "project_cost": (_amount(application.project_cost), _amount(document.get("project_cost"))),
        "requested_amount": (_amount(application.requested_amount), _amount(document.get("requested"))),
        "eligibility_answers": (application.eligibility_answers, document.get("eligibility")),
    }
    changed = [name for name, (now, frozen) in stands.items() if now != frozen]
    if changed:
        report.add(
            APPLICATION,
            application.pk,
            f"{', '.join(changed)}: not as in the frozen content of submission {submission.pk}",
        )
    _check_ticks(application, document, report)
    _check_answers(application, document, report)
    for bid in application.bids.all():
        if (bid.round.call_id, bid.lot.call_id) != (application.call_id, application.call_id):
            report.add(BID, bid.pk, "round_id or lot_id: of another call")


def _amount(written: Any) -> Decimal | None:
    return None if written is None else Decimal(written)


def check_states(applications: Sequence[Application], report: AuditReport) -> None:
    """What the last act that moved each of them says."""
    last: dict[str, AuditEntry] = {}
    entries = AuditEntry.objects.filter(
        subject_type="application",
        subject_id__in=[one.audit_id for one in applications],
        verb__in=(*STATES, "application_moved"),
    )
    for entry in entries.order_by("id"):
        last[entry.subject_id] = entry
    for application in applications:
        act = last.get(application.audit_id)
        said = None if act is None else STATES.get(act.verb) or (act.after or {}).get("state")
        if application.state != said:
            report.add(
                APPLICATION, application.pk, f"state is {application.state}, the audit trail says {said}"
            )


def _check_ticks(application: Application, document: Mapping[str, Any], report: AuditReport) -> None:
    frozen = {
        (one["key"], one["text_version"], one["text_sha256"], one["ticked_at"])
        for one in document.get("declarations", [])
    }
    keys = {key for key, *_ in frozen}
    for tick in application.ticks.all():
        if tick.cleared_at is not None or tick.declaration_key not in keys:
            continue
        fact = (tick.declaration_key, tick.text_version, tick.text_sha256, tick.ticked_at.isoformat())
        if fact in frozen:
            frozen.discard(fact)
        else:
            report.add(TICK, tick.pk, "not as in the frozen content")
    for key, *_ in sorted(frozen):
        report.add(APPLICATION, application.pk, f"declaration {key}: no row of {TICK} is as it was frozen")


def _check_answers(application: Application, document: Mapping[str, Any], report: AuditReport) -> None:
    frozen = document.get("answers", {})
    for row in application.sections.all():
        changed = sorted(key for key, value in row.answers.items() if key in frozen and frozen[key] != value)
        if changed:
            report.add(SECTION, row.pk, f"{', '.join(changed)}: not as in the frozen content")

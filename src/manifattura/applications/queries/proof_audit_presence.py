"""Whether what was sent is there: states and audit trail against the submissions, both ways."""

from __future__ import annotations

from django.db.models import Q

from manifattura.kernel.models import AuditEntry

from ..domain.states import ApplicationState
from ..models import Application
from .proof_audit_applications import APPLICATION, check_states
from .proof_findings import SUBMISSION, AuditReport

ENTRY = "kernel_auditentry"
SENT = ("application_submitted", "entered_registered")


def audit_presence(call_id: int, report: AuditReport) -> None:
    """A submission that vanished with its leaf, its head and its digest leaves an application and an act behind."""
    acts = {
        entry.subject_id: entry
        for entry in AuditEntry.objects.filter(
            subject_type="application", scope=f"call:{call_id}", verb__in=SENT
        ).order_by("pk")
    }
    mine = Q(call_id=call_id) | Q(pk__in=[int(one) for one in acts if one.isdecimal()])
    rows = Application.objects.filter(mine).select_related("submission").order_by("pk")
    alone = []
    for application in rows:
        entry = acts.pop(application.audit_id, None)
        submission = getattr(application, "submission", None)
        if submission is not None:
            if entry is not None and not _is_of(entry, submission.payload_sha256, submission.arrival):
                report.add(
                    SUBMISSION, submission.pk, f"arrival or payload_sha256: not those of {ENTRY} {entry.pk}"
                )
            continue
        if application.state != ApplicationState.DRAFT or entry is not None:
            alone.append(application)
            report.add(APPLICATION, application.pk, _missing(application.state, entry))
    check_states(alone, report)
    for entry in acts.values():
        report.add(ENTRY, entry.pk, f"application {entry.subject_id}, which it says was sent, is gone")


def _is_of(entry: AuditEntry, sha256: str, arrival: int) -> bool:
    said = entry.after or {}
    return bool(said.get("sha256", sha256) == sha256 and said.get("arrival", arrival) == arrival)


def _missing(state: str, entry: AuditEntry | None) -> str:
    said = f" ({ENTRY} {entry.pk} says that it was sent)" if entry else ""
    return f"its submission is gone: its state is {state}{said}"

"""The audited call and its sessions against the edition in force, whose document has its own digest."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from manifattura.calls.domain.sessions import sessions_of
from manifattura.calls.queries.editions import edition
from manifattura.kernel.canonical_json import sha256_hex

from ..models import Application
from .proof_findings import AuditReport

CALL, ROUND, EDITION = "calls_call", "calls_callround", "calls_calledition"


def audit_published(call_id: int, report: AuditReport) -> None:
    """Money and instants of each session are those that were published; the edition in force is the newest.

    Of a call that somebody applied to: of others nothing is to be proved.
    """
    application = Application.objects.filter(call_id=call_id).select_related("call").first()
    if application is None:
        return
    call = application.call
    newest = call.editions.order_by("-version").first()
    if newest is None:
        report.add(CALL, call.pk, "it has applications, and no edition")
        return
    if call.current_edition_id != newest.pk:
        report.add(CALL, call.pk, f"current_edition_id is not that of version {newest.version}, the newest")
    if sha256_hex(newest.document) != newest.sha256:
        report.add(EDITION, newest.pk, "document does not have the digest sha256")
        return
    published: dict[int, dict[str, datetime | Decimal | bool]] = {
        one.number: {
            "opens_at": one.opens_at,
            "deadline_at": one.deadline_at,
            "deadline_inclusive": one.inclusive,
            "budget": one.budget,
        }
        for one in sessions_of(edition(newest.pk))
    }
    for row in call.rounds.order_by("number"):
        columns = published.pop(row.number, None)
        if columns is None:
            report.add(ROUND, row.pk, "number: the edition in force has no such session")
            continue
        changed = [name for name, value in columns.items() if getattr(row, name) != value]
        if changed:
            report.add(ROUND, row.pk, f"{', '.join(changed)}: not as in edition {newest.version}")
    for number in published:
        report.add(CALL, call.pk, f"session {number} of edition {newest.version} is gone")

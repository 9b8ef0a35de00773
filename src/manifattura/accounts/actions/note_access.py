"""Write a line of the access log, and erase those that are older than the term (docs/identity.md)."""

from __future__ import annotations

from manifattura.kernel import audit
from manifattura.kernel.clock import database_now, today
from manifattura.kernel.parameters import legal_parameter

from ..domain.accesses import AccessKind, oldest_kept
from ..domain.assurance import Assurance
from ..models import Access, Person

MONTHS = "retention.sign_ins_months"


def note_access(
    kind: AccessKind,
    *,
    person: Person | None = None,
    assurance: Assurance | None = None,
    reason: str = "",
    issuer: str = "",
    token: str = "",
    address: str | None = None,
) -> None:
    """One line; a job erases it when its term is over."""
    Access.objects.create(
        kind=kind,
        person=person,
        assurance=assurance.code if assurance else "",
        reason=reason,
        issuer=issuer[:200],
        token=token[:64],
        address=address,
    )


def erase_old_accesses() -> int:
    """What is older than the months of the legal parameter goes; how many lines went."""
    months = legal_parameter(MONTHS, today()).count
    gone, _ = Access.objects.filter(at__lt=oldest_kept(database_now(), months)).delete()
    if gone:
        audit.record("accesses_erased", by=None, subject=_Log(), after={"number": gone})
    return gone


class _Log:
    audit_type, audit_id, audit_label = "access_log", "1", "registro degli accessi"

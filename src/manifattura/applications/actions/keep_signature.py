"""Put a draft's verified signature beside what was sent with it, for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

from manifattura.kernel import audit

from ..models import Application, SigningDocument, SubmissionSignature, VerifiedSignature
from .verify_signature import audited

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def keep_signature(*, submission_id: int, signature: VerifiedSignature, by: Person) -> None:
    """In the transaction of the sending. Documents that were only prepared are of no more use."""
    SubmissionSignature.objects.create(
        submission_id=submission_id,
        storage_key=signature.storage_key,
        name=signature.name,
        size=signature.size,
        content_type=signature.content_type,
        sha256=signature.sha256,
        findings=signature.findings,
        verified_at=signature.verified_at,
    )
    application = Application.objects.select_related("lead").get(pk=signature.application_id)
    audit.record(
        "sent_with_signature",
        by=by,
        subject=application,
        on_behalf=application.lead,
        scope=application.audit_scope,
        after=audited(signature),
    )
    SigningDocument.objects.filter(application=application).delete()
    signature.delete()

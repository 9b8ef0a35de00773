"""Verify the signed file and keep it with the draft: before sending, so that sending itself is as quick as ever."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from manifattura.accounts.queries.signature_words import reason_words, refusal_words
from manifattura.accounts.queries.signed_files import Examined, examine_signed_file
from manifattura.kernel import audit
from manifattura.kernel.clock import database_now
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.kernel.files import StoredFile, remove_stored, store

from ..domain.file_names import clean_name
from ..domain.states import ApplicationState
from ..models import Application, PreparedSubmission, SigningDocument, VerifiedSignature
from ..permissions import may_send_application
from ..queries.locks import lock_application
from .check_upload import scan_upload
from .prepare_submission import prepare_submission

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

FIELD = "signed"
MOST_BYTES = 20 * 1024 * 1024
"""Read of an upload at most; how much a signature may add to the document is judged with the file."""


def verify_signature(*, application: Application, name: str, content: bytes, by: Person) -> VerifiedSignature:
    """Keep the signature when it is a qualified one, of `by`, on what would be sent now; it replaces the one before.

    `Refused` on the field `signed`, with every reason; a refusal of the signature itself is in the audit trail too.
    """
    if not may_send_application(by, application):
        raise PermissionRefused(_("Può inviare solo chi rappresenta l’impresa o un suo delegato."))
    document = _document(application, by)
    scan_upload(content, name=clean_name(name), field=FIELD)
    examined = examine_signed_file(
        content,
        size=document.size,
        sha256=document.sha256,
        fiscal_code=by.fiscal_code or "",
        at=database_now(),
    )
    if examined.flaws:
        _record_refusal(application, name, examined, by)
        raise Refused(refusal_words(examined.flaws), field=FIELD, code=examined.flaws[0].value)
    stored = store(content)
    try:
        return _keep(document, stored, name, examined, by)
    except Refused:
        remove_stored(stored.storage_key)
        raise


def _document(application: Application, by: Person) -> SigningDocument:
    """What was given to be signed, while it is still what would be sent."""
    read = prepare_submission(application=application, by=by)
    if read.application.state != ApplicationState.DRAFT:
        raise Refused(_("Questa domanda è già stata inviata."), field=FIELD, code="sent")
    document = SigningDocument.objects.filter(application=application, person=by.pk).defer("document").first()
    if document is None:
        raise Refused(
            _("Scarica prima il documento da questa pagina, firmalo e carica il risultato."),
            field=FIELD,
            code="no_document",
        )
    _refuse_changed(document)
    return document


def _refuse_changed(document: SigningDocument) -> None:
    now_ready = PreparedSubmission.objects.filter(
        application=document.application_id, person=document.person_id, payload_sha256=document.payload_sha256
    )
    if not now_ready.exists():
        raise Refused(
            _(
                "La domanda è cambiata da quando hai scaricato il documento: scarica quello nuovo, firmalo e carica il risultato."
            ),
            field=FIELD,
            code="changed",
        )


def _keep(
    document: SigningDocument, stored: StoredFile, name: str, examined: Examined, by: Person
) -> VerifiedSignature:
    assert examined.document is not None
    assert examined.counts_until is not None
    with transaction.atomic():
        application = lock_application(document.application_id)
        # what was verified a moment ago is kept only as the signature of what is ready at this instant
        _refuse_changed(document)
        before = VerifiedSignature.objects.filter(application=application, person=by.pk).first()
        kept, _created = VerifiedSignature.objects.update_or_create(
            application=application,
            person_id=by.pk,
            defaults={
                "payload_sha256": document.payload_sha256,
                "counts_until": examined.counts_until,
                "storage_key": stored.storage_key,
                "name": clean_name(name),
                "size": stored.size,
                "content_type": "application/pdf"
                if examined.document["form"] == "pades"
                else "application/pkcs7-mime",
                "sha256": stored.sha256,
                "findings": examined.document,
                "verified_at": examined.document["verified_at"],
            },
        )
        kept.refresh_from_db()
        audit.record(
            "signature_verified",
            by=by,
            subject=application,
            on_behalf=application.lead,
            scope=application.audit_scope,
            after=audited(kept) | {"sha256": document.payload_sha256},
        )
        if before is not None:
            transaction.on_commit(lambda: remove_stored(before.storage_key))
    return kept


def audited(signature: VerifiedSignature) -> dict[str, str]:
    """Who signed, with what, by whose word."""
    own = signature.findings["certificate"]
    return {
        "signed_file": signature.sha256,
        "certificate": own["subject"],
        "issuer": own["issuer"],
        "serial": own["serial"],
    }


def _record_refusal(application: Application, name: str, examined: Examined, by: Person) -> None:
    facts = examined.facts
    with override("it"):
        # the audit trail is in one language, whoever's page it was
        reasons = reason_words(examined.flaws)
    audit.record(
        "signature_refused",
        by=by,
        subject=application,
        on_behalf=application.lead,
        scope=application.audit_scope,
        after={
            "name": clean_name(name),
            "reason": reasons,
            **(
                {"certificate": facts.certificate.subject, "issuer": facts.certificate.issuer}
                if facts
                else {}
            ),
        },
    )

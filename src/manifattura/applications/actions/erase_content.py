"""Take out of a sent application everything that identifies people; digest, numbers, receipt and outcome stay."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from django.db import transaction

from manifattura.accounts.actions.unnamed_person import unnamed_person
from manifattura.kernel import audit
from manifattura.kernel.canonical_json import canonical_json
from manifattura.kernel.clock import now
from manifattura.kernel.erasure import erasure_permitted
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.organisations.actions.unnamed_organisation import unnamed_organisation
from manifattura.organisations.domain.natural_persons import is_natural_person

from ..domain.discarded import discarded_payload, discarded_reply
from ..domain.states import ApplicationState
from ..models import (
    Application,
    Attachment,
    DeclarationTick,
    EnteredArrival,
    FilledForm,
    FormAnswers,
    FormAttachment,
    FormSubmission,
    FormTick,
    LaterArrival,
    OpenedAnswer,
    SectionAnswers,
    SigningDocument,
    Submission,
    SubmissionSignature,
    VerifiedSignature,
)
from ..permissions import may_discard
from ..queries.locks import lock_whoever_leads
from .erase_files import erase_files_later

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

TABLES = (
    "applications_submission",
    "applications_formsubmission",
    "applications_openedanswer",
    "applications_submissionsignature",
)


def erase_content(*, application_id: int, keeps_firm: bool, authority: str, by: Person) -> bool:
    """Answers, declarations, snapshots, files and the links to people go. False when they had gone already.

    The link to the firm goes too when the firm is a person, unless `keeps_firm` (the award is public). `authority`: the
    act and the authorisation, as pages say it. `Refused` for a draft: that is `erase_draft`.
    """
    with transaction.atomic():
        locked = lock_whoever_leads(application_id)
        if not may_discard(by, locked.call):
            raise PermissionRefused
        if locked.state == ApplicationState.DRAFT:
            raise Refused("a draft has no content to prove", code="draft")
        if locked.discarded_at is not None:
            return False
        nobody = unnamed_person()
        keys = _stored_keys(locked)
        before = {"firm": locked.lead.audit_id, "files": len(keys)}
        firm = locked.lead
        if not keeps_firm and is_natural_person(firm.kind, firm.legal_form):
            firm = unnamed_organisation(code=locked.code, like=locked.lead, by=nobody)
        sha256 = locked.submission.payload_sha256
        with erasure_permitted(tables=TABLES, authority=authority, by=by):
            _erase_frozen(locked, nobody, firm.pk, authority)
        _erase_written(locked, nobody)
        locked.lead, locked.created_by = firm, nobody
        locked.withdrawn_by = nobody if locked.withdrawn_by_id else None
        locked.project_title, locked.eligibility_answers = "", {}
        locked.discarded_at, locked.discarded_under = now(), authority[:200]
        locked.save()
        audit.record(
            "content_discarded",
            by=by,
            subject=locked,
            scope=locked.audit_scope,
            before=before,
            after={"authority": authority, "sha256": sha256, "keeps_firm": firm.audit_id == before["firm"]},
        )
        erase_files_later(keys)
    return True


def _stored_keys(application: Application) -> list[str]:
    keys = [*application.attachments.values_list("storage_key", flat=True)]
    keys += FormAttachment.objects.filter(form__application=application).values_list("storage_key", flat=True)
    keys += EnteredArrival.objects.filter(application=application).values_list("storage_key", flat=True)
    keys += LaterArrival.objects.filter(application=application).values_list("storage_key", flat=True)
    keys += VerifiedSignature.objects.filter(application=application).values_list("storage_key", flat=True)
    signed = SubmissionSignature.objects.filter(submission__application=application)
    keys += signed.values_list("storage_key", flat=True)
    return keys


def _erase_frozen(application: Application, nobody: Person, firm_id: int, authority: str) -> None:
    sent = Submission.objects.filter(application=application)
    payload, sha256 = sent.values_list("payload", "payload_sha256").get()
    document = discarded_payload(json.loads(payload), authority=authority, sha256=sha256)
    sent.update(payload=canonical_json(document).decode(), submitted_by=nobody, on_behalf_id=firm_id)
    OpenedAnswer.objects.filter(application=application).update(value=None, secret="")
    SubmissionSignature.objects.filter(submission__application=application).update(findings={}, name="")
    for form in FormSubmission.objects.filter(form__application=application):
        reply = discarded_reply(json.loads(form.payload), authority=authority, sha256=form.payload_sha256)
        FormSubmission.objects.filter(pk=form.pk).update(
            payload=canonical_json(reply).decode(), sent_by=nobody
        )


def _erase_written(application: Application, nobody: Person) -> None:
    """What was typed before sending, and who typed it: rows that prove nothing by themselves go away."""
    SectionAnswers.objects.filter(application=application).delete()
    DeclarationTick.objects.filter(application=application).delete()
    FormAnswers.objects.filter(form__application=application).delete()
    FormTick.objects.filter(form__application=application).delete()
    VerifiedSignature.objects.filter(application=application).delete()
    SigningDocument.objects.filter(application=application).delete()
    FilledForm.objects.filter(application=application, opened_by=application.created_by).update(
        opened_by=nobody
    )
    gone = {"name": "", "removed_at": now(), "uploaded_by": nobody}
    Attachment.objects.filter(application=application).update(**gone)
    FormAttachment.objects.filter(form__application=application).update(**gone)
    for proofs in (EnteredArrival, LaterArrival):
        proofs.objects.filter(application=application).update(signed_by="", sender_address="", name="")

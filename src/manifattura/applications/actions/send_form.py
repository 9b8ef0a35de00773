"""Send a form that the office opened: once, complete, frozen and hashed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.kernel import audit
from manifattura.kernel.canonical_json import canonical_json, sha256_hex
from manifattura.kernel.clock import database_now
from manifattura.kernel.errors import PermissionRefused
from manifattura.organisations.queries.organisations import capacity_of

from ..domain.form_payload import build_form_payload
from ..domain.form_states import FormState
from ..domain.payload import Sender
from ..domain.questionnaire import Questions
from ..models import FilledForm, FormSubmission
from ..permissions import may_send_application
from ..queries.drafts import Draft, draft, file_facts, tick_facts
from ..queries.locks import lock_form
from ..signals import form_sent
from .refuse_incomplete import refuse_incomplete
from .take_stamps import take_stamps
from .writable import refuse_unless_open

if TYPE_CHECKING:
    from typing import Any

    from manifattura.accounts.models import Person


def send_form(*, form: FilledForm, by: Person) -> FormSubmission:
    """Freeze the answers; a second call gives the same submission. Announces `form_sent(form_id)` after the commit.

    `Refused` when something is missing, the form was closed, or its term is over.
    """
    with transaction.atomic():
        locked = lock_form(form.pk)
        if not may_send_application(by, locked.application):
            raise PermissionRefused(_("Può inviare solo chi rappresenta l’impresa o un suo delegato."))
        sent = FormSubmission.objects.filter(form=locked).first()
        if sent is not None:
            return sent
        refuse_unless_open(locked)
        read = draft(locked)
        refuse_incomplete(read)
        # a stamp given with a reply is one as any other: it serves once
        take_stamps(locked.application, read)
        document = _document(locked, read, by)
        submission = FormSubmission.objects.create(
            form=locked,
            sent_at=database_now(),
            payload=canonical_json(document).decode(),
            payload_sha256=sha256_hex(document),
            sent_by=by,
        )
        locked.state = FormState.SENT
        locked.save(update_fields=["state", "changed_at"])
        audit.record(
            "form_sent",
            by=by,
            subject=locked,
            on_behalf=locked.application.lead,
            scope=locked.audit_scope,
            after={"sha256": submission.payload_sha256},
        )
        transaction.on_commit(lambda: form_sent.send(FilledForm, form_id=locked.pk))
    form.refresh_from_db()
    return submission


def _document(form: FilledForm, read: Draft, by: Person) -> dict[str, Any]:
    assert isinstance(read.questions, Questions)
    return build_form_payload(
        code=form.code,
        application=form.application.code,
        purpose=form.purpose,
        questions=read.questions,
        questions_sha256=sha256_hex({"sections": form.sections, "declarations": form.declarations}),
        applicant=read.applicant,
        sender=Sender(by.full_name, capacity_of(by, form.application.lead)),
        answers=read.answers,
        ticks=tick_facts(read),
        files=file_facts(read),
    )

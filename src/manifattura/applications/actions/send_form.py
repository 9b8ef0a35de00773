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
from ..domain.payload import EnteredFact, Sender
from ..domain.questionnaire import Questions
from ..models import FilledForm, FormSubmission
from ..permissions import may_send_application
from ..queries.drafts import Draft, draft, file_facts, tick_facts
from ..queries.locks import lock_form
from ..queries.sheets import is_typed_by_office
from ..signals import form_sent
from .refuse_incomplete import refuse_incomplete
from .take_stamps import take_stamps
from .writable import refuse_unless_open, refuse_who_does_not_type

if TYPE_CHECKING:
    from datetime import datetime
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
        if is_typed_by_office(locked):
            refuse_who_does_not_type(locked, by)
        refuse_unless_open(locked)
        read = draft(locked)
        refuse_incomplete(read)
        submission = freeze_form(
            read,
            sender=Sender(by.full_name, capacity_of(by, locked.application.lead)),
            sent_at=database_now(),
            by=by,
        )
    form.refresh_from_db()
    return submission


def freeze_form(
    read: Draft, *, sender: Sender, sent_at: datetime, entered: EnteredFact | None = None, by: Person
) -> FormSubmission:
    """The form of `read`, locked by the caller and complete, is sent. `entered`: it came on paper or by certified mail."""
    form = read.sheet
    assert isinstance(form, FilledForm)
    # a stamp given with a reply is one as any other: it serves once
    take_stamps(form.application, read)
    document = _document(form, read, sender, entered)
    submission = FormSubmission.objects.create(
        form=form,
        sent_at=sent_at,
        payload=canonical_json(document).decode(),
        payload_sha256=sha256_hex(document),
        sent_by=by,
    )
    form.state = FormState.SENT
    form.save(update_fields=["state", "changed_at"])
    audit.record(
        "form_sent" if entered is None else "reply_registered",
        by=by,
        subject=form,
        on_behalf=form.application.lead,
        scope=form.audit_scope,
        after={"sha256": submission.payload_sha256},
    )
    transaction.on_commit(lambda: form_sent.send(FilledForm, form_id=form.pk))
    return submission


def _document(form: FilledForm, read: Draft, sender: Sender, entered: EnteredFact | None) -> dict[str, Any]:
    assert isinstance(read.questions, Questions)
    return build_form_payload(
        code=form.code,
        application=form.application.code,
        purpose=form.purpose,
        questions=read.questions,
        questions_sha256=sha256_hex({"sections": form.sections, "declarations": form.declarations}),
        applicant=read.applicant,
        sender=sender,
        answers=read.answers,
        ticks=tick_facts(read),
        files=file_facts(read),
        entered=entered,
    )

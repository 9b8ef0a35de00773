"""Send a form that the office opened: once, complete, frozen and hashed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.calls.queries.terms import terms_of
from manifattura.kernel import audit
from manifattura.kernel.canonical_json import canonical_json, sha256_hex
from manifattura.kernel.clock import ROME, database_now
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.organisations.queries.organisations import capacity_of
from manifattura.ui.formats import date_text

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
        _refuse_late(locked)
        read = draft(locked)
        refuse_incomplete(read)
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


def _refuse_late(form: FilledForm) -> None:
    """The last day is over by the database's clock, also where the job that closes the form has not run yet."""
    day = database_now().astimezone(ROME).date()
    over = terms_of(form.subject_type, form.subject_id).filter(closed_at=None, due_on__lt=day).first()
    if over is not None:
        raise Refused(
            _("Il termine è scaduto il %(day)s: il modulo non si può più inviare.")
            % {"day": date_text(over.due_on, "")},
            code="late",
        )


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

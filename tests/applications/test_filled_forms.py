"""A form opened after sending, from the first question to what the office reads."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from manifattura.applications.actions.close_form import close_form
from manifattura.applications.actions.open_form import open_form
from manifattura.applications.actions.send_form import send_form
from manifattura.applications.models import FormSubmission
from manifattura.applications.queries.filled_forms import read_form_sections
from manifattura.applications.signals import form_sent
from manifattura.calls.domain.clocks import TermKind
from manifattura.calls.domain.edition import Declaration, FieldType, FormField, FormSection
from manifattura.calls.models import Term
from manifattura.kernel.canonical_json import sha256_hex
from manifattura.kernel.clock import today
from manifattura.kernel.errors import Refused
from tests.applications.published import published_call
from tests.factories.accounts import StaffFactory, signed_in
from tests.factories.applications import pdf_bytes, started_application, submitted_application

pytestmark = pytest.mark.django_db

SECTIONS = (
    FormSection(
        key="risposta",
        title="La tua risposta",
        fields=(
            FormField(key="note", type=FieldType.LONG_TEXT, label="Che cosa rispondi"),
            FormField(key="proof", type=FieldType.FILE, label="Documento", accept=("pdf",)),
        ),
    ),
)
STILL = Declaration(key="still", title="Requisiti", text="I requisiti ci sono ancora.", law="DPR 445/2000")


@pytest.fixture
def call():
    return published_call()


def address(name: str, form, *more) -> str:
    return reverse(f"applications:{name}", args=[form.code, *more])


def test_a_form_is_opened_filled_in_and_sent_once(call, django_capture_on_commit_callbacks):
    application = submitted_application(call)
    boss = application.created_by
    asked = {
        "application": application,
        "purpose": "confirmation",
        "subject_type": "entry",
        "subject_id": "7",
    }
    form = open_form(
        **asked, sections=SECTIONS, declarations=(STILL,), title="Conferma annuale", by=StaffFactory()
    )
    assert open_form(**asked, sections=SECTIONS, title="Di nuovo", by=StaffFactory()).pk == form.pk

    client = signed_in(Client(), boss)
    assert "Conferma annuale" in client.get(reverse("applications:area")).content.decode()
    assert form.code in client.get(reverse("applications:detail", args=[application.code])).content.decode()
    step = address("filled_form_step", form, "risposta")
    assert client.get(address("filled_form", form), follow=True).request["PATH_INFO"] == step
    with pytest.raises(Refused):
        send_form(form=form, by=boss)
    answer = client.post(
        step,
        {
            "note": "Nulla è cambiato.",
            "proof": SimpleUploadedFile("visura.pdf", pdf_bytes(), "application/pdf"),
            "seen": "{}",
            "go": "next",
        },
    )
    assert answer.status_code == 302, answer.content.decode()
    declarations = answer["Location"]
    tick = f"tick-{application.lead_id}-still"
    answer = client.post(declarations, {tick: "on", f"was-{tick}": "", "seen": "{}", "go": "next"})
    assert answer["Location"] == address("filled_form_summary", form)
    assert "Nulla è cambiato." in client.get(answer["Location"]).content.decode()

    heard = []
    form_sent.connect(lambda sender, form_id, **more: heard.append(form_id), weak=False, dispatch_uid="test")
    try:
        with django_capture_on_commit_callbacks(execute=True):
            client.post(address("filled_form_send", form), {"confirm": "on"})
            client.post(address("filled_form_send", form), {"confirm": "on"})
    finally:
        form_sent.disconnect(dispatch_uid="test")
    assert heard == [form.pk]

    form.refresh_from_db()
    submission = FormSubmission.objects.get(form=form)
    payload = json.loads(submission.payload)
    assert sha256_hex(payload) == submission.payload_sha256
    assert payload["answers"] == {"note": "Nulla è cambiato."}
    assert [row["name"] for row in payload["files"]] == ["visura.pdf"]
    assert [row["key"] for row in payload["declarations"]] == ["still"]
    assert next(answer.text for answer in read_form_sections(form)[0].answers) == "Nulla è cambiato."
    file = form.attachments.get()
    assert client.get(address("filled_form_file", form, file.pk)).status_code == 200
    assert file.name in client.get(address("filled_form", form)).content.decode()
    assert client.get(address("filled_form_content", form)).content.decode() == submission.payload
    with pytest.raises(IntegrityError), transaction.atomic():
        FormSubmission.objects.filter(form=form).update(payload="{}")
    assert close_form(form=form) is False


def test_a_closed_form_is_read_but_not_sent(call):
    application = submitted_application(call)
    form = open_form(
        application=application,
        purpose="remedy_reply",
        sections=SECTIONS,
        title="Integrazione",
        by=StaffFactory(),
    )
    client = signed_in(Client(), application.created_by)
    step = address("filled_form_step", form, "risposta")
    client.post(step, {"note": "A metà", "seen": "{}", "go": "stay"})
    assert close_form(form=form) is True
    client.post(step, {"note": "Dopo", "seen": "{}", "go": "stay"})
    page = client.get(address("filled_form", form)).content.decode()
    assert "A metà" in page
    assert "non è stato inviato" in page
    assert "non aspetta più questo modulo" in page
    with pytest.raises(Refused, match="chiuso"):
        send_form(form=form, by=application.created_by)
    stranger = signed_in(Client(), submitted_application(published_call()).created_by)
    assert stranger.get(address("filled_form", form)).status_code == 404


def test_a_form_asks_something_and_each_thing_once(call):
    application = submitted_application(call)
    asked = {"application": application, "purpose": "report", "title": "Relazione", "by": StaffFactory()}
    with pytest.raises(Refused):
        open_form(**asked, sections=())
    with pytest.raises(Refused):
        open_form(**asked, sections=(SECTIONS[0], SECTIONS[0]))


def test_the_answer_that_is_due_first_comes_before_a_draft_with_more_time(call):
    """One yellow box for both: nine days for the draft, two for the office."""
    application = submitted_application(call)
    started_application(
        published_call(ends_in=timedelta(days=9)), lead=application.lead, by=application.created_by
    )
    client, area = signed_in(Client(), application.created_by), reverse("applications:area")
    assert client.get(area).context["next"]["form"] is None
    office = StaffFactory()
    asked = {"application": application, "purpose": "confirmation", "sections": SECTIONS, "by": office}
    form = open_form(**asked, subject_type="entry", subject_id="7", title="Conferma annuale")
    assert client.get(area).context["next"]["form"] is None, "it has no last day yet"
    Term.objects.create(
        kind=TermKind.OTHER,
        office=call.office,
        label="Conferma",
        subject_type="entry",
        subject_id="7",
        days=2,
        due_on=today() + timedelta(days=2),
    )
    page = client.get(area)
    assert page.context["next"]["form"] == form
    assert page.context["forms"] == []
    assert page.content.decode().count("Tocca a te") == 1

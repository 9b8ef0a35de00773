"""`proof audit` beyond the log: the application of a submission, forms sent later, the closed days of the register."""

from __future__ import annotations

import json
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from manifattura.applications.actions import close_register_days as closing
from manifattura.applications.actions.open_form import open_form
from manifattura.applications.actions.withdraw_application import withdraw_application
from manifattura.applications.models import (
    Application,
    Bid,
    DeclarationTick,
    FormAttachment,
    FormSubmission,
    RegisterDay,
    SectionAnswers,
)
from manifattura.applications.queries.proof_audit import audit_call
from manifattura.kernel.canonical_json import canonical_json, sha256_hex
from manifattura.kernel.clock import database_now
from tests.applications.published import published_call
from tests.applications.test_filled_forms import SECTIONS
from tests.applications.test_proof_audit import superuser
from tests.factories.accounts import StaffFactory, signed_in
from tests.factories.applications import pdf_bytes, submitted_application
from tests.factories.organisations import OrganisationFactory

pytestmark = pytest.mark.django_db


def findings(call: Any) -> list[tuple[str, int]]:
    return [(one.table, one.pk) for one in audit_call(call.pk, call.slug).findings]


def missed(call: Any, model: Any, changes: list[dict[str, Any]]) -> list[Any]:
    """Changes of the first row that the audit does not name; each is undone before the next."""
    row, unseen = model.objects.order_by("pk")[0], []
    for change in changes:
        before = {name: getattr(row, name) for name in change}
        with superuser():
            model.objects.filter(pk=row.pk).update(**change)
            found = findings(call)
            model.objects.filter(pk=row.pk).update(**before)
        if (model._meta.db_table, row.pk) not in found:
            unseen.append((change, found))
    assert findings(call) == []
    return unseen


def test_the_application_is_compared_with_what_was_frozen():
    call, other = published_call(), published_call()
    submitted_application(call)
    gone = submitted_application(call)
    withdraw_application(application=gone, by=gone.created_by)
    firm = OrganisationFactory()
    changes: list[dict[str, Any]] = [
        {"code": "AAAAAA"},
        {"call_id": other.pk},
        {"lead_id": firm.pk},
        {"edition_id": other.current_edition_id},
        {"project_cost": Decimal("1.00")},
        {"requested_amount": Decimal("1.00")},
        {"eligibility_answers": {"altro": True}},
        {"state": "funded"},
    ]
    assert missed(call, Application, changes) == []
    assert missed(call, DeclarationTick, [{"text_sha256": "ab" * 32}, {"text_version": 9}]) == []
    assert missed(call, Bid, [{"round_id": other.rounds.get().pk}, {"lot_id": other.lots.get().pk}]) == []
    row = SectionAnswers.objects.order_by("pk")[0]
    key, value = next(iter(row.answers.items()))
    assert missed(call, SectionAnswers, [{"answers": {**row.answers, key: f"{value}0"}}]) == []
    with superuser():
        DeclarationTick.objects.order_by("pk")[0].delete()
    assert findings(call) == [("applications_application", row.application_id)]


def test_a_form_sent_later_is_compared_with_its_digest_and_files():
    call = published_call()
    application = submitted_application(call)
    form = open_form(
        application=application,
        purpose="confirmation",
        subject_type="entry",
        subject_id="7",
        sections=SECTIONS,
        title="Conferma",
        by=StaffFactory(),
    )
    client = signed_in(Client(), application.created_by)
    file = SimpleUploadedFile("visura.pdf", pdf_bytes(), "application/pdf")
    step = reverse("applications:filled_form_step", args=[form.code, "risposta"])
    client.post(step, {"note": "Nulla è cambiato.", "proof": file, "seen": "{}", "go": "next"})
    client.post(reverse("applications:filled_form_send", args=[form.code]), {"confirm": "on"})
    sent = FormSubmission.objects.get()
    assert audit_call(call.pk, call.slug).forms == 1
    changes = [
        {"payload": sent.payload.replace("Nulla", "Tutto")},
        {"payload": "nulla"},
        {"payload_sha256": "ab" * 32},
    ]
    assert missed(call, FormSubmission, changes) == []
    assert missed(call, FormAttachment, [{"sha256": "ab" * 32}, {"name": "altro.pdf"}]) == []
    path = Path(settings.MEDIA_ROOT) / form.attachments.get().storage_key
    path.chmod(0o600)
    path.write_bytes(b"other bytes")
    assert findings(call) == [("applications_formattachment", form.attachments.get().pk)]


def test_the_closed_days_are_compared_with_their_digests_and_with_what_was_registered(monkeypatch):
    call = published_call()
    submission = submitted_application(call).submission
    monkeypatch.setattr(closing, "database_now", lambda: database_now() + timedelta(days=1))
    closing.close_register_days()
    day = RegisterDay.objects.get()
    changes: list[dict[str, Any]] = [
        {"document": day.document.replace('"sender":"', '"sender":"altro ')},
        {"sha256": "ab" * 32},
        {"first_number": "0000009/2026"},
        {"entries": 7},
        {"day": day.day - timedelta(days=1)},
    ]
    assert missed(call, RegisterDay, changes) == []

    # a day that somebody wrote: it does not follow the one before, and its number was given to nobody
    written = json.loads(day.document)
    written["day"] = (day.day + timedelta(days=1)).isoformat()
    written["entries"][0]["number"] = "0000099/2026"
    forged = RegisterDay.objects.create(
        day=written["day"],
        first_number="0000099/2026",
        last_number="0000099/2026",
        entries=1,
        document=canonical_json(written).decode(),
        sha256=sha256_hex(written),
    )
    said = [one.what for one in audit_call(call.pk, call.slug).findings]
    assert findings(call) == [("applications_registerday", forged.pk)] * 2
    assert "day before" in said[0]
    assert "no such submission" in said[1]
    # and one that names another content
    written["entries"][0] |= {"number": submission.registration, "sha256": "ab" * 32}
    with superuser():
        RegisterDay.objects.filter(pk=forged.pk).update(
            first_number=submission.registration,
            last_number=submission.registration,
            document=canonical_json(written).decode(),
            sha256=sha256_hex(written),
        )
    assert ("applications_submission", submission.pk) in findings(call)

"""The office reads with which signature an application was sent, and takes the signed document."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from manifattura.accounts.domain.roles import Role
from manifattura.applications.models import SubmissionSignature
from manifattura.kernel.files import store
from tests.factories.accounts import OfficeFactory, StaffFactory, signed_in
from tests.factories.evaluation import reviewed_desk

pytestmark = pytest.mark.django_db
FINDINGS = {
    "certificate": {
        "name": "Persona campione",
        "fiscal_code": "RSSMRA80A01F205X",
        "issuer": "CN=Autorità",
        "serial": "1f2e",
        "not_before": "2026-01-01T00:00:00+00:00",
        "not_after": "2027-01-01T00:00:00+00:00",
    },
    "service": "Autorità campione",
    "signed_at": None,
    "revocation": "not_checked",
    "trust_lists": [{"territory": "IT", "issued_at": "2026-11-01T00:00:00+00:00"}],
}


def test_what_was_found_is_on_the_review_and_the_file_is_for_its_office_alone():
    desk = reviewed_desk(applications=1)
    application = desk.reviews[0].application
    stored = store(b"documento firmato")
    SubmissionSignature.objects.create(
        submission=application.submission,
        storage_key=stored.storage_key,
        name="domanda.pdf.p7m",
        size=stored.size,
        content_type="application/pkcs7-mime",
        sha256=stored.sha256,
        findings=FINDINGS,
        verified_at=datetime(2026, 11, 25, 12, tzinfo=UTC),
    )
    client = signed_in(Client(), desk.officer)
    page = client.get(reverse("evaluation:review", args=[application.code])).content.decode()
    for words in ("Firma elettronica qualificata", "1f2e", "Autorità campione", "controllato in rete"):
        assert words in page
    file = reverse("evaluation:review_signature", args=[application.code])
    assert b"".join(client.get(file)) == b"documento firmato"
    other = signed_in(Client(), StaffFactory(role=Role.CASE_OFFICER, office=OfficeFactory()))
    assert other.get(file).status_code in (403, 404)

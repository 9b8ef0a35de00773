"""Sending with a qualified signature instead of SPID or CIE (CAD art. 65 c. 1 a): real signatures of a little authority."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from manifattura.accounts.actions.install_trust_list import install_trust_list
from manifattura.accounts.models import TrustList
from manifattura.accounts.web.middleware import ASSURANCE
from manifattura.applications.actions.erase_content import erase_content
from manifattura.applications.actions.save_section import save_section
from manifattura.applications.models import (
    SectionAnswers,
    Submission,
    SubmissionSignature,
    VerifiedSignature,
)
from manifattura.applications.queries.preserved import kept_application
from manifattura.applications.queries.signatures import signature_rows
from manifattura.kernel.clock import database_now
from manifattura.kernel.files import read_stored
from manifattura.kernel.models import AuditEntry
from tests.applications.published import published_call
from tests.factories.accounts import signed_in
from tests.factories.applications import complete_application
from tests.fakes.qualified_ca import DAY, Authority

pytestmark = pytest.mark.django_db
CODE = "RSSMRA80A01F205X"
OTHER = "VRDLGU80A01F205T"


@pytest.fixture(scope="module")
def authority():
    return Authority()


@pytest.fixture(autouse=True)
def _real_site(settings, authority, db):
    settings.IDENTITY_TO_SEND = True
    install_trust_list(content=authority.pem, name="autorita.pem")


class Walk:
    """A person signed in by password, on the summary of a complete draft."""

    def __init__(self) -> None:
        self.application = complete_application(published_call())
        self.person = self.application.created_by
        self.person.fiscal_code = CODE
        self.person.save()
        self.client = signed_in(Client(), self.person)
        session = self.client.session
        session[ASSURANCE] = "password:1"
        session.save()

    def at(self, name):
        return reverse(f"applications:{name}", args=[self.application.code])

    def summary(self):
        return self.client.get(self.at("summary")).content.decode()

    def document(self):
        return self.client.get(self.at("signing_document")).content

    def bring(self, content, name="domanda.pdf"):
        return self.client.post(self.at("sign"), {"signed": SimpleUploadedFile(name, content)})

    def send(self):
        return self.client.post(self.at("send"), {"confirm": "1", "key": "k"})

    def refused(self, content, name="domanda.p7m"):
        answer = self.bring(content, name)
        assert answer.status_code == 422
        assert not VerifiedSignature.objects.exists()
        return answer.content.decode()


def test_the_whole_way_with_a_signed_pdf(authority):
    walk = Walk()
    page = walk.summary()
    assert "Oppure firma la domanda" in page
    assert "la password non basta" in page
    assert "Per inviare entra con SPID" in walk.send().content.decode()

    document = walk.document()
    assert walk.document() == document
    frozen = PdfReader(io.BytesIO(document)).attachments[f"contenuto-{walk.application.code}.json"][0]
    read = "".join(one.extract_text() for one in PdfReader(io.BytesIO(document)).pages)
    assert CODE in read

    signed = authority.signer(CODE).pdf(document)
    assert walk.bring(signed)["Location"].startswith(walk.at("summary"))
    page = walk.summary()
    assert "La tua firma è verificata" in page
    assert "Non abbiamo controllato in rete" in page
    assert walk.client.get(walk.at("signed_file")).getvalue() == signed
    assert walk.send()["Location"] == walk.at("receipt")

    sent = Submission.objects.get()
    assert sent.payload.encode() == frozen
    assert sent.assurance == "password:1"
    assert sent.signature.findings["certificate"]["fiscal_code"] == CODE
    assert sent.signature.findings["trust_lists"][0]["sha256"] == TrustList.objects.get().sha256
    assert read_stored(sent.signature.storage_key) == signed
    assert not VerifiedSignature.objects.exists()
    receipt = walk.client.get(walk.at("receipt")).content.decode()
    assert "elettronica qualificata, verificata" in receipt
    assert f"Persona campione, {CODE}" in receipt
    printed = PdfReader(io.BytesIO(walk.client.get(walk.at("receipt_pdf")).content))
    assert "controllato in rete" in "".join(one.extract_text() for one in printed.pages)
    assert walk.client.get(walk.at("signed_file")).getvalue() == signed
    # a second click finds the receipt
    assert walk.send()["Location"] == walk.at("receipt")
    kept = {one.path: one for one in kept_application(walk.application.pk, "Ufficio")}
    assert f"domande/{walk.application.code}/firma/{sent.signature.pk}.pdf" in kept
    _discarded(walk)
    verbs = list(AuditEntry.objects.values_list("verb", flat=True))
    assert {"signature_verified", "application_submitted", "sent_with_signature"} <= set(verbs)


def _discarded(walk):
    """When its time is over the signature goes with the rest: who signed is in it."""
    head = walk.application.call.head_of_procedure
    erase_content(application_id=walk.application.pk, keeps_firm=False, authority="atto 1", by=head)
    left = SubmissionSignature.objects.get()
    assert (left.findings, left.name) == ({}, "")
    assert len(left.sha256) == 64
    rows = signature_rows(left)
    assert [label for label, _value in rows] == ["Verificata"]


def test_a_p7m_is_as_good_and_is_kept_for_good(authority):
    walk = Walk()
    walk.bring(authority.signer(CODE).p7m(walk.document()), "domanda.pdf.p7m")
    assert walk.send()["Location"] == walk.at("receipt")
    kept = SubmissionSignature.objects.get()
    with pytest.raises(Exception, match="written once"):
        SubmissionSignature.objects.filter(pk=kept.pk).update(sha256="0" * 64)


def test_what_is_changed_after_signing_is_signed_again(authority):
    walk = Walk()
    signed = authority.signer(CODE).p7m(walk.document())
    walk.bring(signed)
    change(walk)
    # the summary was not read again: the signature is of what was there before
    answer = walk.send().content.decode()
    assert "La tua firma non vale più per questa domanda" in answer
    assert "Hai cambiato la domanda dopo averla firmata" in answer
    assert "cambiata da quando hai scaricato" in walk.bring(signed).content.decode()
    assert not Submission.objects.exists()
    walk.bring(authority.signer(CODE).p7m(walk.document()))
    assert walk.send()["Location"] == walk.at("receipt")


def change(walk):
    row = SectionAnswers.objects.get(application=walk.application, section_key="project")
    save_section(
        sheet=walk.application,
        section_key="project",
        answers={"project_title": "Un altro titolo"},
        base_version=row.version,
        by=walk.person,
    )


def test_what_does_not_count_says_why_beside_the_field(authority):
    walk = Walk()
    document = walk.document()
    ended = authority.signer(CODE, since=-9 * DAY, until=-DAY)
    for content, words in (
        (ended.p7m(document), "è scaduto"),
        (authority.signer(CODE, compliance=False).p7m(document), "non è qualificato"),
        (authority.signer(OTHER).p7m(document), "Ha firmato un’altra persona"),
        (Authority("Altra").signer(CODE).p7m(document), "non è nell’elenco"),
        (authority.signer(CODE).p7m(document + b"\n"), "non è quello che hai scaricato"),
        (document, "nessuna firma"),
    ):
        assert words in walk.refused(content)
    assert "Scegli il file firmato" in walk.client.post(walk.at("sign")).content.decode()
    assert AuditEntry.objects.filter(verb="signature_refused").count() == 6
    first = AuditEntry.objects.filter(verb="signature_refused").earliest("pk").after
    assert first["reason"] == "certificato scaduto"
    assert CODE in first["certificate"]


def test_a_certificate_that_ends_before_the_sending_does_not_count(authority):
    walk = Walk()
    walk.bring(authority.signer(CODE).p7m(walk.document()))
    VerifiedSignature.objects.update(counts_until=database_now() - timedelta(seconds=1))
    assert "La firma non vale più" in walk.summary()
    assert "scarica il documento nuovo" in walk.send().content.decode()
    assert not Submission.objects.exists()


def test_who_writes_another_codice_fiscale_after_signing_is_not_who_signed(authority):
    walk = Walk()
    walk.bring(authority.signer(CODE).p7m(walk.document()))
    walk.person.fiscal_code = OTHER
    walk.person.save()
    assert "La tua firma è verificata" not in walk.summary()
    walk.send()
    assert not Submission.objects.exists()


def test_without_a_list_that_counts_nobody_is_asked_to_sign():
    walk = Walk()
    TrustList.objects.update(issued_at=database_now() - timedelta(days=400))
    assert "Oppure firma la domanda" not in walk.summary()
    assert walk.client.get(walk.at("signing_document")).status_code == 404

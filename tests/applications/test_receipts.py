"""The receipt: what the law asks, on the page, in the PDF, in the e-mail."""

from __future__ import annotations

import io

import pytest
from django.conf import settings
from django.core import mail
from pypdf import PdfReader

from manifattura.applications.actions.register_submissions import register_submissions
from manifattura.applications.actions.send_receipt import send_receipt
from manifattura.applications.queries.receipts import capacity_words, receipt_of, receipt_pdf, rights
from tests.applications.published import published_call
from tests.factories.applications import submitted_application

pytestmark = pytest.mark.django_db


def _text(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def test_the_pdf_says_number_digest_files_and_rights():
    application = submitted_application(published_call())
    receipt = receipt_of(application)
    pdf = receipt_pdf(receipt)
    text = _text(pdf).replace("\n", "")
    assert application.submission.registration in text
    assert application.submission.payload_sha256 in text
    assert receipt.files[0].sha256 in text
    assert "Responsabile campione" in text
    assert "potere sostitutivo" in text
    assert "TAR" in text
    assert PdfReader(io.BytesIO(pdf)).trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert receipt_pdf(receipt) == pdf
    links = [
        note["/A"]["/URI"] for page in PdfReader(io.BytesIO(pdf)).pages for note in page.get("/Annots", [])
    ]
    assert links == [f"{settings.PUBLIC_ADDRESS}/verifica/"]
    # what the office wrote in two fields reads as two sentences
    seen = dict(rights(receipt))["Come vedere gli atti"]
    assert seen.endswith("Piazza campione 1, Milano. Dal lunedì al venerdì, 9–12")


def test_the_receipt_is_written_once_with_its_pdf():
    application = submitted_application(published_call(), register=False)
    assert register_submissions() == 1
    submission = application.submission
    assert send_receipt(submission_id=submission.pk)
    assert not send_receipt(submission_id=submission.pk)
    (message,) = mail.outbox
    assert message.to == [application.created_by.email]
    (name, content, kind), _proof = message.attachments
    assert name.startswith("ricevuta-0000001-")
    assert kind == "application/pdf"
    assert content.startswith(b"%PDF")
    assert "potere sostitutivo" in message.body
    (file,) = submission.application.attachments.all()
    assert f"{file.name}, " in message.body
    assert file.sha256 in message.body
    assert application.created_by.notices.filter(kind="application_submitted").count() == 1


@pytest.mark.parametrize(
    ("capacity", "kind", "words"),
    [
        ("legal_rep", "firm", "come legale rappresentante"),
        ("legal_rep", "firm_to_be", "come promotore"),
        ("legal_rep", "self_employed", ""),
        ("delegate", "self_employed", "come delegato"),
        ("", "firm", ""),
    ],
)
def test_the_receipt_says_in_which_quality_the_sender_acted(capacity: str, kind: str, words: str):
    said = capacity_words(capacity, kind)
    assert said.startswith(words)
    assert bool(said) == bool(words)

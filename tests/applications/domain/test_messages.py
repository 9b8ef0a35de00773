"""The plain rules of messages: words and placeholders, what an e-mail's outcomes mean, receipts of certified mail."""

from __future__ import annotations

from datetime import UTC, datetime
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manifattura.applications.domain.certified_mail import ReceiptKind, is_email, read_receipt
from manifattura.applications.domain.delivery_outcomes import (
    DONE,
    DeliveryOutcome,
    NextStep,
    next_step,
    outcome_now,
)
from manifattura.applications.domain.message_texts import (
    MessageText,
    fill,
    one_line,
    read_texts,
    shorten,
    text_in,
    unknown_placeholders,
    write_texts,
)

IT, EN = MessageText("Oggetto", "Testo"), MessageText("Subject", "Text")
TAKEN, SENT, FAILED = DeliveryOutcome.TAKEN, DeliveryOutcome.SENT, DeliveryOutcome.FAILED
UNCERTAIN, NO_ADDRESS = DeliveryOutcome.UNCERTAIN, DeliveryOutcome.NO_ADDRESS


def certificate(kind: str = "avvenuta-consegna", **changes: str) -> str:
    parts = {
        "delivered": "<consegna>Impresa@PEC.example.org</consegna>",
        "moment": '<data zona="+0100"><giorno>24/11/2026</giorno><ora>10:32:11</ora></data>',
        "identifier": "<identificativo>opec1.20261124@pec.example.org</identificativo>",
        **changes,
    }
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><postacert tipo="{kind}" errore="nessuno"><intestazione>'
        "<mittente>ufficio@pec.example.org</mittente>"
        '<destinatari tipo="certificato">impresa@pec.example.org</destinatari>'
        "<oggetto>Prova</oggetto></intestazione>"
        f"<dati>{parts['moment']}{parts['identifier']}<msgid>&lt;m1@example.org&gt;</msgid>{parts['delivered']}</dati>"
        "</postacert>"
    )


def receipt_email(xml: str | None = None, **headers: str) -> bytes:
    """A receipt as mail programmes save it: the certificate beside the message that it encloses."""
    enclosed = EmailMessage()
    enclosed["From"] = "ufficio@pec.example.org"
    enclosed.set_content("testo")
    # a certificate inside the enclosed message is the applicant's business, not the provider's word
    enclosed.add_attachment(
        certificate("accettazione").encode(), maintype="application", subtype="xml", filename="daticert.xml"
    )
    mail = EmailMessage()
    for name, value in {
        "From": "posta-certificata@pec.example.org",
        "Date": "Tue, 24 Nov 2026 10:32:12 +0100",
        **headers,
    }.items():
        if value:
            mail[name] = value
    mail.set_content("Ricevuta di avvenuta consegna")
    mail.add_attachment(enclosed)
    if xml is not None:
        mail.add_attachment(xml.encode(), maintype="application", subtype="xml", filename="daticert.xml")
    return mail.as_bytes()


def test_a_text_is_read_in_the_readers_language_or_in_italian():
    assert text_in({"it": IT, "en": EN}, "en-gb") == EN
    assert text_in({"it": IT}, "en") == IT
    assert read_texts(write_texts({"it": IT, "en": EN})) == {"it": IT, "en": EN}


def test_a_subject_is_one_line_of_a_length_that_messages_take():
    assert one_line(" a\r\n  b ") == "a b"
    assert shorten("a" * 160) == "a" * 160
    assert shorten("a" * 150 + " " * 9 + "bbb") == "a" * 150 + "…"


def test_placeholders_are_filled_and_unknown_ones_are_found():
    known = {"impresa": "Impresa campione A"}
    assert fill("Per {impresa} e { Impresa }, {altro}", known) == (
        "Per Impresa campione A e Impresa campione A, {altro}"
    )
    assert unknown_placeholders("{impresa} {altro} {altro} {}", known) == ["{altro}", "{}"]


@given(st.text(), st.text(alphabet="abc{}"))
def test_filling_never_fills_twice(text, value):
    """A firm whose name looks like a placeholder stays a name."""
    once = fill(f"{{impresa}}{text.replace('{', '').replace('}', '')}", {"impresa": value, "abc": "X"})
    assert once.startswith(value)


@pytest.mark.parametrize(
    ("outcomes", "step"),
    [
        ([], NextStep.SEND),
        ([TAKEN, FAILED], NextStep.SEND),
        ([TAKEN], NextStep.DOUBT),
        ([TAKEN, FAILED, TAKEN], NextStep.DOUBT),
        ([TAKEN, SENT], NextStep.STOP),
        ([TAKEN, UNCERTAIN], NextStep.STOP),
        ([NO_ADDRESS], NextStep.STOP),
    ],
)
def test_what_to_do_after_these_outcomes(outcomes, step):
    assert next_step(outcomes) == step
    assert outcome_now(outcomes) == (outcomes[-1] if outcomes else "")


@given(st.lists(st.sampled_from(list(DeliveryOutcome)), max_size=6))
def test_after_a_final_outcome_nothing_is_ever_sent(outcomes):
    if DONE & set(outcomes):
        assert next_step(outcomes) == NextStep.STOP


def test_a_delivery_receipt_says_when_to_whom_and_of_what():
    facts = read_receipt("ricevuta.eml", receipt_email(certificate()))
    assert facts is not None
    assert facts.kind == ReceiptKind.DELIVERY
    assert facts.addresses == ("impresa@pec.example.org",)
    assert facts.happened_at == datetime(2026, 11, 24, 9, 32, 11, tzinfo=UTC)
    assert facts.identifier == "opec1.20261124@pec.example.org"
    assert read_receipt("daticert.xml", certificate().encode()) == facts


def test_an_acceptance_names_the_addressees_and_a_missing_identifier_is_the_mails():
    facts = read_receipt("DATICERT.XML", certificate("accettazione", delivered="", identifier="").encode())
    assert facts is not None
    assert (facts.kind, facts.addresses, facts.identifier) == (
        ReceiptKind.ACCEPTANCE,
        ("impresa@pec.example.org",),
        "m1@example.org",
    )
    failed = read_receipt("daticert.xml", certificate("errore-consegna").encode())
    assert failed is not None
    assert failed.kind == ReceiptKind.FAILURE


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("ricevuta.pdf", certificate().encode()),
        ("ricevuta.eml", receipt_email()),
        ("ricevuta.eml", b"\xff\xfe"),
        ("ricevuta.eml", b"From: a\nContent-Disposition: attachment; filename*=idna''%ff\n\ntesto"),
        ("daticert.xml", b"<non chiuso"),
        ("daticert.xml", b"<!DOCTYPE a>" + certificate().encode()),
        ("daticert.xml", certificate("posta-certificata").encode()),
        ("daticert.xml", certificate(moment="").encode()),
        ("daticert.xml", certificate(moment="<data><giorno>24/11/2026</giorno></data>").encode()),
        ("daticert.xml", b" " * (1024 * 1024 + 1)),
    ],
)
def test_what_is_no_receipt_says_nothing(name, content):
    assert read_receipt(name, content) is None


def test_a_saved_email_has_a_sender_and_a_date():
    assert is_email(receipt_email())
    assert not is_email(receipt_email(Date=""))
    assert not is_email(b"%PDF-1.7")


@given(st.binary(max_size=300))
def test_no_file_breaks_the_reading(content):
    assert read_receipt("ricevuta.eml", content) is None
    assert read_receipt("daticert.xml", content) is None
    is_email(content)

"""/verifica and the public log of a call: plain answers, clear refusals, nobody named."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from manifattura.applications.actions.log_keys import rotate_key
from manifattura.applications.domain.receipt_documents import result_document
from manifattura.applications.models import Application
from manifattura.applications.queries.proof_log import consistency_document, receipt_document
from manifattura.applications.queries.receipts import receipt_of, receipt_pdf
from manifattura.kernel.canonical_json import canonical_json
from tests.applications.published import published_call
from tests.factories.applications import submitted_application

pytestmark = pytest.mark.django_db

Given = tuple[Any, list[Application]]


@pytest.fixture
def given() -> Given:
    """A call with three applications in two batches."""
    call = published_call()
    first = submitted_application(call, register=False)
    return call, [first, submitted_application(call), submitted_application(call)]


def posted(client: Client, document: Any) -> Any:
    content = document if isinstance(document, bytes) else json.dumps(document).encode()
    return client.post(reverse("applications:verify"), {"file": SimpleUploadedFile("r.json", content)})


def words(response: Any) -> str:
    return " ".join(response.content.decode().split())


def test_a_receipt_is_checked_in_the_page(client: Client, given: Given):
    call, applications = given
    document = receipt_document(applications[1].submission)
    assert document is not None
    for response in (
        posted(client, document),
        client.post(reverse("applications:verify"), {"text": json.dumps(document)}),
    ):
        page = words(response)
        assert response.status_code == 200
        assert response["Cache-Control"] == "private, no-store"
        assert "La ricevuta è vera" in page
        assert "Il nostro registro dice ancora oggi la stessa cosa" in page
        assert page.count('name="subject" value="receipt_check"') == page.count('id="feedback-title"') == 1
        assert applications[1].lead.name not in page
        assert applications[1].created_by.full_name not in page
    rotate_key()
    assert "una di quelle usate in passato" in words(posted(client, document))
    proof = consistency_document(call.pk, 2, 3)
    page = words(posted(client, proof))
    assert "Il registro è cresciuto senza cambiare" in page
    assert page.count("dice ancora oggi la stessa cosa") == 1


def test_the_pdf_of_a_receipt_is_read_through_its_attachment(client: Client, given: Given):
    application = given[1][0]
    response = posted(client, receipt_pdf(receipt_of(application)))
    page = words(response)
    assert response.status_code == 200
    assert "La ricevuta è vera" in page
    assert "non il testo che si legge nelle sue pagine" in page
    assert application.submission.payload_sha256 in page


def test_what_does_not_hold_is_said_with_its_meaning(client: Client, given: Given):
    document = receipt_document(given[1][0].submission)
    assert document is not None
    page = words(posted(client, {**document, "leaf": {**document["leaf"], "payload_sha256": "ab" * 32}}))
    assert "La ricevuta non torna" in page
    assert "Il conto non torna" in page
    assert "La firma sul registro è valida" in page
    assert "da solo non prova nulla" in page
    assert "dice ancora oggi la stessa cosa" not in page
    # a whole log made up by somebody else verifies, and is not ours
    key = Ed25519PrivateKey.generate()
    raw = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    forged = {
        **document,
        "public_key": base64.b64encode(raw).decode(),
        "signature": base64.b64encode(key.sign(canonical_json(document["tree_head"]))).decode(),
    }
    page = words(posted(client, forged))
    assert "La chiave non è dell’ufficio" in page
    assert "La ricevuta è vera" not in page
    assert "Il nostro registro dice" not in page


def test_a_signed_head_that_the_log_no_longer_shows_is_evidence(client: Client, given: Given):
    from django.db import connection

    document = receipt_document(given[1][0].submission)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE applications_treehead SET root = %s WHERE tree_size = 2", ["cd" * 32])
        assert "oggi ne mostra uno diverso" in words(posted(client, document))
        cursor.execute("DELETE FROM applications_treehead WHERE tree_size = 2")
        assert "oggi non lo mostra più" in words(posted(client, document))
        cursor.execute("SET LOCAL session_replication_role = origin")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"ciao", "Non è un file di ricevuta"),
        (b"%PDF-1.7 \xff\xfe", "Il PDF non si apre"),
        (b'{"format":"manifattura-ranking/1"}', "Non è un file di ricevuta"),
        (b"", "vuoto"),
        (b" " * 300_000, "troppo grande"),
    ],
)
def test_other_files_are_refused_clearly(client: Client, content: bytes, said: str):
    response = posted(client, content)
    assert response.status_code == 422
    assert said in words(response)


def test_nothing_given_is_refused_clearly(client: Client):
    assert "Scegli il file" in words(client.post(reverse("applications:verify"), {}))
    assert "Incolla il contenuto" in words(client.post(reverse("applications:verify"), {"text": " "}))
    response = client.get(reverse("applications:verify"))
    assert response.status_code == 200
    assert "public" in response["Cache-Control"]


def test_paper_is_looked_up_by_number_and_hash(client: Client, given: Given):
    submission = given[1][0].submission
    address = reverse("applications:verify")

    def asked(number: Any, digest: str) -> str:
        response = client.get(address, {"numero": number, "impronta": digest})
        assert response["Cache-Control"] == "private, no-store"
        return words(response)

    for number in (submission.arrival, submission.registration):
        page = asked(number, submission.payload_sha256)
        assert "Nel registro c’è" in page
        assert "posto 1 di 3" in page
        assert given[1][0].lead.name not in page
    other = given[1][1].submission
    for number in (other.arrival, other.registration, "x", "1/x", "٣", "9" * 12):
        assert "Nel registro non c’è" in asked(number, submission.payload_sha256)
    assert client.get(address, {"numero": "", "impronta": ""}).status_code == 422
    waiting = submitted_application(given[0], register=False).submission
    assert "La domanda è arrivata" in asked(waiting.arrival, waiting.payload_sha256)


def test_heads_are_public_on_a_page_for_machines_and_as_a_feed(
    client: Client, given: Given, django_assert_max_num_queries: Callable[..., Any]
):
    call, applications = given
    with django_assert_max_num_queries(12):
        page = words(client.get(reverse("applications:proof_log", args=[call.slug])))
    assert "3 domande, firmato" in page
    assert "coerenza.json?da=2&amp;a=3" in page
    assert applications[0].lead.name not in page
    document = client.get(reverse("applications:heads", args=[call.slug])).json()
    assert [one["tree_head"]["tree_size"] for one in document["heads"]] == [2, 3]
    assert document["next"] is None
    later = client.get(reverse("applications:heads", args=[call.slug]), {"dopo": "2"}).json()
    assert later["heads"] == document["heads"][1:]
    one = client.get(reverse("applications:head", args=[call.slug, 3]))
    assert one.json() == document["heads"][1]
    assert client.get(reverse("applications:head", args=[call.slug, 1])).status_code == 404
    feed = client.get(reverse("applications:heads_feed", args=[call.slug]))
    assert feed["Content-Type"].startswith("application/atom+xml")
    assert document["heads"][1]["tree_head"]["root"] in feed.content.decode()
    assert len(client.get(reverse("applications:log_keys")).json()["keys"]) == 1


def test_consistency_between_any_two_heads(client: Client, given: Given):
    address = reverse("applications:consistency", args=[given[0].slug])
    for query in ({"da": "2", "a": "3"}, {"da": "2"}, {"da": "3"}):
        response = client.get(address, query)
        assert result_document(response.json())["valid"]
    for query in ({}, {"da": "3", "a": "2"}, {"da": "1"}):
        response = client.get(address, query)
        assert response.status_code == 404
        assert "error" in response.json()
    assert client.get(address, {"da": "x"}).status_code == 404
    assert client.get(address, {"da": "9" * 10}).status_code == 404


def test_a_call_without_applications_says_how_its_log_begins(client: Client):
    call = published_call()
    assert "Ancora nessuna domanda" in words(client.get(reverse("applications:proof_log", args=[call.slug])))
    assert client.get("/bandi/non-esiste/registro/").status_code == 404
    assert client.get(reverse("applications:heads", args=[call.slug])).json()["heads"] == []

"""Minutes: numbered, frozen with their digest, signed outside and brought back; never changed after."""

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from manifattura.evaluation.actions.write_minutes import (
    generate_minutes,
    upload_signed_minutes,
    write_statements,
)
from manifattura.evaluation.domain.states import MemberRole
from manifattura.evaluation.models import Minutes
from manifattura.kernel.errors import Conflict, PermissionRefused, Refused
from manifattura.kernel.files import read_stored
from tests.factories.accounts import PersonFactory, signed_in
from tests.factories.evaluation import scored_desk, sitting_desk
from tests.factories.signed_files import CONTAINER, with_signature

pytestmark = pytest.mark.django_db


def secretary_of(desk):
    return desk.member(MemberRole.SECRETARY).person


def test_only_a_sitting_that_is_over_gets_its_minutes():
    desk = sitting_desk(1)
    minutes = Minutes.objects.get()
    write_statements(minutes=minutes, statements="Uno", version=0, by=secretary_of(desk))
    with pytest.raises(Conflict) as conflict:
        write_statements(minutes=minutes, statements="Due", version=0, by=secretary_of(desk))
    assert conflict.value.theirs["statements"] == "Uno"
    with pytest.raises(Refused) as early:
        generate_minutes(minutes=minutes, by=secretary_of(desk))
    assert early.value.code == "open"
    with pytest.raises(Refused) as draft:
        upload_signed_minutes(minutes=minutes, content=b"x", file_name="x.pdf", by=secretary_of(desk))
    assert draft.value.code == "draft"


def test_generated_once_then_signed_once():
    desk = scored_desk(["0.8"])
    minutes, secretary = Minutes.objects.get(), secretary_of(desk)
    with pytest.raises(PermissionRefused):
        generate_minutes(minutes=minutes, by=desk.member().person)
    minutes = generate_minutes(minutes=minutes, by=secretary)
    pdf = read_stored(minutes.storage_key)
    assert (minutes.number, minutes.sha256) == (1, hashlib.sha256(pdf).hexdigest())
    assert b"pdfuaid" in pdf
    for act in (
        lambda: generate_minutes(minutes=minutes, by=secretary),
        lambda: write_statements(minutes=minutes, statements="x", version=minutes.version, by=secretary),
        lambda: upload_signed_minutes(minutes=minutes, content=b"", file_name="", by=secretary),
        lambda: upload_signed_minutes(minutes=minutes, content=pdf, file_name="v.pdf", by=secretary),
        lambda: upload_signed_minutes(minutes=minutes, content=b"testo", file_name="v.p7m", by=secretary),
    ):
        with pytest.raises(Refused):
            act()
    another = {"minutes": minutes, "content": with_signature(b"%PDF-1.7 altro"), "file_name": "altro.pdf"}
    with pytest.raises(Refused) as other:
        upload_signed_minutes(**another, by=secretary)
    assert other.value.code == "another"
    signed = upload_signed_minutes(
        minutes=minutes, content=with_signature(pdf), file_name="verbale-firmato.pdf", by=secretary
    )
    assert (signed.kind, signed.holds_original) == ("pdf", True)
    with pytest.raises(Refused):
        upload_signed_minutes(minutes=minutes, content=CONTAINER + pdf, file_name="v.p7m", by=secretary)
    for statement in (
        "UPDATE evaluation_minutes SET statements = 'x'",
        "DELETE FROM evaluation_minutes",
        "UPDATE evaluation_signedminutes SET sha256 = ''",
    ):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_a_file_rewritten_by_the_signing_program_wants_the_secretary_s_word():
    desk = scored_desk(["0.8"])
    minutes, secretary = Minutes.objects.get(), secretary_of(desk)
    minutes = generate_minutes(minutes=minutes, by=secretary)
    signed = upload_signed_minutes(
        minutes=minutes,
        content=with_signature(b"%PDF-1.7 riscritto"),
        file_name="verbale.pdf",
        compared=True,
        by=secretary,
    )
    assert not signed.holds_original
    assert signed.uploaded_by == secretary


def test_from_the_pages(client):
    desk = scored_desk(["0.8"])
    sitting = desk.committee.sittings.get()
    page = reverse("evaluation:sitting_minutes", args=[sitting.pk])
    signed_in(client, desk.officer)
    assert client.post(page, {"version": "0", "act": "generate"}).status_code == 403
    file = reverse("evaluation:sitting_minutes_file", args=[sitting.pk])
    signed_page = reverse("evaluation:sitting_minutes_signed", args=[sitting.pk])
    assert (client.get(file).status_code, client.get(signed_page).status_code) == (404, 404)
    signed_in(client, secretary_of(desk))
    assert client.post(page, {"version": "7", "act": "save", "statements": "x"}).status_code == 422
    sent = {"version": "0", "act": "generate", "statements": "Il presidente ricorda le regole."}
    assert client.post(page, sent).status_code == 302
    bad = {"act": "upload", "file": SimpleUploadedFile("verbale.pdf", b"non firmato")}
    assert client.post(page, bad).status_code == 422
    pdf = b"".join(client.get(file).streaming_content)
    other = {"act": "upload", "file": SimpleUploadedFile("altro.p7m", CONTAINER + b"un altro documento")}
    refused = client.post(page, other)
    assert refused.status_code == 422
    assert 'name="compared"' in refused.content.decode()
    good = {"act": "upload", "file": SimpleUploadedFile("verbale.pdf.p7m", CONTAINER + pdf)}
    assert client.post(page, good).status_code == 302
    signed_in(client, desk.officer)
    text = client.get(page).content.decode()
    assert "Contiene il verbale generato" in text
    assert b"".join(client.get(signed_page).streaming_content) == CONTAINER + pdf
    assert (
        "N. 1, seduta 1" in client.get(reverse("evaluation:committee", args=[desk.call.pk])).content.decode()
    )
    signed_in(client, PersonFactory())
    assert client.get(page).status_code in (403, 404)

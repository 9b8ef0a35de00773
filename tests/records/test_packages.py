"""The preservation package: every digest computed again, who may take it, and its file goes when its content goes."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import zipfile
from io import BytesIO

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from manifattura.accounts.domain.roles import Role
from manifattura.applications.actions.erase_content import erase_content
from manifattura.applications.actions.send_message import send_message
from manifattura.applications.actions.store_upload import Upload
from manifattura.applications.models import Submission
from manifattura.applications.queries.applications import attachments_of
from manifattura.evaluation.actions.answer_observation import answer_observation
from manifattura.evaluation.actions.publish_provisional_ranking import publish_provisional_ranking
from manifattura.evaluation.actions.send_observation import send_observation
from manifattura.evaluation.models import Ranking, VisitFile
from manifattura.kernel.clock import database_now, today
from manifattura.kernel.errors import PermissionRefused
from manifattura.kernel.files import read_stored, remove_stored, store_file
from manifattura.records.actions.ask_package import ask_package
from manifattura.records.actions.build_package import build_package
from manifattura.records.actions.erase_packages import erase_packages
from manifattura.records.models import PreservationPackage, SampleCheck
from tests.factories.accounts import StaffFactory, signed_in
from tests.factories.applications import pdf_bytes
from tests.factories.casework import answer_form, check_all, notified, register_desk, visited
from tests.factories.draws import convened_draw, held_draw
from tests.factories.evaluation import large_ranking, reviewed_desk
from tests.factories.rankings import tight_desk

pytestmark = pytest.mark.django_db


def packed(call, run_jobs) -> PreservationPackage:
    ask_package(call=call, by=call.head_of_procedure)
    run_jobs()
    return PreservationPackage.objects.latest("pk")


def test_every_digest_of_the_package_can_be_computed_again(run_jobs, tmp_path):
    desk = reviewed_desk(1)
    application = desk.reviews[0].application
    send_message(
        application=application, template="free", subject="Una domanda", body="Quando?", by=desk.head
    )
    found = packed(desk.call, run_jobs)
    content = read_stored(found.storage_key)
    assert hashlib.sha256(content).hexdigest() == found.sha256
    path = tmp_path / "package.zip"
    path.write_bytes(content)
    done = subprocess.run([sys.executable, "-m", "zipfile", "-t", str(path)], capture_output=True, check=True)
    assert b"Done testing" in done.stdout
    archive = zipfile.ZipFile(BytesIO(content))
    raw = archive.read("indice.json")
    assert hashlib.sha256(raw).hexdigest() == found.index_sha256
    index = json.loads(raw)
    for entry in index["files"]:
        digest = hashlib.sha256(archive.read(entry["path"])).hexdigest()
        assert digest == entry["IdDoc"]["ImprontaCrittograficaDelDocumento"]["Impronta"]
    assert {entry["path"] for entry in index["files"]} | {"indice.json"} == set(archive.namelist())
    assert found.files == len(index["files"])
    kinds = {entry["TipologiaDocumentale"] for entry in index["files"]}
    assert kinds >= {"Bando", "Domanda", "Ricevuta", "Allegato", "Messaggio"}
    sent = Submission.objects.get(application=application)
    own = hashlib.sha256(archive.read(f"domande/{application.code}/domanda.json")).hexdigest()
    assert own == sent.payload_sha256
    assert build_package(package_id=found.pk).sha256 == found.sha256
    with pytest.raises(IntegrityError), transaction.atomic():
        PreservationPackage.objects.update(sha256="0" * 64)


def texts_of(package):
    """Path → text of each JSON of the package, and the paths of the others."""
    archive = zipfile.ZipFile(BytesIO(read_stored(package.storage_key)))
    return {
        name: archive.read(name).decode() if name.endswith(".json") else "" for name in archive.namelist()
    }


def test_what_was_observed_on_the_ranking_is_there_with_its_answer(run_jobs):
    desk = tight_desk()
    publish_provisional_ranking(call=desk.call, by=desk.head)
    application = desk.reviews[1].application
    observation = send_observation(
        application=application,
        text="Il punteggio non conta la sede.",
        attachments=[Upload("prova.pdf", pdf_bytes())],
        by=application.created_by,
    )
    answer_observation(observation=observation, accepted=False, text="La sede conta già.", by=desk.head)
    found = texts_of(packed(desk.call, run_jobs))
    folder = f"domande/{application.code}/osservazioni/1"
    document = json.loads(found[f"{folder}.json"])
    assert document["text"] == "Il punteggio non conta la sede."
    assert document["answer"]["text"] == "La sede conta già."
    assert f"{folder}/{observation.files.get().pk}.pdf" in found


def test_what_was_answered_to_the_office_and_seen_on_site_is_there(
    run_jobs, django_capture_on_commit_callbacks
):
    desk = register_desk(2)
    first, second = desk.reviews
    visit = visited(desk, check_all(desk, first))
    stored = store_file(BytesIO(b"foto"))
    picture = VisitFile.objects.create(
        visit=visit,
        storage_key=stored.storage_key,
        name="foto.jpg",
        size=stored.size,
        content_type="image/jpeg",
        sha256=stored.sha256,
        uploaded_by=desk.officer,
    )
    notice = notified(desk, second, failing=second.checks.first().requirement_key)
    with django_capture_on_commit_callbacks(execute=True):
        answer_form(notice.form, {"altro": "Abito in via campione."})
    found = texts_of(packed(desk.call, run_jobs))
    assert f"domande/{first.application.code}/sopralluoghi/{visit.pk}/{picture.pk}.jpg" in found
    assert "via campione" in found[f"domande/{second.application.code}/moduli/{notice.form.code}.json"]


def test_what_was_drawn_in_public_is_there_with_its_minutes(run_jobs):
    desk = tight_desk()
    sample = SampleCheck.objects.create(
        call=desk.call,
        round=desk.call.rounds.get(),
        population="submitted",
        percent=10,
        identifiers=["BAND-1"],
        identifiers_sha256="0" * 64,
        seed_rule="Numeri di un’estrazione pubblica (campione)",
        seed_on=today(),
        announced_by=desk.head,
    )
    convened_draw(desk, annulled_by=desk.head, annulled_at=database_now(), annulled_reason="Sala chiusa.")
    draw = held_draw(desk, number=2)
    package = packed(desk.call, run_jobs)
    found = texts_of(package)
    announced = found["sedute-pubbliche/sorteggio-2-annuncio.json"]
    assert hashlib.sha256(announced.encode()).hexdigest() == draw.sha256
    assert "sedute-pubbliche/sorteggio-2-verbale.pdf" in found
    assert "sedute-pubbliche/sorteggio-1-annuncio.json" in found
    assert "sedute-pubbliche/sorteggio-1-verbale.pdf" not in found, "it was not held"
    assert "Sala chiusa." in found["indice.json"]
    drawn = json.loads(found[f"controlli-a-campione/controllo-{sample.pk}.json"])
    assert (drawn["identifiers"], drawn["drawn"], drawn["seed"]) == (["BAND-1"], [], "")


def test_a_file_that_is_lost_is_told(run_jobs):
    desk = reviewed_desk(1)
    lost = attachments_of(desk.reviews[0].application).first()
    remove_stored(lost.storage_key)
    found = packed(desk.call, run_jobs)
    assert len(found.missing) == 1
    page = signed_in(Client(), desk.head).get(reverse("records:packages", args=[desk.call.pk]))
    assert "Incompleto" in page.content.decode()


def test_who_asks_and_who_takes(run_jobs):
    desk = reviewed_desk(1)
    page = reverse("records:packages", args=[desk.call.pk])
    head, officer = signed_in(Client(), desk.head), signed_in(Client(), desk.officer)
    assert "Ancora nessun pacchetto" in officer.get(page).content.decode()
    assert officer.post(page).status_code == 403
    with pytest.raises(PermissionRefused):
        ask_package(call=desk.call, by=desk.officer)
    assert head.post(page).status_code == 302
    assert "In attesa" in head.get(page).content.decode()
    run_jobs()
    found = PreservationPackage.objects.get()
    shown = head.get(page).content.decode()
    assert found.sha256 in shown
    file = reverse("records:package_file", args=[desk.call.pk, found.pk])
    assert file in shown
    assert b"".join(head.get(file))[:2] == b"PK"
    assert officer.get(file).status_code == 403
    assert signed_in(Client(), StaffFactory(role=Role.COMMITTEE_MEMBER)).get(file).status_code in (403, 404)
    assert erase_packages(call=desk.call, authority="atto n. 1", by=desk.head) == 1
    run_jobs()
    assert head.get(file).status_code == 404
    assert "File cancellato" in head.get(page).content.decode()
    with pytest.raises(FileNotFoundError):
        read_stored(found.storage_key)


def test_the_ranking_and_the_review_are_still_read_after_the_contents_are_gone(client):
    desk = large_ranking(3)
    held_draw(desk)
    publish_provisional_ranking(call=desk.call, by=desk.head)
    replay = reverse("evaluation:ranking_replay", args=[desk.call.slug])
    before = client.get(replay).content
    result = client.get(reverse("evaluation:ranking_result", args=[desk.call.slug])).content
    for review in desk.reviews:
        erase_content(application_id=review.application_id, keeps_firm=False, authority="a. 1", by=desk.head)
    assert client.get(replay).content == before
    ranking = Ranking.objects.get(call=desk.call)
    assert hashlib.sha256(before).hexdigest() == ranking.input_sha256
    assert hashlib.sha256(result).hexdigest() == ranking.result_sha256
    assert client.get(reverse("evaluation:ranking", args=[desk.call.slug])).status_code == 200
    office = signed_in(Client(), desk.head)
    page = office.get(reverse("evaluation:review", args=[desk.reviews[0].application.code]))
    assert "Il contenuto è stato scartato" in page.content.decode()

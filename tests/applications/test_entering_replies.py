"""A reply on paper or by certified mail: typed with its proof, in time when the proof says so, whenever it is typed."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from manifattura.applications.actions.attach_file import attach_file
from manifattura.applications.actions.close_form import close_form
from manifattura.applications.actions.enter_reply import enter_reply, give_up_reply
from manifattura.applications.actions.register_reply import register_reply
from manifattura.applications.actions.save_section import save_section
from manifattura.applications.actions.send_form import send_form
from manifattura.applications.domain.channels import Channel
from manifattura.applications.domain.form_states import FormState
from manifattura.applications.models import FilledForm, LaterArrival, Message
from manifattura.applications.queries.preserved import kept_application
from manifattura.calls.models import Term
from manifattura.evaluation.actions.admit_application import admit_application
from manifattura.evaluation.actions.close_remedy import withdraw_remedy
from manifattura.evaluation.domain.remedies import RemedyState
from manifattura.kernel.clock import database_now, today
from manifattura.kernel.errors import PermissionRefused, Refused
from tests.applications.published import published_call
from tests.applications.test_entering import entered, officer_of
from tests.factories.accounts import PersonFactory, signed_in
from tests.factories.applications import pdf_bytes
from tests.factories.arrivals import arrival_posted, arrival_proof
from tests.factories.casework import asked, delivered, end_of_term, reply_of
from tests.factories.evaluation import reviewed_desk

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def desk():
    return reviewed_desk(1)


@pytest.fixture
def request_(desk):
    """A remedy request that asks for the DURC, delivered."""
    made = asked(desk, desk.reviews[0])
    delivered(made.message)
    made.refresh_from_db()
    return made


def typed(form, by):
    """The one item of the request: that it is answered, and the document."""
    section = form.sections[0]
    given = {field["key"]: True for field in section["fields"] if field["key"].endswith("-given")}
    given |= {
        field["key"]: "Ecco il documento." for field in section["fields"] if field["type"] == "long_text"
    }
    rows = form.answer_rows.filter(section_key=section["key"]).first()
    save_section(
        sheet=form, section_key=section["key"], answers=given, base_version=rows.version if rows else 0, by=by
    )
    for field in section["fields"]:
        if field["type"] == "file":
            attach_file(sheet=form, field_key=field["key"], name="durc.pdf", content=pdf_bytes(), by=by)


def test_the_office_types_what_came_and_the_applicant_reads_it(
    desk, request_, django_capture_on_commit_callbacks
):
    form, by, boss = request_.form, desk.officer, request_.form.application.created_by
    arrived = database_now()
    row = enter_reply(form=form, proof=arrival_proof(arrived), by=by)
    assert (
        enter_reply(form=form, proof=arrival_proof(arrived), by=by) == row
    )  # a colleague goes on with the same
    with pytest.raises(Refused, match="sta registrando"):
        send_form(form=form, by=boss)
    page = (
        signed_in(Client(), boss).get(reverse("applications:filled_form", args=[form.code])).content.decode()
    )
    assert "L’ufficio sta registrando la tua risposta" in page
    with pytest.raises(Refused):
        register_reply(form=form, by=by)  # nothing is typed yet
    typed(form, by)
    with django_capture_on_commit_callbacks(execute=True):
        register_reply(form=form, by=by)
    form = FilledForm.objects.get(pk=form.pk)
    assert (form.state, form.submission.sent_at) == (FormState.SENT, arrived)
    document = reply_of(form)
    assert document["entered"]["channel"] == "pec"
    assert document["submitted_by"]["name"] == "Chi rappresenta l’impresa"
    assert register_reply(form=form, by=by) == form.submission  # a second click
    request_.refresh_from_db()
    assert request_.state == RemedyState.ANSWERED
    told = Message.objects.filter(application=form.application).latest("pk").text("it").body
    assert "per PEC" in told
    assert "0456789" in told
    kept = {file.path.rpartition("/")[0]: file for file in kept_application(form.application_id, "Ufficio")}
    proof = kept[f"domande/{form.application.code}/arrivi"]
    assert (proof.storage_key, proof.at) == (row.storage_key, arrived)
    assert "protocollo 0456789" in proof.subject
    assert proof.is_attachment_of == f"domanda/{form.application.code}"
    with pytest.raises(Refused, match="non si può più eliminare"):
        give_up_reply(form=form, by=by)


def test_what_arrived_in_time_counts_also_when_the_term_is_over(
    desk, request_, django_capture_on_commit_callbacks
):
    form, by, review = request_.form, desk.officer, desk.reviews[0]
    arrived = database_now() - DAY
    FilledForm.objects.filter(pk=form.pk).update(opened_at=arrived - DAY)
    with django_capture_on_commit_callbacks(execute=True):
        end_of_term(request_.term)
    Term.objects.filter(pk=request_.term.pk).update(due_on=today())
    form = FilledForm.objects.get(pk=form.pk)
    assert form.state == FormState.CLOSED
    enter_reply(form=form, proof=arrival_proof(arrived), by=by)
    review.refresh_from_db()
    with pytest.raises(Refused, match="prima registrala"):
        admit_application(review=review, base_version=review.version, by=by)
    typed(form, by)
    with django_capture_on_commit_callbacks(execute=True):
        register_reply(form=form, by=by)
    request_.refresh_from_db()
    assert request_.state == RemedyState.ANSWERED


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"arrived_at": timedelta(hours=3)}, "arrived_at"),
        ({"arrived_at": timedelta(days=-3)}, "arrived_at"),
        ({"protocol_on": timedelta(days=2)}, "protocol_on"),
        ({"protocol_on": timedelta(days=-1)}, "protocol_on"),
        ({"channel": Channel.ONLINE}, "channel"),
        ({"file_name": "virus.exe"}, "proof"),
    ],
)
def test_an_odd_proof_is_refused_beside_its_field(desk, request_, change, field):
    given = {
        key: (database_now() + value if key == "arrived_at" else today() + value)
        if isinstance(value, timedelta)
        else value
        for key, value in change.items()
    }
    given.setdefault("protocol_on", today())
    with pytest.raises(Refused) as refusal:
        enter_reply(form=request_.form, proof=arrival_proof(**given), by=desk.officer)
    assert refusal.value.field == field
    assert not LaterArrival.objects.exists()


def test_a_late_one_is_kept_on_request_and_changes_nothing(desk, request_):
    form, by = request_.form, desk.officer
    Term.objects.filter(pk=request_.term.pk).update(due_on=today() - DAY)
    FilledForm.objects.filter(pk=form.pk).update(opened_at=database_now() - 5 * DAY)
    form = FilledForm.objects.get(pk=form.pk)
    with pytest.raises(Refused, match="dopo il termine") as refusal:
        enter_reply(form=form, proof=arrival_proof(), by=by)
    assert refusal.value.code == "late"
    proof = arrival_proof()
    row = enter_reply(form=form, proof=proof, keep_late=True, by=by)
    assert row.is_late
    assert enter_reply(form=form, proof=proof, keep_late=True, by=by) == row
    # the same file proves no other arrival
    other = published_call()
    entered(other, officer_of(other), content=b"Subject: altro\n\ntesto")
    with pytest.raises(Refused, match="già la prova di un altro arrivo"):
        enter_reply(
            form=form,
            proof=arrival_proof(content=b"Subject: altro\n\ntesto"),
            keep_late=True,
            by=by,
        )
    assert form.arrival is None
    assert "non vale come risposta in tempo" in Message.objects.latest("pk").text("it").body
    page = (
        signed_in(Client(), by)
        .get(reverse("evaluation:review", args=[form.application.code]))
        .content.decode()
    )
    assert "Arrivate dopo il termine" in page
    client = signed_in(Client(), by)
    assert client.get(reverse("applications:later_proof", args=[row.pk])).status_code == 200
    stranger = signed_in(Client(), PersonFactory())
    assert stranger.get(reverse("applications:later_proof", args=[row.pk])).status_code in {403, 404}


def test_who_may_and_what_is_awaited(desk, request_):
    form = request_.form
    with pytest.raises(PermissionRefused):
        enter_reply(form=form, proof=arrival_proof(), by=form.application.created_by)
    with pytest.raises(PermissionRefused):
        give_up_reply(form=form, by=form.application.created_by)
    with pytest.raises(Refused, match="solo le risposte arrivate"):
        register_reply(form=form, by=desk.officer)
    assert not give_up_reply(form=form, by=desk.officer)
    withdraw_remedy(request=request_, reason="Non serve più.", by=desk.officer)
    with pytest.raises(Refused, match="ha ritirato la richiesta"):
        enter_reply(form=FilledForm.objects.get(pk=form.pk), proof=arrival_proof(), by=desk.officer)


def test_an_arrival_entered_by_mistake_gives_the_form_back(desk, request_):
    form = request_.form
    enter_reply(form=form, proof=arrival_proof(), by=desk.officer)
    assert give_up_reply(form=form, by=desk.officer)
    form = FilledForm.objects.get(pk=form.pk)
    typed(form, form.application.created_by)
    send_form(form=form, by=form.application.created_by)
    assert form.submission
    with pytest.raises(Refused, match="ha già risposto dal sito"):
        enter_reply(form=FilledForm.objects.get(pk=form.pk), proof=arrival_proof(), by=desk.officer)


def test_the_pages_from_the_proof_to_the_registered_reply(desk, request_):
    form, client = request_.form, signed_in(Client(), desk.officer)
    review = client.get(reverse("evaluation:review", args=[form.application.code])).content.decode()
    enter = reverse("applications:reply_enter", args=[form.code])
    assert enter in review
    data = arrival_posted(database_now() - timedelta(minutes=1))
    assert client.get(enter).status_code == 200
    assert client.post(enter, {**data, "proof": ""}).status_code == 422
    answer = client.post(enter, data, follow=True)
    assert answer.status_code == 200
    assert form.title in client.get(reverse("applications:arrivals")).content.decode()
    typed(FilledForm.objects.get(pk=form.pk), desk.officer)
    summary = client.get(reverse("applications:reply_summary", args=[form.code])).content.decode()
    assert "Registra la risposta" in summary
    done = client.post(reverse("applications:reply_register", args=[form.code]), follow=True).content.decode()
    assert "Risposta registrata" in done
    assert "Vedi la prova e che cosa è registrato" in done
    assert signed_in(Client(), PersonFactory()).get(enter).status_code in {403, 404}
    owner = signed_in(Client(), form.application.created_by)
    assert (
        "conta quel momento"
        in owner.get(reverse("applications:filled_form", args=[form.code])).content.decode()
    )


@pytest.mark.django_db(transaction=True)
def test_the_applicant_sends_while_the_office_registers(desk, request_):
    """One of the two wins, and there is one reply."""
    form, boss, by = request_.form, request_.form.application.created_by, desk.officer
    typed(form, boss)
    outcomes = []

    def tried(what):
        try:
            what()
            outcomes.append("done")
        except Refused as refusal:
            outcomes.append(refusal.code)
        finally:
            connection.close()

    threads = [
        threading.Thread(
            target=tried, args=(lambda: send_form(form=FilledForm.objects.get(pk=form.pk), by=boss),)
        ),
        threading.Thread(
            target=tried,
            args=(
                lambda: enter_reply(form=FilledForm.objects.get(pk=form.pk), proof=arrival_proof(), by=by),
            ),
        ),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) in (["done", "sent"], ["done", "typed"])
    assert FilledForm.objects.get(pk=form.pk).state == (
        FormState.SENT if "sent" in outcomes else FormState.DRAFT
    )


@pytest.mark.parametrize("is_over", [False, True])
def test_who_gives_up_reads_whether_the_applicant_may_still_answer(desk, request_, is_over):
    form = request_.form
    enter_reply(form=form, proof=arrival_proof(), by=desk.officer)
    if is_over:
        close_form(form=form)
    client = signed_in(Client(), desk.officer)
    page = client.post(reverse("applications:reply_delete", args=[form.code]), follow=True).content.decode()
    assert "Inserimento eliminato" in page
    assert ("può di nuovo rispondere dal sito" in page) is not is_over

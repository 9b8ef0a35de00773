"""Acceptances and observations on paper or by certified mail: with effect from their proof, late ones kept without."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from manifattura.applications.domain.states import ApplicationState
from manifattura.applications.models import LaterArrival, Message
from manifattura.applications.queries.arrival_twins import same_file
from manifattura.calls.models import Term
from manifattura.evaluation.actions.enter_acceptance import enter_acceptance
from manifattura.evaluation.actions.enter_observation import enter_observation
from manifattura.evaluation.actions.publish_provisional_ranking import publish_provisional_ranking
from manifattura.evaluation.actions.record_leaving import record_leaving
from manifattura.evaluation.actions.send_observation import send_observation
from manifattura.evaluation.domain.states import AcceptanceOutcome, DepartureKind
from manifattura.evaluation.models import Acceptance, Departure, Observation
from manifattura.evaluation.queries.act_steps import before_renouncing
from manifattura.kernel.clock import ROME, database_now
from manifattura.kernel.errors import PermissionRefused, Refused
from tests.factories.accounts import signed_in
from tests.factories.arrivals import arrival_posted, arrival_proof
from tests.factories.rankings import delivered, final_desk, pass_days, tight_desk

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def own_page(client, name, application):
    signed_in(client, application.created_by)
    return client.get(reverse(f"evaluation:{name}", args=[application.code])).content.decode()


def test_an_acceptance_on_paper_counts_from_its_proof_also_after_the_term(run_jobs, client):
    desk = final_desk(run_jobs)
    acceptance = Acceptance.objects.order_by("pk").first()
    delivered(acceptance)
    application = acceptance.application
    with pytest.raises(PermissionRefused):
        enter_acceptance(acceptance=acceptance, proof=arrival_proof(), by=application.created_by)
    with pytest.raises(Refused, match="prima che fosse chiesta") as early:
        enter_acceptance(
            acceptance=acceptance, proof=arrival_proof(database_now() - timedelta(days=3)), by=desk.officer
        )
    assert early.value.field == "arrived_at"
    signed_in(client, desk.officer)
    page = reverse("evaluation:acceptance_office", args=[desk.call.pk, acceptance.pk])
    enter = reverse("evaluation:acceptance_enter", args=[desk.call.pk, acceptance.pk])
    assert enter in client.get(page).content.decode()
    assert client.get(enter).status_code == 200
    assert client.post(enter, {}).status_code == 422
    done = client.post(enter, arrival_posted(database_now()), follow=True).content.decode()
    assert "Accettazione registrata" in done
    assert "registrata da" in done
    acceptance.refresh_from_db()
    application.refresh_from_db()
    assert (acceptance.outcome, application.state) == (AcceptanceOutcome.ACCEPTED, ApplicationState.ACCEPTED)
    with pytest.raises(Refused, match="già stata accettata"):
        enter_acceptance(acceptance=acceptance, proof=arrival_proof(), by=desk.officer)
    assert "già stata accettata" in client.get(enter, follow=True).content.decode()


def test_a_late_acceptance_is_kept_and_the_request_still_waits(run_jobs, client):
    desk = final_desk(run_jobs)
    acceptance = Acceptance.objects.order_by("pk").first()
    delivered(acceptance)
    pass_days(20)
    signed_in(client, desk.officer)
    enter = reverse("evaluation:acceptance_enter", args=[desk.call.pk, acceptance.pk])
    offered = client.post(enter, arrival_posted(database_now()))
    assert offered.status_code == 422
    assert "Tienila agli atti" in offered.content.decode()
    client.post(enter, {**arrival_posted(database_now()), "keep_late": "on"})
    acceptance.refresh_from_db()
    assert acceptance.outcome == ""
    assert LaterArrival.objects.get().is_late
    page = reverse("evaluation:acceptance_office", args=[desk.call.pk, acceptance.pk])
    assert "Arrivate dopo il termine" in client.get(page).content.decode()
    head = signed_in(Client(), desk.head).get(page).content.decode()
    assert "nessuna risposta in tempo" in head
    assert "non vale come risposta in tempo" in Message.objects.latest("pk").text("it").body


def test_less_money_is_accepted_on_purpose_on_paper_too(run_jobs):
    desk = final_desk(run_jobs)
    part = next(one for one in Acceptance.objects.order_by("-pk") if one.is_partial)
    delivered(part)
    with pytest.raises(Refused, match="importo ridotto"):
        enter_acceptance(acceptance=part, proof=arrival_proof(), by=desk.officer)
    assert not LaterArrival.objects.exists()
    enter_acceptance(acceptance=part, proof=arrival_proof(), partial_confirmed=True, by=desk.officer)
    assert part.outcome == AcceptanceOutcome.ACCEPTED


def test_an_observation_on_paper_is_answered_as_any_other(client):
    desk = tight_desk()
    publish_provisional_ranking(call=desk.call, by=desk.head)
    application = desk.reviews[0].application
    signed_in(client, desk.officer)
    listing = reverse("evaluation:observations_office", args=[desk.call.pk])
    enter = reverse("evaluation:observation_enter", args=[desk.call.pk])
    assert enter in client.get(listing).content.decode()
    given = {"number": application.code.lower(), "text": "Il punteggio A1 non torna."}
    wrong = client.post(enter, {**given, "number": "0999999/2026", **arrival_posted(database_now())})
    assert wrong.status_code == 422
    assert "non c’è una domanda con questo numero" in wrong.content.decode()
    assert client.post(enter, {**given, "text": "", **arrival_posted(database_now())}).status_code == 422
    page = client.post(enter, {**given, **arrival_posted(database_now())}, follow=True).content.decode()
    assert "Il punteggio A1 non torna." in page
    assert "Arrivata su carta" in page
    assert Observation.objects.get().sent_by == desk.officer
    assert "Arrivata su carta" in own_page(client, "observations", application)
    with pytest.raises(PermissionRefused):
        enter_observation(
            application=application, text="Io", proof=arrival_proof(), by=application.created_by
        )


def test_a_late_observation_needs_no_answer(client):
    desk = tight_desk()
    publish_provisional_ranking(call=desk.call, by=desk.head)
    application = desk.reviews[0].application
    Term.objects.filter(kind="observations").update(due_on=database_now().date() - timedelta(days=1))
    facts = {"application": application, "text": "Tardi.", "by": desk.officer}
    with pytest.raises(Refused, match="dopo il termine"):
        enter_observation(**facts, proof=arrival_proof())
    row = enter_observation(**facts, proof=arrival_proof(), keep_late=True)
    assert row.is_late
    assert not Observation.objects.exists()
    signed_in(client, desk.officer)
    page = client.get(reverse("evaluation:observations_office", args=[desk.call.pk])).content.decode()
    assert (
        f"Osservazione sulla graduatoria, {application.lead.name}"
        in page.partition("Arrivate dopo il termine")[2]
    )


def test_one_mail_may_carry_things_of_two_kinds_for_one_application(run_jobs):
    desk = final_desk(run_jobs)
    acceptance, other = Acceptance.objects.order_by("pk")[:2]
    delivered(acceptance)
    delivered(other)
    mail = arrival_proof(content=b"Subject: accetto\n\nAccetto, e osservo.")
    enter_acceptance(acceptance=acceptance, proof=mail, by=desk.officer)
    with pytest.raises(Refused, match="già la prova di un altro arrivo"):
        enter_acceptance(acceptance=other, proof=mail, by=desk.officer)
    sha256 = LaterArrival.objects.get().sha256
    observed = LaterArrival(application=acceptance.application, about="observation", about_id="1")
    assert same_file(sha256, later=observed) == ""
    assert same_file(
        sha256, later=LaterArrival(application=other.application, about="observation", about_id="1")
    )
    assert same_file(
        sha256, later=LaterArrival(application=other.application, about="acceptance", about_id="0")
    )
    assert same_file(sha256), "an application has a proof of its own"


def test_a_renunciation_on_paper_is_recorded_with_its_proof(run_jobs, client):
    desk = final_desk(run_jobs)
    application = Acceptance.objects.order_by("pk").first().application
    facts = {"application": application, "kind": DepartureKind.DECLINED, "reason": "Altri fondi."}
    with pytest.raises(Refused, match="come e quando è arrivata") as unproven:
        record_leaving(**facts, by=desk.head)
    assert unproven.value.field == "proof"
    signed_in(client, desk.head)
    listing = reverse("evaluation:leavings_office", args=[desk.call.pk])
    enter = reverse("evaluation:leaving_enter", args=[desk.call.pk])
    page = client.get(listing).content.decode()
    assert enter in page
    assert "Rinuncia, con una lettera" not in page
    assert client.get(enter).status_code == 200
    given = {"application": application.code, "reason": "Altri fondi."}
    assert client.post(enter, given).status_code == 422
    done = client.post(enter, {**given, **arrival_posted(database_now())}, follow=True).content.decode()
    assert "Uscita registrata" in done
    assert "Arrivata su carta" in done
    application.refresh_from_db()
    assert application.state == ApplicationState.DECLINED
    row = LaterArrival.objects.get()
    assert (row.application, row.title, row.is_late) == (application, "Rinuncia", False)


def test_a_renunciation_arrives_after_what_it_gives_up(run_jobs, client):
    desk = final_desk(run_jobs)
    application = Acceptance.objects.order_by("pk").first().application
    facts = {"application": application, "reason": "Altri fondi.", "by": desk.head}
    before = arrival_proof(database_now() - timedelta(days=1))
    with pytest.raises(Refused, match="La data non può venire prima") as early:
        record_leaving(**facts, kind=DepartureKind.DECLINED, proof=before)
    assert early.value.field == "arrived_at"
    sent = application.submission.received_at.astimezone(ROME).date()
    assert [day for day, _ in before_renouncing(application, DepartureKind.WITHDRAWN)] == [sent]
    assert [what for _, what in before_renouncing(application, DepartureKind.DECLINED)] == [
        "il giorno dell’arrivo della domanda",
        "il giorno della prima graduatoria",
    ]
    signed_in(client, desk.head)
    enter = reverse("evaluation:leaving_enter", args=[desk.call.pk])
    given = {"application": application.code, "reason": "Altri fondi."}
    refused = client.post(enter, {**given, **arrival_posted(database_now() - timedelta(days=2500))})
    assert refused.status_code == 422
    assert "La data non può venire prima" in refused.context["form"].errors["arrived_at"][0]
    assert not Departure.objects.exists()


def test_a_protocol_used_twice_is_told_for_a_renunciation_too(run_jobs, client):
    desk = final_desk(run_jobs)
    first, second = (one.application for one in Acceptance.objects.order_by("pk")[:2])
    second.lead.mandates.all().delete()
    signed_in(client, desk.head)
    enter = reverse("evaluation:leaving_enter", args=[desk.call.pk])
    for application in (first, second):
        given = {"application": application.code, "reason": "Altri fondi."}
        done = client.post(enter, {**given, **arrival_posted(database_now())}, follow=True).content.decode()
        assert "Uscita registrata" in done
        assert ("Controlla il numero" in done) == (application == second)
        assert ("Nessuno segue l’impresa sul sito" in done) == (application == second)
    assert first.lead.name in done


def test_who_withdrew_sends_no_observation(client):
    desk = tight_desk()
    publish_provisional_ranking(call=desk.call, by=desk.head)
    application = desk.reviews[0].application
    application.refresh_from_db()
    detail = reverse("applications:detail", args=[application.code])
    signed_in(client, application.created_by)
    assert "Invia osservazioni" in client.get(detail).content.decode()
    record_leaving(
        application=application, kind=DepartureKind.WITHDRAWN, reason="Chiude.", by=application.created_by
    )
    page = client.get(detail).content.decode()
    assert "Invia osservazioni" not in page
    assert "fino alla scadenza" not in page
    assert "La domanda è ritirata" in own_page(client, "observations", application)
    with pytest.raises(Refused, match="è ritirata"):
        send_observation(application=application, text="Ancora", by=application.created_by)

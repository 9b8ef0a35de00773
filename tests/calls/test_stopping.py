"""A published call is extended, suspended, resumed, revoked by acts; applicants are told, what they sent stays valid."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse

from manifattura.accounts.models import Notice
from manifattura.applications.actions.start_again import start_again
from manifattura.applications.actions.submit_application import submit_application
from manifattura.applications.actions.tell_applicants import tell_applicants
from manifattura.applications.models import Message
from manifattura.calls.actions.extend_deadline import extend_deadline
from manifattura.calls.actions.resume_call import resume_call
from manifattura.calls.actions.revoke_call import revoke_call
from manifattura.calls.actions.start_term import start_term
from manifattura.calls.actions.suspend_call import suspend_call
from manifattura.calls.domain.clocks import TermKind, TermState
from manifattura.calls.models import Term
from manifattura.calls.queries.editions import current_edition
from manifattura.calls.queries.terms import terms_of
from manifattura.kernel.clock import today
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.ui.formats import date_text
from tests.applications.published import publish_edition, published_call
from tests.factories.accounts import PersonFactory, signed_in
from tests.factories.applications import complete_application, started_application, submitted_application

DAY = timedelta(days=1)


def act(call, **more):
    return {"call": call, "act_number": "200", "act_on": today(), "by": call.head_of_procedure} | more


@pytest.mark.django_db
def test_an_extension_is_a_new_edition_and_everybody_is_told(run_jobs):
    call = published_call()
    sent, draft = submitted_application(call, lead=None), started_application(call)
    later = call.deadline_at + 3 * DAY
    extend_deadline(**act(call, deadline_at=later, note="Il sito è rimasto fermo."))
    run_jobs()
    edition = current_edition(call)
    assert (edition.version, edition.timetable.deadline_at) == (2, later)
    assert call.rounds.get().deadline_at == later
    sent.refresh_from_db()
    assert sent.is_live
    message = Message.objects.get(application=sent)
    body = message.texts["it"]["body"]
    assert "resta valida" in body
    assert "Il sito è rimasto fermo." in body
    assert Notice.objects.filter(kind="call_extended", person=draft.created_by).exists()
    draft.refresh_from_db()
    assert draft.edition.version == 2
    told = Notice.objects.filter(person=draft.created_by).values_list("kind", flat=True)
    assert list(told).count("call_amended") == 0, "who writes a draft hears of the new date once"


@pytest.mark.django_db
def test_an_extension_says_why_it_may_not():
    call = published_call()
    with pytest.raises(Refused) as refused:
        extend_deadline(**act(call, deadline_at=call.deadline_at, note="Ancora"))
    assert refused.value.field == "deadline_at"
    with pytest.raises(Refused) as refused:
        extend_deadline(**act(call, deadline_at=call.deadline_at + DAY, note=" "))
    assert refused.value.field == "note"
    with pytest.raises(PermissionRefused):
        extend_deadline(**act(call, deadline_at=call.deadline_at + DAY, note="Sì", by=PersonFactory()))


@pytest.mark.django_db
def test_an_act_does_not_come_before_what_it_changes():
    call = published_call()
    first = call.editions.get().act_on
    for stop in (
        lambda day: suspend_call(**act(call, reason="Ricorso", act_on=day)),
        lambda day: extend_deadline(
            **act(call, deadline_at=call.deadline_at + DAY, note="Tempo", act_on=day)
        ),
        lambda day: revoke_call(**act(call, reason="Ricorso", act_on=day)),
    ):
        with pytest.raises(Refused, match="prima di quella già presa") as refused:
            stop(first - DAY)
        assert refused.value.field == "act_on"
    suspended = today()
    suspend_call(**act(call, reason="Ricorso", act_on=suspended))
    with pytest.raises(Refused, match="prima di quella già presa"):
        resume_call(**act(call, deadline_at=call.deadline_at + DAY, act_on=suspended - DAY))
    resume_call(**act(call, deadline_at=call.deadline_at + DAY, act_on=suspended))


@pytest.mark.django_db
def test_an_amendment_that_asks_nothing_again_is_told_to_drafts_too():
    call = published_call()
    draft, edition = started_application(call), current_edition(call)
    later = replace(edition.timetable, deadline_at=call.deadline_at + 3 * DAY)
    publish_edition(call, replace(edition, version=2, timetable=later))
    call.refresh_from_db()
    tell_applicants(what="amended", call_id=call.pk, edition_id=call.current_edition_id)
    notice = Notice.objects.get(kind="call_amended", person=draft.created_by)
    assert "le risposte restano come sono. La scadenza è" in notice.body


@pytest.mark.django_db
def test_a_suspended_call_receives_nothing_and_its_terms_stand_still(client, run_jobs):
    call = published_call()
    sent, ready = submitted_application(call, lead=None), complete_application(call)
    suspend_call(**act(call, reason="Ricorso"))
    call.refresh_from_db()
    assert call.state == "suspended"
    with pytest.raises(Refused) as refused:
        submit_application(application=ready, idempotency_key="k", by=ready.created_by)
    assert refused.value.code == "suspended"
    with pytest.raises(PermissionRefused):
        suspend_call(**act(call, reason="Di nuovo"))
    run_jobs()
    page = signed_in(client, ready.created_by).get(reverse("applications:detail", args=[ready.code]))
    assert "per ora non si può inviare" in page.content.decode()
    assert "Completa e invia" not in client.get(reverse("applications:area")).content.decode()
    assert Message.objects.get(application=sent).template == "applications.call_suspended"
    signed_in(client, sent.created_by)
    page = client.get(reverse("applications:detail", args=[sent.code])).content.decode()
    assert "Il bando è sospeso" in page
    assert "Ricorso" in page
    for gone in ("Prepara una nuova versione", "entro il", "Conserva la ricevuta"):
        assert gone not in page
    assert "Sospesa" in client.get(reverse("applications:area")).content.decode()

    with pytest.raises(Refused) as refused:
        resume_call(**act(call))
    assert refused.value.field == "deadline_at"
    later = call.deadline_at + 2 * DAY
    resume_call(**act(call, deadline_at=later))
    call.refresh_from_db()
    assert (call.state, call.current_edition.version) == ("published", 2)
    run_jobs()
    told = Message.objects.get(application=sent, template="applications.call_resumed")
    assert date_text(later, "hour") in told.texts["it"]["body"]
    assert date_text(later, "hour") in Notice.objects.get(kind="call_resumed", person=ready.created_by).body
    submit_application(application=adopted(ready, run_jobs), idempotency_key="k2", by=ready.created_by)


def adopted(application, run_jobs):
    run_jobs()
    application.refresh_from_db()
    return application


@pytest.mark.django_db
def test_the_terms_of_a_call_stop_and_go_on():
    call = published_call()
    term = start_term(
        kind=TermKind.OTHER,
        office=call.office,
        label="Prova",
        days=10,
        subject_type="test",
        subject_id="1",
        call=call,
        starts_on=today(),
        by=call.head_of_procedure,
    )
    suspend_call(**act(call, reason="Ricorso"))
    assert terms_of("test", "1").get().state is TermState.SUSPENDED
    resume_call(**act(call, deadline_at=call.deadline_at + DAY))
    assert terms_of("test", "1").get().state is TermState.RUNNING
    revoke_call(**act(call, reason="Fondi tolti"))
    assert not Term.objects.filter(call=call, closed_at=None, expired_at=None).exists()
    assert terms_of("test", term.subject_id).get().outcome == "revoked"


@pytest.mark.django_db
def test_a_revoked_call_says_so_to_everybody(client, run_jobs):
    call = published_call()
    sent = submitted_application(call, lead=None)
    suspend_call(**act(call, reason="Ricorso"))
    revoke_call(**act(call, reason="I fondi non ci sono più."))
    run_jobs()
    page = client.get(reverse("calls:detail", args=[call.slug])).content.decode()
    assert "Questo bando è revocato" in page
    assert "I fondi non ci sono più." in page
    assert Message.objects.filter(application=sent, template="applications.call_revoked").exists()
    signed_in(client, sent.created_by)
    page = client.get(reverse("applications:detail", args=[sent.code])).content.decode()
    assert "Il bando è revocato" in page
    assert "I fondi non ci sono più." in page
    assert "Revocata" in client.get(reverse("applications:area")).content.decode()
    assert "Ritira la domanda" not in page
    body = Message.objects.get(application=sent, template="applications.call_revoked").text("it").body
    assert "60 giorni" in body
    with pytest.raises(PermissionRefused):
        revoke_call(**act(call, reason="Ancora"))


@pytest.mark.django_db
def test_a_draft_is_told_why_and_whoever_has_sent_is_told_once(run_jobs):
    call = published_call()
    sent, draft = submitted_application(call, lead=None), complete_application(call)
    again = start_again(application=sent, by=sent.created_by)
    suspend_call(**act(call, reason="Ricorso al giudice"))
    run_jobs()
    notices = Notice.objects.filter(kind="call_suspended")
    assert [one.person for one in notices] == [draft.created_by]
    assert "Ricorso al giudice" in notices.get().body
    assert "(atto 200)" in notices.get().body
    assert again.code not in notices.get().body
    assert Message.objects.filter(template="applications.call_suspended").count() == 1


@pytest.mark.django_db
def test_the_office_does_it_from_its_pages(client):
    call = published_call()
    head = signed_in(client, call.head_of_procedure)
    detail = head.get(reverse("calls:office_detail", args=[call.pk])).content.decode()
    for name in ("office_extend", "office_suspend", "office_revoke"):
        address = reverse(f"calls:{name}", args=[call.pk])
        assert address in detail
        assert head.get(address).status_code == 200
        assert head.post(address, {}).status_code == 422
    facts = {"act_number": "201", "act_on": today().isoformat()}
    head.post(reverse("calls:office_suspend", args=[call.pk]), facts | {"reason": "Ricorso"})
    again = head.get(reverse("calls:office_suspend", args=[call.pk]), follow=True)
    assert "non si può fare" in again.content.decode(), "it is suspended already"
    resume = reverse("calls:office_resume", args=[call.pk])
    form = head.get(resume).context["form"]
    assert form["deadline_at"].initial >= call.deadline_at
    later = (call.deadline_at + DAY).strftime("%Y-%m-%dT%H:%M")
    assert head.post(resume, facts | {"deadline_at": later}).status_code == 302
    procedure = Term.objects.get(call=call, kind="procedure")
    assert not procedure.suspensions.filter(until=None).exists(), "it goes on with the call"
    assert head.post(reverse("calls:office_conclude", args=[call.pk])).status_code == 403


@pytest.mark.django_db(transaction=True)
def test_who_is_sending_while_the_call_stops_is_either_in_or_told():
    call = published_call()
    ready = complete_application(call)
    found: list[str] = []

    def send() -> None:
        try:
            submit_application(application=ready, idempotency_key="k", by=ready.created_by)
            found.append("sent")
        except Refused as refusal:
            found.append(refusal.code)
        finally:
            connection.close()

    def stop() -> None:
        suspend_call(**act(call, reason="Ricorso"))
        connection.close()

    threads = [threading.Thread(target=send), threading.Thread(target=stop)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    ready.refresh_from_db()
    call.refresh_from_db()
    assert call.state == "suspended"
    assert found[0] in ("sent", "suspended")
    assert ready.is_live is (found[0] == "sent")

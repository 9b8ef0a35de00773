"""The rules of an open ranking change: those who have applied are told, and may apply again with the same answers."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from manifattura.applications.actions.start_again import start_again
from manifattura.applications.models import Application, Message
from manifattura.applications.queries.asked_again import asked_again
from manifattura.calls.actions.draft_items import ItemKind
from manifattura.calls.actions.open_amendment import open_amendment
from manifattura.calls.actions.publish_amendment import publish_amendment
from manifattura.calls.actions.save_item import save_item
from manifattura.calls.actions.save_part import save_part
from manifattura.calls.domain.problems import Part
from manifattura.calls.domain.templates.catalogue import TEMPLATES
from manifattura.kernel.clock import today
from manifattura.kernel.errors import Refused
from manifattura.ui.formats import date_text
from tests.factories.accounts import StaffFactory, signed_in
from tests.factories.applications import submitted_application
from tests.factories.calls import published_call

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def amending(call):
    author = StaffFactory(role="case_officer", office=call.office)
    open_amendment(call=call, note="Chiediamo anche i posti di lavoro.", by=author)
    call.refresh_from_db()
    return author


def ask_more(call, by):
    section = call.formsectiondrafts.first()
    save_item(
        call=call,
        kind=ItemKind.FIELD,
        values={"section": section, "type": "number", "label": "Posti di lavoro", "required": True},
        by=by,
    )
    call.refresh_from_db()


def move_deadline(call, by, days):
    save_part(
        call=call,
        part=Part.TIMES,
        values={"deadline_at": call.deadline_at + days * DAY},
        revision=call.revision,
        by=by,
    )
    call.refresh_from_db()


def publish(call):
    publish_amendment(call=call, act_number="300", act_on=today(), by=call.head_of_procedure)
    call.refresh_from_db()


def test_rules_do_not_change_without_more_time():
    call = published_call(template=TEMPLATES["m1"].edition)
    author = amending(call)
    ask_more(call, author)
    move_deadline(call, author, 9)
    with pytest.raises(Refused, match="almeno 10 giorni"):
        publish(call)
    move_deadline(call, author, 1)
    publish(call)
    assert call.current_edition.version == 2


def test_who_applied_is_asked_only_what_is_new(client, run_jobs):
    call = published_call(template=TEMPLATES["m1"].edition)
    sent = submitted_application(call, lead=None)
    author = amending(call)
    ask_more(call, author)
    move_deadline(call, author, 12)
    publish(call)
    run_jobs()
    sent.refresh_from_db()
    assert sent.is_live
    section = call.formsectiondrafts.first().key
    assert asked_again(sent).sections == (section,)
    message = Message.objects.get(application=sent, template="applications.call_asks_again")
    assert "Chiediamo anche i posti di lavoro." in message.texts["it"]["body"]
    page = signed_in(client, sent.created_by).get(reverse("applications:detail", args=[sent.code]))
    assert "Il bando è cambiato" in page.content.decode()
    area = client.get(reverse("applications:area")).content.decode()
    assert "Il bando è cambiato: aggiorna la domanda</" in area
    draft = start_again(application=sent, by=sent.created_by)
    assert draft.edition.version == 2
    assert draft.sections_to_review == [section]
    area = client.get(reverse("applications:area")).content.decode()
    assert "Il bando è cambiato: rileggi la bozza" in area
    assert "Il bando è cambiato: aggiorna la domanda</h" not in area


def test_who_is_complete_is_told_that_nothing_is_to_be_done(run_jobs):
    call = published_call(template=TEMPLATES["m1"].edition)
    sent = submitted_application(call, lead=None)
    author = amending(call)
    save_part(
        call=call, part=Part.TEXTS, values={"purpose": "Più chiaro."}, revision=call.revision, by=author
    )
    publish(call)
    run_jobs()
    assert asked_again(sent) is None
    assert Message.objects.get(application=sent).template == "applications.call_amended"


def test_who_may_update_is_told_until_when(run_jobs):
    call = published_call(template=TEMPLATES["m1"].edition)
    sent = submitted_application(call, lead=None)
    author = amending(call)
    save_part(
        call=call,
        part=Part.MONEY,
        values={"budget": call.budget * 2},
        revision=call.revision,
        by=author,
    )
    call.refresh_from_db()
    move_deadline(call, author, 12)
    publish(call)
    run_jobs()
    assert asked_again(sent) is None
    message = Message.objects.get(application=sent)
    assert message.template == "applications.call_may_update"
    body = message.texts["it"]["body"]
    assert date_text(call.deadline_at, "hour") in body
    assert "prepara una nuova versione" in body


def test_who_reads_an_amendment_once_reviewed_cannot_update(run_jobs):
    """A later deadline is nothing to an application that is being looked at."""
    call = published_call(template=TEMPLATES["m1"].edition)
    sent = submitted_application(call, lead=None)
    Application.objects.filter(pk=sent.pk).update(state="under_review")
    author = amending(call)
    move_deadline(call, author, 12)
    publish(call)
    run_jobs()
    assert Message.objects.get(application=sent).template == "applications.call_amended"

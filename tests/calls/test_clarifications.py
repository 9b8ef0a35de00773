"""Questions until their term, answers for everybody, never who asked."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from manifattura.accounts.domain.roles import Role
from manifattura.accounts.models import Notice
from manifattura.calls.actions.answer_clarification import answer_clarification
from manifattura.calls.actions.ask_clarification import MOST_WAITING, ask_clarification
from manifattura.calls.actions.decline_clarification import decline_clarification
from manifattura.calls.actions.suspend_call import suspend_call
from manifattura.calls.models import Clarification
from manifattura.kernel.clock import today
from manifattura.kernel.errors import Conflict, PermissionRefused, Refused
from tests.applications.published import published_call
from tests.factories.accounts import OfficeFactory, PersonFactory, StaffFactory, signed_in
from tests.factories.applications import started_application, submitted_application

pytestmark = pytest.mark.django_db
TEXT = "Sono l’Impresa campione A: l’affitto è una spesa ammessa?"


@pytest.fixture
def call():
    return published_call()


@pytest.fixture
def officer(call):
    return StaffFactory(role=Role.CASE_OFFICER, office=call.office)


def test_an_answer_is_read_by_all_and_says_nothing_of_who_asked(client, call, officer, run_jobs):
    asker = PersonFactory()
    draft, sent = started_application(call), submitted_application(call, lead=None)
    asked = ask_clarification(call=call, text=TEXT, by=asker)
    assert Notice.objects.filter(person=officer, kind="clarification_asked").exists()
    answer_clarification(
        clarification=asked, question="L’affitto è una spesa ammessa?", answer="Sì, per sei mesi.", by=officer
    )
    run_jobs()
    page = client.get(reverse("calls:clarifications", args=[call.slug])).content.decode()
    assert "Sì, per sei mesi." in page
    assert "Impresa campione A" not in page
    assert asker.full_name not in page
    assert Notice.objects.filter(person=asker, kind__startswith="clarification").count() == 1
    for application in (draft, sent):
        told = Notice.objects.filter(person=application.created_by, kind="clarification_published")
        assert told.count() == 1


def test_only_the_office_answers_and_only_once(call, officer):
    asked = ask_clarification(call=call, text=TEXT, by=PersonFactory())
    with pytest.raises(PermissionRefused):
        answer_clarification(clarification=asked, question="D", answer="R", by=PersonFactory())
    for question, answer, field in (("", "R", "question"), ("D", " ", "answer")):
        with pytest.raises(Refused) as refused:
            answer_clarification(clarification=asked, question=question, answer=answer, by=officer)
        assert refused.value.field == field
    answer_clarification(clarification=asked, question="D", answer="R", by=officer)
    with pytest.raises(Conflict):
        answer_clarification(clarification=asked, question="D", answer="Altro", by=officer)
    with pytest.raises(Conflict):
        decline_clarification(clarification=asked, reason="No", by=officer)
    with pytest.raises(IntegrityError), transaction.atomic():
        Clarification.objects.update(answer="Cambiata")


def test_a_declined_question_is_explained_to_one_person_only(client, call, officer):
    asker = PersonFactory()
    asked = ask_clarification(call=call, text=TEXT, by=asker)
    with pytest.raises(Refused):
        decline_clarification(clarification=asked, reason="", by=officer)
    decline_clarification(clarification=asked, reason="Riguarda un altro bando.", by=officer)
    public = client.get(reverse("calls:clarifications", args=[call.slug])).content.decode()
    assert "Riguarda un altro bando." not in public
    own = signed_in(client, asker).get(reverse("calls:ask_clarification", args=[call.slug]))
    assert "Riguarda un altro bando." in own.content.decode()


def test_questions_have_a_term_a_length_and_a_measure(client, call):
    asker = PersonFactory()
    for text in ("", "x" * 2001):
        with pytest.raises(Refused) as refused:
            ask_clarification(call=call, text=text, by=asker)
        assert refused.value.field == "text"
    ask_clarification(call=call, text=TEXT, by=asker)
    with pytest.raises(Refused, match="Hai già fatto questa domanda") as refused:
        ask_clarification(call=call, text=f" {TEXT.upper()} ", by=asker)
    assert refused.value.field == "text"
    page = reverse("calls:ask_clarification", args=[call.slug])
    assert 'name="text"' in signed_in(client, asker).get(page).content.decode()
    for number in range(1, MOST_WAITING):
        ask_clarification(call=call, text=f"{TEXT} {number}", by=asker)
    with pytest.raises(Refused, match="aspetta una risposta"):
        ask_clarification(call=call, text="Un’altra?", by=asker)
    full = client.get(page).content.decode()
    assert "aspetta una risposta" in full
    assert 'name="text"' not in full, "no form that can only be refused"
    suspend_call(call=call, act_number="1", act_on=today(), reason="Ricorso", by=call.head_of_procedure)
    with pytest.raises(Refused) as refused:
        ask_clarification(call=call, text=TEXT, by=PersonFactory())
    assert refused.value.code == "late"


def test_the_pages_of_both_sides(client, call, officer, django_assert_max_num_queries):
    asker = PersonFactory()
    person = signed_in(client, asker)
    asking = reverse("calls:ask_clarification", args=[call.slug])
    assert person.post(asking, {"text": ""}).status_code == 422
    assert person.post(asking, {"text": TEXT}).status_code == 302
    office = signed_in(client, officer)
    asked = Clarification.objects.get()
    page = reverse("calls:office_clarification", args=[call.pk, asked.pk])
    assert TEXT in office.get(page).content.decode().replace("&#x27;", "’")
    assert office.post(page, {"reason": ""}).status_code == 422
    assert office.post(page, {"question": "D", "answer": "R"}).status_code == 302
    assert office.post(page, {"question": "D", "answer": "R"}).status_code == 422
    assert "<h1>Una domanda chiusa</h1>" in office.get(page).content.decode()
    for _ in range(8):
        ask_clarification(call=call, text=TEXT, by=PersonFactory())
    with django_assert_max_num_queries(14):
        office.get(reverse("calls:office_clarifications", args=[call.pk]))
    stranger = signed_in(client, StaffFactory(role=Role.CASE_OFFICER, office=OfficeFactory()))
    assert stranger.get(page).status_code == 404

"""What happens to a sealed answer on its way: it is never stored in clear, moves to no other draft, and opens once."""

from __future__ import annotations

import json

import pytest
from django.db import connection, transaction
from django.db.utils import IntegrityError
from django.test import Client
from django.urls import reverse

from manifattura.applications.actions.open_envelopes import open_envelopes
from manifattura.applications.actions.save_section import save_section
from manifattura.applications.actions.start_again import start_again
from manifattura.applications.actions.submit_application import submit_application
from manifattura.applications.domain.merge import marks_of
from manifattura.applications.domain.sealed import Place, close
from manifattura.applications.domain.values import is_sealed
from manifattura.applications.models import OpenedAnswer, SectionAnswers
from manifattura.applications.queries.drafts import draft
from manifattura.applications.queries.opened import opened_answers, with_opened
from manifattura.calls.domain.edition import FieldType, FormField, FormSection
from manifattura.calls.domain.sealing import Sealing
from manifattura.kernel import sealing
from manifattura.kernel.errors import Refused
from tests.applications.published import published_call
from tests.applications.samples import sample_edition
from tests.factories.accounts import signed_in
from tests.factories.applications import complete_application, started_application

pytestmark = pytest.mark.django_db
PAIR = sealing.make_key_pair()
RENT = FormField("canone", FieldType.MONEY, "Canone", sealed=True)
NOTE = FormField("nota", FieldType.TEXT, "Nota", sealed=True, required=False)


def sealed_call():
    form = (*sample_edition().form, FormSection("offerta", "Offerta", fields=(RENT, NOTE)))
    return published_call(form=form, sealing=Sealing(), sealing_key=PAIR.public)


def closed(application, item=RENT, value="450.00"):
    return close(item, value, public_key=PAIR.public, place=Place(application.call.slug, application.code))


def submit(application):
    submit_application(application=application, idempotency_key=application.code, by=application.created_by)
    application.refresh_from_db()


def save(application, **answers):
    return save_section(
        sheet=application, section_key="offerta", answers=answers, base_version=99, by=application.created_by
    )


def test_no_action_takes_a_clear_value_for_a_sealed_question():
    application = started_application(sealed_call())
    for value in ("450.00", {"unreadable": "450"}, {"sealed": "450.00"}):
        with pytest.raises(Refused):
            save(application, canone=value)
    save(application, canone=closed(application).stored)
    assert is_sealed(draft(application).answers["canone"])
    assert "canone" not in draft(application).visible.context


def test_two_people_who_seal_the_same_answer_are_asked_which_one_without_seeing_either():
    application = started_application(sealed_call())
    client = signed_in(Client(), application.created_by)
    page = reverse("applications:form", args=[application.code, "offerta"])
    seen = json.dumps(marks_of({"canone": None, "nota": None}))
    save(application, canone=closed(application).stored)
    theirs = draft(application).answers["canone"]
    asked = client.post(page, {"busta:canone": "777,00", "busta:nota": "parole", "seen": seen, "go": "next"})
    html = asked.content.decode()
    assert "777" not in html
    assert "In busta chiusa" in html
    assert html.count('name="busta:nota" value') == 1, (
        "the note of the envelope that was stored, not of the other"
    )
    assert draft(application).answers["canone"] == theirs
    assert is_sealed(draft(application).answers["nota"])
    # an answer that need not be given can be taken back
    seen = json.dumps(marks_of({key: draft(application).answers.get(key) for key in ("canone", "nota")}))
    client.post(page, {"busta:canone": "", "busta:nota:togli": "1", "seen": seen, "go": "exit"})
    assert draft(application).answers["nota"] is None
    assert draft(application).answers["canone"] == theirs


def test_a_new_draft_has_no_envelopes_and_the_old_ones_open_once():
    call = sealed_call()
    application = complete_application(call)
    with pytest.raises(Refused):
        submit(application)
    save(application, canone=closed(application).stored, nota=closed(application, NOTE, "parole").stored)
    submit(application)
    again = start_again(application=application, by=application.created_by)
    stored = {key for row in SectionAnswers.objects.filter(application=again) for key in row.answers}
    assert "project_title" in stored
    assert not stored & {"canone", "nota"}

    assert opened_answers(application) == {}
    result = open_envelopes(call_id=call.pk, pair=PAIR)
    assert (result.applications, result.envelopes, result.unreadable) == (1, 2, 0)
    assert with_opened(application, {"a": 1}) == {"a": 1, "canone": "450.00", "nota": "parole"}
    for statement in (
        "UPDATE applications_openedanswer SET value = '1'",
        "DELETE FROM applications_openedanswer",
    ):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_what_does_not_open_is_counted_and_stays_closed():
    call = sealed_call()
    application = complete_application(call)
    elsewhere = Place(call.slug, "ZZZZZZ")
    save(application, canone=close(RENT, "450.00", public_key=PAIR.public, place=elsewhere).stored)
    submit(application)
    assert open_envelopes(call_id=call.pk, pair=PAIR).unreadable == 1
    assert OpenedAnswer.objects.get().value is None
    assert opened_answers(application) == {}

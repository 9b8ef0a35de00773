"""Groups, computed numbers and stamps as people use them: added, taken away, corrected, frozen, read by the office."""

from __future__ import annotations

import json
import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from manifattura.applications.actions.open_form import open_form
from manifattura.applications.actions.save_section import save_section
from manifattura.applications.actions.send_form import send_form
from manifattura.applications.actions.submit_application import submit_application
from manifattura.applications.actions.withdraw_application import withdraw_application
from manifattura.applications.domain.merge import marks_of
from manifattura.applications.domain.stamp_duty import is_stamp_number
from manifattura.applications.models import UsedStamp
from manifattura.applications.queries.applications import payload_of
from manifattura.applications.queries.drafts import draft
from manifattura.calls.domain.edition import FieldType, FormField, FormSection
from manifattura.kernel.clock import today
from manifattura.kernel.errors import Refused
from tests.applications.domain.test_richer_questions import MEMBERS, PAID, STAMP, TOTAL
from tests.applications.published import published_call
from tests.applications.samples import sample_edition
from tests.factories.accounts import PersonFactory, signed_in
from tests.factories.applications import complete_application, started_application
from tests.factories.organisations import firm_of

pytestmark = pytest.mark.django_db

SECTION = FormSection(key="soci", title="Soci e bollo", fields=(MEMBERS, TOTAL, STAMP))
PEOPLE = [{"name": "A", "share": "60"}, {"name": "B", "share": "40"}]


def rich_call():
    return published_call(form=(*sample_edition().form, SECTION))


def ready(call, number=PAID["number"], **who):
    answers = {"members": PEOPLE, "stamp": {**PAID, "number": number}}
    return complete_application(call, answers=answers, **who)


def test_items_come_and_go_without_scripts_and_the_sum_follows():
    application = started_application(rich_call())
    client = signed_in(Client(), application.created_by)
    address = reverse("applications:form", args=[application.code, "soci"])

    def post(**values):
        answers = draft(application).answers
        seen = json.dumps(marks_of({key: answers.get(key) for key in ("members", "stamp")}))
        return client.post(address, {"members-present": "1", "seen": seen, **values})

    page = client.get(address).content.decode()
    assert 'name="members-0-name"' in page
    assert 'name="members-1-name"' not in page
    english = client.get(f"/en{address}").content.decode()
    assert '<span lang="it">Soci e bollo</span>' in english
    assert '<h1 lang="it">' in english
    first = {"members-0-name": "A", "members-0-share": "60"}
    page = post(**first, go="add:members").content.decode()
    assert 'name="members-1-name"' in page
    assert "Socio 2" in page
    both = {**first, "members-1-name": "B", "members-1-share": "300"}
    page = post(**both, go="next").content.decode()
    assert "Il massimo è 100" in page
    assert page.count("Scegli se hai la marca da bollo") == 2, "in the summary of errors and beside the field"
    assert 'href="#id_members-1-share"' in page
    assert "360,00" in page
    page = post(**both, go="drop:members-0").content.decode()
    assert draft(application).answers["members"] == [{"name": "B", "share": "300"}]
    autosaved = client.post(
        address,
        {
            "changed": ["members-*", "members-0-name", "members-0-share"],
            "members-0-name": "B",
            "members-0-share": "100",
            "seen": json.dumps(marks_of({"members": draft(application).answers["members"]})),
        },
        headers={"X-Autosave": "1"},
    ).json()
    assert autosaved["computed"] == {"total": "100,00\u00a0%"}
    parts = client.post(
        address,
        {"changed": ["stamp-status"], "stamp-status": "exempt", "seen": "{}"},
        headers={"X-Autosave": "1"},
    )
    assert parts.status_code == 200
    assert draft(application).answers["stamp"] == {"status": "exempt"}


def test_what_is_sent_is_frozen_with_its_numbers_and_read_in_words():
    application = ready(rich_call())
    submission = submit_application(application=application, idempotency_key="a", by=application.created_by)
    answers = payload_of(application)["answers"]
    assert answers["members"] == PEOPLE
    assert answers["total"] == "100.00"
    assert answers["stamp"] == PAID
    assert submission.payload_sha256
    page = signed_in(Client(), application.created_by).get(
        reverse("applications:detail", args=[application.code])
    )
    for words in ("Socio 2", "Quota: 40", "100,00", "Marca numero 01234567890123, del 30 gennaio 2026"):
        assert words in page.content.decode().replace("\u00a0", " ")


def test_once_only_a_draft_starts_from_what_is_known_and_says_from_where():
    known = FormSection(
        key="noti",
        title="Dati noti",
        fields=(
            FormField("people", FieldType.NUMBER, "Persone", prefill="employees"),
            FormField("partners", FieldType.LONG_TEXT, "Partner", prefill="earlier"),
            FormField("short", FieldType.TEXT, "Corto", prefill="earlier", max_length=5),
        ),
    )
    person = PersonFactory()
    firm = firm_of(person, employees=7)
    first = published_call(form=(*sample_edition().form, known))
    answers = {"people": "7", "partners": "Nessuno, per ora", "short": "Troppo lungo"[:5]}
    application = complete_application(first, lead=firm, by=person, answers=answers)
    submit_application(application=application, idempotency_key="a", by=person)

    tight = replace(known, fields=(*known.fields[:2], replace(known.fields[2], max_length=3)))
    draft_now = started_application(
        published_call(form=(*sample_edition().form, tight)), lead=firm, by=person
    )
    stored = draft_now.sections.get(section_key="noti")
    assert stored.answers == {"people": "7", "partners": "Nessuno, per ora"}
    assert stored.prefilled == {"people": "record", "partners": f"earlier:{application.code}"}
    client = signed_in(Client(), person)
    address = reverse("applications:form", args=[draft_now.code, "noti"])
    page = client.get(address).content.decode()
    assert "Presa dalla scheda dell’impresa" in page
    assert f"Presa dalla tua domanda {application.code}" in page
    save_section(sheet=draft_now, section_key="noti", answers={"people": "8"}, base_version=1, by=person)
    assert draft_now.sections.get(section_key="noti").prefilled.keys() == {"partners"}
    assert "Presa dalla scheda dell’impresa" not in client.get(address).content.decode()


def test_a_stamp_serves_once_and_the_refusal_names_nobody():
    call = rich_call()
    first, second = ready(call), ready(call)
    submit_application(application=first, idempotency_key="a", by=first.created_by)
    with pytest.raises(Refused) as refusal:
        submit_application(application=second, idempotency_key="b", by=second.created_by)
    assert refusal.value.field == "stamp.number"
    assert first.lead.name not in refusal.value.message
    assert first.code not in refusal.value.message
    client = signed_in(Client(), second.created_by)
    step = reverse("applications:form", args=[second.code, "soci"])
    assert "già usata" in client.get(f"{step}?controlla=1").content.decode()
    assert "già usata" in client.get(reverse("applications:summary", args=[second.code])).content.decode()

    # the same firm, for the same call, after withdrawing: it is still the stamp of that request
    withdraw_application(application=first, by=first.created_by)
    again = ready(call, lead=first.lead, by=first.created_by)
    submit_application(application=again, idempotency_key="c", by=again.created_by)
    assert UsedStamp.objects.get().application == again

    # and of the one that takes its place
    new = ready(call, lead=first.lead, by=first.created_by)
    summary = signed_in(Client(), new.created_by).get(reverse("applications:summary", args=[new.code]))
    assert "già usata" not in summary.content.decode()
    submit_application(application=new, idempotency_key="d", by=new.created_by, replaces=True)
    assert UsedStamp.objects.get().application == new


def test_a_stamp_is_sold_before_it_is_used():
    application = ready(rich_call())
    client = signed_in(Client(), application.created_by)
    save_section(
        sheet=application,
        section_key="soci",
        answers={"stamp": PAID | {"date": (today() + timedelta(days=1)).isoformat()}},
        base_version=99,
        by=application.created_by,
    )
    why = "La data della marca è nel futuro"
    assert why in client.get(reverse("applications:summary", args=[application.code])).content.decode()
    with pytest.raises(Refused):
        submit_application(application=application, idempotency_key="k", by=application.created_by)
    assert not is_stamp_number("0" * 14)


def test_a_stamp_given_with_a_reply_serves_once_too():
    call = rich_call()
    first, other = ready(call), ready(call, number="99999999999999")
    for application in (first, other):
        submit_application(
            application=application, idempotency_key=application.code, by=application.created_by
        )
    form = open_form(
        application=other,
        purpose="remedy_reply",
        sections=(FormSection(key="marca", title="Marca", fields=(STAMP,)),),
        title="Risposta",
        by=other.created_by,
    )
    save_section(
        sheet=form, section_key="marca", answers={"stamp": PAID}, base_version=0, by=other.created_by
    )
    client = signed_in(Client(), other.created_by)
    summary = reverse("applications:filled_form_summary", args=[form.code])
    assert "già usata" in client.get(summary).content.decode()
    with pytest.raises(Refused) as refusal:
        send_form(form=form, by=other.created_by)
    assert refusal.value.field == "stamp.number"
    new = {**PAID, "number": "88888888888888"}
    save_section(
        sheet=form, section_key="marca", answers={"stamp": new}, base_version=99, by=other.created_by
    )
    send_form(form=form, by=other.created_by)
    assert UsedStamp.objects.filter(application=other).count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_applicants_with_one_stamp_at_the_same_moment():
    call = rich_call()
    applications = [ready(call), ready(call)]
    start, results = threading.Barrier(2), []

    def send(application, key):
        try:
            start.wait()
            submit_application(application=application, idempotency_key=key, by=application.created_by)
            results.append("sent")
        except Refused as refusal:
            results.append(refusal.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=send, args=(one, f"k{n}")) for n, one in enumerate(applications)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == ["sent", "stamp_used"]
    assert UsedStamp.objects.count() == 1

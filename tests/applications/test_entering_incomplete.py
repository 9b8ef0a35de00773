"""A document that lacks something is registered as it came: what it lacks is written, asked, and then evaluated or not."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from manifattura.applications.actions.register_entered import register_entered
from manifattura.applications.actions.save_section import save_section
from manifattura.applications.domain.lacking import lacking, name_of
from manifattura.applications.domain.states import ApplicationState
from manifattura.applications.models import UsedStamp
from manifattura.applications.queries.applications import payload_of
from manifattura.applications.queries.drafts import draft
from manifattura.calls.queries.editions import edition
from manifattura.kernel.errors import Refused
from tests.applications.published import published_call
from tests.applications.test_entering import HOUR, complete, entered, officer_of
from tests.factories.accounts import signed_in

pytestmark = pytest.mark.django_db


def names(application):
    return [name_of(one) for one in draft(application).problems]


def paper_time(call):
    return call.rounds.get().deadline_at - HOUR


def without(application, key, by):
    """Take back one answer of a complete draft."""
    section = next(
        section
        for section in edition(application.edition_id).form
        for item in section.fields
        if item.key == key
    )
    save_section(sheet=application, section_key=section.key, answers={key: None}, base_version=99, by=by)


def test_the_officer_registers_it_once_the_list_of_what_lacks_is_confirmed():
    call = published_call(ends_in=-HOUR)
    officer = officer_of(call)
    client = signed_in(Client(), officer)
    paper = entered(call, officer, arrived_at=paper_time(call))
    complete(paper, officer)
    without(paper, "project_title", officer)
    missing = names(paper)
    assert missing
    summary = reverse("applications:entered_summary", args=[paper.code])
    page = client.get(summary).content.decode()
    assert "Nel documento manca qualcosa" in page
    assert "Registra la domanda com’è arrivata" in page
    register = reverse("applications:entered_register", args=[paper.code])
    unseen = client.post(register, {"key": "k", "lacking": missing})
    assert unseen.status_code == 422
    assert "Spunta che hai confrontato il documento" in unseen.content.decode()
    stale = client.post(register, {"key": "k", "lacking": ["altro/campo"], "seen": "1"})
    assert stale.status_code == 422
    assert "Ciò che manca è cambiato" in stale.content.decode()
    assert client.post(register, {"key": "k", "lacking": missing, "seen": "1"}).status_code == 302
    paper.refresh_from_db()
    assert paper.state == ApplicationState.SUBMITTED
    payload = payload_of(paper)
    rows = payload["entered"]["lacking"]
    assert [f"{row['section']}/{row['field']}" for row in rows] == missing
    assert all(row["label"] and row["problem"] for row in rows)
    assert "project_title" not in payload["answers"]
    assert [name_of(one) for one in lacking(edition(paper.edition_id), payload)] == missing
    assert "com’è arrivata" in client.get(summary).content.decode()


def test_a_complete_one_says_nothing_of_it():
    call = published_call(ends_in=-HOUR)
    officer = officer_of(call)
    paper = entered(call, officer, arrived_at=paper_time(call))
    complete(paper, officer)
    register_entered(application=paper, idempotency_key="k", by=officer)
    assert "lacking" not in payload_of(paper)["entered"]


def test_a_declaration_that_is_not_in_the_document_is_missing():
    call = published_call(ends_in=-HOUR)
    officer = officer_of(call)
    paper = entered(call, officer, arrived_at=paper_time(call))
    with pytest.raises(Refused) as refusal:
        register_entered(application=paper, idempotency_key="k", by=officer)
    assert refusal.value.code == "incomplete"
    missing = names(paper)
    register_entered(application=paper, idempotency_key="k", by=officer, lacking=missing)
    payload = payload_of(paper)
    assert payload["declarations"] == []
    assert [name_of(one) for one in lacking(edition(paper.edition_id), payload)] == missing
    assert not UsedStamp.objects.exists()

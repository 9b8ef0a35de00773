"""The office's pages of remedies, visits and registers: what they show, refuse and count."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from manifattura.evaluation.actions.procedure_term import procedure_term
from manifattura.evaluation.actions.propose_visit import propose_visit
from manifattura.evaluation.models import RegisterEntry, RemedyRequest, Review, Visit
from manifattura.evaluation.queries.reviews import Filters, review_queue
from manifattura.kernel.clock import database_now
from tests.factories.accounts import OfficeFactory, StaffFactory, signed_in
from tests.factories.casework import check_all, entered, register_desk

pytestmark = pytest.mark.django_db


def test_a_remedy_is_written_looked_at_and_sent_and_nothing_written_is_lost(client: Client) -> None:
    desk = register_desk()
    review = check_all(desk, desk.reviews[0], failing="documentation", note="Manca.")
    signed_in(client, desk.officer)
    path = f"/ufficio/domande/{review.application.code}/integrazione/"
    assert "Documentazione aperta" in client.get(path).content.decode()
    sent: dict[str, Any] = {
        "version": review.version,
        "pick": ["requirement-documentation"],
        "problem-requirement-documentation": "Il collegamento non si apre.",
        "ask-requirement-documentation": " ",
        "ask-question-1": "Chi tiene il sito?",
        "days": "10",
        "do": "preview",
    }
    answer = client.post(path, sent)
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "Scrivi che cosa deve fare l’impresa." in text
    assert "Chi tiene il sito?" in text
    sent["ask-requirement-documentation"] = "Manda quello giusto."
    preview = client.post(path, sent).content.decode()
    assert "1. Documentazione aperta" in preview
    assert "2. Un chiarimento" in preview
    assert not RemedyRequest.objects.exists()
    stale = client.post(path, {**sent, "do": "send", "version": review.version - 1})
    assert stale.status_code == 409
    assert "Manda quello giusto." in stale.content.decode()
    assert "Ultima cosa fatta" in stale.content.decode(), "the second officer reads what the first did"
    assert f'name="version" value="{review.version}"' in stale.content.decode(), "and may go on from there"
    assert client.post(path, {**sent, "do": "send"}).status_code == 302
    page = client.get(f"/ufficio/domande/{review.application.code}/").content.decode()
    back = f"/ufficio/domande/{review.application.code}/integrazione/{review.remedies.get().pk}/ritira/"
    refused = client.post(back, {"reason": " "})
    assert refused.status_code == 422
    assert 'id="remedy-reason_error"' in refused.content.decode()
    assert "Richiesta di integrazione 1" in page
    assert "parte dalla consegna" in page


def test_the_queue_of_a_register_says_until_when_each_application_is_decided(client: Client) -> None:
    desk = register_desk()
    term = procedure_term(desk.reviews[0])
    assert term is not None
    rows = review_queue(desk.officer, Filters(sort="due"))
    assert [row.due_on for row in rows] == [term.due_on]
    assert term.due_on != desk.reviews[0].phase.due_on
    signed_in(client, desk.officer)
    assert f'datetime="{term.due_on.isoformat()}"' in client.get("/ufficio/domande/").content.decode()


def test_the_report_of_a_visit_opens_for_writing_when_the_visit_begins(client: Client) -> None:
    desk = register_desk()
    review = check_all(desk, desk.reviews[0])
    visit = propose_visit(
        review=review,
        at=database_now() + timedelta(days=1),
        place="Via campione 1",
        officers=(desk.officer, desk.head),
        base_version=review.version,
        by=desk.officer,
    )
    application = visit.review.application
    own = signed_in(Client(), application.created_by).get(f"/domande/{application.code}/").content.decode()
    assert "Due funzionari vengono in sede" in own
    assert "Visita in sede:" in own
    path = f"/ufficio/visite/{visit.pk}/"
    signed_in(client, desk.officer)
    before = client.get(path).content.decode()
    assert "La visita non è ancora cominciata" in before
    assert 'name="notes"' not in before
    Visit.objects.update(at=database_now() - timedelta(hours=1))
    assert 'name="notes"' in client.get(path).content.decode()


def test_who_works_elsewhere_finds_nothing(client: Client) -> None:
    desk = register_desk()
    entry = entered(desk, desk.reviews[0])
    signed_in(client, StaffFactory(role="case_officer", office=OfficeFactory()))
    code = entry.application.code
    for path in (
        f"/ufficio/domande/{code}/integrazione/",
        f"/ufficio/domande/{code}/preavviso/",
        f"/ufficio/domande/{code}/iscrivi/",
        f"/ufficio/elenchi/{entry.pk}/",
    ):
        assert client.get(path).status_code == 404, path
    assert "Laboratorio" not in client.get("/ufficio/elenchi/").content.decode()


def test_the_list_of_entries_asks_as_much_for_many_as_for_one(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    desk = register_desk(3)
    first, *others = desk.reviews
    entry = entered(desk, first)
    for number, review in enumerate(others, start=2):
        RegisterEntry.objects.create(
            call=desk.call,
            application=Review.objects.get(pk=review.pk).application,
            number=number,
            entered_on=entry.entered_on,
            expires_on=entry.expires_on,
            name=f"Laboratorio {number}",
        )
    signed_in(client, desk.head)
    client.get("/ufficio/elenchi/")
    with django_assert_max_num_queries(26):
        page = client.get("/ufficio/elenchi/").content.decode()
    assert page.count("/ufficio/elenchi/") >= 3
    posted = {"do": "suspend", "suspend-reason": "", "version": entry.version}
    assert client.post(f"/ufficio/elenchi/{entry.pk}/", posted).status_code == 422
    answer = client.post(f"/ufficio/elenchi/{entry.pk}/", posted | {"suspend-reason": "Polizza scaduta."})
    assert answer.status_code == 302
    assert "Polizza scaduta." in client.get(f"/ufficio/elenchi/{entry.pk}/").content.decode()
    # a second officer, who still has the page of before, reads what the first did and what became of their own text
    late = client.post(f"/ufficio/elenchi/{entry.pk}/", posted | {"suspend-reason": "Manca il collaudo."})
    told = late.content.decode().partition('role="alert"')[2]
    assert late.status_code == 409
    assert "Polizza scaduta." in told
    assert "non si può più prendere" in told
    assert "Manca il collaudo." in told

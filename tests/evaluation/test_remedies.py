"""Remedy requests: asked item by item, answered or expired, read over what was sent."""

from __future__ import annotations

import hashlib

import pytest
from django.test import Client
from django.urls import reverse

from manifattura.applications.actions.send_form import send_form
from manifattura.applications.actions.withdraw_application import withdraw_application
from manifattura.applications.domain.states import ApplicationState
from manifattura.applications.queries.applications import payload_of
from manifattura.calls.actions.expire_terms import expire_terms
from manifattura.calls.domain.clocks import TermState
from manifattura.evaluation.actions.admit_application import admit_application
from manifattura.evaluation.actions.close_remedy import settle_remedy, withdraw_remedy
from manifattura.evaluation.actions.request_remedy import ItemInput, request_remedy
from manifattura.evaluation.domain.remedies import ItemKind, RemedyState
from manifattura.evaluation.queries.corrections import content_in_force, files_in_force
from manifattura.evaluation.queries.remedy_lines import item_rows
from manifattura.kernel.errors import Conflict, Refused
from tests.factories.accounts import signed_in
from tests.factories.casework import answer_form, asked, check_all, delivered, end_of_term
from tests.factories.evaluation import reviewed_desk

pytestmark = pytest.mark.django_db


def test_the_reply_is_a_new_document_read_over_the_old_one(
    django_capture_on_commit_callbacks: object,
) -> None:
    desk = reviewed_desk(1)
    review = desk.reviews[0]
    application = review.application
    sent = application.submission.payload
    request = asked(
        desk,
        review,
        ItemInput(ItemKind.REQUIREMENT, "durc", "Il DURC è scaduto.", "Manda quello nuovo."),
        ItemInput(ItemKind.FIELD, "kind", "Non torna con i preventivi.", "Scegli il tipo giusto."),
        ItemInput(ItemKind.FILE, "plan", "È illeggibile.", "Carica la scheda di nuovo."),
        ItemInput(ItemKind.QUESTION, "description", "", "Spiega chi userà le macchine."),
    )
    application.refresh_from_db()
    assert application.state == ApplicationState.REMEDY_REQUESTED
    assert request.term is not None
    assert request.term.state == TermState.WAITING
    assert "Manda quello nuovo." in request.message.text("it").body
    review.refresh_from_db()
    with pytest.raises(Refused, match="integrazione aperta"):
        admit_application(review=review, base_version=review.version, by=desk.officer)

    delivered(request.message)
    request.term.refresh_from_db()
    assert request.term.state == TermState.RUNNING

    form = request.form
    assert form.answer_rows.get(section_key="punto-2").answers == {
        "item-2-given": True,
        "item-2": payload_of(application)["answers"]["kind"],
    }
    # only the old answer says where it comes from
    assert list(form.answer_rows.get(section_key="punto-2").prefilled) == ["item-2"]
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        answer_form(
            form,
            {"item-1": "Ecco il DURC.", "item-2": "craft", "item-4": "Le scuole del quartiere."},
            files={"item-1-files": "durc.pdf", "item-3": "scheda-nuova.pdf"},
        )
    request.refresh_from_db()
    application.refresh_from_db()
    assert (request.state, application.state) == (RemedyState.ANSWERED, ApplicationState.UNDER_REVIEW)
    assert hashlib.sha256(form.submission.payload.encode()).hexdigest() == form.submission.payload_sha256
    application.submission.refresh_from_db()
    assert application.submission.payload == sent
    content = content_in_force(application)
    assert content["answers"]["kind"] == "craft"
    assert content["answers"]["description"] == payload_of(application)["answers"]["description"]
    assert [file.name for file in files_in_force(application)] == ["scheda-nuova.pdf"]
    settle_remedy(request_id=request.pk)

    check_all(desk, review)
    review.refresh_from_db()
    admit_application(review=review, base_version=review.version, by=desk.officer)


def test_who_cannot_answer_one_item_answers_the_others(
    client: Client, django_capture_on_commit_callbacks: object
) -> None:
    desk = reviewed_desk(1)
    review = desk.reviews[0]
    application = review.application
    request = asked(
        desk,
        review,
        ItemInput(ItemKind.FIELD, "kind", "Non torna con i preventivi.", "Scegli il tipo giusto."),
        ItemInput(ItemKind.FILE, "plan", "È illeggibile.", "Carica la scheda di nuovo."),
        ItemInput(ItemKind.QUESTION, "description", "", "Spiega chi userà le macchine."),
    )
    before, files = content_in_force(application), [one.name for one in files_in_force(application)]
    delivered(request.message)
    answers = {"item-1-given": False, "item-2-given": False, "item-3": "Le scuole del quartiere."}
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        answer_form(request.form, answers)
    request.refresh_from_db()
    assert request.state == RemedyState.ANSWERED
    assert content_in_force(application)["answers"] == before["answers"]
    assert [one.name for one in files_in_force(application)] == files
    rows = [row.after for row in item_rows(request)]
    assert rows == ["L’impresa non risponde a questo punto."] * 2 + ["Le scuole del quartiere."]


def test_the_project_is_never_asked_again() -> None:
    desk = reviewed_desk(1)
    review = check_all(desk, desk.reviews[0], failing="durc")
    for item, code in (
        (ItemInput(ItemKind.FIELD, "description", "", "Riscrivilo."), "project"),
        (ItemInput(ItemKind.FIELD, "expenses", "", "Aggiungi."), "project"),
        (ItemInput(ItemKind.REQUIREMENT, "area", "", "Correggi."), "not_failed"),
        (ItemInput(ItemKind.REQUIREMENT, "durc", "", " "), "no_words"),
    ):
        with pytest.raises(Refused) as refused:
            request_remedy(review=review, items=[item], days=10, base_version=review.version, by=desk.officer)
        assert (refused.value.code, refused.value.field) == (code, "item-1")


def test_a_reply_after_the_term_is_refused_and_the_items_stay_unmet() -> None:
    desk = reviewed_desk(1)
    request = asked(desk, desk.reviews[0])
    delivered(request.message, days_ago=1)
    assert request.term is not None
    assert request.form is not None
    end_of_term(request.term)
    request.refresh_from_db()
    assert request.state == RemedyState.EXPIRED
    assert desk.reviews[0].application.state == ApplicationState.UNDER_REVIEW
    assert desk.reviews[0].checks.get(requirement_key="durc").outcome == "not_met"
    request.form.refresh_from_db()
    with pytest.raises(Refused, match=r"chiuso.*scrivere all’ufficio"):
        send_form(form=request.form, by=request.form.application.created_by)


def test_after_the_last_day_the_form_says_so_at_once_and_what_can_still_be_done(client: Client) -> None:
    """Also before the job of the expiry has run."""
    desk = reviewed_desk(1)
    request = asked(desk, desk.reviews[0])
    delivered(request.message, days_ago=20)
    form, who = request.form, desk.reviews[0].application.created_by
    assert form is not None
    client.force_login(who.account)
    with pytest.raises(Refused, match=r"scaduto.*scrivere all’ufficio"):
        send_form(form=form, by=who)
    address = reverse("applications:filled_form", args=[form.code])
    early = client.get(address).content.decode()
    assert address not in client.get(reverse("applications:area")).content.decode(), "it asks nothing more"
    own = client.get(reverse("applications:detail", args=[form.application.code])).content.decode()
    assert "Compila il modulo" not in own
    assert "Rispondi entro" not in own
    assert "Termine scaduto" in own
    assert "Da inviare" not in own + early
    assert address in own, "what was written can still be read"
    sent = client.post(
        reverse("applications:filled_form_send", args=[form.code]), {"confirm": "on"}, follow=True
    ).content.decode()
    assert "Il termine è scaduto" in sent
    assert request.term is not None
    expire_terms()
    late = client.get(address).content.decode()
    for page in (early, sent, late):
        assert "Il termine è finito" in page
        assert f"/domande/{form.application.code}/messaggi/" in page


def test_a_step_nobody_has_saved_is_not_done_and_its_questions_are_in_english(client: Client) -> None:
    desk = reviewed_desk(1)
    review = desk.reviews[0]
    asked(
        desk,
        review,
        ItemInput(ItemKind.FIELD, "kind", "", "Rileggila."),
        ItemInput(ItemKind.QUESTION, "", "", "Che cosa fai?"),
    )
    form = review.remedies.get().form
    client.force_login(review.application.created_by.account)
    first = reverse("applications:filled_form_step", args=[form.code, "punto-2"])
    page = client.get(first).content.decode()
    assert "(fatto)" not in page
    english = client.get(f"/en{first}").content.decode()
    assert "Rispondi a questo punto?" not in english
    assert "La tua risposta" not in english
    assert "File da allegare" not in english


@pytest.mark.parametrize("typed", ["-2", "9999", "61", ""])
def test_wrong_days_come_back_as_they_were_typed(client: Client, typed: str) -> None:
    desk = reviewed_desk(1)
    application = desk.reviews[0].application
    check_all(desk, desk.reviews[0], failing="durc")
    desk.reviews[0].refresh_from_db()
    address = reverse("evaluation:remedy_new", args=[application.code])
    posted = {
        "pick": "requirement-durc",
        "ask-requirement-durc": "Manda quello nuovo.",
        "days": typed,
        "do": "preview",
        "version": desk.reviews[0].version,
    }
    page = signed_in(client, desk.officer).post(address, posted)
    assert page.status_code == 422
    text = page.content.decode()
    assert f'name="days" inputmode="numeric" value="{typed}"' in text
    assert 'maxlength="2"' not in text, "a longer number would be cut without a word"
    assert "Il termine va da 1 a 60 giorni." in text


def test_one_at_a_time_withdrawn_with_a_reason_and_asked_again() -> None:
    desk = reviewed_desk(1)
    review = desk.reviews[0]
    request = asked(desk, review)
    item = ItemInput(ItemKind.REQUIREMENT, "durc", "", "Manda il DURC.")
    review.refresh_from_db()
    with pytest.raises(Refused, match="integrazione aperta"):
        request_remedy(review=review, items=[item], days=5, base_version=review.version, by=desk.officer)
    with pytest.raises(Refused, match="perché"):
        withdraw_remedy(request=request, reason=" ", by=desk.officer)
    withdraw_remedy(request=request, reason="Il DURC è arrivato da INPS.", by=desk.officer)
    with pytest.raises(Conflict):
        request_remedy(review=review, items=[item], days=5, base_version=review.version, by=desk.officer)
    review.refresh_from_db()
    again = request_remedy(review=review, items=[item], days=5, base_version=review.version, by=desk.officer)
    assert (again.number, again.state) == (2, RemedyState.SENT)


def test_who_withdraws_is_waited_for_no_more(django_capture_on_commit_callbacks: object) -> None:
    desk = reviewed_desk(1)
    request = asked(desk, desk.reviews[0])
    application = request.review.application
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        withdraw_application(application=application, by=application.created_by)
    request.refresh_from_db()
    assert request.state == RemedyState.WITHDRAWN
    assert request.term is not None
    request.term.refresh_from_db()
    assert request.term.outcome == "withdrawn"
    with pytest.raises(Refused):
        send_form(form=request.form, by=application.created_by)

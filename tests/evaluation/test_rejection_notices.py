"""Notices of intended rejection: sent, observed or expired, decided with an answer to each observation."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from manifattura.applications.domain.states import ApplicationState
from manifattura.applications.queries.calendar import procedure_end
from manifattura.evaluation.actions.decide_rejection import decide_rejection
from manifattura.evaluation.actions.declare_officer_conflict import declare_officer_conflict
from manifattura.evaluation.actions.procedure_term import procedure_term
from manifattura.evaluation.actions.reject_application import reject_application
from manifattura.evaluation.actions.save_check import CheckInput, save_check
from manifattura.evaluation.actions.send_rejection_notice import send_rejection_notice, withdraw_notice
from manifattura.evaluation.domain.rejection_notices import Decision, NewReason, NoticeState
from manifattura.kernel.clock import ROME, database_now, today
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.ui.formats import date_text
from tests.factories.accounts import signed_in
from tests.factories.casework import (
    answer_form,
    check_all,
    end_of_term,
    notified,
    register_desk,
)
from tests.factories.evaluation import Desk, reviewed_desk

pytestmark = pytest.mark.django_db


def decide(desk: Desk, notice: Any, decision: Decision) -> Any:
    review = notice.review
    declare_officer_conflict(review=review, has_conflict=False, reason="", by=desk.head)
    review.refresh_from_db()
    return decide_rejection(notice=notice, decision=decision, base_version=review.version, by=desk.head)


def timeline_page(application: Any) -> str:
    """What the applicant reads under «A che punto è»."""
    page = signed_in(Client(), application.created_by).get(
        reverse("applications:detail", args=[application.code])
    )
    return page.content.decode().partition("A che punto è")[2].partition("</section>")[0]


def test_observations_are_answered_and_the_refusal_rests_on_what_stays(
    django_capture_on_commit_callbacks: Any,
) -> None:
    desk = register_desk()
    notice = notified(desk, desk.reviews[0], days_ago=4)
    review, application = notice.review, notice.review.application
    application.refresh_from_db()
    assert application.state == ApplicationState.REJECTION_NOTICE
    term = procedure_term(review)
    assert term is not None
    assert term.due_on is None, "the term of the procedure is stopped from the delivery"
    planned = today()
    stopped = procedure_end(application, planned)
    assert stopped is not None
    assert stopped.is_suspended, "the applicant reads no day while the count stands still"
    page = timeline_page(application)
    assert "sospesa dal" in page
    assert "entro il" not in page, "no planned day is promised while the count stands still"
    assert "i motivi per cui la domanda può essere respinta" in page
    assert "Aspettiamo le tue osservazioni" in page
    with pytest.raises(Refused, match="preavviso di rigetto aperto"):
        save_check(
            review=review,
            given={"documentation": CheckInput("not_met", "Un altro motivo")},
            base_version=review.version,
            by=desk.officer,
        )
    with pytest.raises(Refused, match="osservazioni"):
        decide(desk, notice, Decision(frozenset({1}), {}))

    for nothing in ({}, {"reason-1": ""}):
        with pytest.raises(Refused, match="nessuna risposta"):
            answer_form(notice.form, nothing)
    with django_capture_on_commit_callbacks(execute=True):
        answer_form(notice.form, {"reason-1": "La marca c’è: è nella seconda pagina."})
    notice.refresh_from_db()
    assert notice.state == NoticeState.OBSERVED
    day = database_now().astimezone(ROME).date()
    term.refresh_from_db()
    assert term.suspensions.get().until == day + timedelta(days=10)
    goes_on = procedure_end(application, planned)
    assert goes_on is not None
    assert goes_on.stop is not None
    assert (goes_on.due_on, goes_on.stop.until) == (term.due_on, day + timedelta(days=10))
    assert f"entro {date_text(term.due_on, 'long')}" in timeline_page(application), (
        "the stop moved the last day"
    )

    with pytest.raises(Refused) as refused:
        decide(desk, notice, Decision(frozenset({1}), {}))
    assert refused.value.field == "answer-1"
    with pytest.raises(Refused) as refused:
        decide(desk, notice, Decision(frozenset({1}), {1: "No."}, (NewReason(0, "Le macchine sono due."),)))
    assert refused.value.field == "new-1"
    review.refresh_from_db()
    with pytest.raises(PermissionRefused, match="responsabile"):
        decide_rejection(
            notice=notice,
            decision=Decision(frozenset({1}), {1: "No."}),
            base_version=review.version,
            by=desk.officer,
        )
    decide(desk, notice, Decision(frozenset({1}), {1: "La seconda pagina è bianca."}))
    application.refresh_from_db()
    assert application.state == ApplicationState.NOT_ADMITTED
    assert not application.is_live, "the firm may apply again to a register"
    body = application.messages.order_by("-pk")[0].text("it").body
    assert "La seconda pagina è bianca." in body
    assert "TAR" in body or "ricorrere" in body
    assert procedure_term(review) is None
    assert procedure_end(application, planned) is None, "it is decided"


def test_when_all_the_reasons_fall_the_review_goes_on(django_capture_on_commit_callbacks: Any) -> None:
    desk = register_desk()
    notice = notified(desk, desk.reviews[0])
    person = signed_in(Client(), notice.review.application.created_by)
    own = reverse("applications:detail", args=[notice.review.application.code])
    assert "invia le tue osservazioni entro il termine indicato" in person.get(own).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        answer_form(notice.form, {"altro": "Ecco la marca."})
    answered = person.get(own).content.decode()
    assert "L’ufficio risponde a ogni osservazione e poi decide" in answered
    assert "invia le tue osservazioni" not in answered
    notice.refresh_from_db()
    decide(desk, notice, Decision(frozenset(), {1: "Vista: va bene."}))
    review = desk.reviews[0]
    assert review.application.state == ApplicationState.UNDER_REVIEW
    assert not review.checks.filter(outcome="not_met").exists()
    with pytest.raises(Refused, match="Nessun requisito manca"):
        send_rejection_notice(review=review, base_version=review.version, by=desk.officer)


def test_silence_ends_the_wait_and_the_term_goes_on_from_there() -> None:
    desk = register_desk()
    notice = notified(desk, desk.reviews[0], days_ago=1)
    end_of_term(notice.term)
    notice.refresh_from_db()
    assert notice.state == NoticeState.EXPIRED
    term = procedure_term(notice.review)
    assert term is not None
    assert term.suspensions.get().until is not None
    decide(desk, notice, Decision(frozenset({1}), {}))
    assert desk.reviews[0].application.state == ApplicationState.NOT_ADMITTED


def test_comparisons_send_no_notice_and_registers_refuse_only_after_it() -> None:
    desk = reviewed_desk(1)
    review = check_all(desk, desk.reviews[0], failing="durc")
    with pytest.raises(Refused, match="comparazione"):
        send_rejection_notice(review=review, base_version=review.version, by=desk.officer)
    register = register_desk()
    other = check_all(register, register.reviews[0], failing="documentation", note="")
    with pytest.raises(Refused, match="preavviso"):
        reject_application(review=other, reason="", base_version=other.version, by=register.officer)
    with pytest.raises(Refused) as refused:
        send_rejection_notice(review=other, base_version=other.version, by=register.officer)
    assert refused.value.field == "documentation"


def test_a_notice_is_taken_back_before_any_observation() -> None:
    desk = register_desk()
    notice = notified(desk, desk.reviews[0])
    with pytest.raises(Refused, match="perché"):
        withdraw_notice(notice=notice, reason="", by=desk.officer)
    withdraw_notice(notice=notice, reason="Abbiamo letto male.", by=desk.officer)
    assert desk.reviews[0].application.state == ApplicationState.UNDER_REVIEW
    notice.form.refresh_from_db()
    assert notice.form.state == "closed"


def test_a_notice_to_a_firm_that_nobody_follows_is_to_be_sent_outside(client: Client) -> None:
    desk = register_desk()
    notice = notified(desk, desk.reviews[0])
    application = notice.review.application
    application.lead.mandates.all().delete()
    signed_in(client, desk.officer)
    withdraw = reverse("evaluation:notice_withdraw", args=[application.code, notice.pk])
    said = client.post(withdraw, {"reason": "Letto male."}, follow=True).content.decode()
    assert "Preavviso ritirato. Nessuno segue l’impresa sul sito" in said


def test_the_page_of_the_decision_opens_when_there_is_something_to_decide(client: Client) -> None:
    desk = register_desk()
    notice = notified(desk, desk.reviews[0], days_ago=1)
    page = reverse("evaluation:notice_decide", args=[notice.review.application.code, notice.pk])
    declare_officer_conflict(review=notice.review, has_conflict=False, reason="", by=desk.head)
    signed_in(client, desk.head)
    early = client.get(page, follow=True).content.decode()
    assert "Si decide quando arrivano le osservazioni o quando il termine è passato." in early
    assert "<h1>Decidi dopo il preavviso</h1>" not in early
    end_of_term(notice.term)
    assert "Non è arrivata nessuna osservazione." in client.get(page).content.decode()
    notice.refresh_from_db()
    decide(desk, notice, Decision(frozenset({1}), {}))
    late = client.get(page, follow=True).content.decode()
    assert "Su questo preavviso non c’è più niente da decidere." in late

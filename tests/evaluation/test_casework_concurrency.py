"""Real threads on one application: a reply at the instant of its expiry, two officers at once, one number per entry."""

from __future__ import annotations

from datetime import timedelta

import pytest

from manifattura.applications.actions.send_form import send_form
from manifattura.applications.domain.states import ApplicationState
from manifattura.applications.models import Application
from manifattura.calls.actions.expire_terms import expire_terms
from manifattura.calls.models import Term
from manifattura.evaluation.actions.declare_officer_conflict import declare_officer_conflict
from manifattura.evaluation.actions.register_entry import register_entry
from manifattura.evaluation.actions.request_remedy import ItemInput, request_remedy
from manifattura.evaluation.actions.send_rejection_notice import send_rejection_notice
from manifattura.evaluation.domain.remedies import ItemKind, RemedyState
from manifattura.evaluation.models import RegisterEntry, RemedyRequest, Review
from manifattura.kernel.clock import today
from manifattura.kernel.errors import Conflict, Refused
from tests.applications.test_concurrency import together
from tests.factories.accounts import StaffFactory
from tests.factories.casework import asked, check_all, delivered, register_desk, visited
from tests.factories.evaluation import reviewed_desk

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_reply_at_the_instant_of_its_expiry_is_in_or_out_never_both() -> None:
    desk = reviewed_desk(4)
    requests = [asked(desk, review) for review in desk.reviews]
    for request in requests:
        delivered(request.message, days_ago=1)
        assert request.form is not None
        answers = {"item-1-given": True, "item-1": "Ecco il DURC."}
        request.form.answer_rows.filter(section_key="punto-1").update(answers=answers)
    Term.objects.filter(pk__in=[request.term_id for request in requests]).update(
        due_on=today() - timedelta(days=2)
    )
    senders = [
        lambda form=request.form: send_form(form=form, by=form.application.created_by) for request in requests
    ]
    results = together(*senders, expire_terms)
    for request, result in zip(requests, results, strict=False):
        request.refresh_from_db()
        assert request.form is not None
        request.form.refresh_from_db()
        answered = not isinstance(result, Exception)
        assert isinstance(result, Refused) or answered
        assert request.form.state == ("sent" if answered else "closed")
        assert request.state == (RemedyState.ANSWERED if answered else RemedyState.EXPIRED)
    states = set(Application.objects.filter(call=desk.call).values_list("state", flat=True))
    assert states == {ApplicationState.UNDER_REVIEW}


def test_two_officers_on_one_application_the_second_sees_that_it_changed() -> None:
    desk = register_desk()
    review = check_all(desk, desk.reviews[0], failing="documentation", note="Manca.")
    colleague = StaffFactory(role="case_officer", office=desk.call.office)
    declare_officer_conflict(review=review, has_conflict=False, reason="", by=colleague)
    version = Review.objects.get(pk=review.pk).version
    item = ItemInput(ItemKind.REQUIREMENT, "documentation", "", "Manda il collegamento.")
    results = together(
        lambda: request_remedy(review=review, items=[item], days=10, base_version=version, by=desk.officer),
        lambda: send_rejection_notice(review=review, base_version=version, by=colleague),
    )
    assert sorted(isinstance(result, Conflict) for result in results) == [False, True]
    assert Application.objects.get(pk=review.application_id).messages.count() == 1


def test_entries_of_a_register_get_numbers_without_gaps() -> None:
    desk = register_desk(3)
    works = []
    for review in desk.reviews:
        check_all(desk, review)
        visited(desk, review)
        declare_officer_conflict(review=review, has_conflict=False, reason="", by=desk.head)
        fresh = Review.objects.select_related("application__call").get(pk=review.pk)
        works.append(
            lambda one=fresh: register_entry(
                review=one,
                act_number="C-1",
                act_on=today(),
                base_version=one.version,
                by=desk.head,
            )
        )
    results = together(*works, *works)
    assert sum(isinstance(result, RegisterEntry) for result in results) == 3
    assert sorted(RegisterEntry.objects.values_list("number", flat=True)) == [1, 2, 3]
    assert not RemedyRequest.objects.exists()

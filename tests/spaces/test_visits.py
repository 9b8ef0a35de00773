"""Visits from the first turn to the certificate in the application; the last place, asked for by many at once."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from manifattura.calls.domain.edition import FieldType
from manifattura.calls.domain.states import CallState
from manifattura.calls.models import Call
from manifattura.calls.queries.editions import current_edition
from manifattura.kernel.clock import ROME, now, today
from manifattura.kernel.errors import Refused
from manifattura.spaces.actions.book_visit import book_visit
from manifattura.spaces.actions.certify_visit import remind_visits
from manifattura.spaces.actions.open_slots import open_slots
from manifattura.spaces.actions.verify_space import withdraw_space
from manifattura.spaces.models import CompulsoryVisit, ExactPlace, Space, VisitBooking, VisitSlot
from manifattura.spaces.queries.visits import certificate_questions, coming_slots, slots_of
from tests.applications.published import published_call
from tests.applications.test_concurrency import together
from tests.factories.accounts import PersonFactory, StaffFactory, signed_in
from tests.factories.applications import started_application
from tests.factories.organisations import MandateFactory
from tests.factories.territory import any_nil

DAY = timedelta(days=1)


def public_space(**facts):
    place = {"latitude": "45.504", "longitude": "9.16", "nil": any_nil(), "address": "Via campione 1"}
    seen = {"state": "verified", "verified_on": today(), "valid_until": today() + 300 * DAY}
    return Space.objects.create(code="S-1", code_key="s1", **{**place, **seen, **facts})


def tomorrow():
    return (timezone.now().astimezone(ROME) + DAY).replace(hour=10, minute=0, second=0, microsecond=0)


def pdf_question(call):
    fields = [field for section in current_edition(call).form for field in section.fields]
    return next(one.key for one in fields if one.type is FieldType.FILE and not one.sealed)


@pytest.mark.django_db
def test_a_firm_visits_and_finds_the_certificate_in_its_draft(client, run_jobs, settings):
    call, space = published_call(), public_space()
    officer = StaffFactory(office=call.office)
    draft = started_application(call)
    person, firm = draft.created_by, draft.lead
    signed_in(client, officer)
    page = reverse("spaces:office_space_visits", args=[space.pk])
    form = {"passo": "apri", "first": f"{tomorrow():%Y-%m-%dT%H:%M}", "minutes": "30", "count": "2", "capacity": "1", "meeting": "Portone verde"}  # fmt: skip
    for wrong in (
        {"minutes": "5"},
        {"meeting": " "},
        {"first": "2020-01-01T10:00"},
        {"count": "40", "minutes": "60"},
    ):
        assert client.post(page, {**form, **wrong}).status_code == 422
    assert client.post(page, form).status_code == 302
    assert client.post(page, form).status_code == 422
    key = pdf_question(call)
    assert client.post(page, {"passo": "bando", "question": "1:nulla"}).status_code == 422
    assert client.post(page, {"passo": "bando", "question": f"{call.pk}:{key}"}).status_code == 302
    assert "0 di 1" in client.get(reverse("spaces:office_visits")).content.decode()
    first, second = VisitSlot.objects.all()

    client.logout()
    card = client.get(reverse("spaces:card", args=["s1"])).content.decode()
    assert reverse("spaces:visit_book", args=[first.pk]) in card
    assert "la visita è obbligatoria" in card
    assert "Portone verde" not in card
    signed_in(client, person)
    book = reverse("spaces:visit_book", args=[first.pk])
    assert client.get(book).status_code == 200
    other = MandateFactory().organisation
    assert client.post(book, {"organisation": str(other.pk), "people": "1"}).status_code == 422
    answer = {"organisation": str(firm.pk), "people": "2"}
    assert client.post(book, {**answer, "people": "99"}).status_code == 422
    assert client.post(book, answer).status_code == 302
    assert client.post(reverse("spaces:visit_book", args=[second.pk]), answer).status_code == 422
    again = client.get(reverse("spaces:visit_book", args=[second.pk])).content.decode()
    assert "Hai già un posto per questo spazio" in again
    signed_in(client, MandateFactory().person)
    assert "Questo turno è pieno" in client.get(book).content.decode()
    signed_in(client, person)
    booking = VisitBooking.objects.get()
    mine = client.get(reverse("spaces:visits")).content.decode()
    assert "Portone verde" in mine
    event = client.get(reverse("spaces:visit_calendar", args=[booking.code]))
    assert b"Portone verde" in event.content
    mail.outbox.clear()
    run_jobs()
    assert any("prenotata" in one.subject and one.attachments for one in mail.outbox)
    assert "pieno" in client.get(reverse("spaces:card", args=["s1"])).content.decode()

    # a stranger sees nothing of it
    signed_in(client, PersonFactory())
    assert client.get(reverse("spaces:visit_calendar", args=[booking.code])).status_code == 404

    # the day before, once; who booked long ago alone
    assert remind_visits() == 0
    VisitBooking.objects.update(booked_at=now() - 3 * DAY)
    soon = now() + timedelta(hours=20)
    VisitSlot.objects.filter(pk=first.pk).update(starts_at=soon, ends_at=soon + timedelta(minutes=30))
    assert remind_visits() == 1
    assert remind_visits() == 0

    signed_in(client, officer)
    came = {"passo": "venuta", "posto": str(booking.pk)}
    assert client.post(page, came).status_code == 422
    VisitSlot.objects.filter(pk=first.pk).update(
        starts_at=now() - DAY, ends_at=now() - DAY + timedelta(minutes=30)
    )
    assert client.post(page, came).status_code == 302
    assert client.post(page, {**came, "passo": "assente"}).status_code == 422
    mail.outbox.clear()
    run_jobs()
    booking.refresh_from_db()
    assert any(one.attachments and one.attachments[0][1].startswith(b"%PDF") for one in mail.outbox)
    attached = draft.attachments.get(removed_at=None)
    assert (attached.field_key, attached.sha256) == (key, booking.sha256)
    assert client.get(f"{reverse('spaces:office_visits')}?quali=tutti&formato=csv").status_code == 200

    # taken away from the draft, it can be put back from the personal area
    draft.attachments.update(removed_at=now())
    signed_in(client, person)
    assert "Allega il certificato" in client.get(reverse("spaces:visits")).content.decode()
    assert (
        client.post(reverse("spaces:visits"), {"passo": "allega", "codice": booking.code}).status_code == 302
    )
    assert draft.attachments.filter(removed_at=None, sha256=booking.sha256).count() == 1
    paper = client.get(reverse("spaces:visit_certificate", args=[booking.code]))
    assert b"".join(paper.streaming_content).startswith(b"%PDF")
    client.logout()
    assert firm.name in client.get(reverse("spaces:certificate", args=[booking.code])).content.decode()
    wrong = client.get(reverse("spaces:certificate", args=["NULLA"]))
    assert wrong.status_code == 404
    assert "Nessun certificato ha questo codice" in wrong.content.decode()


@pytest.mark.django_db
def test_the_office_sees_the_next_turn_first_and_asks_only_calls_that_still_take_applications(client):
    call, space = published_call(), public_space()
    closed = published_call(ends_in=-2 * DAY)
    Call.objects.filter(pk=closed.pk).update(state=CallState.UNDER_REVIEW)
    officer = StaffFactory(office=call.office)
    open_slots(space=space, first=tomorrow(), count=2, minutes=30, capacity=1, meeting="Portone", by=officer)
    for days in (5, 9):
        start = tomorrow() - days * DAY
        VisitSlot.objects.create(
            space=space,
            starts_at=start,
            ends_at=start + DAY / 48,
            capacity=1,
            meeting="x",
            created_by=officer,
        )
    shown = [one.starts_at for one in slots_of(space, now())]
    hour = tomorrow()
    assert shown == [hour, hour + DAY / 48, hour - 5 * DAY, hour - 9 * DAY]
    offered = {value.split(":")[0] for value, _words in certificate_questions(officer)}
    assert offered == {str(call.pk)}
    CompulsoryVisit.objects.create(
        space=space, call=closed, field_key=pdf_question(closed), created_by=officer
    )
    signed_in(client, officer)
    page = client.get(reverse("spaces:office_space_visits", args=[space.pk])).content.decode()
    assert f"{current_edition(closed).texts.title}: " in page


@pytest.mark.django_db
def test_the_card_shows_the_next_turn_first_and_two_clicks_on_presence_say_one_thing(client):
    space, officer, person = public_space(), StaffFactory(), PersonFactory()
    for start in (tomorrow() + 3 * DAY, tomorrow()):
        open_slots(space=space, first=start, count=2, minutes=30, capacity=1, meeting="Portone", by=officer)
    shown = [one.starts_at for one in coming_slots(space, now())]
    assert shown == sorted(shown)
    firm = MandateFactory(person=person).organisation
    slot = VisitSlot.objects.order_by("starts_at").first()
    booking = book_visit(slot=slot, organisation=firm, people=1, by=person)
    VisitSlot.objects.filter(pk=slot.pk).update(starts_at=now() - DAY, ends_at=now() - DAY / 2)
    signed_in(client, officer)
    page = reverse("spaces:office_space_visits", args=[space.pk])
    assert client.post(page, {"passo": "venuta", "posto": booking.pk}).status_code == 302
    late = client.post(page, {"passo": "assente", "posto": booking.pk})
    assert late.status_code == 422
    assert "ha già scritto la presenza" in late.content.decode()
    assert "Questo campo è obbligatorio" not in late.content.decode()
    wrong = client.post(page, {"passo": "apri", "minutes": "mezz’ora", "count": "1,5"}).content.decode()
    assert "Scrivi un numero intero, senza virgola." in wrong
    assert "12,5" not in wrong


@pytest.mark.django_db
def test_places_are_given_up_and_turns_cancelled(client, run_jobs):
    space, officer = public_space(blurred=True, address="", name="Laboratorio"), StaffFactory()
    ExactPlace.objects.create(space=space, address="Via Segreta 1")
    mandate = MandateFactory()
    person, firm = mandate.person, mandate.organisation
    first, second = open_slots(
        space=space, first=tomorrow(), count=2, minutes=30, capacity=1, meeting="Portone", by=officer
    )
    booking = book_visit(slot=first, organisation=firm, people=1, by=person)
    signed_in(client, person)
    # of a place that is kept back one who booked reads what the office wrote, and nothing else
    mine = client.get(reverse("spaces:visits")).content.decode()
    assert "Portone" in mine
    assert "Segreta" not in mine
    act = {"passo": "disdici", "codice": booking.code}
    assert client.post(reverse("spaces:visits"), act).status_code == 302
    again = book_visit(slot=second, organisation=firm, people=1, by=person)
    signed_in(client, officer)
    page = reverse("spaces:office_space_visits", args=[space.pk])
    off = {"passo": "annulla", "turno": str(second.pk)}
    assert client.post(page, {**off, "because": ""}).status_code == 422
    assert client.post(page, {**off, "because": "Lavori in strada"}).status_code == 302
    assert client.post(page, {**off, "because": "Lavori"}).status_code == 422
    again.refresh_from_db()
    assert again.state == "cancelled"
    mail.outbox.clear()
    run_jobs()
    assert any("Lavori in strada" in one.body for one in mail.outbox)
    signed_in(client, person)
    assert "non si prenota più" in client.get(reverse("spaces:visit_book", args=[second.pk])).content.decode()
    signed_in(client, PersonFactory())
    assert "Serve un’impresa" in client.get(reverse("spaces:visit_book", args=[first.pk])).content.decode()
    assert "Non hai ancora prenotato" in client.get(reverse("spaces:visits")).content.decode()


@pytest.mark.django_db
def test_a_space_that_leaves_the_census_takes_its_visits_with_it(run_jobs):
    space, officer, mandate = public_space(), StaffFactory(), MandateFactory()
    (slot,) = open_slots(
        space=space, first=tomorrow(), count=1, minutes=30, capacity=1, meeting="Portone", by=officer
    )
    booking = book_visit(slot=slot, organisation=mandate.organisation, people=1, by=mandate.person)
    withdraw_space(space=space, because="Venduto", seen="verified", by=officer)
    mail.outbox.clear()
    run_jobs()
    booking.refresh_from_db()
    assert booking.state == "cancelled"
    assert any("non è più disponibile" in one.body for one in mail.outbox)
    with pytest.raises(Refused):
        book_visit(slot=slot, organisation=mandate.organisation, people=1, by=mandate.person)


@pytest.mark.django_db(transaction=True)
def test_two_places_go_to_two_of_six_firms_that_ask_at_once():
    space, officer = public_space(), StaffFactory()
    (slot,) = open_slots(
        space=space, first=tomorrow(), count=1, minutes=30, capacity=2, meeting="Portone", by=officer
    )
    mandates = [MandateFactory() for _ in range(6)]
    works = [
        lambda one=one: book_visit(slot=slot, organisation=one.organisation, people=1, by=one.person)
        for one in mandates
    ]
    results = together(*works)
    assert sum(isinstance(one, VisitBooking) for one in results) == 2
    assert sum(isinstance(one, Refused) for one in results) == 4
    assert slot.bookings.count() == 2

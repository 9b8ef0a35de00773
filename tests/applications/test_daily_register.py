"""Days of the register, and the city's own protocol system."""

from __future__ import annotations

import hashlib
import json
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from manifattura.accounts.domain.roles import Role
from manifattura.applications.actions import close_register_days as closing
from manifattura.applications.actions.close_register_days import close_register_days
from manifattura.applications.actions.tell_protocol import tell_protocol
from manifattura.applications.models import ProtocolRecord, RegisterDay
from manifattura.kernel.clock import database_now
from tests.applications.published import published_call
from tests.factories.accounts import PersonFactory, StaffFactory, signed_in
from tests.factories.applications import submitted_application
from tests.fakes.protocol import CityProtocol

pytestmark = pytest.mark.django_db


@pytest.fixture
def city(settings):
    CityProtocol.reset()
    settings.PROTOCOL_SYSTEM = "tests.fakes.protocol.CityProtocol"
    return CityProtocol


@pytest.fixture
def days_later(monkeypatch):
    def pass_days(days: int) -> None:
        monkeypatch.setattr(closing, "database_now", lambda: database_now() + timedelta(days=days))

    return pass_days


def test_a_day_is_closed_when_it_is_over_once_and_for_ever(days_later):
    call = published_call()
    for _ in range(2):
        submitted_application(call)
    assert close_register_days() == 0
    days_later(1)
    assert close_register_days() == 1
    assert close_register_days() == 0
    day = RegisterDay.objects.get()
    assert day.sha256 == hashlib.sha256(day.document.encode()).hexdigest()
    document = json.loads(day.document)
    assert [entry["number"] for entry in document["entries"]] == [day.first_number, day.last_number]
    assert document["previous_sha256"] == ""
    for change in (
        lambda: RegisterDay.objects.update(sha256="0" * 64),
        lambda: RegisterDay.objects.all().delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_the_office_reads_and_takes_the_days_others_do_not(days_later):
    submitted_application(published_call())
    days_later(1)
    close_register_days()
    day = RegisterDay.objects.get()
    office = signed_in(Client(), StaffFactory(role=Role.CASE_OFFICER))
    page = office.get(reverse("applications:register")).content.decode()
    assert day.sha256 in page
    assert day.first_number in page
    file = office.get(reverse("applications:register_day", args=[day.day.isoformat()]))
    assert hashlib.sha256(file.content).hexdigest() == day.sha256
    assert day.sha256 in b"".join(office.get(reverse("applications:register_csv"))).decode()
    assert office.get("/ufficio/registro-giornaliero/ieri.json").status_code == 404
    editor = signed_in(Client(), StaffFactory(role=Role.EDITOR))
    assert editor.get(reverse("applications:register")).status_code == 403
    stranger = signed_in(Client(), PersonFactory())
    assert stranger.get(reverse("applications:register")).status_code == 403


def test_the_citys_system_is_told_later_in_order_and_may_be_away_or_refuse(city):
    call = published_call()
    first, second, third = (submitted_application(call) for _ in range(3))
    city.away, city.unwanted = 1, (second.lead.name,)
    assert tell_protocol() == 0
    assert tell_protocol() == 3
    assert tell_protocol() == 0
    assert [entry.number for entry in city.told] == [
        first.submission.registration,
        third.submission.registration,
    ]
    assert ProtocolRecord.objects.get(submission=first.submission).number == "PG/2026/1000"
    assert (
        ProtocolRecord.objects.get(submission=second.submission).refusal
        == "Mittente non presente in anagrafica"
    )
    page = signed_in(Client(), StaffFactory(role=Role.HEAD_OF_PROCEDURE)).get(
        reverse("applications:register")
    )
    assert "Mittente non presente in anagrafica" in page.content.decode()
    assert second.submission.registration in page.content.decode()


def test_without_another_system_nobody_is_told():
    submitted_application(published_call())
    assert tell_protocol() == 0
    assert not ProtocolRecord.objects.exists()


def test_a_number_is_never_older_than_the_one_before():
    call = published_call()
    submissions = [submitted_application(call).submission for _ in range(3)]
    moments = [submission.registered_at for submission in submissions]
    assert moments == sorted(moments)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE applications_submission SET registered_at = now()")

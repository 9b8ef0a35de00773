"""Who opened an application: one row per person, kind and day; seen by who directs the office; never in the way."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from manifattura.accounts.domain.roles import Role
from manifattura.applications.actions.record_reading import record_reading
from manifattura.applications.domain.readings import ReadingKind
from manifattura.applications.models import ApplicationReading
from manifattura.applications.queries.applications import attachments_of
from manifattura.evaluation.models import Sheet
from tests.factories.accounts import OfficeFactory, StaffFactory, signed_in
from tests.factories.evaluation import reviewed_desk, sitting_desk


@pytest.mark.django_db
def test_each_opening_is_counted_in_one_row_and_one_statement(django_assert_num_queries):
    desk = reviewed_desk(1)
    application = desk.reviews[0].application
    office = signed_in(Client(), desk.officer)
    page = reverse("evaluation:review", args=[application.code])
    office.get(page)
    office.get(page)
    office.get(reverse("evaluation:messages", args=[application.code]))
    file = attachments_of(application).first()
    office.get(reverse("evaluation:review_file", args=[application.code, file.pk]))
    found = {one.kind: one.times for one in ApplicationReading.objects.filter(person=desk.officer)}
    assert found == {"page": 2, "messages": 1, "file": 1}
    with django_assert_num_queries(1):
        record_reading(application_id=application.pk, kind=ReadingKind.COPY, by=desk.officer)
    for change in ({"day": "2020-01-01"}, {"kind": "file"}, {"person": desk.head}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ApplicationReading.objects.filter(kind="copy").update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        ApplicationReading.objects.filter(kind="copy").delete()


@pytest.mark.django_db
def test_what_a_member_of_the_committee_reads():
    desk = sitting_desk(1)
    sheet = Sheet.objects.select_related("member__person", "bid").first()
    member = signed_in(Client(), sheet.member.person)
    assert member.get(reverse("evaluation:sheet", args=[sheet.pk])).status_code == 200
    assert member.get(reverse("evaluation:project", args=[sheet.pk])).status_code == 200
    found = ApplicationReading.objects.filter(application_id=sheet.bid.application_id)
    assert {one.kind for one in found.filter(person=sheet.member.person)} == {"sheet", "project"}
    assert desk.reviews


@pytest.mark.django_db
def test_who_directs_sees_them_and_exports_them():
    desk = reviewed_desk(1)
    application = desk.reviews[0].application
    record_reading(application_id=application.pk, kind=ReadingKind.FILE, by=desk.officer)
    page, table = (
        reverse(name, args=[application.code]) for name in ("records:readings", "records:readings_csv")
    )
    head = signed_in(Client(), desk.head)
    assert page in head.get(reverse("evaluation:review", args=[application.code])).content.decode()
    shown = head.get(page).content.decode()
    assert desk.officer.full_name in shown
    assert "Un file" in shown
    assert "Un file" in b"".join(head.get(table)).decode()
    assert signed_in(Client(), StaffFactory(role=Role.ADMINISTRATOR)).get(page).status_code == 200
    office = signed_in(Client(), desk.officer)
    assert page not in office.get(reverse("evaluation:review", args=[application.code])).content.decode()
    assert office.get(page).status_code == 403
    stranger = StaffFactory(role=Role.HEAD_OF_PROCEDURE, office=OfficeFactory())
    assert signed_in(Client(), stranger).get(page).status_code == 404
    assert signed_in(Client(), application.created_by).get(page).status_code in (302, 403, 404)


@pytest.mark.django_db(transaction=True)
def test_a_log_that_cannot_be_written_keeps_nobody_from_the_page(caplog):
    desk = reviewed_desk(1)
    application = desk.reviews[0].application
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE applications_applicationreading RENAME TO elsewhere")
    try:
        answer = signed_in(Client(), desk.officer).get(reverse("evaluation:review", args=[application.code]))
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE elsewhere RENAME TO applications_applicationreading")
    assert answer.status_code == 200
    assert "was not recorded" in caplog.text

"""Closing a sitting while somebody writes: real threads, one of the two is told."""

import threading
from decimal import Decimal

import pytest
from django.db import close_old_connections, connection

from manifattura.evaluation.actions.close_sitting import close_sitting
from manifattura.evaluation.actions.save_sheet import reopen_sheet, save_sheet
from manifattura.evaluation.domain.sheets import Given
from manifattura.evaluation.domain.states import MemberRole
from manifattura.evaluation.models import Mark, Sheet, Sitting
from manifattura.kernel.errors import Refused
from tests.factories.evaluation import fill_sheet, sitting_desk


@pytest.mark.django_db(transaction=True)
def test_the_president_closes_while_a_member_saves():
    """Either the member's change is in and the sheet is open again, or the sitting is closed and the change refused."""
    desk = sitting_desk(1)
    for sheet in Sheet.objects.all():
        fill_sheet(sheet, "0.5")
    sitting, president = desk.sitting, desk.member().person
    member = desk.member(MemberRole.MEMBER)
    sheet = Sheet.objects.get(member=member)
    start, outcomes = threading.Barrier(2), {}

    def close():
        close_old_connections()
        start.wait()
        try:
            close_sitting(sitting=sitting, notes="", by=president)
            outcomes["close"] = "done"
        except Refused as refusal:
            outcomes["close"] = refusal.code
        finally:
            connection.close()

    def change():
        close_old_connections()
        start.wait()
        try:
            reopen_sheet(sheet=sheet, by=member.person)
            save_sheet(sheet=sheet, marks={"a1": Given(Decimal(1), "Ripensato")}, by=member.person)
            outcomes["change"] = "done"
        except Refused as refusal:
            outcomes["change"] = refusal.code
        finally:
            connection.close()

    threads = [threading.Thread(target=close), threading.Thread(target=change)]
    [thread.start() for thread in threads]
    [thread.join(20) for thread in threads]
    closed = Sitting.objects.get(pk=sitting.pk).closed_at is not None
    mark = Mark.objects.get(sheet=sheet, criterion_key="a1")
    sheet.refresh_from_db()
    if closed:
        assert outcomes == {"close": "done", "change": "closed"}
        assert mark.coefficient == Decimal("0.5")
        assert sheet.completed_at
    else:
        assert outcomes == {"close": "incomplete", "change": "done"}
        assert mark.coefficient == 1

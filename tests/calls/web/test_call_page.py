"""The page of a call leads each of its officers where they may go, and says what waits for an answer."""

import pytest
from django.urls import reverse

from manifattura.accounts.domain.roles import Role
from manifattura.calls.models import Clarification
from tests.factories.accounts import PersonFactory, StaffFactory, signed_in
from tests.factories.calls import published_call

pytestmark = pytest.mark.django_db
LABELS = ("Domande e graduatoria", "Atti sul bando", "Registri e controlli")


def test_every_link_opens_for_each_role_of_the_office(client):
    call = published_call()
    Clarification.objects.create(call=call, asked_text="Quando?", asked_by=PersonFactory())
    detail = reverse("calls:office_detail", args=[call.pk])
    shown = {}
    for role in (Role.HEAD_OF_PROCEDURE, Role.EDITOR, Role.SECRETARY):
        signed_in(client, StaffFactory(role=role, office=call.office))
        answer = client.get(detail)
        assert "1 da rispondere" in answer.content.decode()
        groups = answer.context["groups"]
        for entry in (entry for group in groups for entry in group.entries):
            assert client.get(entry.href).status_code == 200, entry
        shown[role] = tuple(group.title for group in groups)
    assert shown[Role.HEAD_OF_PROCEDURE] == LABELS
    assert shown[Role.EDITOR] == shown[Role.SECRETARY] == LABELS[1:]

"""The office finds the road of a call from its page."""

import pytest
from django.urls import reverse

from tests.factories.accounts import signed_in
from tests.factories.evaluation import desk_of, running_call

pytestmark = pytest.mark.django_db


def test_the_call_leads_to_its_applications(client):
    call = running_call()
    signed_in(client, desk_of(call).officer)
    html = client.get(reverse("calls:office_detail", args=[call.pk])).content.decode()
    assert reverse("evaluation:progress", args=[call.pk]) in html

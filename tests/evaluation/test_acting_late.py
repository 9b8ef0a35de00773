"""What the second of two officers reads, and when a call may be concluded."""

import pytest
from django.urls import reverse

from manifattura.calls.actions.conclude_call import conclude_call
from manifattura.calls.domain.states import CallState
from manifattura.evaluation.actions.accept_award import accept_award
from manifattura.evaluation.models import Acceptance
from manifattura.kernel.errors import Refused
from tests.factories.accounts import signed_in
from tests.factories.rankings import delivered, final_desk, pass_days, today

pytestmark = pytest.mark.django_db


def test_who_acts_second_reads_why_nothing_happened(client, run_jobs):
    """The form that was sent is no longer on the page: the reason of the refusal must be all the same."""
    desk = final_desk(run_jobs)
    signed_in(client, desk.head)
    act = {"publish": "final", "f-act_number": "301", "f-act_on": today().isoformat()}
    late = client.post(reverse("evaluation:ranking_office", args=[desk.call.pk]), act)
    assert (late.status_code, 'role="alert"' in late.content.decode()) == (422, True)
    one = Acceptance.objects.order_by("pk")[0]
    delivered(one)
    pass_days(30)
    address = reverse("evaluation:acceptance_office", args=[desk.call.pk, one.pk])
    forfeit = {
        "act": "forfeit",
        "f-act_number": "9",
        "f-act_on": today().isoformat(),
        "f-reason": "Silenzio.",
    }
    assert client.post(address, forfeit).status_code == 302
    late = client.post(address, forfeit)
    assert (late.status_code, 'role="alert"' in late.content.decode()) == (422, True)


def test_a_call_is_concluded_when_nobody_has_to_answer_any_more(client, run_jobs):
    desk = final_desk(run_jobs)
    signed_in(client, desk.head)
    page = reverse("calls:office_detail", args=[desk.call.pk])
    assert "devono ancora accettare" in client.get(page).content.decode()
    with pytest.raises(Refused) as waiting:
        conclude_call(call=desk.call, by=desk.head)
    assert waiting.value.code == "pending"
    for one in Acceptance.objects.select_related("application__created_by"):
        accept_award(acceptance=one, partial_confirmed=True, by=one.application.created_by)
    assert "non si torna indietro" in client.get(page).content.decode()
    assert client.post(reverse("calls:office_conclude", args=[desk.call.pk])).status_code == 302
    desk.call.refresh_from_db()
    assert desk.call.state == CallState.CONCLUDED

"""What the second of two officers reads, and when a call may be concluded."""

import pytest
from django.urls import reverse

from manifattura.accounts.domain.roles import Role
from manifattura.applications.domain.states import ApplicationState
from manifattura.applications.models import Application
from manifattura.calls.actions.conclude_call import conclude_call
from manifattura.calls.domain.states import CallState
from manifattura.evaluation.actions.accept_award import accept_award
from manifattura.evaluation.actions.record_leaving import record_leaving
from manifattura.evaluation.actions.replace_member import replace_member
from manifattura.evaluation.domain.states import DepartureKind
from manifattura.evaluation.models import Acceptance
from manifattura.kernel.errors import Refused
from tests.factories.accounts import StaffFactory, signed_in
from tests.factories.arrivals import arrival_proof
from tests.factories.rankings import applications, delivered, final_desk, pass_days, roll_down, today

pytestmark = pytest.mark.django_db
ENDED = "Il bando è finito: non arriva e non si decide più niente"


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


@pytest.fixture
def concluded(run_jobs):
    desk = final_desk(run_jobs)
    for one in Acceptance.objects.select_related("application__created_by"):
        accept_award(acceptance=one, partial_confirmed=True, by=one.application.created_by)
    conclude_call(call=desk.call, by=desk.head)
    return desk


def test_nobody_leaves_a_concluded_call(client, concluded):
    desk = concluded
    application = Acceptance.objects.order_by("pk")[0].application
    leaving = reverse("evaluation:leaving", args=[application.code])
    detail = reverse("applications:detail", args=[application.code])
    signed_in(client, application.created_by)
    assert leaving not in client.get(detail).content.decode()
    assert (
        leaving not in client.get(reverse("evaluation:acceptance", args=[application.code])).content.decode()
    )
    assert client.get(leaving).headers["Location"] == detail
    late = client.post(leaving, {"reason": "Abbiamo cambiato idea.", "sure": "on"})
    assert (late.status_code, ENDED in late.content.decode()) == (422, True)
    for by, more in (
        (application.created_by, {}),
        (desk.head, {"proof": arrival_proof()}),
    ):
        with pytest.raises(Refused, match=ENDED):
            record_leaving(
                application=application, kind=DepartureKind.DECLINED, reason="Rinuncia.", by=by, **more
            )
    signed_in(client, desk.head)
    page = client.get(reverse("evaluation:leavings_office", args=[desk.call.pk])).content.decode()
    assert "Registra l’uscita" not in page
    assert "Il bando è finito" in page


@pytest.mark.parametrize("name", ["leaving_enter", "observation_enter", "committee_replace"])
def test_a_typed_address_of_a_concluded_call_says_so_instead_of_a_form(client, concluded, name):
    signed_in(client, concluded.head)
    page = client.get(reverse(f"evaluation:{name}", args=[concluded.call.pk])).content.decode()
    main = page[page.index("<main") :]
    assert "Il bando è finito" in main
    assert "<form" not in main[: main.index("</main>")]


def test_who_was_on_the_reserve_list_of_a_concluded_call_waits_no_more(client, concluded):
    application = applications(concluded)[0]
    Application.objects.filter(pk=application.pk).update(state=ApplicationState.RESERVE_LIST)
    signed_in(client, application.created_by)
    page = client.get(reverse("applications:detail", args=[application.code])).content.decode()
    assert "Resti in lista" not in page
    assert "Il bando è finito: la lista non scorre più" in page
    assert "Idonea non finanziata" in page


def test_no_version_and_no_seat_changes_after_a_conclusion(client, concluded):
    desk = concluded
    signed_in(client, desk.head)
    address = reverse("evaluation:rolldown_office", args=[desk.call.pk])
    page = client.get(address).content.decode()
    assert "Pubblica la nuova versione" not in page
    assert "Il bando è finito" in page
    posted = {
        "v-base_version": 2,
        "v-act_number": "310",
        "v-act_on": today().isoformat(),
        "v-note": "Ancora.",
    }
    late = client.post(address, posted)
    assert (late.status_code, ENDED in late.content.decode()) == (422, True)
    with pytest.raises(Refused, match=ENDED):
        roll_down(desk)
    committee = reverse("evaluation:committee", args=[desk.call.pk])
    assert "Sostituisci una persona" not in client.get(committee).content.decode()
    with pytest.raises(Refused, match=ENDED):
        replace_member(
            member=desk.member(),
            person=StaffFactory(role=Role.COMMITTEE_MEMBER),
            act_number="9",
            act_on=today(),
            reason="Impedimento.",
            by=desk.head,
        )

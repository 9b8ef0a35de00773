"""The office's pages along the road of a call: dashboard, search, committee, publication."""

from datetime import timedelta

import pytest
from django.urls import reverse

from manifattura.accounts.actions.invite_staff import invite_staff
from manifattura.accounts.domain.roles import Role
from manifattura.calls.actions.start_term import start_term
from manifattura.calls.domain.clocks import ProofKind, TermKind
from manifattura.calls.models import Clarification, ExtensionProposal, Outage
from manifattura.communication.domain.enquiries import EnquiryState
from manifattura.communication.models import Enquiry
from manifattura.evaluation.domain.states import MemberRole
from manifattura.evaluation.models import Review
from manifattura.kernel.clock import database_now, today
from tests.factories.accounts import OfficeFactory, StaffFactory, signed_in
from tests.factories.draws import held_draw
from tests.factories.evaluation import (
    appointed,
    closed_desk,
    desk_of,
    end_term,
    reviewed_desk,
    running_call,
    scored_desk,
    sitting_desk,
)

pytestmark = pytest.mark.django_db


def get(client, name, *args, **query):
    return client.get(reverse(f"evaluation:{name}", args=args), query)


def post(client, name, *args, **data):
    return client.post(reverse(f"evaluation:{name}", args=args), data)


@pytest.fixture
def desk():
    return reviewed_desk(2)


@pytest.fixture
def officer(client, desk):
    return signed_in(client, desk.officer)


def code_of(desk, at=0):
    return desk.reviews[at].application.code


def test_the_calls_road(client):
    call = running_call()
    desk = desk_of(call)
    signed_in(client, desk.officer)
    assert "scadenza" in get(client, "progress", call.pk).content.decode()
    assert post(client, "open_review", call.pk).status_code == 302
    assert Review.objects.count() == 0
    end_term(call)
    assert "Avvia l’istruttoria" in get(client, "progress", call.pk).content.decode()
    post(client, "open_review", call.pk)
    assert "chiudi l’istruttoria" in get(client, "progress", call.pk).content.decode()
    assert post(client, "close_review", call.pk).status_code == 403
    signed_in(client, desk.head)
    post(client, "close_review", call.pk)
    page = get(client, "progress", call.pk).content.decode()
    assert "Nessuna domanda è ammessa: non serve valutare" in page
    assert "Nomina la commissione" not in page


def test_the_dashboard_shows_what_is_due(officer, desk, client, django_assert_max_num_queries):
    get(officer, "dashboard")
    with django_assert_max_num_queries(35):
        html = get(officer, "dashboard").content.decode()
    assert desk.call.title in html
    for query in ("whose=mine&amp;state=open", "whose=unassigned", "state=in_progress", "state=to_do"):
        assert f'href="{reverse("evaluation:queue")}?{query}"' in html, (
            "each count leads to the list it counts"
        )
    rows = get(officer, "queue", state="open").context["page"].paginator.count
    assert rows == get(officer, "dashboard").context["counts"]["open"]
    signed_in(client, StaffFactory(role=Role.EDITOR))
    other = get(client, "dashboard").content.decode().partition("<h1>")[2]
    assert "non lavora sulle domande" in other
    assert "Niente in attesa per te" in other
    assert f'href="{reverse("calls:office_list")}"' in other, "the page leads to what the role works on"


def test_the_dashboard_lists_what_waits_with_the_page_to_work_it_off(officer, desk, client):
    call, now = desk.call, database_now()
    assert "Niente in attesa" in get(officer, "dashboard").content.decode()
    Clarification.objects.create(
        call=call, asked_text="Quando?", asked_by=desk.reviews[0].application.created_by
    )
    outage = Outage.objects.create(started_at=now - timedelta(hours=1), ended_at=now)
    ExtensionProposal.objects.create(outage=outage, round=call.rounds.get(), deadline_at=now)
    # begun yesterday: the near one ends today, or on the next working day
    for days, subject, ago in ((1, "near", 1), (9, "far", 1), (1, "over", 30)):
        start_term(
            kind=TermKind.OTHER,
            office=call.office,
            label=subject,
            days=days,
            subject_type="sample",
            subject_id=subject,
            call=call,
            starts_on=today() - timedelta(days=ago),
            proof=ProofKind.BY_HAND,
            by=desk.officer,
        )
    html = get(officer, "dashboard").content.decode()
    for text, address in (
        ("chiarimento senza risposta", reverse("calls:office_clarifications", args=[call.pk])),
        ("proposta di proroga da decidere", reverse("calls:office_outages")),
        ("termine che scade entro 3 giorni", reverse("calls:office_terms") + "?stato=running&amp;entro=3"),
        ("termine scaduto da chiudere", reverse("calls:office_terms") + "?stato=expired"),
    ):
        assert f'<a href="{address}"><b>1</b> {text}</a>' in html
    signed_in(client, StaffFactory(role=Role.CASE_OFFICER, office=OfficeFactory()))
    assert "Niente in attesa" in get(client, "dashboard").content.decode()


def test_search_goes_straight_to_a_number(officer, desk):
    registration = desk.reviews[0].application.submission.registration
    answer = get(officer, "search", q=registration)
    assert answer.url == reverse("evaluation:review", args=[code_of(desk)])
    assert "Impresa campione" in get(officer, "search", q="Impresa campione").content.decode()
    assert "Non abbiamo trovato nulla" in get(officer, "search", q="zzzz").content.decode()
    assert get(officer, "search").status_code == 200


def test_appointing_from_the_page(client):
    desk = closed_desk(1)
    people = [StaffFactory(role=Role.COMMITTEE_MEMBER) for _ in range(4)]
    secretary = StaffFactory(role=Role.SECRETARY, office=desk.call.office)
    signed_in(client, desk.officer)
    assert "La nomina il responsabile" in get(client, "committee", desk.call.pk).content.decode()
    signed_in(client, desk.head)
    from manifattura.kernel.clock import ROME, database_now

    data = {
        "act_number": "200",
        "act_on": database_now().astimezone(ROME).strftime("%d/%m/%Y"),
        "declare_by": (database_now().astimezone(ROME) + timedelta(days=5)).strftime("%d/%m/%Y"),
        "president": people[0].pk,
        "members": [people[1].pk],
        "secretary": secretary.pk,
    }
    for members, told in (
        (people[1:2], "almeno tre"),
        (people[1:4], "I componenti che votano devono essere in numero dispari."),
    ):
        refused = post(client, "committee", desk.call.pk, **data | {"members": [one.pk for one in members]})
        assert refused.status_code == 422
        assert told in refused.content.decode()
    assert (
        post(
            client, "committee", desk.call.pk, **{**data, "members": [people[1].pk, people[2].pk]}
        ).status_code
        == 302
    )
    html = get(client, "committee", desk.call.pk).content.decode()
    assert people[0].full_name in html
    assert "Dichiarazione da rendere" in html
    assert post(client, "committee", desk.call.pk).status_code == 200


def test_the_office_publishes_from_the_page(client):
    desk = scored_desk(["0.8", "0.8"])
    signed_in(client, desk.officer)
    assert "Le domande sono tutte valutate." in get(client, "committee", desk.call.pk).content.decode()
    html = get(client, "ranking_office", desk.call.pk).content.decode()
    assert "Calcolo di adesso" in html
    assert "Manca il verbale firmato di una seduta" in html
    assert "Serve il sorteggio pubblico" in html
    assert "Pubblica la provvisoria" not in html
    held_draw(desk)
    assert post(client, "ranking_office", desk.call.pk, publish="provisional").status_code == 403
    signed_in(client, desk.head)
    assert "Pubblica la provvisoria" in get(client, "ranking_office", desk.call.pk).content.decode()
    assert post(client, "ranking_office", desk.call.pk, publish="provisional").status_code == 302
    html = get(client, "ranking_office", desk.call.pk).content.decode()
    assert "Versione 1" in html
    early = post(
        client,
        "ranking_office",
        desk.call.pk,
        publish="final",
        **{"f-act_number": "3", "f-act_on": "01/11/2026"},
    )
    assert early.status_code == 422


def test_the_office_sees_that_marks_are_missing(client):
    desk = sitting_desk(1)
    signed_in(client, desk.head)
    assert "non ha ancora tutti i punteggi" in get(client, "ranking_office", desk.call.pk).content.decode()
    html = get(client, "committee", desk.call.pk).content.decode()
    assert "si vedono quando il presidente chiude" in html


def test_a_committee_not_yet_needed(client):
    desk = appointed(reviewed_desk(1))
    signed_in(client, desk.head)
    assert "Nessuna seduta" in get(client, "committee", desk.call.pk).content.decode()
    assert "Non c’è ancora una graduatoria" in get(client, "ranking_office", desk.call.pk).content.decode()


def test_before_the_deadline_nobody_is_asked_to_appoint(client):
    desk = desk_of(running_call())
    signed_in(client, desk.head)
    page = get(client, "committee", desk.call.pk).content.decode()
    assert "dopo la scadenza:" in page
    assert 'name="president"' not in page


def test_every_role_finds_what_it_has_to_do_today(client):
    desk = scored_desk(["0.9"])
    sitting = desk.committee.sittings.get()
    secretary = desk.member(MemberRole.SECRETARY).person
    html = get(signed_in(client, secretary), "dashboard").content.decode()
    assert "verbale da generare" in html
    assert f'href="{reverse("evaluation:sitting_minutes", args=[sitting.pk])}"' in html

    administrator = StaffFactory(role=Role.ADMINISTRATOR)
    invite_staff(
        email="nuova@ufficio.example",
        full_name="Persona invitata",
        role=Role.EDITOR,
        office=desk.call.office,
        by=administrator,
    )
    html = get(signed_in(client, administrator), "dashboard").content.decode()
    assert f'<a href="{reverse("accounts:staff")}#inviti"><b>1</b> invito senza risposta</a>' in html

    Enquiry.objects.create(
        code="R1", topic="site", page="/", text="Non si apre.", state=EnquiryState.TO_ANSWER
    )
    html = get(signed_in(client, StaffFactory(role=Role.EDITOR)), "dashboard").content.decode()
    assert f'<a href="{reverse("communication:enquiries")}"><b>1</b> richiesta o segnalazione' in html

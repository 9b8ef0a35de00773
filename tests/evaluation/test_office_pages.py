"""Pages of the office: who sees them, what they show, few statements whatever the number of applications."""

import pytest
from django.urls import reverse

from manifattura.accounts.domain.roles import Role
from manifattura.applications.models import Attachment
from manifattura.evaluation.domain.states import ReviewState
from manifattura.evaluation.models import Review
from manifattura.kernel.clock import ROME
from manifattura.kernel.files import store
from tests.factories.accounts import OfficeFactory, PersonFactory, StaffFactory, signed_in
from tests.factories.evaluation import (
    appointed,
    decide,
    desk_of,
    end_term,
    many_applications,
    reviewed_desk,
    running_call,
)
from tests.factories.organisations import GroupingFactory, MandateFactory

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


def test_only_caseworkers_of_the_office_open_the_pages(client, desk):
    code = code_of(desk)
    addresses = [
        reverse("evaluation:queue"),
        reverse("evaluation:review", args=[code]),
        reverse("evaluation:progress", args=[desk.call.pk]),
        reverse("evaluation:committee", args=[desk.call.pk]),
        reverse("evaluation:ranking_office", args=[desk.call.pk]),
        reverse("evaluation:search"),
        reverse("evaluation:export"),
    ]
    for address in addresses:
        assert client.get(address).status_code == 302, "visitors sign in"
    applicant = desk.reviews[0].application.created_by
    for person in (
        applicant,
        PersonFactory(),
        StaffFactory(role=Role.COMMITTEE_MEMBER),
        StaffFactory(role=Role.EDITOR),
    ):
        signed_in(client, person)
        assert {client.get(address).status_code for address in addresses} <= {403, 404}
    signed_in(client, StaffFactory(role=Role.CASE_OFFICER, office=OfficeFactory()))
    assert [client.get(address).status_code for address in addresses[1:5]] == [404] * 4
    signed_in(client, desk.officer)
    assert {client.get(address).status_code for address in addresses} == {200}


def test_another_office_sees_an_empty_queue(client, desk):
    signed_in(client, StaffFactory(role=Role.CASE_OFFICER, office=OfficeFactory()))
    answer = get(client, "queue")
    assert desk.reviews[0].application.lead.name not in answer.content.decode()


def test_the_queue_filters_and_counts(officer, desk):
    post(officer, "bulk", do="assign", choice=[desk.reviews[0].pk], officer=desk.officer.pk, confirmed="1")
    mine = get(officer, "queue", whose="mine").content.decode()
    assert code_of(desk, 0) in mine
    assert f"/ufficio/domande/{code_of(desk, 1)}/" not in mine
    other = get(officer, "queue", whose="unassigned").content.decode()
    assert f"/ufficio/domande/{code_of(desk, 1)}/" in other
    review = desk.reviews[1]
    for text in (
        review.application.submission.registration,
        review.application.code.lower(),
        review.application.lead.name,
    ):
        found = get(officer, "queue", q=text).content.decode()
        assert f"/ufficio/domande/{review.application.code}/" in found
        assert (
            f"/ufficio/domande/{code_of(desk, 0)}/" not in found
            or text in desk.reviews[0].application.lead.name
        )
    assert "Nessuna domanda con questi filtri" in get(officer, "queue", q="zzz").content.decode()
    for query in (
        {"sort": "-firm"},
        {"sort": "bad"},
        {"state": "bad"},
        {"call": "x"},
        {"page": "99"},
        {"call": desk.call.pk, "officer": desk.officer.pk, "state": "to_do"},
    ):
        assert get(officer, "queue", **query).status_code == 200


def test_bulk_shows_a_preview_first(officer, desk):
    ids = [review.pk for review in desk.reviews]
    preview = post(officer, "bulk", do="assign", choice=ids, officer=desk.officer.pk)
    assert "non è ancora successo nulla" in preview.content.decode()
    assert Review.objects.filter(officer=None).count() == 2
    done = post(officer, "bulk", do="assign", choice=ids, officer=desk.officer.pk, confirmed="1")
    assert "Ecco che cosa è successo" in done.content.decode()
    assert Review.objects.filter(officer=desk.officer).count() == 2
    assert post(officer, "bulk", do="remind", choice=ids).status_code == 200
    for bad in ({"do": "assign"}, {"do": "assign", "choice": ids}, {"do": "x", "choice": ids}):
        answer = post(officer, "bulk", **bad, query="whose=all")
        assert answer.status_code == 302


def test_what_was_ticked_comes_back_ticked(officer, desk):
    first, second = desk.reviews
    answer = post(officer, "bulk", do="assign", choice=[first.pk], query="whose=all")
    page = officer.get(answer["Location"]).content.decode()
    assert f'value="{first.pk}" checked' in page
    assert f'value="{second.pk}">' in page


def test_the_chosen_rows_can_be_exported_alone(officer, desk):
    first, second = desk.reviews
    answer = post(officer, "bulk", do="export", choice=[second.pk])
    text = b"".join(answer.streaming_content).decode()
    assert second.application.code in text
    assert first.application.code not in text
    assert post(officer, "bulk", do="export").status_code == 302


def test_what_is_still_to_decide_comes_first(officer, desk):
    first, second = desk.reviews
    decide(desk, first)
    page = get(officer, "queue").content.decode()
    assert page.index(second.application.code) < page.index(first.application.code)
    by_arrival = get(officer, "queue", sort="arrival").content.decode()
    assert by_arrival.index(first.application.code) < by_arrival.index(second.application.code)


def test_the_export_has_every_row_and_no_formula(officer, desk):
    lead = desk.reviews[0].application.lead
    lead.name = "=HYPERLINK(1)"
    lead.save()
    answer = get(officer, "export")
    text = b"".join(answer.streaming_content).decode()
    assert text.startswith("\ufeffRegistrazione;")
    assert len(text.strip().splitlines()) == 3
    assert "'=HYPERLINK" in text
    received = desk.reviews[0].application.submission.received_at
    assert received.astimezone(ROME).isoformat(timespec="seconds") in text, "the city's time"


@pytest.mark.parametrize("query", [{}, {"q": "campione"}, {"sort": "-amount", "page": "4"}])
def test_a_queue_of_five_hundred_takes_few_statements(client, django_assert_max_num_queries, query):
    from manifattura.evaluation.actions.open_review import open_review

    call = running_call()
    many_applications(call, 500)
    end_term(call)
    desk = desk_of(call)
    open_review(call=call, by=desk.officer)
    signed_in(client, desk.officer)
    get(client, "queue")
    with django_assert_max_num_queries(12):
        answer = get(client, "queue", **query)
    assert answer.status_code == 200


def test_the_review_page_shows_checks_answers_and_files(officer, desk):
    html = get(officer, "review", code_of(desk)).content.decode()
    for text in (
        "Arrivata nei termini",
        "automatico:",
        "DURC regolare",
        "Progetto campione",
        "plan.pdf",
        "Integro",
    ):
        assert text in html
    assert "Integra<" not in html, "remedy requests come later"
    file = Attachment.objects.filter(application__code=code_of(desk)).first()
    shown = get(officer, "review_file", code_of(desk), file.pk)
    assert shown["Content-Disposition"].startswith("inline")
    assert shown["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in shown["Content-Security-Policy"]
    assert officer.get(f"{shown.request['PATH_INFO']}?scarica=1")["Content-Disposition"].startswith(
        "attachment"
    )
    other = Attachment.objects.filter(application__code=code_of(desk, 1)).first()
    assert get(officer, "review_file", code_of(desk), other.pk).status_code == 404


def test_applications_of_the_same_firm_or_people_are_pointed_out(officer, desk):
    alone, other = (review.application for review in desk.reviews)
    said = "Altre domande da guardare insieme"
    assert said not in get(officer, "review", alone.code).content.decode()
    GroupingFactory(members=[other.lead, alone.lead])
    assert said not in get(officer, "review", alone.code).content.decode(), "that grouping asks for nothing"
    # the other applicant is a grouping with the first firm in it
    other.lead.members.create(member=alone.lead, is_lead=True)
    for one, them in ((alone, other), (other, alone)):
        page = get(officer, "review", one.code).content.decode()
        assert said in page
        assert reverse("evaluation:review", args=[them.code]) in page
        assert "la stessa impresa, da sola o in un raggruppamento" in page
    other.lead.members.all().delete()
    MandateFactory(organisation=other.lead, person=alone.created_by)
    assert "lo stesso rappresentante legale" in get(officer, "review", other.code).content.decode()


def test_a_changed_file_is_told(officer, desk):
    file = Attachment.objects.filter(application__code=code_of(desk)).first()
    Attachment.objects.filter(pk=file.pk).update(storage_key=store(b"altro").storage_key)
    assert "il file è cambiato" in get(officer, "review", code_of(desk)).content.decode()
    Attachment.objects.filter(pk=file.pk).update(storage_key="00/nothing")
    assert "Il file non si legge" in get(officer, "review", code_of(desk)).content.decode()


def test_checks_save_by_themselves_and_by_the_button(officer, desk):
    address = reverse("evaluation:save", args=[code_of(desk)])
    data = {"version": "0", "check-durc": "met", "changed": "check-durc"}
    answer = officer.post(address, data, headers={"X-Autosave": "1"})
    assert answer.json()["version"] == 1
    assert answer.json()["saved_at"]
    answer = officer.post(address, {"version": "1", "check-durc-note": "Visto"})
    assert answer.status_code == 302
    check = desk.reviews[0].checks.get(requirement_key="durc")
    assert (check.outcome, check.note) == ("met", "Visto")
    bad = officer.post(address, {"version": "2", "check-durc": "boh"}, headers={"X-Autosave": "1"})
    assert bad.status_code == 422
    assert officer.post(address, {"version": "2", "check-durc": "boh"}).status_code == 422


def test_the_second_officer_sees_both_values(officer, desk, client):
    address = reverse("evaluation:save", args=[code_of(desk)])
    officer.post(address, {"version": "0", "check-durc": "met", "check-durc-note": "Regolare"})
    other = StaffFactory(role=Role.CASE_OFFICER, office=desk.call.office)
    signed_in(client, other)
    data = {"version": "0", "check-durc": "not_met", "check-durc-note": "Scaduto"}
    quiet = client.post(address, data, headers={"X-Autosave": "1"})
    assert quiet.status_code == 409
    text = quiet.content.decode()
    assert desk.officer.full_name in text
    assert "Regolare" in text
    assert "Scaduto" in text
    loud = client.post(address, data)
    assert loud.status_code == 409
    assert "Tieni il mio" in loud.content.decode()
    client.post(address, {**data, "keep_mine": "1"})
    assert desk.reviews[0].checks.get(requirement_key="durc").outcome == "not_met"
    assert post(client, "admit", code_of(desk), version="0").status_code in (409, 422)


def test_the_way_to_a_decision(officer, desk):
    code = code_of(desk)
    assert post(officer, "admit", code, version="0").status_code == 422
    unanswered = post(officer, "declare", code, reason="Un parente ci lavora.")
    assert unanswered.status_code == 422
    assert 'value="Un parente ci lavora."' in unanswered.content.decode()
    assert post(officer, "declare", code, conflict="no").status_code == 302
    kept = post(officer, "reject", code, version="0", **{"check-durc": "not_met", "check-durc-note": ""})
    assert kept.status_code == 422
    assert (
        post(
            officer,
            "reject",
            code,
            version="1",
            reason="",
            **{"check-durc": "not_met", "check-durc-note": "Scaduto"},
        ).status_code
        == 302
    )
    html = get(officer, "review", code).content.decode()
    assert "Non ammessa" in html
    assert "Scaduto" in html
    assert post(officer, "admit", code, version="9").status_code == 422
    assert post(officer, "reopen", code, reason="x").status_code == 403


def test_the_head_reopens_from_the_page(client, desk):
    decide(desk, desk.reviews[0])
    signed_in(client, desk.head)
    assert "Riapri" in get(client, "review", code_of(desk)).content.decode()
    assert post(client, "reopen", code_of(desk), reason="").status_code == 422
    assert post(client, "reopen", code_of(desk), reason="Rivedere").status_code == 302
    assert desk.reviews[0].state == ReviewState.IN_PROGRESS


def test_an_officer_with_a_conflict_reads_that_a_colleague_goes_on(officer, desk):
    post(officer, "declare", code_of(desk), conflict="yes", reason="Parente")
    html = get(officer, "review", code_of(desk)).content.decode()
    assert "Hai dichiarato un conflitto" in html
    assert post(officer, "save", code_of(desk), **{"check-durc": "met"}).status_code == 403


def test_bonuses_on_the_page(client):
    from tests.applications.samples import sample_edition

    desk = reviewed_desk(1, grid=sample_edition().grid)
    signed_in(client, desk.officer)
    code = code_of(desk)
    assert "Premialità dichiarate" in get(client, "review", code).content.decode()
    assert post(client, "bonus", code, bonus="young").status_code == 422
    assert post(client, "bonus", code, bonus="young", confirmed="no").status_code == 422
    assert post(client, "bonus", code, bonus="young", confirmed="yes").status_code == 302
    assert "Confermata" in get(client, "review", code).content.decode()


def test_the_office_is_not_told_of_nothing_to_score_while_the_review_goes_on(client):
    desk = appointed(reviewed_desk(1))
    signed_in(client, desk.head)
    page = get(client, "committee", desk.call.pk).content.decode()
    assert "si sanno quando si chiude l’istruttoria" in page
    assert "0 domande" not in page

"""The committee's pages: members see only what they must score, and nobody's marks before the sitting is closed."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from manifattura.accounts.domain.roles import Role
from manifattura.applications.models import Attachment
from manifattura.calls.domain.scoring import Level, Method, MethodKind
from manifattura.calls.models import Call
from manifattura.evaluation.actions.declare_conflicts import report_conflict
from manifattura.evaluation.domain.states import MemberRole
from manifattura.evaluation.models import ConflictDeclaration, Mark, Sheet
from manifattura.evaluation.queries.committees import undeclared
from manifattura.evaluation.web import sitting_marks
from manifattura.kernel.clock import ROME, database_now
from tests.factories.accounts import PersonFactory, StaffFactory, signed_in
from tests.factories.evaluation import (
    GRID,
    accept,
    appointed,
    closed_desk,
    declare_none,
    fill_sheet,
    reviewed_desk,
    scored_desk,
    sitting_desk,
)

pytestmark = pytest.mark.django_db

# a coefficient and a reason that nothing else on any page could be


def get(client, name, *args, **query):
    return client.get(reverse(f"evaluation:{name}", args=args), query)


def post(client, name, *args, **data):
    return client.post(reverse(f"evaluation:{name}", args=args), data)


def test_before_the_declaration_a_member_sees_no_application(client):
    desk = appointed(closed_desk(2))
    member = desk.member()
    signed_in(client, member.person)
    assert "Rispondi alla nomina" in get(client, "committee_home").content.decode()
    assert get(client, "conflicts", desk.committee.pk).status_code == 302, "the appointment comes first"
    accept(member)
    home = get(client, "committee_home").content.decode()
    assert "Dichiara se hai conflitti" in home
    for review in desk.reviews:
        assert review.application.lead.name not in home
    page = get(client, "conflicts", desk.committee.pk).content.decode()
    assert desk.reviews[0].application.lead.name in page
    assert "checked" not in page, "nothing is chosen beforehand"
    assert desk.reviews[0].application.project_title not in page, "names only, no content"


def test_the_declaration_is_given_at_once_and_keeps_what_was_written(client):
    desk = appointed(closed_desk(2))
    member = desk.member()
    accept(member)
    signed_in(client, member.person)
    first, second = undeclared(member)
    partial = post(
        client,
        "conflicts",
        desk.committee.pk,
        **{f"conflict-{first.pk}": "yes", f"reason-{first.pk}": "Socio"},
    )
    assert partial.status_code == 422
    assert "Socio" in partial.content.decode()
    assert "checked" in partial.content.decode()
    answers = {f"conflict-{first.pk}": "yes", f"reason-{first.pk}": "Socio", f"conflict-{second.pk}": "no"}
    assert post(client, "conflicts", desk.committee.pk, **answers).status_code == 302
    assert ConflictDeclaration.objects.filter(has_conflict=True).count() == 1
    assert "La seduta non si può ancora convocare" in get(client, "committee_home").content.decode()


def test_while_the_office_reviews_there_is_nothing_to_do(client):
    desk = appointed(reviewed_desk(1))
    accept(desk.member())
    signed_in(client, desk.member().person)
    assert "non sono ancora pronte" in get(client, "committee_home").content.decode()
    signed_in(client, StaffFactory(role=Role.COMMITTEE_MEMBER))
    assert "Non sei in nessuna commissione" in get(client, "committee_home").content.decode()
    assert get(client, "conflicts", desk.committee.pk).status_code == 404


def test_a_member_answers_the_appointment(client):
    desk = appointed(closed_desk(1))
    member, other = desk.member(), desk.member(MemberRole.MEMBER)
    signed_in(client, member.person)
    page = get(client, "appointment", desk.committee.pk).content.decode()
    assert "art. 35-bis" in page
    assert "checked" not in page, "nothing is chosen beforehand"
    given = {"acceptance": "yes", "no_conviction": "yes"}
    partial = post(client, "appointment", desk.committee.pk, **given)
    assert partial.status_code == 422
    assert partial.content.decode().count("checked") == 2
    given["compatibility"] = "no"
    assert post(client, "appointment", desk.committee.pk, **given).status_code == 422, "and the reason"
    assert (
        post(client, "appointment", desk.committee.pk, **given | {"compatibility": "yes"}).status_code == 302
    )
    assert "Hai accettato la nomina" in get(client, "appointment", desk.committee.pk).content.decode()
    assert post(client, "appointment", desk.committee.pk, **given).status_code == 422, "once"
    signed_in(client, other.person)
    refused = given | {"compatibility-note": "Consulente di un’impresa che partecipa"}
    assert post(client, "appointment", desk.committee.pk, **refused).status_code == 302
    assert "ti sostituisce" in get(client, "committee_home").content.decode()
    signed_in(client, desk.head)
    office = get(client, "committee", desk.call.pk).content.decode()
    assert "Sostituisci chi non può far parte" in office
    assert other.person.full_name in office


def in_minutes(minutes):
    return (database_now() + timedelta(minutes=minutes)).astimezone(ROME).strftime("%Y-%m-%dT%H:%M")


def test_who_declined_finds_no_list_of_firms_and_others_read_who_is_missing(client):
    desk = appointed(closed_desk(2))
    declined = desk.member(MemberRole.SECRETARY)
    declined.declined_at = database_now()
    declined.save()
    president = desk.member()
    declare_none(president)
    firm = desk.reviews[0].application.lead.name
    signed_in(client, declined.person)
    assert get(client, "sitting_new", desk.committee.pk).status_code == 404
    signed_in(client, president.person)
    assert "La seduta non si può ancora convocare" in get(client, "committee_home").content.decode()
    page = get(client, "sitting_new", desk.committee.pk).content.decode()
    assert (declined.person.full_name in page, firm in page) == (True, False)


def test_the_secretary_convenes_and_the_president_opens(client):
    desk = appointed(closed_desk(2))
    for member in desk.committee.members.all():
        declare_none(member)
    signed_in(client, desk.member(MemberRole.MEMBER).person)
    assert get(client, "sitting_new", desk.committee.pk).status_code == 404
    signed_in(client, desk.member(MemberRole.SECRETARY).person)
    assert "Convoca la seduta" in get(client, "committee_home").content.decode()
    assert get(client, "sitting_new", desk.committee.pk).status_code == 200
    facts = {
        "starts_at": in_minutes(10),
        "place": "Sala campione",
        "agenda": "Domande",
        "bid": [desk.reviews[0].application.bids.get().pk],
    }
    assert post(client, "sitting_new", desk.committee.pk, **facts | {"bid": []}).status_code == 422
    assert post(client, "sitting_new", desk.committee.pk, **facts | {"place": ""}).status_code == 422
    answer = post(client, "sitting_new", desk.committee.pk, **facts)
    assert answer.status_code == 302
    assert "La apre il presidente" in client.get(answer.url).content.decode()
    live = get(client, "sitting_new", desk.committee.pk).content.decode()
    assert ("già una seduta convocata" in live, 'name="agenda"' in live) == (True, False)
    attended = [member.pk for member in desk.committee.members.all()]
    assert client.post(answer.url, {"act": "open", "attended": attended}).status_code == 403
    signed_in(client, desk.member().person)
    assert "Apri la seduta" in get(client, "committee_home").content.decode()
    missing = client.post(answer.url, {"act": "open", "attended": attended[:2]})
    assert missing.status_code == 422
    assert "al completo" in missing.content.decode()
    assert client.post(answer.url, {"act": "open", "attended": attended}).status_code == 302
    assert "A che punto sono le schede" in client.get(answer.url).content.decode()
    assert Sheet.objects.count() == 3
    assert client.post(answer.url, {"act": "adjourn", "reason": "Tardi"}).status_code == 422
    later = {"act": "adjourn", "reason": "Tardi", "resumes_at": "2036-03-03T10:00"}
    assert client.post(answer.url, later).status_code == 302
    page = client.get(answer.url).content.decode()
    assert "Riprendi la seduta" in page
    for shown in (page, get(client, "committee_home").content.decode()):
        assert "riprende lunedì 3\xa0marzo\xa02036, ore\xa010:00" in shown, (
            "its new hour, not the one at which it was opened"
        )
    assert "Cambia il giorno o l’ora" in page
    early = client.post(answer.url, {"act": "resume", "attended": attended})
    assert "riprende al massimo 15 minuti prima" in early.content.decode()
    assert client.post(answer.url, later | {"resumes_at": in_minutes(10)}).status_code == 302
    assert client.post(answer.url, {"act": "resume", "attended": attended}).status_code == 302
    assert client.post(answer.url, {"act": "other"}).status_code == 404


def test_an_application_that_nobody_may_mark_is_named_with_what_to_do(client):
    desk = sitting_desk(2)
    target = desk.reviews[0].application
    for member in desk.committee.members.exclude(role=MemberRole.SECRETARY):
        report_conflict(member=member, application_id=target.pk, reason="Nuovo socio", by=member.person)
    for sheet in Sheet.objects.exclude(bid__application=target):
        fill_sheet(sheet, "0.8")
    signed_in(client, desk.member().person)
    page = get(client, "sitting", desk.sitting.pk).content.decode()
    assert f"domanda {target.submission} di {target.lead.name}: tutti hanno dichiarato un conflitto" in page
    assert "sostituisce almeno una persona" in page
    assert "Tutto è completo" not in page
    refused = post(client, "sitting", desk.sitting.pk, act="close", notes="").content.decode()
    assert target.code not in refused.partition("<main")[2]


def test_a_coefficient_is_written_with_a_comma_in_any_browser(client):
    desk = sitting_desk(1)
    sheet = Sheet.objects.get(member=desk.member())
    signed_in(client, desk.member().person)
    page = get(client, "sheet", sheet.pk).content.decode()
    assert 'type="number"' not in page
    assert post(client, "sheet_save", sheet.pk, **{"k-a1": "0,8"}).status_code == 302
    assert 'value="0,8" inputmode="decimal"' in get(client, "sheet", sheet.pk).content.decode()


def test_named_marks_are_chosen_by_name(client):
    levels = (Level("Alto", Decimal(1)), Level("Medio", Decimal("0.75")), Level("Basso", Decimal("0.5")))
    named = replace(GRID.criteria[0], method=Method(kind=MethodKind.COMMITTEE, levels=levels))
    desk = sitting_desk(1, grid=replace(GRID, criteria=(named, GRID.criteria[1])))
    member = desk.member()
    signed_in(client, member.person)
    sheet = Sheet.objects.get(member=member)
    page = get(client, "sheet", sheet.pk).content.decode()
    assert '<option value="0.75">Medio (0,75)</option>' in page
    assert 'name="k-a1" value' not in page
    assert 'name="k-b1" value' in page
    post(client, "sheet_save", sheet.pk, **{"k-a1": "0.75", "k-a1-reason": "Chiaro"})
    assert '<option value="0.75" selected>' in get(client, "sheet", sheet.pk).content.decode()
    refused = post(client, "sheet_save", sheet.pk, **{"k-a1": "0.8", "k-a1-reason": "Chiaro"})
    assert refused.status_code == 422
    assert "solo questi coefficienti" in refused.content.decode()


def test_scoring_saves_by_itself_completes_and_goes_on(client):
    desk = sitting_desk(2)
    member = desk.member()
    signed_in(client, member.person)
    first, second = Sheet.objects.filter(member=member).order_by("bid__application__submission__arrival")
    assert "Prossima scheda" in get(client, "committee_home").content.decode()
    assert get(client, "sheet", first.pk).status_code == 200
    address = reverse("evaluation:sheet_save", args=[first.pk])
    quiet = {"X-Autosave": "1"}
    assert client.post(address, {"k-a1": "0,85"}, headers=quiet).json()["saved_at"]
    client.post(address, {"k-a1-reason": "Bello"}, headers=quiet)
    mark = Mark.objects.get(sheet=first)
    assert (float(mark.coefficient), mark.reason) == (0.85, "Bello")
    told = client.post(address, {"k-b1": "7"}, headers=quiet).json()
    assert "«7»" in told["messages"]["k-b1"]
    loud = client.post(address, {"k-b1": "7", "k-b1-reason": "Sì"})
    assert loud.status_code == 422
    assert "«7»" in loud.content.decode()
    assert 'href="#id_k-b1"' in loud.content.decode(), "the summary leads to the field"
    missing = client.post(address, {"k-b1": "", "complete": "1"})
    assert missing.status_code == 422
    assert "Manca il coefficiente" in missing.content.decode()
    done = client.post(address, {"k-b1": "1", "k-b1-reason": "Sì", "complete": "1"})
    assert done.url == reverse("evaluation:sheet", args=[second.pk])
    assert "La scheda è completa" in get(client, "sheet", first.pk).content.decode()
    assert client.post(address, {"k-a1": "0"}, headers=quiet).status_code == 422
    post(client, "sheet_reopen", first.pk)
    assert client.post(address, {"k-a1": "0"}).status_code == 302
    fill_sheet(first, "1")
    last = client.post(
        reverse("evaluation:sheet_save", args=[second.pk]),
        {"k-a1": "1", "k-a1-reason": "x", "k-b1": "1", "k-b1-reason": "x", "complete": "1"},
    )
    assert last.url == reverse("evaluation:committee_home")
    assert "Hai completato tutte le schede" in get(client, "committee_home").content.decode()


def test_a_refused_sheet_loses_nothing_and_never_claims_to_be_saved(client):
    desk = sitting_desk(1)
    member = desk.member()
    sheet = Sheet.objects.get(member=member)
    signed_in(client, member.person)
    url = reverse("evaluation:sheet_save", args=[sheet.pk])
    answer = client.post(url, {"k-a1": "0,5", "k-a1-reason": "x" * 4001})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "x" * 4001 in page
    assert "Quello che hai scritto è salvato" not in page
    fill_sheet(sheet, "0.5")
    page = client.post(url, {"k-a1": "0"}).content.decode()
    assert "riaprila per cambiarla" in page
    assert "Quello che hai scritto è salvato" not in page


def test_a_member_reads_the_project_and_its_files_only_of_their_own_sheets(client):
    desk = sitting_desk(1)
    mine, other = (
        Sheet.objects.get(member=desk.member()),
        Sheet.objects.get(member=desk.member(MemberRole.MEMBER)),
    )
    signed_in(client, desk.member().person)
    html = get(client, "project", mine.pk).content.decode()
    assert "Progetto campione" in html
    assert "plan.pdf" in html
    file = Attachment.objects.get()
    assert get(client, "sheet_file", mine.pk, file.pk).status_code == 200
    for name, args in (("sheet", [other.pk]), ("project", [other.pk]), ("sheet_file", [other.pk, file.pk])):
        assert get(client, name, *args).status_code == 404
    assert post(client, "sheet_save", other.pk, **{"k-a1": "1"}).status_code == 404
    for person in (desk.officer, desk.head, PersonFactory(), desk.member(MemberRole.SECRETARY).person):
        signed_in(client, person)
        assert get(client, "sheet", mine.pk).status_code in (403, 404)


def test_a_conflict_found_later_shuts_the_application(client):
    desk = sitting_desk(1)
    member = desk.member(MemberRole.MEMBER)
    sheet = Sheet.objects.get(member=member)
    signed_in(client, member.person)
    assert post(client, "sheet_conflict", sheet.pk, reason="").status_code == 422
    assert post(client, "sheet_conflict", sheet.pk, reason="Socio").status_code == 302
    for name in ("sheet", "project"):
        answer = get(client, name, sheet.pk)
        assert answer.status_code == 403
        assert "non puoi valutarla" in answer.content.decode()
    saved = client.post(
        reverse("evaluation:sheet_save", args=[sheet.pk]), {"k-a1": "1"}, headers={"X-Autosave": "1"}
    )
    assert (saved.status_code, "conflitto" in saved.json()["message"]) == (422, True)
    home = get(client, "committee_home").content.decode()
    assert "Astenuto" in home
    assert f"/schede/{sheet.pk}/" not in home


def test_closing_too_early_says_who_is_missing(client):
    desk = sitting_desk(1)
    signed_in(client, desk.member().person)
    answer = post(client, "sitting", desk.sitting.pk)
    assert answer.status_code == 422
    assert desk.member(MemberRole.MEMBER).person.full_name in answer.content.decode()


def test_the_desk_of_a_long_sitting_takes_few_statements(client, django_assert_max_num_queries):
    desk = sitting_desk(4)
    signed_in(client, desk.member().person)
    get(client, "committee_home")
    with django_assert_max_num_queries(24):
        get(client, "committee_home")
    close = scored_desk(["0.9"] * 3)
    sitting = close.committee.sittings.get()
    signed_in(client, close.member().person)
    get(client, "sitting", sitting.pk)
    with django_assert_max_num_queries(24):
        get(client, "sitting", sitting.pk)


def test_a_long_closed_sitting_comes_in_pages(client, monkeypatch):
    monkeypatch.setattr(sitting_marks, "PER_PAGE", 2)
    desk = scored_desk(["0.8"] * 3)
    sitting = desk.committee.sittings.get()
    signed_in(client, desk.member().person)
    names = [review.application.lead.name for review in desk.reviews]
    first = get(client, "sitting", sitting.pk).content.decode()
    last = get(client, "sitting", sitting.pk, page="2").content.decode()
    assert (first.count("<table"), last.count("<table")) == (2, 1)
    assert f">{names[-1]} " in last
    assert f">{names[0]} " in first


def test_concluded_calls_are_folded_at_the_foot_of_the_desk(client):
    desk = sitting_desk(1)
    for sheet in Sheet.objects.all():
        fill_sheet(sheet, "0.9")
    signed_in(client, desk.member().person)
    assert post(client, "sitting", Sheet.objects.first().sitting_id).status_code == 302
    home = client.get(reverse("evaluation:committee_home"))
    assert [one["call"].pk for one in home.context["desks"]] == [desk.call.pk]
    Call.objects.filter(pk=desk.call.pk).update(state="final_ranking")
    home = client.get(reverse("evaluation:committee_home"))
    text = home.content.decode()
    assert home.context["desks"] == []
    assert "Bandi conclusi" in text
    assert "Adesso non c’è niente da fare." in text
    assert "Seduta 1" in text
    assert "un verbale da firmare" in text

"""The call's rule on conflicts: by replacement nobody in conflict sits, by abstention only that application is shut."""

import pytest
from django.urls import reverse

from manifattura.accounts.models import Notice
from manifattura.calls.domain.document import edition_from_document, edition_to_document
from manifattura.calls.domain.edition import CommitteeRule, Recusal
from manifattura.calls.queries.editions import current_edition
from manifattura.evaluation.actions.close_sitting import close_sitting
from manifattura.evaluation.actions.declare_conflicts import report_conflict
from manifattura.evaluation.actions.open_sitting import open_sitting
from manifattura.evaluation.actions.save_sheet import save_sheet
from manifattura.evaluation.domain.phases import NextStep, next_step
from manifattura.evaluation.domain.states import MemberRole
from manifattura.evaluation.models import MemberDeclaration, Sheet
from manifattura.evaluation.queries.committees import members_of
from manifattura.evaluation.queries.progress import progress_of
from manifattura.evaluation.queries.sitting_minutes import sitting_document
from manifattura.kernel.clock import database_now
from manifattura.kernel.errors import Refused
from tests.evaluation.test_replacing import replace
from tests.factories.accounts import signed_in
from tests.factories.evaluation import appointed, closed_desk, convened, declare_none, open_now, sitting_desk

pytestmark = pytest.mark.django_db
REPLACEMENT = CommitteeRule(Recusal.REPLACEMENT, harmonisation=False)


def test_an_edition_that_does_not_say_it_is_by_abstention_and_keeps_its_digest():
    desk = sitting_desk(1)
    edition = current_edition(desk.call)
    assert edition.committee is None
    assert "committee" not in edition_to_document(edition)
    assert edition.committee_rule.recusal is Recusal.ABSTENTION


def test_a_rule_is_in_the_document():
    desk = closed_desk(1, committee=REPLACEMENT)
    document = edition_to_document(current_edition(desk.call))
    assert document["committee"] == {"recusal": "replacement", "harmonisation": False}
    assert edition_from_document(document).committee == REPLACEMENT


def test_by_replacement_no_sitting_opens_while_a_conflict_stands(client):
    desk = appointed(closed_desk(2, committee=REPLACEMENT))
    leaving, target = desk.member(MemberRole.MEMBER), desk.reviews[0].application_id
    for member in members_of(desk.committee):
        declare_none(member, conflicts=[target] if member.pk == leaving.pk else [])
    assert Notice.objects.filter(kind="member_in_conflict", person=desk.head).exists()
    assert next_step(progress_of(desk.call)) is NextStep.REPLACE_MEMBER
    home = signed_in(client, desk.member().person).get(reverse("evaluation:committee_home")).content.decode()
    assert f"chi ha un conflitto: {leaving.person.full_name}" in home
    signed_in(client, desk.member(MemberRole.SECRETARY).person)
    convening = client.get(reverse("evaluation:sitting_new", args=[desk.committee.pk])).content.decode()
    said = f"vanno sostituiti prima di aprire la seduta: {leaving.person.full_name}."
    assert said in convening, "it may be convened meanwhile"
    signed_in(client, desk.head)
    assert said in client.get(reverse("evaluation:committee", args=[desk.call.pk])).content.decode()
    sitting = convened(desk)
    attended = [member.pk for member in members_of(desk.committee)]
    with pytest.raises(Refused) as standing:
        open_sitting(sitting=sitting, attended=attended, by=desk.member().person)
    assert leaving.person.full_name in standing.value.message
    newcomer = replace(desk, leaving)
    declare_none(newcomer)
    attended = [member.pk for member in members_of(desk.committee)]
    open_sitting(sitting=sitting, attended=attended, by=desk.member().person)
    assert Sheet.objects.filter(sitting=sitting, member=newcomer).count() == 2
    sitting.refresh_from_db()
    said = dict(sitting_document(sitting.minutes, database_now())["facts"])["Sostituzioni"]
    assert said.startswith(
        f"{newcomer.person.full_name} al posto di {leaving.person.full_name}, in conflitto di"
    )
    assert MemberDeclaration.objects.filter(member=leaving, kind="conflicts", is_clear=False).count() == 1


def test_by_replacement_a_conflict_found_later_stops_the_member_everywhere():
    desk = appointed(closed_desk(2, committee=REPLACEMENT))
    for member in members_of(desk.committee):
        declare_none(member)
    sitting = open_now(desk)
    member = desk.member(MemberRole.MEMBER)
    report_conflict(
        member=member, application_id=desk.reviews[0].application_id, reason="Nuovo socio", by=member.person
    )
    for sheet in Sheet.objects.filter(member=member):
        with pytest.raises(Refused) as refusal:
            save_sheet(sheet=sheet, marks={}, by=member.person)
        assert refusal.value.code == "conflict"
    with pytest.raises(Refused) as standing:
        close_sitting(sitting=sitting, notes="", by=desk.member().person)
    assert standing.value.code == "unready"
    newcomer = replace(desk, member)
    assert Sheet.objects.filter(sitting=sitting, member=newcomer).count() == 2


def test_a_conflict_that_comes_out_before_the_sheets_is_reported_from_the_own_declaration(client):
    desk = appointed(closed_desk(2))
    member = desk.member(MemberRole.MEMBER)
    first, second = (review.application for review in desk.reviews)
    signed_in(client, member.person)
    own = reverse("evaluation:conflicts", args=[desk.committee.pk])
    declare_none(member, conflicts=[first.pk])
    assert own in client.get(reverse("evaluation:committee_home")).content.decode()
    page = client.get(own).content.decode()
    assert first.lead.name in page
    assert f'<option value="{first.pk}"' not in page, "declared already"
    for lost in ({}, {"application": first.pk, "reason": "Socio"}, {"application": second.pk, "reason": " "}):
        assert client.post(own, lost).status_code == 422
    assert client.post(own, {"application": second.pk, "reason": "Consulenza in corso"}).status_code == 302
    assert member.conflicts.filter(has_conflict=True).count() == 2
    assert "È emerso un conflitto" not in client.get(own).content.decode()
    seen = {}
    for who in (desk.head, desk.officer):
        page = (
            signed_in(client, who).get(reverse("evaluation:committee", args=[desk.call.pk])).content.decode()
        )
        told = page.partition("Conflitti dichiarati")[2]
        seen[who.pk] = (
            f"{member.person.full_name}: {second.lead.name}" in told,
            "Consulenza in corso" in told,
        )
    assert seen == {desk.head.pk: (True, True), desk.officer.pk: (True, False)}, (
        "the reason is for who replaces"
    )

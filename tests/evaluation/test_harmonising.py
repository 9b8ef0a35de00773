"""The harmonisation round: once each, with a reason, both marks kept, only the second counts; closing and saving at once."""

import threading
from decimal import Decimal

import pytest
from django.db import IntegrityError, close_old_connections, connection, transaction
from django.urls import reverse

from manifattura.calls.domain.edition import CommitteeRule, Recusal
from manifattura.evaluation.actions.close_sitting import close_marks, close_sitting
from manifattura.evaluation.actions.harmonise_sheet import confirm_remaining, harmonise_sheet
from manifattura.evaluation.actions.save_sheet import reopen_sheet, save_sheet
from manifattura.evaluation.domain.sheets import Given
from manifattura.evaluation.domain.states import MemberRole
from manifattura.evaluation.models import Harmonisation, HarmonisedMark, Mark, Sheet, Sitting
from manifattura.evaluation.queries.candidates import compute_ranking
from manifattura.evaluation.queries.committees import members_of, scoring
from manifattura.kernel.errors import PermissionRefused, Refused
from tests.factories.accounts import signed_in
from tests.factories.evaluation import fill_sheet, scored_desk, sitting_desk

pytestmark = pytest.mark.django_db
RULE = CommitteeRule(Recusal.ABSTENTION, harmonisation=True)


def round_desk(applications=1):
    """The individual marks are closed: the president gave 0.9, the others 0.5."""
    desk = sitting_desk(applications, committee=RULE)
    for sheet in Sheet.objects.all():
        fill_sheet(sheet, "0.9" if sheet.member.role == MemberRole.PRESIDENT else "0.5")
    close_marks(sitting=desk.sitting, by=desk.member().person)
    return desk


def change(sheet, coefficient="0.7", reason="Ho riletto il piano."):
    return harmonise_sheet(
        sheet=sheet, changes={"a1": Given(Decimal(coefficient), reason)}, by=sheet.member.person
    )


def test_the_round_is_only_where_the_call_says_it():
    desk = sitting_desk(1)
    for sheet in Sheet.objects.all():
        fill_sheet(sheet, "0.8")
    with pytest.raises(Refused) as rule:
        close_marks(sitting=desk.sitting, by=desk.member().person)
    assert rule.value.code == "rule"


def test_from_the_individual_marks_to_the_ranking():
    desk = round_desk()
    president, sitting = desk.member(), desk.sitting
    sheet = Sheet.objects.get(member=president)
    for act in (
        lambda: save_sheet(sheet=sheet, marks={}, by=president.person),
        lambda: reopen_sheet(sheet=sheet, by=president.person),
        lambda: close_marks(sitting=sitting, by=president.person),
        lambda: close_sitting(sitting=sitting, notes="", by=president.person),
        lambda: change(sheet, reason=" "),
        lambda: change(sheet, reason="x" * 5000),
        lambda: harmonise_sheet(sheet=sheet, changes={"z9": Given(Decimal(1), "x")}, by=president.person),
    ):
        with pytest.raises(Refused):
            act()
    with pytest.raises(PermissionRefused):
        harmonise_sheet(sheet=sheet, changes={}, by=desk.member(MemberRole.MEMBER).person)
    change(sheet)
    with pytest.raises(Refused) as once:
        change(sheet, "0.6")
    assert once.value.code == "done"
    for member in scoring(members_of(desk.committee)):
        confirm_remaining(sitting=sitting, by=member.person)
    close_sitting(sitting=sitting, notes="", by=president.person)
    assert Mark.objects.get(sheet=sheet, criterion_key="a1").coefficient == Decimal("0.9"), "both are kept"
    marks = compute_ranking(desk.call, draw_seed="x").document["applications"][0]["coefficients"]
    assert marks["a1"][president.assessor_id] == "0.7"
    assert marks["b1"][president.assessor_id] == "0.9"
    with pytest.raises(Refused) as closed:
        harmonise_sheet(sheet=sheet, changes={}, by=president.person)
    assert closed.value.code == "closed"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE evaluation_mark SET coefficient = 1",
        "UPDATE evaluation_harmonisedmark SET coefficient = 1",
        "DELETE FROM evaluation_harmonisation",
    ],
)
def test_the_database_itself_keeps_both_marks(statement):
    desk = round_desk()
    change(Sheet.objects.get(member=desk.member()))
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_outside_the_round_the_database_takes_no_second_mark():
    scored_desk(["0.8"])
    with pytest.raises(IntegrityError), transaction.atomic():
        Harmonisation.objects.create(sheet=Sheet.objects.first())


def test_the_pages_of_the_round(client):
    desk = round_desk(2)
    member = desk.member(MemberRole.MEMBER)
    mine = Sheet.objects.filter(member=member).first()
    signed_in(client, member.person)
    assert "Confronta i punteggi" in client.get(reverse("evaluation:committee_home")).content.decode()
    listed = reverse("evaluation:harmonising", args=[desk.sitting.pk])
    page = client.get(listed).content.decode()
    assert "da 0,5 a 0,9" in page
    address = reverse("evaluation:compare", args=[mine.pk])
    assert desk.member().person.full_name in client.get(address).content.decode()
    own = Mark.objects.get(sheet=mine, criterion_key="a1").coefficient.normalize()
    assert f'value="{str(own).replace(".", ",")}"' in client.get(address).content.decode()
    wrong = client.post(address, {"k-a1": "7"})
    assert (wrong.status_code, "«7»" in wrong.content.decode()) == (422, True)
    assert client.post(address, {"k-a1": "0,6"}).status_code == 422, "the reason is missing"
    for lost, words in (
        ({"k-a1": "", "k-a1-reason": "Riletto"}, "non si può togliere"),
        ({"k-a1": "0,5", "k-a1-reason": "Riletto"}, "il punteggio è quello di prima"),
        ({"k-a1": "0,5"}, "Non hai cambiato nessun punteggio"),
        ({"k-a1": "0,6", "k-a1-reason": "Riletto", "confirm": "1"}, "Hai scritto un cambiamento"),
        ({"k-a1": "7", "confirm": "1"}, "Hai scritto un cambiamento"),
    ):
        refused = client.post(address, lost)
        assert (refused.status_code, words in refused.content.decode()) == (422, True), lost
    assert not Harmonisation.objects.filter(sheet=mine).exists()
    assert client.post(address, {"k-a1": "0,6", "k-a1-reason": "Riletto"}).url == listed
    assert "Ora il tuo è" in client.get(address).content.decode()
    assert client.post(listed).url == listed
    assert Harmonisation.objects.filter(sheet__member=member).count() == 2
    assert HarmonisedMark.objects.get().reason == "Riletto"
    signed_in(client, desk.head)
    assert client.get(listed).status_code == 404, "the office waits for the closing"
    for other in scoring(members_of(desk.committee)):
        confirm_remaining(sitting=desk.sitting, by=other.person)
    sitting = desk.sitting
    signed_in(client, desk.member().person)
    assert client.post(reverse("evaluation:sitting", args=[sitting.pk]), {"act": "close"}).status_code == 302
    signed_in(client, desk.head)
    page = client.get(reverse("evaluation:sitting", args=[sitting.pk])).content.decode()
    assert "<s class" in page
    assert "Riletto" in page
    figures = client.get(reverse("evaluation:statistics", args=[desk.call.pk]))
    assert "1 è cambiato nel confronto" in figures.content.decode()
    table = b"".join(client.get(reverse("evaluation:statistics_csv", args=[desk.call.pk])).streaming_content)
    assert member.person.full_name in table.decode()


@pytest.mark.django_db(transaction=True)
def test_the_president_closes_for_good_while_a_member_changes():
    """Either the change is in and counts, or the sitting is closed and the change refused: never half of it."""
    desk = round_desk()
    sitting, president = desk.sitting, desk.member().person
    last = Sheet.objects.get(member=desk.member(MemberRole.MEMBER))
    for member in scoring(members_of(desk.committee)):
        if member.pk != last.member_id:
            confirm_remaining(sitting=sitting, by=member.person)
    start, outcomes = threading.Barrier(2), {}

    def run(name, act):
        close_old_connections()
        start.wait()
        try:
            act()
            outcomes[name] = "done"
        except Refused as refusal:
            outcomes[name] = refusal.code
        finally:
            connection.close()

    threads = [
        threading.Thread(
            target=run, args=("close", lambda: close_sitting(sitting=sitting, notes="", by=president))
        ),
        threading.Thread(target=run, args=("change", lambda: change(last))),
    ]
    [thread.start() for thread in threads]
    [thread.join(20) for thread in threads]
    assert outcomes["change"] == "done"
    closed = Sitting.objects.get(pk=sitting.pk).closed_at is not None
    assert outcomes["close"] == ("done" if closed else "unconfirmed")
    assert HarmonisedMark.objects.get().coefficient == Decimal("0.7")

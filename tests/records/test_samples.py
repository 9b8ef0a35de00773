"""Checks by sample: the list first, then a seed that did not exist, then outcomes that nobody overwrites."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from manifattura.accounts.domain.roles import Role
from manifattura.kernel.clock import now, today
from manifattura.kernel.errors import Conflict, PermissionRefused, Refused
from manifattura.records.actions.add_doubt import add_doubt
from manifattura.records.actions.announce_sample import announce_sample
from manifattura.records.actions.draw_sample import draw_sample
from manifattura.records.actions.record_check import record_check
from manifattura.records.domain.sampling import draw
from manifattura.records.domain.states import CheckResult, Population
from manifattura.records.models import CheckedApplication, SampleCheck
from tests.applications.published import published_call
from tests.factories.accounts import OfficeFactory, StaffFactory, signed_in
from tests.factories.applications import submitted_application
from tests.factories.casework import register_desk

DAY = timedelta(days=1)


def announced(call, **more):
    facts = {
        "call": call,
        "population": Population.SUBMITTED,
        "percent": 50,
        "seed_rule": "Lotto, ruota di Milano",
        "seed_on": today() + DAY,
        "by": call.head_of_procedure,
    } | more
    return announce_sample(**facts)


@pytest.fixture
def next_day(time_machine):
    """`next_day()`: the announced day has come."""
    return lambda: time_machine.move_to(now() + DAY)


def call_with(number):
    call = published_call()
    for _ in range(number):
        submitted_application(call, lead=None)
    return call


@pytest.mark.django_db
def test_the_list_is_fixed_before_the_seed_exists(next_day):
    call = call_with(3)
    sample = announced(call)
    with pytest.raises(Refused, match="annunciato e non ancora estratto"):
        announced(call)
    assert len(sample.identifiers) == 3
    with pytest.raises(Refused, match="controlla la data"):
        announced(call, seed_on=today() + 400 * DAY)
    submitted_application(call, lead=None)
    with pytest.raises(Refused) as refused:
        draw_sample(sample=sample, seed="1 2 3", by=call.head_of_procedure)
    assert refused.value.field == "seed"
    with pytest.raises(IntegrityError), transaction.atomic():
        SampleCheck.objects.update(identifiers=[])
    next_day()
    draw_sample(sample=sample, seed=" 1 2 3 ", by=call.head_of_procedure)
    chosen = {one.application.code for one in CheckedApplication.objects.all()}
    assert chosen == {one.id for one in draw(sample.identifiers, "1 2 3", 50) if one.chosen}
    assert len(chosen) == 2
    with pytest.raises(Conflict):
        draw_sample(sample=sample, seed="altro", by=call.head_of_procedure)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"percent": 1}, "percent"),
        ({"percent": 101}, "percent"),
        ({"seed_rule": " "}, "seed_rule"),
        ({"seed_on": today()}, "seed_on"),
        ({"population": Population.FUNDED}, "population"),
    ],
)
def test_what_cannot_be_announced(changes, field):
    with pytest.raises(Refused) as refused:
        announced(call_with(1), **changes)
    assert refused.value.field == field


@pytest.mark.django_db
def test_who_may():
    call = call_with(1)
    officer = StaffFactory(role=Role.CASE_OFFICER, office=call.office)
    stranger = StaffFactory(role=Role.HEAD_OF_PROCEDURE, office=OfficeFactory())
    for person in (officer, stranger):
        with pytest.raises(PermissionRefused):
            announced(call, by=person)
    sample = announced(call)
    with pytest.raises(PermissionRefused):
        add_doubt(sample=sample, code=sample.identifiers[0], doubt="?", by=stranger)


@pytest.mark.django_db
def test_a_doubt_is_checked_whatever_the_draw_says():
    call = call_with(2)
    sample = announced(call)
    officer = StaffFactory(role=Role.CASE_OFFICER, office=call.office)
    code = sample.identifiers[0]
    for facts, field in (({"code": "XXXXXX", "doubt": "d"}, "code"), ({"code": code, "doubt": ""}, "doubt")):
        with pytest.raises(Refused) as refused:
            add_doubt(sample=sample, by=officer, **facts)
        assert refused.value.field == field
    checked = add_doubt(sample=sample, code=code.lower(), doubt="Sede diversa dalla visura", by=officer)
    with pytest.raises(Refused):
        add_doubt(sample=sample, code=code, doubt="Ancora", by=officer)
    with pytest.raises(Refused):
        record_check(checked=checked, result=CheckResult.FALSE, note="", base_version=0, by=officer)
    record_check(checked=checked, result=CheckResult.FALSE, note="Visura del 3", base_version=0, by=officer)
    with pytest.raises(Conflict) as conflict:
        record_check(checked=checked, result=CheckResult.CONFIRMED, note="x", base_version=0, by=officer)
    assert conflict.value.theirs["result"] == "false"


@pytest.mark.django_db
def test_who_was_under_check_for_a_doubt_may_be_drawn_too(client, next_day):
    call = call_with(2)
    sample = announced(call, percent=100)
    code = sample.identifiers[0]
    checked = add_doubt(sample=sample, code=code, doubt="Sede diversa", by=call.head_of_procedure)
    next_day()
    draw_sample(sample=sample, seed="1 2 3", by=call.head_of_procedure)
    assert sample.checked.count() == 2
    checked.refresh_from_db()
    assert (checked.reason, checked.doubt) == ("drawn", "Sede diversa")
    page = signed_in(client, call.head_of_procedure).get(reverse("records:sample", args=[sample.pk]))
    assert "Estratta<br>Sede diversa" in page.content.decode()


@pytest.mark.django_db
def test_the_pages(client, django_assert_max_num_queries, next_day):
    call = call_with(3)
    head = signed_in(client, call.head_of_procedure)
    page = reverse("records:samples", args=[call.pk])
    assert head.post(page, {}).status_code == 422
    facts = {
        "population": "submitted",
        "percent": "100",
        "seed_rule": "Lotto",
        "seed_on": (today() + DAY).isoformat(),
    }
    for wrong in ("-3", "4", "101"):
        refused = head.post(page, facts | {"percent": wrong})
        assert refused.context["form"].errors == {"percent": ["La percentuale va da 5 a 100."]}
    sent = head.post(page, facts)
    sample = SampleCheck.objects.get()
    assert sent.url == reverse("records:sample", args=[sample.pk])
    public = reverse("records:public_checks", args=[call.slug])
    assert sample.identifiers[0] in client.get(public).content.decode()
    next_day()
    head = signed_in(client, call.head_of_procedure)
    assert head.post(sent.url, {"seed": ""}).status_code == 422
    assert head.post(sent.url, {"seed": "9 8 7"}).status_code == 302
    again = head.post(sent.url, {"seed": "1 2 3"})
    assert (again.status_code, "Il sorteggio è già stato fatto" in again.content.decode()) == (422, True)
    with django_assert_max_num_queries(16):
        answer = head.get(sent.url)
    assert answer.content.decode().count("Da fare") == 3
    one = CheckedApplication.objects.first()
    check = reverse("records:check", args=[one.pk])
    assert head.get(check).status_code == 200
    assert head.post(check, {"result": "confirmed", "note": "", "version": "0"}).status_code == 422
    done = {"result": "confirmed", "note": "DURC del 2", "version": "0"}
    assert head.post(check, done).status_code == 302
    late = head.post(check, {**done, "result": "false", "note": "La sede non c’è"})
    assert late.status_code == 422
    shown = late.content.decode()
    assert "L’esito scritto dal collega" in shown, "who comes second reads what the first wrote"
    assert "DURC del 2" in shown
    assert "La sede non c’è" in shown, "and loses nothing"
    two = CheckedApplication.objects.last()
    untrue = {"result": "false", "note": "Il DURC non è regolare", "version": "0"}
    assert head.post(reverse("records:check", args=[two.pk]), untrue).status_code == 302
    assert f"domanda={two.application.code}" in head.get(sent.url).content.decode()
    table = b"".join(head.get(reverse("records:sample_csv", args=[sample.pk]))).decode()
    assert "DURC del 2" in table
    shown = client.get(public).content.decode()
    assert "9 8 7" in shown
    assert one.application.lead.name not in shown
    assert "SHA-256 dei codici in ordine alfabetico" in shown
    other = signed_in(client, StaffFactory(role=Role.CASE_OFFICER, office=OfficeFactory()))
    for address in (page, sent.url, check):
        assert other.get(address).status_code == 404


@pytest.mark.django_db
def test_the_page_of_a_register_leads_to_its_checks(client):
    call = register_desk().call
    html = client.get(reverse("calls:detail", args=[call.slug])).content.decode()
    assert reverse("records:public_checks", args=[call.slug]) in html


@pytest.mark.django_db(transaction=True)
def test_two_draws_at_once_are_one(next_day):
    call = call_with(2)
    sample = announced(call)
    next_day()
    found: list[str] = []

    def go(seed: str) -> None:
        try:
            draw_sample(sample=sample, seed=seed, by=call.head_of_procedure)
            found.append("drawn")
        except Conflict:
            found.append("conflict")
        finally:
            connection.close()

    threads = [threading.Thread(target=go, args=(seed,)) for seed in ("uno", "due")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert sorted(found) == ["conflict", "drawn"]
    assert CheckedApplication.objects.count() == 1

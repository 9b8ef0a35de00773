"""Approval by a second officer, publication by the head, amendments; what is published stays as it was."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from manifattura.accounts.domain.roles import Role
from manifattura.calls.actions.approve_call import approve_call
from manifattura.calls.actions.discard_amendment import discard_amendment
from manifattura.calls.actions.draft_items import ItemKind, items_of
from manifattura.calls.actions.move_call import move_call
from manifattura.calls.actions.open_amendment import open_amendment
from manifattura.calls.actions.publish_amendment import publish_amendment
from manifattura.calls.actions.publish_call import publish_call
from manifattura.calls.actions.return_call import return_call
from manifattura.calls.actions.save_item import save_item
from manifattura.calls.actions.save_part import save_part
from manifattura.calls.actions.submit_for_approval import submit_for_approval
from manifattura.calls.domain.problems import Part
from manifattura.calls.domain.states import CallState
from manifattura.calls.domain.templates.catalogue import TEMPLATES
from manifattura.calls.models import Call, CallEdition
from manifattura.calls.queries.editions import current_edition
from manifattura.calls.queries.target_areas import edition_of_template
from manifattura.calls.signals import call_amended, call_published
from manifattura.kernel.clock import database_now, today
from manifattura.kernel.errors import Conflict, PermissionRefused, Refused
from tests.applications.published import publish_edition
from tests.factories.accounts import StaffFactory, signed_in
from tests.factories.calls import draft_call, published_call

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def officer(call, role=Role.CASE_OFFICER):
    return StaffFactory(role=role, office=call.office)


@pytest.fixture
def call():
    return draft_call(template=edition_of_template("f1"), ends_in=60 * DAY, opens_in=5 * DAY)


@pytest.mark.parametrize("key", [key for key in TEMPLATES if key != "empty"])
def test_a_template_with_dates_can_go_to_approval(key):
    call = draft_call(template=edition_of_template(key), ends_in=60 * DAY, opens_in=DAY)
    submit_for_approval(call=call, by=officer(call))
    assert call.state == CallState.IN_APPROVAL


def test_the_whole_way(call, django_capture_on_commit_callbacks):
    heard = []
    call_published.connect(listener := lambda **facts: heard.append(facts["call_id"]), weak=False)
    author = officer(call)
    submit_for_approval(call=call, by=author)
    with pytest.raises(PermissionRefused):
        approve_call(call=call, by=author)
    approve_call(call=call, by=officer(call))
    assert len(call.approved_sha256) == 64
    with pytest.raises(PermissionRefused):
        publish_call(call=call, act_number="1", act_on=today(), by=author)
    with django_capture_on_commit_callbacks(execute=True):
        row = publish_call(call=call, act_number=" 12/2026 ", act_on=today(), by=call.head_of_procedure)
    call_published.disconnect(listener)

    assert (row.version, row.act_number, call.state) == (1, "12/2026", CallState.PUBLISHED)
    assert heard == [call.pk]
    assert current_edition(call).act.number == "12/2026"


def test_a_second_approval_at_the_same_moment_is_told_so(call):
    submit_for_approval(call=call, by=officer(call))
    approve_call(call=call, by=officer(call))
    with pytest.raises(Refused, match="appena approvato"):
        approve_call(call=call, by=officer(call))
    with pytest.raises(PermissionRefused):
        approve_call(call=call, by=officer(call, Role.EDITOR))


def test_who_comes_second_reads_where_the_call_is_now(call, client):
    """Returned, submitted, published or amended by a colleague meanwhile: never a bare refusal."""
    author, second = officer(call), officer(call)
    submit_for_approval(call=call, by=author)
    with pytest.raises(Refused, match="In approvazione"):
        submit_for_approval(call=call, by=second)
    return_call(call=call, reason="Manca un criterio", by=second)
    with pytest.raises(Refused, match="Bozza"):
        approve_call(call=call, by=officer(call))
    with pytest.raises(Refused, match="Bozza"):
        return_call(call=call, reason="Anch’io", by=author)
    with pytest.raises(Refused, match="Bozza"):
        publish_call(call=call, act_number="1", act_on=today(), by=call.head_of_procedure)
    with pytest.raises(Refused, match="pubblicato o abbandonato"):
        discard_amendment(call=call, by=author)
    with pytest.raises(Refused, match="pubblicato o abbandonato"):
        publish_amendment(call=call, act_number="1", act_on=today(), by=call.head_of_procedure)
    desk = signed_in(client, call.head_of_procedure)
    for name in ("office_return", "office_publish", "amendment_discard", "amendment_publish"):
        answer = desk.post(reverse(f"calls:{name}", args=[call.pk]), {"reason": "Anch’io"}, follow=True)
        assert answer.status_code == 200
        assert re.search("Intanto", answer.content.decode()), name


def test_an_unfinished_call_is_not_submitted(call):
    by = officer(call)
    save_part(call=call, part=Part.TIMES, values={"deadline_at": None}, revision=0, by=by)
    with pytest.raises(Refused, match="Resta una cosa") as refused:
        submit_for_approval(call=call, by=by)
    assert refused.value.code == "problems"


def test_an_editor_writes_and_does_not_send(call):
    with pytest.raises(PermissionRefused):
        submit_for_approval(call=call, by=officer(call, Role.EDITOR))


def test_what_was_read_is_what_is_approved(call):
    submit_for_approval(call=call, by=officer(call))
    with pytest.raises(Conflict):
        approve_call(call=call, by=officer(call), sha256="0" * 64)


def test_return_with_a_reason(call):
    author = officer(call)
    submit_for_approval(call=call, by=author)
    with pytest.raises(Refused, match="che cosa va cambiato"):
        return_call(call=call, reason=" ", by=officer(call))
    with pytest.raises(PermissionRefused):
        return_call(call=call, reason="No", by=officer(call, Role.EDITOR))
    return_call(call=call, reason="Manca un criterio", by=officer(call))

    assert call.state == CallState.DRAFT
    assert author.notices.get().body == "Manca un criterio"
    submit_for_approval(call=call, by=author)
    return_call(call=call, reason="Ci ripenso", by=author)
    assert author.notices.count() == 1


def _approved(call):
    submit_for_approval(call=call, by=officer(call))
    approve_call(call=call, by=officer(call))


@pytest.mark.parametrize(
    ("number", "on", "field"),
    [(" ", date(2026, 1, 1), "act_number"), ("1", date(2999, 1, 1), "act_on")],
)
def test_the_act_is_checked(call, number, on, field):
    _approved(call)
    with pytest.raises(Refused) as refused:
        publish_call(call=call, act_number=number, act_on=on, by=call.head_of_procedure)
    assert refused.value.field == field


def test_a_change_behind_the_back_is_found(call):
    _approved(call)
    Call.objects.filter(pk=call.pk).update(title="Altro")
    with pytest.raises(Refused, match="cambiato dopo"):
        publish_call(call=call, act_number="1", act_on=today(), by=call.head_of_procedure)


def test_a_deadline_that_passed_meanwhile(call):
    _approved(call)
    Call.objects.filter(pk=call.pk).update(deadline_at=database_now() - DAY)
    with pytest.raises(Refused, match="cambiato dopo"):
        publish_call(call=call, act_number="1", act_on=today(), by=call.head_of_procedure)


# ------------------------------------------------------------------ what is published stays


@pytest.mark.parametrize(
    "statement", ["UPDATE calls_calledition SET note = 'x'", "DELETE FROM calls_calledition"]
)
def test_the_database_refuses_to_change_an_edition(statement):
    published_call()
    with (
        pytest.raises(DatabaseError, match="written once"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert CallEdition.objects.count() == 1


@pytest.mark.parametrize(
    ("target", "allowed"), [(CallState.UNDER_REVIEW, True), (CallState.FINAL_RANKING, False)]
)
def test_states_follow_the_procedure(target, allowed):
    call = published_call()
    if allowed:
        move_call(call=call, target=target, by=None)
        assert call.state == target
    else:
        with pytest.raises(Refused):
            move_call(call=call, target=target, by=None)


# ------------------------------------------------------------------ amendments


def _amending(**options):
    call = published_call(template=edition_of_template("f1"), **options)
    author = officer(call)
    open_amendment(call=call, note="Più tempo per tutti", by=author)
    return call, author


def _publish(call):
    return publish_amendment(call=call, act_number="13", act_on=today(), by=call.head_of_procedure)


def test_a_later_deadline(django_capture_on_commit_callbacks):
    heard = []
    call_amended.connect(listener := lambda **facts: heard.append(facts["version"]), weak=False)
    call, author = _amending(ends_in=10 * DAY)
    later = call.deadline_at + 7 * DAY
    save_part(call=call, part=Part.TIMES, values={"deadline_at": later}, revision=call.revision, by=author)
    with django_capture_on_commit_callbacks(execute=True):
        row = _publish(call)
    call_amended.disconnect(listener)

    edition = current_edition(call)
    assert (row.version, edition.version, heard) == (2, 2, [2])
    assert edition.amendment_note == "Più tempo per tutti"
    assert edition.timetable.deadline_at == later
    assert call.rounds.get().deadline_at == later
    assert call.amendment_by_id is None
    assert call.editions.count() == 2


def test_a_term_for_clarifications_in_the_past_is_said_before_publishing(client):
    call, author = _amending(ends_in=10 * DAY)
    past = {"clarifications_until": database_now() - DAY / 24}
    save_part(call=call, part=Part.TIMES, values=past, revision=call.revision, by=author)
    page = reverse("calls:amendment_publish", args=[call.pk])
    assert "nessuno può più fare domande" in (
        signed_in(client, call.head_of_procedure).get(page).content.decode()
    )
    assert _publish(call).version == 2


def test_an_earlier_deadline_is_refused():
    call, author = _amending(ends_in=10 * DAY)
    values = {"deadline_at": call.deadline_at - DAY}
    save_part(call=call, part=Part.TIMES, values=values, revision=call.revision, by=author)
    with pytest.raises(Refused, match="più avanti"):
        _publish(call)


def test_rules_are_fixed_once_it_is_over():
    call, author = _amending()
    times = {"opens_at": call.opens_at - 9 * DAY, "deadline_at": call.opens_at}
    edition = replace(
        current_edition(call), version=2, timetable=replace(current_edition(call).timetable, **times)
    )
    publish_edition(call, edition)
    with pytest.raises(Refused, match="non cambia più"):
        save_item(call=call, kind=ItemKind.GROUP, values={"title": "D"}, by=author)
    assert items_of(call.pk, ItemKind.GROUP).count() == 3


def test_before_the_opening_rules_may_change():
    call, author = _amending(opens_in=5 * DAY, ends_in=60 * DAY)
    group = items_of(call.pk, ItemKind.GROUP).first()
    save_item(
        call=call,
        kind=ItemKind.GROUP,
        item_id=group.pk,
        values={"title": "Nome nuovo"},
        revision=call.revision,
        by=author,
    )
    office = call.office
    office.phone = "02"
    office.save()
    assert _publish(call).version == 2
    assert current_edition(call).grid.groups[0].title == "Nome nuovo"


def test_a_declared_text_that_changes_gets_a_new_version():
    call, author = _amending(opens_in=5 * DAY, ends_in=60 * DAY)
    declaration = items_of(call.pk, ItemKind.DECLARATION).first()
    save_item(
        call=call,
        kind=ItemKind.DECLARATION,
        item_id=declaration.pk,
        values={"text": "Dichiaro altro."},
        revision=call.revision,
        by=author,
    )
    declaration.refresh_from_db()
    assert declaration.text_version == 2


def test_before_the_opening_the_checks_still_hold():
    call, author = _amending(opens_in=5 * DAY, ends_in=60 * DAY)
    save_part(call=call, part=Part.MONEY, values={"budget": None}, revision=call.revision, by=author)
    with pytest.raises(Refused, match="Mancano le risorse"):
        _publish(call)


def test_an_amendment_that_changes_nothing():
    call, _author = _amending()
    with pytest.raises(Refused, match="non cambia ancora niente"):
        _publish(call)


def test_who_amends():
    call = published_call()
    with pytest.raises(Refused, match="perché"):
        open_amendment(call=call, note=" ", by=officer(call))
    with pytest.raises(PermissionRefused):
        open_amendment(call=call, note="x", by=officer(call, Role.EDITOR))
    open_amendment(call=call, note="x", by=call.head_of_procedure)
    with pytest.raises(Refused, match="già una rettifica aperta"):
        open_amendment(call=call, note="x", by=officer(call))
    with pytest.raises(PermissionRefused):
        publish_amendment(call=call, act_number="1", act_on=today(), by=call.head_of_procedure)
    with pytest.raises(PermissionRefused):
        discard_amendment(call=call, by=officer(call, Role.EDITOR))


def test_giving_up_an_amendment():
    call, author = _amending()
    title = call.title
    save_part(call=call, part=Part.TEXTS, values={"title": "Altro"}, revision=call.revision, by=author)
    discard_amendment(call=call, by=author)

    assert (call.title, call.amendment_by_id, call.editions.count()) == (title, None, 1)
    with pytest.raises(PermissionRefused):
        discard_amendment(call=call, by=officer(call, Role.EDITOR))


def test_the_edition_in_force_is_what_the_draft_says_again():
    from manifattura.calls.domain.amendments import contents
    from manifattura.calls.queries.draft import build_edition

    call, _author = _amending(opens_in=5 * DAY, ends_in=60 * DAY)
    assert contents(build_edition(call)) == contents(current_edition(call))
    assert replace(build_edition(call), version=2) != current_edition(call)

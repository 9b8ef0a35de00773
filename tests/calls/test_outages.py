"""A silence of the system is kept and proposes an extension; people decide on it, once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from manifattura.accounts.models import Notice
from manifattura.calls.actions.extend_deadline import extend_deadline
from manifattura.calls.actions.record_outage import beat, record_outage
from manifattura.calls.models import CallRound, ExtensionProposal, Heartbeat, Outage
from manifattura.kernel.clock import database_now, today
from manifattura.kernel.errors import Conflict, PermissionRefused, Refused
from manifattura.kernel.models import WebPulse
from manifattura.kernel.pulses import fold_ended, totals, write_pulse
from tests.applications.published import published_call
from tests.factories.accounts import PersonFactory, signed_in

pytestmark = pytest.mark.django_db
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


def silence(length):
    beat()
    Heartbeat.objects.update(at=database_now() - length)
    return beat()


def act(call, **more):
    return {
        "call": call,
        "act_number": "9",
        "act_on": today(),
        "note": "Interruzione.",
        "by": call.head_of_procedure,
    } | more


def test_a_long_silence_is_kept_and_proposes_an_extension():
    call = published_call()
    assert silence(MINUTE) is None
    outage = silence(20 * MINUTE)
    assert outage.minutes == 20
    proposal = ExtensionProposal.objects.get()
    assert proposal.deadline_at > call.deadline_at
    assert Notice.objects.filter(person=call.head_of_procedure, kind="extension_proposed").exists()
    assert beat() is None
    assert Outage.objects.count() == 1


def test_a_worker_alone_and_a_full_site_are_an_outage_too():
    published_call()
    write_pulse("web", {"requests": {"200": 3}, "refused": 0}, 40, 0)
    assert beat() is None
    begun = Heartbeat.objects.get().at
    for unwell in ({"sendings": 40, "refused": 8}, {"refused": 0, "at": begun - 2 * MINUTE}):
        WebPulse.objects.update(**unwell)
        assert beat() is None
        assert Heartbeat.objects.get().at == begun
    Heartbeat.objects.update(at=begun - 20 * MINUTE)
    write_pulse("web", {"requests": {"200": 4}, "refused": 8}, 40, 0)
    assert beat().minutes == 20
    assert ExtensionProposal.objects.exists()


def test_processes_that_ended_stay_in_the_figures():
    for name, answers in (("first", 3), ("second", 4), ("third", 5)):
        write_pulse(name, {"requests": {"200": answers}, "buckets": {"0.1": answers}, "refused": 1}, 0, 0)
    moment = database_now()
    before = totals(moment, MINUTE)
    assert (before.alive, before.requests["200"], before.plain["refused"]) == (3, 12, 3)
    WebPulse.objects.exclude(process="third").update(at=moment - 2 * HOUR)
    fold_ended(moment)
    assert {pulse.process for pulse in WebPulse.objects.all()} == {"past", "third"}
    after = totals(moment, MINUTE)
    assert (after.alive, after.requests, after.buckets) == (1, before.requests, before.buckets)


def test_an_outage_over_the_deadline_lets_it_move_after_it_has_passed():
    call = published_call()
    past = database_now() - 10 * MINUTE
    CallRound.objects.update(deadline_at=past)
    later = call.deadline_at + 2 * HOUR
    with pytest.raises(Refused) as refused:
        extend_deadline(**act(call, deadline_at=later))
    assert refused.value.code == "late"
    silence(30 * MINUTE)
    proposal = ExtensionProposal.objects.get()
    extend_deadline(**act(call, deadline_at=later, proposal=proposal))
    assert call.rounds.get().deadline_at == later
    proposal.refresh_from_db()
    assert proposal.edition.version == 2
    with pytest.raises(Conflict):
        extend_deadline(**act(call, deadline_at=later + HOUR, proposal=proposal))


def test_what_the_heartbeat_cannot_see_is_written_by_hand():
    call = published_call()
    now = database_now()
    good = {"started_at": now - 2 * HOUR, "ended_at": now - HOUR, "note": "La pagina d’invio non rispondeva."}
    for change, field in (
        ({"note": " "}, "note"),
        ({"ended_at": now - 3 * HOUR}, "ended_at"),
        ({"ended_at": now + HOUR}, "ended_at"),
    ):
        with pytest.raises(Refused) as refused:
            record_outage(by=call.head_of_procedure, **(good | change))
        assert refused.value.field == field
    with pytest.raises(PermissionRefused):
        record_outage(by=PersonFactory(), **good)
    assert record_outage(by=call.head_of_procedure, **good).minutes == 60
    for change in ({}, {"started_at": now - 1.5 * HOUR}):
        with pytest.raises(Refused, match="C’è già un’interruzione registrata") as refused:
            record_outage(by=call.head_of_procedure, **(good | change))
        assert refused.value.field == "started_at"
    longer = record_outage(by=call.head_of_procedure, **(good | {"started_at": now - 3 * HOUR}))
    assert longer.minutes == 120, "more was lost than was known"


def test_the_office_decides_from_its_page(client):
    call = published_call()
    silence(20 * MINUTE)
    proposal = ExtensionProposal.objects.get()
    head = signed_in(client, call.head_of_procedure)
    page = head.get(reverse("calls:office_outages")).content.decode()
    extend = f"{reverse('calls:office_extend', args=[call.pk])}?proposta={proposal.pk}"
    assert extend in page
    form = head.get(extend).context["form"]
    assert "20 minuti" in form["note"].initial
    set_aside = reverse("calls:dismiss_proposal", args=[proposal.pk])
    assert head.post(set_aside, {"reason": ""}).status_code == 422
    assert head.post(set_aside, {"reason": "Nessuno stava inviando."}).status_code == 302
    for decided in (set_aside, extend):
        again = head.get(decided, follow=True).content.decode()
        assert "Su questa proposta è già stato deciso." in again
    assert head.post(set_aside, {"reason": "Ancora."}).status_code == 422
    assert "Nessuno stava inviando." in head.get(reverse("calls:office_outages")).content.decode()
    assert head.post(reverse("calls:office_outages"), {}).status_code == 422

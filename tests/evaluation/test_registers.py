"""Open registers: the way in, the yearly confirmation, suspension, removal, expiry, and what the public reads."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from manifattura.applications.actions.delete_draft import delete_draft
from manifattura.applications.actions.start_again import start_again
from manifattura.applications.domain.states import ApplicationState
from manifattura.applications.models import Message
from manifattura.calls.actions.conclude_call import conclude_call
from manifattura.calls.actions.suspend_call import suspend_call
from manifattura.calls.domain.clocks import TermKind
from manifattura.calls.models import Term
from manifattura.evaluation.actions.change_entry import (
    expire_entries,
    keep_entry,
    reinstate_entry,
    remove_entry,
    suspend_entry,
)
from manifattura.evaluation.actions.confirm_entry import ask_confirmations, remind_confirmations
from manifattura.evaluation.actions.declare_officer_conflict import declare_officer_conflict
from manifattura.evaluation.actions.note_event import rule_of
from manifattura.evaluation.actions.open_entry_review import open_entry_reviews
from manifattura.evaluation.actions.register_entry import register_entry
from manifattura.evaluation.actions.report_visit import sign_visit_report
from manifattura.evaluation.actions.tell_ends import tell_ends
from manifattura.evaluation.domain.register import EntryState, EventKind, expires_on
from manifattura.evaluation.models import RegisterEntry, Review
from manifattura.evaluation.queries.registers import entries_for_office, public_entries
from manifattura.evaluation.web.waiting import waiting_for
from manifattura.kernel.clock import today
from manifattura.kernel.errors import Conflict, Refused
from manifattura.ui.formats import date_text
from tests.factories.applications import started_application, submitted_application
from tests.factories.casework import (
    check_all,
    delivered,
    end_of_term,
    entered,
    register_desk,
    visited,
)

pytestmark = pytest.mark.django_db


def test_one_enters_with_every_requirement_a_signed_visit_and_an_act() -> None:
    desk = register_desk()
    review = check_all(desk, desk.reviews[0])
    declare_officer_conflict(review=review, has_conflict=False, reason="", by=desk.head)
    review.refresh_from_db()

    def enter(act: str = "C-1") -> RegisterEntry:
        review.refresh_from_db()
        return register_entry(
            review=review,
            act_number=act,
            act_on=today(),
            base_version=review.version,
            by=desk.head,
        )

    with pytest.raises(Refused, match="ancora l’esito"):
        conclude_call(call=desk.call, by=desk.head)
    with pytest.raises(Refused, match="visita in sede"):
        enter()
    visit = visited(desk, review, missing="machines")
    assert visit.passed is False
    assert review.checks.get(requirement_key="machines").outcome == "not_met"
    with pytest.raises(Refused, match="requisito manca"):
        enter()
    with pytest.raises(Refused, match="già firmato"):
        sign_visit_report(visit=visit, sha256=visit.report_sha256, by=desk.officer)
    visited(desk, review)
    with pytest.raises(Refused) as refused:
        enter(" ")
    assert refused.value.field == "act_number"
    entry = enter()
    application = entry.application
    application.refresh_from_db()
    assert application.state == ApplicationState.REGISTERED
    assert (entry.number, entry.state, entry.entered_on) == (1, EntryState.ACTIVE, today())
    assert entry.expires_on.year == today().year + 3
    assert entry.name == application.project_title, "the lab's name, as corrected; not its operator's"
    assert entry.name != application.lead.name


def test_the_yearly_confirmation_is_asked_reminded_and_received(
    django_capture_on_commit_callbacks: Any,
) -> None:
    desk = register_desk()
    entry = entered(desk, desk.reviews[0])
    assert ask_confirmations() == 0
    due = today() + timedelta(days=8)
    RegisterEntry.objects.filter(pk=entry.pk).update(confirm_by=due)
    assert (ask_confirmations(), ask_confirmations()) == (1, 0)
    assert (remind_confirmations(), remind_confirmations()) == (1, 0)
    entry.refresh_from_db()
    form = entry.confirmation
    assert form is not None
    keys = [field["key"] for field in form.sections[0]["fields"]]
    declaration = form.declarations[0]["key"]
    from manifattura.applications.actions.tick_declaration import tick_declaration

    tick = {"sheet": form, "declaration_key": declaration, "organisation": entry.application.lead}
    answers = dict.fromkeys(keys, True) | {"has-machines": False}
    with django_capture_on_commit_callbacks(execute=True):
        _confirm(form, answers, lambda: tick_declaration(**tick, by=entry.application.created_by))
    entry.refresh_from_db()
    assert entry.confirmation is None
    assert entry.confirm_by == due.replace(year=due.year + 1)
    assert entry.proposal == "suspension", "the firm says that a requirement is lost: a person decides"
    assert entry.events.filter(kind=EventKind.CONFIRMED).get().reason


def _confirm(form: Any, answers: dict[str, Any], tick: Any) -> None:
    from manifattura.applications.actions.save_section import save_section
    from manifattura.applications.actions.send_form import send_form

    by = form.application.created_by
    save_section(sheet=form, section_key="requisiti", answers=answers, base_version=0, by=by)
    tick()
    send_form(form=form, by=by)


def test_a_missed_confirmation_proposes_the_suspension_and_the_days_to_cure_the_removal() -> None:
    desk = register_desk()
    entry = entered(desk, desk.reviews[0])
    RegisterEntry.objects.filter(pk=entry.pk).update(confirm_by=today() + timedelta(days=1))
    ask_confirmations()
    entry.refresh_from_db()
    assert entry.term is not None
    delivered(entry.application.messages.order_by("-pk")[0], days_ago=1)
    end_of_term(entry.term)
    entry.refresh_from_db()
    assert entry.proposal == "suspension"
    assert [line.count for line in waiting_for(desk.head) if "?state=to_decide" in line.href] == [1]
    for state, found in (("to_decide", 1), ("removed", 0), ("", 1)):
        assert entries_for_office({desk.call.office_id}, state=state).count() == found
    keep = {"entry": entry, "base_version": entry.version, "by": desk.head}
    with pytest.raises(Refused) as silent:
        keep_entry(reason=" ", **keep)
    assert silent.value.field == "reason"
    keep_entry(reason="La conferma è arrivata per PEC.", **keep)
    entry.refresh_from_db()
    assert (entry.state, entry.proposal) == (EntryState.ACTIVE, "")
    with pytest.raises(Refused, match="Non c’è una sospensione"):
        keep_entry(reason="Ancora.", **keep | {"base_version": entry.version})
    act = {"act_number": "C-9", "act_on": today(), "on_request": False, "by": desk.head}
    with pytest.raises(Refused, match="Prima si sospende"):
        remove_entry(entry=entry, reason="x", base_version=entry.version, **act)
    stale = entry.version
    suspend_entry(entry=entry, reason="Manca la conferma.", base_version=entry.version, by=desk.head)
    with pytest.raises(Conflict) as conflict:
        suspend_entry(entry=entry, reason="Ancora.", base_version=stale, by=desk.head)
    assert conflict.value.theirs["reason"] == "Manca la conferma."
    entry.refresh_from_db()
    assert entry.term is not None
    delivered(entry.application.messages.order_by("-pk")[0], days_ago=1)
    end_of_term(entry.term)
    entry.refresh_from_db()
    assert (entry.state, entry.proposal) == (EntryState.SUSPENDED, "removal")
    remove_entry(entry=entry, reason="Non ha rimediato.", base_version=entry.version, **act)
    entry.refresh_from_db()
    assert entry.state == EntryState.REMOVED
    with pytest.raises(Refused, match="non si può fare"):
        reinstate_entry(entry=entry, reason="x", base_version=entry.version, by=desk.head)
    again = submitted_application(desk.call, lead=entry.application.lead, by=entry.application.created_by)
    assert again.is_live


def test_a_suspended_entry_is_cured_and_one_at_its_end_expires() -> None:
    desk = register_desk()
    entry = entered(desk, desk.reviews[0])
    suspend_entry(entry=entry, reason="Polizza scaduta.", base_version=entry.version, by=desk.head)
    entry.refresh_from_db()
    reinstate_entry(entry=entry, reason="Polizza rinnovata.", base_version=entry.version, by=desk.head)
    entry.refresh_from_db()
    assert (entry.state, entry.term) == (EntryState.ACTIVE, None)
    assert expire_entries() == 0
    RegisterEntry.objects.filter(pk=entry.pk).update(expires_on=today() - timedelta(days=1))
    assert (expire_entries(), expire_entries()) == (1, 0)
    entry.refresh_from_db()
    assert entry.state == EntryState.EXPIRED
    assert [event.kind for event in entry.events.all()] == ["entered", "suspended", "reinstated", "expired"]


def test_the_public_reads_who_is_in_and_who_is_suspended(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    desk = register_desk(2)
    first, second = desk.reviews
    entered(desk, first)
    suspended = entered(desk, second)
    suspend_entry(entry=suspended, reason="Polizza scaduta.", base_version=suspended.version, by=desk.head)
    path = f"/bandi/{desk.call.slug}/elenco"
    with django_assert_max_num_queries(12):
        page = client.get(f"{path}/")
    assert page.status_code == 200
    assert "public" in page["Cache-Control"]
    text = page.content.decode()
    assert "001/" in text
    assert "Sospeso" in text
    assert "Polizza scaduta" not in text
    document = json.loads(client.get(f"{path}.json").content)
    assert [entry["state"] for entry in document["entries"]] == ["active", "suspended"]
    table = b"".join(client.get(f"{path}.csv").streaming_content).decode()  # type: ignore[attr-defined]
    assert table.count("\n") == 3
    found = client.get(f"{path}/?q=002").content.decode()
    assert ("002/" in found, "001/" in found) == (True, False)


def test_firm_and_office_know_before_the_end_and_a_new_entry_takes_the_place_of_the_old_one(
    client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    desk = register_desk(2)
    entry = entered(desk, desk.reviews[0])
    lead, who = entry.application.lead, entry.application.created_by
    ends = today() + timedelta(days=91)
    RegisterEntry.objects.filter(pk=entry.pk).update(expires_on=ends)
    assert tell_ends() == 0
    ends = today() + timedelta(days=80)
    ends += timedelta(days=6 - ends.weekday())  # a Sunday: the last day of an entry is a day of the calendar
    RegisterEntry.objects.filter(pk=entry.pk).update(expires_on=ends)
    with django_capture_on_commit_callbacks(execute=True):
        assert (tell_ends(), tell_ends()) == (1, 0)
    told = entry.application.messages.order_by("-pk")[0].text("it")
    assert "ripartendo dalle risposte di prima" in told.body
    assert f"{ends.day}" in told.subject
    term = Term.objects.get(kind=TermKind.ENTRY_END, subject_id=str(entry.pk))
    assert (term.due_on, term.closed_at, term.url_name) == (ends, None, "evaluation:entry")
    entry.refresh_from_db()
    assert entry.state == EntryState.ACTIVE

    client.force_login(who.account)
    page = client.get(f"/domande/{entry.application.code}/").content.decode()
    assert "Prepara una nuova domanda" in page
    entry.application.refresh_from_db()
    draft = start_again(application=entry.application, by=who)
    assert draft.copied_from_id == entry.application_id
    delete_draft(application=draft, by=who)

    again = submitted_application(desk.call, lead=lead, by=who)
    open_entry_reviews(call=desk.call, by=desk.officer)
    client.force_login(desk.head.account)
    review = client.get(f"/ufficio/domande/{again.code}/").content.decode()
    assert "È un rinnovo" in review
    assert f"iscrizione {entry.full_number}" in review
    enrol = client.get(reverse("evaluation:entry_new", args=[again.code])).content.decode()
    assert "È un rinnovo" in enrol
    assert "il tempo che resta non si perde" in enrol
    RegisterEntry.objects.filter(pk=entry.pk).update(expires_on=ends.replace(day=11))
    enrol = client.get(reverse("evaluation:entry_new", args=[again.code])).content.decode()
    assert f"vale fino all’{date_text(ends.replace(day=11))}" in enrol
    RegisterEntry.objects.filter(pk=entry.pk).update(expires_on=ends)
    fresh = entered(desk, Review.objects.get(application=again))
    entry.refresh_from_db()
    term.refresh_from_db()
    assert (entry.state, term.outcome) == (EntryState.RENEWED, "renewed")
    assert fresh.expires_on == expires_on(ends, rule_of(desk.call))
    last = entry.events.order_by("-pk")[0]
    assert (last.kind, last.reason) == (EventKind.RENEWED, fresh.full_number)
    assert public_entries(desk.call.pk).get() == fresh
    client.force_login(desk.head.account)
    shown = client.get(f"/ufficio/elenchi/{entry.pk}/").content.decode()
    assert "Sostituita da una nuova iscrizione" in shown
    assert "Conferma entro" not in shown
    until = f"<dt>Fino al</dt><dd>{date_text(today())}</dd>"
    assert until in shown, "not the day on which it would have ended"
    client.force_login(who.account)
    assert until in client.get(f"/domande/{entry.application.code}/").content.decode()
    client.force_login(desk.head.account)
    assert date_text(ends, "short") not in client.get("/ufficio/elenchi/?state=renewed").content.decode()
    assert "Scaduto" not in shown
    assert f"Al suo posto vale l’iscrizione n. {fresh.full_number}" in shown


def test_the_firm_reads_what_became_of_its_entry_and_what_it_must_do(
    client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    desk = register_desk(1)
    entry = entered(desk, desk.reviews[0])
    application, who = entry.application, entry.application.created_by
    client.force_login(who.account)

    def read(path: str) -> str:
        return client.get(path).content.decode()

    page = f"/domande/{application.code}/"
    assert "Iscritta nell’elenco" in read("/area-personale/")
    with django_capture_on_commit_callbacks(execute=True):
        suspend_entry(entry=entry, reason="Polizza scaduta.", base_version=entry.version, by=desk.head)
    entry.refresh_from_db()
    body = application.messages.order_by("-pk")[0].text("it").body
    assert "art. 7" in body
    assert desk.head.full_name in body
    for text in (read("/area-personale/"), read(page)):
        assert "Iscrizione sospesa" in text
        assert "Iscritta nell’elenco" not in text.partition("mm-timeline")[0]
    assert "Rimedia alla sospensione e scrivilo all’ufficio" in read("/area-personale/")
    assert "giorni da quando apri il messaggio" in read(page)
    assert "Polizza scaduta." in read(page)
    delivered(entry.term)
    entry.refresh_from_db()
    assert "compreso, e mandaci i documenti" in read(page)

    reinstate_entry(entry=entry, reason="Polizza nuova.", base_version=entry.version, by=desk.head)
    assert "Iscritta nell’elenco" in read("/area-personale/")
    entry.refresh_from_db()
    remove_entry(
        entry=entry,
        reason="L’impresa lo ha chiesto.",
        act_number="C-9",
        act_on=today(),
        on_request=True,
        base_version=entry.version,
        by=desk.head,
    )
    for text in (read("/area-personale/"), read(page)):
        assert "Iscrizione cancellata" in text
        assert "Conferma ogni anno" not in text
    assert "Cancellata il" in read(page)
    client.force_login(desk.head.account)
    office = read(f"/ufficio/elenchi/{entry.pk}/")
    assert f"<dt>Cancellata il</dt><dd>{date_text(today())}</dd>" in office
    assert "Conferma entro" not in office
    rows = client.get("/ufficio/elenchi/esporta.csv").getvalue().decode()  # type: ignore[attr-defined]
    assert rows.splitlines()[1].split(";")[7:9] == [today().isoformat(), ""]


def test_whose_entry_is_about_to_end_still_hears_what_happens_to_the_register(run_jobs: Any) -> None:
    desk = register_desk(3)
    ending, over, again = (entered(desk, review) for review in desk.reviews)
    RegisterEntry.objects.update(expires_on=today() + timedelta(days=20))
    assert tell_ends() == 3
    RegisterEntry.objects.filter(pk=over.pk).update(state=EntryState.EXPIRED)
    lead, who = again.application.lead, again.application.created_by
    renewing = submitted_application(desk.call, lead=lead, by=who)
    suspend_call(call=desk.call, reason="Riordino", act_number="9", act_on=today(), by=desk.head)
    run_jobs()
    told = Message.objects.filter(template="applications.call_suspended").values_list(
        "application", flat=True
    )
    assert set(told) == {ending.application_id, renewing.pk}


def test_a_firm_that_nobody_follows_is_not_said_to_know_of_its_suspension(client: Client) -> None:
    desk = register_desk(1)
    entry = entered(desk, desk.reviews[0])
    entry.application.lead.mandates.all().delete()
    client.force_login(desk.head.account)
    page = reverse("evaluation:entry", args=[entry.pk])
    given = {"do": "suspend", "suspend-reason": "Polizza scaduta.", "version": entry.version}
    said = client.post(page, given, follow=True).content.decode()
    assert "Iscrizione sospesa: l’impresa ha tempo per rimediare. Nessuno segue l’impresa sul sito" in said


def test_a_register_names_no_deadline_that_it_does_not_have(client: Client) -> None:
    desk = register_desk(1)
    draft = started_application(desk.call)
    client.force_login(draft.created_by.account)
    page = client.get(reverse("applications:summary", args=[draft.code])).content.decode()
    assert "finché l’ufficio non decide puoi ritirare la domanda" in page
    assert "fino alla scadenza" not in page
    sent = submitted_application(desk.call)
    client.force_login(sent.created_by.account)
    done = client.post(reverse("applications:withdraw", args=[sent.code]), follow=True).content.decode()
    assert "Domanda ritirata. Puoi prepararne una nuova quando vuoi." in done

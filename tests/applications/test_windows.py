"""A draft whose call is suspended, revoked or between two sessions: its pages say so, and what may still be written."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from django.conf import settings
from django.urls import reverse

from manifattura.applications.actions.admit_late import late_arrival
from manifattura.applications.actions.prepare_submission import prepare_submission
from manifattura.applications.actions.save_section import save_section
from manifattura.applications.actions.send_prepared import send_prepared
from manifattura.applications.actions.submit_application import submit_application
from manifattura.applications.actions.withdraw_application import withdraw_application
from manifattura.applications.domain.late_tickets import Pass, give_ticket, signing_key
from manifattura.applications.models import Submission
from manifattura.applications.queries.windows import Hold, window_of
from manifattura.calls.actions.revoke_call import revoke_call
from manifattura.calls.actions.suspend_call import suspend_call
from manifattura.calls.domain.edition import Round
from manifattura.calls.models import CallRound, CallStop
from manifattura.kernel.clock import database_now, today
from manifattura.kernel.errors import Refused
from manifattura.kernel.models import WebPulse
from manifattura.kernel.pulses import write_pulse
from manifattura.organisations.actions.change_activities import add_activity
from manifattura.organisations.actions.edit_organisation import edit_organisation
from manifattura.organisations.actions.save_seat import remove_seat
from tests.applications.samples import sample_edition
from tests.factories.accounts import signed_in
from tests.factories.applications import complete_application, submitted_application
from tests.factories.calls import published_call

pytestmark = pytest.mark.django_db
DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)


def orders(call, **more):
    return {"call": call, "act_number": "200", "act_on": today(), "by": call.head_of_procedure} | more


def pages(client, draft):
    """The draft's own page, its first step, its summary."""
    signed_in(client, draft.created_by)
    step = draft.edition.document["form"][0]["key"]
    return [
        client.get(reverse(f"applications:{name}", args=args)).content.decode()
        for name, args in (
            ("detail", [draft.code]),
            ("form", [draft.code, step]),
            ("summary", [draft.code]),
        )
    ]


def write(draft):
    step = draft.edition.document["form"][0]
    save_section(
        sheet=draft, section_key=step["key"], answers={}, base_version=0, by=draft.created_by, reviewed=True
    )


def change(draft):
    save_section(
        sheet=again(draft),
        section_key="project",
        answers={"description": "Un altro testo"},
        base_version=9,
        by=draft.created_by,
    )


def again(draft):
    return type(draft).objects.select_related("call", "edition", "lead").get(pk=draft.pk)


def test_a_draft_of_a_suspended_call(client):
    call = published_call()
    draft = complete_application(call)
    suspend_call(**orders(call, reason="Ricorso al tribunale"))
    for page in pages(client, draft):
        assert "Il bando è sospeso: per ora non si può inviare" in page
        assert "Ricorso al tribunale" in page
        assert "Tempo rimasto" not in page
        assert "Invia la domanda</" not in page
    write(draft)

    # the time of the suspension does not count: what was open when it stopped can be written also when the day is over
    CallRound.objects.filter(call=call).update(deadline_at=database_now() - timedelta(seconds=1))
    CallStop.objects.filter(call=call).update(stopped_at=database_now() - timedelta(hours=1))
    assert window_of(again(draft)).hold is Hold.SUSPENDED
    write(draft)
    CallStop.objects.filter(call=call).update(stopped_at=database_now())
    assert window_of(again(draft)).hold is Hold.LATE, "it was late before the call stopped"


def test_a_draft_of_a_revoked_call(client):
    call = published_call()
    draft = complete_application(call)
    revoke_call(**orders(call, reason="Manca il finanziamento"))
    for page in pages(client, draft):
        assert "Il bando è revocato: non riceve più domande" in page
        assert "Manca il finanziamento" in page
        assert "Tempo rimasto" not in page
        assert "Invia la domanda</" not in page
    form, summary = pages(client, draft)[1:]
    assert "/passo/" not in summary.partition("<h1>")[2], "no way to change what can only be read"
    assert "<fieldset disabled>" in form
    assert "Salva ed esci" not in form
    with pytest.raises(Refused, match="Il bando è revocato: la bozza si può leggere"):
        write(draft)


def test_a_draft_of_a_register_that_was_concluded(client):
    call = published_call()
    draft = complete_application(call)
    type(call).objects.filter(pk=call.pk).update(state="concluded")
    for page in pages(client, draft):
        assert "Il bando non riceve più domande: la bozza si può leggere" in page
    with pytest.raises(Refused, match="non riceve più domande"):
        write(draft)


def between_sessions(opens=10 * DAY, **more):
    """A draft of a rolling call whose first session ended a minute ago, after it was last changed."""
    now, money = database_now(), Decimal("30000.00")
    call = published_call(
        kind="rolling",
        budget=2 * money,
        rounds=(Round(1, money, now - DAY, now + DAY), Round(2, money, now + 10 * DAY, now + 20 * DAY)),
        timetable=replace(sample_edition().timetable, observations_days=0),
        **more,
    )
    draft = complete_application(call)
    before = now - timedelta(hours=2)
    draft.sections.update(changed_at=before)
    draft.attachments.update(uploaded_at=before)
    draft.ticks.update(ticked_at=before)
    CallRound.objects.filter(call=call, number=1).update(deadline_at=now - MINUTE)
    CallRound.objects.filter(call=call, number=2).update(opens_at=now + opens)
    return draft


def ticket_of(draft, refused_at=None):
    """What the full site gave its author a minute before the deadline, and has told of since."""
    refused_at = refused_at or database_now() - 2 * MINUTE
    write_pulse("web", {}, 0, 0, refused_at)
    shown = Pass(
        draft.code, draft.created_by_id, refused_at - MINUTE, refused_at + MINUTE, refused_at + MINUTE
    )
    return give_ticket(signing_key(settings.SECRET_KEY), shown, refused_at)


def send(draft, ticket):
    return submit_application(
        application=again(draft), idempotency_key="late", by=draft.created_by, late_ticket=ticket
    )


def test_a_draft_between_two_sessions(client):
    draft = between_sessions()
    for page in pages(client, draft):
        assert "Adesso il bando non riceve domande" in page
        assert "La prossima sessione si apre" in page
        assert "Il termine è scaduto" not in page
        assert "Invia la domanda</" not in page
    write(draft)


def test_while_tickets_hold_a_draft_stays_as_it_was_at_the_deadline(client):
    draft = between_sessions()
    write_pulse("web", {}, 0, 0, database_now() - timedelta(minutes=2))
    detail, form, summary = pages(client, draft)
    assert "Invia con il biglietto</a>" in detail
    assert "Hai un biglietto perché il sito era pieno?" in summary
    assert "<fieldset disabled>" in form
    for page in (detail, form, summary):
        assert "Poi la puoi cambiare, per la sessione 2, che si apre" in page
        assert "non più cambiare o inviare" not in page
    with pytest.raises(Refused, match=r"La sessione 1 è finita.*per la sessione 2"):
        write(draft)
    form = {"key": "k", "confirm": "on", "ticket": ""}
    refused = client.post(reverse("applications:send", args=[draft.code]), form)
    assert refused.status_code == 422
    assert '<a href="#ticket">Scrivi il codice del biglietto' in refused.content.decode()
    # once no ticket holds any more, it waits for the next session
    WebPulse.objects.update(last_ticket_at=database_now() - timedelta(hours=2))
    assert window_of(again(draft)).hold is Hold.WAITING
    write(draft)


@pytest.mark.parametrize(
    "following", [{"between_sessions": True}, {"opens": -MINUTE}], ids=["between sessions", "adjoining"]
)
class TestASessionThatFollowsAtOnce:
    def test_a_ticket_sends_the_draft_that_nobody_changed(self, client, following):
        draft = between_sessions(**following)
        ticket = ticket_of(draft)
        detail, form, summary = pages(client, draft)
        assert "Invia con il biglietto</a>" in detail
        assert "se li cambi, il biglietto non vale più" in form
        assert detail.index("se li cambi, il biglietto") < detail.index("Continua la domanda</")
        assert "<fieldset disabled>" not in form
        assert "Hai un biglietto perché il sito era pieno?" in summary
        assert send(draft, ticket).application.bids.get().round.number == 1

    def test_who_changes_the_draft_gives_the_ticket_up(self, client, following):
        draft = between_sessions(**following)
        ticket = ticket_of(draft)
        change(draft)
        for page in pages(client, draft):
            assert "biglietto" not in page
        with pytest.raises(Refused, match=r"Dopo la scadenza della sessione 1.*per la sessione 2"):
            send(draft, ticket)
        sent = submit_application(application=again(draft), idempotency_key="2", by=draft.created_by)
        assert sent.application.bids.get().round.number == 2

    def test_files_and_declarations_count_as_well(self, following):
        for rows, column in (("attachments", "removed_at"), ("ticks", "cleared_at")):
            draft = between_sessions(slug=rows, **following)
            ticket = ticket_of(draft)
            assert getattr(draft, rows).update(**{column: database_now()})
            with pytest.raises(Refused, match="Dopo la scadenza della sessione 1"):
                send(draft, ticket)

    @pytest.mark.parametrize(
        ("typed", "why"),
        [("  ", "Scrivi il codice del biglietto"), ("ciao", "Questo biglietto non è valido")],
    )
    def test_who_sends_with_a_ticket_never_sends_without_one(self, client, following, typed, why):
        draft = between_sessions(**following)
        ticket_of(draft)
        pages(client, draft)
        form = {"key": "k", "confirm": "on", "ticket": typed}
        answer = client.post(reverse("applications:send", args=[draft.code]), form)
        page = answer.content.decode()
        assert answer.status_code == 422
        assert not Submission.objects.exists()
        assert '<details class="mm-box" open>' in page
        assert f">{typed}</textarea>" in page
        assert re.search(f'id="ticket_error"[^>]*>.*{why}', page)
        assert f'<a href="#ticket">{why}' in page

    def test_a_ticket_that_expired_sends_nothing_to_the_next_session(self, following):
        draft = between_sessions(**following)
        CallRound.objects.filter(call=draft.call, number=1).update(deadline_at=database_now() - HOUR)
        ticket = ticket_of(draft, database_now() - HOUR - MINUTE)
        with pytest.raises(Refused, match=r"valeva fino.*Senza biglietto la domanda vale per la sessione 2"):
            send(draft, ticket)
        assert not Submission.objects.exists()

    @pytest.mark.parametrize(
        "changed",
        [
            lambda firm, by: edit_organisation(organisation=firm, facts={"founded_on": today()}, by=by),
            lambda firm, by: add_activity(organisation=firm, code="62.10.00", by=by),
            lambda firm, by: remove_seat(seat=firm.seats.first(), by=by),
        ],
        ids=["facts", "activities", "seats"],
    )
    def test_who_changes_what_the_firm_is_gives_the_ticket_up(self, client, following, changed):
        draft = between_sessions(**following)
        ticket = ticket_of(draft)
        changed(draft.lead, draft.created_by)
        for page in pages(client, draft):
            assert "biglietto" not in page
        with pytest.raises(
            Refused, match=r"i dati dell’impresa sono cambiati: il biglietto non vale più.*la sessione 2"
        ):
            send(draft, ticket)

    def test_what_is_not_sent_of_the_firm_may_change(self, following):
        draft = between_sessions(**following)
        ticket = ticket_of(draft)
        edit_organisation(organisation=draft.lead, facts={"phone": "02 0000001"}, by=draft.created_by)
        assert send(draft, ticket).application.bids.get().round.number == 1

    def test_without_a_ticket_the_pages_say_nothing_of_it(self, client, following):
        for page in pages(client, between_sessions(**following)):
            assert "biglietto" not in page


def test_a_change_while_it_is_being_sent_undoes_the_sending():
    draft = between_sessions(between_sessions=True)
    late = late_arrival(application=draft, ticket=ticket_of(draft), by=draft.created_by)
    change(draft)
    prepare_submission(application=draft, by=draft.created_by)
    with pytest.raises(Refused, match="cambiando questa domanda proprio adesso"):
        send_prepared(code=draft.code, idempotency_key="k", by=draft.created_by, late=late)
    assert not Submission.objects.exists()


def test_what_was_sent_between_two_sessions_may_be_made_anew_until_the_next_deadline(client):
    draft = between_sessions(between_sessions=True)
    submit_application(application=again(draft), idempotency_key="2", by=draft.created_by)
    signed_in(client, draft.created_by)
    detail, withdrawal = (
        client.get(reverse(f"applications:{name}", args=[draft.code])).content.decode()
        for name in ("detail", "withdraw")
    )
    assert "La scadenza è passata" not in detail
    assert "Prepara una nuova versione" in detail
    assert "Puoi mandarne una nuova fino a" in withdrawal
    fresh = client.post(reverse("applications:again", args=[draft.code])).url
    assert fresh.startswith("/domande/")
    assert draft.code not in fresh
    done = client.post(reverse("applications:withdraw", args=[draft.code]), follow=True).content.decode()
    assert "Puoi prepararne una nuova fino alla scadenza" in done


def test_withdrawing_from_a_stopped_call(client):
    call = published_call()
    sent, other = submitted_application(call), submitted_application(call)
    suspend_call(**orders(call, reason="Ricorso"))
    url = reverse("applications:withdraw", args=[sent.code])
    signed_in(client, sent.created_by)
    page = client.get(url).content.decode()
    assert "finché non riprende non puoi mandarne un’altra" in page
    assert "Puoi mandarne una nuova" not in page
    done = client.post(url, follow=True).content.decode()
    assert "Domanda ritirata." in done
    assert "fino alla scadenza" not in done
    revoke_call(**orders(call, reason="Ricorso accolto"))
    signed_in(client, other.created_by)
    page = client.get(reverse("applications:withdraw", args=[other.code])).content.decode()
    assert "Adesso questa domanda non si può ritirare." in page
    with pytest.raises(Refused, match="Il bando è finito"):
        withdraw_application(application=other, by=other.created_by)

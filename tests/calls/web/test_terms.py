"""The office's pages of terms, its calendar feed, its parameters and days without terms."""

from __future__ import annotations

import re
from datetime import UTC, date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from manifattura.accounts.domain.roles import Role
from manifattura.calls.actions.start_term import start_term
from manifattura.calls.actions.suspend_term import suspend_term
from manifattura.calls.domain.clocks import ProofKind, TermKind, TermState
from manifattura.calls.models import Term, TermFeed
from manifattura.calls.web.office.parameter_words import WORDS
from manifattura.kernel.city_calendar import city_calendar
from manifattura.kernel.clock import now, today
from manifattura.kernel.models import ClosingDay, ParameterValue
from manifattura.kernel.parameters import legal_parameter, parameter_keys
from tests.factories.accounts import OfficeFactory, StaffFactory, signed_in
from tests.factories.calls import published_call

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
NBSP = "\u00a0"


@pytest.fixture
def office():
    return OfficeFactory()


@pytest.fixture
def head(office):
    return StaffFactory(role=Role.HEAD_OF_PROCEDURE, office=office)


@pytest.fixture
def administrator():
    return StaffFactory(role=Role.ADMINISTRATOR, office=None)


def a_term(office, number=1, **facts):
    given = {"kind": TermKind.REMEDY, "days": 10, "by": None, "label": f"Documenti mancanti {number}"}
    return start_term(office=office, subject_type="remedy_request", subject_id=number, **{**given, **facts})


def plain(answer):
    return answer.content.decode().replace(NBSP, " ")


def get(client, name, *args, query="", status=200):
    answer = client.get(reverse(f"calls:{name}", args=args) + query)
    assert answer.status_code == status
    return plain(answer) if status == 200 else ""


def test_the_list_says_how_near_every_end_is_in_few_statements(
    client, office, head, django_assert_max_num_queries
):
    signed_in(client, head)
    assert "Non c’è nessun termine aperto" in get(client, "office_terms")
    for number in range(12):
        a_term(office, number, starts_on=today() - (number % 3) * DAY, by=head)
    waiting = a_term(office, 50, notice_ref="m", by=head)
    stopped = a_term(office, 51, starts_on=today() - DAY, by=head)
    suspend_term(term=stopped, since=today(), reason="Preavviso", by=head)
    a_term(OfficeFactory(), 60, label="Di un altro ufficio")
    with django_assert_max_num_queries(22):
        page = get(client, "office_terms")
    assert page.count("Risposta a una richiesta di integrazione</a>") == 14
    assert "Di un altro ufficio" not in page
    assert page.count(f'<option value="{head.pk}"') == 1, "each officer once in the filter"
    for words in ("10 giorni dalla consegna", "si calcola alla ripresa", "In attesa", "Sospeso"):
        assert words in page
    only = get(client, "office_terms", query="?stato=waiting")
    assert waiting.label in only
    assert stopped.label not in only
    assert "Nessun termine con questi filtri" in get(client, "office_terms", query="?tipo=access")
    assert get(client, "office_terms", query="?stato=x&tipo=y&bando=z&persona=²").count("</a></th>") == 14


def test_the_table_to_take_away(client, office, head):
    signed_in(client, head)
    a_term(office, 1, starts_on=today(), by=head, proof=ProofKind.BY_HAND)
    answer = client.get(reverse("calls:office_terms_export"))
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    head_line, line = text.splitlines()
    assert head_line.split(";")[0] == "Termine"
    assert "Consegna a mano" in line
    assert today().isoformat() in line


def test_an_officer_records_a_delivery_and_the_page_explains_the_days(client, office):
    officer = StaffFactory(role=Role.CASE_OFFICER, office=office)
    signed_in(client, officer)
    term = a_term(office, notice_ref="m", by=officer)
    page = get(client, "office_term", term.pk)
    assert "Il termine non è ancora partito" in page
    assert "Sospendi" not in page
    url = reverse("calls:term_delivery", args=[term.pk])
    late = {"proof": "by_hand", "delivered_on": f"{today() + DAY:%d/%m/%Y}", "reference": "verbale 3"}
    answer = client.post(url, late)
    assert answer.status_code == 422
    assert "verbale 3" in answer.content.decode()
    answer = client.post(url, {**late, "delivered_on": f"{today():%d/%m/%Y}"}, follow=True)
    page = answer.content.decode()
    for words in ("Consegna registrata", "Consegna a mano, verbale 3", "Dura 10 giorni", "Scade"):
        assert words in page
    assert client.get(reverse("calls:term_suspend", args=[term.pk])).status_code == 403


def test_the_head_stops_a_term_and_lets_it_go_on(client, office, head):
    signed_in(client, head)
    term = a_term(office, starts_on=today() - 2 * DAY, by=head)
    url = reverse("calls:term_suspend", args=[term.pk])
    assert client.post(url, {"since": "", "reason": ""}).status_code == 422
    page = client.post(
        url, {"since": f"{today():%d/%m/%Y}", "reason": "Verifica"}, follow=True
    ).content.decode()
    assert "Verifica" in page
    assert "Il giorno si calcola quando la sospensione finisce." in page
    client.post(reverse("calls:term_resume", args=[term.pk]))
    term.refresh_from_db()
    assert term.state is TermState.RUNNING
    assert "non contati" in get(client, "office_term", term.pk)


def test_a_moved_end_says_why(client, office, head):
    signed_in(client, head)
    term = a_term(office, days=7, starts_on=date(2026, 11, 30), by=head)
    page = get(client, "office_term", term.pk)
    assert "festa del patrono" in page
    assert "festa nazionale" in page
    assert "9 dicembre 2026" in page


def test_other_offices_do_not_see_it(client, office):
    signed_in(client, StaffFactory(role=Role.HEAD_OF_PROCEDURE, office=OfficeFactory()))
    term = a_term(office, notice_ref="m")
    for name in ("office_term", "term_delivery", "term_suspend"):
        get(client, name, term.pk, status=404)
    get(client, "office_term", 10**6, status=404)


@pytest.mark.parametrize(
    ("page", "named"),
    [
        ("evaluation:review", "ABC234"),
        ("spaces:office_agreement", "ABC234"),
        ("records:access_office_detail", 7),
    ],
)
def test_only_who_may_open_what_it_is_about_finds_the_link(client, office, head, page, named):
    a_term(office, url_name=page, url_args=(named,))
    address = reverse(page, args=[named])
    signed_in(client, head)
    assert address in get(client, "office_terms")
    for role in (Role.EDITOR, Role.SECRETARY, Role.ADMINISTRATOR):
        signed_in(client, StaffFactory(role=role, office=office))
        assert address not in get(client, "office_terms")


def test_the_term_of_a_published_call_is_there(client):
    call = published_call()
    signed_in(client, call.head_of_procedure)
    page = get(client, "office_terms")
    assert "Conclusione del procedimento" in page
    assert call.title in page
    assert reverse("calls:office_detail", args=[call.pk]) in page
    assert "scadenza del bando" in get(client, "office_term", Term.objects.get().pk)


# ---------------------------------------------------------------- the calendar


def test_a_secret_calendar_is_made_read_and_revoked(client, office, head):
    call = published_call(office=office)
    a_term(office, starts_on=today(), by=head, application_code="AB12-CD34", call=call)
    a_term(office, 2, notice_ref="m", by=head)
    a_term(OfficeFactory(), 3, starts_on=today())
    signed_in(client, head)
    page = client.post(reverse("calls:term_feed_page"), {"do": "open"}).content.decode()
    address = re.search(r">https?://[^/]+(/calendario/termini/[^<]+)<", page).group(1)
    assert address.split("/")[-1].removesuffix(".ics") not in str(TermFeed.objects.values())
    client.logout()
    answer = client.get(address)
    assert answer["Content-Type"].startswith("text/calendar")
    assert "no-store" in answer["Cache-Control"]
    text = answer.content.decode()
    assert text.count("BEGIN:VEVENT") == 2, "this one and the deadline of the call, nothing of another office"
    assert f"· {call.title}" in text.replace("\r\n ", ""), "which call it is about"
    assert (
        f"DTSTART;VALUE=DATE:{Term.objects.get(subject_type='remedy_request', subject_id='1').due_on:%Y%m%d}"
        in text
    )
    assert "AB12-CD34" in text.replace("\r\n ", "")
    assert "SEQUENCE:1" in text
    stamp = re.search(r"DTSTAMP:(\d{8})T", text).group(1)
    assert stamp == f"{now().astimezone(UTC):%Y%m%d}", "when the file was made (RFC 5545, 3.8.7.2)"
    assert client.get("/calendario/termini/wrong.ics").status_code == 404
    signed_in(client, head)
    assert "Hai un indirizzo attivo" in get(client, "term_feed_page")
    client.post(reverse("calls:term_feed_page"), {"do": "open"})
    assert client.get(address).status_code == 404
    client.post(reverse("calls:term_feed_page"), {"do": "revoke"})
    assert not TermFeed.objects.filter(revoked_at=None).exists()


def test_who_leaves_the_office_takes_no_calendar_along(client, office, head):
    signed_in(client, head)
    page = client.post(reverse("calls:term_feed_page"), {"do": "open"}).content.decode()
    address = re.search(r">https?://[^/]+(/calendario/termini/[^<]+)<", page).group(1)
    head.roles.update(revoked_at=now())
    assert client.get(address).status_code == 404


# ---------------------------------------------------------------- parameters and days


def test_every_parameter_is_shown_with_its_mark(client, head):
    signed_in(client, head)
    page = get(client, "parameters")
    for words in ("Ricorso al tribunale amministrativo", "60 giorni", "Non verificato", "1/8 – 31/8", "16 €"):
        assert words in page
    assert "appeal.court_days</" not in page
    assert "Aggiungi un valore" not in get(client, "parameter", "appeal.court_days")
    assert client.post(reverse("calls:parameter", args=["appeal.court_days"]), {}).status_code == 403
    get(client, "parameter", "no.such", status=404)


def test_the_administrator_adds_a_dated_value(client, administrator):
    signed_in(client, administrator)
    url = reverse("calls:parameter", args=["appeal.court_days"])
    given = {
        "value": "45",
        "valid_from": "01/01/2027",
        "source": "Norma campione, art. 1",
        "act": "Verifica dell’ufficio legale",
        "verified": "on",
    }
    for wrong in (
        {"value": "quaranta"},
        {"value": "0"},
        {"value": "99999"},
        {"act": " "},
        {"valid_from": ""},
    ):
        assert client.post(url, {**given, **wrong}).status_code == 422
    page = plain(client.post(url, given, follow=True))
    assert "45 giorni" in page
    assert "Norma campione, art. 1" in page
    assert legal_parameter("appeal.court_days", date(2026, 12, 31)).count == 60
    assert legal_parameter("appeal.court_days", date(2027, 1, 1)).count == 45
    # a mistake is mended by one more value from the same day
    client.post(url, {**given, "value": "50"})
    assert legal_parameter("appeal.court_days", date(2027, 1, 1)).count == 50
    assert ParameterValue.objects.count() == 2
    season = reverse("calls:parameter", args=["appeal.suspension"])
    assert client.post(season, {**given, "value": "agosto"}).status_code == 422
    assert client.post(season, {**given, "value": "08-01/09-15"}).status_code == 302
    with pytest.raises(IntegrityError), transaction.atomic():
        ParameterValue.objects.update(value="1")


def test_a_closing_day_moves_the_ends_that_fall_on_it(client, administrator, office):
    signed_in(client, administrator)
    start = today()
    days = next(n for n in range(5, 40) if city_calendar().is_working(start + n * DAY))
    term = a_term(office, days=days, starts_on=start)
    given = {"on": f"{term.due_on:%d/%m/%Y}", "name": "Chiusura campione", "source": "Ordinanza campione"}
    url = reverse("calls:closing_days")
    assert client.post(url, {**given, "source": ""}).status_code == 422
    before = term.due_on
    page = plain(client.post(url, given, follow=True))
    assert "Chiusura campione" in page
    assert "1 termine aperto si sposta." in page
    term.refresh_from_db()
    assert term.due_on > before
    assert "chiusura: Chiusura campione" in get(client, "office_term", term.pk)
    # the same day twice
    assert client.post(url, given).status_code == 422
    assert term.moves == 2, "its calendars see a newer event"
    for day, why in (
        (start - DAY, "Questo giorno è passato"),
        (start.replace(year=start.year + 3, day=1), "controlla l’anno"),
    ):
        refused = client.post(url, {**given, "on": f"{day:%d/%m/%Y}"})
        assert refused.status_code == 422
        assert why in plain(refused)
    day = ClosingDay.objects.get()
    client.post(reverse("calls:closing_day_withdraw", args=[day.pk]), {"anno": before.year})
    term.refresh_from_db()
    assert term.due_on == before
    assert client.post(reverse("calls:closing_day_withdraw", args=[day.pk])).status_code == 302


def test_a_day_of_another_year_is_seen_and_can_go(client, administrator):
    far = today().replace(year=today().year + 30, day=1)
    day = ClosingDay.objects.create(
        on=far, name="Anno sbagliato", source="Ordinanza campione", recorded_by="x"
    )
    signed_in(client, administrator)
    tab = f"?anno={far.year}"
    assert tab in get(client, "closing_days"), "a year with a day of the office has its tab"
    assert "Anno sbagliato" in get(client, "closing_days", query=tab)
    client.post(reverse("calls:closing_day_withdraw", args=[day.pk]), {"anno": far.year})
    assert tab not in get(client, "closing_days")
    assert f"{today().year}" in get(client, "closing_days", query="?anno=1999")


def test_others_only_read_the_days(client, head):
    signed_in(client, head)
    page = get(client, "closing_days", query="?anno=2026")
    for words in ("festa del patrono", "lunedì dell’Angelo", "4 ottobre 2026"):
        assert words in page
    assert "Aggiungi" not in page
    assert "4 ottobre" not in get(client, "closing_days", query="?anno=2025")
    assert client.post(reverse("calls:closing_days"), {}).status_code == 403
    assert client.post(reverse("calls:closing_day_withdraw", args=[1])).status_code == 403


def test_every_parameter_of_the_city_has_words():
    assert not set(parameter_keys()) - set(WORDS)

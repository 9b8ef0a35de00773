"""The second half of the whole job: the office and the committee decide, the public reads the ranking and computes it
again, the firm reads its marks."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from manifattura.accounts.domain.roles import Role
from manifattura.applications.actions.record_samples import Sample, SampleFile, record_samples
from manifattura.applications.domain.states import ApplicationState
from manifattura.applications.models import Application
from manifattura.calls.actions.create_call import create_call
from manifattura.calls.models import Call
from manifattura.calls.queries.editions import current_edition
from manifattura.calls.queries.target_areas import edition_of_template
from manifattura.config.demo.calls import publish_in_the_past
from manifattura.kernel.clock import ROME, database_now
from tests.browser.journey import WIDE, Desk, score
from tests.factories.accounts import OfficeFactory, PersonFactory, StaffFactory
from tests.factories.applications import answers_for, pdf_bytes
from tests.factories.organisations import firm_of
from tests.factories.territory import load_city

pytestmark = pytest.mark.django_db(transaction=True)
DAY = timedelta(days=1)
COMMAND = Path(sys.executable).with_name("manifattura")


@pytest.fixture
def desk(desk_at) -> Desk:
    return desk_at(WIDE)


def test_from_the_deadline_to_the_ranking(desk, tmp_path):
    call, people = closed_call()
    firms = [application.created_by for application in received(call)]
    review(desk.staff(people["istruttoria"]), call)
    head = desk.staff(people["responsabile"])
    appoint(head, call, people)

    members = [desk.staff(people[key]) for key in ("presidente", "commissario1", "commissario2")]
    secretary = desk.staff(people["segreteria"])
    for member in (*members, secretary):
        declare(member, conflict_at=1 if member is members[2] else None)
    president, first, second = members
    open_the_sitting(secretary, president)
    score_all(first, ["0.8", "0.9"], "Un rigo che nessun altro deve vedere.")
    score_all(second, ["0.7"], "Motivo del secondo commissario.")
    nothing_of_the_others(president, "Un rigo che nessun altro deve vedere.")
    score_all(president, ["0.9", "0.8"], "Motivo del presidente.")
    close_the_sitting(president)
    keep_the_minutes(secretary)

    publish_rankings(head, call)
    read_and_compute_again(desk.visitor(), call, tmp_path)
    read_own_marks(desk.firm(firms[0]), call)


def closed_call():
    """A sample call whose deadline was yesterday, and everybody who works on it."""
    load_city()
    office = OfficeFactory(name="Ufficio campione")
    roles = {
        "istruttoria": Role.CASE_OFFICER,
        "istruttoria2": Role.CASE_OFFICER,
        "responsabile": Role.HEAD_OF_PROCEDURE,
        "segreteria": Role.SECRETARY,
    }
    people = {key: StaffFactory(role=role, office=office) for key, role in roles.items()}
    for key in ("presidente", "commissario1", "commissario2"):
        people[key] = StaffFactory(role=Role.COMMITTEE_MEMBER)
    template = edition_of_template("f1")
    now = database_now()
    times = replace(template.timetable, opens_at=now - 40 * DAY, deadline_at=now - DAY, observations_days=0)
    call = create_call(
        slug="botteghe-campione-2026",
        title="Botteghe campione 2026",
        office=office,
        head_of_procedure=people["responsabile"],
        by=people["istruttoria"],
        template=replace(template, timetable=times),
    )
    call.refresh_from_db()
    return publish_in_the_past(call, act_number="77/2026", people=people), people


def received(call: Call) -> list[Application]:
    """Three firms: the first claims a bonus, the last will not be admitted."""
    edition = current_edition(call)
    samples = []
    for number in range(3):
        person = PersonFactory()
        answers = {"women_led": number == 0, "under_35_led": False, "uses_fablab": False}
        samples.append(
            Sample(
                lead=firm_of(person),
                by=person,
                answers=answers_for(edition, **answers),
                received_at=edition.timetable.deadline_at - timedelta(hours=9 - number),
                files=(SampleFile("quotes", "preventivo.pdf", pdf_bytes(note=str(number))),),
            )
        )
    return record_samples(call=call, samples=samples)


def review(walker, call: Call) -> None:
    """The officer opens the review, admits two, does not admit one and says why."""
    page = walker.page
    walker.open("/ufficio/", "oggi-scaduto")
    walker.follow(call.title)
    walker.look("andamento-da-avviare")
    walker.press("Avvia l’istruttoria")
    walker.look("andamento-istruttoria")
    walker.open("/ufficio/domande/", "coda")
    for number, application in enumerate(
        Application.objects.filter(call=call).order_by("submission__arrival")
    ):
        walker.open("/ufficio/domande/")
        walker.follow(application.lead.name)
        page.get_by_label("Non ho conflitti").check()
        walker.press("Dichiara")
        walker.look(f"istruttoria-{number}")
        if number == 0:
            page.get_by_role("button", name=re.compile("^Conferma")).click()
        for choices in page.locator("#checks [role=radiogroup]").all():
            choices.locator("label").filter(has_text=re.compile("^Sì")).click()
        if number < 2:
            walker.press("Ammetti")
            walker.says("Domanda ammessa.")
            continue
        last = page.locator(".mm-check").last
        last.locator("label").filter(has_text=re.compile("^No$")).click()
        if not last.locator("textarea").is_visible():
            last.locator("summary").click()
        last.locator("textarea").fill("Manca la marca da bollo.")
        page.locator(".mm-reject summary").click()
        walker.look("istruttoria-non-ammettere")
        walker.press("Non ammettere")
        walker.says("Domanda non ammessa")
        walker.look("istruttoria-decisa")


def appoint(walker, call: Call, people) -> None:
    """The head closes the review, then appoints the committee with an act."""
    page = walker.page
    walker.open("/ufficio/", "oggi-responsabile")
    walker.follow(call.title)
    walker.look("andamento-da-chiudere")
    walker.press("Chiudi l’istruttoria")
    walker.look("andamento-chiusa")
    walker.follow("Commissione e sedute")
    page.get_by_label("Numero della determina di nomina").fill("80/2026")
    today = database_now().astimezone(ROME).date()
    page.locator("#id_act_on").fill(today.isoformat())
    page.locator("#id_declare_by").fill((today + 7 * DAY).isoformat())
    page.get_by_label("Presidente").select_option(label=people["presidente"].full_name)
    for key in ("commissario1", "commissario2"):
        page.get_by_label(people[key].full_name, exact=True).check()
    page.get_by_label("Segretario").select_option(label=people["segreteria"].full_name)
    walker.look("nomina")
    walker.press("Nomina la commissione")
    walker.look("commissione")


def declare(walker, *, conflict_at: int | None) -> None:
    page = walker.page
    walker.open("/commissione/", "commissione-da-accettare")
    walker.follow("Rispondi alla nomina")
    page.get_by_label("Accetto", exact=True).check()
    for answer in page.get_by_label("Lo dichiaro", exact=True).all():
        answer.check()
    walker.look("nomina-risposta")
    walker.press("Rispondi alla nomina")
    page.wait_for_url("**/commissione/")
    walker.open("/commissione/", "commissione-da-dichiarare")
    walker.follow("Rendi la dichiarazione")
    for at, row in enumerate(page.locator(".mm-conflicts > li").all()):
        if at == conflict_at:
            row.get_by_label("Ho un conflitto").check()
            row.get_by_label(re.compile("In che cosa consiste")).fill("Rapporto di lavoro fino al 2025.")
        else:
            row.get_by_label("Nessun conflitto").check()
    walker.look("conflitti")
    walker.press("Rendi la dichiarazione")
    walker.page.wait_for_url("**/commissione/")


def open_the_sitting(secretary, president) -> None:
    """The secretary convenes it; the president opens it with everybody there."""
    secretary.open("/commissione/", "commissione-segreteria")
    secretary.follow("Convoca la seduta")
    when = (database_now() + timedelta(minutes=10)).astimezone(ROME)
    secretary.page.locator("#id_starts_at").fill(when.strftime("%Y-%m-%dT%H:%M"))
    secretary.page.get_by_label("Luogo").fill("Sala campione")
    secretary.look("seduta-nuova")
    secretary.press("Convoca la seduta")
    secretary.says("La apre il presidente")
    secretary.look("seduta-convocata")
    president.open("/commissione/", "commissione-presidente")
    president.follow("Vai alla seduta")
    for tick in president.page.locator("[name=attended]").all():
        tick.check()
    president.look("seduta-da-aprire")
    president.press("Apri la seduta")
    president.says("A che punto sono le schede")


def keep_the_minutes(walker) -> None:
    """The secretary writes a statement and generates the minutes: their number, their digest, their file."""
    walker.open("/commissione/", "commissione-verbali")
    walker.page.get_by_role("link", name="Seduta 1", exact=True).last.click()
    walker.look("verbale-da-generare")
    walker.page.get_by_label("Dichiarazioni a verbale").fill("Il presidente ricorda le regole del bando.")
    walker.press("Genera il verbale")
    walker.says("Verbale n. 1")
    walker.look("verbale-generato")
    with walker.page.expect_download() as download:
        walker.page.get_by_role("link", name="Scarica il PDF").click()
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF-")


def score_all(walker, coefficients: list[str], reason: str) -> None:
    """Every sheet of this member, one after the other."""
    walker.open("/commissione/", "commissione-schede")
    while walker.page.get_by_role("link", name="Prossima scheda").count():
        walker.follow("Prossima scheda")
        score(walker, coefficients, reason)
        walker.open("/commissione/")
    walker.says("Hai completato tutte le schede")


def nothing_of_the_others(walker, secret: str) -> None:
    """No page of this member holds what another wrote."""
    page = walker.page
    walker.open("/commissione/")
    sheets = [link.get_attribute("href") for link in page.locator("table a[href*=schede]").all()]
    assert len(sheets) == 2
    for address in (*sheets, *[f"{sheet}domanda/" for sheet in sheets]):
        page.goto(address)
        assert secret not in page.content()
    page.goto("/commissione/")
    walker.follow("Andamento della seduta")
    walker.look("seduta-aperta")
    assert secret not in page.content()


def close_the_sitting(walker) -> None:
    walker.open("/commissione/")
    walker.follow("Vai alla chiusura della seduta")
    walker.press("Chiudi la seduta")
    walker.says("i punteggi sono definitivi")
    walker.look("seduta-chiusa")


def publish_rankings(walker, call: Call) -> None:
    """Provisional, then final with the act."""
    page = walker.page
    walker.open("/ufficio/")
    walker.follow(call.title)
    walker.look("andamento-valutata")
    walker.follow("Calcolo e pubblicazione")
    walker.look("graduatoria-anteprima")
    walker.press("Pubblica la provvisoria")
    walker.says("Graduatoria pubblicata")
    page.get_by_label("Numero della determina").fill("91/2026")
    page.locator("#id_f-act_on").fill(database_now().astimezone(ROME).date().isoformat())
    walker.look("graduatoria-definitiva")
    page.get_by_label("Numero della determina").press("Enter")
    walker.says("Graduatoria pubblicata")
    walker.look("graduatoria-pubblicata")


def read_and_compute_again(walker, call: Call, folder: Path) -> None:
    """The public reads the table, takes every file, and gets the same result from the command line."""
    page = walker.page
    walker.open("/")
    walker.follow(call.title)
    walker.look("graduatoria-pubblica")
    expect(page.get_by_role("heading", name="Graduatoria definitiva")).to_be_visible()
    table_of = page.locator("section[aria-labelledby=domande] .mm-ranking tbody tr[id]")
    expect(table_of).to_have_count(3)
    refused = Application.objects.get(call=call, state=ApplicationState.NOT_ADMITTED).lead.name
    assert refused not in page.content(), "who is not admitted is published by number only"
    assert page.locator("meta[name=robots]").get_attribute("content") == "noindex"
    table = walker.download("Scarica la tabella", folder)
    assert len(table.read_text(encoding="utf-8-sig").strip().splitlines()) == 4
    minutes = walker.download("Verbale", folder)
    assert minutes.read_bytes().startswith(b"%PDF")
    file = walker.download("File di calcolo", folder)
    replayed = subprocess.run(
        [COMMAND, "ranking", "replay", file], capture_output=True, text=True, timeout=20, check=True
    )
    published = page.request.get(f"/bandi/{call.slug}/graduatoria/risultato.json")
    assert json.loads(replayed.stdout) == published.json()


def read_own_marks(walker, call: Call) -> None:
    """The applicant reads every coefficient with its reason."""
    walker.open("/area-personale/", "area-dopo")
    walker.follow(call.title)
    walker.says("Motivo del presidente.")
    walker.says("Un rigo che nessun altro deve vedere.")
    walker.look("domanda-esito")

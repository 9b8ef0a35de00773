"""Every page of people, firms and the audit trail: on a desk and on a phone, nothing for axe to say."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core import mail
from playwright.sync_api import Page, expect

from manifattura.accounts.actions.invite_staff import invite_staff
from manifattura.accounts.actions.notify_person import notify_person
from manifattura.accounts.domain.roles import Role
from manifattura.accounts.models import DemoMail, RoleAssignment
from manifattura.kernel.models import AuditEntry
from manifattura.organisations.actions.edit_organisation import edit_organisation
from manifattura.organisations.actions.form_grouping import form_grouping, invite_member
from manifattura.organisations.actions.invite_colleague import invite_colleague
from manifattura.organisations.actions.request_mandate import request_mandate
from manifattura.organisations.domain.kinds import MandateKind
from tests.factories.accounts import OfficeFactory, PersonFactory, StaffFactory, signed_in
from tests.factories.organisations import OrganisationFactory, firm_of

pytestmark = pytest.mark.django_db(transaction=True)


class Walker:
    """Opens pages one after the other and looks at each."""

    def __init__(self, page: Page, check: Any, site: str) -> None:
        self.page, self.check, self.site = page, check, site

    def become(self, client: Any, person: Any) -> None:
        cookie = signed_in(client, person).cookies["manifattura_session"]
        self.page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": self.site}])

    def look(self, path: str, name: str, status: int = 200) -> None:
        answer = self.page.goto(path)
        assert answer is not None
        assert answer.status == status, path
        self.keep(name)

    def keep(self, name: str) -> None:
        self.check(self.page, name)


@pytest.fixture
def walker(new_person, without_violations, site) -> Walker:
    return Walker(new_person(), without_violations, site)


def test_pages_of_a_visitor(walker, settings):
    for path, name in (
        ("/accedi/", "accedi"),
        ("/registrati/", "registrati"),
        ("/password/", "password"),
        ("/password/inviata/", "password-inviata"),
        ("/password/nuova/1-x/", "password-link-scaduto"),
        ("/registrati/conferma/", "conferma"),
        ("/en/accedi/", "sign-in"),
    ):
        walker.look(path, name)
    walker.page.goto("/registrati/")
    walker.page.get_by_role("button", name="Registrati").click()
    walker.keep("registrati-errori")
    walker.look("/invito/sbagliato/", "invito-sbagliato", status=404)
    invitation = invite_staff(
        email="nuova@example.org",
        full_name="Persona nuova",
        role=Role.CASE_OFFICER,
        office=OfficeFactory(),
        by=None,
    )
    walker.look(f"/invito/{invitation.token}/", "invito")
    settings.DEMO = True
    DemoMail.objects.create(
        recipients="impresa@example.org", sender="sito@example.org", subject="Ricevuta", body="Testo."
    )
    walker.look("/demo/", "demo")
    walker.look("/demo/posta/", "posta")
    walker.look(f"/demo/posta/{DemoMail.objects.get().pk}/", "messaggio")


def test_pages_of_a_person_with_firms(walker, client):
    person, colleague, stranger = PersonFactory.create_batch(3)
    firm, other = firm_of(person), firm_of(stranger)
    edit_organisation(organisation=firm, facts={"pec": "firma@example.org"}, by=person)
    invite_colleague(organisation=firm, email=colleague.email, kind=MandateKind.DELEGATE, by=person)
    asked = request_mandate(organisation=firm, kind=MandateKind.LEGAL_REP, declared=True, by=stranger)
    grouping = form_grouping(name="Rete campione", lead=firm, by=person)
    invite_member(grouping=grouping, fiscal_code=other.fiscal_code, by=person)
    notice = notify_person(person=person, kind="test", subject="Una notizia", body="Testo.", url="/imprese/")
    walker.become(client, person)
    for path, name in (
        ("/imprese/", "imprese"),
        ("/imprese/nuova/", "imprese-nuova"),
        ("/imprese/nuova/impresa/", "imprese-nuova-impresa"),
        ("/imprese/nuova/da-costituire/", "imprese-nuova-da-costituire"),
        ("/imprese/nuova/raggruppamento/", "imprese-nuova-raggruppamento"),
        (f"/imprese/{firm.pk}/", "impresa"),
        (f"/imprese/{firm.pk}/dati/", "impresa-dati"),
        (f"/imprese/{firm.pk}/dimensione/", "impresa-dimensione"),
        (f"/imprese/{firm.pk}/attivita/?q=mobili", "impresa-attivita"),
        (f"/imprese/{firm.pk}/sedi/nuova/", "impresa-sede"),
        (f"/imprese/{firm.pk}/sedi/{firm.seats.get().pk}/", "impresa-sede-modifica"),
        (f"/imprese/{firm.pk}/persone/", "impresa-persone"),
        (f"/imprese/{firm.pk}/persone/{asked.pk}/", "impresa-richiesta"),
        (f"/imprese/{other.pk}/richiesta/", "impresa-chiedi"),
        (f"/imprese/{grouping.pk}/", "raggruppamento"),
        (f"/imprese/{grouping.pk}/componenti/", "raggruppamento-componenti"),
        ("/profilo/", "profilo"),
        ("/profilo/password/", "profilo-password"),
        ("/avvisi/", "avvisi"),
        (f"/avvisi/{notice.pk}/", "avviso"),
    ):
        walker.look(path, name)
    walker.page.goto("/imprese/nuova/impresa/")
    walker.page.get_by_label("Nome o ragione sociale").fill("Prova")
    walker.page.get_by_label("Codice fiscale").fill(other.fiscal_code)
    walker.page.get_by_role("button", name="Registra").click()
    walker.keep("imprese-nuova-errori")
    walker.page.goto(f"/imprese/{firm.pk}/attivita/")
    walker.page.get_by_role("searchbox").fill("gioielli")
    expect(walker.page.get_by_text("32.12").first).to_be_visible()


def test_pages_of_the_office(walker, client):
    administrator = StaffFactory(role=Role.ADMINISTRATOR)
    office = OfficeFactory(name="Ufficio campione bandi")
    officer = StaffFactory(role=Role.CASE_OFFICER, office=office)
    invite_staff(
        email="nuova@example.org",
        full_name="Persona nuova",
        role=Role.SECRETARY,
        office=office,
        by=administrator,
    )
    firm = firm_of(PersonFactory())
    orphan = OrganisationFactory()
    claim = request_mandate(
        organisation=orphan, kind=MandateKind.LEGAL_REP, declared=True, by=PersonFactory()
    )
    edit_organisation(organisation=firm, facts={"pec": "firma@example.org"}, by=firm.mandates.get().person)
    walker.become(client, administrator)
    for path, name in (
        ("/ufficio/persone/", "ufficio-persone"),
        ("/ufficio/persone/invita/", "ufficio-invita"),
        (f"/ufficio/persone/ruoli/{RoleAssignment.objects.get(person=officer).pk}/togli/", "ufficio-togli"),
        ("/ufficio/uffici/", "ufficio-uffici"),
        (f"/ufficio/uffici/{office.pk}/", "ufficio-ufficio"),
        ("/ufficio/registro/", "ufficio-registro"),
        (
            f"/ufficio/registro/{AuditEntry.objects.filter(verb='organisation_changed').get().pk}/",
            "ufficio-atto",
        ),
        ("/ufficio/imprese/", "ufficio-imprese"),
        (f"/ufficio/imprese/{firm.pk}/", "ufficio-impresa"),
        ("/ufficio/imprese/richieste/", "ufficio-richieste"),
        (f"/ufficio/imprese/richieste/{claim.pk}/", "ufficio-richiesta"),
        (f"/ufficio/imprese/incarichi/{firm.mandates.get().pk}/", "ufficio-incarico"),
    ):
        walker.look(path, name)


def test_a_new_person_registers_and_confirms_the_address(new_person, site):
    page = new_person()
    page.goto("/registrati/")
    page.get_by_label("Nome e cognome").fill("Persona campione nuova")
    page.get_by_label("Indirizzo e-mail").fill("nuova@example.org")
    page.get_by_label("Password", exact=True).fill("quattro parole in fila")
    page.get_by_label("Ripeti la password").fill("quattro parole in fila")
    page.get_by_role("button", name="Registrati").click()
    expect(page.get_by_role("heading", name="Conferma il tuo indirizzo")).to_be_visible()
    link = next(word for word in mail.outbox[0].body.split() if word.startswith("http"))
    page.goto(link)
    page.get_by_role("button", name="Confermo").click()
    page.get_by_label("Indirizzo e-mail").fill("nuova@example.org")
    page.get_by_label("Password").fill("quattro parole in fila")
    page.get_by_role("button", name="Accedi").click()
    expect(page).not_to_have_url(re.compile("/accedi/$"))
    page.goto("/imprese/")
    expect(page.get_by_role("heading", name="Non agisci ancora per nessuna impresa")).to_be_visible()


def test_staff_must_set_up_the_second_factor_first(new_person, client, site, without_violations):
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

    page = new_person()
    officer = StaffFactory(role=Role.ADMINISTRATOR)
    officer.account.authenticator_set.all().delete()
    page.goto("/accedi/")
    page.get_by_label("Indirizzo e-mail").fill(officer.email)
    page.get_by_label("Password").fill("una frase lunga 2026")
    page.get_by_role("button", name="Accedi").click()
    expect(page).not_to_have_url(re.compile("/accedi/$"))
    page.goto("/ufficio/registro/")
    expect(page.get_by_role("heading", name="Attiva il secondo fattore")).to_be_visible()
    without_violations(page, "secondo-fattore")
    secret = page.locator(".mm-key").inner_text()
    code = format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))
    page.get_by_label("Codice dell’app").fill(code)
    page.get_by_role("button", name="Attiva").click()
    expect(page.get_by_role("heading", name="Codici di recupero")).to_be_visible()
    without_violations(page, "codici")
    page.goto("/ufficio/registro/")
    expect(page.get_by_role("heading", name="Registro degli atti")).to_be_visible()

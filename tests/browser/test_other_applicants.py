"""Who is not a single firm applies too: a self-employed person, a firm still to be constituted, a grouping of two."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from manifattura.applications.actions.register_submissions import register_submissions
from manifattura.applications.models import Application
from manifattura.calls.domain.templates.catalogue import TEMPLATES
from manifattura.calls.queries.editions import current_edition
from manifattura.organisations.domain.kinds import ParticipantKind
from tests.browser.journey import NARROW, WIDE, Walker, declare_all, fill_step, upload
from tests.factories.accounts import PersonFactory
from tests.factories.calls import published_call
from tests.factories.organisations import GroupingFactory, firm_of
from tests.factories.territory import load_city

pytestmark = pytest.mark.django_db(transaction=True)


def of_kind(kind: ParticipantKind):
    """A participant registered by the person who acts for it, and whoever else must declare."""
    person, other = PersonFactory(), PersonFactory()
    if kind is ParticipantKind.GROUPING:
        lead = GroupingFactory(members=[firm_of(person), firm_of(other)])
        return lead, person, [other]
    firm = firm_of(person)
    firm.kind = kind
    if kind is ParticipantKind.FIRM_TO_BE:
        firm.fiscal_code, firm.vat_number, firm.legal_form, firm.size_class = None, "", "", ""
    firm.save()
    return firm, person, []


@pytest.mark.parametrize(
    ("kind", "template", "size"),
    [
        (ParticipantKind.SELF_EMPLOYED, "m2", NARROW),
        (ParticipantKind.FIRM_TO_BE, "m1", WIDE),
        (ParticipantKind.GROUPING, "m1", WIDE),
    ],
    ids=["self-employed", "firm-to-be", "grouping"],
)
def test_it_gets_to_its_receipt(kind, template, size, desk_at):
    load_city()
    call = published_call(template=TEMPLATES[template].edition)
    lead, person, others = of_kind(kind)
    desk = desk_at(size)

    walker = desk.firm(person)
    start(walker, call, lead)
    fill_every_step(walker)
    application = Application.objects.get()
    for other in others:
        declare_for_its_own_firm(desk.firm(other), application)
        walker.page.reload()
    walker.look(f"riepilogo-{kind.value}")
    walker.page.get_by_label("Ho riletto la domanda").check()
    walker.press("Invia la domanda")
    walker.page.wait_for_url(re.compile("/ricevuta/"))
    register_submissions(announce=False)
    walker.page.reload()
    walker.says("0000001/")
    walker.says(lead.name)
    walker.look(f"ricevuta-{kind.value}")


def start(walker: Walker, call, lead) -> None:
    """The requirements first, then for whom."""
    page = walker.page
    walker.open(f"/bandi/{call.slug}/verifica-requisiti/")
    for question in current_edition(call).eligibility:
        page.locator(f"#id_q-{question.key}_{'yes' if question.expected else 'no'}").check()
    walker.press("Verifica")
    walker.follow("Inizia la domanda")
    choice = page.get_by_label(re.compile(re.escape(lead.name)))
    if choice.count():
        choice.first.check()
    walker.look(f"inizia-{lead.kind}")
    walker.press("Inizia la domanda")


def fill_every_step(walker: Walker) -> None:
    """Whatever the call asks, step by step, up to the summary."""
    page = walker.page
    page.wait_for_url(re.compile("/passo/"))
    for _ in range(12):
        if "/riepilogo/" in page.url:
            return
        here = page.url
        for block in page.locator("[data-field][data-kind=file]").all():
            if block.is_visible():
                key = block.get_attribute("data-field")
                upload(page, str(key), f"{key}.pdf")
                expect(page.get_by_role("link", name=f"{key}.pdf")).to_be_visible()
        fill_step(page)
        declare_all(page)
        walker.press("Continua")
        page.wait_for_url(lambda url, here=here: url != here)
    raise AssertionError("the form has no end")


def declare_for_its_own_firm(walker: Walker, application: Application) -> None:
    """The other member says for itself what only it can say."""
    walker.open("/area-personale/")
    walker.open(f"/domande/{application.code}/passo/dichiarazioni/", "dichiarazioni-di-un-membro")
    declare_all(walker.page)
    walker.press("Continua")
    walker.page.wait_for_url(re.compile("/riepilogo/"))

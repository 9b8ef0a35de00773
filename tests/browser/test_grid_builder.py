"""An officer says in the browser how a criterion gives its points: bands that overlap are told, then mended, then read by all."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from manifattura.accounts.domain.roles import Role
from manifattura.calls.actions.draft_items import ItemKind, items_of
from manifattura.calls.actions.save_item import save_item
from tests.browser.journey import NARROW
from tests.factories.accounts import StaffFactory
from tests.factories.calls import draft_call

pytestmark = pytest.mark.django_db(transaction=True)
DAY = timedelta(days=1)


def test_bands_with_stated_edges(desk_at):
    call = draft_call(opens_in=5 * DAY, ends_in=60 * DAY)
    officer = StaffFactory(role=Role.CASE_OFFICER, office=call.office)
    values = {
        "section": items_of(call.pk, ItemKind.SECTION).first(),
        "type": "number",
        "label": "Addetti",
        "required": False,
    }
    save_item(call=call, kind=ItemKind.FIELD, values=values, by=officer, key="staff")
    criterion = items_of(call.pk, ItemKind.CRITERION).first()

    desk = desk_at(NARROW).staff(officer)
    desk.open(f"/ufficio/bandi/{call.pk}/modifica/griglia/", "griglia")
    page = desk.page
    page.locator(f"#criterio-{criterion.pk}").get_by_role("link", name="Come dà i punti").click()
    desk.look("modo")
    desk.follow("Fasce")
    page.get_by_label("Che cosa si misura").select_option("Addetti")
    most = f"{criterion.max:f}".replace(".", ",")
    for at, (low, high, points) in enumerate((("", "10", "1"), ("10", "30", "2"), ("30", "", most))):
        page.locator(f"[name=rows-{at}-low]").fill(low)
        page.locator(f"[name=rows-{at}-high]").fill(high)
        page.locator(f"[name=rows-{at}-points]").fill(points)
    page.locator("[name=rows-0-high_in]").check()
    desk.look("fasce")
    desk.press("Salva")
    expect(page.locator("main")).to_contain_text("si sovrappongono")

    page.locator(f"#criterio-{criterion.pk}").get_by_role("link", name="Come dà i punti").click()
    page.locator("[name=rows-0-high_in]").uncheck()
    desk.press("Salva")
    expect(page.locator("main")).not_to_contain_text("si sovrappongono")
    desk.open(f"/ufficio/bandi/{call.pk}/anteprima/pagina/", "pagina-del-bando")
    expect(page.locator("main")).to_contain_text("da 10 a meno di 30")

"""The design system in a browser: no violation at both widths, and the live niceties do what they say."""

import re

import pytest
from playwright.sync_api import expect

PAGES = ["/ui/", "/ui/moduli/", "/ui/ufficio/", "/ui/disegni/", "/en/ui/moduli/", "/ui/nessuna-pagina/"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("path", PAGES)
def test_every_component_is_accessible(new_person, without_violations, path):
    page = new_person()
    page.goto(path)
    without_violations(page)


@pytest.mark.django_db(transaction=True)
def test_totals_and_aid_follow_the_expenses(new_person):
    page = new_person()
    page.goto("/ui/moduli/")
    amounts = page.locator("[data-expense-amount]")
    amounts.nth(2).fill("1.000,5")
    amounts.nth(2).blur()
    expect(amounts.nth(2)).to_have_value("1.000,50")
    expect(page.locator("#id_spese_total")).to_have_text(re.compile(r"90\.000,50"))
    expect(page.locator("[data-aid]")).to_have_text(re.compile(r"67\.500,37"))
    page.locator("[data-expense-remove]").first.click()
    expect(page.locator("#id_spese_total")).to_have_text(re.compile(r"32\.000,50"))


@pytest.mark.django_db(transaction=True)
def test_errors_take_the_focus(new_person):
    page = new_person()
    page.goto("/ui/moduli/")
    expect(page.locator("[data-focus]")).to_be_focused()
    expect(page).to_have_title(re.compile(r"^Errore: "))


@pytest.mark.django_db(transaction=True)
def test_scores_shortcut_and_selection(new_person):
    page = new_person()
    page.goto("/ui/ufficio/")
    page.keyboard.press("Control+k")
    expect(page.locator("#vai")).to_be_focused()
    page.locator("[data-criterion-number]").nth(1).press_sequentially("0,5")
    expect(page.locator("[data-criterion-points]").nth(1)).to_have_text("7,50")
    expect(page.locator("[data-sheet-total]")).to_have_text("29,00")
    page.locator("input[data-all]").check()
    expect(page.locator("[data-selected]")).to_have_text("5 righe scelte")


@pytest.mark.django_db(transaction=True)
def test_reading_needs_no_script(browser, site):
    context = browser.new_context(
        base_url=site, viewport={"width": 390, "height": 844}, java_script_enabled=False
    )
    page = context.new_page()
    page.goto("/ui/")
    page.locator("details.mm-menu summary").click()
    expect(page.locator(".mm-menu__panel")).to_be_visible()
    expect(page.get_by_role("table").first).to_be_visible()
    context.close()

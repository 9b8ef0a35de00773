"""What a walk through the whole job needs: people who sign in, pages that are looked at, forms that are filled in."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import encrypt
from playwright.sync_api import Locator, Page

from manifattura.accounts.models import Person
from tests.factories.accounts import PASSWORD
from tests.factories.applications import pdf_bytes

SECRET = "A" * 32
# a click returns before the next page is there: what is read too early is read from the old one
SENDS_A_FORM = """(button) => button.type === "submit" && !!button.form && !button.closest("[hx-post], [hx-get]")
  && button.formTarget !== "_blank" && (button.form.noValidate || button.form.checkValidity())"""
WIDE = {"width": 1440, "height": 900}
NARROW = {"width": 390, "height": 844}


class Walker:
    """One person at one browser: every page opened is looked at, by axe and for its width."""

    def __init__(self, page: Page, check: Callable[..., None]) -> None:
        self.page, self.check = page, check

    def open(self, path: str, name: str = "") -> None:
        """Go to an address; with a name, look at the page."""
        answer = self.page.goto(path)
        assert answer is not None
        assert answer.status == 200, f"{path}: {answer.status}"
        if name:
            self.look(name)

    def look(self, name: str) -> None:
        """Nothing for axe to say, nothing wider than the screen, on a desk and on a phone."""
        self.page.wait_for_load_state()
        self.check(self.page, name)

    def focus_shows(self) -> None:
        """The element reached with the keyboard is marked for the eyes."""
        self.page.keyboard.press("Tab")
        style = self.page.evaluate(
            "(({ outlineStyle, boxShadow }) => [outlineStyle, boxShadow])(getComputedStyle(document.activeElement))"
        )
        assert style != ["none", "none"], "the focus is not visible"

    def press(self, name: str, *, within: Locator | None = None) -> None:
        """Press the button with exactly this name, and be on the next page if it leads to one."""
        button = (within or self.page).get_by_role("button", name=name, exact=True).first
        if button.evaluate(SENDS_A_FORM):
            with self.page.expect_navigation():
                button.click()
        else:
            button.click()

    def follow(self, name: str, *, within: Locator | None = None) -> None:
        """Follow the first link with this name, to the page it leads to."""
        with self.page.expect_navigation():
            (within or self.page).get_by_role("link", name=name).first.click()

    def says(self, text: str) -> None:
        """The page shows these words."""
        self.page.get_by_text(text).first.wait_for()

    def sign_in(self, email: str, password: str = PASSWORD, *, staff: bool = False) -> None:
        """E-mail and password, sent with Enter; staff give the code of their second factor too."""
        self.page.goto("/accedi/")
        self.page.get_by_label("Indirizzo e-mail").fill(email)
        self.page.get_by_label("Password").fill(password)
        self.page.keyboard.press("Enter")
        if staff:
            code = self.page.get_by_label(re.compile("Codice"))
            code.fill(format_hotp_value(hotp_value(SECRET, int(time.time()) // 30)))
            self.page.keyboard.press("Enter")
        self.page.wait_for_url(lambda url: "/accedi/" not in url)

    def download(self, name: str, folder: Path) -> Path:
        """Follow a link that downloads, keep the file."""
        with self.page.expect_download() as waiting:
            self.page.get_by_role("link", name=name).first.click()
        target = folder / waiting.value.suggested_filename
        waiting.value.save_as(target)
        return target


class Desk:
    """Opens a walker per person, each in a browser of its own."""

    def __init__(self, new_person: Callable[..., Page], check: Callable[..., None], size: dict[str, int]):
        self.new_person, self.check, self.size = new_person, check, size

    def visitor(self) -> Walker:
        return Walker(self.new_person(self.size), self.check)

    def staff(self, person: Person) -> Walker:
        Authenticator.objects.filter(user=person.account).update(data={"secret": encrypt(SECRET)})
        walker = self.visitor()
        walker.sign_in(person.email, staff=True)
        return walker

    def firm(self, person: Person) -> Walker:
        walker = self.visitor()
        walker.sign_in(person.email)
        return walker


# ------------------------------------------------------------------ the application form


ANSWERS = {
    "project_title": "Arredi smontabili per case piccole",
    "lab_name": "Laboratorio campione",
    "lab_registration": "ELENCO-12",
    "new_jobs": "2",
    "duration_months": "10",
    "workers": "4",
    "de_minimis_received": "0",
    "women_led": "no",
    "under_35_led": "sì",
    "uses_fablab": "no",
    "seat_status": "open",
}
YES_NO = {"sì": "yes", "no": "no"}
STORY = "Costruiamo arredi che si montano senza colla: un pantografo taglia i pezzi, il quartiere li ripara."


def fill_step(page: Page) -> None:
    """Answer every question that is shown, those that appear on the way included."""
    blocks = page.locator("[data-field]")
    for at in range(blocks.count()):
        block = blocks.nth(at)
        if not block.is_visible():
            continue
        kind = block.get_attribute("data-kind") or ""
        key = block.get_attribute("data-field") or ""
        if kind not in ("file", "declaration"):
            FILLERS[kind](block, key)


def _write(block: Locator, key: str) -> None:
    block.locator("input, textarea").first.fill(ANSWERS.get(key, STORY)[:120])


def _number(block: Locator, key: str) -> None:
    block.locator("input").first.fill(ANSWERS.get(key, "24"))


def _yes_no(block: Locator, key: str) -> None:
    block.locator(f"input[value={YES_NO[ANSWERS.get(key, 'no')]}]").check()


def _choice(block: Locator, key: str) -> None:
    block.locator(f"input[value={ANSWERS[key]}]").check()


def _choices(block: Locator, key: str) -> None:
    for box in block.locator("input[type=checkbox]").all():
        if box.is_enabled():
            box.check()


def _seat(block: Locator, key: str) -> None:
    block.get_by_label("Via e numero civico").fill("Via di prova 1")
    block.get_by_label("CAP").fill("20157")
    block.get_by_label("Quartiere (NIL)").select_option("77")
    block.get_by_label("Municipio").select_option("8")


def _expenses(block: Locator, key: str) -> None:
    for row, (text, amount) in enumerate(
        (("Pantografo a controllo numerico", "32.000,00"), ("Opere", "8.000,00"))
    ):
        if block.get_by_label(f"Voce {row + 1}", exact=True).count() == 0:
            block.get_by_role("button", name="Aggiungi una voce").click()
        block.get_by_label(f"Voce {row + 1}", exact=True).fill(text)
        block.get_by_label(f"Categoria {row + 1}", exact=True).select_option(index=row + 1)
        block.get_by_label(f"Importo {row + 1}", exact=True).fill(amount)


def _stamp(block: Locator, key: str) -> None:
    block.locator("input[value=exempt]").check()
    block.locator("input[value=ets]").check()


FILLERS: dict[str, Callable[[Locator, str], None]] = {
    "text": _write,
    "long_text": _write,
    "number": _number,
    "money": _number,
    "date": _write,
    "yes_no": _yes_no,
    "choice": _choice,
    "choices": _choices,
    "seat": _seat,
    "expenses": _expenses,
    "stamp_duty": _stamp,
}


def upload(page: Page, field: str, name: str, content: bytes | None = None) -> None:
    """Choose a file for a question; without content, a good PDF."""
    page.locator(f"#id_{field}").set_input_files(
        {"name": name, "mimeType": "application/pdf", "buffer": content or pdf_bytes(note=name)}
    )


def declare_all(page: Page) -> None:
    """Tick every declaration, one by one."""
    for box in page.get_by_role("checkbox", name=re.compile("Lo dichiaro")).all():
        if box.is_enabled():
            box.check()


# ------------------------------------------------------------------ the committee


def score(walker: Walker, coefficients: list[str], reason: str) -> None:
    """A coefficient and a reason for every criterion of the sheet that is open, then complete it."""
    page = walker.page
    for at, box in enumerate(page.locator("#sheet [data-criterion-number]").all()):
        box.fill(coefficients[at % len(coefficients)])
    for box in page.locator("#sheet textarea").all():
        box.fill(reason)
    walker.look("scheda")
    walker.press("Completa la scheda")
    walker.says("Scheda completa.")

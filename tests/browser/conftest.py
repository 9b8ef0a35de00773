"""Browser tests: the system's Chromium, a live server on 127.0.0.1, axe on every page that asks for it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page
from playwright.sync_api import Error as PlaywrightError

from tests.browser.journey import NARROW, WIDE, Desk
from tools.chromium import find_chromium

AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# long, because every processor is at work on other tests meanwhile
PATIENCE_MS = 30_000
# `SHOTS=folder` keeps a picture of every page that a walk looks at
SHOTS = os.environ.get("SHOTS", "")
OPEN_PAGES = pytest.StashKey[list[Page]]()

# Playwright keeps an event loop in this thread until the run ends, and Django would refuse its ORM beside it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    found = find_chromium()
    if not found:
        pytest.fail("The browser tests need Chromium: run make test, or install the package chromium.")
    return {"executable_path": found, "args": CHROMIUM_ARGUMENTS}


@pytest.fixture
def site(live_server: Any) -> str:
    """The address of the running site."""
    return live_server.url


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """A failure is told with what every open browser shows: without it, "not found in 30 s" explains nothing."""
    report = yield
    if report.when == "call" and report.failed:
        for page in item.stash.get(OPEN_PAGES, []):
            report.sections.append((f"browser at {page.url}", _text_of(page)))
    return report


def _text_of(page: Page) -> str:
    try:
        return page.locator("body").inner_text(timeout=2_000)[:3_000]
    except PlaywrightError as error:
        return f"no answer: {error}"


@pytest.fixture
def new_person(browser: Browser, site: str, request: pytest.FixtureRequest) -> Iterator[Callable[..., Page]]:
    """`new_person(viewport)` opens a browser of its own (cookies apart); its scripts must raise no error."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_page(size: dict[str, int] = WIDE, **options: Any) -> Page:
        context = browser.new_context(base_url=site, viewport=size, locale="it-IT", **options)
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        page = context.new_page()
        request.node.stash.setdefault(OPEN_PAGES, []).append(page)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: _note_complaint(message, complaints))
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == [], "the browser complained"


@pytest.fixture
def desk_at(
    new_person: Callable[..., Page], without_violations: Callable[..., None]
) -> Callable[[dict[str, int]], Desk]:
    """`desk_at(NARROW)`: everybody at a screen of that size; their pages are measured at both sizes all the same."""
    return lambda size: Desk(new_person, without_violations, size)


@pytest.fixture
def without_violations() -> Callable[..., None]:
    """`without_violations(page)`: axe finds nothing against WCAG 2.2 A and AA, and nothing is cut, on a desk and on a phone."""

    def check(page: Page, name: str = "") -> None:
        own = page.viewport_size or WIDE
        page.evaluate(AXE.read_text(encoding="utf-8"))
        for size in (own, NARROW if own == WIDE else WIDE):
            page.set_viewport_size(size)
            if SHOTS and name:
                page.screenshot(path=str(Path(SHOTS) / f"{name}-{size['width']}.png"), full_page=True)
            violations = page.evaluate(
                """async () => {
                  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
                  const result = await axe.run(document, { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] });
                  return result.violations.map((one) => `${one.id}: ${one.help} — ` +
                    one.nodes.slice(0, 3).map((node) => node.target.join(" ")).join(" | "));
                }"""
            )
            assert violations == [], f"{page.url} at {size['width']} px: " + "; ".join(violations)
            width = page.evaluate("document.documentElement.scrollWidth")
            assert width <= size["width"], f"{page.url} is wider than {size['width']} px: {width}"
        page.set_viewport_size(own)

    return check


def _note_complaint(message: ConsoleMessage, complaints: list[str]) -> None:
    if message.type == "error" and "Content Security Policy" in message.text:
        complaints.append(message.text)

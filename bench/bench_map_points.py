"""When the first points of the map are drawn, and when the map moves, as the page itself marks it (`map-points`, `map-ready`).

    python bench/bench_map_points.py ADDRESS [TIMES]

ADDRESS: of a running site, for example http://127.0.0.1:8000. The first visit has an empty cache, the others a full one.
"""

import statistics
import sys

from playwright.sync_api import Page, sync_playwright

from tools.chromium import find_chromium

MARKS = "() => ['map-points', 'map-ready'].map((name) => performance.getEntriesByName(name)[0].startTime)"
DRAWN = "() => performance.getEntriesByName('map-ready').length > 0"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-sync",
]


def visit(page: Page, address: str) -> list[float]:
    """Milliseconds from the start of the navigation to the points, and to the map that moves."""
    page.goto(f"{address}/spazi/mappa/")
    page.wait_for_function(DRAWN, timeout=60_000)
    return list(page.evaluate(MARKS))


def main() -> int:
    address, times = sys.argv[1].rstrip("/"), int(sys.argv[2]) if len(sys.argv) > 2 else 5
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        first = visit(page, address)
        later = [visit(page, address) for _ in range(times)]
        browser.close()
    for number, what in enumerate(("first points", "map that moves")):
        median = statistics.median(one[number] for one in later)
        print(f"{what}: first visit {first[number]:.0f} ms; later ones {median:.0f} ms (median of {times})")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

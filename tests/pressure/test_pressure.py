"""A real site, full: it says no at once and loses nothing, shows nobody what is another's, and writes nobody into its log."""

from __future__ import annotations

import json
import os
import statistics
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import psycopg
import pytest

from tests.pressure.cache_in_front import CacheInFront
from tests.pressure.people import Person, SlowCrowd, code_of
from tools.nginx import find_nginx
from tools.nginx import main as install_nginx
from tools.stage import Stage

# it fills a whole site and times it: not beside other tests, and all in one process
pytestmark = pytest.mark.skipif(
    "PRESSURE" not in os.environ, reason="a city of its own: in make test-pressure"
)
PEOPLE = 200
SERVING, WAITING = 4, 30
TOLD_WITHIN = 0.2
NEEDED = (
    "content-security-policy",
    "x-content-type-options",
    "referrer-policy",
    "x-frame-options",
    "x-request-id",
)


@pytest.fixture(scope="module")
def stage():
    limits = {
        "MANIFATTURA_SERVING": str(SERVING),
        "MANIFATTURA_WAITING": str(WAITING),
        "MANIFATTURA_LONGEST_WAIT": "20",
    }
    with Stage(drafts=PEOPLE + 4, environment=limits) as running:
        yield running


def log_lines(stage):
    for line in stage.log.read_text(encoding="utf-8").splitlines():
        if line.startswith("{"):
            yield json.loads(line)


def test_a_full_site_says_so_at_once(stage):
    """Every place is taken by requests that wait for a table; the others are told in an instant, health is answered."""
    visitor, sender = Person(stage.port), stage.senders[-1]
    path = f"/domande/{code_of(sender.path)}/"
    person = Person(stage.port, sender.cookie)
    assert person.patiently("GET", path).status == 200
    hasty = Person(stage.port, sender.cookie, patience=3)
    told, healthy = [], []
    with psycopg.connect(stage.database_url) as holder, ThreadPoolExecutor(90) as crowd:
        holder.execute("LOCK TABLE applications_application IN ACCESS EXCLUSIVE MODE")
        stuck = [crowd.submit(person.get, path) for _ in range(90)]
        time.sleep(1.5)
        while len(told) < 15:
            # the last free places of the other process are taken by those of us who get no answer
            with suppress(TimeoutError):
                told.append(hasty.get(path))
            healthy.append(visitor.get("/salute/"))
        form = hasty.post(sender.path, "key=abc&confirm=on&note=scritto%20a%20mano")
        holder.rollback()
        replies = [one.result() for one in stuck]
    refused = [reply for reply in told if reply.status == 503]
    assert len(refused) >= 10, [reply.status for reply in told]
    assert statistics.median(reply.seconds for reply in refused) < TOLD_WITHIN
    assert all(reply.status == 200 for reply in healthy)
    assert 'value="scritto a mano"' in form.text
    for reply in refused:
        assert int(reply.headers["retry-after"]) > 0
        assert reply.headers["cache-control"] == "private, no-store"
        assert all(reply.headers[name] for name in NEEDED)
    served = sum(reply.status == 200 for reply in replies)
    assert served >= SERVING
    assert {reply.status for reply in replies} <= {200, 503}
    assert person.patiently("GET", path).status == 200


def test_slow_clients_keep_nobody_waiting(stage):
    slow = SlowCrowd(stage.port, heads=20, bodies=20, readers=20, path="/accedi/")
    visitor = Person(stage.port)
    with slow:
        replies = [visitor.patiently("GET", "/accedi/") for _ in range(10)]
        posted = visitor.post("/accedi/", "a=b")
    assert [reply.status for reply in replies] == [200] * 10
    assert posted.status == 403
    assert statistics.median(reply.seconds for reply in replies) < 2


def test_two_hundred_people_at_once_each_find_their_own(stage):
    senders = stage.senders[:PEOPLE]
    codes = {code_of(sender.path) for sender in senders}
    wrong = []
    ready = threading.Barrier(PEOPLE)

    def walk(sender):
        person, mine = Person(stage.port, sender.cookie), code_of(sender.path)
        ready.wait(60)
        pages = [
            person.patiently("GET", "/area-personale/"),
            person.patiently("GET", f"/domande/{mine}/"),
            person.patiently("POST", sender.path, sender.body),
            person.patiently("GET", f"/domande/{mine}/ricevuta/"),
        ]
        if [page.status for page in pages] != [200, 200, 302, 200]:
            wrong.append((mine, [page.status for page in pages]))
        if mine not in pages[2].headers.get("location", ""):
            wrong.append((mine, pages[2].headers.get("location")))
        for page in pages:
            found = {code for code in codes if code in page.text}
            if not found <= {mine} or (page is not pages[2] and mine not in found):
                wrong.append((mine, found))
            if (
                page.headers["cache-control"].find("no-store") < 0
                or "private" not in page.headers["cache-control"]
            ):
                wrong.append((mine, page.headers["cache-control"]))
        other = person.patiently("GET", f"/domande/{next(code for code in codes if code != mine)}/")
        if other.status not in (403, 404):
            wrong.append((mine, "sees another's", other.status))

    with ThreadPoolExecutor(PEOPLE) as crowd:
        list(crowd.map(walk, senders))
    assert wrong == []
    with psycopg.connect(stage.database_url) as database:
        rows = database.execute(
            "SELECT count(*), count(DISTINCT application_id), count(DISTINCT submitted_by_id) FROM applications_submission"
        ).fetchone()
    assert rows == (PEOPLE, PEOPLE, PEOPLE)


def test_a_cache_in_front_stores_nothing_personal(stage, tmp_path):
    if not find_nginx() and install_nginx():
        pytest.skip("nginx is not here: apt-get install nginx-light")
    tmp_path.chmod(0o755)
    one, two = stage.senders[-1], stage.senders[-2]
    personal = [
        "/area-personale/",
        *[
            f"/domande/{code_of(one.path)}/{page}"
            for page in ("", "riepilogo/", "ricevuta/", "contenuto.json")
        ],
    ]
    with CacheInFront(tmp_path, stage.port) as cache:
        for path in personal:
            first = Person(cache.port, one.cookie).patiently("GET", path)
            second = Person(cache.port, two.cookie).patiently("GET", path)
            nobody = Person(cache.port).patiently("GET", path)
            for reply in (second, nobody):
                assert reply.headers.get("x-from-cache") != "HIT", path
            assert code_of(one.path) not in second.text or second.status == 404
            assert first.headers.get("x-from-cache") != "HIT", path
        for path in ("/bandi/", "/"):
            Person(cache.port, one.cookie).patiently("GET", path)
            assert Person(cache.port).patiently("GET", path).headers["x-from-cache"] == "HIT", path
        stored = cache.stored()
    assert b"/bandi/" in stored
    for sender in (one, two):
        assert code_of(sender.path).encode() not in stored
        assert sender.csrf.encode() not in stored
    assert b"Set-Cookie" not in stored


def test_the_log_of_all_this_names_nobody(stage):
    lines = list(log_lines(stage))
    requests = [line for line in lines if line["message"] == "request"]
    assert len(requests) > PEOPLE
    assert all(len(line["request"]) == 32 for line in requests)
    assert {"method", "route", "status", "ms"} <= set(requests[-1])
    text = stage.log.read_text(encoding="utf-8")
    with psycopg.connect(stage.database_url) as database:
        people = database.execute("SELECT full_name, email FROM accounts_person").fetchall()
        firms = database.execute("SELECT name, fiscal_code FROM organisations_organisation").fetchall()
    names = {word for row in (*people, *firms) for word in row if word}
    assert len(names) > PEOPLE
    assert [name for name in names if name in text] == []
    assert [sender.path for sender in stage.senders if code_of(sender.path) in text] == []
    assert [sender for sender in stage.senders if sender.cookie in text or sender.csrf in text] == []
    assert '"127.0.0.1"' not in text
    figures = Person(stage.port).get("/metriche").text
    assert f"manifattura_submissions_total {PEOPLE}" in figures
    refused = next(line for line in figures.splitlines() if line.startswith("manifattura_refused_total "))
    assert int(refused.split()[1]) > 0

"""The door of a web process: who gets in, what is said to the others, what machines may know, what is counted."""

from __future__ import annotations

import json
import logging
import threading
from datetime import timedelta
from io import BytesIO

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError, connections
from django.urls import reverse

from manifattura.config.gate.body import LARGEST_BODY, Reception, TooLarge, TooMany
from manifattura.config.gate.doors import Doors
from manifattura.config.gate.gate import Gate
from manifattura.config.gate.limits import SLOW_PER_ADDRESS, Limits, read_limits
from manifattura.config.gate.measures import Measures
from manifattura.config.log_lines import JsonLines
from manifattura.config.problem import Problem
from manifattura.kernel import rate_limits
from manifattura.kernel.pulses import write_pulse
from manifattura.kernel.rate_limits import FREE, seconds_to_wait
from manifattura.kernel.request_ids import begin_request, end_request, request_id
from tests.architecture.house import routes
from tests.factories.accounts import PersonFactory, signed_in


def environ_of(method="GET", path="/", body=b"", **more):
    return {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "wsgi.input": BytesIO(body),
        "CONTENT_LENGTH": str(len(body)) if body else "",
        "wsgi.url_scheme": "http",
        "HTTP_HOST": "testserver",
        "SERVER_NAME": "testserver",
        "SERVER_PORT": "80",
        "REMOTE_ADDR": "192.0.2.1",
        **more,
    }


def through(gate, environ):
    said = []
    body = gate(environ, lambda status, headers: said.extend([status, dict(headers)]))
    content = b"".join(body)
    if hasattr(body, "close"):
        body.close()
    return said[0], said[1], content


def plain(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [environ["wsgi.input"].read()]


def test_limits_come_from_the_environment():
    assert read_limits({}) == Limits()
    assert read_limits({"MANIFATTURA_SERVING": "8", "MANIFATTURA_WAITING": "0"}).serving == 8
    for wrong in ("0", "many", "-1"):
        with pytest.raises(Problem, match="MANIFATTURA_SERVING"):
            read_limits({"MANIFATTURA_SERVING": wrong})


def test_whoever_comes_when_all_places_are_taken_waits_or_is_refused():
    doors = Doors(Limits(serving=1, waiting=1, longest_wait=5))
    first = doors.take()
    got = []
    waiter = threading.Thread(target=lambda: got.append(doors.take()))
    waiter.start()
    while not doors.waiting:
        pass
    assert doors.take() is None
    doors.give_back(first)
    waiter.join(5)
    assert got == [first]
    connections.close_all()


def _queue_up(doors, served, name, **how):
    """A thread that waits for a slot, says so when it has it, and gives it on."""
    before = doors.waiting

    def wait():
        slot = doors.take(**how)
        served.append(name)
        doors.give_back(slot)

    thread = threading.Thread(target=wait)
    thread.start()
    while doors.waiting == before:
        pass
    return thread


def test_places_go_by_arrival_to_who_sends_first_and_every_fourth_to_the_others():
    doors = Doors(Limits(serving=1, waiting=20, longest_wait=100))
    slot, served = doors.take(), []
    waiting = [_queue_up(doors, served, f"reads {n}") for n in range(2)]
    waiting += [_queue_up(doors, served, f"sends {n}", sends=True) for n in range(4)]
    doors.give_back(slot)
    for thread in waiting:
        thread.join(5)
    assert served == ["sends 0", "sends 1", "sends 2", "reads 0", "sends 3", "reads 1"]
    connections.close_all()


def test_who_waited_in_vain_leaves_the_queue():
    doors = Doors(Limits(serving=1, waiting=20, longest_wait=0.01))
    doors._mean = 0.0
    slot = doors.take()
    assert doors.take() is None
    assert doors.waiting == 0
    doors.give_back(slot)
    assert doors.take() is slot
    connections.close_all()


def test_whoever_would_wait_too_long_is_refused():
    doors = Doors(Limits(serving=1, waiting=100, longest_wait=1))
    doors._mean = 3.0
    doors.take()
    assert doors.take() is None
    connections.close_all()


def test_a_refusal_gives_headers_and_no_cache():
    gate = Gate(plain, Limits(serving=1, waiting=0), Measures())
    gate._doors.take()
    status, headers, content = through(gate, environ_of())
    assert status.startswith("503")
    assert headers["Cache-Control"] == "private, no-store"
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    for name in (
        "X-Content-Type-Options",
        "Referrer-Policy",
        "X-Frame-Options",
        "Retry-After",
        "X-Request-ID",
    ):
        assert headers[name]
    assert "Riprova" in content.decode()


def test_a_full_site_still_answers_machines_and_gives_its_style_sheets():
    gate = Gate(plain, Limits(serving=1, waiting=0), Measures())
    gate._doors.take()
    for path in ("/salute/", "/pronto/", "/metriche", "/static/ui/dist/main.css"):
        assert through(gate, environ_of(path=path))[0] == "200 OK"
    assert through(gate, environ_of(path="/staticamente/"))[0].startswith("503")


def test_an_answer_503_of_django_becomes_the_page_that_keeps_the_form():
    def away(environ, start_response):
        start_response("503 Service Unavailable", [])
        return [b"bare"]

    posted = environ_of(
        "POST",
        "/domande/ABCD2345/passo/idea/",
        b"title=Officina",
        CONTENT_TYPE="application/x-www-form-urlencoded",
        HTTP_ORIGIN="http://testserver",
    )
    _status, _headers, content = through(Gate(away, Limits(), Measures()), posted)
    assert 'value="Officina"' in content.decode()


@pytest.mark.parametrize(
    ("body", "more"),
    [
        (b"key=a%00b", {}),
        (b"key=a\0b", {}),
        (b"", {"QUERY_STRING": "q=%00"}),
        (b"", {"PATH_INFO": "/domande/dj\0r/invia/"}),
    ],
)
def test_a_character_that_nothing_can_keep_is_not_understood(body, more):
    posted = environ_of("POST", "/", body, CONTENT_TYPE="application/x-www-form-urlencoded", **more)
    status, headers, content = through(Gate(plain, Limits(), Measures()), posted)
    assert status == "400 Bad Request"
    assert headers["Cache-Control"] == "private, no-store"
    assert "non ha capito" in content.decode()


def test_bodies_are_received_whole_and_measured():
    gate = Gate(plain, Limits(), Measures())
    for size in (3, 200_000, 2_000_000):
        assert through(gate, environ_of("POST", "/", b"x" * size))[2] == b"x" * size
    reception = Reception(Limits())
    with pytest.raises(TooLarge):
        reception.receive(environ_of(CONTENT_LENGTH=str(LARGEST_BODY + 1)))
    assert through(gate, environ_of(CONTENT_LENGTH=str(LARGEST_BODY + 1)))[0].startswith("413")


def test_one_address_cannot_take_all_places_to_receive():
    reception = Reception(Limits())
    reception._sending["192.0.2.1"] = SLOW_PER_ADDRESS
    with pytest.raises(TooMany):
        reception.receive(environ_of("POST", "/", b"x"))
    assert reception.receive(environ_of("POST", "/", b"x", REMOTE_ADDR="192.0.2.2")).read() == b"x"


def test_ids_of_requests_are_taken_over_only_when_they_are_ids():
    known = "0123456789abcdef0123456789abcdef"
    assert begin_request(known) == known == request_id()
    for words in ("ada@impresa.example", "RSSMRA80A01F205X", "a" * 31, "\nforged"):
        assert begin_request(words) != words
    end_request()
    assert request_id() == ""


def test_a_log_line_is_json_and_an_error_keeps_its_words():
    begin_request("0" * 32)
    try:
        raise OperationalError("Key (email)=(ada@impresa.example) of Ada Campione already exists")  # noqa: TRY301
    except OperationalError as error:
        failed = logging.LogRecord(
            "x", logging.ERROR, "f", 1, "went to %s", ("a@b.example",), (type(error), error, None)
        )
    line = json.loads(JsonLines().format(failed))
    end_request()
    assert line["request"] == "0" * 32
    assert line["error"] == "django.db.utils.OperationalError"
    assert "Campione" not in json.dumps(line)
    assert "@" not in json.dumps(line)


@pytest.mark.django_db
def test_machines_learn_how_it_is(client, django_assert_num_queries, settings):
    with django_assert_num_queries(0):
        alive = client.get("/salute/")
    assert (alive.status_code, alive["Cache-Control"]) == (200, "private, no-store")
    ready = client.get("/pronto/")
    assert ready.status_code == 200
    assert ready.json() == {"ready": True, "database": True, "migrations": True, "worker": False}
    write_pulse(
        "one",
        {
            "requests": {"200": 2},
            "buckets": {"0.1": 2},
            "seconds": 0.1,
            "waited": 0,
            "refused": 1,
            "tickets": 0,
        },
        0,
        0,
    )
    figures = client.get("/metriche")
    assert figures.status_code == 200
    text = figures.content.decode()
    assert 'manifattura_requests_total{status="200"} 2' in text
    assert 'manifattura_request_seconds_bucket{le="+Inf"} 2' in text
    assert "manifattura_web_processes 1" in text
    assert client.get("/metriche", REMOTE_ADDR="192.0.2.7").status_code == 404
    assert client.get("/metriche", headers={"x-forwarded-for": "192.0.2.7"}).status_code == 404
    settings.METRICS_TOKEN = "secret"
    assert client.get("/metriche").status_code == 404
    assert (
        client.get(
            "/metriche", headers={"authorization": "Bearer secret"}, REMOTE_ADDR="192.0.2.7"
        ).status_code
        == 200
    )


def test_what_is_limited_exists():
    names = {name for _address, name, _view in routes()}
    assert set(settings.RATE_LIMITED) <= names
    assert set(settings.RATE_LIMITED.values()) == set(settings.RATE_LIMITS)


@pytest.mark.django_db
def test_counting_costs_nothing_at_first_and_one_statement_then(django_assert_num_queries):
    rate_limits._here.clear()
    window = timedelta(minutes=1)
    with django_assert_num_queries(0):
        assert [seconds_to_wait("x:1", 2, window) for _ in range(FREE)] == [0] * FREE
    with django_assert_num_queries(2):
        assert [seconds_to_wait("x:1", 2, window) for _ in range(2)] == [0, 0]
    assert 0 < seconds_to_wait("x:1", 2, window) <= 60
    rate_limits._here.clear()
    # another process, which has its own free ones, finds the same count
    for _ in range(FREE):
        seconds_to_wait("x:1", 2, window)
    assert seconds_to_wait("x:1", 2, window) > 0


@pytest.mark.django_db
def test_too_often_says_when_and_keeps_what_was_typed(client, settings):
    rate_limits._here.clear()
    settings.RATE_LIMITS = {**settings.RATE_LIMITS, "message": (0, 600)}
    browser = signed_in(client, PersonFactory())
    path = reverse("applications:messages", args=["ABCD2345"])
    for _ in range(FREE):
        assert browser.post(path, {"body": "Quando?"}).status_code == 404
    answer = browser.post(path, {"body": "Quando?"})
    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 600
    assert "no-store" in answer["Cache-Control"]
    assert 'value="Quando?"' in answer.content.decode()


@pytest.mark.django_db
def test_nothing_is_missing_from_the_migrations_of_the_kernel():
    call_command("makemigrations", "kernel", "applications", check_changes=True, dry_run=True, verbosity=0)

"""Public pages kept whole: who gets them, until when, how all processes learn that they are over."""

from __future__ import annotations

import threading
import time
from io import BytesIO

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import OperationalError, connection

from manifattura.accounts.models import Office
from manifattura.config.gate.measures import Measures
from manifattura.config.page_cache import hearing
from manifattura.config.page_cache.front import FromMemory, ToMemory, has_it, key_of
from manifattura.config.page_cache.memory import MOST_PAGES, Memory, Page, page_of
from manifattura.config.page_cache.together import Together
from manifattura.kernel.kept_pages import prune_kept
from manifattura.kernel.models import KeptPage, PublicChange
from tests.factories.accounts import OfficeFactory

PUBLIC = ("Cache-Control", "max-age=60, public")


def environ_of(path="/assistenza/", **more):
    return {
        "REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": "", "wsgi.url_scheme": "http",
        "HTTP_HOST": "testserver", "SERVER_NAME": "testserver", "SERVER_PORT": "80", "wsgi.input": BytesIO(b""), **more,
    }  # fmt: skip


def through(application, environ):
    said = []
    body = application(environ, lambda status, headers, *rest: said.extend([status, dict(headers)]))
    return said[0], said[1], b"".join(body)


def kept(**change):
    given = {
        "status": "200 OK",
        "headers": [PUBLIC, ("Vary", "Accept-Language")],
        "body": b"page",
        "begun": time.time(),
    }
    return page_of(**{**given, **change})


@pytest.mark.parametrize(
    "change",
    [
        {"status": "404 Not Found"},
        {"headers": []},
        {"headers": [("Cache-Control", "private, no-store")]},
        {"headers": [("Cache-Control", "public, max-age=1")]},
        {"headers": [PUBLIC, ("Set-Cookie", "a=b")]},
        {"headers": [PUBLIC, ("Vary", "Cookie")]},
    ],
)
def test_what_is_not_the_same_for_everybody_is_not_kept(change):
    assert kept(**change) is None
    assert kept() is not None


def test_what_is_said_of_a_page_counts_down_and_the_page_ends():
    memory = Memory()
    memory.forget(is_on=True)
    page = kept(begun=1000.0)
    memory.put("a", page, memory.generation)
    assert ("Cache-Control", "public, max-age=59") in page.headers_at(1000.5)
    assert ("Cache-Control", "public, max-age=10") in page.headers_at(1050.0)
    assert memory.get("a", 1058.0) is page
    # the last second is nobody's: an answer on its way must not arrive after the instant
    assert memory.get("a", 1059.5) is None


def test_a_page_made_before_a_change_is_not_kept_after_it_nor_are_too_many():
    memory = Memory()
    memory.put("off", kept(), memory.generation)
    memory.forget(is_on=True)
    assert memory.get("off") is None
    before = memory.generation
    memory.forget(is_on=True)
    memory.put("late", kept(), before)
    assert memory.get("late") is None
    for number in range(MOST_PAGES + 1):
        memory.put(str(number), kept(), memory.generation)
    assert memory.get("0") is None
    assert memory.get(str(MOST_PAGES)) is not None
    memory.forget(is_on=False)
    assert memory.get(str(MOST_PAGES)) is None


def test_memory_answers_in_front_of_the_gate_and_leaves_the_rest_to_it():
    memory, measures = Memory(), Measures()
    memory.forget(is_on=True)
    front = FromMemory(
        lambda environ, start: [start("418 Teapot", []) or b"gate"], memory, measures, Together(9, 9.0)
    )
    environ = environ_of()
    assert through(front, environ)[0] == "418 Teapot"
    memory.put(key_of(environ), kept(), memory.generation)
    status, headers, body = through(front, environ)
    assert (status, body, headers["Content-Length"], len(headers["X-Request-ID"])) == (
        "200 OK",
        b"page",
        "4",
        32,
    )
    assert through(front, {**environ, "REQUEST_METHOD": "HEAD"})[2] == b""
    status, known, body = through(front, {**environ, "HTTP_IF_NONE_MATCH": f'"other", W/{headers["ETag"]}'})
    assert (status, body, known["ETag"]) == ("304 Not Modified", b"", headers["ETag"])
    assert "Content-Length" not in known
    for change in (
        {"REQUEST_METHOD": "POST"},
        {"HTTP_HOST": "other"},
        {"QUERY_STRING": "page=2"},
        {"PATH_INFO": "/en/assistenza/"},
    ):
        assert through(front, {**environ, **change})[0] == "418 Teapot"
    assert measures.requests["200"] == 2
    assert not has_it("", headers["ETag"])
    assert has_it("*", headers["ETag"])


@pytest.mark.parametrize(
    "change",
    [
        {"REQUEST_METHOD": "POST"},
        {"HTTP_COOKIE": "manifattura_session=abc"},
        {"QUERY_STRING": "q=" + "x" * 200},
        {"PATH_INFO": "/en/ufficio/"},
    ],
)
def test_what_is_not_a_visitors_plain_question_goes_straight_to_the_page(change):
    """Without a database in this test: the table is not even asked."""
    memory = Memory()
    memory.forget(is_on=True)
    answer = ToMemory(lambda environ, start: [start("200 OK", [PUBLIC]) or b"page"], memory)
    assert through(answer, {**environ_of(), **change})[2] == b"page"
    assert memory.get(key_of({**environ_of(), **change})) is None


class Process:
    """What one web process has: a memory, ears, and Django, whose work is counted."""

    def __init__(self):
        self.memory, self.made, self.stop = Memory(), 0, threading.Event()
        django = WSGIHandler()

        def counted(environ, start):
            self.made += 1
            return django(environ, start)

        self.page = FromMemory(ToMemory(counted, self.memory), self.memory, Measures(), Together(9, 9.0))
        self.thread = threading.Thread(target=self._hear)

    def _hear(self):
        try:
            hearing.hear(self.memory, self.stop)
        finally:
            connection.close()

    def __enter__(self):
        self.thread.start()
        until(lambda: self.memory.is_on)
        return self

    def __exit__(self, *error):
        self.stop.set()
        self.thread.join(10)


def until(is_so):
    for _attempt in range(200):
        if is_so():
            return
        time.sleep(0.02)
    pytest.fail("It never came")


@pytest.mark.django_db(transaction=True)
def test_processes_share_what_they_made_and_all_forget_it_when_something_public_changes(monkeypatch):
    monkeypatch.setattr(hearing, "QUIET", 0.2)
    office = OfficeFactory(name="Ufficio di prima")
    with Process() as one, Process() as other:
        first = through(one.page, environ_of("/amministrazione/"))
        assert "Ufficio di prima" in first[2].decode()
        assert through(one.page, environ_of("/amministrazione/"))[2] == first[2]
        status, headers, body = through(other.page, environ_of("/amministrazione/"))
        assert (status, body, headers["ETag"]) == ("200 OK", first[2], first[1]["ETag"])
        assert (one.made, other.made) == (1, 0)
        known = environ_of("/amministrazione/", HTTP_IF_NONE_MATCH=headers["ETag"])
        assert through(other.page, known)[0] == "304 Not Modified"
        assert KeptPage.objects.count() == 1

        before = (one.memory.generation, other.memory.generation)
        office.name = "Ufficio di adesso"
        office.save()
        until(lambda: one.memory.generation > before[0] and other.memory.generation > before[1])
        for process in (other, one):
            assert "Ufficio di adesso" in through(process.page, environ_of("/amministrazione/"))[2].decode()
        # the old row of the table counted for nobody; the second process read the new one
        assert (one.made, other.made) == (1, 1)
        assert through(one.page, environ_of("/area-personale/"))[0].startswith("302")
        assert KeptPage.objects.count() == 1
    KeptPage.objects.update(expires_at="2020-01-01T00:00:00Z")
    PublicChange.objects.update(at="2020-01-01T00:00:00Z")
    prune_kept()
    assert not KeptPage.objects.exists()
    assert not PublicChange.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_change_that_is_not_committed_yet_ends_what_was_made_meanwhile(monkeypatch):
    """The page is made from the old rows, kept, and over as soon as the writer commits: also for who was not listening."""
    monkeypatch.setattr(hearing, "QUIET", 0.2)
    office = OfficeFactory(name="Ufficio di prima")
    begun, may_end = threading.Event(), threading.Event()

    def write():
        from django.db import transaction

        try:
            with transaction.atomic():
                Office.objects.filter(pk=office.pk).update(name="Ufficio di adesso")
                begun.set()
                may_end.wait(20)
        finally:
            connection.close()

    writer = threading.Thread(target=write)
    writer.start()
    assert begun.wait(10)
    with Process() as one:
        assert "Ufficio di prima" in through(one.page, environ_of("/amministrazione/"))[2].decode()
    may_end.set()
    writer.join(10)
    with Process() as later:
        assert "Ufficio di adesso" in through(later.page, environ_of("/amministrazione/"))[2].decode()
        assert later.made == 1


def test_without_ears_nothing_is_kept(monkeypatch):
    """The database is away: the thread says so, forgets, and tries again."""
    memory, tries = Memory(), []

    def away(memory, pause):
        memory.forget(is_on=True)
        tries.append(1)
        if len(tries) == 2:
            raise SystemExit
        raise OperationalError

    monkeypatch.setattr(hearing, "hear", away)
    monkeypatch.setattr(hearing, "connection", type("Nothing", (), {"close": staticmethod(lambda: None)}))
    monkeypatch.setattr(threading.Event, "wait", lambda *given: True)
    with pytest.raises(SystemExit):
        hearing._hear_for_ever(memory)
    assert len(tries) == 2
    assert not memory.is_on
    memory.put("a", Page([], b"", time.time() + 60, ""), memory.generation)
    assert memory.get("a") is None

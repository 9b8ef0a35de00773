"""Many ask for a page at the instant at which it is not there: it is made once, and nobody is refused."""

from __future__ import annotations

import threading
import time

from manifattura.config.gate.gate import Gate
from manifattura.config.gate.limits import Limits
from manifattura.config.gate.measures import Measures
from manifattura.config.page_cache import hearing, together
from manifattura.config.page_cache.front import FromMemory, ToMemory
from manifattura.config.page_cache.memory import Memory
from manifattura.config.page_cache.together import Together
from tests.config.test_page_cache import PUBLIC, environ_of, through, until

# a question mark keeps the table out: no database here
PAGE = environ_of("/bandi/", QUERY_STRING="page=2")
SLOW = 0.6


class Site:
    """One web process whose pages take long to make."""

    def __init__(self, headers=(PUBLIC,), limits=Limits(serving=2, waiting=60)):  # noqa: B008
        self.memory, self.made, self.headers = Memory(), 0, list(headers)
        self.may_end = threading.Event()
        self.memory.forget(is_on=True)
        gate = Gate(ToMemory(self._django, self.memory), limits, Measures())
        self.together = Together(limits.waiting, limits.patience)
        self.front = FromMemory(gate, self.memory, Measures(), self.together)
        self.said: list[tuple[str, dict[str, str], bytes]] = []

    def _django(self, environ, start):
        from django.http import HttpResponse

        self.made += 1
        self.may_end.wait(SLOW)
        response = HttpResponse(b"page")
        start("200 OK", self.headers)
        return response

    def ask(self, how_many, environ=PAGE):
        threads = [
            threading.Thread(target=lambda: self.said.append(through(self.front, dict(environ))))
            for _one in range(how_many)
        ]
        for thread in threads:
            thread.start()
        return threads


def test_a_crowd_at_a_page_that_is_not_there_costs_one_page_and_refuses_nobody():
    """Each of them would have waited for a place, and by the mean of late most would have been told to come back (503)."""
    site = Site()
    for thread in site.ask(50):
        thread.join(20)
    assert {status for status, _headers, _body in site.said} == {"200 OK"}
    assert {body for _status, _headers, body in site.said} == {b"page"}
    assert (len(site.said), site.made, site.together.waiting) == (50, 1, 0)


def test_who_cannot_wait_any_more_takes_the_usual_way():
    """More than may wait, or longer than one may wait: the gate decides, as for everybody else."""
    site = Site(limits=Limits(serving=4, waiting=1, longest_wait=0))
    first = site.ask(1)
    until(lambda: site.made == 1)
    others = site.ask(2)
    until(lambda: len(site.said) + site.made >= 3)
    site.may_end.set()
    for thread in [*first, *others]:
        thread.join(20)
    assert [status for status, _headers, _body in site.said] == ["200 OK"] * 3
    assert site.made == 3


def test_nobody_waits_for_what_is_not_kept_more_than_once_a_second(monkeypatch):
    site = Site(headers=[("Cache-Control", "private, no-store")])
    site.may_end.set()
    for thread in site.ask(3):
        thread.join(20)
    assert site.made == 3
    monkeypatch.setattr(together, "ALONE_FOR", 0.0)
    for thread in site.ask(1):
        thread.join(20)
    assert site.made == 4


def test_a_page_that_a_change_ended_while_it_was_made_is_still_made_together():
    site = Site()
    (thread,) = site.ask(1)
    until(lambda: site.made == 1)
    site.memory.forget(is_on=True)
    site.may_end.set()
    thread.join(20)
    site.may_end.clear()
    for one in site.ask(20):
        one.join(20)
    assert site.made == 2


def test_few_pages_are_remembered_as_not_kept(monkeypatch):
    monkeypatch.setattr(together, "MOST_ALONE", 2)
    crowd = Together(1, 1.0)
    for key in ("a", "b", "c"):
        assert crowd.leads(key)
        crowd.done(key, was_kept=False)
    assert crowd.leads("a")
    assert not crowd.leads("c")


def test_a_web_process_begins_to_serve_when_it_hears_changes(monkeypatch):
    """Else the first crowd would find nothing kept; a database that keeps silent stops nobody."""
    memory = Memory()
    monkeypatch.setattr(
        hearing, "_hear_for_ever", lambda memory: (time.sleep(0.2), memory.forget(is_on=True))
    )
    hearing.start_hearing(memory)
    assert memory.is_on
    monkeypatch.setattr(hearing, "FIRST", 0.01)
    monkeypatch.setattr(hearing, "_hear_for_ever", lambda memory: None)
    deaf = Memory()
    hearing.start_hearing(deaf)
    assert not deaf.is_on

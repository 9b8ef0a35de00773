"""The WSGI application around Django's: receive, let in or refuse, serve, measure, log."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from tempfile import SpooledTemporaryFile
from time import perf_counter
from typing import IO, Any

from django.conf import settings
from django.db import connections
from django.http import HttpResponse

from manifattura.kernel.request_ids import begin_request, end_request

from .body import Reception, TooLarge, TooMany
from .busy import Answer, busy, holds_nul, is_sending, not_understood, too_large
from .clock import clock_now
from .doors import Doors
from .limits import Limits
from .measures import Measures

Environ = dict[str, Any]
Start = Callable[..., Any]
Application = Callable[[Environ, Start], Iterable[bytes]]

# asked by machines that must know how we are exactly when nobody else is let in
EXEMPT = frozenset({"/salute/", "/pronto/", "/metriche"})
ID_HEADER = "X-Request-ID"
# small forms are remembered while they are served, so that a refusal can offer them again
KEPT = 64 * 1024
IN_MEMORY = 1024 * 1024
logger = logging.getLogger("manifattura.requests")


class Gate:
    """One per process."""

    def __init__(self, application: Application, limits: Limits, measures: Measures) -> None:
        self._application = application
        self._doors = Doors(limits)
        self._reception = Reception(limits)
        self._measures = measures

    def __call__(self, environ: Environ, start_response: Start) -> Iterable[bytes]:
        begun = perf_counter()
        request_id = begin_request(environ.get("HTTP_X_REQUEST_ID", ""))
        start = _Start()
        if _needs_no_slot(str(environ.get("PATH_INFO", ""))):
            waited, refused, body = 0.0, False, self._serve_exempt(environ, start)
        else:
            waited, refused, body = self._let_in(environ, start)
        seconds = perf_counter() - begun
        self._measures.note(
            status=start.code, seconds=seconds, waited=waited, refused=refused, sending=is_sending(environ)
        )
        if not refused:
            # refusals are counted, not written one by one: writing would make the others wait
            _log(environ, start.code, seconds, waited)
        end_request()
        start_response(start.status, [*start.headers, (ID_HEADER, request_id)])
        return body

    def _let_in(self, environ: Environ, start: _Start) -> tuple[float, bool, Iterable[bytes]]:
        try:
            received = self._reception.receive(environ)
        except TooLarge:
            return 0.0, False, start.give(too_large(environ))
        except TooMany:
            return 0.0, True, start.give(busy(environ, b""))
        form = _kept_form(received)
        if holds_nul(environ, form):
            return 0.0, False, start.give(not_understood(environ))
        if received is not None:
            environ["wsgi.input"] = received
        asked = perf_counter()
        slot = self._doors.take(sends=is_sending(environ))
        waited = perf_counter() - asked
        if slot is None:
            return waited, True, start.give(self._refusal(environ, form))
        try:
            body = _settle(self._application(environ, start))
        finally:
            self._doors.give_back(slot)
            if received is not None:
                received.close()
        if start.code == "503":
            # Django could not serve either: the database is away
            return waited, True, start.give(self._refusal(environ, form))
        return waited, False, body

    def _refusal(self, environ: Environ, form: bytes) -> Answer:
        answer = busy(environ, form)
        if answer.with_ticket:
            self._measures.note_ticket(clock_now())
        return answer

    def _serve_exempt(self, environ: Environ, start: _Start) -> Iterable[bytes]:
        try:
            return _settle(self._application(environ, start))
        finally:
            connections.close_all()


class _Start:
    """Stands for the server's `start_response` until it is known who answers."""

    def __init__(self) -> None:
        self.status, self.headers = "500 Internal Server Error", list[tuple[str, str]]()

    def __call__(self, status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> None:
        self.status, self.headers = status, headers

    def give(self, answer: Answer) -> Iterable[bytes]:
        self(answer.status, answer.headers)
        return [answer.content]

    @property
    def code(self) -> str:
        return self.status[:3]


def _needs_no_slot(path: str) -> bool:
    """Machines' questions, and the files that the page of refusal is dressed with: none of them waits for anything."""
    return path in EXEMPT or path.startswith(settings.STATIC_URL)


def _kept_form(received: IO[bytes] | None) -> bytes:
    """The content of a small body, and the body ready to be read again."""
    if received is None:
        return b""
    form = received.read(KEPT + 1)
    received.seek(0)
    return form if len(form) <= KEPT else b""


def _settle(answer: Any) -> Iterable[bytes]:
    """Everything that needs the slot, done: only bytes are left to hand out, at the pace of who reads."""
    if getattr(answer, "file_to_stream", None) is not None:
        return answer
    if isinstance(answer, HttpResponse):
        content = answer.content
        answer.close()
        return [content]
    return _Spooled(answer)


class _Spooled:
    """A stream written out while its slot is held, in memory or (when large) in an unnamed file."""

    def __init__(self, answer: Any) -> None:
        self._kept: IO[bytes] = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 (closed by whoever has read it)
        try:
            for piece in answer:
                self._kept.write(piece)
        finally:
            if hasattr(answer, "close"):
                answer.close()
        self._kept.seek(0)

    def __iter__(self) -> Iterator[bytes]:
        while piece := self._kept.read(64 * 1024):
            yield piece

    def close(self) -> None:
        self._kept.close()


def _log(environ: Environ, code: str, seconds: float, waited: float) -> None:
    logger.info(
        "request",
        extra={
            "facts": {
                "method": environ.get("REQUEST_METHOD", ""),
                # the pattern of the address, never the address: that may name somebody's papers
                "route": environ.get("manifattura.route", ""),
                "status": int(code),
                "ms": round(seconds * 1000, 1),
                "waited_ms": round(waited * 1000, 1),
            }
        },
    )

"""Two WSGI applications: one in front of the gate that answers from memory, one behind it that makes pages and keeps them.

A page in memory costs no place at the gate, no thread and no statement. One that is not there takes the usual way; before Django is
asked, so is the table where the other processes keep what they made.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from hashlib import sha256
from pathlib import Path
from time import perf_counter, time
from typing import Any

from django.conf import settings
from django.db import Error, connection
from django.http import HttpResponse

from manifattura.config.environment import PROJECT
from manifattura.config.gate.measures import Measures
from manifattura.kernel.kept_pages import read_kept, write_kept
from manifattura.kernel.request_ids import begin_request, end_request

from .memory import Headers, Memory, Page, page_of
from .together import Together

Environ = dict[str, Any]
Start = Callable[..., Any]
Application = Callable[[Environ, Start], Iterable[bytes]]
LARGEST_BODY, LONGEST_QUERY = 2 * 1024 * 1024, 100
NEVER = ("/static/", "/salute/", "/pronto/", "/metriche", "/redazione/", "/ufficio/", "/area-personale/")
METHODS = ("GET", "HEAD")


class FromMemory:
    """In front of the gate. It touches no database: there is a thread for each connection, and few may have a session there."""

    def __init__(self, gate: Application, memory: Memory, measures: Measures, together: Together) -> None:
        self._gate, self._memory, self._measures, self._together = gate, memory, measures, together

    def __call__(self, environ: Environ, start_response: Start) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] in METHODS and self._memory.is_on:
            key = key_of(environ)
            page = self._memory.get(key)
            if page is None and may_be_kept(environ):
                if self._together.leads(key):
                    return self._make(key, environ, start_response)
                page = self._memory.get(key)
            if page is not None:
                return self._answer(environ, start_response, page)
        return self._gate(environ, start_response)

    def _make(self, key: str, environ: Environ, start_response: Start) -> Iterable[bytes]:
        generation = self._memory.generation
        try:
            return self._gate(environ, start_response)
        finally:
            is_over = self._memory.generation != generation
            self._together.done(key, was_kept=is_over or self._memory.get(key) is not None)

    def _answer(self, environ: Environ, start_response: Start, page: Page) -> Iterable[bytes]:
        begun = perf_counter()
        request_id = ("X-Request-ID", begin_request(environ.get("HTTP_X_REQUEST_ID", "")))
        end_request()
        status, body = "200 OK", page.body
        headers = [*page.headers_at(time()), request_id]
        if has_it(environ.get("HTTP_IF_NONE_MATCH", ""), page.etag):
            status, body = "304 Not Modified", b""
            headers = without_content(headers)
        elif environ["REQUEST_METHOD"] == "HEAD":
            body = b""
        # counted, not written line by line: writing would cost more than the answer
        self._measures.note(
            status=status[:3], seconds=perf_counter() - begun, waited=0.0, refused=False, sending=False
        )
        start_response(status, headers)
        return [body]


class ToMemory:
    """Behind the gate, around Django."""

    def __init__(self, django: Application, memory: Memory) -> None:
        self._django, self._memory = django, memory

    def __call__(self, environ: Environ, start_response: Start) -> Iterable[bytes]:
        if not (self._memory.is_on and may_be_kept(environ)):
            return self._django(environ, start_response)
        begun, generation = time(), self._memory.generation
        key = key_of(environ)
        made = self._memory.get(key)
        if made is not None:
            # while this one waited for its place
            start_response("200 OK", made.headers_at(time()))
            return [made.body]
        shared = key if not environ.get("QUERY_STRING") else ""
        snapshot, page = self._read(shared)
        if page is not None:
            self._memory.put(key, page, generation)
            start_response("200 OK", page.headers_at(time()))
            return [page.body]
        said: list[Any] = []
        answer = self._django(environ, lambda status, headers, *rest: said.extend((status, headers)))
        status, headers = said
        if isinstance(answer, HttpResponse) and not answer.streaming and len(answer.content) <= LARGEST_BODY:
            body = answer.content
            page = page_of(status, headers, body, begun)
            if page is not None:
                self._memory.put(key, page, generation)
                self._write(shared, snapshot, page)
                answer["ETag"] = page.etag
                headers = [one for one in headers if one[0].lower() != "etag"] + [("ETag", page.etag)]
                if has_it(environ.get("HTTP_IF_NONE_MATCH", ""), page.etag):
                    answer.content = b""
                    status, headers = "304 Not Modified", without_content(headers)
        start_response(status, headers)
        return answer

    @staticmethod
    def _read(key: str) -> tuple[str, Page | None]:
        """What another process made, and the moment of the database; nothing when it is away, which Django will say."""
        if not key:
            return "", None
        try:
            connection.close_if_unusable_or_obsolete()
            kept = read_kept(shared_key(key))
        except Error:
            connection.close()
            return "", None
        if kept.headers is None:
            return kept.snapshot, None
        etag = next((value for name, value in kept.headers if name == "ETag"), "")
        return kept.snapshot, Page(kept.headers, kept.body, time() + kept.seconds, etag)

    @staticmethod
    def _write(key: str, snapshot: str, page: Page) -> None:
        if not key or not snapshot:
            return
        try:
            write_kept(shared_key(key), snapshot, page.headers, page.body, page.expires_at - time())
        except Error:
            connection.close()


def may_be_kept(environ: Environ) -> bool:
    """A visitor's plain question; who is signed in mostly asks for pages of their own."""
    path = str(environ.get("PATH_INFO", ""))
    return (
        environ["REQUEST_METHOD"] == "GET"
        and len(environ.get("QUERY_STRING", "")) <= LONGEST_QUERY
        and settings.SESSION_COOKIE_NAME not in environ.get("HTTP_COOKIE", "")
        and not path.removeprefix("/en").startswith(NEVER)
    )


def key_of(environ: Environ) -> str:
    """The address as the visitor wrote it: scheme, host, path, question. The language is in the path."""
    forwarded = environ.get("HTTP_X_FORWARDED_PROTO", "")
    return (
        f"{environ.get('wsgi.url_scheme')} {forwarded} {environ.get('HTTP_HOST')} "
        f"{environ.get('PATH_INFO')}?{environ.get('QUERY_STRING', '')}"
    )


def shared_key(key: str) -> str:
    """The same for all processes that run this very code."""
    return sha256(f"{CODE} {key}".encode()).hexdigest()


def without_content(headers: Headers) -> Headers:
    return [one for one in headers if one[0].lower() not in ("content-length", "content-type")]


def has_it(asked: str, etag: str) -> bool:
    """Whether the reader's list names this very page (RFC 9110 13.1.2)."""
    if not asked:
        return False
    return asked.strip() == "*" or etag in {one.strip().removeprefix("W/") for one in asked.split(",")}


def _code() -> str:
    """What the pages are made by: sources, templates, texts, styles."""
    digest = sha256()
    for folder, ending in (
        (PROJECT / "src" / "manifattura", (".py", ".html", ".toml")),
        (PROJECT / "locale", (".mo",)),
    ):
        for root, _folders, files in os.walk(folder):
            for name in sorted(files):
                if name.endswith(ending):
                    found = (Path(root) / name).stat()
                    digest.update(f"{root}/{name} {found.st_mtime_ns} {found.st_size}".encode())
    manifest = PROJECT / "build" / "static" / "staticfiles.json"
    digest.update(manifest.read_bytes() if manifest.exists() else b"")
    return digest.hexdigest()


CODE = _code()

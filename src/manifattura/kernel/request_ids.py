"""The id of the request that this thread answers: in every log line, and given back to who asked."""

from __future__ import annotations

import re
import secrets
import threading

# Only what a proxy makes (32 hexadecimal digits, or a UUID) is taken over: anything else could carry words about somebody.
KNOWN = re.compile(r"[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_HERE = threading.local()


def begin_request(given: str) -> str:
    """The proxy's id when it is one, else a new one."""
    _HERE.request_id = given if KNOWN.fullmatch(given) else secrets.token_hex(16)
    return str(_HERE.request_id)


def end_request() -> None:
    _HERE.request_id = ""


def request_id() -> str:
    """Empty outside a request."""
    return str(getattr(_HERE, "request_id", ""))

"""Guards of a public form without token: the request must come from our own pages, and not too often."""

from urllib.parse import urlsplit

from allauth.core import ratelimit
from django.http import HttpRequest

LIMIT = "20/h/ip"


def comes_from_us(request: HttpRequest) -> bool:
    """Whether `Origin` (or, for browsers that leave it out, `Referer`) names this very host."""
    source = request.headers.get("Origin") or request.headers.get("Referer", "")
    parts = urlsplit(source)
    return parts.scheme == request.scheme and parts.netloc == request.get_host()


def within_limit(request: HttpRequest) -> bool:
    """False when this address has filed too many reports in the last hour."""
    return bool(ratelimit.consume(request, action="report_problem", config=LIMIT))

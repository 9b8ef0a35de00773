"""Guards of public forms without token: the request must come from our own pages, and not too often."""

from urllib.parse import urlsplit

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from .clock import now

HOUR = 60 * 60


def comes_from_us(request: HttpRequest) -> bool:
    """Whether `Origin` (or, for browsers that leave it out, `Referer`) names this very host."""
    source = request.headers.get("Origin") or request.headers.get("Referer", "")
    parts = urlsplit(source)
    return parts.scheme == request.scheme and parts.netloc == request.get_host()


def within_limit(request: HttpRequest, form: str, per_hour: int) -> bool:
    """False when this address has sent the form too often in this hour; only a keyed digest of it is kept, for that hour."""
    address = get_adapter().get_client_ip(request)
    digest = salted_hmac(form, f"{now():%Y%m%d%H} {address}").hexdigest()
    key = f"form-limit:{digest}"
    cache.add(key, 0, HOUR)
    try:
        return int(cache.incr(key)) <= per_hour
    except ValueError:  # it expired between the two lines: a new hour begins
        return True

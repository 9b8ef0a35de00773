"""Public answers about calls: kept by anybody until the next instant that changes them, and known by their digest."""

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256
from math import floor
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag

from manifattura.kernel.clock import now

LONGEST = 300
"""Seconds: what an officer publishes is visible to all within this time."""


def cached_by_all(
    request: HttpRequest, response: HttpResponse, *, changes_at: Iterable[datetime] = ()
) -> HttpResponseBase:
    """The page, or 304 when the reader has it already; it expires when the next of the instants comes."""
    return known_as(request, response, sha256(response.content).hexdigest(), changes_at=changes_at)


def known_as(
    request: HttpRequest, response: HttpResponseBase, digest: str, *, changes_at: Iterable[datetime] = ()
) -> HttpResponseBase:
    """The same for an answer whose digest is known beforehand (stored files)."""
    moment = now()
    left = [floor((instant - moment).total_seconds()) for instant in changes_at if instant > moment]
    etag = quote_etag(digest)
    response["ETag"] = etag
    # the header may be there already: stored files are private unless a page says otherwise
    response["Cache-Control"] = ""
    patch_cache_control(response, public=True, max_age=min([LONGEST, *left]))
    return get_conditional_response(request, etag=etag, response=cast("HttpResponse", response)) or response

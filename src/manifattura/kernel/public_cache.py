"""Public answers: kept by anybody until the next instant that changes them (DESIGN §10.9), known by their digest."""

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256
from math import floor
from typing import TypeVar, cast

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag

from .clock import now

Answer = TypeVar("Answer", bound=HttpResponseBase)

LONGEST = 300
"""Seconds: what an editor or an officer publishes is visible to all within this time."""


def kept_by_all(response: Answer, *, changes_at: Iterable[datetime] = ()) -> Answer:
    """Mark an answer that is the same for everybody; it expires when the next of the instants comes."""
    moment = now()
    left = [floor((instant - moment).total_seconds()) for instant in changes_at if instant > moment]
    # the header may be there already: stored files are private unless a page says otherwise
    response["Cache-Control"] = ""
    patch_cache_control(response, public=True, max_age=min([LONGEST, *left]))
    return response


def kept_by_nobody(response: Answer) -> Answer:
    """For a public page that answers one person: nobody's cache keeps it."""
    patch_cache_control(response, private=True, no_store=True)
    return response


def known_by_digest(
    request: HttpRequest,
    response: HttpResponseBase,
    digest: str = "",
    *,
    changes_at: Iterable[datetime] = (),
) -> HttpResponseBase:
    """`kept_by_all` with an ETag: the answer, or 304 when the reader has it already.

    `digest` is known beforehand for stored files; without it the content is digested.
    """
    kept = cast("HttpResponse", kept_by_all(response, changes_at=changes_at))
    etag = quote_etag(digest or sha256(kept.content).hexdigest())
    kept["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=kept) or kept

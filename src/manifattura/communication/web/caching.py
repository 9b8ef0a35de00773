"""Public pages may be kept by anybody until the next instant that changes them (DESIGN §10.9)."""

from collections.abc import Iterable
from datetime import datetime
from math import floor
from typing import TypeVar

from django.http import HttpResponseBase
from django.utils.cache import patch_cache_control

from manifattura.kernel.clock import now

Answer = TypeVar("Answer", bound=HttpResponseBase)

LONGEST = 300
"""Seconds: what an editor or an officer publishes is visible to all within this time."""


def cached_by_all(response: Answer, *, changes_at: Iterable[datetime] = ()) -> Answer:
    """Mark a page that is the same for everybody; it expires when one of the instants comes."""
    moment = now()
    left = [floor((instant - moment).total_seconds()) for instant in changes_at if instant > moment]
    patch_cache_control(response, public=True, max_age=min([LONGEST, *left]))
    return response


def kept_by_nobody(response: Answer) -> Answer:
    """For answers about one report: nobody's cache keeps them."""
    patch_cache_control(response, private=True, no_store=True)
    return response

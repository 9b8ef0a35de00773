"""Addresses of pages of the floors above: known by name only, empty where they do not exist."""

from __future__ import annotations

from django.urls import NoReverseMatch, reverse

UPPER = {
    "self_check": "applications:self_check",
    "ranking": "evaluation:ranking",
    "draw": "evaluation:draw",
    "envelopes": "evaluation:opening",
    "register": "evaluation:register",
    "checks": "records:public_checks",
    "access": "records:access_public",
    "verify": "communication:verify",
    "log": "applications:proof_log",
    "services": "communication:services",
    "quarters": "communication:quarters",
}


def upper(name: str, *arguments: str) -> str:
    """The address of a page of an upper floor, or nothing."""
    address = UPPER[name]
    try:
        return reverse(address, args=arguments)
    except NoReverseMatch:
        return ""

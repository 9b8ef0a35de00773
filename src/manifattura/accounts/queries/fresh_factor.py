"""Whether who is signed in has just given the second factor again: asked before acts that cannot be undone."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from django.conf import settings

FRESH_FOR = 5 * 60
"""Seconds: long enough to copy a code from paper."""
DEMO_SIGN_IN = "demo_sign_in"
"""In the session of who came in through the demo's door, where nobody has a second factor."""


def has_fresh_factor(session: Mapping[str, Any]) -> bool:
    """Whether the second factor was asked again and given in the last five minutes; signing in is not enough."""
    if not settings.STAFF_MFA_REQUIRED or (settings.DEMO and session.get(DEMO_SIGN_IN)):
        return True
    given = [
        record["at"]
        for record in session.get(AUTHENTICATION_METHODS_SESSION_KEY, [])
        if record.get("method") == "mfa" and record.get("reauthenticated")
    ]
    return bool(given) and 0 <= time.time() - max(given) < FRESH_FOR

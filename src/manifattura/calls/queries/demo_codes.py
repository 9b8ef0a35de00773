"""The keepers' codes of the demo's sealed call, which a visitor may try: nowhere but in the demo, on a sample call."""

from __future__ import annotations

import hashlib
import hmac
from typing import TYPE_CHECKING

from django.conf import settings

from manifattura.kernel.sealing import CODE_BYTES, code_of

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

    from ..models import Call


def demo_code(call: Call, person: Person) -> str:
    """The person's code, made from the demo's own secret key; "" outside the demo and on calls that are no samples."""
    return sample_code(call, person) if settings.DEMO and call.is_sample else ""


def sample_code(call: Call, person: Person) -> str:
    """The code that the sample keeper of a sample call is given when the demo is made."""
    text = f"manifattura.demo-code:{call.slug}:{person.email}".encode()
    return code_of(hmac.new(settings.SECRET_KEY.encode(), text, hashlib.sha256).digest()[:CODE_BYTES])

"""Ed25519 signatures (RFC 8032): the check that a receipt needs, by the `cryptography` package."""

from __future__ import annotations

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

KEY_BYTES = 32
SIGNATURE_BYTES = 64

_PRIME = 2**255 - 19
_SIGN_BIT = 1 << 255


def is_signed(public_key: bytes, signature: bytes, message: bytes) -> bool:
    """Whether this key signed exactly these bytes; False for 32 bytes that are no key."""
    if not _is_canonical(public_key):
        return False
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def _is_canonical(public_key: bytes) -> bool:
    """RFC 8032 5.1.3, where libraries are lenient: y below the prime, and no negative zero."""
    number = int.from_bytes(public_key, "little")
    y = number & (_SIGN_BIT - 1)
    return y < _PRIME and not (number & _SIGN_BIT and y in (1, _PRIME - 1))

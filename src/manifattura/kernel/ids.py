"""Random names: hard to guess, easy to read aloud."""

import secrets

READABLE = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


def readable_code(length: int = 6) -> str:
    """A random code without the letters and digits that are easily confused (I, O, 0, 1)."""
    return "".join(secrets.choice(READABLE) for _ in range(length))


def storage_key() -> str:
    """A random name for a stored file; says nothing about its content or owner."""
    return secrets.token_hex(20)

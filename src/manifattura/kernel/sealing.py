"""Sealed envelopes: close a value to a public key, open it with shares of the private one (ADR 0021). No storage here.

X25519 for the agreement, HKDF-SHA-256 for the key, ChaCha20-Poly1305 for the box; Shamir's sharing over a prime field.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

SEAL = b"manifattura-sealed/1"
EPHEMERAL = b"manifattura-sealed/1 ephemeral"
KEY_BYTES = 32
BLOCK = 256
"""Boxes come in steps of this many bytes, so that their length does not tell how long the answer is."""
LENGTH_BYTES = 4
NONCE = bytes(12)
"""Each key seals one box only: the nonce may be constant."""


class CannotOpen(ValueError):
    """The key, the context or the envelope is not the right one; nothing was opened."""


# ------------------------------------------------------------------ keys and envelopes


@dataclass(frozen=True)
class KeyPair:
    """`public` may be published; `private` is split and forgotten."""

    public: str
    private: bytes = field(repr=False)


@dataclass(frozen=True)
class Envelope:
    """A closed value: everything in it may be stored and hashed, and tells nothing."""

    salt: str
    ephemeral: str
    box: str


@dataclass(frozen=True)
class Opened:
    """What was inside. With `secret` anybody can close `content` again and get the very same envelope."""

    content: bytes = field(repr=False)
    secret: str = field(repr=False)


def make_key_pair() -> KeyPair:
    """A fresh pair from the system's randomness."""
    return key_pair_of(secrets.token_bytes(KEY_BYTES))


def key_pair_of(private: bytes) -> KeyPair:
    """The pair of a private key of 32 bytes."""
    key = X25519PrivateKey.from_private_bytes(private)
    return KeyPair(written(key.public_key().public_bytes_raw()), private)


def new_secret() -> str:
    """What decides everything of an envelope but its salt: who knows it can show what is inside."""
    return written(secrets.token_bytes(KEY_BYTES))


def seal(public: str, content: bytes, context: bytes, *, secret: str = "", salt: str = "") -> Envelope:
    """Close `content` to the holder of the private key, for this context only.

    `secret` and `salt` are random unless the caller closes again what it knows, to compare (`is_inside`).
    """
    inner = read(secret or new_secret())
    outer = read(salt) if salt else secrets.token_bytes(KEY_BYTES)
    ephemeral = key_pair_of(_derive(inner, outer, EPHEMERAL))
    key = _box_key(ephemeral.private, public, ephemeral.public, outer, context, public)
    box = ChaCha20Poly1305(key).encrypt(NONCE, _padded(inner, content), context)
    return Envelope(written(outer), ephemeral.public, written(box))


def unseal(pair: KeyPair, envelope: Envelope, context: bytes) -> Opened:
    """Open an envelope; `CannotOpen` for another key, another context, or one byte that changed."""
    try:
        salt = read(envelope.salt)
        key = _box_key(pair.private, envelope.ephemeral, envelope.ephemeral, salt, context, pair.public)
        opened = _unpadded(ChaCha20Poly1305(key).decrypt(NONCE, read(envelope.box), context))
    except (InvalidTag, ValueError) as error:
        raise CannotOpen from error
    if not is_inside(pair.public, envelope, context, opened):
        raise CannotOpen
    return opened


def is_inside(public: str, envelope: Envelope, context: bytes, opened: Opened) -> bool:
    """Whether this very content with this secret gives this envelope: anybody can check it, without a private key."""
    try:
        again = seal(public, opened.content, context, secret=opened.secret, salt=envelope.salt)
    except ValueError:
        return False
    return again == envelope


def _box_key(private: bytes, other: str, ephemeral: str, salt: bytes, context: bytes, public: str) -> bytes:
    shared = X25519PrivateKey.from_private_bytes(private).exchange(
        X25519PublicKey.from_public_bytes(read(other))
    )
    bound = hashlib.sha256(context).digest()
    return _derive(shared, salt, SEAL + read(ephemeral) + read(public) + bound)


def _derive(material: bytes, salt: bytes | None, info: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=salt, info=info).derive(material)


def _padded(secret: bytes, content: bytes) -> bytes:
    plain = secret + len(content).to_bytes(LENGTH_BYTES, "big") + content
    return plain + bytes(-len(plain) % BLOCK)


def _unpadded(plain: bytes) -> Opened:
    secret, rest = plain[:KEY_BYTES], plain[KEY_BYTES:]
    length = int.from_bytes(rest[:LENGTH_BYTES], "big")
    return Opened(rest[LENGTH_BYTES : LENGTH_BYTES + length], written(secret))


# ------------------------------------------------------------------ shares of a private key

PRIME = 2**521 - 1
"""A Mersenne prime, wide enough for any secret of 64 bytes."""
SHARE_BYTES = 66


@dataclass(frozen=True)
class Share:
    """A point of the polynomial: fewer than the threshold tell nothing at all about the secret."""

    number: int
    value: bytes = field(repr=False)


def split(secret: bytes, *, threshold: int, shares: int) -> tuple[Share, ...]:
    """Shares numbered from 1; any `threshold` of them give the secret (of 32 bytes) back."""
    if len(secret) != KEY_BYTES or not 2 <= threshold <= shares <= 255:
        raise ValueError("a secret of 32 bytes, and 2 <= threshold <= shares <= 255")
    parts = [int.from_bytes(secret, "big"), *(secrets.randbelow(PRIME) for _ in range(threshold - 1))]
    return tuple(Share(x, _at(parts, x).to_bytes(SHARE_BYTES, "big")) for x in range(1, shares + 1))


def _at(parts: Sequence[int], x: int) -> int:
    total = 0
    for part in reversed(parts):
        total = (total * x + part) % PRIME
    return total


def join(shares: Sequence[Share]) -> bytes:
    """The secret from as many shares as the threshold; `CannotOpen` when they cannot belong together.

    Shares of another secret may give another secret: the caller compares the public key.
    """
    numbers = [share.number for share in shares]
    if len(set(numbers)) < len(numbers) or not numbers or min(numbers) < 1:
        raise CannotOpen
    total = 0
    for share in shares:
        above, below = 1, 1
        for other in numbers:
            if other != share.number:
                above = above * -other % PRIME
                below = below * (share.number - other) % PRIME
        total = (total + int.from_bytes(share.value, "big") * above * pow(below, -1, PRIME)) % PRIME
    if total >= 2 ** (8 * KEY_BYTES):
        raise CannotOpen
    return total.to_bytes(KEY_BYTES, "big")


# ------------------------------------------------------------------ codes that people keep

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Base 32 without I, L, O, U: what is read aloud or copied by hand is not mistaken."""
CODE_BYTES = 20
CODE_LENGTH = CODE_BYTES * 8 // 5
CHECK_LENGTH = 4
GROUP = 4
HOLDER = b"manifattura-holder/1"
ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None})


def new_code() -> str:
    """A secret of 160 bits as a person keeps it: nine groups of four signs, the last one checks the others."""
    return code_of(secrets.token_bytes(CODE_BYTES))


def code_of(material: bytes) -> str:
    """The code that writes these 20 bytes."""
    text = _letters(material, CODE_LENGTH) + _check(material)
    return "-".join(text[start : start + GROUP] for start in range(0, len(text), GROUP))


def key_pair_of_code(code: str, context: bytes) -> KeyPair:
    """The key pair that a code stands for, for this context only; `CannotOpen` when the code was copied badly."""
    text = "".join(code.split()).upper().translate(ALIKE)
    if len(text) != CODE_LENGTH + CHECK_LENGTH or not set(text) <= set(ALPHABET):
        raise CannotOpen
    material = _material(text[:CODE_LENGTH])
    if not hmac.compare_digest(_check(material), text[CODE_LENGTH:]):
        raise CannotOpen
    return key_pair_of(_derive(material, None, HOLDER + hashlib.sha256(context).digest()))


def fingerprint(public: str) -> str:
    """The first sixteen signs of a public key's SHA-256, in groups: what people compare."""
    text = hashlib.sha256(read(public)).hexdigest()[:16]
    return " ".join(text[start : start + GROUP] for start in range(0, len(text), GROUP))


def _letters(material: bytes, count: int) -> str:
    number = int.from_bytes(material, "big")
    return "".join(ALPHABET[number >> 5 * place & 31] for place in reversed(range(count)))


def _material(text: str) -> bytes:
    number = 0
    for sign in text:
        number = number << 5 | ALPHABET.index(sign)
    return number.to_bytes(CODE_BYTES, "big")


def _check(material: bytes) -> str:
    digest = hashlib.sha256(HOLDER + material).digest()[:3]
    return _letters(digest, CHECK_LENGTH)


# ------------------------------------------------------------------ bytes as text


def written(value: bytes) -> str:
    """Base64url without padding."""
    return urlsafe_b64encode(value).rstrip(b"=").decode()


def read(text: str) -> bytes:
    """The bytes of `written`; ValueError for anything else."""
    value = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if written(value) != text:
        raise ValueError("not base64url")
    return value

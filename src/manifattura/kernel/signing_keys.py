"""Ed25519 keys that sign what the city publishes: files in a folder outside the database (docs/proof-log.md)."""

from __future__ import annotations

import base64
import contextlib
import fcntl
import hashlib
import hmac
import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

SUFFIX = ".pem"
MAC_CONTEXT = b"manifattura row mac 1"


class KeyMissing(Exception):
    """The private key of a published public key is not in the folder."""


@dataclass(frozen=True)
class SigningKey:
    """A private key in hand; `public_key` is its 32 bytes in base64, as documents write it."""

    public_key: str
    private: Ed25519PrivateKey

    def sign(self, message: bytes) -> str:
        """The signature in base64."""
        return base64.b64encode(self.private.sign(message)).decode("ascii")

    def mac(self, message: bytes) -> str:
        """What only the holder of the key can compute again, in hexadecimal."""
        return hmac.new(self._secret, message, hashlib.sha256).hexdigest()

    @cached_property
    def _secret(self) -> bytes:
        raw = self.private.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption())
        return hmac.new(raw, MAC_CONTEXT, hashlib.sha256).digest()


def key_id(public_key: str) -> str:
    """Sixteen characters that name a key: the beginning of the SHA-256 of its 32 bytes."""
    return hashlib.sha256(base64.b64decode(public_key)).hexdigest()[:16]


def make_key(folder: Path) -> SigningKey:
    """A new key in the folder, readable by this user alone."""
    _private(folder)
    key = _held(Ed25519PrivateKey.generate())
    pem = key.private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    descriptor = os.open(_path(folder, key.public_key), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(pem)
        file.flush()
        os.fsync(file.fileno())
    return key


@lru_cache(maxsize=16)
def held_key(folder: Path, public_key: str) -> SigningKey:
    """The key of this public key; `KeyMissing` when its file is not there, is empty or is another key."""
    path = _path(folder, public_key)
    try:
        key = _read(path)
    except (OSError, ValueError, TypeError) as error:
        raise KeyMissing(f"the key {key_id(public_key)} cannot be read from {path}: {error}") from error
    if key.public_key != public_key:
        raise KeyMissing(f"the file {path} holds another key")
    return key


def any_key(folder: Path) -> SigningKey | None:
    """The newest readable key of the folder: the one to go on with when the database knows none yet."""
    files = sorted(folder.glob(f"*{SUFFIX}"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in files:
        with contextlib.suppress(OSError, ValueError, TypeError):
            return _read(path)
    return None


@contextlib.contextmanager
def folder_lock(folder: Path) -> Iterator[None]:
    """One process at a time makes keys."""
    _private(folder)
    with (folder / ".lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _private(folder: Path) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def _path(folder: Path, public_key: str) -> Path:
    return folder / f"{key_id(public_key)}{SUFFIX}"


def _read(path: Path) -> SigningKey:
    private = load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(private, Ed25519PrivateKey):
        raise TypeError("not an Ed25519 key")
    return _held(private)


def _held(private: Ed25519PrivateKey) -> SigningKey:
    raw = private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    return SigningKey(base64.b64encode(raw).decode("ascii"), private)

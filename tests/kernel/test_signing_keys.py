"""Keys that sign: made once, private, found again, told apart."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from manifattura.kernel.signing_keys import KeyMissing, any_key, folder_lock, held_key, key_id, make_key


def test_a_key_is_a_private_file_and_signs(tmp_path: Path) -> None:
    folder = tmp_path / "keys"
    key = make_key(folder)
    path = folder / f"{key_id(key.public_key)}.pem"
    assert folder.stat().st_mode & 0o777 == 0o700
    assert path.stat().st_mode & 0o777 == 0o600
    signature = key.sign(b"message")
    public = Ed25519PublicKey.from_public_bytes(base64.b64decode(key.public_key))
    public.verify(base64.b64decode(signature), b"message")
    again = held_key(folder, key.public_key)
    assert again.sign(b"message") == signature
    assert again.mac(b"row") == key.mac(b"row") != key.mac(b"other row")


def test_the_newest_key_is_adopted(tmp_path: Path) -> None:
    assert any_key(tmp_path) is None
    first, second = make_key(tmp_path), make_key(tmp_path)
    older = tmp_path / f"{key_id(first.public_key)}.pem"
    older.touch()
    import os

    os.utime(older, (1, 1))
    (tmp_path / "broken.pem").write_bytes(b"not a key")
    found = any_key(tmp_path)
    assert found is not None
    assert found.public_key == second.public_key
    assert found.mac(b"row") != first.mac(b"row")


def test_a_key_that_is_not_there_or_another_is_refused(tmp_path: Path) -> None:
    key, other = make_key(tmp_path / "a"), make_key(tmp_path / "b")
    with pytest.raises(KeyMissing, match="cannot be read"):
        held_key(tmp_path / "b", key.public_key)
    path = tmp_path / "b" / f"{key_id(key.public_key)}.pem"
    path.write_bytes((tmp_path / "b" / f"{key_id(other.public_key)}.pem").read_bytes())
    with pytest.raises(KeyMissing, match="another key"):
        held_key(tmp_path / "b", key.public_key)
    path.write_bytes(
        X25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    )
    with pytest.raises(KeyMissing, match="Ed25519"):
        held_key(tmp_path / "b", key.public_key)
    with folder_lock(tmp_path / "c"):
        assert (tmp_path / "c").is_dir()

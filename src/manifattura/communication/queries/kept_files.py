"""Files that are made at the first demand and kept with the stored ones, under the digest of what they are made from."""

from __future__ import annotations

from collections.abc import Callable

from django.core.files.base import ContentFile
from django.core.files.storage import storages

from manifattura.kernel.files import STORAGE

FOLDER = "pictures"


def kept_file(name: str, make: Callable[[], bytes]) -> bytes:
    """The file of this name; `make` is called when it is not there."""
    key = f"{FOLDER}/{name}"
    storage = storages[STORAGE]
    if storage.exists(key):
        with storage.open(key, "rb") as file:
            return bytes(file.read())
    content = make()
    kept = storage.save(key, ContentFile(content))
    if kept != key:
        # somebody else made it meanwhile
        storage.delete(kept)
    return content

"""The key that signs the proof log: made at the first start, replaced when somebody decides so."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import transaction

from manifattura.kernel.canonical_json import canonical_json
from manifattura.kernel.clock import database_now
from manifattura.kernel.signing_keys import KeyMissing, SigningKey, any_key, folder_lock, held_key, make_key

from ..domain.proof_documents import utc_text
from ..models import HeadCountersignature, LogKey, TreeHead
from ..queries.locks import lock_registrar


def signing_key() -> SigningKey:
    """The private key that signs now; the first one is made here. `KeyMissing` when its file is gone."""
    return held_key(settings.KEYS_FOLDER, make_first_key().public_key)


def make_first_key() -> LogKey:
    """The key that signs now, made if there is none yet."""
    last = LogKey.objects.order_by("-id").first()
    if last is None:
        with transaction.atomic():
            lock_registrar()
            last = LogKey.objects.order_by("-id").first() or _first_key()
    return last


def rotate_key() -> LogKey:
    """A new key signs from now on; it also signs every older head again, so that proofs go across the change.

    The old private key may be lost: then the new statement lacks its signature, and says so by that.
    """
    with transaction.atomic():
        lock_registrar()
        old = LogKey.objects.order_by("-id").first()
        if old is None:
            return _first_key()
        with folder_lock(settings.KEYS_FOLDER):
            key = make_key(settings.KEYS_FOLDER)
        new = _published(key, replaces=old, since=max(database_now(), old.since))
        HeadCountersignature.objects.bulk_create(
            [
                HeadCountersignature(
                    head=head, public_key=key.public_key, signature=key.sign(head.tree_head.encode())
                )
                for head in TreeHead.objects.order_by("id").iterator()
            ],
            batch_size=1000,
        )
    return new


def _first_key() -> LogKey:
    with folder_lock(settings.KEYS_FOLDER):
        key = any_key(settings.KEYS_FOLDER) or make_key(settings.KEYS_FOLDER)
    return _published(key, replaces=None, since=database_now())


def _published(key: SigningKey, *, replaces: LogKey | None, since: datetime) -> LogKey:
    statement = canonical_json(
        {
            "public_key": key.public_key,
            "replaces": replaces.public_key if replaces else None,
            "since": utc_text(since),
        }
    )
    return LogKey.objects.create(
        public_key=key.public_key,
        since=since,
        statement=statement.decode(),
        signature=key.sign(statement),
        replaced_signature=_by_the_old(replaces, statement),
    )


def _by_the_old(replaces: LogKey | None, statement: bytes) -> str:
    if replaces is None:
        return ""
    try:
        return held_key(settings.KEYS_FOLDER, replaces.public_key).sign(statement)
    except KeyMissing:
        return ""

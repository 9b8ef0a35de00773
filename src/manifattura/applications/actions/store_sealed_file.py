"""Store a file closed: its envelope is the header, its chunks follow; the clear bytes are written nowhere (ADR 0021)."""

from __future__ import annotations

import hashlib
import tempfile
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from manifattura.calls.domain.edition import FormField
from manifattura.calls.queries.editions import edition as edition_by_id
from manifattura.kernel.errors import Refused
from manifattura.kernel.files import StoredFile, store_file
from manifattura.kernel.sealed_files import SealingWriter, header_bytes, new_file_key

from ..domain.file_checks import GoodFile
from ..domain.sealed import Place, note_of
from ..domain.sealed_files import SealedFile, close_file, stored_name
from ..models import Application
from ..queries.sheets import Sheet

PIECE = 1024 * 1024


@dataclass(frozen=True)
class StoredSealed:
    """`name`: what the row says instead of the file's own; `note`: for the applicant alone, never stored."""

    stored: StoredFile
    name: str
    note: dict[str, Any]


def store_sealed_file(*, sheet: Sheet, item: FormField, good: GoodFile, content: bytes) -> StoredSealed:
    """Close a file that passed every check to the call's key, for this application and question."""
    public_key = edition_by_id(sheet.edition_id).sealing_key if isinstance(sheet, Application) else ""
    if not isinstance(sheet, Application) or not public_key:
        raise Refused(
            _("Questo bando non ha ancora la chiave delle buste: non si può rispondere."), field=item.key
        )
    place = Place(sheet.call.slug, sheet.code)
    facts = SealedFile(
        name=good.name,
        content_type=good.content_type,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        key=new_file_key(),
    )
    closed = close_file(item, facts, public_key=public_key, place=place)
    with tempfile.TemporaryFile() as spool:
        spool.write(header_bytes(closed.stored))
        writer = SealingWriter(spool, facts.key)
        for at in range(0, len(content), PIECE):
            writer.write(content[at : at + PIECE])
        writer.close()
        stored = store_file(spool)
    note = note_of(item, facts.as_value(), closed, public_key=public_key, place=place)
    return StoredSealed(stored, stored_name(closed.stored), note)

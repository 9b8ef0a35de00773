"""Publish a document with the call: the notice, a guide, a map. PDF only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from manifattura.kernel import files
from manifattura.kernel.errors import Refused

from ..domain.problems import Part
from ..models import DocumentDraft
from .change_draft import changing_draft
from .draft_items import ItemKind, items_of, target_of
from .save_item import free_key

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

    from ..models import Call

LARGEST = 20_000_000


def add_document(*, call: Call, title: str, file_name: str, content: bytes, by: Person) -> DocumentDraft:
    """Store the file and add it last; `Refused` (field `file`) says why a file cannot be published."""
    check_document(file_name, content)
    with changing_draft(
        call=call,
        part=Part.DOCUMENTS,
        target=target_of(ItemKind.DOCUMENT, 0),
        revision=call.revision + 1_000_000,
        verb="call_document_added",
        by=by,
    ) as change:
        rows = items_of(change.call.pk, ItemKind.DOCUMENT)
        stored = files.store(content)
        document = DocumentDraft.objects.create(
            call=change.call,
            position=rows.count(),
            key=free_key(title, set(rows.values_list("key", flat=True))),
            title=title,
            file_name=file_name[-200:],
            storage_key=stored.storage_key,
            sha256=stored.sha256,
            size=stored.size,
        )
        change.after.update(added=document.key, title=title, sha256=stored.sha256)
    return document


def check_document(file_name: str, content: bytes) -> None:
    """Content agrees with the extension, is bounded, and anybody can open it."""
    if not file_name.lower().endswith(".pdf") or not content.startswith(b"%PDF-"):
        raise Refused(_("Il documento deve essere un PDF."), field="file")
    if len(content) > LARGEST:
        raise Refused(_("Il PDF supera i 20 MB: riducilo o dividilo."), field="file")
    if b"/Encrypt" in content[-4096:]:
        raise Refused(
            _("Il PDF è protetto da password: caricane uno che tutti possano aprire."), field="file"
        )

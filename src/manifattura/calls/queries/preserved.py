"""The acts of a call as a preservation system receives them: every published edition."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from manifattura.kernel.canonical_json import canonical_json
from manifattura.kernel.preservation import KeptFile

from ..models import CallEdition

if TYPE_CHECKING:
    from ..models import Call


def kept_editions(call: Call) -> Iterator[KeptFile]:
    """In canonical JSON: the SHA-256 of the file is the digest of the edition."""
    for one in CallEdition.objects.filter(call=call).order_by("version"):
        yield KeptFile(
            path=f"bando/edizione-{one.version}.json",
            identifier=f"{call.slug}/edizione/{one.version}",
            kind="Bando",
            subject=f"{call.title}, edizione {one.version}, atto n. {one.act_number} del {one.act_on:%d/%m/%Y}",
            at=one.published_at,
            author=call.office.name,
            content_type="application/json",
            content=canonical_json(one.document),
        )

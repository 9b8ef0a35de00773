"""Install the list of the authorities whose certificates count, or take one away."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from manifattura.kernel import audit
from manifattura.kernel.clock import ROME, now
from manifattura.kernel.errors import PermissionRefused, Refused

from ..adapters.trusted_services import ReadList, UnreadableListError, read_list
from ..models import TrustList
from ..permissions import is_administrator

if TYPE_CHECKING:
    from ..models import Person

MOST_BYTES = 40 * 1024 * 1024


def install_trust_list(
    *, content: bytes, name: str, signer: bytes | None = None, dated: datetime | None = None
) -> TrustList:
    """Put the list in force in place of the one before it of the same kind and territory. From the command line alone.

    `signer`: the certificate that must have signed it; `dated`: of a bundle of certificates, which carries no date.
    `Refused`: it cannot be read, it grants nothing, it is older than the one in force, or it is dated tomorrow.
    """
    if len(content) > MOST_BYTES:
        raise Refused("The file is larger than 40 MB: this is no trust list.", code="size")
    try:
        read = read_list(content, signer=signer)
    except UnreadableListError as error:
        raise Refused(str(error), code="unreadable") from error
    if not read.services:
        raise Refused("The list grants no authority that issues qualified certificates.", code="empty")
    issued_at = read.issued_at or dated or now()
    if issued_at > now():
        raise Refused(
            "The list is dated later than now: look at its date and at this machine's clock.", code="early"
        )
    with transaction.atomic():
        before = (
            TrustList.objects.select_for_update()
            .filter(kind=read.kind, territory=read.territory, is_in_force=True)
            .first()
        )
        if before is not None and before.issued_at > issued_at:
            raise Refused(
                f"The list in force is newer: it was issued on {before.issued_at.astimezone(ROME):%Y-%m-%d}.",
                code="older",
            )
        if before is not None:
            before.is_in_force = False
            before.save(update_fields=["is_in_force"])
        row = _row(read, content, name, issued_at, is_verified=signer is not None)
        audit.record(
            "trust_list_installed",
            by=None,
            subject=row,
            after={"name": row.name, "sha256": row.sha256, "services": len(row.services)},
        )
    return row


def _row(read: ReadList, content: bytes, name: str, issued_at: datetime, *, is_verified: bool) -> TrustList:
    return TrustList.objects.create(
        kind=read.kind,
        territory=read.territory,
        operator=read.operator,
        sequence=read.sequence,
        issued_at=issued_at,
        next_update=read.next_update,
        name=name[:200],
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        services=[one.name for one in read.services],
        ignored=read.ignored,
        is_signature_verified=is_verified,
    )


def withdraw_trust_list(*, trust_list: TrustList, by: Person) -> None:
    """No signature is judged by it any more; what it judged stays as it was recorded."""
    if not is_administrator(by):
        raise PermissionRefused
    with transaction.atomic():
        changed = TrustList.objects.filter(pk=trust_list.pk, is_in_force=True).update(is_in_force=False)
        if changed:
            audit.record(
                "trust_list_withdrawn", by=by, subject=trust_list, after={"sha256": trust_list.sha256}
            )

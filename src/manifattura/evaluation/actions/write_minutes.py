"""The minutes of a sitting: the secretary writes statements, generates the PDF once, and brings it back signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import override

from manifattura.kernel import audit
from manifattura.kernel.clock import now
from manifattura.kernel.errors import Conflict, PermissionRefused, Refused
from manifattura.kernel.files import read_stored, store

from ..domain.signed_files import SignedKind, read_signed
from ..domain.sittings import SittingState
from ..models import Committee, Minutes, SignedMinutes
from ..permissions import may_keep_minutes, member_of
from ..queries.sitting_minutes import sitting_minutes_pdf

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

LONGEST = 20_000
LARGEST = 20 * 1024 * 1024
LANGUAGE = "it"
"""An act of the office is in Italian, whatever the secretary reads."""


def write_statements(*, minutes: Minutes, statements: str, version: int, by: Person) -> Minutes:
    """What members asked to be written down. `Conflict` when another secretary saved since `version` was read."""
    with transaction.atomic():
        locked = _locked(minutes, by)
        if locked.generated_at:
            raise Refused(_("Il verbale è già generato e non cambia più."), code="generated")
        if locked.version != version:
            raise Conflict(
                _("Il verbale è cambiato da quando hai aperto la pagina."),
                theirs={"statements": locked.statements, "version": locked.version},
                field="statements",
            )
        if len(statements) > LONGEST:
            raise Refused(
                _("Il testo è troppo lungo: al massimo %(n)s caratteri.") % {"n": LONGEST},
                field="statements",
            )
        locked.statements = statements.replace("\r\n", "\n").strip()
        locked.version += 1
        locked.save(update_fields=["statements", "version"])
        audit.record("minutes_written", by=by, subject=locked, scope=locked.committee.call.audit_scope)
    return locked


def generate_minutes(*, minutes: Minutes, by: Person) -> Minutes:
    """Number it, make the PDF, keep its digest: from now on nothing changes. Only for a sitting that is over."""
    with transaction.atomic():
        # the committee's row: two secretaries' numbers follow each other
        Committee.objects.select_for_update(of=("self",)).get(pk=minutes.committee_id)
        locked = _locked(minutes, by)
        if locked.generated_at:
            raise Refused(_("Il verbale è già generato e non cambia più."), code="generated")
        if locked.sitting.state not in (SittingState.CLOSED, SittingState.ANNULLED):
            raise Refused(_("Il verbale si genera quando la seduta è chiusa."), code="open")
        last = Minutes.objects.filter(committee=locked.committee).aggregate(last=Max("number"))["last"]
        moment = now()
        locked.number = (last or 0) + 1
        with override(LANGUAGE):
            stored = store(sitting_minutes_pdf(locked, made_at=moment))
        locked.storage_key, locked.sha256, locked.size = stored.storage_key, stored.sha256, stored.size
        locked.generated_at, locked.generated_by = moment, by
        locked.save()
        audit.record(
            "minutes_generated",
            by=by,
            subject=locked,
            scope=locked.committee.call.audit_scope,
            after={"number": locked.number, "sha256": locked.sha256},
        )
    return locked


def upload_signed_minutes(
    *, minutes: Minutes, content: bytes, file_name: str, compared: bool = False, by: Person
) -> SignedMinutes:
    """The file signed outside; told by its content, kept with its digest, once.

    `compared`: the secretary read a file in which the generated minutes are not there byte for byte.
    """
    with transaction.atomic():
        locked = _locked(minutes, by)
        if not locked.generated_at:
            raise Refused(_("Prima genera il verbale: è quello il file da firmare."), code="draft")
        if SignedMinutes.objects.filter(minutes=locked).exists():
            raise Refused(_("Il verbale firmato c’è già."), code="signed")
        if not content:
            raise Refused(_("Scegli un file."), field="file")
        if len(content) > LARGEST:
            raise Refused(_("Il file è troppo grande: fino a 20 MB."), field="file")
        found = read_signed(content, read_stored(locked.storage_key))
        if found is None:
            raise Refused(
                _("Non è un PDF firmato né un file .p7m: carica quello che esce dal programma di firma."),
                field="file",
                code="unsigned",
            )
        if not found.holds_original and not compared:
            raise Refused(
                _(
                    "In questo file non c’è il verbale generato, byte per byte: può essere un altro documento."
                ),
                field="file",
                code="another",
            )
        stored = store(content)
        signed = SignedMinutes.objects.create(
            minutes=locked,
            kind=found.kind,
            file_name=file_name[:200] or f"verbale.{SignedKind(found.kind).value}",
            storage_key=stored.storage_key,
            sha256=stored.sha256,
            size=stored.size,
            holds_original=found.holds_original,
            uploaded_by=by,
        )
        audit.record(
            "minutes_signed",
            by=by,
            subject=locked,
            scope=locked.committee.call.audit_scope,
            after={"number": locked.number, "sha256": signed.sha256, "kind": signed.kind},
        )
    return signed


def _locked(minutes: Minutes, by: Person) -> Minutes:
    locked = (
        Minutes.objects.select_for_update(of=("self",))
        .select_related("committee__call", "sitting")
        .get(pk=minutes.pk)
    )
    if not may_keep_minutes(member_of(by, locked.committee)):
        raise PermissionRefused(_("Il verbale lo tiene il segretario."))
    return locked

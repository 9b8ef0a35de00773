"""Write the preservation package of a call: every file as it is, then the index with their digests."""

from __future__ import annotations

import hashlib
import tempfile
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import IO

from django.conf import settings
from django.db import transaction
from django.utils.translation import override

from manifattura.applications.queries.preserved import kept_application, sent_ids
from manifattura.calls.queries.preserved import kept_editions
from manifattura.evaluation.queries.preserved import (
    kept_casework,
    kept_minutes,
    kept_opening,
    kept_public_sittings,
    kept_rankings,
)
from manifattura.kernel import audit
from manifattura.kernel.canonical_json import canonical_json
from manifattura.kernel.clock import ROME, database_now
from manifattura.kernel.files import open_stored, remove_stored, store_file
from manifattura.kernel.preservation import KeptFile

from ..domain.preservation import INDEX, Described, files_problem, index_document
from ..models import PreservationPackage
from ..queries.preserved import kept_samples

CHUNK = 64 * 1024


def build_package(*, package_id: int) -> PreservationPackage:
    """Long work, outside a transaction; a second run of the job finds it finished, or begins again."""
    package = PreservationPackage.objects.select_related("call__office", "asked_by").get(pk=package_id)
    if package.finished_at is not None:
        return package
    with tempfile.TemporaryFile() as file, override(settings.LANGUAGE_CODE):
        described, missing, index = _write(package, file)
        stored = store_file(file)
    with transaction.atomic():
        locked = PreservationPackage.objects.select_for_update().get(pk=package_id)
        if locked.finished_at is not None:  # another worker was faster
            remove_stored(stored.storage_key)
            return locked
        locked.storage_key, locked.sha256, locked.size = stored.storage_key, stored.sha256, stored.size
        locked.index_sha256 = hashlib.sha256(index).hexdigest()
        locked.files, locked.missing = len(described), missing
        locked.done, locked.total = package.total, package.total
        locked.finished_at = database_now()
        locked.save()
        audit.record(
            "package_built",
            by=None,
            subject=locked,
            scope=package.call.audit_scope,
            after={"sha256": locked.sha256, "files": locked.files},
        )
    return locked


def _write(package: PreservationPackage, file: IO[bytes]) -> tuple[list[Described], list[str], bytes]:
    call = package.call
    described: list[Described] = []
    missing: list[str] = []
    ids = sent_ids(call)
    package.total = len(ids) + 1
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as archive:
        for kept in _acts(package):
            _add(archive, kept, described, missing)
        _progress(package, 1)
        for number, pk in enumerate(ids, start=2):
            for kept in (*kept_application(pk, call.office.name), *kept_casework(pk, call.office.name)):
                _add(archive, kept, described, missing)
            _progress(package, number)
        double = files_problem(described)
        if double:
            raise ValueError(f"{double} is twice in the package")
        document = index_document(
            call=call.slug,
            title=call.title,
            institution=settings.CITY["institution"],
            office=call.office.name,
            made_at=package.asked_at.astimezone(ROME).isoformat(timespec="seconds"),
            files=described,
        )
        index = canonical_json(document)
        archive.writestr(_info(INDEX), index)
    return described, missing, index


def _acts(package: PreservationPackage) -> Iterator[KeptFile]:
    yield from kept_editions(package.call)
    yield from kept_minutes(package.call)
    yield from kept_opening(package.call)
    yield from kept_public_sittings(package.call)
    yield from kept_rankings(package.call)
    yield from kept_samples(package.call)


def _add(archive: zipfile.ZipFile, kept: KeptFile, described: list[Described], missing: list[str]) -> None:
    """Write while counting and hashing; a stored file that is not there is told, not hidden."""
    digest, size = hashlib.sha256(), 0
    try:
        source = BytesIO(kept.content) if kept.content is not None else open_stored(kept.storage_key)
    except FileNotFoundError:
        missing.append(kept.path)
        return
    with source, archive.open(_info(kept.path), "w", force_zip64=True) as target:
        while chunk := source.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
            target.write(chunk)
    described.append(
        Described(
            path=kept.path,
            identifier=kept.identifier,
            kind=kept.kind,
            subject=kept.subject,
            at=kept.at.astimezone(ROME).isoformat(timespec="seconds"),
            author=kept.author,
            content_type=kept.content_type,
            sha256=digest.hexdigest(),
            size=size,
            original_name=kept.original_name,
            registration=kept.registration,
            is_attachment_of=kept.is_attachment_of,
        )
    )


def _info(path: str) -> zipfile.ZipInfo:
    """No moment of the machine that packs: the index says when each document was made."""
    info = zipfile.ZipInfo(path, date_time=(1980, 1, 1, 0, 0, 0))
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o600 << 16
    return info


def _progress(package: PreservationPackage, done: int) -> None:
    """Seen on the page at once: no transaction is open here."""
    PreservationPackage.objects.filter(pk=package.pk, finished_at=None).update(done=done, total=package.total)

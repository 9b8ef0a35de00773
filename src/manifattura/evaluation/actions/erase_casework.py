"""Take out of the casework what the applicant wrote or gave; reasons, marks and outcomes of the office stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from manifattura.accounts.actions.unnamed_person import unnamed_person
from manifattura.applications.actions.erase_files import erase_files_later
from manifattura.applications.permissions import may_discard
from manifattura.applications.queries.locks import lock_whoever_leads
from manifattura.kernel import audit
from manifattura.kernel.erasure import erasure_permitted
from manifattura.kernel.errors import PermissionRefused

from ..models import NoticeObservation, Observation, ObservationFile, VisitFile

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

TABLES = ("evaluation_observation", "evaluation_observationfile", "evaluation_visitfile")
GONE = "Testo scartato"


def erase_casework(*, application_id: int, authority: str, by: Person) -> bool:
    """Observations on the ranking and on a notice of rejection, pictures of visits. False when there was nothing."""
    with transaction.atomic():
        locked = lock_whoever_leads(application_id)
        if not may_discard(by, locked.call):
            raise PermissionRefused
        written = Observation.objects.filter(application=locked).exclude(text=GONE)
        files = ObservationFile.objects.filter(observation__application=locked)
        pictures = VisitFile.objects.filter(visit__review__application=locked)
        replies = NoticeObservation.objects.filter(notice__review__application=locked).exclude(text=GONE)
        keys = [*files.values_list("storage_key", flat=True), *pictures.values_list("storage_key", flat=True)]
        with erasure_permitted(tables=TABLES, authority=authority, by=by):
            files.delete()
            pictures.delete()
            count = written.update(text=GONE, sent_by=unnamed_person())
        count += replies.update(text=GONE, files=[])
        if not count and not keys:
            return False
        audit.record(
            "casework_discarded",
            by=by,
            subject=locked,
            scope=locked.audit_scope,
            after={"authority": authority, "texts": count, "files": len(keys)},
        )
        erase_files_later(keys)
    return True

"""Write the report of a visit line by line, add its files, and sign it: each officer with their own sign-in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.applications.actions.store_upload import Upload, store_uploads
from manifattura.calls.queries.editions import current_edition
from manifattura.kernel import audit
from manifattura.kernel.canonical_json import sha256_hex
from manifattura.kernel.clock import now
from manifattura.kernel.errors import Conflict, PermissionRefused, Refused

from ..domain.states import CheckOutcome, ReviewState
from ..domain.visits import (
    MISSING,
    OFFICERS,
    OPEN_STATES,
    Line,
    LineOutcome,
    VisitState,
    passes,
    report_problems,
)
from ..models import Review, ReviewCheck, Visit, VisitFile, VisitSignature
from ..queries.reviews import lock_review
from .lock_review import touch
from .propose_visit import end_visit_term

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

FORMAT = "manifattura-visit/1"
LONGEST = 2000


def save_visit_report(
    *,
    visit: Visit,
    lines: Mapping[str, tuple[str, str]],
    notes: str,
    base_version: int,
    by: Person,
    uploads: Sequence[Upload] = (),
) -> Visit:
    """Requirement → (outcome, note). A report that was signed by one officer and then changes is signed again by both.

    `Refused` before the appointment, with field = key of the line that lacks something; `Conflict` when the other
    officer wrote in between.
    """
    with transaction.atomic():
        review, locked = _locked(visit, by)
        if locked.version != base_version:
            raise Conflict(
                _("L’altro funzionario ha cambiato il verbale mentre scrivevi: rileggi e salva di nuovo."),
                theirs={
                    line.requirement_key: {"outcome": line.outcome, "note": line.note}
                    for line in locked.lines.all()
                },
            )
        if locked.at > now():
            raise Refused(_("La visita non è ancora cominciata."), code="early")
        _write_lines(locked, lines)
        locked.notes = notes.strip()[:LONGEST]
        for one in store_uploads(uploads):
            VisitFile.objects.create(
                visit=locked,
                storage_key=one.stored.storage_key,
                name=one.good.name,
                size=one.stored.size,
                content_type=one.good.content_type,
                sha256=one.stored.sha256,
                uploaded_by=by,
            )
        found = tuple(line.line for line in locked.lines.all())
        for key, problem in report_problems(found):
            text = (
                _("Scegli un esito per ogni requisito.")
                if problem == MISSING
                else _("Scrivi che cosa manca.")
            )
            raise Refused(text, field=key, code=problem)
        locked.state, locked.passed = VisitState.REPORTED, passes(found)
        locked.version += 1
        locked.report_sha256 = sha256_hex(report_document(locked))
        locked.save()
        audit.record(
            "visit_reported",
            by=by,
            subject=review.application,
            scope=review.application.audit_scope,
            after={"passed": locked.passed, "sha256": locked.report_sha256},
        )
    return locked


def sign_visit_report(*, visit: Visit, sha256: str, by: Person) -> Visit:
    """`sha256`: the report that the officer read. With both signatures it is final and its outcome enters the checklist."""
    with transaction.atomic():
        review, locked = _locked(visit, by)
        if locked.state != VisitState.REPORTED:
            raise Refused(_("Prima si scrive il verbale."), code="state")
        if sha256 != locked.report_sha256:
            raise Conflict(
                _("Il verbale è cambiato mentre lo leggevi: rileggilo e firma."), theirs={"sha256": "changed"}
            )
        VisitSignature.objects.get_or_create(visit=locked, person=by, report_sha256=sha256)
        audit.record(
            "visit_signed",
            by=by,
            subject=review.application,
            scope=review.application.audit_scope,
            after={"sha256": sha256},
        )
        if locked.signatures.filter(report_sha256=sha256).count() == OFFICERS:
            locked.state = VisitState.SIGNED
            locked.version += 1
            locked.save(update_fields=["state", "version"])
            end_visit_term(locked, "done", by)
            _into_checklist(review, locked, by)
            touch(review)
    return locked


def _locked(visit: Visit, by: Person) -> tuple[Review, Visit]:
    review = lock_review(visit.review_id)
    locked = Visit.objects.select_for_update(of=("self",)).get(pk=visit.pk)
    locked.review = review
    if by.pk not in locked.officer_ids:
        raise PermissionRefused(_("Il verbale lo scrive e lo firma chi fa la visita."))
    if locked.state not in OPEN_STATES:
        raise Refused(_("Il verbale è già firmato: non si cambia più."), code="state")
    return review, locked


def _write_lines(visit: Visit, given: Mapping[str, tuple[str, str]]) -> None:
    for line in visit.lines.all():
        if line.requirement_key not in given:
            continue
        outcome, note = given[line.requirement_key]
        if outcome and outcome not in set(LineOutcome):
            raise Refused(_("Scegli un esito della lista."), field=line.requirement_key)
        line.outcome, line.note = outcome, note.strip()[:LONGEST]
        line.save(update_fields=["outcome", "note"])


def report_document(visit: Visit) -> dict[str, Any]:
    """What is signed: who, when, where, each line, the digests of the files."""
    titles = {row.key: row.title for row in current_edition(visit.review.application.call).requirements}
    return {
        "format": FORMAT,
        "application": visit.review.application.code,
        "at": visit.at.isoformat(),
        "place": visit.place,
        "officers": [visit.first_officer.full_name, visit.second_officer.full_name],
        "lines": [
            {
                "requirement": line.requirement_key,
                "title": titles.get(line.requirement_key, ""),
                "outcome": line.outcome,
                "note": line.note,
            }
            for line in visit.lines.all()
        ],
        "notes": visit.notes,
        "files": [
            {"name": file.name, "size": file.size, "sha256": file.sha256} for file in visit.files.all()
        ],
    }


def _into_checklist(review: Review, visit: Visit, by: Person) -> None:
    """What two officers saw wins over what was read on paper; what they did not look at stays as it was."""
    if review.state not in (ReviewState.TO_DO, ReviewState.IN_PROGRESS):
        return
    checks = {check.requirement_key: check for check in review.checks.all()}
    for row in visit.lines.all():
        line: Line = row.line
        if line.outcome is LineOutcome.NOT_APPLICABLE:
            continue
        check = checks.get(line.key) or ReviewCheck(review=review, requirement_key=line.key)
        seen = line.outcome is LineOutcome.SEEN
        outcome = CheckOutcome.MET if seen else CheckOutcome.NOT_MET
        if check.outcome == outcome and not line.note:
            continue
        check.outcome, check.is_automatic = outcome, False
        check.note = line.note or check.note
        check.checked_by, check.version = by, review.version + 1
        check.save()

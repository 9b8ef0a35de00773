"""Prepare the copies to give: one uploaded by the office, or one made of an application with some answers left out."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.applications.actions.store_upload import Upload, store_uploads
from manifattura.kernel import audit
from manifattura.kernel.clock import now
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.kernel.files import store
from manifattura.kernel.pdf import render_pdf
from manifattura.ui.formats import date_text

from ..models import AccessCopy
from ..permissions import may_answer_access
from ..queries.copies import answers_of
from ..queries.samples import applications_by_code
from .lock_access import lock_access

if TYPE_CHECKING:
    from manifattura.accounts.models import Person
    from manifattura.applications.models import Application

    from ..models import AccessRequest

TEMPLATE = Path(__file__).resolve().parents[1] / "templates" / "records" / "pdf" / "copy.typ"


def upload_copy(*, request: AccessRequest, upload: Upload, by: Person) -> AccessCopy:
    """A file with the same checks as the files of applications."""
    with transaction.atomic():
        locked = _locked(request, by)
        kept = store_uploads([upload])[0]
        return _kept(
            locked,
            kept.good.name,
            kept.stored.storage_key,
            kept.stored.sha256,
            kept.stored.size,
            by,
            None,
            (),
        )


def make_copy(*, request: AccessRequest, code: str, left_out: Collection[str], by: Person) -> AccessCopy:
    """A PDF/UA of the application in which the chosen answers are replaced by "[omesso]"."""
    with transaction.atomic():
        locked = _locked(request, by)
        bare = code.strip().upper()
        found = applications_by_code(locked.call_id, [bare]) if locked.call_id else {}
        if bare not in found:
            raise Refused(_("Questo codice non è di una domanda del bando."), field="code")
        application = found[bare]
        content = _pdf(locked, application, frozenset(left_out))
        stored = store(content)
        name = f"domanda-{bare}-{locked.number}-{locked.year}.pdf"
        return _kept(
            locked, name, stored.storage_key, stored.sha256, stored.size, by, application, sorted(left_out)
        )


def _locked(request: AccessRequest, by: Person) -> AccessRequest:
    locked = lock_access(request, request.version)
    if not may_answer_access(by, locked.office_id):
        raise PermissionRefused
    if locked.decided_at is not None:
        raise Refused(_("Su questa richiesta l’ufficio ha già deciso."), code="state")
    return locked


def _pdf(request: AccessRequest, application: Application, left_out: Collection[str]) -> bytes:
    sections = [
        {
            "title": section.title,
            "rows": [
                {"label": answer.label, "text": _("[omesso]") if answer.key in left_out else answer.text}
                for answer in section.answers
            ],
        }
        for section in answers_of(application)
    ]
    data: dict[str, Any] = {
        "title": _("Copia della domanda %(code)s") % {"code": application.code},
        "intro": _("Richiesta di accesso %(number)s. Le parti con [omesso] non si consegnano.")
        % {"number": request},
        "day": date_text(now(), "long"),
        "sections": sections,
    }
    return render_pdf(TEMPLATE, data, made_at=now())


def _kept(
    request: AccessRequest,
    name: str,
    storage_key: str,
    sha256: str,
    size: int,
    by: Person,
    application: Application | None,
    left_out: Collection[str],
) -> AccessCopy:
    copy = AccessCopy.objects.create(
        request=request,
        name=name,
        storage_key=storage_key,
        sha256=sha256,
        size=size,
        made_by=by,
        application=application,
        left_out=list(left_out),
    )
    audit.record(
        "access_copy_made",
        by=by,
        subject=request,
        scope=request.audit_scope,
        after={"name": name, "sha256": sha256, "left_out": list(left_out)},
    )
    return copy

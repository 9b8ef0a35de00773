"""Make the PDF that a person signs to send an application (CAD art. 65 c. 1 a): of exactly what would be sent."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.kernel.clock import now
from manifattura.kernel.errors import PermissionRefused, Refused

from ..domain.states import ApplicationState
from ..models import Application, PreparedSubmission, SigningDocument
from ..permissions import may_send_application
from ..queries.signing_pdf import signing_pdf
from .prepare_submission import prepare_submission
from .refuse_incomplete import refuse_incomplete

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def prepare_signing(*, application: Application, by: Person) -> SigningDocument:
    """The document to be signed; asked for twice, the same bytes. `Refused` while something is missing."""
    if not may_send_application(by, application):
        raise PermissionRefused(_("Può inviare solo chi rappresenta l’impresa o un suo delegato."))
    with transaction.atomic():
        read = prepare_submission(application=application, by=by)
        if read.application.state != ApplicationState.DRAFT:
            raise Refused(_("Questa domanda è già stata inviata."), code="sent")
        refuse_incomplete(read)
        prepared = PreparedSubmission.objects.get(application=application)
        made = SigningDocument.objects.filter(application=application, person=by.pk).first()
        if made is not None and made.payload_sha256 == prepared.payload_sha256:
            return made
        document = signing_pdf(read, prepared, by)
        made, _created = SigningDocument.objects.update_or_create(
            application=application,
            person_id=by.pk,
            defaults={
                "payload_sha256": prepared.payload_sha256,
                "document": document,
                "size": len(document),
                "sha256": hashlib.sha256(document).hexdigest(),
                "made_at": now(),
            },
        )
    return made

"""Freeze what a person has read again, so that sending it is only a matter of numbering it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.kernel.errors import PermissionRefused
from manifattura.organisations.queries.organisations import capacity_of, sending_mandate

from ..domain.payload import Sender
from ..domain.stamp_duty import stamps_used
from ..domain.states import ApplicationState
from ..models import Application, PreparedSubmission
from ..queries.drafts import Draft, draft
from ..queries.locks import lock_application
from .freeze_submission import freeze
from .refuse_incomplete import refuse_incomplete

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def prepare_submission(*, application: Application, by: Person) -> bool:
    """Keep the frozen content until something it was made from changes; False when it is no draft any more.

    `Refused` says what is missing. The application is locked while it is read: every change of a draft takes the same
    lock, so none slips in between.
    """
    with transaction.atomic():
        locked = lock_application(application.pk)
        if locked.state != ApplicationState.DRAFT:
            return False
        keep_prepared(draft(locked), by)
    return True


def keep_prepared(read: Draft, by: Person) -> None:
    """The same for a draft that was read under its lock."""
    application = read.application
    mandate_id = sending_mandate(by, application.lead_id)
    if mandate_id is None:
        raise PermissionRefused(_("Può inviare solo chi rappresenta l’impresa o un suo delegato."))
    refuse_incomplete(read)
    frozen = freeze(read, Sender(by.full_name, capacity_of(by, application.lead)))
    PreparedSubmission.objects.update_or_create(
        application=application,
        defaults={
            "person": by,
            "mandate_id": mandate_id,
            "between_sessions": read.edition.between_sessions,
            "stamps": list(stamps_used(read.questions, read.visible.answers)),
            "on_behalf_label": application.lead.audit_label[:200],
            "payload": frozen.text,
            "payload_sha256": frozen.sha256,
        },
    )


def forget_prepared(*, organisation_id: int) -> None:
    """What was frozen with this firm's facts, or with those of a grouping it belongs to, is frozen again before sending."""
    PreparedSubmission.objects.filter(application__lead_id=organisation_id).delete()
    PreparedSubmission.objects.filter(application__lead__members__member_id=organisation_id).delete()

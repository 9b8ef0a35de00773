"""Freeze what a person has read again, so that sending it is only a matter of numbering it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from manifattura.organisations.queries.organisations import capacity_of, sending_mandate

from ..domain.payload import Sender
from ..domain.stamp_duty import stamps_used
from ..domain.states import ApplicationState
from ..models import Application, PreparedSubmission
from ..queries.drafts import Draft, draft
from ..queries.locks import lock_application
from ..queries.stamps import unsold_stamps
from .freeze_submission import freeze

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


REFRESHED = [
    "person",
    "mandate",
    "between_sessions",
    "stamps",
    "on_behalf_label",
    "payload",
    "payload_sha256",
    "prepared_at",
]


def prepare_submission(*, application: Application, by: Person) -> Draft:
    """Read the application, and keep its frozen content when nothing is missing and `by` may send it; what was read.

    It is kept until something it was made from changes. The application is locked while it is read: every change of a
    draft takes the same lock, so none slips in between.
    """
    with transaction.atomic():
        read = draft(lock_application(application.pk))
        mandate_id = sending_mandate(by, read.application.lead_id)
        whole = not read.problems and not unsold_stamps(read)
        if mandate_id is not None and read.application.state == ApplicationState.DRAFT and whole:
            _keep(read, by, mandate_id)
    return read


def _keep(read: Draft, by: Person, mandate_id: int) -> None:
    application = read.application
    frozen = freeze(read, Sender(by.full_name, capacity_of(by, application.lead)))
    row = PreparedSubmission(
        application=application,
        person_id=by.pk,
        mandate_id=mandate_id,
        between_sessions=read.edition.between_sessions,
        stamps=list(stamps_used(read.questions, read.visible.answers)),
        on_behalf_label=application.lead.audit_label[:200],
        payload=frozen.text,
        payload_sha256=frozen.sha256,
    )
    PreparedSubmission.objects.bulk_create(
        [row], update_conflicts=True, unique_fields=["application"], update_fields=REFRESHED
    )


def forget_prepared(*, organisation_id: int) -> None:
    """What was frozen with this firm's facts, or with those of a grouping it belongs to, is frozen again before sending."""
    PreparedSubmission.objects.filter(application__lead_id=organisation_id).delete()
    PreparedSubmission.objects.filter(application__lead__members__member_id=organisation_id).delete()

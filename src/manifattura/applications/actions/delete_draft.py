"""Delete a draft that was never sent, with its files: what nobody received is its writers' to throw away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from manifattura.accounts.actions.notify_person import in_language_of, notify_person
from manifattura.calls.queries.editions import edition as edition_by_id
from manifattura.kernel import audit
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.kernel.files import remove_stored
from manifattura.organisations.queries.organisations import people_acting_for

from ..domain.states import ApplicationState
from ..models import Application, EnteredArrival
from ..permissions import may_delete_draft
from ..queries.locks import lock_application

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def delete_draft(*, application: Application, by: Person) -> None:
    """Remove answers, declarations and files of a draft; the audit trail keeps that it was there and who deleted it."""
    with transaction.atomic():
        try:
            locked = lock_application(application.pk)
        except Application.DoesNotExist:
            return  # deleted by the click before, or by a colleague
        if not may_delete_draft(by, locked):
            raise PermissionRefused(
                _(
                    "Può eliminare la bozza solo chi rappresenta l’impresa, un suo delegato o chi l’ha iniziata."
                )
            )
        if locked.state != ApplicationState.DRAFT:
            raise Refused(_("Questa domanda è stata inviata: non si può eliminare."), code="state")
        files = list(locked.attachments.values_list("storage_key", flat=True))
        files += locked.verified_signatures.values_list("storage_key", flat=True)
        proof = EnteredArrival.objects.filter(application=locked).first()
        if proof is not None:
            files.append(proof.storage_key)
            proof.delete()
        audit.record(
            "draft_deleted",
            by=by,
            subject=locked,
            on_behalf=locked.lead,
            scope=locked.audit_scope,
            before={"files": len(files)},
        )
        if proof is None:
            _tell_colleagues(locked, by)
        locked.attachments.all().delete()
        locked.delete()
        transaction.on_commit(lambda: _remove(files))


def _remove(keys: list[str]) -> None:
    for key in keys:
        remove_stored(key)


def _tell_colleagues(application: Application, by: Person) -> None:
    title = edition_by_id(application.edition_id).texts.title
    for person in people_acting_for(application.lead):
        if person.pk == by.pk:
            continue
        with in_language_of(person):
            notify_person(
                person=person,
                kind="draft_deleted",
                subject=_("Bozza eliminata: %(call)s") % {"call": title},
                body=_("%(who)s ha eliminato la bozza %(code)s di %(firm)s per «%(call)s».")
                % {
                    "who": by.full_name,
                    "code": application.code,
                    "firm": application.lead.name,
                    "call": title,
                },
                url=reverse("applications:area"),
                scope=application.audit_scope,
            )

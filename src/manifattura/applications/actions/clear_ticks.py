"""Clear the declarations about facts that were edited, and tell who made them."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.db import transaction
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from manifattura.accounts.actions.notify_person import notify_person
from manifattura.calls.domain.edition import APPLICANT_RECORD
from manifattura.kernel import audit
from manifattura.kernel.clock import now

from ..domain.declarations import touched_by
from ..domain.form import steps_of
from ..domain.states import ApplicationState
from ..models import Application, DeclarationTick, FilledForm
from ..models.sheet import Tick
from ..permissions import is_being_entered
from ..queries.sheets import Sheet, lead_of, questions_of

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def clear_ticks(
    *,
    sheet: Sheet,
    changed_fields: Collection[str],
    by: Person,
    organisation_id: int | None = None,
) -> int:
    """Clear every live tick of a declaration whose facts are among `changed_fields`; returns how many.

    With `organisation_id`, only those made for that organisation: it is its own record that changed.
    """
    asked = questions_of(sheet)
    touched = {declaration.key: declaration for declaration in touched_by(asked, changed_fields)}
    if not touched:
        return 0
    ticks = list(sheet.ticks.filter(cleared_at=None, declaration_key__in=touched).select_related("person"))
    if organisation_id is not None:
        ticks = [tick for tick in ticks if tick.organisation_id == organisation_id]
    labels = {item.key: item.label for section in steps_of(asked) for item in section.fields}
    labels[APPLICANT_RECORD] = _("la scheda dell’impresa")
    for tick in ticks:
        facts = [labels[key] for key in touched[tick.declaration_key].facts if key in changed_fields]
        clear_tick(tick, _("È cambiata la risposta: %(facts)s") % {"facts": ", ".join(facts)})
        audit.record(
            "declaration_cleared",
            by=by,
            subject=sheet,
            on_behalf=lead_of(sheet),
            scope=sheet.audit_scope,
            before={"declaration": tick.declaration_key, "person": tick.person.audit_id},
        )
        title = touched[tick.declaration_key].title
        notify_person(
            person=tick.person,
            kind="declaration_cleared",
            subject=_("Conferma di nuovo: %(title)s") % {"title": title},
            body=_(
                "%(who)s ha cambiato «%(facts)s» in %(code)s. La tua dichiarazione riguarda quel dato: "
                "rileggila e confermala di nuovo."
            )
            % {"who": by.full_name, "facts": ", ".join(facts), "code": sheet.code},
            url=form_url(sheet),
            scope=sheet.audit_scope,
        )
    return len(ticks)


def clear_ticks_of_firm(*, organisation_id: int, by: Person) -> int:
    """The record of an organisation changed: its declarations about it, in every draft, are to be made again."""
    drafts = Application.objects.filter(
        state=ApplicationState.DRAFT,
        pk__in=DeclarationTick.objects.filter(cleared_at=None, organisation_id=organisation_id).values(
            "application_id"
        ),
    )
    with transaction.atomic():
        return sum(
            clear_ticks(
                sheet=draft,
                changed_fields=[APPLICANT_RECORD],
                by=by,
                organisation_id=organisation_id,
            )
            for draft in drafts.select_for_update(of=("self",)).select_related("lead")
        )


def clear_tick(tick: Tick, reason: str) -> None:
    """End a tick: it stays as history."""
    tick.cleared_at = now()
    tick.cleared_reason = reason[:200]
    tick.save(update_fields=["cleared_at", "cleared_reason"])


def form_url(sheet: Sheet) -> str:
    """Where the sheet is filled in."""
    if isinstance(sheet, FilledForm):
        name = "applications:filled_form"
    else:
        name = "applications:entered" if is_being_entered(sheet) else "applications:resume"
    try:
        return reverse(name, args=[sheet.code])
    except NoReverseMatch:
        return ""

"""A member writes on their own sheet: coefficients and reasons, saved as they go, then declared complete."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.calls.domain.edition import Edition, Recusal
from manifattura.calls.queries.editions import current_edition
from manifattura.kernel import audit
from manifattura.kernel.clock import now
from manifattura.kernel.errors import PermissionRefused, Refused

from ..domain.sheets import Given, incomplete, is_allowed, levels_text
from ..domain.sittings import SittingState
from ..models import ConflictDeclaration, Mark, Sheet, Sitting
from ..queries.readiness import rule_of
from ..queries.sheet_criteria import sheet_edition_of

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

LONGEST_REASON = 4000


def save_sheet(*, sheet: Sheet, marks: Mapping[str, Given], by: Person) -> Sheet:
    """Save marks by criterion; the others stay. `Refused` when the sheet is complete or the sitting closed."""
    with transaction.atomic():
        locked = lock_sheet(sheet, by)
        if locked.completed_at:
            raise Refused(_("La scheda è completa: riaprila per cambiarla."), code="complete")
        edition = sheet_edition_of(locked.bid.application, current_edition(locked.sitting.committee.call))
        known = {criterion.key for criterion in edition.grid.criteria}
        refuse_other_levels(edition, marks)
        changed = _write(locked, marks, known)
        if changed:
            locked.save(update_fields=["changed_at"])
            # which criteria, never the marks: the trail is read by the office before the sitting closes
            _record("sheet_saved", locked, by, {"criteria": changed})
    return locked


def complete_sheet(*, sheet: Sheet, by: Person) -> Sheet:
    """Every criterion has its coefficient and its reason; the sheet waits for the closing of the sitting."""
    with transaction.atomic():
        locked = lock_sheet(sheet, by)
        if locked.completed_at:
            return locked
        edition = sheet_edition_of(locked.bid.application, current_edition(locked.sitting.committee.call))
        missing = incomplete(edition.grid.criteria, given_of(locked))
        if missing:
            key, what = next(iter(missing.items()))
            raise Refused(_missing_text(edition, key, what), field=f"{key}:{what}", code="incomplete")
        locked.completed_at = now()
        locked.save(update_fields=["completed_at", "changed_at"])
        _record("sheet_completed", locked, by, None)
    return locked


def reopen_sheet(*, sheet: Sheet, by: Person) -> Sheet:
    """The member changes their mind, as long as the sitting is open."""
    with transaction.atomic():
        locked = lock_sheet(sheet, by)
        if locked.completed_at:
            locked.completed_at = None
            locked.save(update_fields=["completed_at", "changed_at"])
            _record("sheet_reopened", locked, by, None)
    return locked


def lock_sheet(sheet: Sheet, by: Person) -> Sheet:
    """The sheet and its sitting, locked; refused to others, to the recused, and after the closing."""
    # the sitting first: closing it waits for whoever is saving, and whoever saves later finds it closed
    sitting = Sitting.objects.select_for_update(of=("self",), no_key=True).get(pk=sheet.sitting_id)
    locked = (
        Sheet.objects.select_for_update(of=("self",), no_key=True)
        .select_related("member", "bid__application", "sitting__committee__call")
        .get(pk=sheet.pk)
    )
    if locked.member.person_id != by.pk or locked.member.conflicts_declared_at is None:
        raise PermissionRefused(_("Questa scheda non è tua."))
    refuse_recused(locked)
    if sitting.closed_at or sitting.marks_closed_at:
        raise Refused(_("I punteggi individuali sono chiusi e non cambiano più."), code="closed")
    if sitting.state is SittingState.ADJOURNED:
        raise Refused(_("La seduta è rinviata: le schede sono ferme."), code="adjourned")
    return locked


def refuse_recused(sheet: Sheet) -> None:
    """A member in conflict does not score: this application, or none where the call wants them replaced."""
    member = sheet.member
    conflicts = set(
        ConflictDeclaration.objects.filter(member=member, has_conflict=True).values_list(
            "application_id", flat=True
        )
    )
    if sheet.bid.application_id in conflicts:
        raise Refused(
            _("Hai dichiarato un conflitto con questa impresa: non puoi valutarla."), code="conflict"
        )
    if conflicts and rule_of(sheet.sitting.committee).recusal is Recusal.REPLACEMENT:
        raise Refused(
            _(
                "Hai dichiarato un conflitto: come dice il bando l’ufficio ti sostituisce e non valuti altre domande."
            ),
            code="conflict",
        )


def refuse_other_levels(edition: Edition, marks: Mapping[str, Given]) -> None:
    """Where the call names the marks that may be given, no other is."""
    for criterion in edition.grid.criteria:
        given = marks.get(criterion.key)
        if given is not None and not is_allowed(criterion, given.coefficient):
            raise Refused(
                _("Per «%(title)s» il bando prevede solo questi coefficienti: %(levels)s.")
                % {"title": criterion.title, "levels": levels_text(criterion)},
                field=f"{criterion.key}:coefficient",
                code="level",
            )


def given_of(sheet: Sheet) -> dict[str, Given]:
    """What the member wrote so far, by criterion."""
    return {mark.criterion_key: Given(mark.coefficient, mark.reason) for mark in sheet.marks.all()}


def _write(sheet: Sheet, marks: Mapping[str, Given], known: set[str]) -> list[str]:
    old = {mark.criterion_key: mark for mark in sheet.marks.all()}
    changed = []
    for key, given in marks.items():
        if key not in known:
            raise Refused(_("Il bando non ha questo criterio."), field=key)
        if len(given.reason) > LONGEST_REASON:
            raise Refused(
                _("Il motivo è troppo lungo: al massimo %(n)s caratteri.") % {"n": LONGEST_REASON},
                field=f"{key}:reason",
            )
        mark = old.get(key) or Mark(sheet=sheet, criterion_key=key)
        if (mark.coefficient, mark.reason) != (given.coefficient, given.reason.strip()) or mark.pk is None:
            mark.coefficient = given.coefficient
            mark.reason = given.reason.strip()
            mark.save()
            changed.append(key)
    return changed


def _missing_text(edition: Edition, key: str, what: str) -> str:
    title = next(criterion.title for criterion in edition.grid.criteria if criterion.key == key)
    if what == "coefficient":
        return _("Manca il coefficiente del criterio «%(title)s».") % {"title": title}
    return _("Manca il motivo del criterio «%(title)s».") % {"title": title}


def _record(verb: str, sheet: Sheet, by: Person, after: dict[str, object] | None) -> None:
    application = sheet.bid.application
    audit.record(verb, by=by, subject=application, scope=application.audit_scope, after=after)

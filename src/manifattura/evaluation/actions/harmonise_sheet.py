"""The harmonisation round: a member confirms their marks on an application, or changes some of them once."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.calls.queries.editions import current_edition
from manifattura.kernel import audit
from manifattura.kernel.errors import PermissionRefused, Refused

from ..domain.sheets import Given
from ..domain.sittings import SittingState
from ..models import Harmonisation, HarmonisedMark, Sheet, Sitting
from ..queries.committees import sheets_to_harmonise
from ..queries.sheet_criteria import sheet_edition_of
from .save_sheet import LONGEST_REASON, refuse_other_levels, refuse_recused

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def harmonise_sheet(*, sheet: Sheet, changes: Mapping[str, Given], by: Person) -> Harmonisation:
    """`changes`: criterion → new coefficient and its reason; empty confirms. Once per sheet: the first word stays.

    The individual marks are kept; only the new ones count. What was written must be a change: a mark taken away, a reason
    for a mark that stays, or nothing different at all are `Refused`.
    """
    with transaction.atomic():
        # the sitting first, as in save_sheet: its closing waits for whoever is writing, and refuses whoever comes later
        sitting = Sitting.objects.select_for_update(of=("self",), no_key=True).get(pk=sheet.sitting_id)
        locked = (
            Sheet.objects.select_for_update(of=("self",), no_key=True)
            .select_related("member", "bid__application", "sitting__committee__call")
            .get(pk=sheet.pk)
        )
        if locked.member.person_id != by.pk or locked.member.left_at:
            raise PermissionRefused(_("Questa scheda non è tua."))
        refuse_recused(locked)
        _refuse_state(sitting)
        if Harmonisation.objects.filter(sheet=locked).exists():
            raise Refused(_("Hai già confermato o cambiato questi punteggi."), code="done")
        marks = _changed(locked, changes)
        harmonisation = Harmonisation.objects.create(sheet=locked)
        HarmonisedMark.objects.bulk_create(
            HarmonisedMark(
                harmonisation=harmonisation,
                criterion_key=key,
                coefficient=coefficient,
                reason=reason,
            )
            for key, (coefficient, reason) in marks.items()
        )
        application = locked.bid.application
        audit.record(
            "sheet_harmonised",
            by=by,
            subject=application,
            scope=application.audit_scope,
            after={"criteria": list(marks)},
        )
    return harmonisation


def confirm_remaining(*, sitting: Sitting, by: Person) -> int:
    """Confirm as they are all the own sheets of the sitting not answered yet; returns how many."""
    with transaction.atomic():
        sheets = sheets_to_harmonise(sitting, by.pk)
        for sheet in sheets:
            harmonise_sheet(sheet=sheet, changes={}, by=by)
    return len(sheets)


def _refuse_state(sitting: Sitting) -> None:
    if sitting.state is SittingState.CLOSED:
        raise Refused(_("La seduta è chiusa: i punteggi non cambiano più."), code="closed")
    if sitting.state is SittingState.ADJOURNED:
        raise Refused(_("La seduta è rinviata: le schede sono ferme."), code="adjourned")
    if sitting.state is not SittingState.HARMONISING:
        raise Refused(
            _("Il confronto si apre quando il presidente chiude i punteggi individuali."), code="state"
        )


def _changed(sheet: Sheet, changes: Mapping[str, Given]) -> dict[str, tuple[Decimal, str]]:
    """What really changes, each with its reason."""
    edition = sheet_edition_of(sheet.bid.application, current_edition(sheet.sitting.committee.call))
    known = {criterion.key for criterion in edition.grid.criteria}
    refuse_other_levels(edition, changes)
    before = {mark.criterion_key: mark.coefficient for mark in sheet.marks.all()}
    found: dict[str, tuple[Decimal, str]] = {}
    for key, given in changes.items():
        if key not in known:
            raise Refused(_("Il bando non ha questo criterio."), field=key)
        reason = given.reason.strip()
        if given.coefficient is None:
            raise Refused(_("Il punteggio non si può togliere: scrivi un numero."), field=key, code="empty")
        if given.coefficient == before.get(key):
            if reason:
                raise Refused(
                    _(
                        "Hai scritto perché lo cambi, ma il punteggio è quello di prima: cambialo, o togli il motivo."
                    ),
                    field=key,
                    code="same",
                )
            continue
        if not reason:
            raise Refused(_("Scrivi perché cambi il punteggio."), field=f"{key}:reason", code="reason")
        if len(reason) > LONGEST_REASON:
            raise Refused(
                _("Il motivo è troppo lungo: al massimo %(n)s caratteri.") % {"n": LONGEST_REASON},
                field=f"{key}:reason",
            )
        found[key] = (given.coefficient, reason)
    if changes and not found:
        raise Refused(
            _("Non hai cambiato nessun punteggio. Se vanno bene così, conferma i tuoi punteggi."),
            code="unchanged",
        )
    return found

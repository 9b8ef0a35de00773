"""Write what the office found of a fact that gives points, or the points it counted again."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.applications.domain.answers import check_answer
from manifattura.applications.domain.groups import has_field_shape
from manifattura.applications.queries.texts import translated
from manifattura.calls.domain.edition import Edition
from manifattura.calls.domain.grid_facts import GridFact, grid_facts, leaves
from manifattura.calls.domain.scoring import MethodKind
from manifattura.calls.domain.sealing_checks import reads_sealed
from manifattura.calls.domain.states import CallState
from manifattura.calls.queries.editions import current_edition
from manifattura.kernel import audit
from manifattura.kernel.errors import Conflict, PermissionRefused, Refused
from manifattura.ui.formats import short_points_text

from ..domain.wide_input.applications import as_given
from ..models import ReviewValue
from ..permissions import may_direct
from ..queries.grid_values import POINTS, declared_points, points_of, values_of
from ..queries.openings import refuse_once_opened
from ..queries.reviews import lock_review
from .save_check import refuse_unless_workable, take_over

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

    from ..models import Review


def save_value(*, review: Review, key: str, value: Any, note: str, base_version: int, by: Person) -> None:
    """Write one value (None takes it back). What differs from the application needs its note.

    Points that the applicant counted may only go down. `Conflict` when a colleague wrote this value since `base_version`.
    After the provisional ranking only the head of procedure may, with a note.
    """
    with transaction.atomic():
        locked = lock_review(review.pk)
        application = locked.application
        edition = current_edition(application.call)
        refuse_once_opened(application.call_id)
        _refuse_sealed(edition, key)
        corrected = application.call.state == CallState.PROVISIONAL_RANKING
        if corrected and not may_direct(by, application.call):
            raise PermissionRefused(_("Dopo la graduatoria provvisoria corregge solo il responsabile."))
        if not corrected:
            refuse_unless_workable(locked, by)
        old = locked.values.select_related("checked_by").filter(key=key).first()
        if old is not None and old.version > base_version and old.checked_by_id != by.pk:
            raise Conflict(
                _("%(person)s ha scritto questo valore mentre lo scrivevi: rileggilo e salva di nuovo.")
                % {"person": old.checked_by.full_name},
                theirs={key: old.value},
            )
        found = None if value is None else _read(edition, key, value)
        note = note.strip()
        if found is not None and not note and (corrected or _needs_note(edition, key)):
            raise Refused(_("Scrivi il motivo: lo leggerà l’impresa."), field="note")
        if key.startswith(POINTS) and found is not None:
            _refuse_higher(locked, edition, key.removeprefix(POINTS), Decimal(found))
        before = {"key": key, "value": old.value if old else None}
        fields = [] if corrected else take_over(locked, by)
        if found is None:
            locked.values.filter(key=key).delete()
        else:
            ReviewValue.objects.update_or_create(
                review=locked,
                key=key,
                defaults={"value": found, "note": note, "checked_by": by, "version": locked.version},
            )
        if fields:
            locked.save(update_fields=fields)
        audit.record(
            "grid_value_corrected" if corrected else "grid_value_saved",
            by=by,
            subject=application,
            scope=application.audit_scope,
            before=before,
            after={"key": key, "value": found, "note": note},
        )


def _refuse_sealed(edition: Edition, key: str) -> None:
    """What is in an envelope is neither checked before the opening nor corrected after it."""
    if reads_sealed(edition, key):
        raise Refused(_("Questa risposta è in busta chiusa: l’ufficio non la cambia."), field=key)


def _read(edition: Edition, key: str, value: Any) -> Any:
    """The value in the form of its fact; `Refused` when it is none, or not one of the choices."""
    if key.startswith(POINTS):
        criterion = next((c for c in edition.grid.criteria if c.key == key.removeprefix(POINTS)), None)
        if criterion is None or not criterion.lower_only:
            raise Refused(_("Il bando non prevede questo controllo."), field=key)
        read = as_given(value, "number")
        if read is None or not 0 <= Decimal(read) <= criterion.max:
            raise Refused(
                _("Scrivi i punti, da 0 a %(max)s.") % {"max": short_points_text(criterion.max)}, field=key
            )
        if Decimal(read) != round(Decimal(read), edition.grid.decimals):
            raise Refused(
                _("Scrivi i punti con al massimo %(n)s cifre dopo la virgola, come il bando.")
                % {"n": edition.grid.decimals},
                field=key,
            )
        return read
    fact = next((one for one in grid_facts(edition) if one.key == key), None)
    if fact is None:
        raise Refused(_("La griglia non guarda questo dato."), field=key)
    read = as_given(value, fact.kind)
    if read is None or not _is_choice(edition, fact, read):
        raise Refused(_("Questo valore non va bene per questo dato."), field=key)
    _refuse_beyond(edition, fact, read)
    return read


def _refuse_beyond(edition: Edition, fact: GridFact, read: Any) -> None:
    """What the form would not take from the applicant is not what the office found either."""
    question = next((one for section in edition.form for one in section.fields if one.key == fact.key), None)
    if question is None or fact.by_office or not has_field_shape(question, read):
        return
    for message in check_answer(question, read).values():
        raise Refused(translated(message), field=fact.key)


def _is_choice(edition: Edition, fact: GridFact, value: Any) -> bool:
    if fact.kind not in ("choice", "choices"):
        return True
    known = {
        option.key
        for leaf in leaves(edition.grid)
        if leaf.method.kind is MethodKind.OPTIONS and (leaf.key == fact.leaf or leaf.method.field == fact.key)
        for option in leaf.method.options
    }
    return set([value] if isinstance(value, str) else value) <= known


def _needs_note(edition: Edition, key: str) -> bool:
    """What the office alone says is a judgement with no other reason; what it corrects contradicts the applicant."""
    return key.startswith(POINTS) or any(
        fact.key == key and not fact.by_office for fact in grid_facts(edition)
    )


def _refuse_higher(review: Review, edition: Edition, criterion: str, found: Decimal) -> None:
    values = {key: one for key, one in values_of(review).items() if key != f"{POINTS}{criterion}"}
    declared = declared_points(review.application, edition, values).get(criterion, Decimal(0))
    now = points_of(review.application, edition, values).criteria.get(criterion, Decimal(0))
    if found > min(declared, now):
        raise Refused(
            _("Il controllo può solo ridurre il punteggio: l’impresa ne ha %(points)s.")
            % {"points": short_points_text(min(declared, now))},
            field=f"{POINTS}{criterion}",
        )

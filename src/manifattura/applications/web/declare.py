"""Ticks posted with a step: only those that this person changed, only those that are theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest

from manifattura.calls.domain.edition import FieldType, FormSection

from ..actions.tick_declaration import tick_declaration, untick_declaration
from ..permissions import may_declare
from ..queries.drafts import draft
from ..queries.sheets import Sheet, is_typed_by_office
from .posted import CHANGED, Posted
from .section_blocks import tick_name

if TYPE_CHECKING:
    from manifattura.organisations.models import Organisation

WAS = "was-"


def declare_posted(request: HttpRequest, sheet: Sheet, step: FormSection, posted: Posted) -> None:
    """Make or take back the declarations whose tick differs from what the page showed."""
    keys = [
        item.declaration for item in step.fields if item.type is FieldType.DECLARATION and item.declaration
    ]
    if not keys:
        return
    entered = is_typed_by_office(sheet)
    for organisation in draft(sheet).declarants:
        for key in keys:
            wanted = _wanted(posted, tick_name(key, organisation.pk))
            # a browser does not send a tick that it may not change: a colleague's stays as it is
            if wanted is False and not may_declare(request.person, organisation.pk) and not entered:
                continue
            if wanted is not None:
                _apply(request, sheet, key, organisation, wanted=wanted)


def _wanted(posted: Posted, name: str) -> bool | None:
    """True or False when the person changed the tick, None when they left it."""
    ticked = bool(posted.controls.get(name))
    if name in posted.controls.get(CHANGED, []):
        return ticked
    was = posted.controls.get(f"{WAS}{name}")
    if was is None or ticked == (was[-1] == "on"):
        return None
    return ticked


def _apply(request: HttpRequest, sheet: Sheet, key: str, organisation: Organisation, *, wanted: bool) -> None:
    if wanted:
        tick_declaration(sheet=sheet, declaration_key=key, organisation=organisation, by=request.person)
    else:
        untick_declaration(sheet=sheet, declaration_key=key, organisation=organisation, by=request.person)

"""Remind who must declare, then show again the step where the declaration is."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from manifattura.kernel.errors import Refused
from manifattura.organisations.queries.organisations import organisation_by_id

from ..actions.remind_declarant import remind_declarant
from ..domain.form import steps_of
from ..queries.sheets import Sheet, questions_of
from .places import place


def send_reminder(request: HttpRequest, sheet: Sheet, declaration: str, organisation: int) -> HttpResponse:
    """Write to the legal representatives of the organisation."""
    firm = organisation_by_id(organisation)
    try:
        if firm is None:
            raise Refused(_("Questa impresa non c’è."))  # noqa: TRY301 - one way to say no
        remind_declarant(sheet=sheet, declaration_key=declaration, organisation=firm, by=request.person)
        messages.success(request, _("Promemoria inviato."))
    except Refused as refusal:
        messages.error(request, refusal.message)
    for section in steps_of(questions_of(sheet)):
        if any(item.declaration == declaration for item in section.fields):
            return redirect(place(sheet, "form", section.key))
    return redirect(place(sheet, "detail"))

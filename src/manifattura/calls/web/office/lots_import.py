"""The builder's page that brings lots in from a table, with what is wrong row by row."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from manifattura.kernel.audience import audience
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.kernel.tables.words import advice, message
from manifattura.ui.forms import show_refusal

from ...actions.import_lots import LARGEST, check_lots, import_lots
from ...domain.problems import Part
from .access import office_call, revision_of
from .builder import desk_of, part_url, tabs


class LotsFileForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Tabella dei lotti"),
        help_text=gettext_lazy(
            "CSV o XLSX, una riga per lotto. Colonne: lotto, nome, indirizzo, spazio, mq, canone base, posti, regola, "
            "punti offerta, soglia tecnica. Bastano quelle che hai."
        ),
    )


@audience("office")
@require_http_methods(["GET", "HEAD", "POST"])
def lots_import(request: HttpRequest, pk: int) -> HttpResponse:
    """All rows or none; a lot that is there already is updated."""
    call = office_call(request, pk)
    desk = desk_of(request, call)
    if not desk.may_change(Part.LOTS):
        raise PermissionDenied
    form = LotsFileForm(request.POST or None, request.FILES or None)
    faults: list[dict[str, Any]] = []
    if request.method == "POST" and form.is_valid():
        content = form.cleaned_data["file"].read(LARGEST + 1)
        try:
            done = import_lots(
                call=call, content=content, revision=revision_of(request, call), by=request.person
            )
        except PermissionRefused as refusal:
            raise PermissionDenied from refusal
        except Refused as refusal:
            show_refusal(form, refusal)
            faults = _faults(content) if refusal.code == "rows" else []
        else:
            words = ngettext("Un lotto nuovo", "%(n)s lotti nuovi", done.added) % {"n": done.added}
            messages.success(request, _("%(new)s, %(n)s aggiornati.") % {"new": words, "n": done.updated})
            return redirect(part_url(call, Part.LOTS))
    context = {
        "call": call,
        "form": form,
        "faults": faults,
        "revision": call.revision,
        "back_url": part_url(call, Part.LOTS),
        "tabs": tabs(desk, Part.LOTS),
    }
    return render(
        request, "calls/office/lots_import.html", context, status=422 if request.method == "POST" else 200
    )


def _faults(content: bytes) -> list[dict[str, Any]]:
    checked = check_lots(content)
    return [
        {
            "row": row.number,
            "column": checked.labels.get(fault.key, fault.key),
            "message": message(fault),
            "advice": advice(fault),
        }
        for row in checked.rows
        for fault in row.faults
        if fault.severity == "error"
    ]

"""Calls between offices: export the definition of one, take in one that another office wrote."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from manifattura.kernel.audience import audience
from manifattura.kernel.errors import Refused
from manifattura.ui.forms import show_refusal

from ...actions.import_call import LARGEST, import_call
from ...domain.definition import InvalidDefinitionError, definition_of
from ...queries.draft import build_edition
from ...queries.texts import translated
from .access import office_call
from .definition_places import place_words, read_loosely
from .overview import NewCallForm


class ImportForm(NewCallForm):
    file = forms.FileField(
        label=gettext_lazy("Definizione del bando (JSON)"),
        help_text=gettext_lazy("Il file che un altro ufficio ha esportato dalla pagina del suo bando."),
    )
    field_order = ("file", "title", "slug", "office", "head")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["template"]
        self.fields["title"].required = False
        self.fields["title"].help_text = _("Vuoto: resta quello del file.")
        self.fields["slug"].required = True
        self.fields["slug"].help_text = _("Lettere minuscole, numeri e trattini. Poi non cambia.")


@audience("office")
def office_import(request: HttpRequest) -> HttpResponse:
    """A draft from a file; what is wrong in the file is listed place by place, and nothing is written."""
    form = ImportForm(request.POST or None, request.FILES or None, person=request.person)
    if not form.offices:
        raise PermissionDenied
    faults: list[tuple[str, str, str]] = []
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        content = facts["file"].read(LARGEST + 1)
        try:
            call = import_call(
                definition=content,
                slug=facts["slug"],
                title=facts["title"],
                office=form.offices[facts["office"]],
                head_of_procedure=form.heads[facts["head"]],
                by=request.person,
            )
        except InvalidDefinitionError as error:
            document = read_loosely(content)
            faults = [
                (fault.where, place_words(fault.where, document), translated(fault.message))
                for fault in error.faults
            ]
            form.add_error("file", _("Il file non si può usare: correggi i punti elencati sotto."))
        except Refused as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(
                request,
                _("Bozza creata dal file. Controlla date, importi e documenti: sono del bando di partenza."),
            )
            return redirect("calls:office_detail", call.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "calls/office/import.html", {"form": form, "faults": faults}, status=status)


@audience("office")
def office_export(request: HttpRequest, pk: int) -> HttpResponse:
    """The call as it is now, draft or published, in a file that another office can take in."""
    call = office_call(request, pk)
    definition = json.dumps(definition_of(build_edition(call)), ensure_ascii=False, indent=2)
    return HttpResponse(
        f"{definition}\n",
        content_type="application/json; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="bando-{call.slug}.json"'},
    )

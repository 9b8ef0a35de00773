"""Documents of a draft: upload, and look at what is there."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from manifattura.kernel.audience import audience
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.kernel.files import file_response
from manifattura.ui.forms import show_refusal

from ...actions.add_document import LARGEST, add_document
from ...actions.draft_items import ItemKind, items_of
from ...domain.problems import Part
from .access import office_call
from .builder import desk_of, part_url, tabs
from .item_forms import DocumentForm


@audience("office")
def document_add(request: HttpRequest, pk: int) -> HttpResponse:
    call = office_call(request, pk)
    desk = desk_of(request, call)
    if not desk.may_change(Part.DOCUMENTS):
        raise PermissionDenied
    form = DocumentForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        uploaded = form.cleaned_data["file"]
        try:
            add_document(
                call=call,
                title=form.cleaned_data["title"],
                file_name=uploaded.name,
                content=uploaded.read(LARGEST + 1),
                by=request.person,
            )
        except PermissionRefused as refusal:
            raise PermissionDenied from refusal
        except Refused as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Documento caricato."))
            return redirect(part_url(call, Part.DOCUMENTS))
    context = {
        "call": call,
        "form": form,
        "back_url": part_url(call, Part.DOCUMENTS),
        "tabs": tabs(desk, Part.DOCUMENTS),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "calls/office/document.html", context, status=status)


@audience("office")
def document_file(request: HttpRequest, pk: int, key: str) -> HttpResponseBase:
    call = office_call(request, pk)
    document = items_of(call.pk, ItemKind.DOCUMENT).filter(key=key).first()
    if document is None:
        raise Http404
    return file_response(
        document.storage_key, name=document.file_name, content_type="application/pdf", size=document.size
    )

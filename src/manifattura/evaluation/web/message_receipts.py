"""Certified mail (PEC) sent outside: its letter joins the thread, its receipts prove when it arrived."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.messages import success
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from manifattura.applications.actions.check_receipt import RECEIPT_MEGABYTES
from manifattura.applications.actions.record_certified_mail import (
    record_certified_mail,
    record_outside_letter,
)
from manifattura.applications.actions.record_reading import record_reading
from manifattura.applications.actions.store_upload import uploads_from
from manifattura.applications.domain.certified_mail import ReceiptKind
from manifattura.applications.domain.readings import ReadingKind
from manifattura.applications.queries.messages import messages_to_show
from manifattura.kernel.audience import audience
from manifattura.kernel.errors import Refused
from manifattura.kernel.files import file_response
from manifattura.kernel.ids import storage_key
from manifattura.ui.formats import date_text

from .message_access import is_recused, thread_for
from .message_forms import OutsideForm, ReceiptForm, add_refusal
from .messages import message_page

if TYPE_CHECKING:
    from manifattura.applications.models import Application, Message, MessageReceipt


@audience("office")
@require_POST
def record(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """A receipt of a message that is in the thread already."""
    application = _mine(request, code)
    message = get_object_or_404(messages_to_show(application), pk=pk, from_office=True)
    form = ReceiptForm(request.POST, request.FILES)
    if not form.is_valid():
        return message_page(request, application, message, form)
    try:
        receipt = _record(request, message, form)
    except Refused as refusal:
        add_refusal(form, refusal)
        return message_page(request, application, message, form)
    success(request, _done(receipt))
    return redirect("evaluation:message", application.code, message.pk)


@audience("office")
def outside(request: HttpRequest, code: str) -> HttpResponse:
    """A letter that was written and sent outside, with its first receipt."""
    application = _mine(request, code)
    if request.method != "POST":
        form, receipt_form = OutsideForm(initial={"key": storage_key()}), ReceiptForm()
        return _outside_page(request, application, form, receipt_form)
    form, receipt_form = OutsideForm(request.POST), ReceiptForm(request.POST, request.FILES)
    if not (form.is_valid() & receipt_form.is_valid()):
        return _outside_page(request, application, form, receipt_form)
    try:
        with transaction.atomic():
            message = record_outside_letter(
                application=application,
                subject=form.cleaned_data["subject"],
                body=form.cleaned_data["body"],
                once_key=form.cleaned_data["key"],
                by=request.person,
            )
            receipt = _record(request, message, receipt_form)
    except Refused as refusal:
        add_refusal(form if refusal.field in form.fields else receipt_form, refusal)
        return _outside_page(request, application, form, receipt_form)
    success(request, _done(receipt))
    return redirect("evaluation:message", application.code, message.pk)


@audience("office")
@require_safe
def receipt_file(request: HttpRequest, code: str, pk: int, receipt_pk: int) -> HttpResponseBase:
    """The receipt as it came, always to be saved."""
    message = get_object_or_404(messages_to_show(thread_for(request, code)), pk=pk)
    receipt = get_object_or_404(message.receipts, pk=receipt_pk)
    if not receipt.storage_key:
        raise Http404
    record_reading(application_id=message.application_id, kind=ReadingKind.FILE, by=request.person)
    return file_response(
        receipt.storage_key, name=receipt.name, content_type=receipt.content_type, size=receipt.size
    )


def _mine(request: HttpRequest, code: str) -> Application:
    application = thread_for(request, code)
    if is_recused(request.person, application):
        raise Http404
    return application


def _record(request: HttpRequest, message: Message, form: ReceiptForm) -> MessageReceipt:
    given = form.cleaned_data
    (upload,) = uploads_from([given["file"]], RECEIPT_MEGABYTES)
    return record_certified_mail(
        message=message,
        file=upload,
        kind=ReceiptKind(given["kind"]) if given["kind"] else None,
        address=given["address"],
        happened_at=given["happened_at"],
        identifier=given["identifier"],
        by=request.person,
    )


def _done(receipt: MessageReceipt) -> str:
    moment = date_text(receipt.happened_at, "hour")
    if receipt.kind == ReceiptKind.DELIVERY:
        return _("Consegna registrata: %(moment)s. I termini che aspettavano partono da qui.") % {
            "moment": moment
        }
    if receipt.kind == ReceiptKind.ACCEPTANCE:
        return _("Accettazione registrata: %(moment)s. Manca la ricevuta di consegna.") % {"moment": moment}
    return _("Mancata consegna registrata: %(moment)s. L’impresa non è stata raggiunta.") % {"moment": moment}


def _outside_page(
    request: HttpRequest, application: Application, form: OutsideForm, receipt_form: ReceiptForm
) -> HttpResponse:
    context = {"application": application, "form": form, "receipt_form": receipt_form}
    status = 422 if form.errors or receipt_form.errors else 200
    return render(request, "evaluation/message_outside.html", context, status=status)

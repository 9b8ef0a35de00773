"""Sealed envelopes in the office: who holds a share, and the code that each holder takes once."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header, urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from manifattura.accounts.queries.fresh_factor import has_fresh_factor
from manifattura.accounts.queries.people import staff_of_office
from manifattura.kernel.audience import audience
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.kernel.sealing import fingerprint

from ...actions.give_holder_code import confirm_holder_code, give_holder_code
from ...actions.name_key_holders import name_key_holders
from ...domain.edition import FieldType, FormField
from ...domain.problems import Part
from ...domain.sealing_checks import ALWAYS_OPEN, sealed_fields
from ...models import Call
from ...queries.key_holders import holder_for, holders_of
from .access import office_call, revision_of, tell
from .builder import Desk
from .sealed_forms import CodeForm


def sealed_context(request: HttpRequest, desk: Desk) -> dict[str, Any]:
    """What the page shows besides its form: what is sealed, who may hold a share, how far each holder is."""
    holders = holders_of(desk.call.pk)
    chosen = {holder.person_id for holder in holders}
    return {
        "sealed_questions": [item.label for item in sealed_fields(desk.edition)],
        "open_questions": [
            (item.label, _why_open(item))
            for section in desk.edition.form
            for item in section.fields
            if desk.call.seal_whole and not item.sealed
        ],
        "holders": holders,
        "candidates": [
            (one.pk, one.full_name, one.pk in chosen) for one in staff_of_office(desk.call.office_id)
        ],
        "mine": holder_for(desk.call.pk, request.person),
        "key": fingerprint(desk.call.sealing_key) if desk.call.sealing_key else "",
    }


def _why_open(item: FormField) -> str:
    """The reason why a question stays open where the whole application is sealed."""
    if item.type is FieldType.EXPENSES:
        return _("da qui si calcola il contributo: toglila, oppure chiudi solo le domande segnate")
    if item.type is FieldType.COMPUTED:
        return _("si calcola mentre si compila: toglila, oppure chiudi solo le domande segnate")
    if item.key in ALWAYS_OPEN:
        return _("serve a riconoscere la domanda o a calcolare il contributo")
    return _("si controlla all’arrivo e non dice niente dell’offerta")


@audience("office")
@require_POST
def name_holders(request: HttpRequest, pk: int) -> HttpResponse:
    """Name exactly the chosen people."""
    call = office_call(request, pk)
    chosen = [int(text) for text in request.POST.getlist("holders") if text.isascii() and text.isdigit()]
    try:
        name_key_holders(call=call, person_ids=chosen, revision=revision_of(request, call), by=request.person)
    except PermissionRefused as refusal:
        raise PermissionDenied from refusal
    except Refused as refusal:
        tell(request, refusal)
    else:
        messages.success(request, _("Custodi scelti: li abbiamo avvisati."))
    return redirect("calls:builder_part", call.pk, Part.SEALED.value)


@audience("office")
@require_http_methods(["GET", "POST"])
def holder_code(request: HttpRequest, pk: int) -> HttpResponse:
    """The holder's own page: take the code, then write it again to confirm that it is kept."""
    call = office_call(request, pk)
    error = ""
    if request.method == "POST":
        request.sensitive_post_parameters = "__ALL__"
        try:
            confirm_holder_code(call=call, code=request.POST.get("code", ""), by=request.person)
        except PermissionRefused as refusal:
            raise PermissionDenied from refusal
        except Refused as refusal:
            error = refusal.message
        else:
            messages.success(request, _("Confermato: conservi la tua parte della chiave."))
            return redirect("calls:holder_code", call.pk)
    return _code_page(request, call, error=error)


def _code_page(request: HttpRequest, call: Call, *, error: str = "", code: str = "") -> HttpResponse:
    """The code that was just made is in this answer only; one that was written is never shown again."""
    holder = holder_for(call.pk, request.person)
    if holder is None:
        raise PermissionDenied
    form = CodeForm({"code": ""}) if error else CodeForm()
    if error:
        form.full_clean()
        form.errors["code"] = form.error_class([error])
    context = {
        "call": call,
        "holder": holder,
        "code": code,
        "form": form,
        "fresh": has_fresh_factor(request.session),
        "confirm_url": _confirmation(call),
    }
    answer = render(request, "calls/office/holder_code.html", context, status=422 if error else 200)
    answer["Cache-Control"] = "private, no-store"
    return answer


def _confirmation(call: Call) -> str:
    """Where the second factor is asked again before a code is shown; it leads back to the holder's page."""
    here = reverse("calls:holder_code", args=[call.pk])
    return f"{reverse('mfa_reauthenticate')}?{urlencode({'next': here})}"


@audience("office")
@require_POST
def take_code(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the code and show it in this answer only: as a page to print, or as a file."""
    call = office_call(request, pk)
    if not has_fresh_factor(request.session):
        return redirect(_confirmation(call))
    try:
        code = give_holder_code(call=call, by=request.person)
    except PermissionRefused as refusal:
        raise PermissionDenied from refusal
    except Refused as refusal:
        tell(request, refusal)
        return redirect("calls:holder_code", call.pk)
    if request.POST.get("as") != "file":
        return _code_page(request, call, code=code)
    text = _("Codice della tua parte di chiave per il bando «%(title)s»") % {"title": call.title}
    answer = HttpResponse(f"{text}\n\n{code}\n", content_type="text/plain; charset=utf-8")
    name = f"codice-buste-{call.slug}.txt"
    answer["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=name) or "attachment"
    )
    answer["Cache-Control"] = "private, no-store"
    return answer

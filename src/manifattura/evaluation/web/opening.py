"""The opening of the sealed envelopes: the office's page, where holders give their shares, and the public one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header, urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from manifattura.accounts.queries.fresh_factor import has_fresh_factor
from manifattura.applications.actions.record_reading import record_reading
from manifattura.applications.domain.readings import ReadingKind
from manifattura.applications.queries.applications import live_applications
from manifattura.calls.queries.calls import calls_for_staff, public_call
from manifattura.calls.queries.demo_codes import demo_code
from manifattura.calls.queries.key_holders import holder_for
from manifattura.kernel.audience import audience
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.kernel.sealing import fingerprint
from manifattura.ui.forms import show_refusal

from ..actions.give_share import give_share
from ..permissions import may_review
from ..queries.opening_minutes import opening_minutes_pdf
from ..queries.openings import OpeningNow, opening_now
from .ranking_public import cached

if TYPE_CHECKING:
    from manifattura.calls.models import Call

# refusals that say: it is done already
OVERTAKEN = frozenset({"opened", "given"})


class ShareForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Il tuo codice"),
        help_text=gettext_lazy("Quello che hai conservato: nove gruppi di quattro segni."),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    sure = forms.BooleanField(
        label=gettext_lazy("Ho capito: l’apertura non si può annullare"),
        error_messages={"required": gettext_lazy("Conferma di aver capito.")},
    )


def _call(request: HttpRequest, pk: int) -> tuple[Call, OpeningNow]:
    """For the holders, and for who runs the call."""
    call = calls_for_staff(request.person).filter(pk=pk, current_edition__isnull=False).first()
    if call is None or not (may_review(request.person, call) or holder_for(call.pk, request.person)):
        raise Http404
    now = opening_now(call)
    if now is None:
        raise Http404
    return call, now


@audience("office")
@require_http_methods(["GET", "HEAD", "POST"])
def opening_office(request: HttpRequest, pk: int) -> HttpResponse:
    """Where the opening stands; a holder gives their share here, in their own session."""
    call, now = _call(request, pk)
    form = ShareForm()
    status = 200
    fresh = has_fresh_factor(request.session)
    if request.method == "POST":
        request.sensitive_post_parameters = "__ALL__"
        if not fresh:
            # what was written is not kept: a code is written after the confirmation
            messages.info(request, _("Conferma che sei tu, poi scrivi di nuovo il tuo codice."))
            return redirect(_confirmation(request))
        form = ShareForm(request.POST)
        if form.is_valid() and _give(request, call, form):
            return redirect("evaluation:opening_office", call.pk)
        status = 422
        # somebody else may have given a share while this one was looked at
        now = opening_now(call) or now
        # a code that was written is never shown again
        form.data = {"sure": request.POST.get("sure", "")}
    holder = holder_for(call.pk, request.person)
    context = {
        "call": call,
        "now": now,
        "rows": [(one, now.given.get(one.pk)) for one in now.holders],
        "missing": max(0, now.needed - len(now.given)),
        "form": form if _may_give(now, holder.pk if holder else None) else None,
        "fresh": fresh,
        "confirm_url": _confirmation(request),
        "spare": len(now.holders) - now.needed,
        "number": holder.number if holder else None,
        "demo_code": demo_code(call, request.person) if holder else "",
        "key": fingerprint(now.edition.sealing_key),
        "may_read": now.opening is not None and may_review(request.person, call),
    }
    answer = render(request, "evaluation/opening_office.html", context, status=status)
    answer["Cache-Control"] = "private, no-store"
    return answer


def _confirmation(request: HttpRequest) -> str:
    """Where the second factor is asked again; it leads back here."""
    return f"{reverse('mfa_reauthenticate')}?{urlencode({'next': request.path})}"


def _may_give(now: OpeningNow, holder_id: int | None) -> bool:
    return holder_id is not None and now.opening is None and not now.obstacle and holder_id not in now.given


def _give(request: HttpRequest, call: Call, form: ShareForm) -> bool:
    try:
        opening = give_share(call=call, code=form.cleaned_data["code"], by=request.person)
    except PermissionRefused as refusal:
        raise PermissionDenied from refusal
    except Refused as refusal:
        if refusal.code not in OVERTAKEN:
            show_refusal(form, refusal)
            return False
        # two keepers at the same moment, or one button pressed twice: what was wanted is done
        messages.info(request, refusal.message)
        return True
    messages.success(
        request,
        _("Buste aperte: ora le risposte si leggono nelle domande.")
        if opening
        else _(
            "La tua parte è data, e aspetta chiusa. Ora un altro custode dà la sua, dalla sua postazione."
        ),
    )
    return True


@audience("office")
@require_safe
def demo_share(request: HttpRequest, pk: int) -> HttpResponse:
    """The keeper's code as the file that they would have kept: in the demo, of a sample call, and nowhere else."""
    call, _now = _call(request, pk)
    code = demo_code(call, request.person) if holder_for(call.pk, request.person) else ""
    if not code:
        raise Http404
    answer = HttpResponse(f"{call.title}\n\n{code}\n", content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=f"codice-di-prova-{call.slug}.txt")
        or "attachment"
    )
    answer["Cache-Control"] = "private, no-store"
    return answer


@audience("office")
@require_safe
def opening_minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """The minutes, from the opening on: for who runs the call; a keeper of another desk does not read the offers."""
    call, now = _call(request, pk)
    if now.opening is None or not may_review(request.person, call):
        raise Http404
    for application in live_applications(call.pk):
        record_reading(application_id=application.pk, kind=ReadingKind.PAGE, by=request.person)
    answer = HttpResponse(opening_minutes_pdf(now.opening), content_type="application/pdf")
    name = f"apertura-buste-{call.slug}.pdf"
    answer["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=name) or "attachment"
    )
    return answer


@audience("public")
@require_safe
def opening_public(request: HttpRequest, slug: str) -> HttpResponse:
    """What anybody may know: what is sealed, with which key, and when it was opened. Never a value."""
    try:
        call = public_call(slug)
    except ObjectDoesNotExist as error:
        raise Http404 from error
    now = opening_now(call)
    if now is None:
        raise Http404
    context = {
        "call": call,
        "edition": now.edition,
        "now": now,
        "opening": now.opening,
        "labels": [item.label for section in now.edition.form for item in section.fields if item.sealed],
        "key": now.edition.sealing_key,
        "fingerprint": fingerprint(now.edition.sealing_key),
    }
    return cached(render(request, "evaluation/opening.html", context))

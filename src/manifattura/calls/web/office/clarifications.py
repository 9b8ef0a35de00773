"""Questions about a call: the office answers for everybody, or says to one person why not."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from manifattura.kernel.audience import audience
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.ui.forms import show_refusal

from ...actions.answer_clarification import answer_clarification
from ...actions.decline_clarification import decline_clarification
from ...models import Clarification
from ...permissions import may_answer_clarifications
from ...queries.clarifications import clarifications_of
from .access import office_call

PER_PAGE = 25


class AnswerForm(forms.Form):
    question = forms.CharField(
        label=gettext_lazy("La domanda come la leggeranno tutti"),
        help_text=gettext_lazy("Togli ciò che fa riconoscere chi ha chiesto."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    answer = forms.CharField(
        label=gettext_lazy("Risposta"),
        help_text=gettext_lazy(
            "Un chiarimento spiega il bando, non lo cambia: per cambiarlo serve una rettifica."
        ),
        widget=forms.Textarea(attrs={"rows": 8}),
    )


class DeclineForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Perché non rispondi"),
        help_text=gettext_lazy("Lo legge solo chi ha chiesto."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


@audience("office")
def office_clarifications(request: HttpRequest, pk: int) -> HttpResponse:
    """Those that wait first, then the published and the declined ones."""
    call = office_call(request, pk)
    context = {
        "call": call,
        "page": Paginator(clarifications_of(call), PER_PAGE).get_page(request.GET.get("page")),
        "may_answer": may_answer_clarifications(request.person, call),
    }
    return render(request, "calls/office/clarifications.html", context)


@audience("office")
def office_clarification(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Answer or decline one question; `number` is its id."""
    call = office_call(request, pk)
    found = (
        Clarification.objects.filter(call=call, pk=number).select_related("asked_by", "answered_by").first()
    )
    if found is None:
        raise Http404
    if not may_answer_clarifications(request.person, call):
        raise PermissionDenied
    declines = "reason" in request.POST
    answer = AnswerForm(
        request.POST if request.POST and not declines else None, initial={"question": found.asked_text}
    )
    decline = DeclineForm(request.POST if declines else None)
    form = decline if declines else answer
    if request.method == "POST" and form.is_valid():
        try:
            if declines:
                decline_clarification(clarification=found, by=request.person, **form.cleaned_data)
            else:
                answer_clarification(clarification=found, by=request.person, **form.cleaned_data)
        except PermissionRefused as refusal:
            raise PermissionDenied from refusal
        except Refused as refusal:
            show_refusal(form, refusal)
            found.refresh_from_db()
        else:
            messages.success(
                request,
                _("Motivo inviato a chi ha chiesto.")
                if declines
                else _("Risposta pubblicata: la leggono tutti."),
            )
            return redirect("calls:office_clarifications", call.pk)
    context = {"call": call, "found": found, "answer": answer, "decline": decline, "form": form}
    return render(
        request, "calls/office/clarification.html", context, status=422 if request.method == "POST" else 200
    )

"""The register of linked firms: groups with their reason and source, begun and ended by the office."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from manifattura.kernel.audience import audience
from manifattura.kernel.csv_answer import csv_answer
from manifattura.ui.formats import date_text

from ..actions.keep_linked_group import begin_linked_group, end_linked_group
from ..models import LinkedGroup
from ..queries.linked_groups import linked_groups
from ..queries.mandates import claims_for_office
from .access import officials_only, tried

PER_PAGE = 50


class GroupForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Nome del gruppo"), max_length=120)
    codes = forms.CharField(
        label=gettext_lazy("Codice fiscale delle imprese"),
        help_text=gettext_lazy("Uno per riga, almeno due. Le imprese devono essere già registrate."),
        max_length=1500,
        widget=forms.Textarea({"rows": 4, "spellcheck": "false"}),
    )
    reason = forms.CharField(
        label=gettext_lazy("Perché sono collegate"),
        help_text=gettext_lazy("Per esempio: la prima controlla la seconda (art. 2359 del codice civile)."),
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
    )
    source = forms.CharField(
        label=gettext_lazy("Da dove lo sai"),
        help_text=gettext_lazy("Per esempio: visura camerale e la sua data."),
        max_length=300,
    )


class EndForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Perché non vale più"), max_length=2000, widget=forms.Textarea({"rows": 3})
    )


@audience("office")
def groups(request: HttpRequest) -> HttpResponseBase:
    """Those that hold; `?stato=chiusi` those that ended; `?formato=csv` gives all that were found."""
    officials_only(request)
    ended = request.GET.get("stato") == "chiusi"
    found = linked_groups(ended=ended)
    if request.GET.get("formato") == "csv":
        heads = [_("Gruppo"), _("Imprese"), _("Motivo"), _("Fonte"), _("Dal"), _("Fino al")]
        rows = (
            [
                one.name,
                ", ".join(firm.organisation.name for firm in one.firms.all()),
                one.reason,
                one.source,
                date_text(one.created_at),
                date_text(one.ended_at) if one.ended_at else "",
            ]
            for one in found.iterator(chunk_size=500)
        )
        return csv_answer("imprese-collegate.csv", heads, rows)
    context = {
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "ended": ended,
        "waiting": claims_for_office().count(),
    }
    return render(request, "organisations/linked_groups.html", context)


@audience("office")
def begin(request: HttpRequest) -> HttpResponse:
    officials_only(request)
    form = GroupForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        codes = facts.pop("codes").splitlines()
        if tried(form, lambda: begin_linked_group(**facts, codes=codes, by=request.person)):
            messages.success(request, _("Gruppo registrato: conta dalla prossima graduatoria."))
            return redirect("organisations:linked_groups")
    status = 422 if request.method == "POST" else 200
    return render(request, "organisations/linked_new.html", {"form": form}, status=status)


@audience("office")
def group(request: HttpRequest, pk: int) -> HttpResponse:
    """One group, with its end."""
    officials_only(request)
    found = get_object_or_404(LinkedGroup.objects.select_related("created_by", "ended_by"), pk=pk)
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if tried(form, lambda: end_linked_group(group=found, reason=reason, by=request.person)):
            messages.success(request, _("Gruppo chiuso: non conta più."))
            return redirect("organisations:linked_groups")
    firms = [one.organisation for one in found.firms.select_related("organisation")]
    context = {"group": found, "firms": firms, "form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "organisations/linked_group.html", context, status=status)

"""The office's page that puts lots without a winner into a new call."""

from __future__ import annotations

from decimal import Decimal

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from manifattura.calls.queries.editions import current_edition
from manifattura.kernel.audience import audience
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.ui.forms import NumberField, show_refusal

from ..actions.offer_void_lots import last_version, offer_void_lots
from ..permissions import may_direct
from .access import call_for

USUAL_CUT = Decimal(20)


class VoidLotsForm(forms.Form):
    title = forms.CharField(label=gettext_lazy("Titolo del nuovo bando"), max_length=160)
    slug = forms.SlugField(
        label=gettext_lazy("Indirizzo della pagina"),
        help_text=gettext_lazy("Lettere minuscole, numeri e trattini. Poi non cambia."),
        max_length=80,
    )
    cut = NumberField(
        label=gettext_lazy("Di quanto scende il canone base, in percentuale"),
        help_text=gettext_lazy(
            "Per esempio 20: un canone base di 1.000 € diventa 800 €. Con 0 resta quello di adesso."
        ),
        min_value=Decimal(0),
        max_value=Decimal(90),
        decimal_places=2,
    )


@audience("office")
@require_http_methods(["GET", "HEAD", "POST"])
def void_lots(request: HttpRequest, pk: int) -> HttpResponse:
    """Shows which lots go, asks the new base, makes the draft and opens it."""
    call = call_for(request, pk)
    edition, ranking = current_edition(call), last_version(call)
    if edition.allocation is None or ranking is None:
        raise Http404
    if not may_direct(request.person, call):
        raise PermissionDenied
    initial = {
        "title": (_("%(title)s: lotti rimasti") % {"title": edition.texts.title})[:160],
        "slug": f"{call.slug[:70]}-bis",
        "cut": USUAL_CUT,
    }
    form = VoidLotsForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        try:
            draft = offer_void_lots(
                call=call, cut=facts["cut"] / 100, slug=facts["slug"], title=facts["title"], by=request.person
            )
        except PermissionRefused as refusal:
            raise PermissionDenied from refusal
        except Refused as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(
                request, _("Bozza creata: scrivi le date, controlla i lotti, poi mandala in approvazione.")
            )
            return redirect("calls:builder_part", draft.pk, "lotti")
    void = set(ranking.summary.get("void", []))
    context = {
        "call": call,
        "form": form,
        "final": ranking.stage == "final",
        "lots": [lot for lot in edition.allocation.lots if lot.key in void],
    }
    return render(
        request, "evaluation/void_lots.html", context, status=422 if request.method == "POST" else 200
    )

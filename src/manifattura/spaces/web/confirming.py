"""The owner's page: the card as it is, one button to say that it holds, a field to say what changed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt

from manifattura.kernel.audience import audience
from manifattura.kernel.errors import Refused
from manifattura.kernel.public_cache import kept_by_nobody
from manifattura.kernel.public_forms import comes_from_us, within_limit
from manifattura.ui.forms import show_refusal

from ..actions.confirm_space import confirm_space, correct_space
from ..domain.reports import LONGEST
from ..domain.words import OFFERED
from ..queries.confirmations import confirmation_with
from .facts import PLACE, SHORT, TERMS, USES, shown

PER_HOUR = 20


class ChangedForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Che cosa è cambiato"),
        max_length=LONGEST,
        help_text=gettext_lazy("Affittato, venduto, lavori fatti, canone diverso: scrivilo con parole tue."),
        widget=forms.Textarea({"rows": 5}),
        error_messages={"required": gettext_lazy("Scrivi che cosa è cambiato.")},
    )


@csrf_exempt  # public pages carry no token: the origin is checked, and the address itself is a secret
@audience("public")
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Nothing happens by opening the link: programs that read mail open links too."""
    asked = confirmation_with(token)
    if asked is None:
        raise Http404
    step = request.POST.get("passo", "")
    form = ChangedForm(request.POST if step == "cambiato" else None)
    plain = forms.Form(request.POST if step == "confermo" else None)
    tried = form if step == "cambiato" else plain
    wrong = request.method == "POST"
    if wrong and tried.is_valid() and _welcome(request, tried):
        try:
            if step == "confermo":
                confirm_space(token=token)
            else:
                correct_space(token=token, text=form.cleaned_data["text"])
            asked, wrong = confirmation_with(token), False
        except Refused as refusal:
            show_refusal(tried, refusal)
    assert asked is not None
    space = asked.space
    context: dict[str, Any] = {
        "asked": asked,
        "space": space,
        "title": space.name or space.address,
        "open": asked.answered_at is None and space.state in OFFERED,
        "facts": shown(space, (*SHORT, *PLACE, *USES, *TERMS)),
        "form": form,
        "wrong": tried if wrong else None,
    }
    return kept_by_nobody(render(request, "spaces/confirm.html", context, status=422 if wrong else 200))


def _welcome(request: HttpRequest, form: forms.Form) -> bool:
    if not comes_from_us(request):
        form.add_error(None, _("La pagina è rimasta aperta a lungo: ricaricala e riprova."))
    elif not within_limit(request, "spaces.confirm", PER_HOUR):
        form.add_error(None, _("Da qui sono arrivate molte risposte nell’ultima ora. Riprova più tardi."))
    return not form.non_field_errors()

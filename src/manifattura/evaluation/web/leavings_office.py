"""Who leaves after the scoring: the list, and the office's own records (withdrawals received, late exclusions)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from manifattura.kernel.audience import audience
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.ui.forms import DateField, show_refusal

from ..actions.record_leaving import record_leaving
from ..domain.states import DepartureKind
from ..queries.departures import departures_of
from ..queries.progress import ENDED
from ..queries.rankings import leavable_entries, session_versions
from .access import call_for
from .after import after_context
from .sessions import session_for

if TYPE_CHECKING:
    from manifattura.applications.models import Application

PER_PAGE = 50
KINDS = (
    (DepartureKind.EXCLUDED_LATE, gettext_lazy("Esclusa: manca un requisito, scoperto dopo")),
    (DepartureKind.WITHDRAWN, gettext_lazy("Ritirata dall’impresa, con una lettera o una PEC")),
    (DepartureKind.DECLINED, gettext_lazy("Rinuncia, con una lettera o una PEC")),
    (
        DepartureKind.FORFEITED,
        gettext_lazy("Decaduta: ha accettato, ma non rispetta gli obblighi o ha dichiarato il falso"),
    ),
)


class LeavingForm(forms.Form):
    application = forms.ChoiceField(label=gettext_lazy("Domanda"))
    kind = forms.ChoiceField(
        label=gettext_lazy("Che cosa è successo"), choices=KINDS, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=gettext_lazy("Motivo"),
        help_text=gettext_lazy("L’impresa lo legge. Non si pubblica."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    act_number = forms.CharField(
        label=gettext_lazy("Numero dell’atto"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("Serve per escludere, per la decadenza e per ricalcolare."),
    )
    act_on = DateField(label=gettext_lazy("Data dell’atto"), required=False)
    rescore = forms.BooleanField(
        label=gettext_lazy("L’atto ordina di ricalcolare i punteggi delle altre"),
        required=False,
        help_text=gettext_lazy(
            "Di solito no: ciò che lascia passa a chi segue, mentre punteggi, migliori valori e sorteggio restano com’erano."
        ),
    )
    rescore_reason = forms.CharField(
        label=gettext_lazy("Perché si ricalcola"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["application"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Scegli")), *choices]


@audience("office")
@require_http_methods(["GET", "HEAD", "POST"])
def leavings_office(request: HttpRequest, pk: int) -> HttpResponse:
    call = call_for(request, pk)
    session = session_for(request, call)
    versions = session_versions(session)
    entries = list(leavable_entries(versions[0])) if versions else []
    applications = {entry.bid.application.code: entry.bid.application for entry in entries}
    choices = [
        (code, f"{one.submission.registration} · {one.lead.name}") for code, one in applications.items()
    ]
    form = LeavingForm(
        request.POST if request.method == "POST" else None,
        choices=choices,
        initial={"application": request.GET.get("domanda", "")},
    )
    if request.method == "POST" and form.is_valid():
        application = applications[form.cleaned_data["application"]]
        if _recorded(request, application, form):
            messages.success(
                request, _("Uscita registrata: l’impresa riceve l’avviso. Ora puoi fare lo scorrimento.")
            )
            return redirect(request.get_full_path())
    context = after_context(request, call, session, "leavings")
    context |= {
        "form": form,
        "page": Paginator(departures_of(session), PER_PAGE).get_page(request.GET.get("page")),
        "versions": versions,
        "can_record": bool(choices) and call.state not in ENDED,
        "ended": call.state in ENDED,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "evaluation/leavings_office.html", context, status=status)


def _recorded(request: HttpRequest, application: Application, form: LeavingForm) -> bool:
    facts = form.cleaned_data
    try:
        record_leaving(
            application=application,
            kind=DepartureKind(facts["kind"]),
            reason=facts["reason"],
            act_number=facts["act_number"],
            act_on=facts["act_on"],
            rescore=facts["rescore"],
            rescore_reason=facts["rescore_reason"],
            by=request.person,
        )
    except PermissionRefused as refusal:
        raise PermissionDenied from refusal
    except Refused as refusal:
        show_refusal(form, refusal)
        return False
    return True

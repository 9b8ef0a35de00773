"""Who leaves after the scoring: the list, and the office's own records (withdrawals received, late exclusions)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from manifattura.applications.actions.check_arrival import Proof, proof_of
from manifattura.applications.domain.arrivals import About
from manifattura.applications.queries.arrival_twins import same_protocol
from manifattura.applications.queries.later_arrivals import arrivals_about
from manifattura.applications.queries.told_words import firm_told
from manifattura.kernel.audience import audience
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.ui.arrivals import ArrivalForm
from manifattura.ui.forms import DateField, show_refusal

from ..actions.record_leaving import record_leaving
from ..domain.states import DepartureKind
from ..queries.departures import departures_of, own_way_out
from ..queries.progress import ENDED
from ..queries.rankings import leavable_entries, session_versions
from .access import call_for
from .after import after_context
from .sessions import session_for, session_query

if TYPE_CHECKING:
    from collections.abc import Sequence

    from manifattura.applications.models import Application

    from ..models import Ranking

PER_PAGE = 50
KINDS = (
    (DepartureKind.EXCLUDED_LATE, gettext_lazy("Esclusa: manca un requisito, scoperto dopo")),
    (
        DepartureKind.FORFEITED,
        gettext_lazy("Decaduta: ha accettato, ma non rispetta gli obblighi o ha dichiarato il falso"),
    ),
)


class LeavingForm(forms.Form):
    application = forms.ChoiceField(label=gettext_lazy("Domanda"))
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


class DecidedForm(LeavingForm):
    """The office decides it."""

    field_order = ["application", "kind"]
    kind = forms.ChoiceField(
        label=gettext_lazy("Che cosa è successo"), choices=KINDS, widget=forms.RadioSelect
    )


class ArrivedForm(LeavingForm, ArrivalForm):
    """The firm has written it: the reason is its own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = _("Ricopia quello che scrive l’impresa. Non si pubblica.")
        self.fields["act_number"].help_text = _("Serve solo per ricalcolare.")


@audience("office")
@require_http_methods(["GET", "HEAD", "POST"])
def leavings_office(request: HttpRequest, pk: int) -> HttpResponse:
    call = call_for(request, pk)
    session = session_for(request, call)
    versions = session_versions(session)
    applications = _leavable(versions)
    form = DecidedForm(
        request.POST if request.method == "POST" else None,
        choices=_choices(applications),
        initial={"application": request.GET.get("domanda", "")},
    )
    if request.method == "POST" and form.is_valid():
        application = applications[form.cleaned_data["application"]]
        if _recorded(request, application, DepartureKind(form.cleaned_data["kind"]), form):
            return redirect(request.get_full_path())
    page = Paginator(departures_of(session), PER_PAGE).get_page(request.GET.get("page"))
    arrivals = arrivals_about(About.LEAVING, [one.pk for one in page.object_list])
    context = after_context(request, call, session, "leavings")
    context |= {
        "form": form,
        "page": page,
        "rows": [(one, arrivals.get(str(one.pk))) for one in page.object_list],
        "versions": versions,
        "can_record": bool(applications) and call.state not in ENDED,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "evaluation/leavings_office.html", context, status=status)


@audience("office")
@require_http_methods(["GET", "HEAD", "POST"])
def leaving_arrived(request: HttpRequest, pk: int) -> HttpResponse:
    """A renunciation or a withdrawal that arrived on paper or by certified mail, with its proof."""
    call = call_for(request, pk)
    session = session_for(request, call)
    applications = _leavable(session_versions(session))
    posted = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = ArrivedForm(*posted, choices=_choices(applications))
    back = reverse("evaluation:leavings_office", args=[pk]) + session_query(call, session)
    if request.method == "POST" and form.is_valid():
        application = applications[form.cleaned_data["application"]]
        # who is in the ranking without money withdraws; who has some gives it up
        kind = own_way_out(application) or DepartureKind.WITHDRAWN
        if _recorded(request, application, kind, form, proof_of(form.cleaned_data)):
            return redirect(back)
    context = after_context(request, call, session, "leavings")
    context |= {
        "title": _("Registra una rinuncia arrivata su carta o per PEC"),
        "about": call.title,
        "form": form,
        "what": [form[name] for name in LeavingForm.base_fields],
        "back_url": back,
        "has_no_term": True,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "evaluation/arrival_enter.html", context, status=status)


def _leavable(versions: Sequence[Ranking]) -> dict[str, Application]:
    entries = leavable_entries(versions[0]) if versions else ()
    return {entry.bid.application.code: entry.bid.application for entry in entries}


def _choices(applications: dict[str, Application]) -> list[tuple[str, str]]:
    return [(code, f"{one.submission.registration} · {one.lead.name}") for code, one in applications.items()]


def _recorded(
    request: HttpRequest,
    application: Application,
    kind: DepartureKind,
    form: LeavingForm,
    proof: Proof | None = None,
) -> bool:
    facts = form.cleaned_data
    try:
        departure = record_leaving(
            application=application,
            kind=kind,
            reason=facts["reason"],
            act_number=facts["act_number"],
            act_on=facts["act_on"],
            rescore=facts["rescore"],
            rescore_reason=facts["rescore_reason"],
            proof=proof,
            by=request.person,
        )
    except PermissionRefused as refusal:
        raise PermissionDenied from refusal
    except Refused as refusal:
        show_refusal(form, refusal)
        return False
    messages.success(request, firm_told(application, _("Uscita registrata: ora puoi fare lo scorrimento.")))
    arrival = arrivals_about(About.LEAVING, [departure.pk]).get(str(departure.pk))
    twice = same_protocol(arrival) if arrival else ""
    if twice:
        messages.warning(request, twice)
    return True

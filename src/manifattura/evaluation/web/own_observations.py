"""The applicant's observations on the provisional ranking: those sent with their answers, and a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from manifattura.applications.domain.states import ApplicationState
from manifattura.applications.permissions import may_send_application
from manifattura.kernel.audience import audience
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.kernel.files import file_response
from manifattura.ui.forms import show_refusal

from ..actions.send_observation import LONGEST, send_observation
from ..domain.states import RankingStage
from ..models import Observation, ObservationFile
from ..queries.acceptances import city_day
from ..queries.observations import observations_end, own_observations, with_arrivals
from .own_access import FILES, posted_files, ranked_application

if TYPE_CHECKING:
    from manifattura.applications.models import Application

    from ..models import RankingEntry


class ObservationForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("La tua osservazione"),
        max_length=LONGEST,
        help_text=gettext_lazy(
            "Di’ quale punteggio o quale esito contesti, e perché. Puoi allegare documenti."
        ),
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": gettext_lazy("Scrivi la tua osservazione.")},
    )


@audience("person")
@require_http_methods(["GET", "HEAD", "POST"])
def observations(request: HttpRequest, code: str) -> HttpResponse:
    application, entry = ranked_application(request, code)
    form = ObservationForm(request.POST if request.method == "POST" else None)
    status, file_error = 200, ""
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                send_observation(
                    application=application,
                    text=form.cleaned_data["text"],
                    attachments=posted_files(request),
                    by=request.person,
                )
            except PermissionRefused as refusal:
                raise PermissionDenied from refusal
            except Refused as refusal:
                if refusal.field == "files":
                    file_error = refusal.message
                else:
                    show_refusal(form, refusal)
            else:
                messages.success(
                    request, _("Osservazione inviata: l’ufficio ti risponde prima della definitiva.")
                )
                return redirect("evaluation:observations", application.code)
    until = observations_end(entry.ranking)
    provisional = entry.ranking.stage == RankingStage.PROVISIONAL
    context = {
        "application": application,
        "entry": entry,
        "rows": [row_of(one) for one in with_arrivals(own_observations(application))],
        "until": until,
        "is_open": is_open(application, entry),
        "is_provisional": provisional,
        "may_send": may_send_application(request.person, application),
        "form": form,
        "files": {**FILES, "error": file_error},
    }
    return render(request, "evaluation/own_observations.html", context, status=status)


@audience("person")
@require_safe
def file(request: HttpRequest, code: str, pk: int) -> HttpResponseBase:
    application, _entry = ranked_application(request, code)
    found = ObservationFile.objects.filter(pk=pk, observation__application=application).first()
    if found is None:
        raise Http404
    return file_response(found.storage_key, name=found.name, content_type=found.content_type, size=found.size)


def is_open(application: Application, entry: RankingEntry) -> bool:
    """Whether observations are taken now: on a provisional ranking, in their term, of who is still in it."""
    until = observations_end(entry.ranking)
    return (
        entry.ranking.stage == RankingStage.PROVISIONAL
        and application.state != ApplicationState.WITHDRAWN
        and until is not None
        and city_day() <= until
    )


def row_of(one: Observation) -> dict[str, Any]:
    """An observation with its answer and the key of its state."""
    answer = getattr(one, "answer", None)
    state = "waiting" if answer is None else "accepted" if answer.accepted else "not_accepted"
    return {"observation": one, "answer": answer, "files": list(one.files.all()), "state": state}

"""The office's list of observations: what each applicant wrote, and the head of procedure's answer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from manifattura.applications.actions.record_reading import record_reading
from manifattura.applications.domain.readings import ReadingKind
from manifattura.applications.queries.later_arrivals import late_observations
from manifattura.kernel.audience import audience
from manifattura.kernel.csv_answer import csv_answer
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.kernel.files import file_response
from manifattura.ui.formats import date_text
from manifattura.ui.forms import show_refusal

from ..actions.answer_observation import answer_observation
from ..models import Observation, ObservationFile
from ..queries.observations import observations_end, observations_of, with_arrivals
from ..queries.rankings import session_versions
from .access import call_for
from .after import after_context
from .sessions import session_for

PER_PAGE = 20


class AnswerForm(forms.Form):
    accepted = forms.ChoiceField(
        label=gettext_lazy("Decisione"),
        choices=[("yes", gettext_lazy("Accolta")), ("no", gettext_lazy("Non accolta"))],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Scegli se l’osservazione è accolta.")},
    )
    text = forms.CharField(
        label=gettext_lazy("Risposta"),
        help_text=gettext_lazy(
            "Se è accolta scrivi che cosa cambia, altrimenti perché no. La risposta si pubblica con la prossima "
            "versione, con il solo numero: non scrivere nomi."
        ),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": gettext_lazy("Scrivi la risposta.")},
    )


@audience("office")
@require_http_methods(["GET", "HEAD", "POST"])
def observations_office(request: HttpRequest, pk: int) -> HttpResponse:
    call = call_for(request, pk)
    session = session_for(request, call)
    page = Paginator(observations_of(session), PER_PAGE).get_page(request.GET.get("page"))
    bound: dict[int, AnswerForm] = {}
    status = 200
    if request.method == "POST":
        found = observations_of(session).filter(number=_number(request)).first()
        if found is None:
            raise Http404
        form = AnswerForm(request.POST, prefix=f"o{found.number}")
        if form.is_valid() and _answered(request, found, form):
            messages.success(request, _("Risposta inviata: l’impresa la legge nella sua area."))
            return redirect(request.get_full_path())
        bound[found.number], status = form, 422
    versions = session_versions(session)
    context = after_context(request, call, session, "observations")
    context |= {
        "page": page,
        "rows": [_row(one, bound, directs=context["directs"]) for one in with_arrivals(page.object_list)],
        "late_arrivals": list(late_observations(call.pk)),
        "until": observations_end(versions[0]) if versions else None,
        "bound": next(iter(bound.values()), None),
    }
    return render(request, "evaluation/observations_office.html", context, status=status)


@audience("office")
@require_safe
def export(request: HttpRequest, pk: int) -> HttpResponseBase:
    call = call_for(request, pk)
    heads = [
        _("Numero"),
        _("Domanda"),
        _("Impresa"),
        _("Inviata"),
        _("Testo"),
        _("File"),
        _("Esito"),
        _("Risposta"),
    ]
    rows = (_line(one) for one in observations_of(session_for(request, call)))
    return csv_answer(f"{call.slug}-osservazioni.csv", heads, rows)


@audience("office")
@require_safe
def observation_file(request: HttpRequest, pk: int, file_pk: int) -> HttpResponseBase:
    call = call_for(request, pk)
    file = (
        ObservationFile.objects.select_related("observation")
        .filter(pk=file_pk, observation__call=call)
        .first()
    )
    if file is None:
        raise Http404
    record_reading(application_id=file.observation.application_id, kind=ReadingKind.FILE, by=request.person)
    return file_response(file.storage_key, name=file.name, content_type=file.content_type, size=file.size)


def _number(request: HttpRequest) -> int:
    number = request.POST.get("number", "")
    return int(number) if number.isdecimal() else 0


def _answered(request: HttpRequest, observation: Observation, form: AnswerForm) -> bool:
    try:
        answer_observation(
            observation=observation,
            accepted=form.cleaned_data["accepted"] == "yes",
            text=form.cleaned_data["text"],
            by=request.person,
        )
    except PermissionRefused as refusal:
        raise PermissionDenied from refusal
    except Refused as refusal:
        show_refusal(form, refusal)
        return False
    return True


def _row(one: Observation, bound: dict[int, AnswerForm], *, directs: bool) -> dict[str, Any]:
    answer = getattr(one, "answer", None)
    form = bound.get(one.number)
    if form is None and answer is None and directs:
        form = AnswerForm(prefix=f"o{one.number}")
    return {"observation": one, "answer": answer, "form": form, "files": list(one.files.all())}


def _line(one: Observation) -> list[Any]:
    answer = getattr(one, "answer", None)
    return [
        one.number,
        one.application.code,
        one.application.lead.name,
        date_text(one.sent_at, "hour"),
        one.text,
        ", ".join(file.name for file in one.files.all()),
        "" if answer is None else _("Accolta") if answer.accepted else _("Non accolta"),
        answer.text if answer else "",
    ]

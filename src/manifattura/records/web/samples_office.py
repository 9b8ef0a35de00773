"""Checks by sample in the office: announce, draw, write outcomes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from manifattura.calls.queries.calls import calls_for_staff
from manifattura.calls.queries.rounds import rounds_of
from manifattura.kernel.audience import audience
from manifattura.kernel.clock import today
from manifattura.kernel.csv_answer import csv_answer
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.kernel.parameters import legal_parameter
from manifattura.ui.forms import DateField, show_refusal

from .. import permissions
from ..actions.add_doubt import add_doubt
from ..actions.announce_sample import announce_sample
from ..actions.draw_sample import draw_sample
from ..actions.record_check import record_check
from ..domain.sampling import how_many
from ..domain.states import CheckResult, Population
from ..models import CheckedApplication, SampleCheck
from ..queries.samples import checked_of, samples_of
from .words import population_words, result_words

PER_PAGE = 50


class AnnounceForm(forms.Form):
    round = forms.ChoiceField(label=gettext_lazy("Sessione"))
    population = forms.ChoiceField(label=gettext_lazy("Chi si controlla"), widget=forms.RadioSelect)
    percent = forms.IntegerField(label=gettext_lazy("Percentuale"))
    seed_rule = forms.CharField(
        label=gettext_lazy("Quale valore pubblico farà da seme"),
        help_text=gettext_lazy(
            "Per esempio: i numeri della ruota di Milano del Lotto di quel giorno, in ordine."
        ),
        max_length=300,
    )
    seed_on = DateField(
        label=gettext_lazy("Da quale giorno il valore esiste"),
        help_text=gettext_lazy(
            "Un giorno futuro: nessuno lo deve conoscere prima che l’elenco sia pubblico."
        ),
    )

    def __init__(self, *args: Any, sessions: list[Any], **options: Any) -> None:
        super().__init__(*args, **options)
        self.sessions = {str(one.number): one for one in sessions}
        self.fields["population"].choices = list(population_words().items())
        if len(sessions) == 1:
            del self.fields["round"]
        else:
            self.fields["round"].choices = [
                (number, _("Sessione %(number)s") % {"number": number}) for number in self.sessions
            ]

    def session(self) -> Any:
        return self.sessions[self.cleaned_data.get("round") or next(iter(self.sessions))]


class DrawForm(forms.Form):
    seed = forms.CharField(
        label=gettext_lazy("Valore pubblico"),
        help_text=gettext_lazy("Scrivilo come dice la regola: chiunque deve poterlo riscrivere uguale."),
        max_length=200,
    )


class DoubtForm(forms.Form):
    code = forms.CharField(label=gettext_lazy("Codice della domanda"), max_length=12)
    doubt = forms.CharField(label=gettext_lazy("Qual è il dubbio"), widget=forms.Textarea(attrs={"rows": 3}))


class ResultForm(forms.Form):
    result = forms.ChoiceField(label=gettext_lazy("Esito"), widget=forms.RadioSelect)
    note = forms.CharField(
        label=gettext_lazy("Che cosa hai confrontato"),
        help_text=gettext_lazy("Dichiarazione, banca dati o documento, data."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["result"].choices = list(result_words().items())


@audience("office")
def samples(request: HttpRequest, pk: int) -> HttpResponse:
    """The checks of a call, and the form that announces one."""
    call = _call(request, pk)
    least = legal_parameter("sample_check.percent", today()).count
    form = AnnounceForm(
        request.POST or None,
        sessions=list(rounds_of(call)),
        initial={"percent": least, "population": Population.FUNDED.value},
    )

    def act() -> SampleCheck:
        facts = form.cleaned_data
        return announce_sample(
            call=call,
            round=form.session(),
            population=Population(facts["population"]),
            percent=facts["percent"],
            seed_rule=facts["seed_rule"],
            seed_on=facts["seed_on"],
            by=request.person,
        )

    if request.method == "POST" and form.is_valid():
        sample = _done(request, form, act, _("Elenco fissato e pubblicato: ora si aspetta il valore."))
        if sample is not None:
            return redirect("records:sample", sample.pk)
    context = {
        "call": call,
        "samples": [(one, population_words()[one.population]) for one in samples_of(call)],
        "form": form,
        "least": least,
        "may_draw": permissions.may_draw(request.person, call),
    }
    return render(request, "records/samples.html", context, status=422 if request.method == "POST" else 200)


@audience("office")
def sample(request: HttpRequest, pk: int) -> HttpResponse:
    """One check: its list and seed, what is under check with its outcomes."""
    found = _sample(request, pk)
    draw_form = DrawForm(request.POST if "seed" in request.POST else None)
    doubt_form = DoubtForm(request.POST if "doubt" in request.POST else None)
    if "seed" in request.POST and draw_form.is_valid():
        seed = draw_form.cleaned_data["seed"]
        done = _("Estrazione fatta.")
        if _done(request, draw_form, lambda: draw_sample(sample=found, seed=seed, by=request.person), done):
            return redirect("records:sample", found.pk)
    if "doubt" in request.POST and doubt_form.is_valid():
        facts = doubt_form.cleaned_data
        done = _("Domanda aggiunta ai controlli.")
        if _done(request, doubt_form, lambda: add_doubt(sample=found, by=request.person, **facts), done):
            return redirect("records:sample", found.pk)
    context = {
        "sample": found,
        "call": found.call,
        "population": population_words()[found.population],
        "page": Paginator(checked_of(found), PER_PAGE).get_page(request.GET.get("page")),
        "results": result_words(),
        "chosen": how_many(len(found.identifiers), found.percent),
        "may_draw": permissions.may_draw(request.person, found.call),
        "is_early": today() < found.seed_on,
        "draw_form": draw_form,
        "doubt_form": doubt_form,
    }
    return render(request, "records/sample.html", context, status=422 if request.method == "POST" else 200)


@audience("office")
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """The outcome of one check."""
    found = (
        CheckedApplication.objects.select_related(
            "sample__call", "sample__round", "application__lead", "checked_by"
        )
        .filter(pk=pk)
        .first()
    )
    if found is None or not permissions.may_see_checks(request.person, found.sample.call):
        raise Http404
    form = ResultForm(
        request.POST or None,
        initial={"result": found.result, "note": found.note, "version": found.version},
    )
    overtaken = False
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        done = _done(
            request,
            form,
            lambda: record_check(
                checked=found,
                result=CheckResult(facts["result"]),
                note=facts["note"],
                base_version=facts["version"],
                by=request.person,
            ),
            _("Esito scritto."),
        )
        if done is not None:
            return redirect("records:sample", found.sample_id)
        found.refresh_from_db()
        overtaken = found.version != facts["version"]
    context = {
        "checked": found,
        "call": found.sample.call,
        "form": form,
        "theirs": result_words().get(found.result, "") if overtaken else "",
        "is_untrue": found.result == CheckResult.FALSE,
    }
    return render(request, "records/check.html", context, status=422 if request.method == "POST" else 200)


@audience("office")
@require_safe
def sample_csv(request: HttpRequest, pk: int) -> HttpResponseBase:
    found = _sample(request, pk)
    results = result_words()
    rows = (
        [
            one.application.code,
            one.application.lead.name,
            "; ".join(
                filter(
                    None,
                    (
                        _("estratta") if one.reason == "drawn" else "",
                        _("dubbio") if one.doubt else "",
                    ),
                )
            ),
            results.get(one.result, ""),
            one.note,
            one.checked_at.date().isoformat() if one.checked_at else "",
        ]
        for one in checked_of(found)
    )
    head = [_("Codice"), _("Impresa"), _("Motivo"), _("Esito"), _("Confronto"), _("Data")]
    return csv_answer(f"controlli-{found.pk}.csv", head, rows)


def _done(request: HttpRequest, form: forms.Form, act: Callable[[], Any], words: str) -> Any:
    """What the action gave back; None when it refused, with the reason on the form."""
    try:
        result = act()
    except PermissionRefused as refusal:
        raise PermissionDenied from refusal
    except Refused as refusal:
        show_refusal(form, refusal)
        return None
    messages.success(request, words)
    return result


def _call(request: HttpRequest, pk: int) -> Any:
    call = calls_for_staff(request.person).filter(pk=pk, current_edition__isnull=False).first()
    if call is None or not permissions.may_see_checks(request.person, call):
        raise Http404
    return call


def _sample(request: HttpRequest, pk: int) -> SampleCheck:
    found = (
        SampleCheck.objects.select_related("call", "round", "announced_by", "drawn_by").filter(pk=pk).first()
    )
    if found is None or not permissions.may_see_checks(request.person, found.call):
        raise Http404
    return found

"""Retention in the office: the schedule of a call, its own lengths, the lists of what is due, and their execution."""

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
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from manifattura.calls.queries.calls import calls_for_staff
from manifattura.kernel.audience import audience
from manifattura.kernel.clock import today
from manifattura.kernel.csv_answer import csv_answer
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.kernel.parameters import legal_parameter
from manifattura.ui.forms import DateField, show_refusal

from ..actions.list_due import list_due
from ..actions.order_discard import order_discard
from ..actions.resume_discard import resume_discard
from ..actions.set_retention import set_retention
from ..domain.retention import RULES, Category, Event, Then
from ..models import RetentionItem, RetentionRun
from ..permissions import may_direct_retention, may_see_retention
from ..queries.retention import Line, own_terms_of, runs_of, schedule_of
from .retention_words import category_words, event_words, months_words, then_words

PER_PAGE = 50


class LengthForm(forms.Form):
    category = forms.ChoiceField(label=gettext_lazy("Che cosa"))
    months = forms.IntegerField(label=gettext_lazy("Mesi"))
    reason = forms.CharField(
        label=gettext_lazy("Perché"),
        help_text=gettext_lazy("Per esempio: un fondo europeo chiede di conservare dieci anni."),
        max_length=300,
    )
    act_number = forms.CharField(label=gettext_lazy("Numero dell’atto"), max_length=40)
    act_on = DateField(label=gettext_lazy("Data dell’atto"))

    def __init__(self, *args: Any, published: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        words = category_words()
        self.fields["category"].choices = [
            (rule.category.value, words[rule.category]) for rule in RULES if rule.then is not Then.KEEP
        ]
        if not published:
            del self.fields["act_number"], self.fields["act_on"]


class OrderForm(forms.Form):
    act_number = forms.CharField(label=gettext_lazy("Numero dell’atto"), max_length=40)
    act_on = DateField(label=gettext_lazy("Data dell’atto"))
    authority_number = forms.CharField(
        label=gettext_lazy("Numero dell’autorizzazione allo scarto"),
        help_text=gettext_lazy("Della Soprintendenza archivistica (D.Lgs 42/2004, art. 21)."),
        max_length=40,
    )
    authority_on = DateField(label=gettext_lazy("Data dell’autorizzazione"))

    def __init__(self, *args: Any, authorised: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not authorised:
            del self.fields["authority_number"], self.fields["authority_on"]


@audience("office")
@require_http_methods(["GET", "HEAD", "POST"])
def retention(request: HttpRequest, pk: int) -> HttpResponse:
    """What this call keeps, how long and what falls due when; a list of what is due is one click away."""
    call = _call(request, pk)
    directs = may_direct_retention(request.person, call)
    form = LengthForm(request.POST or None, published=call.current_edition_id is not None)
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        facts["category"] = Category(facts["category"])
        if _done(form, lambda: set_retention(call=call, by=request.person, **facts)):
            messages.success(request, _("Durata scritta: vale da adesso."))
            return redirect("records:retention", call.pk)
    lines = schedule_of(call, today())
    context = {
        "call": call,
        "rows": [_row(line) for line in lines],
        "due": sum(line.is_due for line in lines),
        "runs": runs_of(call)[:PER_PAGE],
        "own": [
            (one, category_words()[one.category], months_words(one.months)) for one in own_terms_of(call)
        ],
        "directs": directs,
        "form": form,
    }
    return render(request, "records/retention.html", context, status=422 if request.method == "POST" else 200)


@audience("office")
@require_POST
def retention_list(request: HttpRequest, pk: int) -> HttpResponse:
    """The dry run."""
    call = _call(request, pk)
    try:
        run = list_due(call=call, by=request.person)
    except PermissionRefused as refusal:
        raise PermissionDenied from refusal
    except Refused as refusal:
        messages.info(request, refusal.message)
        return redirect("records:retention", call.pk)
    messages.success(request, _("Elenco pronto: nulla è stato ancora scartato."))
    return redirect("records:retention_run", call.pk, run.pk)


@audience("office")
@require_http_methods(["GET", "HEAD", "POST"])
def retention_run(request: HttpRequest, pk: int, run: int) -> HttpResponse:
    """One list: counts, rows, digest; the order to discard, and how far it got."""
    found = _run(request, pk, run)
    form = OrderForm(request.POST or None, authorised=found.needs_authorisation)
    if request.method == "POST" and form.is_valid():
        if _done(form, lambda: order_discard(run=found, by=request.person, **form.cleaned_data)):
            messages.success(request, _("Scarto disposto: il lavoro è cominciato."))
            return redirect("records:retention_run", pk, run)
        found = _run(request, pk, run)
    words = category_words()
    total = found.items.count()
    context = {
        "run": found,
        "call": found.call,
        "counts": [
            *((words[one], found.counts[one]) for one in Category if found.counts.get(one)),
            (_("File da cancellare"), found.files),
        ],
        "page": Paginator(found.items.all(), PER_PAGE).get_page(request.GET.get("page")),
        "words": words,
        "total": total,
        "done": found.items.exclude(done_at=None).count() if found.ordered_at else 0,
        "days": legal_parameter("retention.list_days", today()).count,
        "directs": may_direct_retention(request.person, found.call),
        "form": form,
    }
    context["rows"] = [(one, words[one.category], _facts(one)) for one in context["page"].object_list]
    return render(
        request, "records/retention_run.html", context, status=422 if request.method == "POST" else 200
    )


@audience("office")
@require_POST
def retention_resume(request: HttpRequest, pk: int, run: int) -> HttpResponse:
    found = _run(request, pk, run)
    try:
        resume_discard(run=found, by=request.person)
    except PermissionRefused as refusal:
        raise PermissionDenied from refusal
    except Refused as refusal:
        messages.info(request, refusal.message)
    else:
        messages.success(request, _("Il lavoro riprende da dove era."))
    return redirect("records:retention_run", pk, run)


@audience("office")
@require_safe
def retention_csv(request: HttpRequest, pk: int, run: int) -> HttpResponseBase:
    found = _run(request, pk, run)
    words = category_words()
    heads = [_("Numero"), _("Che cosa"), _("Codice"), _("File"), _("Impronte SHA-256"), _("Fatto")]
    rows = (
        [
            one.position,
            words[one.category],
            one.label,
            len(one.facts.get("files", ())),
            " ".join(
                [one.facts.get("sha256", ""), *(file["sha256"] for file in one.facts.get("files", ()))]
            ).strip(),
            one.done_at.isoformat() if one.done_at else "",
        ]
        for one in found.items.iterator(chunk_size=500)
    )
    return csv_answer(f"scarto-{found.pk}.csv", heads, rows)


def _row(line: Line) -> dict[str, Any]:
    rule = line.rule
    several = rule.event in (Event.DECISION, Event.READING)
    return {
        "line": line,
        "title": category_words()[rule.category],
        "length": months_words(line.months) if line.months else "",
        "event": event_words()[rule.event] if line.months else "",
        "then": then_words()[rule.then],
        "from_each": several,
    }


def _facts(item: RetentionItem) -> str:
    """What there is of it, in a few words."""
    facts = item.facts
    parts = [facts.get("registration", "")]
    if "messages" in facts:
        parts.append(_("messaggi: %(n)s") % {"n": facts["messages"]})
    if "rows" in facts:
        parts.append(_("righe: %(n)s") % {"n": facts["rows"]})
    if facts.get("files"):
        parts.append(_("file: %(n)s") % {"n": len(facts["files"])})
    return ", ".join(part for part in parts if part)


def _done(form: forms.Form, act: Callable[[], Any]) -> bool:
    try:
        act()
    except PermissionRefused as refusal:
        raise PermissionDenied from refusal
    except Refused as refusal:
        show_refusal(form, refusal)
        return False
    return True


def _call(request: HttpRequest, pk: int) -> Any:
    call = calls_for_staff(request.person).filter(pk=pk).first()
    if call is None or not may_see_retention(request.person, call):
        raise Http404
    return call


def _run(request: HttpRequest, pk: int, run: int) -> RetentionRun:
    found = (
        RetentionRun.objects.select_related("call", "listed_by", "ordered_by")
        .filter(pk=run, call_id=pk)
        .first()
    )
    if found is None or not may_see_retention(request.person, found.call):
        raise Http404
    return found

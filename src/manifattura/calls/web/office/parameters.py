"""Legal parameters and days without terms: everybody of the office reads them, the administrator adds dated values."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from manifattura.kernel.audience import audience
from manifattura.kernel.city_calendar import closing_years, days_off
from manifattura.kernel.clock import today
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.kernel.parameters import Parameter, legal_parameter, parameter_keys, parameter_values
from manifattura.ui.forms import DateField, show_refusal

from ...actions.add_closing_day import YEARS_AHEAD, add_closing_day
from ...actions.add_parameter_value import add_parameter_value
from ...actions.withdraw_closing_day import withdraw_closing_day
from ...permissions import may_set_parameters
from ...queries.term_words import off_word
from .access import tell
from .parameter_words import label_of, unit_of, value_text

TERM_UNITS = ("minutes", "hours", "days", "months", "season", "yes_no")
FIRST_YEAR, LAST_YEAR = 2000, 2100


class ValueForm(forms.Form):
    value = forms.CharField(label=gettext_lazy("Nuovo valore"), max_length=40)
    valid_from = DateField(
        label=gettext_lazy("Vale dal"),
        help_text=gettext_lazy("Prima di questo giorno resta il valore che c’è ora."),
    )
    source = forms.CharField(
        label=gettext_lazy("Norma"), help_text=gettext_lazy("Articolo e comma."), max_length=300
    )
    act = forms.CharField(
        label=gettext_lazy("Atto o verifica"),
        help_text=gettext_lazy("Determina, circolare, o chi ha controllato il testo e quando."),
        max_length=200,
    )
    verified = forms.BooleanField(
        label=gettext_lazy("Ho controllato il valore sul testo della norma"), required=False
    )


class ClosingDayForm(forms.Form):
    on = DateField(label=gettext_lazy("Giorno"))
    name = forms.CharField(
        label=gettext_lazy("Perché è chiuso"),
        help_text=gettext_lazy("Per esempio: chiusura degli uffici comunali."),
        max_length=120,
    )
    source = forms.CharField(label=gettext_lazy("Atto"), max_length=200)


@audience("office")
@require_safe
def parameters(request: HttpRequest) -> HttpResponse:
    """Every legal number that the site reads, as it is today."""
    day = today()
    rows = [_row(legal_parameter(key, day)) for key in parameter_keys() if _in_force(key)]
    groups = (
        (_("Termini"), [row for row in rows if row["unit"] in TERM_UNITS]),
        (
            _("Aiuti, soglie e pubblicazione"),
            [row for row in rows if not _is_size(row) and row["unit"] not in TERM_UNITS],
        ),
        (_("Dimensione delle imprese"), [row for row in rows if _is_size(row)]),
    )
    unverified = sum(not row["parameter"].verified for row in rows)
    context = {"groups": groups, "unverified": unverified, "may_set": may_set_parameters(request.person)}
    return render(request, "calls/office/parameters.html", context)


@audience("office")
def parameter(request: HttpRequest, key: str) -> HttpResponse:
    """The values of one parameter over time, and the form to add one."""
    if key not in parameter_keys():
        raise Http404
    values, may_set = parameter_values(key), may_set_parameters(request.person)
    current = legal_parameter(key, today()) if _in_force(key) else values[-1]
    form = ValueForm(request.POST or None, initial={"valid_from": today(), "source": current.source})
    form.fields["value"].help_text = _value_help(current)
    if request.method == "POST":
        if not may_set:
            raise PermissionDenied
        if form.is_valid():
            try:
                add_parameter_value(key=key, label=label_of(current), by=request.person, **form.cleaned_data)
            except Refused as refusal:
                show_refusal(form, refusal)
            else:
                messages.success(request, _("Valore aggiunto."))
                return redirect("calls:parameter", key)
    context = {
        "label": label_of(current),
        "current": current,
        "rows": [{**_row(one), "is_current": one == current} for one in reversed(values)],
        "form": form,
        "may_set": may_set,
        "audit_url": f"{reverse('accounts:audit')}?subject=parameter:{key}",
    }
    return render(request, "calls/office/parameter.html", context, status=422 if form.errors else 200)


@audience("office")
def closing_days(request: HttpRequest) -> HttpResponse:
    """The days of a year on which terms do not end."""
    year = _year(request.GET.get("anno", ""))
    may_set = may_set_parameters(request.person)
    form = ClosingDayForm(request.POST or None)
    if request.method == "POST":
        if not may_set:
            raise PermissionDenied
        if form.is_valid():
            try:
                moved = add_closing_day(by=request.person, **form.cleaned_data)
            except Refused as refusal:
                show_refusal(form, refusal)
            else:
                messages.success(request, _("Giorno aggiunto. %(moved)s") % {"moved": _moved(moved)})
                return redirect(f"{reverse('calls:closing_days')}?anno={form.cleaned_data['on'].year}")
    here = today().year
    context = {
        "year": year,
        "years": [
            {"label": str(one), "href": f"?anno={one}", "current": one == year}
            for one in sorted({*range(here - 1, here + YEARS_AHEAD + 1), *closing_years(), year})
        ],
        "rows": [{"day": day, "word": off_word(day.kind, day.name)} for day in days_off(year)],
        "form": form,
        "may_set": may_set,
    }
    return render(request, "calls/office/closing_days.html", context, status=422 if form.errors else 200)


@audience("office")
@require_POST
def closing_day_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Terms may end on that day again."""
    try:
        moved = withdraw_closing_day(pk=pk, by=request.person)
    except PermissionRefused as refusal:
        raise PermissionDenied from refusal
    except Refused as refusal:
        tell(request, refusal)
    else:
        messages.success(request, _("Giorno tolto. %(moved)s") % {"moved": _moved(moved)})
    return redirect(f"{reverse('calls:closing_days')}?anno={_year(request.POST.get('anno', ''))}")


def _row(one: Parameter) -> dict[str, Any]:
    return {
        "parameter": one,
        "label": label_of(one),
        "unit": unit_of(one.key),
        "value": value_text(one),
        "mark": "verified" if one.verified else "unverified",
    }


def _is_size(row: dict[str, Any]) -> bool:
    return bool(row["parameter"].key.startswith("sme."))


def _in_force(key: str) -> bool:
    return parameter_values(key)[0].valid_from <= today()


def _value_help(current: Parameter) -> str:
    unit = unit_of(current.key)
    if unit == "season":
        return _("Primo e ultimo giorno, mese-giorno: 08-01/08-31.")
    if unit == "yes_no":
        return _("1 per sì, 0 per no.")
    return _("Ora è %(value)s. Scrivi solo il numero.") % {"value": value_text(current)}


def _moved(count: int) -> str:
    if not count:
        return _("Nessun termine aperto si sposta.")
    return ngettext("%(n)s termine aperto si sposta.", "%(n)s termini aperti si spostano.", count) % {
        "n": count
    }


def _year(text: str) -> int:
    year = int(text) if text.isascii() and text.isdigit() and len(text) <= len(str(LAST_YEAR)) else 0
    return year if FIRST_YEAR <= year <= LAST_YEAR or year in closing_years() else today().year

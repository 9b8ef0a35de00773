"""The audit trail for the office: who did what, for whom, what changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from manifattura.kernel import audit_words
from manifattura.kernel.audience import audience
from manifattura.kernel.csv_answer import csv_answer
from manifattura.kernel.models import AuditEntry
from manifattura.ui.forms import DateField

from ..permissions import is_administrator
from ..queries.audit_trail import Filters, readable_entries, readable_scopes
from ..queries.identity_words import assurance_words


class FilterForm(forms.Form):
    person = forms.CharField(label=gettext_lazy("Persona o impresa"), required=False, max_length=100)
    scope = forms.ChoiceField(label=gettext_lazy("Bando"), required=False)
    verb = forms.ChoiceField(label=gettext_lazy("Atto"), required=False)
    subject = forms.CharField(required=False, max_length=130, widget=forms.HiddenInput)
    since = DateField(label=gettext_lazy("Dal"), required=False)
    until = DateField(label=gettext_lazy("Al"), required=False)

    def __init__(self, *args: Any, scopes: dict[str, str], **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("scope", "verb"):
            self.fields[name].choices = [("", _("Tutti"))]
        self.fields["scope"].choices += sorted(scopes.items(), key=lambda pair: pair[1])
        self.fields["verb"].choices += audit_words.verb_choices()


@audience("office")
def trail(request: HttpRequest) -> HttpResponseBase:
    """A page of the trail; `?formato=csv` gives everything that the filters leave."""
    scopes = audit_words.scope_names(readable_scopes(request.person))
    form = FilterForm(request.GET, scopes=scopes)
    filters = Filters(**form.cleaned_data) if form.is_valid() else Filters()
    entries = readable_entries(request.person, filters)
    if request.GET.get("formato") == "csv":
        return csv_answer("registro.csv", _heads(), _rows(entries, scopes))
    page = Paginator(entries, 50).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "rows": [_row(entry, scopes) for entry in page],
        "everything": is_administrator(request.person),
        "subject": filters.subject,
    }
    return render(request, "accounts/audit.html", context)


@audience("office")
def entry(request: HttpRequest, pk: int) -> HttpResponse:
    """One act, with the facts before and after it."""
    found = get_object_or_404(readable_entries(request.person, Filters()), pk=pk)
    names = audit_words.scope_names([found.scope] if found.scope else [])
    context = {**_row(found, names), "differences": audit_words.differences(found)}
    return render(request, "accounts/audit_entry.html", context)


def _row(found: AuditEntry, scopes: dict[str, str]) -> dict[str, Any]:
    return {
        "entry": found,
        "act": audit_words.act(found),
        "scope_name": scopes.get(found.scope, found.scope),
        "changes": len(audit_words.differences(found)),
    }


def _heads() -> list[str]:
    return [
        _("Quando"), _("Chi"), _("Riconosciuto con"), _("Per conto di"), _("Atto"), _("Bando"), _("Prima"), _("Dopo"),
    ]  # fmt: skip


def _rows(entries: QuerySet[AuditEntry], scopes: dict[str, str]) -> Iterator[list[str]]:
    for one in entries.iterator(chunk_size=1000):
        changes = audit_words.differences(one)
        yield [
            timezone.localtime(one.at).isoformat(timespec="seconds"),
            one.actor_label,
            assurance_words(one.actor_assurance),
            one.on_behalf_label,
            audit_words.act(one),
            scopes.get(one.scope, one.scope),
            "; ".join(f"{name}: {before}" for name, before, _after in changes),
            "; ".join(f"{name}: {after}" for name, _before, after in changes),
        ]

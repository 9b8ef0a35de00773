"""The access log for administrators: who came in, how, from where, and who was refused (docs/identity.md)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from manifattura.kernel.audience import audience
from manifattura.kernel.clock import today
from manifattura.kernel.csv_answer import csv_answer
from manifattura.kernel.parameters import legal_parameter
from manifattura.ui.forms import DateField

from ..actions.note_access import MONTHS
from ..domain.accesses import AccessKind
from ..models import Access
from ..permissions import is_administrator
from ..queries.accesses import accesses
from ..queries.identity_words import KINDS, access_words, assurance_words


class FilterForm(forms.Form):
    person = forms.CharField(label=gettext_lazy("Persona"), required=False, max_length=100)
    kind = forms.ChoiceField(label=gettext_lazy("Che cosa"), required=False)
    since = DateField(label=gettext_lazy("Dal"), required=False)
    until = DateField(label=gettext_lazy("Al"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["kind"].choices = [("", _("Tutto")), *((kind.value, KINDS[kind]) for kind in AccessKind)]


@audience("office")
@require_safe
def access_log(request: HttpRequest) -> HttpResponseBase:
    """A page of the log; `?formato=csv` gives everything that the filters leave."""
    if not is_administrator(request.person):
        raise PermissionDenied
    form = FilterForm(request.GET)
    found = accesses(**form.cleaned_data) if form.is_valid() else accesses()
    if request.GET.get("formato") == "csv":
        return csv_answer("accessi.csv", _heads(), _rows(found))
    context = {
        "form": form,
        "page": Paginator(found, 50).get_page(request.GET.get("page")),
        "months": legal_parameter(MONTHS, today()).count,
    }
    return render(request, "accounts/accesses.html", context)


def _heads() -> list[str]:
    return [
        _("Quando"),
        _("Persona"),
        _("Che cosa"),
        _("Identità"),
        _("Da dove"),
        _("Gestore"),
        _("Riferimento"),
    ]


def _rows(found: QuerySet[Access]) -> Iterator[list[str]]:
    for one in found.iterator(chunk_size=1000):
        yield [
            timezone.localtime(one.at).isoformat(timespec="seconds"),
            one.person.full_name if one.person else "",
            access_words(one),
            assurance_words(one.assurance),
            one.address or "",
            one.issuer,
            one.token,
        ]

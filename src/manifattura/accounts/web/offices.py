"""The offices of the city: administrators open them and keep what receipts and calls say of them."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from manifattura.kernel.audience import audience
from manifattura.kernel.errors import Refused
from manifattura.ui.forms import show_refusal

from ..actions.save_office import save_office
from ..models import Office
from .staff import administrators_only
from .staff_forms import OfficeForm


@audience("office")
def offices(request: HttpRequest) -> HttpResponse:
    administrators_only(request)
    people = Count("roleassignment", filter=Q(roleassignment__revoked_at=None))
    return render(request, "accounts/offices.html", {"offices": Office.objects.annotate(people=people)})


@audience("office")
def office(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Open an office, or correct one."""
    administrators_only(request)
    found = get_object_or_404(Office, pk=pk) if pk else None
    form = OfficeForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        try:
            save_office(office=found, facts=form.cleaned_data, by=request.person)
        except Refused as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Ufficio salvato."))
            return redirect("accounts:offices")
    return render(request, "accounts/office.html", {"form": form, "office": found})

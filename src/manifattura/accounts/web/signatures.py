"""The trust lists by which signatures are judged: which are in force, how old, until when they count."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from manifattura.kernel.audience import audience

from ..actions.install_trust_list import withdraw_trust_list
from ..models import TrustList
from ..permissions import is_administrator
from ..queries.trust_lists import lists_in_force


@audience("office")
@require_safe
def signatures(request: HttpRequest) -> HttpResponse:
    if not is_administrator(request.person):
        raise PermissionDenied
    return render(request, "accounts/signatures.html", {"lists": lists_in_force()})


@audience("office")
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Judge no signature by this list any more."""
    if not is_administrator(request.person):
        raise PermissionDenied
    trust_list = get_object_or_404(TrustList.objects.defer("content"), pk=pk)
    withdraw_trust_list(trust_list=trust_list, by=request.person)
    messages.success(request, _("Elenco tolto: da adesso nessuna firma si verifica con questo."))
    return redirect("accounts:signatures")

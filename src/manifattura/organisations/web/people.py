"""Who acts for an organisation: invite, answer, end."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from manifattura.kernel.audience import audience

from ..actions.answer_mandate import answer_mandate
from ..actions.invite_colleague import invite_colleague
from ..actions.revoke_mandate import revoke_mandate
from ..domain.kinds import MandateKind, MandateState, ParticipantKind
from ..models import Mandate
from ..permissions import may_manage_mandates
from ..queries.mandates import mandates_of
from .access import own_organisation, rights, tried
from .forms import InviteForm, ReasonForm


@audience("person")
def people(request: HttpRequest, pk: int) -> HttpResponse:
    """Everybody with a mandate, and the form to invite one more."""
    organisation = own_organisation(request, pk)
    if organisation.kind == ParticipantKind.GROUPING:
        raise Http404
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        email, kind = form.cleaned_data["email"], MandateKind(form.cleaned_data["kind"])
        if tried(
            form,
            lambda: invite_colleague(organisation=organisation, email=email, kind=kind, by=request.person),
        ):
            messages.success(request, _("Invito mandato a %(email)s.") % {"email": email})
            return redirect("organisations:people", pk=pk)
    context = {
        **rights(request, organisation),
        "form": form,
        "mandates": mandates_of(organisation),
    }
    return render(request, "organisations/people.html", context)


@audience("person")
def mandate(request: HttpRequest, pk: int, mandate: int) -> HttpResponse:
    """Answer a request, or end a mandate (one's own too)."""
    organisation = own_organisation(request, pk)
    found = get_object_or_404(
        organisation.mandates.select_related("person"),
        pk=mandate,
        state__in=[MandateState.PENDING, MandateState.ACTIVE],
    )
    own = found.person_id == request.person.pk
    if not (own or may_manage_mandates(request.person, pk)):
        raise PermissionDenied
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _step(request, found, form):
        return redirect("organisations:list") if own else redirect("organisations:people", pk=pk)
    waiting = found.state == MandateState.PENDING and found.person_id is not None and not own
    context = {
        **rights(request, organisation),
        "form": form,
        "mandate": found,
        "own": own,
        "waiting": waiting,
    }
    return render(request, "organisations/mandate.html", context)


def _step(request: HttpRequest, found: Mandate, form: ReasonForm) -> bool:
    reason, step = form.cleaned_data["reason"], request.POST.get("passo", "")
    if step in ("approva", "rifiuta"):
        accept = step == "approva"
        if tried(
            form,
            lambda: answer_mandate(mandate=found, accept=accept, reason=reason, by=request.person),
        ):
            messages.success(request, _("Richiesta approvata.") if accept else _("Richiesta rifiutata."))
            return True
        return False
    if tried(form, lambda: revoke_mandate(mandate=found, reason=reason, by=request.person)):
        messages.success(request, _("Incarico terminato."))
        return True
    return False

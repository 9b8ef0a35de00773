"""The page an invitation's link opens."""

from __future__ import annotations

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from manifattura.kernel.audience import audience
from manifattura.kernel.errors import Refused

from ..actions.accept_invitation import accept_as_new_person, accept_invitation
from ..domain.invitations import InvitationState
from ..models import Account, Invitation
from ..queries.invitations import invitation_by_token
from .places import home_of
from .staff_forms import NewPersonForm


@audience("public")
@never_cache
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Accept with the account one is signed in with, after signing in, or with a new one."""
    found = invitation_by_token(token)
    if found is None or found.state != InvitationState.INVITED:
        return render(
            request, "accounts/invitation_closed.html", {"invitation": found}, status=410 if found else 404
        )
    if request.user.is_authenticated:
        return _as_signed_in(request, found)
    if Account.objects.filter(email__iexact=found.email).exists():
        return render(request, "accounts/invitation.html", {"invitation": found, "known": True})
    return _as_new(request, found)


def _as_signed_in(request: HttpRequest, found: Invitation) -> HttpResponse:
    mine = str(request.user).lower() == found.email.lower()
    if request.method == "POST" and mine:
        try:
            person = accept_invitation(invitation=found, by=request.person)
        except Refused as refusal:
            messages.error(request, refusal.message)
            return redirect("accounts:invitation", token=found.token)
        messages.success(request, _("Invito accettato."))
        return redirect(home_of(person))
    return render(request, "accounts/invitation.html", {"invitation": found, "mine": mine})


def _as_new(request: HttpRequest, found: Invitation) -> HttpResponse:
    form = NewPersonForm(request.POST or None, email=found.email, initial={"full_name": found.full_name})
    if request.method == "POST" and form.is_valid():
        try:
            person = accept_as_new_person(
                invitation=found,
                full_name=form.cleaned_data["full_name"],
                password=form.cleaned_data["password1"],
            )
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            record_authentication(request, person.account, method="password", email=found.email)
            return perform_login(request, person.account, redirect_url=home_of(person))
    return render(request, "accounts/invitation.html", {"invitation": found, "form": form})

"""Administrators' pages: who works where, invitations, roles removed."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from manifattura.kernel.audience import audience
from manifattura.kernel.csv_answer import csv_answer
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.ui.forms import show_refusal

from ..actions.invite_staff import cancel_invitation, invite_staff, renew_invitation
from ..actions.reset_second_factor import reset_second_factor
from ..actions.revoke_role import revoke_role
from ..domain.roles import Role
from ..models import Invitation, Office, Person, RoleAssignment
from ..permissions import may_run_staff
from ..queries.role_words import ROLE_WORDS, role_word
from ..queries.staff import ended_roles, live_roles, open_invitations
from .staff_forms import InvitationForm, ReasonForm


def administrators_only(request: HttpRequest) -> None:
    if not may_run_staff(request.person):
        raise PermissionDenied


@audience("office")
def staff(request: HttpRequest) -> HttpResponseBase:
    """People with a role, filtered by office, role or text; `?formato=csv` gives all of them."""
    administrators_only(request)
    offices = list(Office.objects.all())
    office = next((one for one in offices if str(one.pk) == request.GET.get("ufficio")), None)
    role = request.GET.get("ruolo", "")
    found = live_roles(
        office_id=office.pk if office else None,
        role=role if role in set(Role) else "",
        text=request.GET.get("q", "").strip(),
    )
    if request.GET.get("formato") == "csv":
        heads = [_("Nome"), _("Indirizzo e-mail"), _("Ruolo"), _("Ufficio"), _("Dal")]
        rows = (
            [
                one.person.full_name,
                one.person.email,
                role_word(one.role),
                str(one.office or ""),
                one.granted_at.date(),
            ]
            for one in found.iterator()
        )
        return csv_answer("persone.csv", heads, rows)
    context = {
        "page": Paginator(found, 50).get_page(request.GET.get("page")),
        "invitations": open_invitations(),
        "ended": ended_roles(),
        "offices": offices,
        "office": office,
        "role": role,
        "roles": [(key.value, word) for key, word in ROLE_WORDS.items()],
    }
    return render(request, "accounts/staff.html", context)


@audience("office")
def invite(request: HttpRequest) -> HttpResponse:
    administrators_only(request)
    form = InvitationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        try:
            invite_staff(
                email=facts["email"],
                full_name=facts["full_name"],
                role=Role(facts["role"]),
                office=facts["office"],
                by=request.person,
            )
        except Refused as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Invito spedito a %(email)s.") % {"email": facts["email"]})
            return redirect("accounts:staff")
    return render(request, "accounts/invite.html", {"form": form})


@audience("office")
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask the reason, then take the role away."""
    administrators_only(request)
    assignment = get_object_or_404(
        RoleAssignment.objects.select_related("person", "office"), pk=pk, revoked_at=None
    )
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            revoke_role(assignment=assignment, reason=form.cleaned_data["reason"], by=request.person)
        except Refused as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Ruolo tolto: le sue sessioni sono chiuse."))
            return redirect(
                "accounts:staff" if assignment.person_id != request.person.pk else "accounts:home"
            )
    return render(request, "accounts/revoke.html", {"form": form, "assignment": assignment})


@audience("office")
def reset_factor(request: HttpRequest, pk: int) -> HttpResponse:
    """For whoever lost phone and recovery codes: ask the reason, then let them set up another."""
    administrators_only(request)
    person = get_object_or_404(Person.objects.exclude(account=None), pk=pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            reset_second_factor(person=person, reason=form.cleaned_data["reason"], by=request.person)
        except Refused as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Secondo fattore azzerato: al prossimo accesso ne attiva uno nuovo."))
            return redirect("accounts:staff")
    return render(request, "accounts/reset_second_factor.html", {"form": form, "person": person})


@audience("office")
@require_POST
def invitation_step(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """Send an open invitation again, or cancel it."""
    administrators_only(request)
    invitation = get_object_or_404(Invitation, pk=pk)
    try:
        if step == "rimanda":
            renew_invitation(invitation=invitation, by=request.person)
            messages.success(request, _("Nuovo invito spedito: il vecchio link non vale più."))
        else:
            cancel_invitation(invitation=invitation, by=request.person)
            messages.success(request, _("Invito annullato: il link non vale più."))
    except PermissionRefused as refusal:
        raise PermissionDenied from refusal
    except Refused as refusal:
        messages.error(request, refusal.message)
    return redirect("accounts:staff")

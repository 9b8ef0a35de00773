"""The office appoints the committee of a call, and follows its sittings without seeing a mark before their closing."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from manifattura.accounts.domain.roles import Role
from manifattura.accounts.queries.people import committee_candidates, people_with_role
from manifattura.calls.domain.edition import Recusal
from manifattura.calls.domain.grid_facts import has_committee
from manifattura.calls.queries.editions import current_edition
from manifattura.calls.queries.rounds import deadline_passed, rounds_of
from manifattura.kernel.audience import audience
from manifattura.kernel.clock import database_now
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.ui.forms import DateField, show_refusal

from ..actions.appoint_committee import appoint_committee
from ..domain.sittings import SittingState
from ..domain.states import MemberRole
from ..models import FormalReview, Review
from ..permissions import may_direct
from ..queries.committees import (
    committee_of,
    count_to_score,
    declared_conflicts,
    in_evaluation,
    members_of,
    sitting_work,
)
from ..queries.progress import ENDED
from ..queries.readiness import obstacles_of, rule_of, to_replace
from .access import call_for
from .sessions import session_filters, session_for


class CommitteeForm(forms.Form):
    """President, members (two to six), secretary, and the act."""

    act_number = forms.CharField(label=gettext_lazy("Numero della determina di nomina"), max_length=40)
    act_on = DateField(label=gettext_lazy("Data della determina"))
    declare_by = DateField(
        label=gettext_lazy("Rispondono entro"),
        help_text=gettext_lazy(
            "Fino a quando accettano la nomina e rendono le dichiarazioni: è scritto nell’avviso."
        ),
    )
    president = forms.ChoiceField(label=gettext_lazy("Presidente"))
    members = forms.MultipleChoiceField(
        label=gettext_lazy("Componenti"),
        help_text=gettext_lazy(
            "Con il presidente devono essere in numero dispari: due, quattro o sei componenti."
        ),
        widget=forms.CheckboxSelectMultiple,
    )
    secretary = forms.ChoiceField(
        label=gettext_lazy("Segretario"), help_text=gettext_lazy("Verbalizza e non assegna punteggi.")
    )

    def __init__(self, *args: Any, candidates: list[Any], secretaries: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in [*candidates, *secretaries]}
        choices = [(str(person.pk), person.full_name) for person in candidates]
        nobody = ("", _("Scegli una persona"))
        self.fields["president"].choices = [nobody, *choices]
        self.fields["members"].choices = choices
        self.fields["secretary"].choices = [nobody, *((str(one.pk), one.full_name) for one in secretaries)]

    def seats(self) -> list[tuple[Any, MemberRole]]:
        facts = self.cleaned_data
        return [
            (self.people[facts["president"]], MemberRole.PRESIDENT),
            *((self.people[one], MemberRole.MEMBER) for one in facts["members"]),
            (self.people[facts["secretary"]], MemberRole.SECRETARY),
        ]


@audience("office")
@require_http_methods(["GET", "HEAD", "POST"])
def committee(request: HttpRequest, pk: int) -> HttpResponse:
    call = call_for(request, pk)
    found = committee_of(call.pk)
    if found is not None:
        return render(
            request,
            "evaluation/committee_office.html",
            {
                **_followed(call, found, session_for(request, call)),
                "sessions": session_filters(list(rounds_of(call)), session_for(request, call), request.path),
                "may_replace": may_direct(request.person, call) and call.state not in ENDED,
            },
        )
    directs = may_direct(request.person, call)
    form = CommitteeForm(
        request.POST or None,
        candidates=[one for one in committee_candidates() if one.pk != call.head_of_procedure_id],
        secretaries=[
            one
            for one in people_with_role(Role.SECRETARY, Role.CASE_OFFICER, office_id=call.office_id)
            if one.pk != call.head_of_procedure_id
        ],
    )
    status = 200
    if request.method == "POST":
        if form.is_valid() and _appointed(request, call, form):
            messages.success(request, _("Commissione nominata: i componenti ricevono un avviso."))
            return redirect("evaluation:committee", pk=pk)
        status = 422
    context = {
        "call": call,
        "form": form,
        "directs": directs,
        "early": _deadline_to_come(call),
        "no_marks": not has_committee(current_edition(call).grid),
        "has_candidates": len(form.fields["members"].choices) >= 3,
    }
    return render(request, "evaluation/committee_appoint.html", context, status=status)


def _appointed(request: HttpRequest, call: Any, form: CommitteeForm) -> bool:
    act_on: date = form.cleaned_data["act_on"]
    try:
        appoint_committee(
            call=call,
            seats=form.seats(),
            act_number=form.cleaned_data["act_number"],
            act_on=act_on,
            declare_by=form.cleaned_data["declare_by"],
            by=request.person,
        )
    except PermissionRefused as refusal:
        raise PermissionDenied from refusal
    except Refused as refusal:
        show_refusal(form, refusal)
        return False
    return True


def _deadline_to_come(call: Any) -> datetime | None:
    """The deadline of the first session, while it has still to pass: nobody can be appointed before."""
    first = rounds_of(call)[0]
    return None if deadline_passed(first, database_now()) else first.deadline_at


def _followed(call: Any, found: Any, session: Any) -> dict[str, Any]:
    """One session of the call: its sittings, minutes and what is left; the members are the same in all."""
    everything = found.sittings.prefetch_related("pauses", "examined__bid").order_by("number")
    sittings = [
        one for one in everything if any(row.bid.round_id == session.pk for row in one.examined.all())
    ]
    here = {one.pk for one in sittings}
    leaving = to_replace(found)
    applications = set(Review.objects.filter(phase__round=session).values_list("application_id", flat=True))
    return {
        "call": call,
        "committee": found,
        "members": members_of(found),
        "sittings": [
            {
                "sitting": sitting,
                "examined": len(sitting.examined.all()),
                "state": sitting.state.value,
                "work": sitting_work(sitting) if sitting.state is SittingState.OPEN else None,
            }
            for sitting in sittings
        ],
        "conflicts": [one for one in declared_conflicts(found) if one.application_id in applications],
        "left": count_to_score(call.pk, session),
        "review_open": FormalReview.objects.filter(round=session, closed_at=None).exists(),
        "replacing": leaving,
        "leaving_ids": [one.pk for one in leaving],
        "obstacles": obstacles_of(found) if in_evaluation(found) else [],
        "by_replacement": rule_of(found).recusal is Recusal.REPLACEMENT,
        "minutes": [
            one for one in found.minutes.select_related("sitting", "signed") if one.sitting_id in here
        ],
        "has_marks": any(sitting.closed_at and not sitting.annulled_at for sitting in sittings),
    }

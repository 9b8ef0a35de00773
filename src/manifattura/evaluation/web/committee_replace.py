"""The head of procedure replaces somebody in the committee; closed sittings are then redone."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from manifattura.accounts.domain.roles import Role
from manifattura.accounts.queries.people import committee_candidates, people_with_role
from manifattura.kernel.audience import audience
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.ui.forms import DateField, show_refusal

from ..actions.replace_member import replace_member
from ..permissions import may_direct
from ..queries.committees import committee_of, former_ids, members_of, sittings_at_stake
from ..queries.progress import ENDED
from .access import call_for


class ReplacementForm(forms.Form):
    """Who leaves, who enters, the act and why."""

    member = forms.ChoiceField(label=gettext_lazy("Chi lascia la commissione"))
    person = forms.ChoiceField(label=gettext_lazy("Chi entra al suo posto"))
    act_number = forms.CharField(label=gettext_lazy("Numero della determina"), max_length=40)
    act_on = DateField(label=gettext_lazy("Data della determina"))
    reason = forms.CharField(
        label=gettext_lazy("Perché"),
        help_text=gettext_lazy("Resta nel registro degli atti."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    redo = forms.BooleanField(
        label=gettext_lazy("Le sedute già chiuse si annullano e si rifanno"),
        help_text=gettext_lazy(
            "I loro punteggi restano agli atti e non contano più: le domande si valutano di nuovo. Per il segretario non "
            "serve."
        ),
        required=False,
    )

    def __init__(
        self, *args: Any, members: list[Any], people: list[Any], marked: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if not marked:
            del self.fields["redo"]
        self.members = {str(member.pk): member for member in members}
        self.people = {str(person.pk): person for person in people}
        nobody = ("", _("Scegli una persona"))
        self.fields["member"].choices = [
            nobody,
            *((key, member.person.full_name) for key, member in self.members.items()),
        ]
        self.fields["person"].choices = [
            nobody,
            *((key, person.full_name) for key, person in self.people.items()),
        ]


@audience("office")
@require_http_methods(["GET", "HEAD", "POST"])
def replace(request: HttpRequest, pk: int) -> HttpResponse:
    call = call_for(request, pk)
    committee = committee_of(call.pk)
    if committee is None:
        raise Http404
    if not may_direct(request.person, call):
        raise PermissionDenied
    members = members_of(committee)
    marked = sittings_at_stake(committee).exclude(closed_at=None, marks_closed_at=None).exists()
    form = ReplacementForm(
        request.POST or None,
        initial={"member": request.GET.get("chi", "")},
        members=members,
        people=_people(call, members),
        marked=marked,
    )
    status = 200
    if request.method == "POST":
        if form.is_valid() and _replaced(request, form):
            messages.success(request, _("Sostituzione registrata: chi entra riceve un avviso."))
            return redirect("evaluation:committee", pk=pk)
        status = 422
    context = {"call": call, "form": form, "marked": marked, "ended": call.state in ENDED}
    return render(request, "evaluation/committee_replace.html", context, status=status)


def _people(call: Any, members: list[Any]) -> list[Any]:
    """Whoever may sit, does not yet and never left a seat here: for the secretary's the office's own people too."""
    seated = {member.person_id for member in members} | {call.head_of_procedure_id} | former_ids(call.pk)
    offered = [
        *committee_candidates(),
        *people_with_role(Role.SECRETARY, Role.CASE_OFFICER, office_id=call.office_id),
    ]
    return list({person.pk: person for person in offered if person.pk not in seated}.values())


def _replaced(request: HttpRequest, form: ReplacementForm) -> bool:
    facts = form.cleaned_data
    try:
        replace_member(
            member=form.members[facts["member"]],
            person=form.people[facts["person"]],
            act_number=facts["act_number"],
            act_on=facts["act_on"],
            reason=facts["reason"],
            redo=facts.get("redo", False),
            by=request.person,
        )
    except PermissionRefused as refusal:
        raise PermissionDenied from refusal
    except Refused as refusal:
        show_refusal(form, refusal)
        return False
    return True

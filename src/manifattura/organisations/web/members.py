"""Members of a grouping: invite, answer, remove."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from manifattura.kernel.audience import audience

from ..actions.form_grouping import answer_membership, invite_member, remove_member
from ..domain.kinds import MandateState, ParticipantKind
from ..models import GroupingMember
from ..permissions import may_declare_for, may_edit_for
from ..queries.organisations import represented_by
from .access import done, own_organisation, rights, tried
from .forms import MemberForm


@audience("person")
def members(request: HttpRequest, pk: int) -> HttpResponse:
    """The firms of a grouping, and the form to invite one more."""
    grouping = own_organisation(request, pk)
    if grouping.kind != ParticipantKind.GROUPING:
        raise Http404
    form = MemberForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        code = form.cleaned_data["fiscal_code"]
        if tried(form, lambda: invite_member(grouping=grouping, fiscal_code=code, by=request.person)):
            messages.success(request, _("Invito mandato: l’impresa entra quando accetta."))
            return redirect("organisations:members", pk=pk)
    own = {firm.pk for firm in represented_by(request.person)}
    rows = [(row, row.member_id in own) for row in grouping.members.select_related("member")]
    context = {**rights(request, grouping), "form": form, "rows": rows}
    return render(request, "organisations/members.html", context)


@audience("person")
@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """A member's legal representative answers for it."""
    membership = get_object_or_404(GroupingMember, pk=pk, state=MandateState.PENDING)
    if not may_declare_for(request.person, membership.member_id):
        raise PermissionDenied
    accept = request.POST.get("risposta") == "accetto"
    message = _("L’impresa è nel raggruppamento.") if accept else _("Invito rifiutato.")
    done(request, lambda: answer_membership(membership=membership, accept=accept, by=request.person), message)
    return redirect("organisations:list")


@audience("person")
@require_POST
def remove(request: HttpRequest, pk: int, member: int) -> HttpResponse:
    grouping = own_organisation(request, pk)
    membership = get_object_or_404(grouping.members, pk=member)
    done(
        request,
        lambda: remove_member(membership=membership, by=request.person),
        _("L’impresa non è più nel raggruppamento."),
    )
    # who took its own firm out does not see the grouping any more
    sees = may_edit_for(request.person, grouping.pk)
    return redirect("organisations:members", pk=pk) if sees else redirect("organisations:list")

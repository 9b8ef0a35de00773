"""Which call, who may see it, and how refusals come back to the form."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest

from manifattura.kernel.errors import Conflict, Refused

from ...models import Call
from ...permissions import may_see_drafts_of


def office_call(request: HttpRequest, pk: int) -> Call:
    """The call, for people of its office; to others it does not exist."""
    call = Call.objects.select_related(
        "office",
        "head_of_procedure",
        "created_by",
        "submitted_for_approval_by",
        "approved_by",
        "amendment_by",
        "current_edition",
    ).filter(pk=pk)
    found = call.first()
    if found is None or not may_see_drafts_of(request.person, found.office_id):
        raise Http404
    return found


def revision_of(request: HttpRequest, call: Call) -> int:
    """The revision the person saw: a hidden field of every form of the builder."""
    written = request.POST.get("revision", "")
    return int(written) if written.isdigit() and len(written) < 10 else call.revision


def tell(request: HttpRequest, refusal: Refused) -> None:
    """A refusal of an act without a form."""
    messages.error(request, refusal.message)


def fresh_revision(refusal: Refused, call: Call) -> Any:
    """After a conflict the form carries the newest revision: saving again is a choice made knowing of the other's."""
    return refusal.theirs["revision"] if isinstance(refusal, Conflict) else call.revision

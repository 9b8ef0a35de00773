"""What every page of an organisation begins with: the organisation, if this person may see it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import Http404, HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.ui.forms import show_refusal

from ..models import Organisation
from ..permissions import may_change_facts, may_decide_claims, may_manage_mandates
from ..queries.organisations import organisation_for


def own_organisation(request: HttpRequest, pk: int) -> Organisation:
    """The organisation; whether others exist is nobody's business, so 404 for them."""
    try:
        return organisation_for(request.person, pk)
    except PermissionRefused as refusal:
        raise Http404 from refusal


def changeable_organisation(request: HttpRequest, pk: int) -> Organisation:
    """The same, for pages that change facts: 403 for a collaborator."""
    organisation = own_organisation(request, pk)
    if not may_change_facts(request.person, pk):
        raise PermissionDenied
    return organisation


def officials_only(request: HttpRequest) -> None:
    if not may_decide_claims(request.person):
        raise PermissionDenied


BACK = "organisations_back"


def remember_way_back(request: HttpRequest, pk: int) -> None:
    """`?next=`: the page of ours (of a call or an application) that sent the person to this organisation."""
    url = next_url(request)
    if url:
        request.session[BACK] = {"pk": pk, "url": url}


NEW = "organisations_new"


def remember_as_new(request: HttpRequest, pk: int) -> None:
    """Registered in this session: its page asks how easy it was, once nothing is missing."""
    request.session[NEW] = pk


def is_new(request: HttpRequest, pk: int) -> bool:
    return bool(request.session.get(NEW) == pk)


def next_url(request: HttpRequest) -> str:
    """Where the person came from, when it is a page of ours."""
    url = request.POST.get("next") or request.GET.get("next", "")
    return url if url_has_allowed_host_and_scheme(url, allowed_hosts=None) else ""


def rights(request: HttpRequest, organisation: Organisation) -> dict[str, Any]:
    """What the templates of an organisation need to know of the reader."""
    back = request.session.get(BACK) or {}
    return {
        "organisation": organisation,
        "back_url": back.get("url", "") if back.get("pk") == organisation.pk else "",
        "may_change": may_change_facts(request.person, organisation.pk),
        "may_manage": may_manage_mandates(request.person, organisation.pk),
    }


def tried(form: BaseForm, act: Callable[[], Any]) -> bool:
    """Do it; a refusal lands beside its field (or above the form) and nothing typed is lost."""
    try:
        act()
    except PermissionRefused as refusal:
        form.add_error(None, refusal.message)
    except Refused as refusal:
        show_refusal(form, refusal)
    else:
        return True
    return False


def done(request: HttpRequest, act: Callable[[], Any], message: str) -> bool:
    """Do it; the outcome is a notice on the next page."""
    try:
        act()
    except Refused as refusal:
        messages.error(request, refusal.message)
        return False
    messages.success(request, message)
    return True

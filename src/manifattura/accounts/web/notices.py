"""The notices of a person: what happened, with the link to it."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from manifattura.kernel.audience import audience

from ..actions.read_notice import read_all_notices, read_notice
from ..queries.notices import notices_of, unread_notices


@audience("person")
def notices(request: HttpRequest) -> HttpResponse:
    found = notices_of(request.person)
    unread_only = request.GET.get("vista") == "da-leggere"
    if unread_only:
        found = found.filter(read_at=None)
    context = {
        "page": Paginator(found, 20).get_page(request.GET.get("page")),
        "unread": unread_notices(request.person).count(),
        "unread_only": unread_only,
    }
    return render(request, "accounts/notices.html", context)


@audience("person")
def notice(request: HttpRequest, pk: int) -> HttpResponse:
    """One notice; opening it marks it as read."""
    found = get_object_or_404(notices_of(request.person), pk=pk)
    read_notice(notice_id=found.pk, by=request.person)
    return render(request, "accounts/notice.html", {"notice": found})


@audience("person")
@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    read_all_notices(by=request.person)
    return redirect("accounts:notices")

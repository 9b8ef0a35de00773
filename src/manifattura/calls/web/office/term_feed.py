"""The calendar of terms that a person of the office subscribes to: its secret address, and what it gives."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from manifattura.accounts.permissions import office_ids_of
from manifattura.kernel.audience import audience
from manifattura.kernel.clock import database_now

from ...actions.open_term_feed import open_term_feed
from ...actions.revoke_term_feed import revoke_term_feed
from ...domain.calendar_file import DayEvent, calendar_of_days
from ...models import Term
from ...queries.term_words import kind_word
from ...queries.terms import feed_person, open_feed, open_terms

LONGEST = 2000
"""Ends in one file: the nearest ones."""


@audience("office")
def feed_page(request: HttpRequest) -> HttpResponse:
    """Make the address (shown once), make another, revoke it."""
    if request.method == "POST":
        if request.POST.get("do") == "revoke":
            revoke_term_feed(by=request.person)
            messages.success(request, _("Indirizzo revocato: non funziona più."))
            return redirect("calls:term_feed_page")
        token = open_term_feed(by=request.person)
        address = f"{settings.PUBLIC_ADDRESS}{reverse('calls:term_feed', args=[token])}"
        return render(
            request, "calls/office/term_feed.html", {"address": address, "feed": open_feed(request.person)}
        )
    return render(request, "calls/office/term_feed.html", {"feed": open_feed(request.person)})


@audience("public")
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The ends of the open terms of the person's offices; who has the address reads it, so it can be revoked."""
    person = feed_person(token)
    if person is None:
        raise Http404
    moment = database_now()
    terms = open_terms(office_ids_of(person)).filter(due_on__isnull=False)[:LONGEST]
    content = calendar_of_days(
        [_event(one, moment) for one in terms],
        product=f"-//{settings.CITY['institution']}//Manifattura//IT",
        name=_("Termini dell’ufficio"),
    )
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="termini.ics"'
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def _event(term: Term, moment: datetime) -> DayEvent:
    assert term.due_on is not None
    address = f"{settings.PUBLIC_ADDRESS}{reverse('calls:office_term', args=[term.pk])}"
    call = term.call.title if term.call and term.call.title not in term.label else ""
    about = " · ".join(filter(None, (term.label, call, term.application_code)))
    return DayEvent(
        uid=f"termine-{term.pk}@{urlsplit(settings.PUBLIC_ADDRESS).hostname}",
        on=term.due_on,
        written_at=moment,
        sequence=term.moves,
        title=_("Scade: %(title)s")
        % {"title": " · ".join(filter(None, (str(kind_word(term.kind)), term.label, call)))},
        text=about,
        url=address,
    )

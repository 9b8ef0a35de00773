"""Files of a call: its published documents, and its deadline for people's calendars."""

from __future__ import annotations

from datetime import timedelta
from mimetypes import guess_type
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from manifattura.kernel.audience import audience
from manifattura.kernel.clock import now
from manifattura.kernel.files import file_response
from manifattura.kernel.public_cache import known_by_digest

from ...domain.calendar_file import Event, calendar_file
from ...domain.sessions import timetable_at
from ...domain.states import CallKind, CallState
from ...queries.stops import moments_of, public_stops
from .detail import public_or_404
from .language import title_of
from .times import deadline_rule

UNKNOWN = "application/octet-stream"
STOPPED = {CallState.SUSPENDED: "TENTATIVE", CallState.REVOKED: "CANCELLED"}
"""What a deadline is to calendars while the call stands still, and when it is over for good."""
REMINDERS = (timedelta(days=7), timedelta(days=1))


@require_safe
@audience("public")
def document(request: HttpRequest, slug: str, key: str, number: int | None = None) -> HttpResponseBase:
    """A document of the edition in force, or of an older version; known by the digest the edition froze."""
    edition = public_or_404(slug, number).edition
    chosen = next((row for row in edition.documents if row.key == key), None)
    if chosen is None:
        raise Http404
    response = file_response(
        chosen.storage_key,
        name=chosen.file_name,
        content_type=guess_type(chosen.file_name)[0] or UNKNOWN,
        size=chosen.size,
    )
    return known_by_digest(request, response, chosen.sha256)


@require_safe
@audience("public")
def calendar(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The deadline of the call, or of the session in view, as a calendar file; a later version replaces it in the calendars that hold it."""
    found = public_or_404(slug)
    if found.edition.kind == CallKind.REGISTER:
        raise Http404
    times = timetable_at(found.edition, now())
    address = f"{settings.PUBLIC_ADDRESS}{reverse('calls:detail', args=[slug])}"
    stops = public_stops(slug)
    event = Event(
        uid=f"scadenza-{slug}@{urlsplit(settings.PUBLIC_ADDRESS).hostname}",
        at=times.deadline_at,
        written_at=max([found.version.published_at, *moments_of(stops)]),
        title=_("Scade: %(title)s") % {"title": title_of(found.edition)},
        text=f"{deadline_rule(times)} {address}",
        url=address,
        sequence=found.version.number - 1 + len(moments_of(stops)),
        remind=() if found.state in STOPPED else REMINDERS,
        status=STOPPED.get(found.state, ""),
    )
    content = calendar_file(event, product=f"-//{settings.CITY['institution']}//Manifattura//IT")
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{slug}.ics"'
    return known_by_digest(request, response)

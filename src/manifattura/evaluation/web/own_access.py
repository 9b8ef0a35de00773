"""The applicant's side of what happens after the ranking: finds the application, reads the files that were chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest

from manifattura.applications.actions.store_upload import ACCEPTED, MOST_FILES, MOST_MEGABYTES, Upload
from manifattura.applications.permissions import may_see_application
from manifattura.applications.queries.applications import application_by_code

from ..models import RankingEntry
from ..queries.rankings import entry_of

if TYPE_CHECKING:
    from manifattura.applications.models import Application

FILES = {"accept": ",".join(f".{one}" for one in ACCEPTED), "most": MOST_FILES, "megabytes": MOST_MEGABYTES}
MEGABYTE = 1024 * 1024


def ranked_application(request: HttpRequest, code: str) -> tuple[Application, RankingEntry]:
    """The application and its row in the version in force; 404 to strangers and before a ranking is out."""
    application = application_by_code(code)
    if application is None or not may_see_application(request.person, application):
        raise Http404
    entry = entry_of(application)
    if entry is None:
        raise Http404
    return application, entry


def posted_files(request: HttpRequest, field: str = "files") -> list[Upload]:
    """One byte more than allowed is read of each: enough to know that it is too large."""
    return [
        Upload(given.name or "", given.read(MOST_MEGABYTES * MEGABYTE + 1), given.size)
        for given in request.FILES.getlist(field)
    ]

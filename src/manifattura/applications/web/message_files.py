"""Files chosen in the form of a message."""

from __future__ import annotations

from django.http import HttpRequest

from ..actions.store_upload import ACCEPTED, MOST_FILES, MOST_MEGABYTES, Upload
from ..domain.file_checks import MEGABYTE

MESSAGE_FILES = {
    "accept": ",".join(f".{extension}" for extension in ACCEPTED),
    "most": MOST_FILES,
    "megabytes": MOST_MEGABYTES,
}


def posted_files(request: HttpRequest, field: str = "files", megabytes: int = MOST_MEGABYTES) -> list[Upload]:
    """One byte more than allowed is read of each: enough to know that it is too large."""
    return [
        Upload(given.name or "", given.read(megabytes * MEGABYTE + 1), given.size)
        for given in request.FILES.getlist(field)
    ]

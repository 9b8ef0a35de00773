"""Photographs and plans of a card: checked, cleaned of what cameras write, taken away again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.applications.actions.check_upload import check_upload
from manifattura.calls.domain.edition import FieldType, FormField
from manifattura.kernel import audit
from manifattura.kernel.clock import now
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.kernel.files import store

from ..domain.pictures import clean_picture
from ..domain.words import FileKind
from ..models import Space, SpaceFile
from ..permissions import may_keep_census
from ..queries.exact_places import place_of
from .keep_place import refuse_telling

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

MOST_FILES = 12
MOST_MEGABYTES = 15
ACCEPTED = {FileKind.PHOTO: ("jpg", "jpeg", "png"), FileKind.PLAN: ("pdf", "jpg", "jpeg", "png")}


def add_space_file(
    *, space: Space, kind: FileKind, caption: str, name: str, content: bytes, size: int, by: Person
) -> SpaceFile:
    """Keep a file of the card; a picture is drawn anew without place, day and device. Raises `Refused`."""
    if not may_keep_census(by):
        raise PermissionRefused
    if not caption.strip():
        raise Refused(_("Scrivi che cosa si vede: lo legge chi non vede l’immagine."), field="caption")
    rule = FormField(
        key="file",
        type=FieldType.FILE,
        label="",
        accept=ACCEPTED[kind],
        max_files=1,
        max_megabytes=MOST_MEGABYTES,
    )
    try:
        good = check_upload(rule, name, content, size=size)
    except Refused as refusal:
        raise Refused(refusal.message, field="file") from refusal
    width = height = 0
    if good.content_type.startswith("image/"):
        picture = clean_picture(content)
        if picture is None:
            raise Refused(_("L’immagine non si apre: salvala di nuovo e caricala."), field="file")
        content, width, height = picture.content, picture.width, picture.height
    with transaction.atomic():
        stored_space = Space.objects.select_for_update().get(pk=space.pk)
        if stored_space.files.filter(removed_at=None).count() >= MOST_FILES:
            raise Refused(
                _("Ci sono già %(n)s file, il massimo. Togline uno.") % {"n": MOST_FILES}, field="file"
            )
        if stored_space.blurred:
            refuse_telling(stored_space, str(place_of(stored_space)["address"]), caption=caption)
        stored = store(content)
        file = SpaceFile.objects.create(
            space=stored_space,
            kind=kind,
            caption=caption.strip(),
            name=good.name,
            content_type="image/jpeg" if width else good.content_type,
            storage_key=stored.storage_key,
            sha256=stored.sha256,
            size=stored.size,
            width=width,
            height=height,
            added_by=by,
        )
        _record("space_file_added", file, by)
    return file


def remove_space_file(*, file: SpaceFile, by: Person) -> None:
    """No longer on the card; the row stays as history, the file is kept with it."""
    if not may_keep_census(by):
        raise PermissionRefused
    with transaction.atomic():
        stored = SpaceFile.objects.select_for_update(of=("self",)).select_related("space").get(pk=file.pk)
        if stored.removed_at is None:
            stored.removed_at = now()
            stored.save(update_fields=["removed_at"])
            _record("space_file_removed", stored, by)


def _record(verb: str, file: SpaceFile, by: Person) -> None:
    audit.record(verb, by=by, subject=file.space, after={"file_kind": file.kind, "caption": file.caption})

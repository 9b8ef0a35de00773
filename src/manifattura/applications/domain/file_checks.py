"""May this file come in? Kind, size, content; what is wrong is said with the file's name."""

from dataclasses import dataclass
from decimal import ROUND_UP, Decimal

from manifattura.calls.domain.edition import FormField
from manifattura.calls.domain.messages import Message, gettext_noop

from .archives import check_archive
from .file_kinds import ARCHIVES, IMAGES, KINDS, has_magic
from .file_names import clean_name, extension_of
from .images import check_image
from .italian import write_number
from .pdfs import check_pdf

MEGABYTE = 1024 * 1024
PICTURES_AND_PDF = ("pdf", "jpg", "jpeg", "png")

EMPTY = gettext_noop("%(name)s è vuoto. Scegli un altro file.")
KIND = gettext_noop("%(name)s non è fra i formati accettati: %(accepted)s.")
SIZE = gettext_noop("%(name)s è di %(given)s MB. Il massimo è %(maximum)s MB.")
MAGIC = gettext_noop("%(name)s ha un contenuto che non è %(extension)s. Salvalo di nuovo nel formato giusto.")
CONTENT = gettext_noop("%(name)s: %(problem)s")


@dataclass(frozen=True)
class GoodFile:
    """A file that may be stored, with the name and type we give it."""

    name: str
    content_type: str


@dataclass(frozen=True)
class BadFile:
    """`problem`, when there, is a sentence by itself (to be translated before it fills the message)."""

    message: Message
    problem: Message | None = None


def accepted_of(form_field: FormField) -> tuple[str, ...]:
    """Extensions that the field takes, among those we can check."""
    wanted = [extension.lower().lstrip(".") for extension in form_field.accept] or list(PICTURES_AND_PDF)
    return tuple(extension for extension in wanted if extension in KINDS)


def check_file(
    form_field: FormField, name: str, content: bytes, *, size: int | None = None
) -> GoodFile | BadFile:
    """Judge a file by its field's rule and by what is inside it; `size` in bytes when `content` is only its beginning."""
    cleaned = clean_name(name)
    extension = extension_of(cleaned)
    accepted = accepted_of(form_field)
    if extension not in accepted:
        listed = ", ".join(item.upper() for item in accepted)
        return BadFile(Message(KIND, {"name": cleaned, "accepted": listed}))
    if not content:
        return BadFile(Message(EMPTY, {"name": cleaned}))
    size = max(size or 0, len(content))
    if size > form_field.max_megabytes * MEGABYTE:
        return BadFile(_too_large(cleaned, size, form_field.max_megabytes))
    kind = KINDS[extension]
    if not has_magic(content, kind):
        return BadFile(Message(MAGIC, {"name": cleaned, "extension": extension.upper()}))
    problem = _check_content(extension, content)
    if problem is not None:
        return BadFile(Message(CONTENT, {"name": cleaned}), problem)
    return GoodFile(cleaned, kind.content_type)


def _too_large(name: str, size: int, maximum: int) -> Message:
    given = (Decimal(size) / MEGABYTE).quantize(Decimal("0.1"), rounding=ROUND_UP)
    return Message(SIZE, {"name": name, "given": write_number(given), "maximum": str(maximum)})


def _check_content(extension: str, content: bytes) -> Message | None:
    if extension == "pdf":
        return check_pdf(content)
    if extension in ARCHIVES:
        return check_archive(content, extension)
    if extension in IMAGES:
        return check_image(content)
    return None

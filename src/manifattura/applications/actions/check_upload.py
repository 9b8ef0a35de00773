"""May this file come in? Kind, size, content, antivirus; refused with the sentence that the person reads."""

from __future__ import annotations

from django.utils.translation import gettext as _

from manifattura.calls.domain.edition import FormField
from manifattura.kernel.errors import Refused

from ..adapters.antivirus import ScannerUnavailableError, scanner
from ..domain.file_checks import BadFile, GoodFile, check_file
from ..queries.texts import translated


def check_upload(form_field: FormField, name: str, content: bytes, *, size: int | None = None) -> GoodFile:
    """The file's name and type as we write them; `size`: the whole size, where `content` is only its beginning."""
    verdict = check_file(form_field, name, content, size=size)
    if isinstance(verdict, BadFile):
        raise Refused(_sentence(verdict), field=form_field.key, code="file")
    scan_upload(content, name=verdict.name, field=form_field.key)
    return verdict


def scan_upload(content: bytes, *, name: str, field: str) -> None:
    """Refused unless the antivirus finds the content clean."""
    try:
        scanned = scanner().scan(content, name=name)
    except ScannerUnavailableError:
        raise Refused(
            _("Il controllo antivirus non risponde: riprova fra qualche minuto."),
            field=field,
            code="antivirus",
        ) from None
    if not scanned.clean:
        raise Refused(
            _("%(name)s non ha passato il controllo antivirus. Scegli un altro file.") % {"name": name},
            field=field,
            code="antivirus",
        )


def _sentence(bad: BadFile) -> str:
    if bad.problem is None:
        return translated(bad.message)
    return _(bad.message.text) % {**bad.message.params, "problem": translated(bad.problem)}

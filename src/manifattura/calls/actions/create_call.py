"""Start a call: from a template, from another edition, or from nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from manifattura.kernel import audit
from manifattura.kernel.errors import PermissionRefused, Refused

from ..models import Call
from ..permissions import may_write_calls_of
from .write_draft import copy_scalars, replace_parts

if TYPE_CHECKING:
    from manifattura.accounts.models import Office, Person

    from ..domain.edition import Edition


def create_call(
    *,
    slug: str,
    title: str,
    office: Office,
    head_of_procedure: Person,
    by: Person,
    template: Edition | None = None,
    kind: str = "ranking",
) -> Call:
    """A new draft; with a `template` all its parts are copied, its kind too. Refused when the address is taken (field `slug`)."""
    if not may_write_calls_of(by, office.pk):
        raise PermissionRefused
    call = Call(slug=slug, kind=kind, office=office, head_of_procedure=head_of_procedure, created_by=by)
    if template is not None:
        copy_scalars(call, template)
        # texts of a template are samples only where the whole city is one
        call.is_sample = template.is_sample and settings.MODE != "production"
        if title != template.texts.title:
            # the English title is of the other name: an English page must not call this call so
            call.title_en = ""
    call.title = title
    try:
        with transaction.atomic():
            call.save(force_insert=True)
            if template is not None:
                replace_parts(call, template)
            audit.record(
                "call_created",
                by=by,
                subject=call,
                scope=call.audit_scope,
                after={"title": title, "template": template.call if template else ""},
            )
    except IntegrityError as error:
        raise Refused(_("C’è già un bando con questo indirizzo. Scegline un altro."), field="slug") from error
    return call

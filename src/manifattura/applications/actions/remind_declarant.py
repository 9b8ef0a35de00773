"""Remind a declarant that a declaration waits for them: nobody else can make it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.accounts.actions.notify_person import notify_people
from manifattura.kernel import audit
from manifattura.kernel.clock import now
from manifattura.kernel.errors import Refused
from manifattura.kernel.models import AuditEntry
from manifattura.organisations.queries.organisations import legal_representatives_of

from ..domain.declarations import declarants
from ..domain.questionnaire import declaration_of
from ..queries.drafts import draft
from ..queries.sheets import Sheet, lock_sheet
from .clear_ticks import form_url
from .writable import refuse_unless_writable

if TYPE_CHECKING:
    from manifattura.accounts.models import Person
    from manifattura.organisations.models import Organisation

PAUSE = timedelta(hours=12)
VERB = "declarant_reminded"


def remind_declarant(*, sheet: Sheet, declaration_key: str, organisation: Organisation, by: Person) -> int:
    """Write to the legal representatives of `organisation`; returns how many. At most every twelve hours."""
    with transaction.atomic():
        locked = lock_sheet(sheet)
        refuse_unless_writable(locked, by)
        read = draft(locked)
        if declaration_key not in read.visible.declarations:
            raise Refused(_("Questa dichiarazione non è richiesta in questa domanda."), code="not_asked")
        declaration = declaration_of(read.questions, declaration_key)
        if organisation.pk not in declarants(declaration, [item.pk for item in read.declarants]):
            raise Refused(_("Questa dichiarazione non spetta a %(name)s.") % {"name": organisation.name})
        _refuse_too_soon(locked, declaration_key, organisation)
        people = legal_representatives_of(organisation.pk)
        if not people:
            raise Refused(
                _(
                    "%(name)s non ha ancora un legale rappresentante registrato: aggiungilo dalla pagina dell’impresa."
                )
                % {"name": organisation.name}
            )
        audit.record(
            VERB,
            by=by,
            subject=locked,
            on_behalf=organisation,
            scope=locked.audit_scope,
            after={"declaration": declaration_key},
        )
        return notify_people(
            people=people,
            kind=VERB,
            subject=_("Manca la tua conferma: %(title)s") % {"title": declaration.title},
            body=_(
                "%(who)s compila %(code)s per %(name)s. Una dichiarazione può confermarla solo chi "
                "rappresenta l’impresa: leggila e confermala."
            )
            % {"who": by.full_name, "code": locked.code, "name": organisation.name},
            url=form_url(locked),
            scope=locked.audit_scope,
        )


def _refuse_too_soon(sheet: Sheet, declaration_key: str, organisation: Organisation) -> None:
    recent = AuditEntry.objects.filter(
        verb=VERB,
        subject_type=sheet.audit_type,
        subject_id=sheet.audit_id,
        on_behalf_id=organisation.audit_id,
        after__declaration=declaration_key,
        at__gt=now() - PAUSE,
    )
    if recent.exists():
        raise Refused(_("Il promemoria è già partito nelle ultime 12 ore."), code="too_soon")

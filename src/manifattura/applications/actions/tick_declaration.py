"""Make or take back a declaration: by its own declarant only, on the text in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.calls.domain.edition import Declaration
from manifattura.kernel import audit
from manifattura.kernel.errors import PermissionRefused, Refused

from ..domain.declarations import LiveTick, declarants, is_current, text_digest
from ..domain.questionnaire import declaration_of
from ..models.sheet import Tick
from ..permissions import may_declare
from ..queries.drafts import Draft, draft
from ..queries.sheets import Sheet, is_typed_by_office, lock_sheet
from .clear_ticks import clear_tick
from .writable import refuse_unless_writable

if TYPE_CHECKING:
    from manifattura.accounts.models import Person
    from manifattura.organisations.models import Organisation


def tick_declaration(*, sheet: Sheet, declaration_key: str, organisation: Organisation, by: Person) -> Tick:
    """`by`, legal representative of `organisation`, declares; the same declaration twice is one tick."""
    with transaction.atomic():
        locked = lock_sheet(sheet)
        refuse_unless_writable(locked, by)
        read = draft(locked)
        declaration = _declaration(read, declaration_key)
        _refuse_wrong_declarant(read, declaration, organisation, by)
        live: Tick | None = locked.ticks.filter(
            cleared_at=None, declaration_key=declaration_key, organisation_id=organisation.pk
        ).first()
        if live is not None:
            if is_current(
                LiveTick(live.declaration_key, live.text_version, live.text_sha256, organisation.pk),
                declaration,
            ):
                return live
            clear_tick(live, _("È cambiato il testo della dichiarazione"))
        tick: Tick = locked.ticks.create(
            declaration_key=declaration_key,
            text_version=declaration.text_version,
            text_sha256=text_digest(declaration),
            person=by,
            organisation=organisation,
            on_paper=is_typed_by_office(locked),
        )
        _record("declaration_made", locked, declaration_key, organisation, by)
    return tick


def untick_declaration(*, sheet: Sheet, declaration_key: str, organisation: Organisation, by: Person) -> None:
    """Take the declaration back before sending; nothing happens when there is none."""
    with transaction.atomic():
        locked = lock_sheet(sheet)
        refuse_unless_writable(locked, by)
        if not is_typed_by_office(locked) and not may_declare(by, organisation.pk):
            raise PermissionRefused(_("Può toglierla solo chi rappresenta l’impresa che l’ha resa."))
        live: Tick | None = locked.ticks.filter(
            cleared_at=None, declaration_key=declaration_key, organisation_id=organisation.pk
        ).first()
        if live is not None:
            clear_tick(live, _("Tolta da chi l’aveva resa"))
            _record("declaration_taken_back", locked, declaration_key, organisation, by)


def _declaration(read: Draft, key: str) -> Declaration:
    if key not in read.visible.declarations:
        raise Refused(
            _("Questa dichiarazione non è richiesta in questa domanda."), field=key, code="not_asked"
        )
    return declaration_of(read.questions, key)


def _refuse_wrong_declarant(
    read: Draft, declaration: Declaration, organisation: Organisation, by: Person
) -> None:
    wanted = declarants(declaration, [item.pk for item in read.declarants])
    allowed = is_typed_by_office(read.sheet) or may_declare(by, organisation.pk)
    if organisation.pk not in wanted or not allowed:
        raise PermissionRefused(
            _("Questa dichiarazione può renderla solo il legale rappresentante di %(name)s.")
            % {"name": organisation.name}
        )


def _record(verb: str, sheet: Sheet, declaration_key: str, organisation: Organisation, by: Person) -> None:
    audit.record(
        verb,
        by=by,
        subject=sheet,
        on_behalf=organisation,
        scope=sheet.audit_scope,
        after={"declaration": declaration_key},
    )

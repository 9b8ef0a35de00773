"""Keep the register of linked firms: begin a group with its reason and source, end it when it no longer holds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.kernel import audit
from manifattura.kernel.clock import now
from manifattura.kernel.errors import PermissionRefused, Refused

from ..models import LinkedFirm, LinkedGroup, Organisation
from ..permissions import may_decide_claims

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

MOST = 50


def begin_linked_group(
    *, name: str, reason: str, source: str, codes: Sequence[str], by: Person
) -> LinkedGroup:
    """`codes`: codice fiscale of each firm, at least two, all registered. It counts from the next ranking computed."""
    _refuse_strangers(by)
    wanted = list(dict.fromkeys("".join(code.split()).upper() for code in codes if code.strip()))
    if not 2 <= len(wanted) <= MOST:
        raise Refused(_("Scrivi da due a %(n)s imprese, una per riga.") % {"n": MOST}, field="codes")
    found = {one.fiscal_code: one for one in Organisation.objects.filter(fiscal_code__in=wanted)}
    missing = [code for code in wanted if code not in found]
    if missing:
        raise Refused(
            _("Non è registrata nessuna impresa con questo codice fiscale: %(codes)s.")
            % {"codes": ", ".join(missing)},
            field="codes",
        )
    with transaction.atomic():
        group = LinkedGroup.objects.create(
            name=name.strip(), reason=reason.strip(), source=source.strip(), created_by=by
        )
        LinkedFirm.objects.bulk_create(LinkedFirm(group=group, organisation=found[code]) for code in wanted)
        audit.record(
            "linked_group_begun",
            by=by,
            subject=group,
            after={
                "firms": ", ".join(found[code].name for code in wanted),
                "why": group.reason,
                "source": group.source,
            },
        )
    return group


def end_linked_group(*, group: LinkedGroup, reason: str, by: Person) -> LinkedGroup:
    """It stays on record with its reason; rankings computed from now on do not see it. Ending twice changes nothing."""
    _refuse_strangers(by)
    if not reason.strip():
        raise Refused(_("Scrivi perché il gruppo non vale più."), field="reason")
    with transaction.atomic():
        locked = LinkedGroup.objects.select_for_update().get(pk=group.pk)
        if locked.ended_at is None:
            locked.ended_at, locked.ended_by, locked.end_reason = now(), by, reason.strip()
            locked.save(update_fields=["ended_at", "ended_by", "end_reason"])
            audit.record("linked_group_ended", by=by, subject=locked, after={"why": locked.end_reason})
    return locked


def _refuse_strangers(by: Person) -> None:
    if not may_decide_claims(by):
        raise PermissionRefused(_("Il registro delle imprese collegate lo tiene l’ufficio."))

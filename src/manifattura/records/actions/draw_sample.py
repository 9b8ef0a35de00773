"""Draw a check by sample with the public value that was announced."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.kernel import audit
from manifattura.kernel.clock import database_now, today
from manifattura.kernel.errors import Conflict, PermissionRefused, Refused

from ..domain.sampling import draw
from ..domain.states import CheckReason
from ..models import CheckedApplication, SampleCheck
from ..permissions import may_draw
from ..queries.samples import applications_by_code

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

LONGEST_SEED = 200


def draw_sample(*, sample: SampleCheck, seed: str, by: Person) -> SampleCheck:
    """Once and for all: `Conflict` for a second draw, `Refused` before the day that was announced."""
    bare = seed.strip()
    if not 1 <= len(bare) <= LONGEST_SEED:
        raise Refused(_("Scrivi il valore pubblico, da 1 a 200 caratteri."), field="seed")
    with transaction.atomic():
        locked = SampleCheck.objects.select_for_update(of=("self",)).select_related("call").get(pk=sample.pk)
        if not may_draw(by, locked.call):
            raise PermissionRefused
        if locked.drawn_at is not None:
            raise Conflict(_("Il sorteggio è già stato fatto."), theirs={"seed": locked.seed})
        if today() < locked.seed_on:
            raise Refused(_("Il valore annunciato non esiste ancora: aspetta quel giorno."), field="seed")
        tickets = draw(locked.identifiers, bare, locked.percent)
        chosen = [ticket.id for ticket in tickets if ticket.chosen]
        found = applications_by_code(locked.call_id, chosen)
        # who was under check for a doubt already is drawn too, and keeps it
        doubted = locked.checked.filter(application__code__in=chosen)
        kept = set(doubted.values_list("application__code", flat=True))
        doubted.update(reason=CheckReason.DRAWN)
        CheckedApplication.objects.bulk_create(
            CheckedApplication(sample=locked, application=found[code], reason=CheckReason.DRAWN)
            for code in chosen
            if code not in kept
        )
        locked.seed, locked.drawn_at, locked.drawn_by = bare, database_now(), by
        locked.save(update_fields=["seed", "drawn_at", "drawn_by"])
        audit.record(
            "sample_drawn",
            by=by,
            subject=locked,
            scope=locked.call.audit_scope,
            after={"seed": bare, "chosen": chosen},
        )
    return locked

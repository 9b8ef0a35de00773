"""Convene the sitting in which who offered the same may offer better (RD 827/1924 art. 77); before any draw."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from manifattura.kernel import audit
from manifattura.kernel.canonical_json import sha256_hex
from manifattura.kernel.clock import ROME, database_now
from manifattura.kernel.errors import PermissionRefused, Refused

from ..domain.improvements import announcement
from ..models import OfferImprovement
from ..permissions import may_direct
from ..queries.draws import draw_now
from ..queries.improvements import standing_improvement
from .publish_ranking import last_ranking, lock_session
from .tell_equals import tell_equals

if TYPE_CHECKING:
    from manifattura.accounts.models import Person
    from manifattura.calls.models import Call, CallRound


def convene_improvement(
    *, call: Call, sitting_at: datetime | None, place: str, by: Person, round: CallRound | None = None
) -> OfferImprovement:
    """Only the head of procedure, only where the call lets equal offers be bettered and there are some."""
    if not may_direct(by, call):
        raise PermissionRefused(_("La seduta la convoca il responsabile del procedimento."))
    if sitting_at is None:
        raise Refused(_("Scrivi giorno e ora della seduta."), field="sitting_at")
    where = place.strip()
    if not where:
        raise Refused(_("Scrivi dove si tiene la seduta."), field="place")
    with transaction.atomic():
        locked, session = lock_session(call, round, by)
        if sitting_at <= database_now():
            raise Refused(_("La seduta deve essere nel futuro."), field="sitting_at", code="past")
        if standing_improvement(session.pk) is not None:
            raise Refused(_("La seduta è già convocata."), code="convened")
        groups = draw_now(locked, session, last_ranking(session)).equals
        if not groups:
            raise Refused(_("Non ci sono offerte uguali da migliorare."), code="no_equals")
        last = OfferImprovement.objects.filter(call=locked).aggregate(last=Max("number"))["last"]
        number = (last or 0) + 1
        document = announcement(
            call=locked.slug,
            number=number,
            groups=groups,
            sitting_at=sitting_at.astimezone(ROME),
            place=where,
        )
        found = OfferImprovement.objects.create(
            call=locked,
            round=session,
            number=number,
            announcement=document,
            sha256=sha256_hex(document),
            sitting_at=sitting_at,
            place=where,
            convened_by=by,
        )
        audit.record(
            "improvement_convened",
            by=by,
            subject=found,
            scope=locked.audit_scope,
            after={"sitting_at": document["sitting_at"], "sha256": found.sha256},
        )
        tell_equals(improvement=found, what="convened", context={"at": sitting_at, "place": where}, by=by)
    return found

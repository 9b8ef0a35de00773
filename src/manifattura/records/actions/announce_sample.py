"""Fix the list of a check by sample and announce the seed, before the value exists."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.calls.queries.rounds import round_of
from manifattura.kernel import audit
from manifattura.kernel.clock import today
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.kernel.parameters import legal_parameter

from ..domain.sampling import list_digest
from ..domain.states import Population
from ..models import SampleCheck
from ..permissions import may_draw
from ..queries.samples import codes_of

if TYPE_CHECKING:
    from manifattura.accounts.models import Person
    from manifattura.calls.models import Call, CallRound

FARTHEST = timedelta(days=366)
"""A value further away is a slip of the pen."""


def announce_sample(
    *,
    call: Call,
    population: Population,
    percent: int,
    seed_rule: str,
    seed_on: date,
    by: Person,
    round: CallRound | None = None,
) -> SampleCheck:
    """The codes are public from now on, with their digest. `Refused` beside the field that does not hold.

    The percentage is at least the parameter `sample_check.percent`; the day of the seed lies ahead.
    """
    if not may_draw(by, call):
        raise PermissionRefused
    least = legal_parameter("sample_check.percent", today()).count
    if not least <= percent <= 100:
        raise Refused(_("La percentuale va da %(least)s a 100.") % {"least": least}, field="percent")
    if not seed_rule.strip():
        raise Refused(_("Scrivi quale valore pubblico farà da seme."), field="seed_rule")
    if seed_on <= today():
        raise Refused(_("Il valore non deve esistere ancora: scegli un giorno futuro."), field="seed_on")
    if seed_on > today() + FARTHEST:
        raise Refused(_("Il giorno è fra più di un anno: controlla la data."), field="seed_on")
    session = round_of(call, round)
    with transaction.atomic():
        type(call).objects.select_for_update(of=("self",), no_key=True).get(pk=call.pk)
        if SampleCheck.objects.filter(round=session, population=population, drawn_at=None).exists():
            raise Refused(
                _("C’è già un elenco annunciato e non ancora estratto: si estrae quello."), code="announced"
            )
        codes = codes_of(session, population)
        if not codes:
            raise Refused(_("Non c’è ancora nessuna domanda da estrarre."), field="population")
        sample = SampleCheck.objects.create(
            call=call,
            round=session,
            population=population,
            percent=percent,
            identifiers=codes,
            identifiers_sha256=list_digest(codes),
            seed_rule=seed_rule.strip(),
            seed_on=seed_on,
            announced_by=by,
        )
        audit.record(
            "sample_announced",
            by=by,
            subject=sample,
            scope=call.audit_scope,
            after={
                "population": population.value,
                "percent": percent,
                "applications": len(codes),
                "sha256": sample.identifiers_sha256,
                "seed_rule": sample.seed_rule,
                "seed_on": seed_on.isoformat(),
            },
        )
    return sample

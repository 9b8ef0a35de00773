"""Close the terms of a draft: rent and benefit are reckoned and kept, ready for the state-aid check; reopen; drop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.kernel.clock import today
from manifattura.kernel.errors import Refused
from manifattura.kernel.parameters import legal_parameter

from ..domain.agreements import AgreementKind, Step
from ..domain.rent import deposit_amount
from ..models import Agreement
from ..queries.agreement_terms import aid_document, aid_of, rent_of
from .take_step import locked, move, needs, record, tell_tenant
from .write_agreement import refuse_contradictions

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def close_terms(*, agreement: Agreement, seen: str, by: Person) -> Agreement:
    """The tenant reads them from now on. Raises `Refused` with the term that is missing."""
    with transaction.atomic():
        stored = locked(agreement, seen=seen, by=by)
        move(stored, Step.CLOSE_TERMS)
        _refuse_missing(stored)
        refuse_contradictions(stored)
        on = today()
        rent, aid = rent_of(stored, on), aid_of(stored, on)
        stored.rent = rent.amount
        stored.aid, stored.aid_equivalent = aid_document(stored, aid, rent), aid.equivalent
        if stored.kind != AgreementKind.OWNER_PACT:
            months = legal_parameter("rent_deposit.months", on).count
            stored.deposit_due = deposit_amount(rent.amount, months)
        stored.save()
        record("agreement_terms_closed", stored, by, rent=rent.amount, aid_equivalent=aid.equivalent)
        tell_tenant(
            stored,
            "terms",
            lambda: (
                _("Le condizioni dell’accordo {code} sono pronte").format(code=stored.code),
                _(
                    "Leggi quanto paghi, quando e perché. Se qualcosa non torna, scrivi all’ufficio prima della firma."
                ),
            ),
        )
    return stored


def _refuse_missing(stored: Agreement) -> None:
    wanted = {
        "purpose": _("Manca che cosa si fa nello spazio."),
        "starts_on": _("Manca il giorno previsto di inizio."),
        "start_rent": _("Manca il canone di partenza: zero, se è gratuito."),
    }
    if stored.kind == AgreementKind.OWNER_PACT:
        wanted["conditions"] = _("Mancano le condizioni: che cosa dà il proprietario e per quanto tempo.")
    else:
        wanted["market_rent"] = _("Manca il canone di mercato: senza, il vantaggio non si calcola.")
    for key, message in wanted.items():
        if getattr(stored, key) in (None, ""):
            raise Refused(message, field=key)


def reopen_terms(*, agreement: Agreement, seen: str, by: Person) -> Agreement:
    """Before the signature: what was reckoned and checked goes, and is done again."""
    with transaction.atomic():
        stored = locked(agreement, seen=seen, by=by)
        move(stored, Step.REOPEN_TERMS)
        stored.rent = stored.aid = stored.aid_equivalent = stored.deposit_due = None
        stored.aid_checked_on, stored.aid_verdict, stored.aid_received = None, "", None
        stored.aid_extract = stored.aid_code = stored.aid_regime = ""
        stored.save()
        record("agreement_terms_reopened", stored, by)
    return stored


def drop_agreement(*, agreement: Agreement, because: str, seen: str, by: Person) -> Agreement:
    """It will not be signed; the reason stays. The space is free for others."""
    with transaction.atomic():
        stored = locked(agreement, seen=seen, by=by)
        move(stored, Step.DROP)
        stored.closed_because = needs(because, _("Scrivi perché non si firma."), "because")
        stored.closed_on = today()
        stored.save()
        record("agreement_dropped", stored, by, because=stored.closed_because)
        tell_tenant(
            stored,
            "dropped",
            lambda: (
                _("L’accordo {code} non si firma").format(code=stored.code),
                stored.closed_because,
            ),
        )
    return stored

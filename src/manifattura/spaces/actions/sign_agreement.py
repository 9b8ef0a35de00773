"""The state-aid check before the contract, and the signature."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from manifattura.kernel.clock import today
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.kernel.money import ZERO
from manifattura.organisations.actions.guard import hold_each
from manifattura.ui.formats import money_text as amount_text

from ..domain.agreement_files import AgreementFileKind
from ..domain.agreements import AgreementState, Step
from ..domain.aid_in_kind import Verdict, check_aid
from ..domain.words import PUBLIC
from ..models import Agreement
from ..permissions import may_sign_agreements
from ..queries.agreement_terms import rent_of
from ..queries.aid_limits import aid_limits, check_document, undertaking_of
from .take_step import locked, move, needs, record, refuse_crowding, refuse_future, tell_tenant

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


COMPANY_CODE = 11
"""Signs of the codice fiscale of firms and bodies; sixteen are a person's, and not published."""


def record_aid_check(
    *,
    agreement: Agreement,
    on: date,
    received: Decimal,
    extract: str,
    aid_code: str,
    regime: str,
    seen: str,
    by: Person,
) -> Agreement:
    """`received`: de minimis aid of the single undertaking in the three years before, from the register's extract.

    The verdict is reckoned; where it says no, nothing can be signed until the terms change. Raises `Refused`.
    """
    with transaction.atomic():
        stored = locked(agreement, seen=seen, by=by)
        if stored.state != AgreementState.CHECK_READY:
            raise Refused(_("Il controllo si fa a condizioni chiuse, prima della firma."))
        refuse_future(on, "on")
        limits = aid_limits(stored, on)
        found = check_aid(
            stored.aid_equivalent or ZERO,
            economic=stored.economic,
            received=received,
            ceiling=limits.ceiling,
            other_regime=bool(regime.strip()),
        )
        if found.verdict in (Verdict.FITS, Verdict.EXCEEDS) and received < limits.granted_here:
            raise Refused(
                _(
                    "Con gli accordi firmati qui, questa impresa e le sue collegate hanno già avuto {amount}: il totale non può essere meno."
                ).format(amount=amount_text(limits.granted_here)),
                field="received",
            )
        if found.verdict in (Verdict.FITS, Verdict.EXCEEDS):
            extract = needs(extract, _("Scrivi il numero della visura del registro aiuti."), "extract")
        if found.verdict in (Verdict.FITS, Verdict.OTHER_REGIME):
            aid_code = needs(
                aid_code, _("Scrivi il codice COR: senza, l’aiuto non si può concedere."), "aid_code"
            )
        stored.aid_checked_on, stored.aid_verdict, stored.aid_received = on, found.verdict, received
        stored.aid_extract, stored.aid_code, stored.aid_regime = (
            extract.strip(),
            aid_code.strip(),
            regime.strip(),
        )
        stored.aid = {**(stored.aid or {}), "check": check_document(limits, found, received)}
        stored.save()
        record(
            "agreement_aid_checked",
            stored,
            by,
            aid_verdict=found.verdict.value,
            aid_received=received,
            extract=extract,
        )
    return stored


def sign_agreement(*, agreement: Agreement, number: str, on: date, seen: str, by: Person) -> Agreement:
    """The contract with its number, day and file; the space is assigned. One tenant at a time, or parts that fit (row and constraint)."""
    if not may_sign_agreements(by):
        raise PermissionRefused
    with transaction.atomic():
        stored = locked(agreement, seen=seen, by=by)
        number = needs(number, _("Scrivi il numero del contratto."), "number")
        refuse_future(on, "on")
        if stored.state == AgreementState.CHECK_READY:
            _refuse_unchecked(stored, on)
        if stored.space.state not in PUBLIC:
            raise Refused(_("Lo spazio non è verificato: prima verificalo."))
        refuse_crowding(stored)
        stored.contract_number, stored.signed_on = number, on
        if stored.organisation is not None:
            # the register tells who signed, whatever the firm calls itself later
            stored.party_public = stored.organisation.name
            code = stored.organisation.fiscal_code or ""
            stored.party_code = code if len(code) == COMPANY_CODE else ""
        try:
            with transaction.atomic():
                move(stored, Step.SIGN)
                stored.save()
        except IntegrityError:
            raise Refused(_("Un collega ha appena firmato un altro accordo per questo spazio.")) from None
        record("agreement_signed", stored, by, contract_number=number, signed_on=on)
        tell_tenant(
            stored,
            "signed",
            lambda: (
                _("Accordo {code} firmato").format(code=stored.code),
                _("Contratto {number}. Nell’area personale trovi che cosa fare adesso e le scadenze.").format(
                    number=number
                ),
            ),
        )
    return stored


def _refuse_unchecked(stored: Agreement, on: date) -> None:
    if stored.aid_checked_on is None:
        raise Refused(_("Prima della firma serve il controllo sugli aiuti di Stato."))
    if stored.aid_verdict == Verdict.EXCEEDS:
        raise Refused(
            _("Il vantaggio supera il massimale: riapri le condizioni e riducilo, oppure l’impresa rinuncia.")
        )
    _refuse_changed(stored, on)
    if on < stored.aid_checked_on:
        raise Refused(_("Il contratto è prima del controllo sugli aiuti: controlla la data."), field="on")
    if not stored.files.filter(kind=AgreementFileKind.CONTRACT).exists():
        raise Refused(_("Carica il file del contratto firmato, poi registra la firma."))
    assert on <= today()


def _refuse_changed(stored: Agreement, on: date) -> None:
    """What was reckoned must still hold on the day of the grant: the cuts in force, and what was signed meanwhile."""
    if rent_of(stored, on).amount != stored.rent:
        raise Refused(
            _(
                "Dalla chiusura delle condizioni sono cambiate le riduzioni in vigore: riapri le condizioni e ricalcola."
            ),
            field="on",
        )
    if stored.aid_verdict != Verdict.FITS:
        return
    # who signs with one of these firms waits here: two agreements never count the same room twice
    hold_each(undertaking_of(stored))
    limits, counted = aid_limits(stored, on), (stored.aid or {}).get("check", {}).get("here", [])
    found = check_aid(
        stored.aid_equivalent or ZERO,
        economic=stored.economic,
        received=(stored.aid_received or ZERO) + limits.without(counted),
        ceiling=limits.ceiling,
    )
    if found.verdict is Verdict.EXCEEDS:
        raise Refused(
            _(
                "Dopo il controllo è stato firmato un altro accordo con questa impresa o una collegata, o è cambiato il massimale: "
                "rifai il controllo sugli aiuti."
            )
        )

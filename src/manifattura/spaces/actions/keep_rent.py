"""The instalments: written at the start, paid one by one, changed by the index and by works, never once they are paid."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.kernel.errors import Refused

from ..domain.agreements import PUBLISHED, RUNNING
from ..domain.rent_schedule import Line, set_off
from ..models import Agreement, Instalment, RentIndex
from ..queries.agreement_terms import lines_of, stored_lines, works_allowance, works_rule
from .take_step import locked, needs, record, refuse_future, tell_tenant

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def write_instalments(stored: Agreement) -> None:
    """Every due date of the contract, when it begins; none where nothing is paid. The caller holds the row."""
    if not stored.rent and not stored.first_year:
        return
    off = set_off(lines_of(stored), works_rule(stored), works_allowance(stored).amount)
    Instalment.objects.bulk_create([_row(stored, line) for line in off.lines])


def _row(stored: Agreement, line: Line) -> Instalment:
    return Instalment(
        agreement=stored,
        number=line.number,
        from_on=line.from_on,
        to_on=line.to_on,
        due_on=line.due_on,
        rent=line.rent,
        offset=line.offset,
        reason=line.reason,
    )


def rewrite_unpaid(stored: Agreement) -> int:
    """Reckon what is unpaid anew: index and works as they are now; how many changed. The caller holds the row."""
    written, paid = stored_lines(stored)
    if not written:
        return 0
    before = {line.number: line for line in written}
    fresh = [before[line.number] if line.number in paid else line for line in lines_of(stored)]
    off = set_off(fresh, works_rule(stored), works_allowance(stored).amount, frozenset(paid))
    changed = [
        line
        for line in off.lines
        if line.number not in paid
        and (line.rent, line.offset, line.reason)
        != (before[line.number].rent, before[line.number].offset, before[line.number].reason)
    ]
    for line in changed:
        Instalment.objects.filter(agreement=stored, number=line.number, paid_on=None).update(
            rent=line.rent, offset=line.offset, reason=line.reason
        )
    return len(changed)


def record_payment(
    *, agreement: Agreement, number: int, on: date, payment: str, seen: str, by: Person
) -> Instalment:
    """The whole instalment was paid on that day. Raises `Refused`, `Conflict`."""
    with transaction.atomic():
        stored = locked(agreement, seen=seen, by=by)
        if stored.state not in PUBLISHED:
            raise Refused(_("Non ci sono ancora rate."))
        refuse_future(on, "paid_on")
        row = Instalment.objects.filter(agreement=stored, number=number).first()
        if row is None:
            raise Refused(_("Questa rata non c’è."))
        if row.paid_on is not None:
            raise Refused(_("Questa rata è già pagata."))
        if row.rent == row.offset:
            raise Refused(_("Per questa rata non c’è niente da pagare."))
        row.payment = needs(payment, _("Scrivi il numero del pagamento, o come è arrivato."), "payment")
        row.paid_on, row.recorded_by = on, by
        row.save(update_fields=["paid_on", "payment", "recorded_by"])
        stored.save()
        record("agreement_rent_paid", stored, by, instalment=number, amount=row.rent - row.offset, paid_on=on)
    return row


def undo_payment(*, agreement: Agreement, number: int, because: str, seen: str, by: Person) -> Instalment:
    """It was written by mistake; the trail keeps both."""
    with transaction.atomic():
        stored = locked(agreement, seen=seen, by=by)
        row = Instalment.objects.filter(agreement=stored, number=number).exclude(paid_on=None).first()
        if row is None:
            raise Refused(_("Questa rata non risulta pagata."))
        because = needs(because, _("Scrivi perché la rata torna da pagare."), "because")
        row.paid_on, row.payment, row.recorded_by = None, "", by
        row.save(update_fields=["paid_on", "payment", "recorded_by"])
        rewrite_unpaid(stored)
        stored.save()
        record("agreement_payment_undone", stored, by, instalment=number, because=because)
    return row


def record_index(
    *, agreement: Agreement, year: int, percent: Decimal, source: str, seen: str, by: Person
) -> RentIndex:
    """The index's variation from a contract's year on (1 is the second); only where the contract states it."""
    with transaction.atomic():
        stored = locked(agreement, seen=seen, by=by)
        if stored.state not in RUNNING or not stored.indexed:
            raise Refused(_("Il contratto non prevede l’aggiornamento con l’indice."))
        if not 1 <= year < -(-stored.months // 12):
            raise Refused(
                _("Il contratto non ha questo anno: il primo che si aggiorna è il secondo."), field="year"
            )
        source = needs(source, _("Scrivi da dove viene: indice e mese."), "source")
        if stored.indices.filter(year=year).exists():
            raise Refused(_("L’indice di questo anno c’è già."), field="year")
        index = RentIndex.objects.create(
            agreement=stored, year=year, percent=percent, source=source, recorded_by=by
        )
        changed = rewrite_unpaid(stored)
        stored.save()
        record("agreement_index_recorded", stored, by, contract_year=year + 1, percent=percent, source=source)
        if changed:
            tell_tenant(
                stored,
                "index",
                lambda: (
                    _("Il canone cambia con l’indice"),
                    _("Dal {year}° anno del contratto. Nell’area personale trovi le rate nuove.").format(
                        year=year + 1
                    ),
                ),
            )
    return index

"""Works at the tenant's charge: planned, approved by the technical office, done, tested; then they come off the rent."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.kernel.errors import Refused

from ..domain.agreement_files import AgreementFileKind
from ..domain.agreements import OPEN
from ..models import Agreement, AgreementWorks
from ..queries.agreement_terms import works_allowance
from .keep_rent import rewrite_unpaid
from .take_step import locked, needs, record, refuse_before, refuse_future, tell_tenant

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def plan_works(
    *, agreement: Agreement, text: str, estimate: Decimal, share: Decimal, seen: str, by: Person
) -> AgreementWorks:
    """What is to be done and its estimate; may be changed until it is approved. `share`: of each instalment, per cent."""
    with transaction.atomic():
        stored = locked(agreement, seen=seen, by=by)
        if stored.state not in OPEN:
            raise Refused(_("L’accordo è chiuso."))
        works = AgreementWorks.objects.filter(agreement=stored).first() or AgreementWorks(agreement=stored)
        if works.approved_on is not None:
            raise Refused(_("Il preventivo è approvato: non si cambia più."))
        works.text = needs(text, _("Scrivi quali lavori."), "text")
        works.estimate, works.share = estimate, share
        works.save()
        stored.save()
        record("agreement_works_planned", stored, by, works=works.text, estimate=estimate)
    return works


def approve_works(
    *, agreement: Agreement, amount: Decimal, on: date, how: str, seen: str, by: Person
) -> AgreementWorks:
    """The technical office's approval: the most that may be set off, whatever they cost in the end."""
    with transaction.atomic():
        stored, works = _works(agreement, seen, by)
        if works.approved_on is not None:
            raise Refused(_("Il preventivo è già approvato."))
        refuse_future(on, "on")
        if amount > works.estimate:
            raise Refused(_("Non si approva più del preventivo."), field="amount")
        works.approved, works.approved_on = amount, on
        works.approved_how = needs(how, _("Scrivi l’atto dell’ufficio tecnico."), "how")
        works.save()
        stored.save()
        record("agreement_works_approved", stored, by, amount=amount, how=works.approved_how)
        tell_tenant(
            stored,
            "works",
            lambda: (
                _("Il preventivo dei lavori è approvato"),
                _("Puoi cominciare. Quando sono finiti, il collaudo; solo dopo si scontano dal canone."),
            ),
        )
    return works


def finish_works(*, agreement: Agreement, on: date, seen: str, by: Person) -> AgreementWorks:
    """The tenant says that they are done; the tests come next."""
    with transaction.atomic():
        stored, works = _works(agreement, seen, by)
        if works.approved_on is None or works.done_on is not None:
            raise Refused(_("Prima si approva il preventivo, poi si finiscono i lavori, una volta sola."))
        refuse_future(on, "on")
        refuse_before(on, works.approved_on, "on")
        works.done_on = on
        works.save()
        stored.save()
        record("agreement_works_done", stored, by, done_on=on)
    return works


def record_works_tests(
    *, agreement: Agreement, amount: Decimal, on: date, how: str, seen: str, by: Person
) -> AgreementWorks:
    """The cost found by the tests: from the next due date on it comes off the rent, within estimate and ceiling."""
    with transaction.atomic():
        stored, works = _works(agreement, seen, by)
        if works.done_on is None or works.tested_on is not None:
            raise Refused(_("Si collaudano lavori finiti, una volta sola."))
        refuse_future(on, "on")
        refuse_before(on, works.done_on, "on")
        if not stored.files.filter(kind=AgreementFileKind.TESTS).exists():
            raise Refused(_("Carica il verbale di collaudo, poi registralo."))
        works.tested, works.tested_on = amount, on
        works.tested_how = needs(how, _("Scrivi chi ha collaudato e con quale verbale."), "how")
        works.save()
        stored.works = works
        rewrite_unpaid(stored)
        stored.save()
        record("agreement_works_tested", stored, by, amount=amount, set_off=works_allowance(stored).amount)
        tell_tenant(
            stored,
            "works",
            lambda: (
                _("I lavori sono collaudati: si scontano dal canone"),
                _("Nell’area personale trovi le rate nuove, con quanto si sconta da ognuna."),
            ),
        )
    return works


def _works(agreement: Agreement, seen: str, by: Person) -> tuple[Agreement, AgreementWorks]:
    stored = locked(agreement, seen=seen, by=by)
    works = AgreementWorks.objects.filter(agreement=stored).first()
    if works is None or stored.state not in OPEN:
        raise Refused(_("Non ci sono lavori in questo accordo."))
    return stored, works

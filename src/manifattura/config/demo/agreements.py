"""Three agreements on sample spaces: one that runs, with works set off; one that waits for its check; one with an owner."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from manifattura.kernel.clock import today
from manifattura.spaces.actions.close_terms import close_terms
from manifattura.spaces.actions.hand_over_space import hand_over_space, start_activity
from manifattura.spaces.actions.keep_agreement_file import add_agreement_file
from manifattura.spaces.actions.keep_deposit import lodge_deposit
from manifattura.spaces.actions.keep_rent import record_payment
from manifattura.spaces.actions.keep_works import approve_works, finish_works, plan_works, record_works_tests
from manifattura.spaces.actions.sign_agreement import record_aid_check, sign_agreement
from manifattura.spaces.actions.take_step import seen_of
from manifattura.spaces.actions.write_agreement import TERMS, draft_agreement, save_terms
from manifattura.spaces.domain.agreement_files import AgreementFileKind
from manifattura.spaces.domain.agreements import AgreementKind, Ground, add_months
from manifattura.spaces.domain.words import OwnerKind, SpaceState
from manifattura.spaces.models import Agreement, Space

from .answers import sample_pdf

if TYPE_CHECKING:
    from manifattura.accounts.models import Person
    from manifattura.organisations.models import Organisation

USED, WAITING = "campione027", "campione031"
MONTHS_AGO = 8
ZERO = Decimal(0)


def seed_agreements(people: dict[str, Person], impresa: Organisation, other: Organisation) -> None:
    """The demo's firm has the first; all by the acts of the office, with days of the past."""
    by = people["responsabile"]
    _running(by, impresa, add_months(today(), -MONTHS_AGO).replace(day=1))
    waiting = _draft(
        by, Space.objects.get(code_key=WAITING), AgreementKind.CONCESSION, other, "Avviso di esempio 3/2026"
    )
    waiting = _terms(
        waiting,
        by,
        purpose="Sartoria e riparazioni",
        months=144,
        economic=True,
        recovers=True,
        periphery=True,
    )
    close_terms(agreement=waiting, seen=seen_of(waiting), by=by)
    _with_owner(by)


def _running(by: Person, firm: Organisation, start: date) -> None:
    one = _draft(
        by, Space.objects.get(code_key=USED), AgreementKind.LEASE, firm, "Avviso di esempio 1/2026, lotto 4"
    )
    one = _terms(
        one, by, purpose="Arredi su misura e un corso al mese per il quartiere", starts_on=start, months=72,
        renewal_months=72, recovers=True, periphery=True, free_months=2, indexed=Decimal(75),
        conditions="Aperto al quartiere un sabato al mese. Niente subaffitto.",
    )  # fmt: skip
    one = close_terms(agreement=one, seen=seen_of(one), by=by)
    _sign(one, by, start - timedelta(days=20), "C-2026/14")
    one = _again(one)
    plan_works(
        agreement=one, text="Quadro elettrico e serramenti", estimate=Decimal(2400), share=Decimal(100), seen=seen_of(one), by=by
    )  # fmt: skip
    one = _again(one)
    approve_works(
        agreement=one,
        amount=Decimal(2000),
        on=start - timedelta(days=10),
        how="Atto di esempio 22/2026",
        seen=seen_of(one),
        by=by,
    )
    one = _again(one)
    lodge_deposit(
        agreement=one, on=start - timedelta(days=5), how="Bonifico di esempio", seen=seen_of(one), by=by
    )
    _file(one, by, AgreementFileKind.HANDOVER, "Verbale di consegna di esempio")
    one = _again(one)
    hand_over_space(
        agreement=one,
        on=start,
        meters="Luce 10422, acqua 318",
        condition="Vuoto, intonaco da rifare.",
        seen=seen_of(one),
        by=by,
    )
    one = _again(one)
    start_activity(agreement=one, on=start + timedelta(days=60), seen=seen_of(one), by=by)
    one = _again(one)
    finish_works(agreement=one, on=start + timedelta(days=110), seen=seen_of(one), by=by)
    _file(one, by, AgreementFileKind.TESTS, "Collaudo di esempio")
    one = _again(one)
    record_works_tests(
        agreement=one, amount=Decimal("1850.00"), on=start + timedelta(days=130), how="Verbale di esempio 5", seen=seen_of(one), by=by
    )  # fmt: skip
    for row in one.instalments.filter(due_on__lt=today()):
        if row.rent > row.offset:
            one = _again(one)
            record_payment(
                agreement=one, number=row.number, on=row.due_on, payment=f"Bonifico di esempio {row.number}", seen=seen_of(one), by=by
            )  # fmt: skip


def _with_owner(by: Person) -> None:
    space = Space.objects.filter(
        owner_kind=OwnerKind.PRIVATE, state=SpaceState.VERIFIED, blurred=False, code__startswith="CAMPIONE"
    ).order_by("-code_key")[0]  # fmt: skip
    one = draft_agreement(
        space=space,
        kind=AgreementKind.OWNER_PACT,
        ground=Ground.OWNER,
        ground_text="Proposta del proprietario, avviso di esempio 2/2026",
        organisation=None,
        by=by,
    )
    one = _terms(
        one, by, purpose="Affitto a canone concordato a chi produce e ripara", months=48, incentive=Decimal(6000),
        conditions="Canone fermo per quattro anni; il proprietario sistema l’impianto elettrico.",
        start_rent=((space.base_rent or ZERO) * Decimal("0.85")).quantize(Decimal(1)),
    )  # fmt: skip
    one = close_terms(agreement=one, seen=seen_of(one), by=by)
    _sign(one, by, today() - timedelta(days=40), "P-2026/2")
    one = _again(one)
    start_activity(agreement=one, on=today() - timedelta(days=30), seen=seen_of(one), by=by)


def _draft(by: Person, space: Space, kind: AgreementKind, firm: Organisation, text: str) -> Agreement:
    return draft_agreement(
        space=space, kind=kind, ground=Ground.NOTICE, ground_text=text, organisation=firm, by=by
    )


def _terms(one: Agreement, by: Person, **changes: Any) -> Agreement:
    values = {key: getattr(one, key) for key in TERMS} | {"starts_on": today() + timedelta(days=30)} | changes
    return save_terms(agreement=one, values=values, seen=seen_of(one), by=by)


def _sign(one: Agreement, by: Person, on: date, number: str) -> None:
    one = record_aid_check(
        agreement=one, on=on, received=ZERO, extract="VIS-ESEMPIO", aid_code="COR-ESEMPIO", regime="", seen=seen_of(one), by=by
    )  # fmt: skip
    _file(one, by, AgreementFileKind.CONTRACT, "Contratto di esempio")
    one = _again(one)
    sign_agreement(agreement=one, number=number, on=on, seen=seen_of(one), by=by)


def _file(one: Agreement, by: Person, kind: AgreementFileKind, caption: str) -> None:
    one, page = _again(one), sample_pdf(caption)
    add_agreement_file(
        agreement=one, kind=kind, caption=caption, name="esempio.pdf", content=page, size=len(page), seen=seen_of(one), by=by
    )  # fmt: skip


def _again(one: Agreement) -> Agreement:
    return Agreement.objects.get(pk=one.pk)

"""Agreements as lists and pages show them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Count, F, Max, Prefetch, Q, QuerySet

from manifattura.kernel.models import AuditEntry
from manifattura.organisations.queries.organisations import organisations_of

from ..domain.agreement_dates import Owed, Running, next_check
from ..domain.agreements import (
    NOT_SIGNED,
    OPEN,
    PUBLISHED,
    RUNNING,
    AgreementKind,
    AgreementState,
    Ground,
    enters,
)
from ..models import Agreement, Instalment, Space

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

WITH = ("space__nil", "space__municipio", "organisation", "office", "call", "renews")


def agreements(
    *, text: str = "", state: str = "", kind: str = "", late_on: date | None = None
) -> QuerySet[Agreement]:
    """For the office, the latest first; `late_on`: only those with an instalment unpaid after its day."""
    found = Agreement.objects.select_related(*WITH)
    if text.strip():
        wanted = text.strip()
        found = found.filter(
            Q(code__iexact=wanted)
            | Q(space__code__icontains=wanted)
            | Q(space__name__icontains=wanted)
            | Q(organisation__name__icontains=wanted)
            | Q(party_name__icontains=wanted)
            | Q(contract_number__icontains=wanted)
        )
    if state == "open":
        found = found.filter(state__in=OPEN)
    elif state:
        found = found.filter(state=state)
    if kind:
        found = found.filter(kind=kind)
    if late_on is not None:
        found = found.filter(pk__in=late_instalments(late_on).values("agreement_id"))
    return found.order_by("-pk")


def late_instalments(on: date) -> QuerySet[Instalment]:
    """Unpaid after their day, of agreements that bind; what is wholly free or set off is not due."""
    return Instalment.objects.filter(
        paid_on=None, due_on__lt=on, rent__gt=F("offset"), agreement__state__in=RUNNING
    )


def late_counts(ids: Iterable[int], on: date) -> dict[int, int]:
    """Agreement → instalments late, for a page of a list; one statement."""
    rows = late_instalments(on).filter(agreement_id__in=list(ids)).values("agreement_id")
    return {row["agreement_id"]: row["n"] for row in rows.annotate(n=Count("pk")).order_by()}


def agreement_with_code(code: str) -> Agreement | None:
    return Agreement.objects.select_related(*WITH).filter(code=code).first()


def waiting_agreements() -> QuerySet[Agreement]:
    """Those that wait for the office: not signed yet."""
    return Agreement.objects.filter(state__in=NOT_SIGNED)


def agreements_of(person: Person) -> QuerySet[Agreement]:
    """Of the firms that the person works for; those dropped before a signature are of the office alone."""
    return (
        Agreement.objects.filter(organisation__in=organisations_of(person))
        .exclude(state__in=[AgreementState.DRAFT, AgreementState.DROPPED])
        .select_related(*WITH)
        .prefetch_related("instalments")
        .order_by("-pk")
    )


def agreements_of_space(space: Space) -> QuerySet[Agreement]:
    """Every agreement of a space, the latest first."""
    return Agreement.objects.filter(space=space).select_related("organisation").order_by("-pk")


def public_agreements(*, text: str = "", year: int | None = None) -> QuerySet[Agreement]:
    """The register: whatever was signed (D.Lgs 33/2013 art. 30), the latest signature first."""
    found = Agreement.objects.filter(state__in=PUBLISHED).select_related("space__nil")
    if text.strip():
        wanted = text.strip()
        found = found.filter(
            Q(space__code__icontains=wanted)
            | Q(space__name__icontains=wanted)
            | Q(space__nil__name__icontains=wanted)
            | Q(party_public__icontains=wanted)
        )
    if year is not None:
        found = found.filter(signed_on__year=year)
    return found.order_by("-signed_on", "-pk")


def register_years() -> list[int]:
    """Years with a signature, the latest first."""
    days = Agreement.objects.filter(state__in=PUBLISHED).order_by().dates("signed_on", "year", order="DESC")
    return [day.year for day in days]


def current_agreements(space: Space) -> tuple[list[Agreement], Agreement | None]:
    """(with who uses the space or a part of it, with its owner), of those that bind now."""
    found = list(Agreement.objects.filter(space=space, state__in=RUNNING).order_by("signed_on", "pk"))
    tenants = [one for one in found if one.kind != AgreementKind.OWNER_PACT]
    return tenants, next((one for one in found if one.kind == AgreementKind.OWNER_PACT), None)


def tenants_of(space: Space) -> QuerySet[Agreement]:
    """Those that bind now with who uses the space or a part of it, renewals that have not begun apart."""
    running = Agreement.objects.filter(space=space, state__in=RUNNING)
    return running.exclude(kind=AgreementKind.OWNER_PACT).exclude(
        ground=Ground.RENEWAL, state__in=RUNNING - {AgreementState.ACTIVE}
    )


def history_of_agreement(agreement: Agreement) -> QuerySet[AuditEntry]:
    """All that was done to it, the latest first."""
    return AuditEntry.objects.filter(subject_type="space_agreement", subject_id=str(agreement.pk)).order_by(
        "-pk"
    )


def running_agreements() -> QuerySet[Agreement]:
    """Those that the reminders look at, with what they read."""
    unpaid = Prefetch("instalments", Instalment.objects.filter(paid_on=None), to_attr="unpaid")
    return (
        Agreement.objects.filter(state__in=RUNNING)
        .select_related("space", "organisation", "office")
        .prefetch_related(unpaid)
        .annotate(checked_on=Max("checks__on"))
        .order_by("pk")
    )


def running_of(agreement: Agreement, *, late_months: int, notice_months: int) -> Running:
    """One of `running_agreements` as the rules read it."""
    begun, checked = agreement.active_on, getattr(agreement, "checked_on", None)
    started = agreement.state == AgreementState.ACTIVE
    return Running(
        kind=AgreementKind(agreement.kind),
        owed=tuple(Owed(one.due_on, one.rent - one.offset) for one in getattr(agreement, "unpaid", ())),
        activity_due_on=None if started else agreement.activity_due_on,
        check_due_on=next_check(begun, [checked] if checked else []) if started and begun else None,
        ends_on=agreement.ends_on if started else None,
        late_months=late_months,
        notice_months=notice_months,
    )


def enters_space(agreement: Agreement) -> bool:
    return enters(AgreementKind(agreement.kind), Ground(agreement.ground))

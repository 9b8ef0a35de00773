"""An agreement's figures, reckoned by the rules with the parameters in force: rent, due dates, benefit in kind, works."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from manifattura.kernel.city_calendar import city_calendar
from manifattura.kernel.clock import today
from manifattura.kernel.money import ZERO, money_text
from manifattura.kernel.parameters import legal_parameter

from ..domain.agreements import AgreementKind
from ..domain.aid_in_kind import Aid, aid_of_money, aid_of_rent
from ..domain.rent import Claim, CutRules, Rent, TenantKind, rent_after_cuts
from ..domain.rent_schedule import Allowance, Line, LineReason, RentTerms, Works, allowance, schedule

if TYPE_CHECKING:
    from ..models import Agreement

AID_FORMAT = "manifattura-space-aid/1"


def cut_rules(on: date) -> CutRules:
    """The percentages in force on that day."""

    def percent(key: str) -> Decimal:
        return legal_parameter(f"rent_cut.{key}", on).amount

    return CutRules(
        recovery_most=percent("recovery_most"),
        guard=percent("guard"),
        frail=percent("frail"),
        periphery=percent("periphery"),
        add_for_profit=bool(legal_parameter("rent_cut.add_for_profit", on).count),
    )


def rent_of(agreement: Agreement, on: date | None = None) -> Rent:
    """Rent and cuts as the terms say now. A free loan asks nothing; of an owner's rent the city cuts nothing."""
    start = agreement.start_rent or ZERO
    if agreement.kind == AgreementKind.FREE_LOAN:
        return Rent(start, (), Decimal(100), ZERO)
    if agreement.kind == AgreementKind.OWNER_PACT:
        return Rent(start, (), ZERO, start)
    claim = Claim(
        tenant=TenantKind(agreement.tenant_kind),
        recovers=agreement.recovers,
        granted=agreement.granted_percent,
        frail=agreement.frail,
        periphery=agreement.periphery,
    )
    return rent_after_cuts(start, claim, cut_rules(on or agreement.signed_on or today()))


def rent_terms(agreement: Agreement, yearly: Decimal) -> RentTerms:
    return RentTerms(
        starts_on=agreement.starts_on or today(),
        months=agreement.months,
        yearly=yearly,
        every=agreement.every,
        free_months=agreement.free_months,
        first_year=agreement.first_year,
        indexed=agreement.indexed,
    )


def lines_of(agreement: Agreement) -> tuple[Line, ...]:
    """The due dates as the terms and the indices known give them, before works."""
    indices = {one.year: one.percent for one in agreement.indices.all()} if agreement.pk else {}
    yearly = agreement.rent if agreement.rent is not None else rent_of(agreement).amount
    return schedule(rent_terms(agreement, yearly), city_calendar(), indices)


def aid_of(agreement: Agreement, granted_on: date) -> Aid:
    """The benefit, as if it were granted on that day."""
    rate = legal_parameter("state_aid.discount_rate", granted_on).amount
    if agreement.kind == AgreementKind.OWNER_PACT:
        on = agreement.starts_on or granted_on
        return aid_of_money(agreement.incentive or ZERO, on=on, granted_on=granted_on, rate=rate)
    terms = rent_terms(agreement, rent_of(agreement, granted_on).amount)
    market = agreement.market_rent or ZERO
    return aid_of_rent(terms, market, granted_on=granted_on, rate=rate, calendar=city_calendar())


def aid_document(agreement: Agreement, aid: Aid, rent: Rent) -> dict[str, Any]:
    """What was reckoned, with all that went in: kept as it was when the terms were closed."""
    return {
        "format": AID_FORMAT,
        "granted_on": aid.granted_on.isoformat(),
        "rate": str(aid.rate),
        "market": money_text(agreement.market_rent or ZERO),
        "start": money_text(rent.start),
        "rent": money_text(rent.amount),
        "percent": str(rent.percent),
        "cuts": [
            {"rule": cut.rule.value, "percent": str(cut.percent), "reason": cut.reason.value}
            for cut in rent.cuts
        ],
        "gross": money_text(aid.gross),
        "equivalent": money_text(aid.equivalent),
        "benefits": [
            {
                "kind": one.kind.value,
                "on": one.on.isoformat(),
                "market": money_text(one.market),
                "rent": money_text(one.rent),
                "worth": money_text(one.worth),
                "present": money_text(one.present),
            }
            for one in aid.benefits
        ],
    }


def works_rule(agreement: Agreement) -> Works:
    """The works as the rules read them; none planned is none approved."""
    works = getattr(agreement, "works", None)
    if works is None:
        return Works()
    return Works(works.approved, works.tested, works.tested_on, works.share)


def works_allowance(agreement: Agreement) -> Allowance:
    months = legal_parameter("rent_offset.most_months", agreement.signed_on or today()).count
    return allowance(works_rule(agreement), agreement.rent or ZERO, months)


def stored_lines(agreement: Agreement) -> tuple[tuple[Line, ...], Mapping[int, date]]:
    """The instalments as they were written, and those paid: number → day."""
    rows = list(agreement.instalments.all())
    lines = tuple(
        Line(one.number, one.from_on, one.to_on, one.due_on, one.rent, LineReason(one.reason), one.offset)
        for one in rows
    )
    return lines, {one.number: one.paid_on for one in rows if one.paid_on}


def preview(agreement: Agreement) -> tuple[Line, ...]:
    """The due dates before there are any: for the office and the tenant to read."""
    rent = rent_of(agreement).amount
    return schedule(rent_terms(agreement, rent), city_calendar())

"""An agreement in rows for pages: its terms, the cuts with their reasons, the benefit, the instalments."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from manifattura.calls.queries.call_texts import in_italian
from manifattura.kernel.money import ZERO
from manifattura.ui.formats import date_text, money_text

from ..domain.agreement_dates import instalment_state
from ..domain.agreements import RUNNING, AgreementKind, AgreementState, Ground
from ..domain.aid_in_kind import BenefitKind, Verdict
from ..domain.rent import CutReason, CutRule
from ..domain.rent_schedule import Line, LineReason
from ..models import Agreement, Instalment
from ..queries.agreement_terms import rent_of, works_allowance
from ..queries.agreement_words import (
    BENEFITS,
    CUT_REASONS,
    CUTS,
    GROUNDS,
    LINES,
    OFFSETS,
    VERDICTS,
    kind_text,
    party_text,
    percent_text,
    public_party,
)
from ..queries.aid_limits import aid_limits
from .facts import value_shown

Rows = list[tuple[str, Any]]
NEAR = timedelta(days=370)


def rows(pairs: Sequence[tuple[str, Any]]) -> Rows:
    """Only what is known."""
    return [(label, value) for label, value in pairs if value not in (None, "", [])]


def day(value: date | None) -> str:
    return date_text(value) if value else ""


def amount(value: Decimal | None) -> str:
    return "" if value is None else money_text(value)


def part_text(one: Agreement) -> str:
    """Of a shared space: what this tenant has."""
    return value_shown("net_m2", one.part_m2)


def terms_rows(one: Agreement) -> Rows:
    """What the parties agreed on."""
    pact = one.kind == AgreementKind.OWNER_PACT
    return rows(
        [
            (_("Tipo"), kind_text(one)),
            (_("Ragione"), f"{GROUNDS[one.ground]}. {one.ground_text}"),  # type: ignore[index]
            (_("Che cosa ci si fa"), one.purpose),
            (_("Parte dello spazio"), part_text(one)),
            (_("Inizio"), day(one.starts_on)),
            (_("Fine"), day(one.ends_on)),
            (_("Canone concordato all’anno") if pact else _("Canone di mercato all’anno"), amount(one.start_rent if pact else one.market_rent)),
            (_("Incentivo al proprietario"), amount(one.incentive) if pact else ""),
            (_("Canone di partenza all’anno"), "" if pact else amount(one.start_rent)),
            (_("Mesi gratuiti"), one.free_months or ""),
            (_("Canone del primo anno"), amount(one.first_year)),
            (_("Aggiornamento"), _("{n} della variazione dell’indice").format(n=percent_text(one.indexed)) if one.indexed else ""),
            (_("Deposito cauzionale"), amount(one.deposit_due)),
            (_("Inizio dell’attività entro"), day(one.activity_due_on)),
            (_("Condizioni"), one.conditions),
        ]
    )  # fmt: skip


def cut_rows(one: Agreement) -> list[dict[str, str]]:
    """Each rule of the regulation: percent and reason; as frozen when the terms were closed, else as reckoned now."""
    if one.kind in (AgreementKind.OWNER_PACT, AgreementKind.FREE_LOAN):
        return []
    if one.aid:
        found = [
            (CutRule(cut["rule"]), Decimal(cut["percent"]), CutReason(cut["reason"]))
            for cut in one.aid["cuts"]
        ]
    else:
        found = [(cut.rule, cut.percent, cut.reason) for cut in rent_of(one).cuts]
    return [
        {"rule": str(CUTS[rule]), "percent": percent_text(percent), "reason": str(CUT_REASONS[reason])}
        for rule, percent, reason in found
    ]


def why_below(one: Agreement) -> list[str]:
    """Why the rent is below the market's, in sentences: what transparency asks for."""
    if one.kind == AgreementKind.FREE_LOAN:
        return [_("È un comodato: chi usa lo spazio non paga canone")]
    found = [
        f"{cut['rule']}: −{cut['percent']}"
        for cut in cut_rows(one)
        if cut["reason"] == str(CUT_REASONS[CutReason.APPLIES])
    ]
    if one.kind != AgreementKind.OWNER_PACT and (one.start_rent or ZERO) < (one.market_rent or ZERO):
        found.insert(0, _("Il canone di partenza è sotto il mercato: è la base del bando o dell’atto"))
    if one.free_months:
        found.append(_("I primi mesi sono gratuiti: {n}").format(n=one.free_months))
    return found


def aid_rows(one: Agreement) -> Rows:
    """The benefit in kind and the check made on it."""
    if not one.aid:
        return []
    by_kind: dict[str, Decimal] = {}
    for benefit in one.aid["benefits"]:
        by_kind[benefit["kind"]] = by_kind.get(benefit["kind"], ZERO) + Decimal(benefit["present"])
    looked = one.aid.get("check", {})
    window = looked.get("headroom") is not None
    return rows(
        [
            *((str(BENEFITS[BenefitKind(kind)]), amount(total)) for kind, total in by_kind.items()),
            (_("Tasso di attualizzazione"), percent_text(Decimal(one.aid["rate"]))),
            (_("Equivalente sovvenzione lordo"), amount(one.aid_equivalent)),
            (_("Controllo"), str(VERDICTS[Verdict(one.aid_verdict)]) if one.aid_verdict else ""),
            (_("Controllato il"), day(one.aid_checked_on)),
            (_("Contano gli aiuti"), window_text(looked["from"], looked["to"]) if window else ""),
            (_("Massimale de minimis"), amount(Decimal(looked["ceiling"])) if window else ""),
            (_("Aiuti già ricevuti"), amount(one.aid_received)),
            (_("Restavano"), amount(Decimal(looked["headroom"])) if window else ""),
            (_("Visura"), one.aid_extract),
            (_("COR"), one.aid_code),
            (_("Regime"), one.aid_regime),
        ]
    )


def window_text(first: str, last: str) -> str:
    return _("dal {first} al {last}").format(
        first=day(date.fromisoformat(first)), last=day(date.fromisoformat(last))
    )


def limit_rows(one: Agreement, on: date) -> Rows:
    """Before the check: what to look for in the register, and what is known here. Only where rules on aid apply."""
    if one.state != AgreementState.CHECK_READY or not one.economic or not one.aid_equivalent:
        return []
    limits = aid_limits(one, on)
    signed = [
        _("{code}, {party}, {day}: {amount}").format(
            code=each.code,
            party=party_text(each),
            day=day(each.signed_on),
            amount=amount(each.aid_equivalent),
        )
        for each in limits.here
    ]
    return [
        (_("Massimale de minimis"), amount(limits.ceiling)),
        (_("Contano gli aiuti"), window_text(limits.starts_on.isoformat(), on.isoformat())),
        (
            _("Già concessi con accordi firmati qui"),
            "; ".join(signed) or _("Nessuno, nemmeno a imprese collegate"),
        ),
        (_("Restano al massimo"), amount(max(ZERO, limits.ceiling - limits.granted_here))),
    ]


def excess_text(one: Agreement) -> str:
    """How much too much it is, and the most that would fit; empty where it is not."""
    looked = (one.aid or {}).get("check")
    if one.aid_verdict != Verdict.EXCEEDS or not looked:
        return ""
    return _(
        "Il vantaggio è {equivalent}: supera di {excess}. Ne restano {headroom}: alza il canone, togli mesi gratuiti o accorcia la durata."
    ).format(
        equivalent=amount(one.aid_equivalent),
        excess=amount(Decimal(looked["excess"])),
        headroom=amount(Decimal(looked["headroom"])),
    )


def benefit_lines(one: Agreement) -> list[dict[str, Any]]:
    """Instalment by instalment, for who checks the sum."""
    found = one.aid["benefits"] if one.aid else []
    return [
        {
            "on": date.fromisoformat(row["on"]),
            "kind": BENEFITS[BenefitKind(row["kind"])],
            **{key: Decimal(row[key]) for key in ("market", "rent", "worth", "present")},
        }
        for row in found
    ]


def instalment_rows(one: Agreement, found: Sequence[Instalment], today: date) -> list[dict[str, Any]]:
    """`near`: of the past, or due within about a year; the others stay folded."""
    runs, limit = one.state in RUNNING, today + NEAR
    return [
        {
            "row": row,
            "amount": row.rent - row.offset,
            "state": instalment_state(row.due_on, row.rent - row.offset, row.paid_on, today).value,
            "why": LINES[LineReason(row.reason)],
            "payable": row.paid_on is None and row.rent > row.offset,
            "runs": runs,
            "near": row.due_on <= limit,
        }
        for row in found
    ]


def foreseen_rows(lines: Sequence[Line]) -> list[dict[str, Any]]:
    """The same before there are any; the first year stands open."""
    limit = lines[0].due_on + NEAR if lines else date.max
    return [
        {"row": line, "amount": line.amount, "why": LINES[line.reason], "near": line.due_on <= limit}
        for line in lines
    ]


def is_folded(rows: Sequence[dict[str, Any]]) -> bool:
    """Whether some lines are not near."""
    return any(not row["near"] for row in rows)


def contract_rows(one: Agreement) -> Rows:
    """What was signed, handed over, lodged."""
    return rows(
        [
            (_("Contratto"), _("{number} del {day}").format(number=one.contract_number, day=day(one.signed_on)) if one.signed_on else ""),
            (_("Consegnato il"), day(one.handed_over_on)),
            (_("Contatori"), one.meters),
            (_("Come si trovava"), one.condition_found),
            (_("Attività cominciata il"), day(one.active_on)),
            (_("Deposito ricevuto"), f"{day(one.deposit_lodged_on)}, {one.deposit_how}" if one.deposit_lodged_on else ""),
            (_("Deposito restituito"), _released(one)),
            (_("Chiuso il"), day(one.closed_on)),
            (_("Perché, o come è tornato"), one.closed_because),
        ]
    )  # fmt: skip


def _released(one: Agreement) -> str:
    if one.deposit_released_on is None:
        return ""
    text = day(one.deposit_released_on)
    return (
        f"{text}, {_('trattenuti')} {amount(one.deposit_kept)}: {one.deposit_note}"
        if one.deposit_kept
        else text
    )


def works_rows(one: Agreement) -> tuple[Rows, str]:
    """The works in rows, and in a sentence how much comes off the rent and why so much."""
    works = getattr(one, "works", None)
    if works is None:
        return [], ""
    allowed = works_allowance(one)
    found = rows(
        [
            (_("Lavori"), works.text),
            (_("Preventivo"), amount(works.estimate)),
            (_("Approvato"), f"{amount(works.approved)}, {day(works.approved_on)}, {works.approved_how}" if works.approved_on else ""),
            (_("Finiti il"), day(works.done_on)),
            (_("Collaudato"), f"{amount(works.tested)}, {day(works.tested_on)}, {works.tested_how}" if works.tested_on else ""),
            (_("Tetto"), amount(allowed.ceiling)),
            (_("Si sconta dal canone"), amount(allowed.amount)),
        ]
    )  # fmt: skip
    return found, str(OFFSETS[allowed.reason])


def public_rows(one: Agreement) -> Rows:
    """What the space's card says of it (D.Lgs 33/2013 art. 26-27, 30)."""
    pact = one.kind == AgreementKind.OWNER_PACT
    return rows(
        [
            (_("Con chi"), public_party(one)),
            (_("Tipo"), kind_text(one)),
            (_("Ragione"), f"{GROUNDS[Ground(one.ground)]}. {one.ground_text}"),
            (_("Che cosa ci si fa"), in_italian(one.purpose)),
            (_("Parte dello spazio"), part_text(one)),
            (_("Dal"), day(one.starts_on)),
            (_("Al"), day(one.ends_on)),
            (_("Canone concordato all’anno"), amount(one.start_rent) if pact else ""),
            (_("Incentivo del Comune"), amount(one.incentive) if pact else ""),
            (_("Canone all’anno"), "" if pact else amount(one.rent)),
            (_("Canone di mercato all’anno"), "" if pact else amount(one.market_rent)),
            (_("Condizioni"), in_italian(one.conditions)),
        ]
    )

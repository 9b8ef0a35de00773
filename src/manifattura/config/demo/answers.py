"""Answers and files of the sample applications, for the form of any template."""

from __future__ import annotations

import random
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

from manifattura.calls.domain.edition import Edition, FieldType, FormField, Option
from manifattura.calls.domain.lot_questions import choice_key, offer_key
from manifattura.kernel.money import money_text

from .firms import SEED, SampleFirm

SHORT = (
    "Un progetto di prova che serve a vedere come funziona il sito: macchine, spazi e tempi sono inventati."
)

UNASKED = 4
COURSES = ("Taglio laser per chi comincia", "Riparare in casa", "Disegnare per la stampa 3D")


def answers_of(edition: Edition, firm: SampleFirm) -> dict[str, Any]:
    """One good answer per question; conditional questions that do not apply are dropped when the form is frozen."""
    dice = random.Random(f"{SEED}:answers:{edition.call}:{firm.number}")
    fields = [form_field for section in edition.form for form_field in section.fields]
    answers = {form_field.key: _answer(edition, form_field, firm, dice) for form_field in fields}
    return {key: value for key, value in answers.items() if value is not None} | _known(edition, firm, fields)


def _known(edition: Edition, firm: SampleFirm, fields: list[FormField]) -> dict[str, Any]:
    keys = {form_field.key for form_field in fields}
    known = {
        "project_title": firm.trade.project,
        "women_led": firm.women_led,
        "under_35_led": firm.under_35_led,
        "uses_fablab": firm.uses_fablab,
        "social_security": f"INPS {4_900_000_000 + firm.number}, INAIL {90_000_000 + firm.number}",
        "yearly_rent": money_text(Decimal(3_000 + 600 * (firm.number % 9))),
        "start_on": (edition.timetable.deadline_at.date() + timedelta(days=120)).isoformat(),
    }
    known |= _lots(edition, firm)
    return {key: value for key, value in known.items() if key in keys}


def _lots(edition: Edition, firm: SampleFirm) -> dict[str, str | None]:
    """Two or three lots in order of preference, and an offer from the base up to 44 % above; nobody asks for the fifth."""
    if edition.allocation is None:
        return {}
    every = edition.allocation.lots
    asked = [lot for place, lot in enumerate(every) if place != UNASKED]
    first, step = firm.number * 3 % len(asked), 1 + firm.number % 3
    wanted = [asked[(first + step * place) % len(asked)] for place in range(2 + firm.number % 2)]
    choices = {choice_key(place): None for place in range(1, edition.allocation.most_bids + 1)}
    chosen = {choice_key(place): lot.key for place, lot in enumerate(wanted, start=1)}
    offers = {
        offer_key(lot.key): money_text(
            (lot.base or Decimal(0)) * (100 + firm.number * (7 + place) % 45) / 100
        )
        for place, lot in enumerate(wanted)
    }
    return {**choices, **chosen, **offers}


def _answer(edition: Edition, form_field: FormField, firm: SampleFirm, dice: random.Random) -> Any:
    match form_field.type:
        case FieldType.TEXT:
            return f"{firm.trade.word} {firm.number:03d}"[: form_field.max_length or 200]
        case FieldType.LONG_TEXT:
            return f"{firm.trade.project}. {SHORT}"[: form_field.max_length or 4000]
        case FieldType.NUMBER | FieldType.MONEY:
            return _number(form_field, dice)
        case FieldType.DATE:
            return date(2027, 1, 11).isoformat()
        case FieldType.YES_NO:
            return dice.random() < 0.5
        case FieldType.CHOICE:
            return form_field.options[0].key
        case FieldType.CHOICES:
            return [option.key for option in form_field.options[: max(4, len(form_field.options) - 2)]]
        case _:
            return _composite(edition, form_field, firm, dice)


def _composite(edition: Edition, form_field: FormField, firm: SampleFirm, dice: random.Random) -> Any:
    """Answers with parts of their own; None for what has no answer (files, declarations)."""
    match form_field.type:
        case FieldType.SEAT:
            return _seat(edition, firm)
        case FieldType.EXPENSES:
            return _expenses(edition, form_field.options, firm)
        case FieldType.STAMP_DUTY:
            number = f"{dice.randrange(10**14):014d}"
            return {"status": "paid", "number": number, "date": edition.timetable.opens_at.date().isoformat()}
        case FieldType.GROUP:
            return [_item(form_field, number, dice) for number in range(dice.randint(1, 3))]
        case _:
            return None


def _item(group: FormField, number: int, dice: random.Random) -> dict[str, Any]:
    """One item of a group of texts and numbers."""
    return {
        inner.key: _number(inner, dice) if inner.type is FieldType.NUMBER else COURSES[number % len(COURSES)]
        for inner in group.fields
    }


def _number(form_field: FormField, dice: random.Random) -> str:
    low = int(form_field.min_value or 0)
    high = int(form_field.max_value or low + 10)
    value = Decimal(dice.randint(low, min(high, low + 20)))
    return money_text(value) if form_field.type is FieldType.MONEY else format(value, "f")


def _seat(edition: Edition, firm: SampleFirm) -> dict[str, Any]:
    area, quarter = edition.beneficiaries.target_area, firm.quarter
    nil, municipio = quarter.nil, quarter.municipio
    if area is not None and area.nils and nil not in area.nils:
        nil = area.nils[firm.number % len(area.nils)]
    return {
        "address": f"Via campione {firm.number}",
        "postal_code": quarter.postal_code,
        "nil": nil,
        "municipio": municipio,
    }


def _expenses(edition: Edition, options: tuple[Option, ...], firm: SampleFirm) -> list[dict[str, str]]:
    """The firm's cost plan, scaled to the call's limits and put in its categories."""
    free = [option.key for option in options if option.max_share is None]
    capped = [option for option in options if option.max_share is not None]
    categories = {
        "machines": free[0],
        "works": free[-1],
        "design": capped[0].key if capped else free[-1],
    }
    total = sum((amount for _, _, amount in firm.costs), start=Decimal(0))
    scale = _scale(edition, total)
    return [
        {
            "category": categories[kind],
            "description": text,
            "amount": money_text((amount * scale).quantize(Decimal(1))),
        }
        for kind, text, amount in firm.costs
        if amount
    ]


def _scale(edition: Edition, total: Decimal) -> Decimal:
    """Small calls have small projects: the largest sample project just uses up the cap."""
    if edition.aid.cost_max is not None and total <= edition.aid.cost_max:
        return Decimal(1)
    return edition.aid.cap / edition.aid.rate / Decimal(80_000)


@cache
def sample_pdf(title: str) -> bytes:
    """A small accessible PDF that says it is a sample."""
    from pathlib import Path

    from manifattura.kernel.clock import now
    from manifattura.kernel.pdf import render_pdf

    return render_pdf(Path(__file__).with_name("sample.typ"), {"title": title}, made_at=now())

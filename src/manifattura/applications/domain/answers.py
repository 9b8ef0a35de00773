"""Is an answer good? One function per kind of question; what is wrong is said in plain Italian, beside the field."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from manifattura.calls.domain.edition import Aid, FieldType, FormField
from manifattura.calls.domain.messages import Message, gettext_noop

from .computed import limit_problem
from .costs import COST_FIELD, total_of, totals_by_category
from .groups import group_problems
from .italian import write_money, write_number, write_share
from .stamp_duty import STATUS, stamp_problems
from .values import amount_of, is_empty, unreadable_text

Problems = dict[str, Message]
"""Where → what is wrong: a field key, or a part of it such as `seat.nil`, `expenses.0.amount`."""

LONGEST_LINE = 300
ZERO = Decimal(0)

MISSING: dict[FieldType, str] = {
    FieldType.TEXT: gettext_noop("Scrivi una risposta."),
    FieldType.LONG_TEXT: gettext_noop("Scrivi una risposta."),
    FieldType.NUMBER: gettext_noop("Scrivi un numero."),
    FieldType.MONEY: gettext_noop("Scrivi un importo."),
    FieldType.DATE: gettext_noop("Scrivi una data."),
    FieldType.YES_NO: gettext_noop("Scegli sì o no."),
    FieldType.CHOICE: gettext_noop("Scegli una risposta."),
    FieldType.CHOICES: gettext_noop("Scegli almeno una risposta."),
    FieldType.SEAT: gettext_noop("Scrivi l’indirizzo della sede."),
    FieldType.EXPENSES: gettext_noop("Scrivi almeno una voce di spesa."),
    FieldType.FILE: gettext_noop("Carica il file."),
    FieldType.DECLARATION: gettext_noop("Manca la conferma di questa dichiarazione."),
    FieldType.GROUP: gettext_noop("Aggiungi almeno una voce."),
    FieldType.COMPUTED: gettext_noop("Il calcolo non dà un valore: controlla le risposte da cui dipende."),
    FieldType.STAMP_DUTY: STATUS,
}

UNREAD: dict[FieldType, str] = {
    FieldType.NUMBER: gettext_noop("Hai scritto «%(given)s», che non è un numero. Esempio: 12,5."),
    FieldType.MONEY: gettext_noop("Hai scritto «%(given)s», che non è un importo. Esempio: 12.500,00."),
    FieldType.DATE: gettext_noop("Hai scritto «%(given)s», che non è una data. Esempio: 30/11/2026."),
}
UNREAD_OTHER = gettext_noop("Non riusciamo a leggere questa risposta: scrivila di nuovo.")


def missing(form_field: FormField) -> Message:
    """What to say when a required question has no answer."""
    return Message(MISSING[form_field.type])


def check_answer(form_field: FormField, value: Any, *, aid: Aid | None = None) -> Problems:
    """What is wrong with one stored answer; empty when nothing is, or nothing was answered.

    `aid` bounds the table of expenses and the single cost (the project must lie within the call's limits).
    """
    if is_empty(value):
        return {}
    text = unreadable_text(value)
    if text is not None:
        return {form_field.key: Message(UNREAD.get(form_field.type, UNREAD_OTHER), {"given": text[:60]})}
    return _CHECKS[form_field.type](form_field, value, aid)


def _one(form_field: FormField, message: Message | None) -> Problems:
    return {form_field.key: message} if message else {}


def _check_text(form_field: FormField, value: str, aid: Aid | None) -> Problems:
    longest = form_field.max_length or (LONGEST_LINE if form_field.type is FieldType.TEXT else None)
    if longest is None or len(value) <= longest:
        return {}
    return _one(
        form_field,
        Message(
            gettext_noop("Hai scritto %(given)s caratteri. Il massimo è %(maximum)s."),
            {"given": write_number(Decimal(len(value))), "maximum": write_number(Decimal(longest))},
        ),
    )


def _check_number(form_field: FormField, value: str, aid: Aid | None) -> Problems:
    return _one(form_field, between(Decimal(value), form_field.min_value, form_field.max_value, write_number))


def _check_money(form_field: FormField, value: str, aid: Aid | None) -> Problems:
    low, high = form_field.min_value, form_field.max_value
    if aid is not None and form_field.key == COST_FIELD:
        low, high = low or aid.cost_min, high or aid.cost_max
    return _one(form_field, between(Decimal(value), low, high, write_money))


def between(
    given: Decimal, low: Decimal | None, high: Decimal | None, write: Callable[[Decimal], str]
) -> Message | None:
    """The sentence when `given` lies outside the limits, both included."""
    if low is not None and given < low:
        text = gettext_noop("Hai scritto %(given)s. Il minimo è %(minimum)s.")
        return Message(text, {"given": write(given), "minimum": write(low)})
    if high is not None and given > high:
        text = gettext_noop("Hai scritto %(given)s. Il massimo è %(maximum)s.")
        return Message(text, {"given": write(given), "maximum": write(high)})
    return None


def _check_nothing(form_field: FormField, value: Any, aid: Aid | None) -> Problems:
    return {}


def _keys(form_field: FormField) -> frozenset[str]:
    return frozenset(option.key for option in form_field.options)


NOT_IN_LIST = gettext_noop("Scegli una risposta della lista.")


def _check_choice(form_field: FormField, value: str, aid: Aid | None) -> Problems:
    return _one(form_field, None if value in _keys(form_field) else Message(NOT_IN_LIST))


def _check_choices(form_field: FormField, value: Sequence[str], aid: Aid | None) -> Problems:
    return _one(form_field, None if set(value) <= _keys(form_field) else Message(NOT_IN_LIST))


SEAT_MISSING = {
    "address": gettext_noop("Scrivi via e numero civico."),
    "postal_code": gettext_noop("Scrivi il CAP."),
    "nil": gettext_noop("Scegli il quartiere."),
    "municipio": gettext_noop("Scegli il municipio."),
}
POSTAL_CODE = gettext_noop("Il CAP ha cinque cifre, per esempio 20158.")
ADDRESS_LONG = gettext_noop("L’indirizzo è troppo lungo: al massimo 200 caratteri.")


def _check_seat(form_field: FormField, value: Mapping[str, Any], aid: Aid | None) -> Problems:
    problems = {
        f"{form_field.key}.{part}": Message(text)
        for part, text in SEAT_MISSING.items()
        if value.get(part) in (None, "")
    }
    postal_code = value.get("postal_code")
    if postal_code and not (len(postal_code) == 5 and postal_code.isascii() and postal_code.isdigit()):
        problems[f"{form_field.key}.postal_code"] = Message(POSTAL_CODE)
    if len(value.get("address") or "") > 200:
        problems[f"{form_field.key}.address"] = Message(ADDRESS_LONG)
    return problems


ROW_CATEGORY = gettext_noop("Scegli la categoria.")
ROW_DESCRIPTION = gettext_noop("Scrivi che cosa compri o fai.")
ROW_LONG = gettext_noop("La voce è troppo lunga: al massimo 300 caratteri.")
ROW_AMOUNT = gettext_noop("Scrivi l’importo.")
ROW_ZERO = gettext_noop("L’importo deve essere più di zero.")
SHARE = gettext_noop(
    "%(category)s: %(given)s, cioè il %(share)s del totale. Il massimo è %(maximum)s, %(limit)s."
)


def _check_expenses(form_field: FormField, rows: Sequence[Mapping[str, Any]], aid: Aid | None) -> Problems:
    problems: Problems = {}
    for number, row in enumerate(rows):
        for part, message in _check_row(form_field, row).items():
            problems[f"{form_field.key}.{number}.{part}"] = message
    if not problems:
        problems = _one(form_field, _check_limits(form_field, rows, aid) or _check_shares(form_field, rows))
    return problems


def _check_row(form_field: FormField, row: Mapping[str, Any]) -> Problems:
    problems: Problems = {}
    if row.get("category", "") not in _keys(form_field):
        problems["category"] = Message(ROW_CATEGORY)
    description = row.get("description", "")
    if not description:
        problems["description"] = Message(ROW_DESCRIPTION)
    elif len(description) > LONGEST_LINE:
        problems["description"] = Message(ROW_LONG)
    amount, text = amount_of(row), unreadable_text(row.get("amount"))
    if text is not None:
        problems["amount"] = Message(UNREAD[FieldType.MONEY], {"given": text[:60]})
    elif amount is None:
        problems["amount"] = Message(ROW_AMOUNT)
    elif amount == ZERO:
        problems["amount"] = Message(ROW_ZERO)
    return problems


def _check_limits(
    form_field: FormField, rows: Sequence[Mapping[str, Any]], aid: Aid | None
) -> Message | None:
    low, high = form_field.min_value, form_field.max_value
    if aid is not None:
        low, high = low or aid.cost_min, high or aid.cost_max
    return between(total_of(rows), low, high, write_money)


def _check_shares(form_field: FormField, rows: Sequence[Mapping[str, Any]]) -> Message | None:
    total, totals = total_of(rows), totals_by_category(rows)
    for option in form_field.options:
        spent = totals.get(option.key, ZERO)
        if option.max_share is not None and spent > option.max_share * total:
            return Message(
                SHARE,
                {
                    "category": option.label,
                    "given": write_money(spent),
                    "share": write_share(spent / total),
                    "maximum": write_share(option.max_share),
                    "limit": write_money((option.max_share * total).quantize(Decimal("0.01"))),
                },
            )
    return None


def _check_group(form_field: FormField, items: Sequence[Mapping[str, Any]], aid: Aid | None) -> Problems:
    return group_problems(form_field, items, check_answer, missing)


def _check_computed(form_field: FormField, value: str, aid: Aid | None) -> Problems:
    return _one(form_field, limit_problem(form_field, value))


def _check_stamp(form_field: FormField, value: Mapping[str, Any], aid: Aid | None) -> Problems:
    return stamp_problems(form_field, value)


_CHECKS: dict[FieldType, Callable[[FormField, Any, Aid | None], Problems]] = {
    FieldType.TEXT: _check_text,
    FieldType.LONG_TEXT: _check_text,
    FieldType.NUMBER: _check_number,
    FieldType.MONEY: _check_money,
    FieldType.DATE: _check_nothing,
    FieldType.YES_NO: _check_nothing,
    FieldType.CHOICE: _check_choice,
    FieldType.CHOICES: _check_choices,
    FieldType.SEAT: _check_seat,
    FieldType.EXPENSES: _check_expenses,
    FieldType.FILE: _check_nothing,
    FieldType.DECLARATION: _check_nothing,
    FieldType.GROUP: _check_group,
    FieldType.COMPUTED: _check_computed,
    FieldType.STAMP_DUTY: _check_stamp,
}

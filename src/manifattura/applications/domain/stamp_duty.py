"""The stamp of an application (DPR 642/1972): paid with its number and day, or the ground of exemption."""

from collections.abc import Mapping
from typing import Any

from manifattura.calls.domain.edition import FieldType, FormField
from manifattura.calls.domain.messages import Message, gettext_noop
from manifattura.calls.domain.stamp_grounds import DIGITS, EXEMPT, OTHER, PAID

from .questionnaire import Questionnaire
from .values import unreadable_text

STATUS = gettext_noop("Scegli se hai la marca da bollo o sei esente.")
NUMBER = gettext_noop("Scrivi il numero della marca: sono le 14 cifre stampate sulla marca.")
NUMBER_WRONG = gettext_noop("Il numero della marca ha 14 cifre. Hai scritto «%(given)s».")
DATE = gettext_noop("Scrivi la data stampata sulla marca.")
DATE_WRONG = gettext_noop("Hai scritto «%(given)s», che non è una data. Esempio: 30/11/2026.")
NOT_SOLD = gettext_noop("La data della marca è nel futuro: scrivi quella stampata sulla marca.")
GROUND = gettext_noop("Scegli perché sei esente.")
OTHER_GROUND = gettext_noop("Scrivi la norma che ti esenta.")
OTHER_LONG = gettext_noop("Il motivo è troppo lungo: al massimo 300 caratteri.")
USED = gettext_noop(
    "Questa marca da bollo risulta già usata in un’altra domanda. Controlla il numero; se è giusto, serve un’altra marca."
)

LONGEST = 300


def stamp_problems(form_field: FormField, value: Mapping[str, Any]) -> dict[str, Message]:
    """What is wrong, by part of the answer (`<key>.number`…)."""
    status = value.get("status")
    if status == PAID:
        found = _paid(value)
    elif status == EXEMPT:
        found = _exempt(form_field, value)
    else:
        found = {"status": Message(STATUS)}
    return {f"{form_field.key}.{part}": message for part, message in found.items()}


def _paid(value: Mapping[str, Any]) -> dict[str, Message]:
    problems: dict[str, Message] = {}
    number = value.get("number") or ""
    if not number.strip("0"):
        problems["number"] = Message(NUMBER)
    elif not is_stamp_number(number):
        problems["number"] = Message(NUMBER_WRONG, {"given": number[:30]})
    day = value.get("date")
    text = unreadable_text(day)
    if text is not None:
        problems["date"] = Message(DATE_WRONG, {"given": text[:60]})
    elif not day:
        problems["date"] = Message(DATE)
    return problems


def _exempt(form_field: FormField, value: Mapping[str, Any]) -> dict[str, Message]:
    ground, other = value.get("ground") or "", value.get("other") or ""
    if ground == OTHER:
        if not other:
            return {"other": Message(OTHER_GROUND)}
        return {"other": Message(OTHER_LONG)} if len(other) > LONGEST else {}
    return {} if ground in {option.key for option in form_field.options} else {"ground": Message(GROUND)}


def is_stamp_number(text: str) -> bool:
    """Fourteen digits, as printed on the stamp: no stamp has all zeros."""
    return len(text) == DIGITS and text.isascii() and text.isdigit() and text.strip("0") != ""


def stamps_used(asked: Questionnaire, answers: Mapping[str, Any]) -> dict[str, str]:
    """Number of each stamp that these (visible) answers pay with → the field that asks it; what is no number is no stamp."""
    stamps = {
        item.key: answers[item.key]
        for section in asked.form
        for item in section.fields
        if item.type is FieldType.STAMP_DUTY and answers.get(item.key, {}).get("status") == PAID
    }
    return {
        stamp["number"]: key for key, stamp in stamps.items() if is_stamp_number(stamp.get("number") or "")
    }

"""Form fields that speak Italian: amounts, numbers and dates; any other Django field works as it is."""

import re
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.validators import EmailValidator, URLValidator
from django.utils.translation import gettext_lazy as _

from manifattura.kernel.errors import Refused
from manifattura.ui.formats import group, language, to_decimal

THOUSANDS = re.compile(r"\d{1,3}(\.\d{3})+")
PLAIN = re.compile(r"\d+(\.\d+)?")
ENGLISH = re.compile(r"\d{1,3}((,\d{3})+\.\d+|(,\d{3}){2,})")
ENGLISH_THOUSAND = re.compile(r"\d{1,3},\d{3}")
WITH_COMMA = re.compile(r"(\d{1,3}(\.\d{3})+|\d+)(,\d*)?")


def parse_number(text: str) -> Decimal:
    """A number as people write it: `1234,5`, `1.234,50`, `1.234`, `1234.50`; raises ValueError on anything else.

    English pages write `1,234.50`: read wherever it can mean nothing else. There `1,234` is a thousand too.
    """
    bare = re.sub(r"[\s\u00a0\u202f€]", "", text)
    sign, bare = ("-", bare[1:]) if bare.startswith("-") else ("", bare)
    if THOUSANDS.fullmatch(bare):
        number = bare.replace(".", "")
    elif PLAIN.fullmatch(bare):
        number = bare
    elif ENGLISH.fullmatch(bare) or (language() == "en" and ENGLISH_THOUSAND.fullmatch(bare)):
        number = bare.replace(",", "")
    elif WITH_COMMA.fullmatch(bare):
        number = bare.replace(".", "").replace(",", ".")
    else:
        raise ValueError(text)
    try:
        return Decimal(sign + number)
    except InvalidOperation as error:
        raise ValueError(text) from error


def written(number: Decimal, places: int | None = None) -> str:
    """A number as the fields below show it: reading it back gives the same. With `places` None, its own decimals.

    `1,500` would be read as one and a half: on English pages whole numbers stand without separators.
    """
    if places is None:
        places = max(0, -int(number.as_tuple().exponent))
    return f"{number:.0f}" if language() == "en" and not places else group(number, places)


class Typed(str):
    """What a person wrote in a number field: it is shown again as it is, `1.500` never as `1,500`."""

    __slots__ = ()


class NumberInput(forms.TextInput):
    """A text input with the numeric keyboard; browsers' own number inputs refuse the comma in some languages."""

    places: int | None = None

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "decimal", "autocomplete": "off", **(attrs or {})})

    def format_value(self, value: Any) -> str | None:
        number = None if isinstance(value, Typed) else to_decimal(value)
        if number is None:
            return value if value in (None, "") else str(value)
        return written(number, self.places)


class MoneyInput(NumberInput):
    """An amount: rewritten as `1.234,50` on leaving, the euro sign after it."""

    places = 2
    unit = "€"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"data-money": "", **(attrs or {})})


class NumberField(forms.DecimalField):
    """A number written the Italian way."""

    widget = NumberInput
    default_error_messages = {
        "invalid": _("Scrivi un numero, per esempio 12,5."),
        "min_value": _("Scrivi un numero da %(limit)s in su."),
        "max_value": _("Scrivi un numero fino a %(limit)s."),
        "max_decimal_places": _("Troppe cifre dopo la virgola: al massimo %(limit)s."),
        "max_digits": _("Il numero è troppo lungo: controlla le cifre."),
        "max_whole_digits": _("Il numero è troppo lungo: controlla le cifre."),
    }

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        if self.decimal_places == 0:
            whole = _("Scrivi un numero intero, senza virgola.")
            self.error_messages |= {"invalid": whole, "max_decimal_places": whole}

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]  # the stubs inherit from IntegerField
        if value in self.empty_values:
            return None
        if isinstance(value, Decimal):
            return value
        try:
            return parse_number(str(value))
        except ValueError as error:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from error

    def bound_data(self, data: Any, initial: Any) -> Any:
        bound = super().bound_data(data, initial)
        return Typed(bound) if isinstance(bound, str) else bound

    def run_validators(self, value: Any) -> None:
        """Limits are told as numbers are written here, once each: a number too long is not also out of its limits."""
        try:
            super().run_validators(value)
        except forms.ValidationError as error:
            first = error.error_list[0]
            limit = (first.params or {}).get("limit_value", (first.params or {}).get("max"))
            number = to_decimal(limit)
            params = {"limit": self._written(number) if number is not None else ""}
            raise forms.ValidationError(first.message, code=first.code, params=params) from error

    def _written(self, limit: Decimal) -> str:
        places = limit.normalize().as_tuple().exponent
        return group(limit, max(0, -places) if isinstance(places, int) else 0)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {}


class MoneyField(NumberField):
    """An amount in euro, at most two decimals."""

    widget = MoneyInput
    default_error_messages = {
        "invalid": _("Scrivi un importo in euro, per esempio 12.500,00."),
        "min_value": _("Scrivi un importo da %(limit)s euro in su."),
        "max_value": _("Scrivi un importo fino a %(limit)s euro."),
        "max_digits": _("L’importo è troppo lungo: controlla le cifre."),
        "max_whole_digits": _("L’importo è troppo lungo: controlla le cifre."),
    }

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_digits": 14, "decimal_places": 2, "min_value": Decimal(0), **options})


class DateInput(forms.DateInput):
    """The browser's own date input; without it, `gg/mm/aaaa` works too."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class DateField(forms.DateField):
    """A day."""

    widget = DateInput
    input_formats = ["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y"]
    default_error_messages = {"invalid": _("Scrivi una data che esiste, per esempio 31/12/2026.")}

    def to_python(self, value: Any) -> date | None:
        return super().to_python(value.strip() if isinstance(value, str) else value)


class DateTimeInput(forms.DateTimeInput):
    """The browser's own input for day and hour, Rome time."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


class DateTimeField(forms.DateTimeField):
    """A day and an hour in Rome; becomes an aware moment."""

    widget = DateTimeInput
    input_formats = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%d/%m/%Y %H:%M", "%d/%m/%Y %H.%M"]
    default_error_messages = {"invalid": _("Scrivi giorno e ora, per esempio 31/12/2026 12:00.")}


def show_refusal(form: forms.BaseForm, refusal: Refused) -> None:
    """What an action refused, beside the field it names when the form has it, else above the form."""
    form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)


def name_wrong_addresses() -> None:
    """What every form says of a wrong e-mail or web address: Django's own sentence does not tell what to write."""
    EmailValidator.message = _("Scrivi un indirizzo e-mail intero, per esempio nome@esempio.it.")
    URLValidator.message = _("Scrivi un indirizzo web intero, per esempio https://esempio.it.")

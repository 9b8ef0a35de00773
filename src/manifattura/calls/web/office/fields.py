"""Form fields of the builder: lists written one per line, percentages, conditions chosen without programming."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from manifattura.organisations.queries.ateco import search_ateco, sections
from manifattura.ui.formats import language
from manifattura.ui.forms import DateField, NumberField, NumberInput, parse_number
from manifattura.ui.templatetags.ui_filters import points_short

from ...domain.edition import Expression
from ...queries.conditions import MOST_ROWS, Group, Row, expression_of, rows_of, wants_value

KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")
CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")
THREE_PLACES = re.compile(r"[0-9]{1,3}\.[0-9]{3}")
HUNDRED = Decimal(100)


class LinesField(forms.CharField):
    """A list: one entry per line, empty lines left out."""

    def __init__(self, *, longest: int = 300, rows: int = 6, **options: Any) -> None:
        self.longest = longest
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), required=False, **options)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list | tuple) else value

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]
        lines = [line.strip() for line in str(value or "").splitlines()]
        return [line for line in lines if line]

    def validate(self, value: Any) -> None:
        super().validate(value)
        for line in value:
            if len(line) > self.longest:
                raise forms.ValidationError(
                    _("Una riga supera i %(longest)s caratteri: «%(start)s…».")
                    % {"longest": self.longest, "start": line[:40]}
                )


class PercentInput(NumberInput):
    """A share stored from 0 to 1, written from 0 to 100."""

    unit = "%"

    def format_value(self, value: Any) -> str | None:
        if isinstance(value, Decimal):
            value = (value * HUNDRED).normalize()
            value = value.quantize(Decimal(1)) if value == value.to_integral_value() else value
        return super().format_value(value)


class PercentField(NumberField):
    """`75` becomes 0.75."""

    widget = PercentInput

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"min_value": Decimal(0), "max_value": HUNDRED, "decimal_places": 2, **options})

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        return None if cleaned is None else cleaned / HUNDRED


class WholeField(forms.IntegerField):
    """A whole number, refused in the house's words."""

    default_error_messages = {
        "required": _("Scrivi un numero."),
        "invalid": _("Scrivi un numero intero, senza virgola."),
        "min_value": _("Scrivi un numero da %(limit_value)s in su."),
        "max_value": _("Scrivi un numero fino a %(limit_value)s."),
    }


class PointsInput(NumberInput):
    """Points with the decimals that they need."""

    def format_value(self, value: Any) -> str | None:
        return points_short(value) if isinstance(value, Decimal) else super().format_value(value)


class PointsField(NumberField):
    """Points: at most three decimals, as many as a grid may have."""

    widget = PointsInput

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"min_value": Decimal(0), "max_digits": 9, "decimal_places": 3, **options})

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]  # as NumberField
        """On English pages `12.345` are points with three decimals, never thousands."""
        if isinstance(value, str) and language() == "en" and THREE_PLACES.fullmatch(value.strip()):
            return Decimal(value.strip())
        return super().to_python(value)


class PrefixesField(LinesField):
    """ATECO prefixes, checked against the list: a section letter or the beginning of a number."""

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]
        found = re.split(r"[\s,;]+", str(value or ""))
        return list(dict.fromkeys(prefix.strip(".").upper() for prefix in found if prefix.strip(".")))

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list | tuple) else value


def unknown_prefixes(prefixes: list[str], edition: str) -> list[str]:
    """Prefixes that no activity of the edition begins with."""
    letters = set(sections(edition).values())
    return [
        prefix
        for prefix in prefixes
        if (prefix not in letters if prefix.isalpha() else not _begins_a_code(prefix, edition))
    ]


def _begins_a_code(prefix: str, edition: str) -> bool:
    bare = prefix.replace(".", "")
    return bare.isdigit() and len(bare) >= 2 and bool(search_ateco(prefix, edition, limit=1))


class KeyField(forms.CharField):
    """A short code that never changes once it is given."""

    pattern = KEY
    default_error_messages = {"invalid": _("Usa lettere, numeri, trattini: per esempio A1.")}

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": 40, **options})

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and not self.pattern.fullmatch(value):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")


class CodeField(KeyField):
    """The code of what a grid lists, as the call's act writes it: no path of an answer goes through it."""

    pattern = CODE
    default_error_messages = {
        "invalid": _("Usa lettere, numeri, punti e trattini, senza spazi: per esempio 6.6.2.a.")
    }


class ConditionForm(forms.Form):
    """Up to three lines chosen from what the questions can be; the form's `expression` is the condition."""

    join = forms.ChoiceField(
        label=_("Se le righe sono più di una"),
        choices=[("all", _("devono valere tutte")), ("any", _("ne basta una"))],
        required=False,
    )
    keep = forms.BooleanField(
        label=_("Tieni la condizione com’è"),
        help_text=_("È più ricca di quelle che si scelgono qui. Togli la spunta per sostituirla."),
        required=False,
    )

    def __init__(
        self, data: Any, *, choices: list[Group], expression: Any = None, prefix: str = "condition"
    ) -> None:
        super().__init__(data, prefix=prefix)
        self.stored = expression
        self.expression: Expression | None = None
        found = rows_of(expression, choices)
        join, rows = found or ("all", [])
        if found is not None:
            del self.fields["keep"]
        else:
            self.fields["keep"].initial = True
        self.fields["join"].initial = join
        for number in range(1, MOST_ROWS + 1):
            row = rows[number - 1] if number <= len(rows) else Row("")
            self.fields[f"row_{number}"] = forms.ChoiceField(
                label=_("Condizione %(number)s") % {"number": number},
                choices=[("", _("Nessuna")), *choices],
                initial=row.choice,
                required=False,
            )
            self.fields[f"value_{number}"] = forms.CharField(
                label=_("Numero o data per la condizione %(number)s") % {"number": number},
                help_text=_("Solo se la riga finisce con i puntini.") if number == 1 else "",
                initial=row.value,
                required=False,
                max_length=20,
            )

    def rows(self) -> list[tuple[Any, Any]]:
        return [(self[f"row_{number}"], self[f"value_{number}"]) for number in range(1, MOST_ROWS + 1)]

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        rows: list[Row] = []
        for number in range(1, MOST_ROWS + 1):
            choice = facts.get(f"row_{number}", "")
            if choice:
                rows.append(Row(choice, self._value(number, choice, facts.get(f"value_{number}", ""))))
        chosen = expression_of(facts.get("join") or "all", rows)
        self.expression = self.stored if facts.get("keep") else chosen
        return facts

    def _value(self, number: int, choice: str, written: str) -> str:
        if not wants_value(choice):
            return ""
        try:
            return format(parse_number(written), "f")
        except ValueError:
            try:
                day = DateField(required=False).to_python(written)
            except forms.ValidationError:
                day = None
        if day is None:
            self.add_error(f"value_{number}", _("Scrivi un numero o una data."))
            return ""
        return day.isoformat()

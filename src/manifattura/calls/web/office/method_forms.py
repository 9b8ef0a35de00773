"""The forms that say how a criterion gives points: one per way, with rows for choices, bands, nodes and levels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from manifattura.territory.queries.areas import municipio_choices
from manifattura.ui.forms import DateField, NumberField, Typed, parse_number

from ...domain.edition import Edition, FieldType
from ...domain.formula_text import number_written
from ...domain.formulas import kind_of
from ...domain.grid_facts import field_kinds
from ...domain.method_checks import ascending_method, edge_text
from ...domain.scoring import BandRow, Level, LineNode, Method, MethodKind, ScoredOption, Source
from ...queries.conditions import condition_choices
from .fields import ConditionForm, PointsField, WholeField
from .method_value import OFFICE, codes, read_value, value_fields

COMPOSED = "condizione"
SPARE = 4
NUMBERS = (FieldType.NUMBER, FieldType.MONEY, FieldType.COMPUTED)
BY_VALUE = (MethodKind.BANDS, MethodKind.LINE, MethodKind.FORMULA, MethodKind.NORMALISED)


class EdgeField(forms.CharField):
    """A number or a day, kept as the draft keeps it."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, max_length=20, **options)

    def bound_data(self, data: Any, initial: Any) -> Any:
        bound = super().bound_data(data, initial)
        return Typed(bound) if isinstance(bound, str) else bound

    def prepare_value(self, value: Any) -> Any:
        """What the draft has, written; what a person typed, as it is."""
        return (
            edge_text(value) if isinstance(value, str) and value and not isinstance(value, Typed) else value
        )

    def clean(self, value: Any) -> str:
        written = str(super().clean(value) or "").strip()
        if not written:
            return ""
        try:
            return format(parse_number(written), "f")
        except ValueError:
            pass
        try:
            day = DateField(required=False).to_python(written)
        except forms.ValidationError:
            day = None
        if not isinstance(day, date):
            raise forms.ValidationError(_("Scrivi un numero o una data."))
        return day.isoformat()


def _points(label: Any) -> PointsField:
    return PointsField(label=label, required=False)


class MethodForm(forms.Form):
    """What is not a row. `method`: what the draft has now, None when it is of another way."""

    def __init__(
        self, *args: Any, kind: MethodKind, edition: Edition, method: Method | None, **options: Any
    ) -> None:
        self.kind, self.edition, self.method = kind, edition, method
        super().__init__(*args, **options)
        self.condition: ConditionForm | None = None
        self.codes: list[tuple[str, str]] = []
        self._add_source()
        if kind is MethodKind.YES_NO:
            self.condition = ConditionForm(
                args[0] if args else None,
                choices=condition_choices(edition, municipio_choices()),
                expression=method.when if method else None,
            )
        if kind in BY_VALUE:
            self.fields.update(value_fields(edition, method))
            self.codes = codes(edition)
        if kind is MethodKind.OPTIONS:
            self.fields["take"] = forms.ChoiceField(
                label=_("Se le voci sono più d’una"),
                choices=[
                    ("one", _("ne vale una sola")),
                    ("sum", _("si sommano, fino al massimo")),
                    ("best", _("vale quella che dà più punti")),
                ],
                initial=method.take if method else "one",
            )
        if kind is MethodKind.NORMALISED:
            self._add_comparison()
        if kind is MethodKind.COMMITTEE:
            self.fields["trim"] = WholeField(
                label=_("Coefficienti estremi da togliere"),
                help_text=_("Per parte: 1 toglie il più alto e il più basso. 0: media di tutti."),
                min_value=0,
                max_value=5,
                initial=method.trim if method else 0,
            )

    def _add_source(self) -> None:
        types = {
            MethodKind.OPTIONS: (FieldType.CHOICE, FieldType.CHOICES),
            MethodKind.YES_NO: (FieldType.YES_NO,),
            MethodKind.DECLARED: NUMBERS,
        }.get(self.kind)
        if types is None:
            return
        asked = [
            (field.key, field.label)
            for section in self.edition.form
            for field in section.fields
            if field.type in types
        ]
        office = (
            [] if self.kind is MethodKind.DECLARED else [(OFFICE, _("Lo dice l’ufficio nell’istruttoria"))]
        )
        if self.kind is MethodKind.YES_NO:
            office.insert(0, (COMPOSED, _("Una condizione, qui sotto")))
        method = self.method
        first = OFFICE if method and method.source is Source.OFFICE else method.field if method else ""
        if method and method.when is not None:
            first = COMPOSED
        self.fields["field"] = forms.ChoiceField(
            label=_("Da quale risposta"), choices=[*asked, *office], initial=first
        )

    def _add_comparison(self) -> None:
        method = self.method
        self.fields["best"] = forms.ChoiceField(
            label=_("Il valore migliore è"),
            choices=[("highest", _("il più alto")), ("lowest", _("il più basso"))],
            initial=method.best if method else "highest",
        )
        self.fields["scale"] = forms.ChoiceField(
            label=_("Le altre domande"),
            choices=[
                (
                    "range",
                    _("in proporzione fra la migliore, che prende il massimo, e la peggiore, che prende 0"),
                ),
                ("best", _("in proporzione alla migliore")),
            ],
            initial=method.scale if method else "range",
        )

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        composed = facts.get("field") == COMPOSED
        if self.condition is not None and composed:
            if not self.condition.is_valid():
                raise forms.ValidationError(_("Controlla la condizione."))
            if self.condition.expression is None:
                self.condition.add_error("row_1", _("Scegli quando si danno i punti."))
                raise forms.ValidationError(_("Controlla la condizione."))
        return facts

    @property
    def when(self) -> Mapping[str, Any] | None:
        """The condition on which the points hang, where one was chosen."""
        if self.condition is None or self.cleaned_data.get("field") != COMPOSED:
            return None
        return self.condition.expression

    def clean_value(self) -> Mapping[str, Any] | None:
        return read_value(self.cleaned_data.get("measured", OFFICE), self.cleaned_data["value"], self.edition)

    @property
    def is_office(self) -> bool:
        facts = self.cleaned_data
        return facts.get("field") == OFFICE or (self.kind in BY_VALUE and not facts.get("value"))


class _Row(forms.Form):
    """A row whose `gives` is empty is left out: that is for empty rows, never for one where something was written."""

    gives = "points"
    written: tuple[str, ...] = ()
    lacks = _("Scrivi i punti di questa riga, anche 0.")

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        empty = facts.get(self.gives) is None and self.gives not in self.errors
        if empty and any(facts.get(name) for name in self.written):
            self.add_error(self.gives, self.lacks)
        return facts


class OptionRow(_Row):
    written = ("label",)
    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    label = forms.CharField(label=_("Voce"), max_length=160, required=False)
    points = _points(_("Punti"))

    def clean(self) -> dict[str, Any]:
        """A choice of the question without points is worth nothing; a row written here says its points and its name."""
        if self.cleaned_data.get("key"):
            return self.cleaned_data
        facts = super().clean()
        if facts.get("points") is not None and not facts.get("label"):
            self.add_error("label", _("Scrivi la voce che dà questi punti."))
        return facts


class BandRowForm(_Row):
    written = ("low", "high")
    low = EdgeField(label=_("Da"))
    low_in = forms.BooleanField(label=_("compreso"), required=False, initial=True)
    high = EdgeField(label=_("A"))
    high_in = forms.BooleanField(label=_("compreso"), required=False)
    points = _points(_("Punti"))


class NodeRow(_Row):
    written = ("at",)
    at = EdgeField(label=_("Valore"))
    points = _points(_("Punti"))

    def clean(self) -> dict[str, Any]:
        facts = super().clean()
        if facts.get("points") is not None and not facts.get("at") and "at" not in self.errors:
            self.add_error("at", _("Scrivi il valore che dà questi punti."))
        return facts


class LevelRow(_Row):
    gives = "coefficient"
    written = ("label",)
    lacks = _("Scrivi il coefficiente di questo giudizio, da 0 a 1.")
    label = forms.CharField(label=_("Giudizio"), max_length=80, required=False)
    coefficient = NumberField(
        label=_("Coefficiente"), required=False, min_value=0, max_value=1, max_digits=7, decimal_places=6
    )


ROWS: dict[MethodKind, type[forms.Form]] = {
    MethodKind.OPTIONS: OptionRow,
    MethodKind.BANDS: BandRowForm,
    MethodKind.LINE: NodeRow,
    MethodKind.COMMITTEE: LevelRow,
}


def rows_of_method(
    kind: MethodKind, edition: Edition, method: Method | None, data: Any, field: str
) -> forms.BaseFormSet[Any] | None:
    """The rows of a way that has some; those of a question of the form are its choices, each with its points."""
    row = ROWS.get(kind)
    if row is None:
        return None
    stored = _stored(kind, method)
    asked = _choices(edition, field) if kind is MethodKind.OPTIONS else []
    if asked:
        known = {one["key"]: one["points"] for one in stored}
        stored = [{"key": key, "label": label, "points": known.get(key)} for key, label in asked]
    formset = forms.formset_factory(row, extra=0 if asked else SPARE, max_num=60)
    # what was sent is all there is: a row equal to a stored one must not count as left empty
    first = stored if data is None else None
    return cast("forms.BaseFormSet[Any]", formset(data, initial=first, prefix="rows"))


def _choices(edition: Edition, key: str) -> list[tuple[str, str]]:
    return [
        (option.key, option.label)
        for section in edition.form
        for field in section.fields
        if field.key == key
        for option in field.options
    ]


def _stored(kind: MethodKind, method: Method | None) -> list[dict[str, Any]]:
    if method is None:
        return []
    match kind:
        case MethodKind.OPTIONS:
            return [{"key": one.key, "label": one.label, "points": one.points} for one in method.options]
        case MethodKind.BANDS:
            names = ("low", "low_in", "high", "high_in", "points")
            return [{name: getattr(one, name) for name in names} for one in method.bands]
        case MethodKind.LINE:
            return [{"at": one.at, "points": one.points} for one in method.nodes]
    return [{"label": one.label, "coefficient": one.coefficient} for one in method.levels]


def method_of(form: MethodForm, rows: Sequence[Mapping[str, Any]]) -> Method:
    """The method that the forms say; rows without points are left out."""
    facts = form.cleaned_data
    office = form.is_office
    value = facts.get("value")
    kind = kind_of(value, field_kinds(form.edition)) if value else None
    method = Method(
        kind=form.kind,
        source=Source.OFFICE if office else Source.FORM,
        field="" if office or form.when is not None else facts.get("field", ""),
        value=value,
        when=form.when,
        value_kind=kind.value if kind else facts.get("value_kind") or "number",
        take=facts.get("take", "one"),
        best=facts.get("best", "highest"),
        scale=facts.get("scale", "range"),
        trim=facts.get("trim") or 0,
        options=_options(rows) if form.kind is MethodKind.OPTIONS else (),
        bands=_bands(rows) if form.kind is MethodKind.BANDS else (),
        nodes=_nodes(rows) if form.kind is MethodKind.LINE else (),
        levels=_levels(rows) if form.kind is MethodKind.COMMITTEE else (),
    )
    return ascending_method(method)


def _options(rows: Sequence[Mapping[str, Any]]) -> tuple[ScoredOption, ...]:
    found: list[ScoredOption] = []
    taken: set[str] = set()
    for row in rows:
        if row.get("points") is None:
            continue
        key = row.get("key") or _free(str(row.get("label", "")), taken)
        taken.add(key)
        found.append(ScoredOption(key, row.get("label", ""), row["points"]))
    return tuple(found)


def _free(label: str, taken: set[str]) -> str:
    base = slugify(label)[:34].strip("-") or "voce"
    key, number = base, 1
    while key in taken:
        number += 1
        key = f"{base}-{number}"
    return key


def _bands(rows: Sequence[Mapping[str, Any]]) -> tuple[BandRow, ...]:
    return tuple(
        BandRow(
            points=row["points"],
            low=row.get("low", ""),
            low_in=bool(row.get("low_in")),
            high=row.get("high", ""),
            high_in=bool(row.get("high_in")),
        )
        for row in rows
        if row.get("points") is not None
    )


def _nodes(rows: Sequence[Mapping[str, Any]]) -> tuple[LineNode, ...]:
    return tuple(
        LineNode(row["at"], row["points"]) for row in rows if row.get("at") and row.get("points") is not None
    )


def _levels(rows: Sequence[Mapping[str, Any]]) -> tuple[Level, ...]:
    return tuple(
        Level(row["label"] or number_written(format(row["coefficient"], "f")), Decimal(row["coefficient"]))
        for row in rows
        if row.get("coefficient") is not None
    )


def is_plain(method: Method) -> bool:
    """The committee's coefficient with nothing more: the draft keeps no method for it."""
    return method.kind is MethodKind.COMMITTEE and not method.trim and not method.levels

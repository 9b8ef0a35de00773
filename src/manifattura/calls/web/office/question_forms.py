"""The form of one question of the application form: only what its kind needs."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, cast

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from manifattura.ui.forms import MoneyField, NumberField

from ...domain.edition import FieldType
from ...domain.form_checks import MOST_DECIMALS, MOST_ITEMS
from ...domain.prefills import prefills_for
from ...domain.sealing_checks import MOST_SEALED_ITEMS, SEALABLE
from ...domain.stamp_grounds import GROUNDS
from ...queries.prefills import prefill_words
from .fields import KeyField, PercentField, WholeField
from .item_forms import ItemForm

WELL_KNOWN = {
    FieldType.SEAT: "seat",
    FieldType.EXPENSES: "expenses",
    FieldType.STAMP_DUTY: "stamp_duty",
}
WITH_OPTIONS = (FieldType.CHOICE, FieldType.CHOICES, FieldType.EXPENSES, FieldType.STAMP_DUTY)
SPARE_OPTIONS = 5
FILE_TYPES = ("pdf", "jpg", "png", "docx", "xlsx", "odt", "ods", "p7m", "zip")
WITHOUT_REQUIRED = (FieldType.DECLARATION,)


class QuestionOfFormForm(ItemForm):
    """`kind` of the question is chosen first and never changes."""

    section = forms.ChoiceField(label=_("Sezione"))
    label = forms.CharField(label=_("Domanda"), max_length=200)
    help = forms.CharField(
        label=_("Testo di aiuto"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    required = forms.BooleanField(label=_("La risposta è obbligatoria"), required=False, initial=True)
    key = KeyField(
        label=_("Nome interno"),
        help_text=_("Serve ai calcoli e alle esportazioni. Vuoto: lo sceglie il sistema. Poi non cambia."),
        required=False,
    )

    def __init__(self, *args: Any, kind: FieldType, sections: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.kind = kind
        self.fields["section"].choices = sections
        if kind in WITHOUT_REQUIRED:
            del self.fields["required"]
        if kind is FieldType.COMPUTED:
            self.fields["required"].label = _(
                "Il calcolo deve dare un valore, altrimenti la domanda non si invia"
            )
            self.fields["required"].initial = False
        self.fields.update(_extra_fields(kind, self.edition.declarations))
        if kind in SEALABLE:
            self.fields["sealed"] = forms.BooleanField(
                label=_("La risposta va in busta chiusa"),
                help_text=_(
                    "Nessuno la legge prima dell’apertura, nemmeno l’ufficio. Nella griglia può dare punti, che contano dopo "
                    "l’apertura; condizioni e calcoli del modulo non possono usarla."
                ),
                required=False,
            )
        elif kind in NEVER_SEALED:
            self.fields["sealed"] = forms.BooleanField(
                label=_("La risposta va in busta chiusa"),
                help_text=never_sealed_words(kind),
                required=False,
                disabled=True,
            )
        sources = prefills_for(kind)
        if sources:
            words = prefill_words()
            self.fields["prefill"] = forms.ChoiceField(
                label=_("Da dove parte la risposta"),
                help_text=_("Chi fa domanda la vede già scritta, con la sua provenienza, e può cambiarla."),
                choices=[
                    ("", _("Da zero: la scrive chi fa domanda")),
                    *((key, words[key]) for key in sources),
                ],
                required=False,
            )

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        low, high = facts.get("min_value"), facts.get("max_value")
        if low is not None and high is not None and low > high:
            self.add_error("min_value", _("Il minimo supera il massimo."))
        if facts.get("sealed") and (facts.get("max_items") or 0) > MOST_SEALED_ITEMS:
            self.add_error(
                "max_items",
                _("In busta chiusa l’elenco si scrive tutto in una volta: al massimo %(most)s voci.")
                % {"most": MOST_SEALED_ITEMS},
            )
        fewest, most = facts.get("min_items"), facts.get("max_items")
        if fewest is not None and most is not None and fewest > most:
            self.add_error("min_items", _("Il minimo supera il massimo."))
        return facts

    def values(self) -> dict[str, Any]:
        values = super().values()
        values["type"] = self.kind.value
        values["declaration"] = values.get("declaration") or ""
        return values


NEVER_SEALED = (FieldType.EXPENSES, FieldType.COMPUTED)


def never_sealed_words(kind: FieldType) -> str:
    """Why an answer of this kind stays open."""
    if kind is FieldType.EXPENSES:
        return gettext(
            "Non si può: dalla tabella delle spese si calcola il contributo, che elenchi e ricevute mostrano."
        )
    return gettext(
        "Non si può: il calcolo si fa mentre si compila, e chi legge le altre risposte lo conosce già."
    )


def _extra_fields(kind: FieldType, declarations: Any) -> dict[str, forms.Field]:
    if kind in (FieldType.TEXT, FieldType.LONG_TEXT):
        return {
            "max_length": WholeField(
                label=_("Caratteri al massimo"), required=False, min_value=1, max_value=20000
            )
        }
    if kind is FieldType.NUMBER:
        return {
            "min_value": NumberField(label=_("Minimo"), required=False, max_digits=14, decimal_places=2),
            "max_value": NumberField(label=_("Massimo"), required=False, max_digits=14, decimal_places=2),
        }
    if kind is FieldType.MONEY:
        return {
            "min_value": MoneyField(label=_("Minimo"), required=False),
            "max_value": MoneyField(label=_("Massimo"), required=False),
        }
    if kind is FieldType.GROUP:
        return {
            "item_title": forms.CharField(
                label=_("Come si chiama una voce"), help_text=_("Per esempio: Socio."), max_length=60
            ),
            "min_items": WholeField(
                label=_("Quante voci almeno"), min_value=0, max_value=MOST_ITEMS, initial=1
            ),
            "max_items": WholeField(
                label=_("Quante voci al massimo"), min_value=1, max_value=MOST_ITEMS, initial=20
            ),
        }
    if kind is FieldType.COMPUTED:
        return {
            "unit": forms.CharField(
                label=_("Unità"),
                help_text=_(
                    "Si scrive dopo il numero, per esempio «persone». Con € si mostra come un importo."
                ),
                required=False,
                max_length=12,
            ),
            "decimals": WholeField(
                label=_("Quanti decimali"), min_value=0, max_value=MOST_DECIMALS, initial=2
            ),
            "min_value": NumberField(
                label=_("Minimo ammesso"), required=False, max_digits=14, decimal_places=2
            ),
            "max_value": NumberField(
                label=_("Massimo ammesso"), required=False, max_digits=14, decimal_places=2
            ),
        }
    if kind is FieldType.FILE:
        return {
            "accept": forms.MultipleChoiceField(
                label=_("File accettati"),
                choices=[(name, name.upper()) for name in FILE_TYPES],
                widget=forms.CheckboxSelectMultiple,
                initial=["pdf"],
            ),
            "max_files": WholeField(label=_("Quanti file al massimo"), min_value=1, max_value=20, initial=1),
            "max_megabytes": WholeField(label=_("Megabyte per file"), min_value=1, max_value=50, initial=10),
        }
    if kind is FieldType.DECLARATION:
        return {
            "declaration": forms.ChoiceField(
                label=_("Quale dichiarazione"), choices=[(one.key, one.title) for one in declarations]
            )
        }
    return {}


class OptionForm(forms.Form):
    """One choice of a question; an empty line is left out."""

    label = forms.CharField(label=_("Voce"), max_length=160, required=False)
    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    max_share = PercentField(label=_("Quota massima del progetto"), required=False, max_value=Decimal(100))

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        if facts.get("max_share") is not None and not facts.get("label"):
            self.add_error("label", _("Scrivi la voce."))
        return facts


class BaseOptions(forms.BaseFormSet):
    """The choices in their order; at least one is needed."""

    def clean(self) -> None:
        if not any(self.errors) and not self.chosen():
            raise forms.ValidationError(_("Scrivi almeno una voce."))

    def chosen(self) -> list[dict[str, Any]]:
        """Label, key and share of each line that was filled in."""
        return [
            {
                "label": form.cleaned_data["label"],
                "key": form.cleaned_data.get("key", ""),
                "max_share": form.cleaned_data.get("max_share"),
            }
            for form in self.forms
            if form.cleaned_data.get("label")
        ]


OptionFormSet = forms.formset_factory(OptionForm, formset=BaseOptions, extra=SPARE_OPTIONS, max_num=60)


def _first_options(kind: FieldType) -> list[dict[str, Any]]:
    """A stamp begins with the usual grounds of exemption."""
    if kind is not FieldType.STAMP_DUTY:
        return []
    return [{"label": option.label, "key": option.key} for option in GROUNDS]


def options_formset(kind: FieldType, item: Any, data: Any) -> BaseOptions | None:
    """The choices' lines for kinds that have some; shares only for expenses."""
    if kind not in WITH_OPTIONS:
        return None
    initial = (
        [{"label": row.label, "key": row.key, "max_share": row.max_share} for row in item.options.all()]
        if item is not None
        else _first_options(kind)
    )
    formset = cast("BaseOptions", OptionFormSet(data, initial=initial, prefix="options"))
    if kind is not FieldType.EXPENSES:
        for form in formset.forms:
            form.fields.pop("max_share", None)
    return formset
